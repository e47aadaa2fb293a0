//! Types and the keywords that belong to them.

use serde_json::{Value, json};

use super::schema;
use crate::diagnostic::Code;

#[test]
fn types_and_their_keywords() {
    for (given, want, codes) in [
        (
            "{type: string, minLength: 2}",
            json!({"type": "string", "minLength": 2}),
            &[][..],
        ),
        (
            "{type: string, minLength: '2'}",
            json!({"type": "string", "minLength": 2}),
            &[Code::WrongType],
        ),
        (
            "{type: string, minLength: -1}",
            json!({"type": "string"}),
            &[Code::UnknownValue],
        ),
        ("{type: string, minimum: 1}", json!({"type": "string"}), &[]),
        (
            "{type: string, enum: cat}",
            json!({"type": "string", "enum": ["cat"]}),
            &[Code::WrongType],
        ),
        ("{enum: {a: b}}", json!({}), &[Code::WrongType]),
        (
            "{type: text}",
            json!({"type": "string"}),
            &[Code::UnknownValue],
        ),
        (
            "{type: int, format: int32}",
            json!({"type": "integer", "format": "int32"}),
            &[Code::UnknownValue],
        ),
        (
            "{type: uuid}",
            json!({"type": "string", "format": "uuid"}),
            &[Code::UnknownValue],
        ),
        ("{type: nonsense}", json!({}), &[Code::UnknownValue]),
        ("{type: any}", json!({}), &[]),
        ("{}", json!({}), &[]),
        ("[]", json!({}), &[Code::WrongType]),
        (
            "{type: array}",
            json!({"type": "array"}),
            &[Code::MissingItems],
        ),
        (
            "{type: array, items: {type: string}}",
            json!({"type": "array", "items": {"type": "string"}}),
            &[],
        ),
        (
            "{type: object, properties: null}",
            json!({"type": "object"}),
            &[],
        ),
        (
            "{type: object, properties: [a]}",
            json!({"type": "object"}),
            &[Code::WrongType],
        ),
        (
            "{type: object, properties: {a: {type: string, required: true}}}",
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, required: a}",
            json!({"type": "object", "required": ["a"]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, additionalProperties: 'false'}",
            json!({"type": "object", "additionalProperties": false}),
            &[Code::WrongType],
        ),
        ("{nullable: true}", json!({"nullable": true}), &[]),
        (
            "{type: string, nullable: 'true'}",
            json!({"type": "string", "nullable": true}),
            &[Code::WrongType],
        ),
        (
            "{type: string, description: 5}",
            json!({"type": "string", "description": "5"}),
            &[Code::WrongType],
        ),
        (
            "{type: string, enum: [a, null]}",
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
            &[Code::EnumType],
        ),
        (
            "{type: string, enum: [1, 2.50, true]}",
            json!({"type": "string", "enum": ["1", "2.50", "true"]}),
            &[Code::EnumType; 3],
        ),
        (
            "{type: integer, enum: ['1', 2]}",
            json!({"type": "integer", "enum": [1, 2]}),
            &[Code::WrongType],
        ),
        (
            "{type: integer, enum: [a, b]}",
            json!({"type": "string", "enum": ["a", "b"]}),
            &[Code::EnumType],
        ),
        (
            "{type: boolean, enum: ['true']}",
            json!({"type": "boolean", "enum": [true]}),
            &[Code::WrongType],
        ),
        ("{enum: [a, 1]}", json!({"enum": ["a", 1]}), &[]),
        (
            "{type: number, enum: [0.5, 1, '2']}",
            json!({"type": "number", "enum": [0.5, 1, 2]}),
            &[Code::WrongType],
        ),
        (
            "{type: number, enum: [0.5, 1.5]}",
            json!({"type": "number", "enum": [0.5, 1.5]}),
            &[],
        ),
        (
            "{type: number, multipleOf: 0.5}",
            json!({"type": "number", "multipleOf": 0.5}),
            &[],
        ),
        (
            "{oneOf: [{type: string}]}",
            json!({"oneOf": [{"type": "string"}]}),
            &[],
        ),
        (
            "{oneOf: {type: string}}",
            json!({"oneOf": [{"type": "string"}]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, oneOf: [{}]}",
            json!({"type": "object", "oneOf": [{}]}),
            &[],
        ),
        (
            "{properties: {a: {}}}",
            json!({"properties": {"a": {}}}),
            &[],
        ),
        (
            "{discriminator: kind, oneOf: [{}]}",
            json!({"discriminator": {"propertyName": "kind"}, "oneOf": [{}]}),
            &[Code::OtherVersion],
        ),
        (
            "{type: string, x-a: 1, unknown: 2}",
            json!({"type": "string", "x-a": 1}),
            &[],
        ),
    ] {
        let (got, warned) = schema(given);
        assert_eq!(
            plain(&serde_json::to_value(&got).expect("a value")),
            want,
            "{given}"
        );
        assert_eq!(warned, codes, "{given}");
    }
}

/// Without what the types write although it was not given.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(key, value)| match (key.as_str(), value) {
                ("required" | "enum", Value::Array(list)) => !list.is_empty(),
                ("properties" | "mapping", Value::Object(map)) => !map.is_empty(),
                (_, value) => !value.is_null(),
            })
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        other => other.clone(),
    }
}
