//! What YAML and JSON files in the wild have: each is read, and what is said of a value behind it has the right place; or it is
//! explained, at its place.

use castiron_codegen::Castiron;
use castiron_codegen::source::Memory;

/// A type that is none, whose place is looked for.
const FAULT: &str = "faulty";

/// An API of one operation, with something in front and something among its paths, and a fault at its end.
fn yaml(before: &str, paths: &str) -> String {
    format!(
        "{before}openapi: 3.0.3
info: {{ title: Odd, version: '1' }}
paths:
  /rest:
    get:
      operationId: getRest
      responses: {{ '200': {{ description: d }} }}
{paths}components:
  schemas:
    Last:
      type: object
      properties:
        p: {{ type: {FAULT} }}
"
    )
}

fn json(paths: &str, after: &str) -> String {
    format!(
        "{{\n  \"openapi\": \"3.0.3\",\n  \"info\": {{\"title\": \"Odd\", \"version\": \"1\"}},\n  \"paths\": {{\n    \
         \"/rest\": {{\"get\": {{\"operationId\": \"getRest\", \"responses\": {{\"200\": {{\"description\": \"d\"}}}}}}}}{paths}\n  }},\n  \
         \"components\": {{\"schemas\": {{\"Last\": {{\"type\": \"object\", \"properties\": {{\"p\": {{\"type\": \"{FAULT}\"}}}}}}}}}}{after}\n}}\n"
    )
}

/// The line and the column of the fault, or of other text, both from 1.
fn place(text: &str, of: &str) -> String {
    let at = text.find(of).expect("the text");
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!(":{line}:{column}\n")
}

/// Whether it was generated, how many operations it has, and what was said.
fn cast(name: &str, bytes: &[u8]) -> (Option<usize>, String) {
    let memory = Memory::new().with(name, bytes);
    match Castiron::new(name).generate_from(&memory) {
        Ok(output) => (Some(output.generated.stats.operations), output.messages()),
        Err(refused) => (None, refused.to_string()),
    }
}

/// The fault behind whatever is odd is found at its place, all operations are there, and what is odd is said, if it is a mistake.
#[track_caller]
fn is_read(name: &str, text: &str, bytes: &[u8], operations: usize, said: &[&str]) {
    let (found, messages) = cast(name, bytes);
    assert_eq!(found, Some(operations), "{text}\n{messages}");
    let fault = match place(text, FAULT) {
        at if name.ends_with(".json") => {
            // the quote before it
            let (line, column) = at.trim().rsplit_once(':').expect("a place");
            let column: usize = column.parse().expect("a number");
            format!("{line}:{}\n", column - 1)
        }
        at => at,
    };
    assert!(messages.contains(&fault), "{fault}{text}\n{messages}");
    for said in said {
        assert!(messages.contains(said), "no `{said}`: {text}\n{messages}");
    }
}

#[test]
fn yaml_of_all_kinds() {
    let operation = "get: { responses: { '200': { description: d } } }";
    let rows: &[(&str, String, usize, &[&str])] = &[
        ("plain", yaml("", ""), 1, &[]),
        ("a byte order mark", yaml("\u{feff}", ""), 1, &[]),
        ("a directive", yaml("%YAML 1.2\n---\n", ""), 1, &[]),
        (
            "several documents",
            yaml("", "") + "---\nopenapi: 3.0.0\n",
            1,
            &["this file holds several YAML documents"],
        ),
        (
            "comments",
            yaml("# one\n   # two\n", "       # three\n # four\n"),
            1,
            &[],
        ),
        (
            "flow style",
            yaml(
                "",
                "  /a: {\n    \"get\": { \"responses\": {\n\"200\": {\"description\": \"d\"} }\n    }\n  }\n",
            ),
            2,
            &[],
        ),
        (
            "tabs in flow",
            yaml(
                "",
                "  /a: { get: {\t\"responses\":\n\t\t{ '200': { description: d } } } }\n",
            ),
            2,
            &[],
        ),
        (
            "blocks",
            yaml(
                "",
                &format!(
                    "  /a:\n    {operation}\n    description: |\n      # no comment\n        key: value\n\n    summary: >-\n      folded\n\n      more\n"
                ),
            ),
            2,
            &[],
        ),
        (
            "long scalars",
            yaml(
                "",
                &format!(
                    "  /a:\n    {operation}\n    description: one\n      two\n      three\n    summary: \"x\n      y\"\n"
                ),
            ),
            2,
            &[],
        ),
        (
            "anchors and merges",
            yaml(
                "",
                "  /a: &a\n    get: &get { responses: &r { '200': { description: d } } }\n  /b: { <<: *a }\n  /c:\n    post:\n      <<: *get\n",
            ),
            4,
            &[],
        ),
        (
            "status codes as numbers",
            yaml(
                "",
                "  /a: { get: { responses: { 200: { description: d }, 4XX: { description: e } } } }\n",
            ),
            2,
            &[],
        ),
        (
            "keys that YAML 1.1 takes for booleans",
            yaml(
                "",
                "  /a: { get: { responses: { '200': { description: d, content: { application/json: { schema: { properties: { yes: { type: string }, no: {}, on: {}, off: {}, y: {} } } } } } } } }\n",
            ),
            2,
            &[],
        ),
        (
            "dates as keys",
            yaml(
                "",
                "  /a: { get: { responses: { '200': { description: d, content: { application/json: { schema: { properties: { 2020-01-02: { type: string } } } } } } } } }\n",
            ),
            2,
            &[],
        ),
        (
            "huge numbers",
            yaml(
                "",
                "  /a: { get: { parameters: [{ name: n, in: query, schema: { type: integer, maximum: 123456789012345678901234567890 } }], responses: { '200': { description: d } } } }\n",
            ),
            2,
            &[],
        ),
        (
            "a binary tag",
            yaml(
                "",
                "  /a: { get: { description: !!binary aGVsbG8=, responses: { '200': { description: d } } } }\n",
            ),
            2,
            &[],
        ),
        ("a path without operations", yaml("", "  /a:\n"), 1, &[]),
        (
            "two halves of a path",
            yaml(
                "",
                "  /rest: { post: { responses: { '200': { description: d } } } }\n",
            ),
            2,
            &["the two are merged"],
        ),
        (
            "two templates of a path",
            yaml(
                "",
                &format!("  '/a/{{x}}': {{ {operation} }}\n  '/a/{{y}}': {{ {operation} }}\n"),
            ),
            3,
            &["only the names of its variables differ"],
        ),
    ];
    for (what, text, operations, said) in rows {
        println!("{what}");
        let shown = text.trim_start_matches('\u{feff}');
        is_read("api.yaml", shown, text.as_bytes(), *operations, said);
        let windows = text.replace('\n', "\r\n");
        is_read("api.yaml", shown, windows.as_bytes(), *operations, said);
        for from in [u16::to_le_bytes, u16::to_be_bytes] {
            let units = std::iter::once(0xfeff).chain(shown.encode_utf16());
            let wide: Vec<u8> = units.flat_map(from).collect();
            is_read("api.yaml", shown, &wide, *operations, said);
            is_read("api.yaml", shown, &wide[2..], *operations, said);
        }
    }
}

#[test]
fn json_of_all_kinds() {
    let rows: &[(&str, String, usize, &[&str])] = &[
        ("plain", json("", ""), 1, &[]),
        (
            "comments",
            format!("// first\n{}", json("", " /* last */")),
            1,
            &[],
        ),
        (
            "comments within",
            json(" // rest", ""),
            1,
            &["JSON has no comments"],
        ),
        (
            "a comma too many",
            json(",", ""),
            1,
            &["JSON has no comma after the last entry"],
        ),
        (
            "comments and a comma too many",
            json(", // rest", " /* last */"),
            1,
            &[
                "JSON has no comments",
                "JSON has no comma after the last entry",
            ],
        ),
        ("tabs", json("", "").replace("  ", "\t"), 1, &[]),
        (
            "two halves of a path",
            json(
                ",\n\"/rest\": {\"put\": {\"responses\": {\"200\": {\"description\": \"d\"}}}}",
                "",
            ),
            2,
            &["the two are merged"],
        ),
        (
            "huge numbers",
            json("", ",\n\"x-huge\": 123456789012345678901234567890"),
            1,
            &[],
        ),
    ];
    for (what, text, operations, said) in rows {
        println!("{what}");
        is_read("api.json", text, text.as_bytes(), *operations, said);
        let windows = text.replace('\n', "\r\n");
        is_read("api.json", text, windows.as_bytes(), *operations, said);
    }
}

/// What can't be read is explained where it stands.
#[test]
fn what_cannot_be_read_is_explained() {
    let nul = yaml("", "  /a: { summary: \"x\u{0}y\" }\n");
    let tabs = yaml("", "\t/a: {}\n");
    let twice = yaml(
        "",
        "  /rest:\n    get: { responses: { '201': { description: e } } }\n",
    );
    let latin = yaml("", "  # caf\u{e9}\n");
    let rows: Vec<(&str, Vec<u8>, String, &str)> = vec![
        ("nothing", Vec::new(), String::new(), "this file is empty"),
        (
            "comments alone",
            b"# one\n# two\n".to_vec(),
            String::new(),
            "this file is empty",
        ),
        (
            "a NUL",
            nul.clone().into_bytes(),
            place(&nul, "\u{0}"),
            "a control character, U+0000",
        ),
        (
            "a tab",
            tabs.clone().into_bytes(),
            place(&tabs, "\t"),
            "a tab; YAML is indented by spaces alone",
        ),
        (
            "an operation twice",
            twice.clone().into_bytes(),
            ":8:3\n".to_owned(),
            "both contain the same part",
        ),
        (
            "Latin-1",
            latin.chars().map(|c| c as u8).collect(),
            place(&latin, "\u{e9}"),
            "not valid UTF-8",
        ),
        (
            "half of UTF-16",
            yaml("", "")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .chain([0x20])
                .collect(),
            ":1:1\n".to_owned(),
            "UTF-16",
        ),
        (
            "a page",
            b"<html></html>".to_vec(),
            String::new(),
            "this is HTML or XML",
        ),
        (
            "an open bracket",
            b"openapi: 3.0.0\ninfo: [a\npaths: {}\n".to_vec(),
            ":2:7\n".to_owned(),
            "this `[` is not closed",
        ),
    ];
    for (what, bytes, at, said) in rows {
        let (operations, messages) = cast("api.yaml", &bytes);
        assert_eq!(operations, None, "{what}\n{messages}");
        assert!(messages.contains(said), "{what}: no `{said}`\n{messages}");
        assert!(messages.contains(&at), "{what}: no `{at}`\n{messages}");
    }
}
