//! Templates: what each use of them gives.

use serde_json::{Value, json};

use super::{bundled, document, ref_to};
use crate::diagnostic::Code;

/// What is at a pointer of the bundled tree of these schemas, `$ref` followed.
fn at(schemas: &Value, pointer: &str) -> Value {
    let text = document(json!({ "schemas": schemas }), json!({}));
    let (tree, _) = bundled(&[("api.json", &text)]);
    let mut node = &tree["components"]["schemas"];
    for key in pointer.split('/') {
        while let Some(text) = node["$ref"].as_str() {
            node = tree.pointer(&text[1..]).expect("a target");
        }
        node = match key.parse::<usize>() {
            Ok(index) => &node[index],
            Err(_) => &node[key],
        };
    }
    node.clone()
}

fn page(own: Value) -> Value {
    json!({
        "$id": "page",
        "type": "object",
        "properties": { "items": { "type": "array", "items": { "$dynamicRef": "#item" } }, "more": own },
        "$defs": { "item": { "$dynamicAnchor": "item" } },
    })
}

fn of(target: &str, with: &str) -> Value {
    json!({ "$ref": target, "$defs": { "item": { "$dynamicAnchor": "item", "$ref": with } } })
}

#[test]
fn each_use_is_a_schema_of_its_own() {
    let schemas = json!({
        "Page": page(json!({ "type": "boolean" })),
        "Cat": { "type": "object" },
        "Dog": { "type": "object" },
        "Cats": of("page", "#/components/schemas/Cat"),
        "Dogs": of("#/components/schemas/Page", "#/components/schemas/Dog"),
        "Owner": { "type": "object", "properties": { "dogs": of("page", "#/components/schemas/Dog") } },
    });
    for (pointer, want) in [
        ("Cats/properties/items/items", "Cat"),
        ("Dogs/properties/items/items", "Dog"),
        ("Owner/properties/dogs/properties/items/items", "Dog"),
    ] {
        let want = ref_to(&format!("#/components/schemas/{want}"));
        assert_eq!(at(&schemas, pointer), want, "{pointer}");
    }
    assert_eq!(at(&schemas, "Dogs/properties/more/type"), "boolean");
    // who gives it nothing has it as it is
    assert!(at(&schemas, "Page/properties/items/items").is_object());
}

#[test]
fn templates_within_templates_and_in_themselves() {
    let schemas = json!({
        "Page": page(ref_to("#/components/schemas/Envelope")),
        "Envelope": { "type": "object", "properties": { "first": { "$dynamicRef": "#item" }, "next": ref_to("#/components/schemas/Page") } },
        "Cat": { "type": "object" },
        "Cats": of("page", "#/components/schemas/Cat"),
        "Part": { "type": "object", "properties": { "count": { "type": "integer" } } },
        "Both": {
            "allOf": [ref_to("page"), ref_to("#/components/schemas/Part")],
            "$defs": { "item": { "$dynamicAnchor": "item", "type": "string" } },
        },
    });
    let cat = ref_to("#/components/schemas/Cat");
    assert_eq!(at(&schemas, "Cats/properties/more/properties/first"), cat);
    let next = at(&schemas, "Cats/properties/more/properties/next");
    assert_eq!(next, ref_to("#/components/schemas/Cats"));
    assert_eq!(
        at(&schemas, "Both/allOf/0/properties/items/items/type"),
        "string"
    );
}

#[test]
fn a_tree_is_extended_with_all_its_nodes() {
    let schemas = json!({
        "Tree": {
            "$dynamicAnchor": "node",
            "type": "object",
            "properties": { "children": { "type": "array", "items": { "$dynamicRef": "#node" } } },
        },
        "Labelled": {
            "$dynamicAnchor": "node",
            "$ref": "#/components/schemas/Tree",
            "properties": { "label": { "type": "string" } },
        },
    });
    let labelled = ref_to("#/components/schemas/Labelled");
    let children = "allOf/0/properties/children/items";
    assert_eq!(at(&schemas, &format!("Labelled/{children}")), labelled);
    let tree = ref_to("#/components/schemas/Tree");
    assert_eq!(at(&schemas, "Tree/properties/children/items"), tree);
}

#[test]
fn what_only_copies_were_made_of_is_removed() {
    let list = json!({
        "type": "object",
        "properties": { "all": { "type": "array", "items": { "$dynamicRef": "#item" } } },
        "$defs": { "item": { "$dynamicAnchor": "item" } },
    });
    let schemas = json!({
        "Names": {
            "$ref": "list.json",
            "$defs": { "item": { "$dynamicAnchor": "item", "type": "string" } },
        },
    });
    let text = document(json!({ "schemas": schemas }), json!({}));
    let (tree, _) = bundled(&[("api.json", &text), ("list.json", &list.to_string())]);
    let schemas = tree["components"]["schemas"].as_object();
    let names: Vec<_> = schemas.into_iter().flat_map(|all| all.keys()).collect();
    assert_eq!(names, ["Names"]);
}

#[test]
fn an_anchor_that_nobody_gives_costs_a_type() {
    for (version, codes) in [
        ("3.1.0", vec![Code::DanglingReference]),
        ("3.0.3", vec![Code::OtherVersion, Code::DanglingReference]),
    ] {
        let schemas = json!({
            "Page": { "type": "object", "properties": { "first": { "$dynamicRef": "#item" } } },
        });
        let text = document(json!({ "schemas": schemas }), json!({}));
        let text = text.replace("3.1.0", version);
        let (_, loaded) = bundled(&[("api.json", &text)]);
        let found: Vec<_> = loaded.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(found, codes, "{version}");
    }
}
