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

const ALL: [&str; 8] = [
    "schemas/S",
    "parameters/P",
    "headers/H",
    "responses/R",
    "requestBodies/B",
    "examples/E",
    "links/L",
    "securitySchemes/K",
];

/// A document with a reference to each kind of thing in the place of each kind, and what comes of it.
#[test]
fn every_kind_in_the_place_of_every_kind() {
    let schema = json!({"$ref": "#/components/schemas/S"});
    let of_xml = json!({"application/xml": {"schema": schema}});
    let of_json = json!({"application/json": {"schema": schema}});
    // what is needed, where, and what is understood of what else
    type Understood<'a> = &'a [(&'a str, Value)];
    let table: [(&str, &str, Understood<'_>); 6] = [
        (
            "schemas/S",
            "/components/schemas/Use/properties/p",
            &[
                ("parameters/P", json!({"type": "integer"})),
                ("headers/H", json!({"type": "integer"})),
                ("responses/R", json!({"type": "string"})),
                ("requestBodies/B", json!({"type": "string"})),
            ],
        ),
        (
            "responses/R",
            "/paths/~1a/post/responses/200",
            &[
                (
                    "schemas/S",
                    json!({"description": "", "content": of_json.clone()}),
                ),
                (
                    "requestBodies/B",
                    json!({"description": "", "content": of_xml.clone()}),
                ),
            ],
        ),
        (
            "requestBodies/B",
            "/paths/~1a/post/requestBody",
            &[
                ("schemas/S", json!({"content": of_json})),
                (
                    "responses/R",
                    json!({"description": "r", "content": of_xml}),
                ),
            ],
        ),
        (
            "headers/H",
            "/paths/~1b/get/responses/200/headers/X",
            &[
                ("schemas/S", json!({"schema": schema})),
                ("parameters/P", json!({"schema": {"type": "integer"}})),
            ],
        ),
        ("parameters/P", "/paths/~1b/get/parameters/0", &[]),
        (
            "",
            "/paths/~1b/get/responses/200/content/text~1plain",
            &[("schemas/S", json!({"schema": schema}))],
        ),
    ];
    for (needed, place, understood) in table {
        for found in ALL.iter().filter(|found| **found != needed) {
            let mut root: Value = serde_json::from_str(&document(components(), json!({
                "/a": {"post": {"requestBody": {"content": {}}, "responses": {"200": {"description": ""}}}},
                "/b": {"get": {"parameters": [{}], "responses": {"200": {"description": "", "headers": {"X": {"schema": {}}},
                    "content": {"text/plain": {}}}}}},
            }))).expect("a document");
            root["components"]["schemas"]["Use"]["properties"]["p"] = json!({});
            root["paths"]["/b"]["get"]["parameters"] =
                json!([{"name": "q", "in": "query", "schema": {}}]);
            *root.pointer_mut(place).expect("a place") = ref_to(&format!("#/components/{found}"));
            let loaded = run(&[("api.json", &root.to_string())]);
            let said: Vec<_> = loaded
                .diagnostics
                .iter()
                .map(|found| (found.code, found.severity, found.place.pointer.clone()))
                .filter(|(code, ..)| *code != Code::NotExpressed)
                .collect();
            let is_understood = understood.iter().any(|(kind, _)| kind == found);
            let severity = match is_understood {
                true => Severity::Warning,
                false => Severity::Error,
            };
            let want = (Code::WrongReference, severity, format!("{place}/$ref"));
            assert_eq!(said, [want], "{found} for {needed} at {place}");
            let tree = loaded.document.expect("a document").root().to_json();
            let mut got = tree.pointer(place).cloned();
            // what became a component is looked at there
            while let Some(pointer) = got.as_ref().and_then(|node| node.get("$ref")) {
                let pointer = pointer.as_str().expect("a reference")[1..].to_owned();
                got = Some(tree.pointer(&pointer).expect("a component").clone());
            }
            let want = understood.iter().find(|(kind, _)| kind == found);
            match want {
                Some((_, want)) => {
                    let want = match want.get("type") {
                        Some(_) => want.clone(),
                        None => resolved(want),
                    };
                    assert_eq!(
                        got.map(|got| resolved(&got)),
                        Some(want),
                        "{found} for {needed}"
                    );
                }
                None => assert!(
                    got.as_ref()
                        .is_none_or(|got| got.is_null()
                            || got.to_string().contains("x-castiron-unresolved")),
                    "{found} for {needed}: {got:?}"
                ),
            }
        }
    }
}

/// A reference to the one schema, written out: what is compared is what the thing says.
fn resolved(value: &Value) -> Value {
    let text = value.to_string();
    serde_json::from_str(&text.replace(r##"{"$ref":"#/components/schemas/S"}"##, r#"{"S":1}"#))
        .expect("JSON")
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
