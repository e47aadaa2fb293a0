//! References to another kind of thing than is needed, and references where the specification has none.

use serde_json::{Value, json};

use std::path::Path;

use super::{bundled, document, ref_to, run};
use crate::diagnostic::{Code, Severity};
use crate::load::{LoadOptions, load};
use crate::source::Memory;

/// One thing of each kind, as a component.
pub(super) fn components() -> Value {
    let content = json!({"application/xml": {"schema": ref_to("#/components/schemas/S")}});
    json!({
        "schemas": {"S": {"type": "string"}, "Use": {"type": "object", "properties": {}}},
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "integer"}}},
        "headers": {"H": {"schema": {"type": "integer"}}},
        "responses": {"R": {"description": "r", "content": content}},
        "requestBodies": {"B": {"required": true, "content": content}},
        "examples": {"E": {"value": 1}},
        "links": {"L": {"operationId": "x"}},
        "securitySchemes": {"K": {"type": "http", "scheme": "bearer"}},
    })
}

#[test]
fn a_schema_beside_a_parameters_name_is_that_of_the_parameter() {
    let paths = json!({"/a": {"get": {"responses": {}, "parameters": [
        {"name": "q", "in": "query", "required": true, "$ref": "#/components/schemas/S"},
    ]}}});
    let (tree, loaded) = bundled(&[("api.json", &document(components(), paths))]);
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 1);
    assert_eq!(
        tree["paths"]["/a"]["get"]["parameters"],
        json!([{"name": "q", "in": "query", "required": true, "schema": ref_to("#/components/schemas/S")}])
    );
}

/// The same in files of their own, where no section says what something is.
#[test]
fn kinds_are_told_by_what_a_file_holds() {
    let paths = json!({"/a": {"get": {"responses": {"200": ref_to("pet.yaml"), "400": ref_to("failed.yaml")}}}});
    let components = json!({"schemas": {"Use": {"properties": {"p": ref_to("failed.yaml")}}}});
    let (tree, loaded) = bundled(&[
        ("api.json", &document(components, paths)),
        ("pet.yaml", "type: object\n"),
        (
            "failed.yaml",
            "description: no\ncontent: {application/json: {schema: {type: integer}}}\n",
        ),
    ]);
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 2);
    let responses = &tree["paths"]["/a"]["get"]["responses"];
    assert_eq!(
        responses["200"]["content"]["application/json"]["schema"],
        ref_to("#/components/schemas/pet")
    );
    assert_eq!(responses["400"], ref_to("#/components/responses/failed"));
}

#[test]
fn definitions_of_the_schema_around() {
    let schemas = json!({
        "Tree": {"$defs": {"Node": {"type": "integer"}}, "properties": {"root": ref_to("#/$defs/Node"),
            "inner": {"items": {"$defs": {"Leaf": {"type": "boolean"}}, "properties": {
                "node": ref_to("#/$defs/Node"), "leaf": ref_to("#/$defs/Leaf"), "none": ref_to("#/$defs/None"),
            }}}}},
        "Other": {"$defs": {"Node": {"type": "string"}}, "properties": {"root": ref_to("#/$defs/Node")}},
    });
    let loaded = run(&[(
        "api.json",
        &document(json!({"schemas": schemas}), json!({})),
    )]);
    let said: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|found| (found.code, found.severity, found.place.pointer.as_str()))
        .collect();
    let at = |pointer: &str| format!("/components/schemas/{pointer}/$ref");
    let wrong = |pointer: &str| (Code::WrongReference, Severity::Warning, at(pointer));
    let none = (
        Code::DanglingReference,
        Severity::Warning,
        at("Tree/properties/inner/items/properties/none"),
    );
    let mut want = vec![
        wrong("Tree/properties/root"),
        wrong("Tree/properties/inner/items/properties/node"),
        wrong("Tree/properties/inner/items/properties/leaf"),
        none,
        wrong("Other/properties/root"),
    ];
    let mut said: Vec<_> = said
        .into_iter()
        .map(|(code, severity, pointer)| (code, severity, pointer.to_owned()))
        .collect();
    want.sort();
    said.sort();
    assert_eq!(said, want);
    let tree = loaded.document.expect("a document").root().to_json();
    let kind = |pointer: &str| {
        let reference = tree.pointer(&format!("/components/schemas/{pointer}/$ref"));
        let reference = reference.and_then(Value::as_str).expect("a reference");
        tree.pointer(&reference[1..]).expect("a component")["type"].clone()
    };
    assert_eq!(kind("Tree/properties/root"), "integer");
    let inner = "Tree/properties/inner/items/properties";
    assert_eq!(kind(&format!("{inner}/node")), "integer");
    assert_eq!(kind(&format!("{inner}/leaf")), "boolean");
    assert_eq!(kind("Other/properties/root"), "string");
}

/// `$ref: #/…` without quotes is `$ref: null` in YAML; whatever stands there, one warning says what is lost.
#[test]
fn references_that_are_no_text_are_reported() {
    let broken = |value: &Value| json!({ "$ref": value });
    for value in [json!(null), json!(7), json!({"a": 1}), json!(["#/a"])] {
        let schema = broken(&value);
        let media = json!({"application/json": {"schema": {"type": "string"}}});
        let answer = json!({"description": "", "content": media});
        let operation = json!({"responses": {"200": answer}});
        let mut cases = Vec::new();
        for (pointer, part) in [
            ("/parameters", json!([schema])),
            ("/requestBody", schema.clone()),
            ("/responses/404", schema.clone()),
            (
                "/responses/200/content/application~1json/schema",
                schema.clone(),
            ),
            ("/responses/200/headers", json!({"x": schema})),
        ] {
            let mut operation = operation.clone();
            let (above, key) = pointer.rsplit_once('/').expect("a pointer");
            let key = key.replace("~1", "/");
            operation.pointer_mut(above).expect("a place")[key] = part;
            cases.push((json!({}), json!({"/p": {"post": operation}})));
        }
        let object = json!({"type": "object", "properties": {"p": schema}});
        for component in [schema.clone(), object, json!({"allOf": [schema]})] {
            cases.push((json!({"schemas": {"a": component}}), json!({})));
        }
        for (components, paths) in cases {
            let text = document(components, paths);
            let loaded = run(&[("api.json", &text)]);
            let found: Vec<_> = loaded.diagnostics.iter().collect();
            let [found] = found.as_slice() else {
                panic!("{text}: {found:#?}")
            };
            assert_eq!(found.code, Code::WrongType, "{text}");
            assert_eq!(found.severity, Severity::Warning, "{text}");
            assert!(found.place.pointer.ends_with("/$ref"), "{text}: {found:?}");
            assert_eq!(found.help.is_some(), value.is_null(), "{text}: {found:?}");
            let strict = LoadOptions {
                repair_references: false,
                ..LoadOptions::default()
            };
            let memory = Memory::new().with("api.json", text.as_str());
            let loaded = load(&memory, Path::new("api.json"), &strict);
            assert!(loaded.diagnostics.has_errors(), "{text}");
        }
    }
}
