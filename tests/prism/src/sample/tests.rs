//! What samples are made of small schemas.

use serde_json::{Value, json};

use super::{Extent, Sampler};
use crate::spec::Spec;

#[track_caller]
fn test(schema: Value, required: Option<Value>, all: Option<Value>) {
    let spec = Spec {
        root: json!({"components": {"schemas": {
            "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "n": {"type": "integer"}}},
            "Endless": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/components/schemas/Endless"}}},
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        }}}),
        has_null_type: false,
    };
    let sampler = Sampler::new(&spec, false);
    assert_eq!(sampler.value(&schema, Extent::Required).ok(), required);
    assert_eq!(sampler.value(&schema, Extent::All).ok(), all);
}

#[test]
fn objects_required_and_all() {
    test(
        json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}, "b": {"type": "integer", "minimum": 5}}}),
        Some(json!({"a": true})),
        Some(json!({"a": true, "b": 5})),
    );
}

#[test]
fn recursion_ends() {
    let next = json!({"$ref": "#/components/schemas/Node"});
    test(next, Some(json!({})), Some(json!({"n": 1})));
    test(json!({"$ref": "#/components/schemas/Endless"}), None, None);
}

#[test]
fn parts_are_joined() {
    let both = json!({"allOf": [
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"required": ["a"], "properties": {"a": {"maxLength": 2}}},
    ]});
    test(both, Some(json!({"a": "te"})), Some(json!({"a": "te"})));
}

#[test]
fn bounds_of_numbers_and_texts() {
    let one = |schema: Value, value: Value| test(schema, Some(value.clone()), Some(value));
    one(
        json!({"type": "integer", "minimum": 10, "multipleOf": 4}),
        json!(12),
    );
    one(
        json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true}),
        json!(2),
    );
    one(json!({"type": "number", "exclusiveMaximum": 0}), json!(-1));
    one(json!({"type": "string", "minLength": 6}), json!("textte"));
    one(
        json!({"type": "array", "minItems": 2, "items": {"enum": ["a", "b"]}}),
        json!(["a", "b"]),
    );
    one(
        json!({"oneOf": [{"type": "null"}, {"type": "boolean"}]}),
        json!(true),
    );
}

#[test]
fn exactly_one_branch_fits() {
    let text = json!({"type": "string"});
    // what other branches require is left out
    test(
        json!({"properties": {"a": text, "b": text}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}),
        Some(json!({"a": "text"})),
        Some(json!({"a": "text"})),
    );
    // a branch without conditions fits wherever the other does
    test(
        json!({"type": "object", "oneOf": [{"properties": {"a": text}, "required": ["a"]}, {"title": "other"}]}),
        Some(json!({})),
        Some(json!({})),
    );
}

#[test]
fn parameters_are_texts_where_they_may_be() {
    let spec = Spec {
        root: json!({}),
        has_null_type: false,
    };
    let schema = json!({"oneOf": [{"type": "integer"}, {"type": "string"}]});
    let value = |sampler: Sampler<'_>| sampler.value(&schema, Extent::All);
    assert_eq!(value(Sampler::of_parameters(&spec)), Ok(json!("text")));
    assert_eq!(value(Sampler::new(&spec, false)), Ok(json!(1)));
}
