use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::testing::schemas;
use crate::graph::Untyped;

/// Why each schema is untyped, by its pointer, once for any number of uses.
#[test]
fn untyped_schemas_know_why() {
    let shaped = schemas(
        "
A:
  type: object
  required: [b, lost]
  properties:
    b: {description: anything}
    c: {type: object}
    d: {type: array}
    e: {$ref: '#/components/schemas/B'}
    f: {type: array, items: {$ref: '#/components/schemas/B'}}
    g: {not: {type: string}}
    h: {anyOf: [{type: string}, {}]}
    i: {enum: [[1], [2]]}
    j: {enum: [null]}
    k: {type: string}
    l: {type: object, additionalProperties: true}
B: {}",
    );
    let found = shaped.graph.untyped(|_| false);
    let found: Vec<String> = found
        .iter()
        .map(|(pointer, why)| {
            let at = pointer.trim_start_matches("/components/schemas/");
            format!("{at} {why:?}")
        })
        .collect();
    let want = [
        "A/properties/b Anything",
        "A/properties/c/additionalProperties Object",
        "A/properties/d/items Items",
        "A/properties/g Keywords",
        "A/properties/h/anyOf/1 Anything",
        "A/properties/j Null",
        "A/properties/l/additionalProperties Additional",
        "A/required Undeclared",
        "B Anything",
    ];
    assert_eq!(found, want);
    let lost = schemas(
        "
A: {properties: {a: {x-castiron-unresolved: 'b.yaml#/B'}, b: {x-castiron-unresolved: 'b.yaml#/C'}}}
B: {type: array, items: {x-castiron-unresolved: 'b.yaml#/B', description: another use}}",
    );
    let lost: Vec<_> = lost.graph.untyped(|_| false).into_iter().collect();
    let at = |place: &str| {
        (
            format!("/components/schemas/A/properties/{place}"),
            Untyped::Reference,
        )
    };
    assert_eq!(lost, [at("a"), at("b")]);
    let replaced = shaped.graph.untyped(|name| name == "B");
    assert!(!replaced.contains_key("/components/schemas/B"));
}

/// A schema, and the places in it without a type: pointers below its own.
type Form = (Value, Vec<(String, Untyped)>);

/// Schemas of all kinds.
fn forms() -> Vec<Form> {
    let at = |place: &str, why| vec![(place.to_owned(), why)];
    let anything = || at("", Untyped::Anything);
    vec![
        (json!({}), anything()),
        (json!({ "description": "Anything." }), anything()),
        (json!({ "nullable": true }), anything()),
        (
            json!({ "example": 1, "default": "a", "deprecated": true }),
            anything(),
        ),
        (
            json!({ "title": "A title", "readOnly": true, "x-note": {} }),
            anything(),
        ),
        (
            json!({ "allOf": [{}, { "description": "Anything." }] }),
            anything(),
        ),
        (
            json!({ "type": "object" }),
            at("/additionalProperties", Untyped::Object),
        ),
        (
            json!({ "type": "object", "additionalProperties": true }),
            at("/additionalProperties", Untyped::Additional),
        ),
        (
            json!({ "additionalProperties": {} }),
            at("/additionalProperties", Untyped::Anything),
        ),
        (
            json!({ "minProperties": 1 }),
            at("/additionalProperties", Untyped::Object),
        ),
        (json!({ "type": "array" }), at("/items", Untyped::Items)),
        (json!({ "minItems": 1 }), at("/items", Untyped::Items)),
        (
            json!({ "not": { "type": "string" } }),
            at("", Untyped::Keywords),
        ),
        (json!({ "enum": [[1], "a"] }), at("", Untyped::Values)),
        (
            json!({ "enum": [[1], ["a"]] }),
            at("/items", Untyped::Values),
        ),
        (json!({ "enum": [[]] , "type": "array" }), Vec::new()),
        (json!({ "enum": [[1], [2, null]] }), Vec::new()),
        (
            json!({ "type": "array", "enum": [["a"], ["b"]] }),
            Vec::new(),
        ),
        (
            json!({ "enum": [{ "a": true }, { "b": false }] }),
            Vec::new(),
        ),
        (
            json!({ "enum": [{ "a": 1 }, { "a": {} }] }),
            at("/additionalProperties", Untyped::Values),
        ),
        (json!({ "type": "object", "properties": {} }), Vec::new()),
        (
            json!({ "properties": { "a": { "type": "string" } } }),
            Vec::new(),
        ),
        (json!({ "enum": ["a", 1] }), Vec::new()),
        (json!({ "minLength": 1 }), Vec::new()),
        (json!({ "maximum": 1 }), Vec::new()),
        (json!({ "format": "date" }), Vec::new()),
    ]
}

/// Puts a schema into another: the places in it move.
fn within(form: &Form) -> Vec<Form> {
    let (schema, places) = form;
    let moved = |prefix: &str| -> Vec<_> {
        let places = places.iter();
        places
            .map(|(at, why)| (format!("{prefix}{at}"), *why))
            .collect()
    };
    let object =
        json!({ "type": "object", "required": ["k"], "properties": { "k": { "type": "string" } } });
    // what allows any value constrains nothing
    let combined: Vec<_> = match &places[..] {
        [(at, _)] if at.is_empty() => Vec::new(),
        _ => moved("/properties/n/allOf/1/properties/v"),
    };
    vec![
        (
            json!({ "properties": { "p": schema } }),
            moved("/properties/p"),
        ),
        (json!({ "items": schema }), moved("/items")),
        (
            json!({ "additionalProperties": schema }),
            moved("/additionalProperties"),
        ),
        (
            json!({ "oneOf": [{ "properties": { "b": schema } }, object] }),
            moved("/oneOf/0/properties/b"),
        ),
        (
            json!({ "properties": { "n": { "allOf": [
                { "properties": { "v": { "properties": { "a": { "type": "string" } } } } },
                { "properties": { "v": schema } },
            ] } } }),
            match schema.get("properties").is_some() || combined.is_empty() {
                true => combined,
                // another kind than the object beside it
                false => return Vec::new(),
            },
        ),
    ]
}

/// Each place without a type is found, once, with its reason, wherever it stands; and no other.
#[test]
fn places_without_a_type_are_told_whatever_they_stand_in() {
    let mut all = forms();
    let nested: Vec<Form> = all.iter().flat_map(within).collect();
    let deeper: Vec<Form> = nested.iter().flat_map(within).collect();
    all.extend(nested);
    all.extend(deeper);
    let mut text = String::new();
    let mut want = BTreeMap::new();
    for (at, (schema, places)) in all.iter().enumerate() {
        text += &format!("S{at}: {schema}\n");
        for (place, why) in places {
            want.insert(format!("/components/schemas/S{at}{place}"), *why);
        }
    }
    let found = schemas(&text).graph.untyped(|_| false);
    let differ = |pointer: &&String| found.get(*pointer) != want.get(*pointer);
    let wrong: Vec<String> = (found.keys().chain(want.keys()))
        .filter(differ)
        .map(|pointer| {
            let number = pointer
                .split('/')
                .nth(3)
                .and_then(|name| name[1..].parse::<usize>().ok());
            let schema = number.map(|number| &all[number].0);
            format!(
                "{pointer}: {:?}, not {:?}: {}",
                found.get(pointer),
                want.get(pointer),
                schema.expect("one")
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}: {:#?}",
        wrong.len(),
        want.len(),
        &wrong[..wrong.len().min(8)]
    );
}
