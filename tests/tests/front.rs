//! The front page of generated crates, as rustdoc shows it: no dead link, no bare re-export, a line on everything.

use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files, Runtime};
use castiron_codegen::source::Disk;
use castiron_tests::{cargo, casting, expectations, fixture_document, links, workspace};

/// Fixtures whose documentation is looked at beside that of the embedded document's crate.
const FIXTURES: [&str; 6] = [
    "docs",
    "names",
    "operations",
    "servers",
    "streams",
    "unions",
];

fn embedded(name: &str, settings: &str) -> Files {
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let config = Config::from_toml(settings).expect("settings");
    let document = workspace().join("spec/openapi.yaml");
    casting::cast_from(&Disk, &document, &config, &options).expect("a crate")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The program on a front page, as an example of its crate.
fn program(readme: &str) -> String {
    let block = readme
        .split_once("```rust,no_run\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    let (program, _) = block.expect("a program on the front page");
    format!("#![allow(dead_code)]\n\n{program}\nfn main() {{}}\n")
}

#[test]
fn front_pages_hold_what_they_promise() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("front");
    let mut crates = vec![
        (
            "whole".to_owned(),
            embedded("whole", "extends = \"stripe\"\n"),
        ),
        (
            "types_only".to_owned(),
            embedded(
                "types_only",
                "extends = \"stripe\"\n[select]\ninclude = [\"schema:*\"]\n",
            ),
        ),
    ];
    for name in FIXTURES {
        let document = fixture_document(&workspace().join("tests/fixtures").join(name));
        crates.push((name.to_owned(), casting::named(&document, name)));
    }
    for (name, files) in &mut crates {
        let program = program(&files["README.md"]);
        let reads = program.contains("from_str(");
        assert!(
            if name == "types_only" {
                reads
            } else {
                name != "whole" || !reads
            },
            "{program}"
        );
        files.insert("examples/front.rs".to_owned(), program);
        expectations::replace(&root.join(&*name), files);
    }
    let names: Vec<_> = crates.iter().map(|(name, _)| name.as_str()).collect();
    cargo::workspace(&root, &names);
    cargo::run(&root, &["check", "--workspace", "--examples"], &[]);
    cargo::run(&root, &["doc", "--workspace", "--no-deps"], &[]);

    let docs = root.join("target/doc");
    for name in names {
        let dead = links::dead(&docs, name);
        assert!(dead.is_empty(), "{name}:\n{}", dead.join("\n"));
        let front = read(&docs.join(name).join("index.html"));
        assert!(
            !front.contains("id=\"reexports\""),
            "{name}: a bare `pub use`"
        );
        assert!(
            !front.contains("struct.Date.html"),
            "{name}: types of the runtime stand on the front page"
        );
        // each module has a line
        let modules = front.split("<dt><a class=\"mod\"").skip(1);
        let silent: Vec<_> = modules
            .filter(|module| {
                !module
                    .split_once("</dt>")
                    .is_some_and(|(_, rest)| rest.starts_with("<dd>"))
            })
            .filter_map(|module| module.split('"').nth(1))
            .collect();
        assert!(silent.is_empty(), "{name}: no line on {silent:?}");
        let runtime = read(&docs.join(name).join("runtime/index.html"));
        assert!(
            runtime.contains("struct.Date.html"),
            "{name}: the runtime shows no `Date`"
        );
        // what is there for tables and macros alone
        for hidden in [
            "struct.Vec.html",
            "macro.object.html",
            "serde/index.html",
            "id=\"reexports\"",
        ] {
            assert!(
                !runtime.contains(hidden),
                "{name}: `runtime` shows {hidden}"
            );
        }
    }
}
