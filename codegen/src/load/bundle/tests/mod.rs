//! References of every kind.

use std::path::Path;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Severity};
use crate::load::{LoadOptions, Loaded, load};
use crate::source::Memory;

mod dynamic;
mod files;
mod generics;
mod meant;
mod places;
mod repairs;
mod table;

/// A document of 3.1 with these components and paths.
fn document(components: Value, paths: Value) -> String {
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, "components": components})
        .to_string()
}

fn run(files: &[(&str, &str)]) -> Loaded {
    let mut memory = Memory::new();
    for (name, text) in files {
        memory = memory.with(name, *text);
    }
    load(&memory, Path::new(files[0].0), &LoadOptions::default())
}

/// The bundled tree of files that are without errors.
fn bundled(files: &[(&str, &str)]) -> (Value, Loaded) {
    let loaded = run(files);
    assert!(
        !loaded.diagnostics.has_errors(),
        "{:#?}",
        loaded.diagnostics
    );
    let tree = loaded
        .document
        .as_ref()
        .map(|document| document.root().to_json());
    (tree.unwrap_or_default(), loaded)
}

fn ref_to(text: &str) -> Value {
    json!({"$ref": text})
}

#[test]
fn local_references_of_every_spelling() {
    let schemas = json!({
        "a b": {"type": "string"},
        "c/d~e": {"type": "integer"},
        "use": {"type": "object", "properties": {
            "one": ref_to("#/components/schemas/a%20b"),
            "two": ref_to("#/components/schemas/c~1d~0e"),
            "three": ref_to("#/components/schemas/use/properties/one"),
            "four": ref_to("#/paths/~1p/get/responses/200/content/application~1json/schema"),
        }},
    });
    let paths = json!({"/p": {"get": {"responses": {"200": {"description": "", "content": {
        "application/json": {"schema": {"type": "array", "items": ref_to("#/components/schemas/use")}},
    }}}}}});
    let (tree, loaded) = bundled(&[("api.json", &document(json!({"schemas": schemas}), paths))]);
    let properties = &tree["components"]["schemas"]["use"]["properties"];
    assert_eq!(properties["one"], ref_to("#/components/schemas/a b"));
    assert_eq!(properties["two"], ref_to("#/components/schemas/c~1d~0e"));
    assert_eq!(properties["three"], ref_to("#/components/schemas/a b"));
    assert_eq!(properties["four"], ref_to("#/components/schemas/p_get_200"));
    let schema =
        &tree["paths"]["/p"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*schema, ref_to("#/components/schemas/p_get_200"));
    assert_eq!(tree["components"]["schemas"]["p_get_200"]["type"], "array");
    let document = loaded.document.expect("a document");
    assert_eq!(
        document
            .place("/components/schemas/p_get_200/items")
            .pointer,
        "/paths/~1p/get/responses/200/content/application~1json/schema/items"
    );
}

#[test]
fn anchors_and_identifiers() {
    let schemas = json!({
        "use": {"type": "object", "properties": {
            "anchor": ref_to("#here"),
            "id": ref_to("https://example.com/schemas/owner"),
            "relative": ref_to("https://example.com/schemas/base#/$defs/inner"),
            "dynamic": {"$dynamicRef": "#node"},
            "recursive": {"$recursiveRef": "#"},
        }},
        "x": {"type": "object", "$defs": {
            "anchored": {"$anchor": "here", "type": "string"},
            "owner": {"$id": "https://example.com/schemas/owner", "type": "integer"},
        }},
        "base": {
            "$id": "https://example.com/schemas/base",
            "type": "object",
            "$defs": {"inner": {"type": "boolean"}, "sibling": {"type": "array", "items": ref_to("owner")}},
            "properties": {"inner": ref_to("#/$defs/inner"), "list": ref_to("#/$defs/sibling")},
        },
        "tree": {"$dynamicAnchor": "node", "type": "object"},
    });
    let (tree, _) = bundled(&[(
        "api.json",
        &document(json!({"schemas": schemas}), json!({})),
    )]);
    let schemas = &tree["components"]["schemas"];
    let properties = &schemas["use"]["properties"];
    assert_eq!(
        properties["anchor"],
        ref_to("#/components/schemas/anchored")
    );
    assert_eq!(properties["id"], ref_to("#/components/schemas/owner"));
    assert_eq!(properties["relative"], ref_to("#/components/schemas/inner"));
    assert_eq!(properties["recursive"], ref_to("#/components/schemas/use"));
    assert_eq!(properties["dynamic"], ref_to("#/components/schemas/tree"));
    assert_eq!(
        schemas["base"]["properties"]["inner"],
        ref_to("#/components/schemas/inner")
    );
    assert_eq!(
        schemas["sibling"]["items"],
        ref_to("#/components/schemas/owner")
    );
}

#[test]
fn circles_end() {
    let schemas = json!({
        "a": ref_to("#/components/schemas/b"),
        "b": ref_to("#/components/schemas/a"),
        "self": ref_to("#/components/schemas/self"),
        "fine": {"type": "object", "properties": {"fine": ref_to("#/components/schemas/fine")}},
    });
    let loaded = run(&[(
        "api.json",
        &document(json!({"schemas": schemas}), json!({})),
    )]);
    let codes: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|d| (d.code, d.severity))
        .collect();
    assert!(
        codes
            .iter()
            .all(|code| *code == (Code::ReferenceCycle, Severity::Warning)),
        "{codes:?}"
    );
    assert!(!codes.is_empty());
    // Between files, with nothing but references.
    let loaded = run(&[
        (
            "api.json",
            &document(
                json!({"schemas": {"a": {"allOf": [ref_to("x.json")]}}}),
                json!({}),
            ),
        ),
        ("x.json", r#"{"$ref": "y.json"}"#),
        ("y.json", r#"{"$ref": "x.json"}"#),
    ]);
    assert_eq!(
        loaded
            .diagnostics
            .iter()
            .map(|d| d.code)
            .collect::<Vec<_>>(),
        [Code::ReferenceCycle]
    );
    // Path items that contain each other through callbacks.
    let loaded = run(&[(
        "api.json",
        &document(
            json!({"pathItems": {"p": {"post": {"responses": {}, "callbacks": {"c": {"{$url}": ref_to("#/components/pathItems/p")}}}}}}),
            json!({"/p": ref_to("#/components/pathItems/p")}),
        ),
    )]);
    assert!(loaded.document.is_some());
}

#[test]
fn what_leads_nowhere_is_reported() {
    for (reference, code, severity, help) in [
        (
            "#/components/schemas/pett",
            Code::DanglingReference,
            Severity::Warning,
            Some("there is `#/components/schemas/pet`"),
        ),
        (
            "#/components/schema/pett",
            Code::DanglingReference,
            Severity::Warning,
            Some("there is `#/components/schemas/pett`"),
        ),
        (
            "#nowhere",
            Code::DanglingReference,
            Severity::Warning,
            Some("`#/nowhere`"),
        ),
        (
            "missing.yaml#/a",
            Code::UnreadableFile,
            Severity::Warning,
            None,
        ),
        (
            "http://example.com/a.yaml",
            Code::RemoteReference,
            Severity::Warning,
            Some("curl -fsSLO http://example.com/a.yaml"),
        ),
        (
            "../secret.yaml",
            Code::OutsideRoot,
            Severity::Warning,
            Some("--allow-root"),
        ),
        (
            "../api/../secret.yaml",
            Code::OutsideRoot,
            Severity::Warning,
            Some("--allow-root"),
        ),
        (
            "/secret.yaml",
            Code::OutsideRoot,
            Severity::Warning,
            Some("--allow-root"),
        ),
        (
            "#/info/title",
            Code::WrongReference,
            Severity::Warning,
            None,
        ),
        (
            "#/components/securitySchemes/key",
            Code::WrongReference,
            Severity::Warning,
            None,
        ),
        (
            "#/components/parameters/q",
            Code::WrongReference,
            Severity::Warning,
            None,
        ),
    ] {
        let components = json!({
            "schemas": {"pet": {"type": "string"}, "use": {"type": "object", "properties": {"p": ref_to(reference)}}},
            "parameters": {"q": {"name": "q", "in": "query", "schema": {"type": "integer"}}},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        });
        let loaded = run(&[
            ("api/api.json", &document(components, json!({}))),
            ("secret.yaml", "type: string"),
        ]);
        let found: Vec<_> = loaded.diagnostics.iter().collect();
        let [found] = found.as_slice() else {
            panic!("{reference}: {found:#?}")
        };
        assert_eq!(
            (found.code, found.severity),
            (code, severity),
            "{reference}"
        );
        assert_eq!(
            found.place.pointer, "/components/schemas/use/properties/p/$ref",
            "{reference}"
        );
        if let Some(help) = help {
            assert!(
                found.help.as_ref().is_some_and(|text| text.contains(help)),
                "{reference}: {:?}",
                found.help
            );
        }
        // The tree is whole all the same: no reference in it leads nowhere.
        let text = loaded
            .document
            .map(|document| document.root().to_json().to_string())
            .unwrap_or_default();
        assert!(
            !text.contains(&format!("\"$ref\":\"{reference}\"")),
            "{text}"
        );
    }
}

#[test]
fn things_that_hold_a_schema_and_schemas_are_told_apart() {
    let components = json!({
        "schemas": {"err": {"type": "object"}, "use": {"type": "object", "properties": {"r": ref_to("#/components/responses/ok")}}},
        "responses": {"ok": {"description": "", "content": {"application/json": {"schema": ref_to("#/components/schemas/err")}}}},
    });
    let paths = json!({"/a": {"get": {"responses": {"400": ref_to("#/components/schemas/err")}}}});
    let (tree, loaded) = bundled(&[("api.json", &document(components, paths))]);
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 2);
    assert_eq!(
        tree["components"]["schemas"]["use"]["properties"]["r"],
        ref_to("#/components/schemas/err")
    );
    assert_eq!(
        tree["paths"]["/a"]["get"]["responses"]["400"],
        json!({"description": "", "content": {"application/json": {"schema": ref_to("#/components/schemas/err")}}})
    );
}

#[test]
fn references_of_swagger_find_their_sections() {
    let root = json!({
        "swagger": "2.0", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"parameters": [ref_to("#/parameters/q"), ref_to("#/parameters/b")], "responses": {
            "200": ref_to("#/responses/ok"),
            "400": {"description": "", "schema": ref_to("defs.json#/definitions/Error")},
        }}}},
        "definitions": {"Pet": {"type": "object"}},
        "parameters": {
            "q": {"name": "q", "in": "query", "type": "string"},
            "b": {"name": "b", "in": "body", "schema": ref_to("#/definitions/Pet")},
        },
        "responses": {"ok": {"description": "", "schema": ref_to("#/definitions/Pet")}},
    });
    let defs = r#"{"definitions": {"Error": {"type": "object", "properties": {"pet": {"$ref": "api.json#/definitions/Pet"}}}}}"#;
    let (tree, _) = bundled(&[("api.json", &root.to_string()), ("defs.json", defs)]);
    let get = &tree["paths"]["/a"]["get"];
    assert_eq!(
        get["parameters"],
        json!([ref_to("#/components/parameters/q")])
    );
    assert_eq!(
        get["requestBody"]["content"]["application/json"]["schema"],
        ref_to("#/components/schemas/Pet")
    );
    assert_eq!(get["responses"]["200"], ref_to("#/components/responses/ok"));
    assert_eq!(
        get["responses"]["400"]["content"]["application/json"]["schema"],
        ref_to("#/components/schemas/Error")
    );
    assert_eq!(
        tree["components"]["schemas"]["Error"]["properties"]["pet"],
        ref_to("#/components/schemas/Pet")
    );
    assert_eq!(
        tree["components"]["parameters"]
            .as_object()
            .map(|object| object.len()),
        Some(1)
    );
}
