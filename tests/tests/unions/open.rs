//! Unions with a branch of any value: whatever is read is written back the same, and what a typed branch holds as a whole is read
//! as that branch.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::Case;

/// One to three typed branches and one of any value, in any order and any nesting, and values of all kinds: those of a branch,
/// those with one property too many, one too few, or one of another type, and others.
pub(crate) fn case(random: &mut Random, name: &str) -> Case {
    let mut named = Map::new();
    let mut values = Vec::new();
    let mut schema = union(random, name, 0, &mut named, &mut values);
    if !named.is_empty() {
        schema["$defs"] = Value::Object(named);
    }
    let mut all: Vec<Value> = [
        json!(null),
        json!(true),
        json!(0.5),
        json!(7),
        json!(""),
        json!([]),
        json!({}),
    ]
    .into();
    for value in &values {
        all.push(value.clone());
        all.extend(changed(random, value));
    }
    // plain values of several branches are one enum, which has no variant for each
    values.retain(Value::is_object);
    Case {
        schema,
        values: all,
        typed: values,
    }
}

fn union(
    random: &mut Random,
    root: &str,
    depth: usize,
    named: &mut Map<String, Value>,
    values: &mut Vec<Value>,
) -> Value {
    let mut branches: Vec<Value> = (0..1 + random.below(3))
        .map(|_| branch(random, root, depth, named, values))
        .collect();
    if depth == 0 || random.chance(30) {
        let at = random.below(branches.len() + 1);
        let any = [
            json!({}),
            json!(true),
            json!({ "description": "Anything." }),
        ];
        branches.insert(at, random.pick(&any).clone());
    }
    json!({ *random.pick(&["oneOf", "anyOf"]): branches })
}

fn branch(
    random: &mut Random,
    root: &str,
    depth: usize,
    named: &mut Map<String, Value>,
    values: &mut Vec<Value>,
) -> Value {
    let (schema, value) = match random.below(10) {
        0 => (
            json!({ "type": "string", "format": "date" }),
            json!("2026-11-30"),
        ),
        1 => (json!({ "type": "string", "enum": ["p", "q"] }), json!("p")),
        2 => (
            json!({ "type": "array", "items": { "type": "integer" } }),
            json!([1, 2]),
        ),
        3 => (json!({ "type": "integer" }), json!(7)),
        9 => {
            let only = random.pick(&["k", "l"]);
            (json!({ "const": only }), json!(only))
        }
        4 if depth < 2 => (union(random, root, depth + 1, named, values), json!("text")),
        5 => (
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            json!({ "k": "v" }),
        ),
        _ => object(random),
    };
    values.push(value);
    match random.chance(40) {
        true => {
            let key = format!("Part{}", named.len());
            named.insert(key.clone(), schema);
            json!({ "$ref": format!("#/components/schemas/{root}/$defs/{key}") })
        }
        false => schema,
    }
}

/// An object and a value of it.
fn object(random: &mut Random) -> (Value, Value) {
    let types = [
        (json!({ "type": "string" }), json!("text")),
        (json!({ "type": ["integer", "null"] }), json!(null)),
        (json!({ "const": "p" }), json!("p")),
        (json!({ "enum": ["p", "q"] }), json!("q")),
        (
            json!({ "type": "object", "properties": { "x": { "type": "integer" } } }),
            json!({ "x": 1 }),
        ),
    ];
    let (mut properties, mut required, mut value) = (Map::new(), Vec::new(), Map::new());
    for name in ["a", "b", "c", "d"] {
        if random.chance(50) {
            let (schema, one) = random.pick(&types).clone();
            properties.insert(name.to_owned(), schema);
            let is_required = random.chance(50);
            if is_required {
                required.push(name);
            }
            if is_required || random.chance(60) {
                value.insert(name.to_owned(), one);
            }
        }
    }
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    (schema, Value::Object(value))
}

/// The value with one property more, one less, and one of another type.
fn changed(random: &mut Random, value: &Value) -> Vec<Value> {
    let Some(entries) = value.as_object() else {
        return vec![json!([value]), json!({ "a": value })];
    };
    let (mut more, mut less, mut other) = (entries.clone(), entries.clone(), entries.clone());
    more.insert("z".to_owned(), json!([{ "deep": null }]));
    let names: Vec<&String> = entries.keys().collect();
    if !names.is_empty() {
        less.remove(*random.pick(&names));
        let wrong = [
            json!(null),
            json!(1.5),
            json!({ "y": 1 }),
            json!("other"),
            json!([]),
        ];
        other.insert((*random.pick(&names)).clone(), random.pick(&wrong).clone());
    }
    [more, less, other].map(Value::Object).into()
}
