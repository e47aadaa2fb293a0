//! Diagnostics as their readers see them.

use std::path::Path;

use super::*;
use crate::load::{LoadOptions, Loaded, load};
use crate::source::Memory;

fn loaded(name: &str, text: &str) -> Loaded {
    load(
        &Memory::new().with(name, text),
        Path::new(name),
        &LoadOptions::default(),
    )
}

const MISSPELT: &str = "openapi: 3.0.0
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    address: {type: object}
    person:
      type: object
      properties:
        home:
          $ref: '#/components/schemas/adress'
";

#[test]
fn a_message_shows_the_place() {
    let loaded = loaded("spec/api.yaml", MISSPELT);
    let text = loaded.diagnostics.render(&*loaded.files, &Look::default());
    assert_eq!(
        text.trim_end(),
        "warning[C0102]: this reference points to something that does not exist
   ┌─ spec/api.yaml:11:17
   │
11 │           $ref: '#/components/schemas/adress'
   │                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no schema of this name; treated as any value
   │
   = at /components/schemas/person/properties/home/$ref
   = help: there is `#/components/schemas/address`"
    );
    let colour = loaded.diagnostics.render(
        &*loaded.files,
        &Look {
            colour: true,
            ..Look::default()
        },
    );
    assert!(colour.contains("\x1b[1;33mwarning[C0102]"), "{colour:?}");
}

#[test]
fn messages_as_json() {
    let loaded = loaded("api.yaml", MISSPELT);
    assert_eq!(
        loaded.diagnostics.to_json(&*loaded.files),
        serde_json::json!([{
            "severity": "warning",
            "code": "C0102",
            "message": "this reference points to something that does not exist",
            "label": "no schema of this name; treated as any value",
            "file": "api.yaml",
            "pointer": "/components/schemas/person/properties/home/$ref",
            "line": 11,
            "column": 17,
            "bytes": [186, 215],
            "help": "there is `#/components/schemas/address`",
        }])
    );
}

#[test]
fn a_minified_document_is_cut_around_the_place() {
    let many: String = (0..50_000)
        .map(|n| format!("\"s{n}\":{{\"type\":\"string\"}},"))
        .collect();
    let text = format!(
        "{{\"openapi\":\"3.0.0\",\"info\":{{\"title\":\"t\",\"version\":\"1\"}},\"paths\":{{}},\"components\":{{\"schemas\":{{{many}\"bad\":{{\"$ref\":\"#/components/schemas/none\"}},\"last\":{{\"type\":\"string\"}}}}}}}}"
    );
    let loaded = loaded("api.json", &text);
    let text = loaded.diagnostics.render(&*loaded.files, &Look::default());
    assert!(text.contains("#/components/schemas/none"), "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() < 200),
        "{text}"
    );
    assert!(text.contains("┌─ api.json:1:"), "{text}");
}

#[test]
fn syntax_errors_have_a_place() {
    for (name, text, place) in [
        ("a.json", "{\n  \"openapi\": ,\n}", "a.json:2:14"),
        ("a.yaml", "a: [1\nb: 2\n", "a.yaml:2:2"),
        ("a.yaml", "a: \"x", "a.yaml:1:"),
    ] {
        let loaded = loaded(name, text);
        assert!(loaded.document.is_none());
        let text = loaded.diagnostics.render(&*loaded.files, &Look::default());
        assert!(
            text.starts_with("error[C0003]") && text.contains(place),
            "{text}"
        );
    }
}

#[test]
fn the_same_is_said_once_and_strictness_makes_errors() {
    let mut diagnostics = Diagnostics::new();
    let place = Place::value(FileId::ROOT, "/a");
    for _ in 0..3 {
        diagnostics.push(Diagnostic::warning(Code::Missing, place.clone(), "m"));
    }
    assert_eq!(diagnostics.len(), 1);
    assert!(!diagnostics.has_errors());
    diagnostics.deny_warnings();
    assert!(diagnostics.has_errors());
    diagnostics.push(Diagnostic::warning(Code::Missing, place.clone(), "m"));
    diagnostics.push(Diagnostic::note(Code::Missing, place, "m"));
    assert_eq!(diagnostics.count(Severity::Error), 1);
    assert_eq!(diagnostics.count(Severity::Note), 1);
}

#[test]
fn what_is_too_much_is_counted() {
    let responses: String = (0..10)
        .map(|n| format!("  /p{n}: {{get: {{}}}}\n"))
        .collect();
    let loaded = loaded(
        "a.yaml",
        &format!("openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths:\n{responses}"),
    );
    let text = loaded.diagnostics.render(
        &*loaded.files,
        &Look {
            colour: false,
            limit: 3,
            alike: usize::MAX,
        },
    );
    assert_eq!(text.matches("warning[C0105]").count(), 3);
    assert!(text.ends_with("and 7 more warnings\n"), "{text}");
}

#[test]
fn codes_are_in_order_and_explained() {
    assert!(
        Code::ALL
            .windows(2)
            .all(|pair| pair[0].as_str() < pair[1].as_str())
    );
    assert!(
        Code::ALL
            .iter()
            .all(|code| code.explanation().ends_with('.'))
    );
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let loaded = loaded(
        "a.json",
        "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"paths\": {\"\\u001b[31mx\": {}}}",
    );
    let text = loaded.diagnostics.render(&*loaded.files, &Look::default());
    assert!(!text.contains('\x1b'), "{text:?}");
}

#[test]
fn many_alike_are_counted() {
    let place = |at: usize| Place::value(FileId::ROOT, format!("/a/{at}"));
    let mut diagnostics = Diagnostics::new();
    for at in 0..40 {
        let code = Code::MissingItems;
        let message = format!("`list{at}` has no items");
        diagnostics.push(Diagnostic::warning(code, place(at), message));
        diagnostics.push(Diagnostic::error(code, place(at), "an error of its own"));
    }
    diagnostics.push(Diagnostic::warning(
        Code::Missing,
        place(41),
        "something else",
    ));
    let loaded = loaded("api.yaml", MISSPELT);
    let text = diagnostics.render(&*loaded.files, &Look::default());
    assert_eq!(text.matches("warning[C0203]: `list").count(), 5, "{text}");
    assert_eq!(
        text.matches("error[C0203]").count(),
        40,
        "errors are all shown"
    );
    assert!(text.contains("something else"));
    let last = text.lines().last();
    assert_eq!(
        last,
        Some("warning[C0203]: 35 more like this: `…` has no items")
    );
    let all = Look {
        alike: usize::MAX,
        ..Look::default()
    };
    let text = diagnostics.render(&*loaded.files, &all);
    assert_eq!(text.matches("warning[C0203]: `list").count(), 40);
}

#[test]
fn further_places_are_marked_too() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {responses: {}}}\n  /b: {}\n  /a: {get: {tags: [t]}}\n";
    let loaded = loaded("api.yaml", text);
    let shown = loaded.diagnostics.render(&*loaded.files, &Look::default());
    let want = [
        "   ┌─ api.yaml:6:3",
        "6 │   /a: {get: {tags: [t]}}",
        "  │   ^^ the second one",
        "  ┌─ api.yaml:4:3",
        "4 │   /a: {get: {responses: {}}}",
        "  │   -- the first one",
    ];
    for line in want {
        assert!(shown.contains(line.trim()), "{line}\n{shown}");
    }
    let json = loaded.diagnostics.to_json(&*loaded.files);
    let marks = &json[0]["marks"];
    assert_eq!(marks[0]["line"], 4, "{json:#}");
    assert_eq!(marks[0]["label"], "the first one");
    assert_eq!(json[0]["line"], 6);
}
