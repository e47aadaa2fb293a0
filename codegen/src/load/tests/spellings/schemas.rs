//! Schemas as versions write them.

use serde_json::{Value, json};

use super::{ALL, SINCE_30, UP_TO_30, V2, V30, V31, of, test};

/// A schema whose property is another one.
fn holding(property: Value) -> Value {
    json!({ "type": "object", "properties": { "p": property } })
}

#[test]
fn schemas() {
    let (none, s) = (json!({ "type": "null" }), of("S"));
    let described = |mut schema: Value| {
        schema["description"] = json!("D");
        schema
    };
    test(
        "schemas",
        &[
            vec![
                (ALL, json!({ "type": "string" })),
                (
                    &[V30],
                    json!({ "type": "string", "nullable": false, "deprecated": false }),
                ),
                (
                    ALL,
                    json!({ "type": "string", "readOnly": false, "example": "a", "minLength": 0 }),
                ),
                (
                    &[V31],
                    json!({ "type": ["string"], "examples": ["b", "c"], "title": "T" }),
                ),
            ],
            vec![
                (&[V30], json!({ "type": "string", "nullable": true })),
                (&[V2], json!({ "type": "string", "x-nullable": true })),
                (&[V31], json!({ "type": ["string", "null"] })),
                (&[V31], json!({ "type": ["null", "string"] })),
                (&[V31], json!({ "anyOf": [{ "type": "string" }, none] })),
                (&[V31], json!({ "oneOf": [none, { "type": "string" }] })),
            ],
            vec![
                (ALL, json!({ "type": "integer", "minimum": 3 })),
                (
                    UP_TO_30,
                    json!({ "type": "integer", "minimum": 3.0, "exclusiveMinimum": false }),
                ),
            ],
            vec![
                (
                    UP_TO_30,
                    json!({ "type": "integer", "minimum": 3, "exclusiveMinimum": true }),
                ),
                (&[V31], json!({ "type": "integer", "exclusiveMinimum": 3 })),
            ],
            vec![
                (
                    UP_TO_30,
                    json!({ "type": "integer", "maximum": 3, "exclusiveMaximum": true }),
                ),
                (
                    &[V31],
                    json!({ "type": "integer", "exclusiveMaximum": 3.0 }),
                ),
            ],
            vec![
                (ALL, json!({ "type": "string", "format": "byte" })),
                (
                    &[V31],
                    json!({ "type": "string", "contentEncoding": "base64" }),
                ),
                (&[V31], json!({ "contentEncoding": "BASE64" })),
            ],
            vec![
                (ALL, json!({ "type": "string", "format": "binary" })),
                (
                    &[V31],
                    json!({ "type": "string", "contentEncoding": "binary" }),
                ),
                (
                    &[V31],
                    json!({ "type": "string", "contentMediaType": "application/octet-stream" }),
                ),
            ],
            vec![
                (ALL, json!({ "type": "string", "enum": ["a"] })),
                (ALL, json!({ "enum": ["a"] })),
                (&[V31], json!({ "const": "a" })),
                (&[V31], json!({ "type": "string", "const": "a" })),
            ],
            vec![
                (ALL, json!({ "type": "string", "enum": ["a", "b"] })),
                (
                    ALL,
                    json!({ "type": "string", "enum": ["b", "a"], "description": "D" }),
                ),
            ],
            vec![
                (
                    &[V30],
                    json!({ "type": "string", "nullable": true, "enum": ["a", "b", null] }),
                ),
                (
                    &[V2],
                    json!({ "type": "string", "x-nullable": true, "enum": ["a", "b", null] }),
                ),
                (
                    &[V31],
                    json!({ "type": ["string", "null"], "enum": [null, "a", "b"] }),
                ),
            ],
            vec![
                (
                    ALL,
                    json!({ "type": "object", "additionalProperties": true }),
                ),
                (ALL, json!({ "type": "object", "additionalProperties": {} })),
            ],
            vec![(
                ALL,
                json!({ "type": "object", "additionalProperties": false }),
            )],
            vec![
                (
                    ALL,
                    json!({ "type": "object", "additionalProperties": { "type": "string" } }),
                ),
                (
                    &[V31],
                    json!({ "type": "object", "unevaluatedProperties": { "type": "string" } }),
                ),
            ],
            vec![
                (
                    ALL,
                    json!({ "required": ["a", "b"], "type": "object", "properties": { "a": {}, "b": {} } }),
                ),
                (
                    ALL,
                    json!({ "required": ["b", "a"], "type": "object", "properties": { "b": {}, "a": {} } }),
                ),
                (
                    &[V31],
                    json!({ "required": ["a", "b"], "type": "object", "properties": { "a": true, "b": {} } }),
                ),
            ],
            vec![(
                ALL,
                json!({ "required": ["a"], "type": "object", "properties": { "a": {}, "b": {} } }),
            )],
            vec![
                (ALL, holding(s.clone())),
                (ALL, holding(json!({ "allOf": [s] }))),
                (ALL, holding(described(json!({ "allOf": [s] })))),
                (ALL, holding(described(s.clone()))),
            ],
            vec![
                (&[V30], holding(json!({ "allOf": [s], "nullable": true }))),
                (&[V2], holding(json!({ "allOf": [s], "x-nullable": true }))),
                (&[V31], holding(json!({ "anyOf": [s, none] }))),
                (&[V31], holding(described(json!({ "oneOf": [none, s] })))),
            ],
            vec![
                (ALL, json!({ "type": "array", "items": {} })),
                (
                    &[V31],
                    json!({ "type": "array", "items": true, "uniqueItems": false }),
                ),
                (&[V31], json!({ "type": "array" })),
            ],
            vec![
                (
                    SINCE_30,
                    json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }] }),
                ),
                (&[V31], json!({ "type": ["string", "integer"] })),
            ],
            vec![
                (&[V31], none),
                (&[V31], json!({ "const": null })),
                (&[V30], json!({ "nullable": true, "enum": [null] })),
            ],
            vec![
                (
                    &[V2],
                    json!({ "discriminator": "k", "type": "object", "required": ["k"], "properties": { "k": { "type": "string" } } }),
                ),
                (
                    SINCE_30,
                    json!({ "discriminator": { "propertyName": "k" }, "type": "object", "required": ["k"], "properties": { "k": { "type": "string" } } }),
                ),
            ],
            // what is called like a keyword is none, and neither is what is in a default
            vec![(
                ALL,
                json!({ "type": "object", "properties": { "title": { "type": "string" } } }),
            )],
            vec![(
                ALL,
                json!({ "type": "object", "properties": { "examples": { "type": "string" } } }),
            )],
            vec![(
                ALL,
                json!({ "type": "object", "default": { "title": "a" } }),
            )],
            vec![(
                ALL,
                json!({ "type": "object", "default": { "title": "b" } }),
            )],
        ],
    );
}
