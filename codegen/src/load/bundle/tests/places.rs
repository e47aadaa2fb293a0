//! References in any place, and those that cannot be followed.

use serde_json::{Value, json};

use super::repairs::components;
use super::{bundled, document, ref_to, run};
use crate::diagnostic::{Code, Severity};
use crate::load::{LoadOptions, load};
use crate::source::Memory;

/// Everything that bundlers resolve although the specification has no reference there.
#[test]
fn references_in_any_place() {
    let root = r#"{
        "openapi": "3.0.3",
        "info": {"$ref": "info.yaml"},
        "servers": {"$ref": "parts.yaml#/servers"},
        "tags": [{"$ref": "parts.yaml#/tag"}],
        "components": {"$ref": "components.yaml"},
        "paths": {
            "/things": {
                "get": {"$ref": "get.yaml"},
                "parameters": {"$ref": "parts.yaml#/parameters"},
                "post": {"description": {"$ref": "post.md"}, "requestBody": {"content": {"$ref": "parts.yaml#/content"}},
                    "responses": {"$ref": "parts.yaml#/responses"}}
            }
        }
    }"#;
    let get = "operationId: listThings\nparameters: [{$ref: 'parts.yaml#/limit'}]\nresponses: {200: {description: ok, content: {application/json: {schema: {$ref: 'api.json#/components/schemas/Thing'}}}}}\n";
    let parts = "servers: [{url: 'https://things.example'}]\ntag: {name: things}\nlimit: {name: limit, in: query, schema: {type: integer}}\nparameters: [{$ref: '#/limit'}, {name: X, in: header, schema: {type: string}}]\ncontent: {application/json: {schema: {$ref: 'components.yaml#/schemas/Thing'}}}\nresponses: {204: {description: none}}\n";
    let components = "schemas:\n  Thing: {type: object, properties: {kind: {type: string, enum: {$ref: 'parts2.yaml#/kinds'}}, thing: {$ref: '#/schemas/Thing'}}}\n";
    let (tree, loaded) = bundled(&[
        ("api.json", root),
        ("info.yaml", "title: Things\nversion: '1'\n"),
        ("parts.yaml", parts),
        ("parts2.yaml", "kinds: [a, b]\n"),
        ("components.yaml", components),
        ("get.yaml", get),
        ("post.md", "# Adds\n\n- a: thing [here](x: y)\n"),
    ]);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    assert_eq!(tree["info"], json!({"title": "Things", "version": "1"}));
    assert_eq!(tree["servers"], json!([{"url": "https://things.example"}]));
    assert_eq!(tree["tags"], json!([{"name": "things"}]));
    let thing = &tree["components"]["schemas"]["Thing"];
    assert_eq!(thing["properties"]["kind"]["enum"], json!(["a", "b"]));
    assert_eq!(
        thing["properties"]["thing"],
        ref_to("#/components/schemas/Thing")
    );
    let path = &tree["paths"]["/things"];
    assert_eq!(path["get"]["operationId"], "listThings");
    assert_eq!(
        path["get"]["responses"]["200"]["content"]["application/json"]["schema"],
        ref_to("#/components/schemas/Thing")
    );
    assert_eq!(
        path["parameters"],
        json!([ref_to("#/components/parameters/limit"), {"name": "X", "in": "header", "schema": {"type": "string"}}])
    );
    assert_eq!(
        path["post"]["description"],
        "# Adds\n\n- a: thing [here](x: y)\n"
    );
    assert_eq!(
        path["post"]["requestBody"]["content"]["application/json"]["schema"],
        ref_to("#/components/schemas/Thing")
    );
    assert_eq!(path["post"]["responses"]["204"]["description"], "none");
    let document = loaded.document.expect("a document");
    let place = document.place("/paths/~1things/get/operationId");
    assert_eq!(
        (
            loaded.files.get(place.file).map(|file| file.name()),
            &*place.pointer
        ),
        (Some("get.yaml"), "/operationId")
    );
}

/// What a reference that can't be resolved costs: the part that needs it, and nothing of the rest.
#[test]
fn one_bad_reference_costs_one_part() {
    let base = json!({
        "/a": {"get": {"parameters": [{"name": "q", "in": "query", "schema": {}}, {"name": "r", "in": "query", "schema": {}}],
            "responses": {"200": {"description": "", "headers": {"X": {"schema": {}}, "Y": {"schema": {}}},
                "content": {"application/json": {"schema": {"type": "string"}}}}}},
            "post": {"requestBody": {"content": {"application/json": {"schema": {}}}}, "responses": {"204": {"description": ""}}}},
        "/b": {"get": {"responses": {"204": {"description": ""}}}},
    });
    for (place, is_untyped) in [
        ("/paths/~1a/get", false),
        ("/paths/~1a/get/parameters/0", false),
        ("/paths/~1a/get/responses/200", true),
        ("/paths/~1a/get/responses/200/headers/X", false),
        (
            "/paths/~1a/get/responses/200/content/application~1json",
            true,
        ),
        (
            "/paths/~1a/get/responses/200/content/application~1json/schema",
            true,
        ),
        ("/paths/~1a/post/requestBody", true),
        ("/paths/~1b", false),
    ] {
        for reference in [
            "#/components/nothing/here",
            "missing.yaml",
            "https://example.com/a.yaml#/b",
        ] {
            let mut root: Value =
                serde_json::from_str(&document(components(), base.clone())).expect("a document");
            *root.pointer_mut(place).expect("a place") = ref_to(reference);
            let text = root.to_string();
            let loaded = run(&[("api.json", &text)]);
            let said: Vec<_> = loaded
                .diagnostics
                .iter()
                .filter(|found| found.code != Code::NotExpressed)
                .map(|found| (found.severity, found.place.pointer.clone()))
                .collect();
            assert_eq!(
                said,
                [(Severity::Warning, format!("{place}/$ref"))],
                "{reference}"
            );
            let tree = loaded.document.expect("a document").root().to_json();
            let left = tree
                .pointer(place)
                .map(Value::to_string)
                .unwrap_or_default();
            assert_eq!(
                left.contains("x-castiron-unresolved"),
                is_untyped,
                "{place}: {left}"
            );
            assert!(!tree.to_string().contains("left-out"), "{tree}");
            if !place.starts_with("/paths/~1b") {
                assert!(tree.pointer("/paths/~1b/get").is_some());
            }
            for (repair, strict) in [(false, false), (true, true)] {
                let options = LoadOptions {
                    repair_references: repair,
                    strict,
                    ..LoadOptions::default()
                };
                let memory = Memory::new().with("api.json", text.as_str());
                let loaded = load(&memory, std::path::Path::new("api.json"), &options);
                assert!(loaded.diagnostics.has_errors(), "{place}: {reference}");
            }
        }
    }
}

#[test]
fn what_is_written_out_ends() {
    // an operation that stands in itself, and references that double at every step
    let operation =
        json!({"responses": {}, "callbacks": {"c": {"{$url}": {"post": ref_to("#/x-operation")}}}});
    let mut root: Value = serde_json::from_str(&document(
        json!({}),
        json!({"/a": {"get": ref_to("#/x-operation")}}),
    ))
    .expect("a document");
    root["x-operation"] = operation;
    let loaded = run(&[("api.json", &root.to_string())]);
    let codes: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|found| found.code)
        .filter(|code| *code != Code::NotExpressed)
        .collect();
    assert_eq!(codes, [Code::ReferenceCycle]);

    let mut root: Value =
        serde_json::from_str(&document(json!({}), json!({}))).expect("a document");
    root["info"]["x"] = json!(1);
    root["info"]["contact"] = ref_to("#/y/0");
    let steps: Vec<Value> = (1..40)
        .map(|next| json!({"a": ref_to(&format!("#/y/{next}")), "b": ref_to(&format!("#/y/{next}"))}))
        .chain([json!({"end": true})])
        .collect();
    root["y"] = json!(steps);
    let loaded = run(&[("api.json", &root.to_string())]);
    assert!(
        loaded
            .diagnostics
            .iter()
            .any(|found| found.code == Code::TooMuch)
    );
}
