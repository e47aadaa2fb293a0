//! Objects of `anyOf`: a value that fits several of them has the properties of all these.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::Case;

/// Properties that the objects share or don't.
const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// What a property may be, with a value that is of no other of these.
fn types() -> [(Value, Value); 4] {
    [
        (json!({ "type": "string" }), json!("text")),
        (json!({ "type": "integer" }), json!(7)),
        (
            json!({ "type": "array", "items": { "type": "integer" } }),
            json!([1, 2]),
        ),
        (json!({ "type": "boolean" }), json!(true)),
    ]
}

/// An object: for each of its properties the number of its type, and whether it is required.
type Object = Vec<(&'static str, usize, bool)>;

/// A union of two to four objects, and values that fit one of them, or two, or more.
pub(crate) fn case(random: &mut Random, _: &str) -> Case {
    let types = types();
    let objects: Vec<Object> = (0..2 + random.below(3))
        .map(|_| {
            let mut object = Vec::new();
            for name in NAMES {
                if random.chance(45) {
                    // mostly the same type under the same name
                    let usual = usize::from(name.as_bytes()[0]);
                    let ty = match random.chance(80) {
                        true => usual,
                        false => random.below(4),
                    };
                    object.push((name, ty % 4, random.chance(50)));
                }
            }
            object
        })
        .collect();
    let schemas = objects.iter().map(|object| {
        let properties: Map<String, Value> = (object.iter())
            .map(|(name, ty, _)| ((*name).to_owned(), types[*ty].0.clone()))
            .collect();
        let required: Vec<&str> = (object.iter())
            .filter(|(_, _, required)| *required)
            .map(|(name, _, _)| *name)
            .collect();
        json!({ "type": "object", "properties": properties, "required": required })
    });
    let schema = json!({ "anyOf": schemas.collect::<Vec<_>>() });
    let mut values = Vec::new();
    for _ in 0..12 {
        values.extend(value(random, &objects, &types));
    }
    Case { schema, values }
}

/// A value with the properties of one object or several, of which it fits all.
fn value(random: &mut Random, objects: &[Object], types: &[(Value, Value)]) -> Option<Value> {
    let chosen: Vec<&Object> = objects.iter().filter(|_| random.chance(60)).collect();
    let mut out: Map<String, Value> = Map::new();
    for (name, ty, required) in chosen.iter().copied().flatten() {
        if !required && random.chance(30) {
            continue;
        }
        let (_, value) = &types[*ty];
        match out.get(*name) {
            // no value fits both
            Some(known) if known != value => return None,
            _ => out.insert((*name).to_owned(), value.clone()),
        };
    }
    // what an object declares as something else is no value of it
    let fits = chosen
        .iter()
        .copied()
        .flatten()
        .all(|(name, ty, required)| match out.get(*name) {
            Some(value) => *value == types[*ty].1,
            None => !required,
        });
    (!chosen.is_empty() && fits).then_some(Value::Object(out))
}
