use std::path::Path;

use super::super::{LoadOptions, Loaded, load};
use crate::diagnostic::{Severity, Sources as _};
use crate::source::Memory;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Hotel, version: '1'}
paths:
  /rooms:
    get:
      tags: [rooms, old]
      parameters:
        - {name: floor, in: query, schema: {type: integer}}
        - {name: view, in: query, schema: {type: strng}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Room'}
components:
  schemas:
    Room:
      type: object
      required: [number, note]
      properties:
        number: {type: integer}
        note: {type: string}
";

/// The document with an overlay of these actions.
fn overlaid(version: &str, actions: &str) -> Loaded {
    let overlay =
        format!("overlay: {version}\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}");
    let source = Memory::new()
        .with("hotel.yaml", DOCUMENT)
        .with("mend.overlay.yaml", overlay);
    let options = LoadOptions {
        overlays: vec!["mend.overlay.yaml".into()],
        ..LoadOptions::default()
    };
    load(&source, Path::new("hotel.yaml"), &options)
}

/// What stands at a pointer of the document, as JSON.
#[track_caller]
fn at(loaded: &Loaded, pointer: &str) -> String {
    let document = loaded
        .document
        .as_ref()
        .unwrap_or_else(|| panic!("{:?}", said(loaded)));
    document
        .node(pointer)
        .map_or_else(|| "nothing".to_owned(), |node| node.to_json().to_string())
}

/// Severity, file, line and message of each diagnostic.
fn said(loaded: &Loaded) -> Vec<String> {
    let line = |diagnostic: &crate::diagnostic::Diagnostic| {
        let line = loaded
            .files
            .span(&diagnostic.place)
            .map_or(0, |span| span.line);
        let file = loaded.files.name(diagnostic.place.file);
        let help = diagnostic
            .help
            .as_deref()
            .map(|help| format!(" ({help})"))
            .unwrap_or_default();
        format!(
            "{} {file}:{line} {}{help}",
            diagnostic.severity.as_str(),
            diagnostic.message
        )
    };
    loaded.diagnostics.iter().map(line).collect()
}

const FINE: &str =
    "  - target: $.paths['/rooms'].get.parameters[1].schema\n    update: {type: string}\n";

#[test]
fn values_are_merged_appended_replaced_and_removed() {
    for (action, pointer, want) in [
        (
            "{target: $.info, update: {title: Inn, x-a: {b: 1}}}",
            "/info",
            r#"{"title":"Inn","version":"1","x-a":{"b":1}}"#,
        ),
        (
            "{target: $.paths.*.get.tags, update: new}",
            "/paths/~1rooms/get/tags",
            r#"["rooms","old","new"]"#,
        ),
        (
            "{target: $.paths.*.get.tags, update: [new, newer]}",
            "/paths/~1rooms/get/tags",
            r#"["rooms","old","new","newer"]"#,
        ),
        (
            "{target: $.paths.*.get, update: {tags: [new]}}",
            "/paths/~1rooms/get/tags",
            r#"["rooms","old","new"]"#,
        ),
        (
            "{target: $.info.title, update: Inn}",
            "/info/title",
            r#""Inn""#,
        ),
        (
            "{target: \"$.paths.*.get.tags[?@ == 'old']\", remove: true}",
            "/paths/~1rooms/get/tags",
            r#"["rooms"]"#,
        ),
        (
            "{target: $.components.schemas.Room.required, remove: true}",
            "/components/schemas/Room/required",
            "nothing",
        ),
        (
            "{target: \"$..[?@ == 'note']\", remove: true}",
            "/components/schemas/Room/required",
            r#"["number"]"#,
        ),
        (
            "{target: \"$.paths.*.get.parameters[*]\", remove: true}",
            "/paths/~1rooms/get/parameters",
            "[]",
        ),
        (
            "{target: $.components.schemas.Room.properties.number, copy: $.components.schemas.Room.properties.note}",
            "/components/schemas/Room/properties/number",
            r#"{"type":"string"}"#,
        ),
        // what is removed is removed, whatever else is said
        (
            "{target: $.info.title, remove: true, update: Inn}",
            "/info/title",
            "nothing",
        ),
    ] {
        let loaded = overlaid("1.1.0", &format!("{FINE}  - {action}\n"));
        assert_eq!(at(&loaded, pointer), want, "{action}\n{:?}", said(&loaded));
    }
}

#[test]
fn actions_see_what_those_before_them_did() {
    let actions = "  - {target: $.components.schemas, update: {Key: {type: object}}}
  - {target: $.components.schemas.Key, update: {properties: {id: {type: integer}}}}
  - {target: $.components.schemas.Key.properties.id.type, update: string}
";
    let loaded = overlaid("1.1.0", &format!("{FINE}{actions}"));
    assert_eq!(said(&loaded), [""; 0]);
    assert_eq!(
        at(&loaded, "/components/schemas/Key/properties"),
        r#"{"id":{"type":"string"}}"#
    );
}

#[test]
fn an_action_that_selects_nothing_is_a_warning_at_its_line() {
    let loaded = overlaid(
        "1.0.0",
        &format!(
            "{FINE}  - target: $.paths['/room'].get\n    remove: true\n  - {{target: $.info}}\n"
        ),
    );
    assert_eq!(
        said(&loaded),
        [
            "warning mend.overlay.yaml:6 this action changes nothing",
            "warning mend.overlay.yaml:6 `$.paths['/room'].get` selects nothing in the document (there is no `/room`; did you mean `/rooms`?)",
        ]
        .map(|line| line.replace("mend.overlay.yaml:6 this", "mend.overlay.yaml:8 this"))
    );
    assert!(loaded.document.is_some());
}

#[test]
fn what_an_overlay_brings_leads_to_the_overlay() {
    // the fault of the document stays where it is, one item further up
    let actions = "  - target: $.paths['/rooms'].get.parameters[0]
    remove: true
  - target: $.components.schemas.Room.properties
    update:
      size:
        type: nmber
";
    let loaded = overlaid("1.0.0", actions);
    let lines = said(&loaded);
    assert!(
        lines.iter().any(|line| line.contains("hotel.yaml:9 ")),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("mend.overlay.yaml:9 ")),
        "{lines:?}"
    );
    let document = loaded.document.expect("a document");
    let place = document.place("/components/schemas/Room/properties/size/type");
    assert_eq!(
        (place.file.0, place.pointer.as_str()),
        (1, "/actions/1/update/size/type")
    );
    let place = document.place("/components/schemas/Room/properties/note");
    assert_eq!(
        (place.file.0, place.pointer.as_str()),
        (0, "/components/schemas/Room/properties/note")
    );
}

#[test]
fn an_overlay_that_cannot_be_applied_is_refused_at_its_line() {
    for (version, action, line, want) in [
        (
            "2.0.0",
            "{target: $.info, update: {}}",
            1,
            "version 2.0.0 of overlays is not known",
        ),
        (
            "1.1.0",
            "{target: \"$.paths[\", remove: true}",
            4,
            "this is not a JSONPath query (RFC 9535)",
        ),
        (
            "1.1.0",
            "{target: info, remove: true}",
            4,
            "this is not a JSONPath query (RFC 9535)",
        ),
        (
            "1.1.0",
            "{target: 1, remove: true}",
            4,
            "`target` has the wrong type",
        ),
        ("1.1.0", "{remove: true}", 4, "`target` is missing"),
        (
            "1.1.0",
            "{target: $.info, remove: 'yes'}",
            4,
            "`remove` has the wrong type",
        ),
        (
            "1.1.0",
            "{target: $.info, update: {}, copy: $.info}",
            4,
            "`update` and `copy` exclude each other",
        ),
        (
            "1.1.0",
            "{target: $.info, copy: $.nothing}",
            4,
            "`$.nothing` has to select one value",
        ),
        (
            "1.1.0",
            "{target: $.info, copy: $.*}",
            4,
            "`$.*` has to select one value",
        ),
        (
            "1.1.0",
            "{target: $.info, update: text}",
            4,
            "a string can't be merged into an object",
        ),
        (
            "1.1.0",
            "{target: $.info, update: {title: [1]}}",
            4,
            "an array can't be merged into a string",
        ),
        ("1.1.0", "text", 4, "this is not an action"),
    ] {
        let loaded = overlaid(version, &format!("  - {action}\n"));
        let errors: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .collect();
        assert_eq!(errors.len(), 1, "{action} {:?}", said(&loaded));
        assert_eq!(errors[0].message, want, "{action}");
        let span = loaded.files.span(&errors[0].place).expect("a place");
        assert_eq!(
            (loaded.files.name(errors[0].place.file), span.line),
            ("mend.overlay.yaml", line),
            "{action}"
        );
        assert!(loaded.document.is_none(), "{action}");
    }
}

#[test]
fn a_misspelt_key_is_a_warning() {
    let loaded = overlaid(
        "1.1.0",
        &format!("{FINE}  - {{target: $.info, udpate: {{title: Inn}}}}\n"),
    );
    assert!(
        said(&loaded).contains(
            &"warning mend.overlay.yaml:6 an action has no `udpate` (did you mean `update`?)"
                .to_owned()
        ),
        "{:?}",
        said(&loaded)
    );
}

#[test]
fn an_overlay_that_is_not_there_is_an_error() {
    let source = Memory::new().with("hotel.yaml", DOCUMENT);
    let options = LoadOptions {
        overlays: vec!["nowhere.yaml".into()],
        ..LoadOptions::default()
    };
    let loaded = load(&source, Path::new("hotel.yaml"), &options);
    assert_eq!(
        said(&loaded),
        ["error nowhere.yaml:0 the overlay can't be read: there is no such file"]
    );
    assert!(loaded.document.is_none());
}

#[test]
fn queries_without_end_are_refused_in_no_time() {
    for (open, close) in [("(", ")"), ("!(", ")"), ("@[?", "]")] {
        for depth in [30, 3_000, 30_000] {
            let query = format!("$.a[?{}@.b{}]", open.repeat(depth), close.repeat(depth));
            // it ends, whatever it says
            let _ = super::query::parse(&query);
        }
    }
}
