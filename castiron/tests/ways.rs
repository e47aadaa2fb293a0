//! What is said of a refused document: every flag that lets it through is named, and lets it through; where none does, none is
//! named.

use std::fs;
use std::path::Path;

mod common;

use common::run::{castiron, folder};

/// A document with one operation and what is put into it.
fn document(more: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: Ways, version: '1' }}
paths:
  /rest: {{ get: {{ operationId: getRest, responses: {{ '200': {{ description: d }} }} }} }}
{more}"
    )
}

fn schema(text: &str) -> String {
    document(&format!(
        "components: {{ schemas: {{ A: {{ type: object, properties: {{ p: {text} }} }} }} }}\n"
    ))
}

/// The arguments that a line of the summary asks for, added to those that were given.
fn with(line: &str, given: &[String]) -> Vec<String> {
    let mut all: Vec<String> = given.to_vec();
    if line.contains("without `--strict`") {
        all.retain(|argument| argument != "--strict");
    }
    if line.contains("with `--repair-references=true`") {
        all.retain(|argument| !argument.starts_with("--repair-references"));
        all.push("--repair-references=true".to_owned());
    }
    if line.contains("--allow-root") {
        all.extend(["--allow-root".to_owned(), "..".to_owned()]);
    }
    if line.contains("--reference") {
        all.extend([
            "--reference".to_owned(),
            "https://x.example/=copies".to_owned(),
        ]);
    }
    if line.contains("--limit") {
        let limits = given.iter().filter_map(|argument| argument.split_once('='));
        let limits = limits.filter(|(name, _)| !name.starts_with("--"));
        let raised: Vec<String> = limits
            .flat_map(|(name, _)| ["--limit".to_owned(), format!("{name}=1000000")])
            .collect();
        all.extend(raised);
    }
    all
}

/// A name, the document, the arguments it is refused with, and how many ways there are.
fn refusals() -> Vec<(&'static str, String, &'static [&'static str], usize)> {
    const WHOLE: &[&str] = &["--repair-references=false"];
    const STRICT: &[&str] = &["--strict"];
    const BOTH: &[&str] = &["--strict", "--repair-references=false"];
    vec![
        ("a word for a type", schema("{ type: str }"), STRICT, 1),
        (
            "a duplicate key",
            schema("{ type: string, type: string }"),
            STRICT,
            1,
        ),
        (
            "a parameter without a name",
            document("  /a: { get: { parameters: [{ in: query }], responses: {} } }\n"),
            STRICT,
            1,
        ),
        (
            "a variable that is not declared",
            document("  /a/{b}: { get: { responses: {} } }\n"),
            STRICT,
            1,
        ),
        (
            "an unknown scheme",
            document("security: [{ none: [] }]\n"),
            STRICT,
            1,
        ),
        (
            "a reference to nothing",
            schema("{ $ref: '#/components/schemas/None' }"),
            STRICT,
            1,
        ),
        (
            "a reference to nothing",
            schema("{ $ref: '#/components/schemas/None' }"),
            WHOLE,
            1,
        ),
        (
            "a reference to nothing",
            schema("{ $ref: '#/components/schemas/None' }"),
            BOTH,
            1,
        ),
        ("the wrong kind", schema("{ $ref: '#/info' }"), WHOLE, 1),
        ("the wrong kind", schema("{ $ref: '#/info' }"), STRICT, 1),
        (
            "a cycle",
            schema("{ $ref: '#/components/schemas/A/properties/p' }"),
            WHOLE,
            1,
        ),
        ("a missing file", schema("{ $ref: 'none.yaml' }"), WHOLE, 1),
        (
            "a security scheme",
            document(
                "components: { securitySchemes: { A: { $ref: '#/components/securitySchemes/B' } } }\n",
            ),
            WHOLE,
            1,
        ),
        (
            "a file outside",
            schema("{ $ref: '../outside.yaml' }"),
            WHOLE,
            2,
        ),
        (
            "a file outside",
            schema("{ $ref: '../outside.yaml' }"),
            STRICT,
            2,
        ),
        (
            "a URL",
            schema("{ $ref: 'https://x.example/pet.yaml' }"),
            WHOLE,
            2,
        ),
        (
            "a URL",
            schema("{ $ref: 'https://x.example/pet.yaml' }"),
            STRICT,
            2,
        ),
        (
            "a large file",
            document(""),
            &["--limit", "file-bytes=50"],
            1,
        ),
        (
            "a deep schema",
            schema(
                "{ type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }",
            ),
            &["--limit", "nested=1"],
            1,
        ),
        ("no JSON or YAML", "openapi: [".to_owned(), STRICT, 0),
        (
            "an unknown version",
            document("").replace("3.0.3", "7.0"),
            STRICT,
            0,
        ),
        (
            "paths that are a list",
            "openapi: 3.0.3\ninfo: {}\npaths: [/a]\n".to_owned(),
            STRICT,
            0,
        ),
        (
            "a path twice",
            document("  /rest: { get: { responses: {} } }\n"),
            WHOLE,
            0,
        ),
        ("nothing", String::new(), &[], 0),
        (
            "a path twice, and a reference to nothing",
            document(
                "  /rest: { get: { responses: {} } }\ncomponents: { schemas: { A: { $ref: '../none.yaml' } } }\n",
            ),
            BOTH,
            0,
        ),
        ("words", "just words\n".to_owned(), &[], 0),
    ]
}

/// The ways that a refused run names.
fn ways(here: &Path, arguments: &[String]) -> Vec<String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = castiron(here, &arguments);
    assert_eq!(run.status, 2, "{arguments:?}: {}", run.text());
    let text = run.text();
    let (_, summary) = text.rsplit_once("nothing was written").expect("a summary");
    summary.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_flag_that_is_named_lets_the_document_through() {
    let here = folder("ways");
    fs::create_dir_all(here.join("copies")).expect("a folder");
    let string = "type: string\n";
    fs::write(here.join("copies/pet.yaml"), string).expect("written");
    fs::write(here.with_file_name("outside.yaml"), string).expect("written");
    for (what, text, flags, count) in refusals() {
        for by_settings in [false, true] {
            let is_whole = flags.contains(&"--repair-references=false");
            if by_settings && !is_whole {
                continue;
            }
            fs::write(here.join("api.yaml"), &text).expect("written");
            let mut settings = "spec = \"api.yaml\"\nout = \"api\"\nname = \"api\"\n".to_owned();
            let mut arguments = vec!["codegen".to_owned()];
            arguments.extend(flags.iter().map(|flag| (*flag).to_owned()));
            if by_settings {
                settings.push_str("repair-references = false\n");
                arguments.retain(|argument| argument != "--repair-references=false");
            }
            fs::write(here.join("castiron.toml"), settings).expect("written");
            let lines = ways(&here, &arguments);
            assert_eq!(lines.len(), count, "{what} {arguments:?}: {lines:?}");
            for line in lines {
                let _ = fs::remove_dir_all(here.join("api"));
                let tried = with(&line, &arguments);
                assert_ne!(tried, arguments, "{what}: {line}");
                let tried: Vec<&str> = tried.iter().map(String::as_str).collect();
                let run = castiron(&here, &tried);
                assert_eq!(run.status, 0, "{what} {tried:?}: {}", run.text());
            }
        }
    }
}
