//! Crates with so many tables for XML that they have several files: they compile without a warning, and values that need tables
//! of several files go out and come back.

use std::fmt::Write as _;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files, Runtime};
use castiron_codegen::source::Memory;
use castiron_tests::{cargo, casting, expectations, workspace};

/// Types by letters far from each other; those of a round hold each other.
const NAMES: [&str; 4] = ["Apple", "Kiwi", "Nul", "Zebra"];
const TYPES: usize = 120;
const PROPERTIES: usize = 36;

fn name(at: usize) -> String {
    format!("{}{at}", NAMES[at % NAMES.len()])
}

fn reference(at: usize) -> String {
    format!("{{$ref: '#/components/schemas/{}'}}", name(at))
}

/// A use of the type that a round holds next.
fn next(at: usize) -> String {
    let round = at - at % NAMES.len();
    reference(round + (at + 1) % NAMES.len())
}

/// Operations that send what they answer: the first type of each round.
fn document() -> String {
    let rounds = (0..TYPES).step_by(NAMES.len());
    let rounds = rounds.map(|at| (format!("fruit{at}"), reference(at)));
    let mut out = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n".to_owned();
    for (path, schema) in rounds {
        let content = format!("content: {{application/xml: {{schema: {schema}}}}}");
        let _ = writeln!(
            out,
            "  /{path}: {{post: {{tags: [{path}], operationId: {path}, requestBody: {{required: true, {content}}}, \
             responses: {{'200': {{description: d, {content}}}}}}}}}"
        );
    }
    out.push_str("components:\n  schemas:\n    Unused: {type: string}\n");
    for at in 0..TYPES {
        let properties: String = (0..PROPERTIES)
            .map(|n| format!("p{n}: {{type: integer, xml: {{attribute: {}}}}}, ", n == 1))
            .collect();
        let next = next(at);
        let list = format!("{{type: array, xml: {{wrapped: true}}, items: {next}}}");
        let _ = writeln!(
            out,
            "    {}: {{type: object, properties: {{{properties}next: {next}, list: {list}}}}}",
            name(at)
        );
    }
    out
}

fn generated(name: &str, settings: &str) -> Files {
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let source = Memory::new().with("api.yaml", document());
    let config = Config::from_toml(settings).expect("settings");
    casting::cast_from(&source, Path::new("api.yaml"), &config, &options).expect("a crate")
}

const PROGRAM: &str = r##"
use castiron_runtime::testing::Memory;
use tables::client::Client;
use tables::{Apple0, Kiwi1, Nul2, Zebra3};

#[test]
fn values_go_out_and_come_back() {
    let text = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Apple0 p1="1"><p0>0</p0><next p1="2"><list><list><p2>3</p2>"#,
        "<next><p0>4</p0></next></list><list/></list></next></Apple0>"
    );
    let mut last = Zebra3::default();
    last.p0 = Some(4);
    let mut third = Nul2::default();
    (third.p2, third.next) = (Some(3), Some(Box::new(last)));
    let mut second = Kiwi1::default();
    (second.p1, second.list) = (Some(2), Some(vec![third, Nul2::default()]));
    let mut first = Apple0::default();
    (first.p0, first.p1, first.next) = (Some(0), Some(1), Some(Box::new(second)));

    let memory = Memory::new();
    memory.answer_with(200, &[("content-type", "application/xml")], text);
    let client = Client::anonymous().blocking_transport(memory.clone()).build().expect("a client");
    let answer = client.fruit0().fruit0(first.clone()).send_blocking().expect("an answer").into_inner();
    assert_eq!(answer, first);
    let sent = memory.requests().remove(0);
    assert_eq!(std::str::from_utf8(sent.body()).expect("a text"), text);
}
"##;

#[test]
fn tables_of_several_files_compile_and_work() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let root = target.join("xml-tables");
    let mut split = generated("tables", "");
    let files = split.keys().filter(|path| path.starts_with("src/xml/"));
    assert!(files.count() >= NAMES.len());
    split.insert("tests/uses.rs".to_owned(), PROGRAM.to_owned());
    let crates = [
        ("tables", split),
        ("gated", generated("gated", "features = \"resources\"\n")),
    ];
    for (name, files) in &crates {
        expectations::replace(&root.join(name), files);
    }
    cargo::workspace(&root, &crates.each_ref().map(|(name, _)| *name));
    // what the fixtures need of the runtime is compiled there already
    let target = target.join("fixtures/target");
    for command in [
        "check --package gated",
        "check --package gated --no-default-features --features fruit0,xml",
        "test --package tables --test uses --features tables/xml",
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let (succeeded, printed) = cargo::ended(&root, &target, &arguments, &[]);
        assert!(
            succeeded,
            "cargo {command} in {}:\n{printed}",
            root.display()
        );
    }
}
