//! Enums of Rust as serde writes them by default: `"Idle"`, `{"Running": {"pid": 7}}`.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::Case;

/// Names of variants, also such that are other things elsewhere.
const NAMES: [&str; 14] = [
    "Running",
    "Failed",
    "type",
    "object",
    "data",
    "id",
    "kind",
    "Self",
    "a-b",
    "é",
    "say \"hi\"",
    "1st",
    "url",
    "Unrecognized",
];

/// An enum, its values, and values that are none of its own: they are kept as they are.
pub(crate) fn case(random: &mut Random, name: &str) -> Case {
    let (schema, mut values, names) = made(random, name, 0);
    // an unknown variant, and what is no variant
    values.extend([
        json!({ "Newer": { "n": [1, null] } }),
        json!({}),
        json!("Newer"),
        json!([1]),
    ]);
    let is_any_of = schema.get("anyOf").is_some();
    for name in &names {
        values.push(json!({ name.as_str(): held(random, 0, "").1, "further": 1 }));
    }
    // of `anyOf` both must be what they are
    if let [first, second, ..] = names.as_slice()
        && !is_any_of
    {
        values.push(json!({ first.as_str(): 1, second.as_str(): 2 }));
    }
    Case {
        schema,
        values,
        typed: Vec::new(),
    }
}

/// The schema, values of it, and its variants that hold something.
fn made(random: &mut Random, root: &str, depth: usize) -> (Value, Vec<Value>, Vec<String>) {
    let mut names: Vec<&str> = NAMES.to_vec();
    let mut take = |random: &mut Random| names.swap_remove(random.below(names.len()));
    let (mut branches, mut values, mut holding) = (Vec::new(), Vec::new(), Vec::new());
    let units: Vec<&str> = (0..random.below(3)).map(|_| take(random)).collect();
    for _ in 0..random.below(4) + if units.is_empty() { 2 } else { 1 } {
        let (name, is_closed) = (take(random), random.chance(40));
        let (schema, value) = held(random, depth, root);
        let mut branch =
            json!({ "type": "object", "required": [name], "properties": { name: schema } });
        if is_closed {
            branch["additionalProperties"] = json!(false);
        }
        branches.push(branch);
        values.push(json!({ name: value }));
        holding.push(name.to_owned());
    }
    values.extend(units.iter().map(|unit| json!(unit)));
    match units.as_slice() {
        [] => {}
        [one] if random.chance(50) => branches.push(json!({ "type": "string", "const": one })),
        units if random.chance(50) => branches.push(json!({ "type": "string", "enum": units })),
        units => branches.extend(
            units
                .iter()
                .map(|unit| json!({ "type": "string", "enum": [unit] })),
        ),
    }
    // in any order
    for at in (1..branches.len()).rev() {
        branches.swap(at, random.below(at + 1));
    }
    let keyword = if random.chance(80) { "oneOf" } else { "anyOf" };
    (json!({ keyword: branches }), values, holding)
}

/// What a variant holds, and a value of it.
fn held(random: &mut Random, depth: usize, root: &str) -> (Value, Value) {
    match random.below(if depth > 1 { 8 } else { 11 }) {
        0 => (json!({ "type": "string" }), json!("text")),
        1 => (json!({ "type": "integer" }), json!(-7)),
        2 => (json!({ "type": "boolean" }), json!(true)),
        3 => {
            let value = if random.chance(50) {
                json!("n")
            } else {
                json!(null)
            };
            (json!({ "type": ["string", "null"] }), value)
        }
        4 => (
            json!({ "type": "array", "items": { "type": "string" } }),
            json!(["a", "b"]),
        ),
        5 => (
            json!({ "type": "array", "prefixItems": [{ "type": "integer" }, { "type": "string" }], "minItems": 2, "maxItems": 2 }),
            json!([1, "x"]),
        ),
        6 => (json!({}), json!({ "any": [null] })),
        7 => (
            json!({ "type": "string", "enum": ["up", "down"] }),
            json!("up"),
        ),
        8 if !root.is_empty() => {
            // the enum itself
            (
                json!({ "$ref": format!("#/components/schemas/{root}") }),
                json!("Newer"),
            )
        }
        9 => {
            let (schema, mut values, _) = made(random, root, depth + 1);
            (schema, values.swap_remove(0))
        }
        _ => {
            let mut properties = Map::new();
            let mut value = Map::new();
            for name in ["pid", "note", "all"].into_iter().take(random.below(4)) {
                let (schema, held) = held(random, 2, root);
                properties.insert(name.to_owned(), schema);
                if !held.is_null() {
                    value.insert(name.to_owned(), held);
                }
            }
            (
                json!({ "type": "object", "properties": properties }),
                Value::Object(value),
            )
        }
    }
}
