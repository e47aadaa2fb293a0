//! Unions of which some branches are a single value: variants that hold nothing, beside what holds something.

use std::collections::BTreeSet;

use castiron_codegen::model::{Branch, Guard, Item, Model, Scalar, Type};
use castiron_tests::random::Random;
use serde_json::{Value, json};

use super::Case;

/// Values that branches may be. None is the same as another, and one name is taken by a component.
fn constants() -> Vec<Value> {
    vec![
        json!("idle"),
        json!("Thing"),
        json!("say \"hi\""),
        json!("é"),
        json!("Unrecognized"),
        json!("1"),
        json!(0),
        json!(-7),
        json!(1.5),
        json!(9_007_199_254_740_993_i64),
        json!(true),
        json!(false),
        json!([1, "a"]),
        json!([]),
        json!({ "a": { "b": [null] } }),
    ]
}

/// What JSON calls the kind of a value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A union, the values that it allows and some that it doesn't, and which of its branches hold nothing.
pub(crate) fn made(random: &mut Random, root: &str) -> (Case, Vec<Value>) {
    let mut left = constants();
    let (mut branches, mut values, mut units) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=random.below(4) {
        let value = left.swap_remove(random.below(left.len()));
        // what an enum lists must be plain
        let schema = match random.below(3) {
            _ if value.is_array() || value.is_object() => json!({ "const": value }),
            0 => json!({ "const": value }),
            1 => json!({ "enum": [value] }),
            _ => json!({ "type": kind(&value), "enum": [value], "title": "A title" }),
        };
        branches.push(schema);
        values.push(value.clone());
        units.push(value);
    }
    // what holds something; the kinds whose single values become part of it
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..=random.below(3) {
        let (schema, value, kind) = held(random, root, &mut left);
        taken.extend(kind);
        branches.push(schema);
        values.push(value);
    }
    units.retain(|unit| !taken.contains(kind(unit)));
    let lists = |branch: &Value| branch.get("enum").is_some() || branch.get("const").is_some();
    let is_plain = |value: &Value| !value.is_array() && !value.is_object();
    if branches.iter().all(lists) && values.iter().all(is_plain) {
        // nothing but listed values is an enum
        units.clear();
    }
    left.push(json!({ "unknown": [1, null] }));
    // an object that lacks what the only objects require is an error
    let has_objects = branches.iter().any(|branch| branch["type"] == "object");
    left.retain(|value| !(has_objects && value.is_object()));
    // what allows one kind only is no union, and another kind is an error
    let kinds: BTreeSet<&str> = values.iter().map(kind).collect();
    if kinds.len() > 1 {
        values.extend(left);
    }
    for at in (1..branches.len()).rev() {
        branches.swap(at, random.below(at + 1));
    }
    let keyword = if random.chance(60) { "oneOf" } else { "anyOf" };
    let schema = json!({ keyword: branches });
    (
        Case {
            schema,
            values,
            typed: Vec::new(),
        },
        units,
    )
}

/// A branch that holds something, a value of it, and the kind of which it takes single values in.
fn held(
    random: &mut Random,
    root: &str,
    left: &mut Vec<Value>,
) -> (Value, Value, Option<&'static str>) {
    match random.below(8) {
        0 => (
            json!({ "type": "string" }),
            json!("any text"),
            Some("string"),
        ),
        1 => (json!({ "type": "integer" }), json!(12), Some("number")),
        2 => (
            json!({ "type": "string", "enum": ["one", "two"] }),
            json!("two"),
            Some("string"),
        ),
        3 => {
            let items = json!({ "type": "array", "items": { "type": "object", "required": ["z"], "properties": { "z": { "type": "string" } } } });
            // only lists that it can't hold are told from it
            left.retain(|value| !value.is_array());
            (items, json!([{ "z": "text" }]), None)
        }
        // the union itself, in a property
        4 => (
            json!({ "type": "object", "required": ["of"], "properties": { "of": { "$ref": format!("#/components/schemas/{root}") } } }),
            json!({ "of": "something new" }),
            None,
        ),
        _ => {
            let name = ["pid", "note", "all"][random.below(3)];
            let schema = json!({ "type": "object", "required": [name, "more"], "properties": { name: { "type": "integer" }, "more": { "type": "string" } } });
            (schema, json!({ name: 1, "more": "x" }), None)
        }
    }
}

pub(crate) fn case(random: &mut Random, name: &str) -> Case {
    made(random, name).0
}

/// The branches of the union that hold nothing.
fn found(model: &Model) -> Option<Vec<Value>> {
    let items = model.root.items.iter();
    let union = items.chain(model.root.children.iter().flat_map(|child| &child.items));
    let union = union.into_iter().find_map(|item| match item {
        Item::Union(union) if union.ident == "Union" => Some(union),
        _ => None,
    })?;
    let value = |branch: &Branch| match &branch.guard {
        Guard::Value(json) => {
            assert_eq!(branch.ty, Type::Scalar(Scalar::Unit), "{}", branch.ident);
            serde_json::from_str(json).ok()
        }
        _ => None,
    };
    Some(union.branches.iter().filter_map(value).collect())
}

#[test]
fn single_values_hold_nothing() {
    let mut tried = 0;
    for seed in 0..2_000 {
        let (case, mut expected) = made(&mut Random::new(seed), "Union");
        let document = super::around(serde_json::Map::from_iter([(
            "Union".to_owned(),
            case.schema.clone(),
        )]));
        let Some(mut found) = found(&super::model(&document)) else {
            // the values are part of a list of values, or of any text
            assert_eq!(expected, [] as [Value; 0], "seed {seed}: {}", case.schema);
            continue;
        };
        expected.sort_by_key(Value::to_string);
        found.sort_by_key(Value::to_string);
        assert_eq!(found, expected, "seed {seed}: {}", case.schema);
        tried += found.len();
    }
    println!("{tried} values");
    assert!(tried > 2_000);
}
