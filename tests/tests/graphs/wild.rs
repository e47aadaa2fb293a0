//! Documents whose schemas refer to each other at will.

use serde_json::{Map, Value, json};

use castiron_tests::random::Random;

/// A document of a few schemas, each of which may combine, list, hold or name any other.
pub(crate) fn document(random: &mut Random) -> Value {
    let count = 2 + random.below(9);
    let names: Vec<String> = (0..count)
        .map(|at| format!("{}{at}", random.pick(&["N", "Na", "Z", "Q"])))
        .collect();
    let mut schemas = Map::new();
    for name in &names {
        schemas.insert(name.clone(), schema(random, &names, 0));
    }
    let mut document = super::around(Value::Object(schemas));
    if random.chance(50) {
        // with keywords that 3.0 has not
        document["openapi"] = json!("3.1.0");
    }
    document
}

fn reference(random: &mut Random, names: &[String]) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", random.pick(names)) })
}

fn part(random: &mut Random, names: &[String], depth: usize) -> Value {
    if random.chance(75) {
        reference(random, names)
    } else {
        schema(random, names, depth + 1)
    }
}

fn parts(random: &mut Random, names: &[String], depth: usize) -> Value {
    let count = 1 + random.below(3);
    (0..count).map(|_| part(random, names, depth)).collect()
}

fn schema(random: &mut Random, names: &[String], depth: usize) -> Value {
    let choice = if depth > 2 {
        random.below(3)
    } else {
        random.below(15)
    };
    let mut schema = match choice {
        0 => json!({ "type": random.pick(&["string", "integer", "boolean", "number"]) }),
        1 => json!({ "type": "string", "enum": ["a", random.pick(&["b", "c"])] }),
        2 => {
            json!({ "type": "object", "properties": { "k": { "type": "string", "enum": [random.pick(names)] } } })
        }
        3 | 4 => object(random, names, depth),
        5 => reference(random, names),
        6 => json!({ "type": "array", "items": part(random, names, depth) }),
        7 => json!({ "type": "object", "additionalProperties": part(random, names, depth) }),
        8 | 9 => json!({ "allOf": parts(random, names, depth) }),
        13 => {
            json!({ "type": "array", "prefixItems": parts(random, names, depth), "items": false })
        }
        14 => patterns(random, names, depth),
        10 => json!({ "anyOf": parts(random, names, depth) }),
        _ => json!({ "oneOf": parts(random, names, depth) }),
    };
    if schema.get("$ref").is_some() {
        return schema;
    }
    if random.chance(15) {
        schema["nullable"] = json!(true);
    }
    if choice > 12 {
        return schema;
    }
    if choice > 7 && random.chance(30) {
        let more = object(random, names, depth);
        for (key, value) in more.as_object().into_iter().flatten() {
            schema[key] = value.clone();
        }
    }
    if choice > 7 && random.chance(15) {
        schema["oneOf"] = parts(random, names, depth);
    }
    if choice > 2 && random.chance(35) {
        let mut discriminator = json!({ "propertyName": random.pick(&["k", "t"]) });
        if random.chance(50) {
            let mut mapping = Map::new();
            for _ in 0..random.below(4) {
                mapping.insert(format!("m{}", random.below(5)), json!(random.pick(names)));
            }
            discriminator["mapping"] = Value::Object(mapping);
        }
        schema["discriminator"] = discriminator;
    }
    schema
}

/// An object with patterns of names, perhaps beside properties and a map of all others.
fn patterns(random: &mut Random, names: &[String], depth: usize) -> Value {
    let mut object = match random.chance(50) {
        true => object(random, names, depth),
        false => json!({ "type": "object" }),
    };
    let mut patterns = Map::new();
    for _ in 0..1 + random.below(3) {
        let pattern = *random.pick(&["^a", "[bc]", "^(k|t)$", "z", "^(?!a)"]);
        patterns.insert(pattern.to_owned(), part(random, names, depth));
    }
    object["patternProperties"] = Value::Object(patterns);
    if random.chance(50) {
        object["additionalProperties"] = part(random, names, depth);
    }
    object
}

fn object(random: &mut Random, names: &[String], depth: usize) -> Value {
    let mut properties = Map::new();
    for _ in 0..1 + random.below(3) {
        let name = *random.pick(&["k", "t", "a", "b", "c"]);
        properties.insert(name.to_owned(), part(random, names, depth));
    }
    let required: Vec<&str> = ["k", "a", "x"]
        .into_iter()
        .filter(|_| random.chance(30))
        .collect();
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// Any small value.
pub(crate) fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 3 { 5 } else { 9 }) {
        0 => json!("a"),
        1 => json!(7),
        2 => json!(true),
        3 => Value::Null,
        4 => json!({}),
        5 => (0..random.below(3))
            .map(|_| value(random, depth + 1))
            .collect(),
        _ => {
            let mut entries = Map::new();
            for _ in 0..random.below(5) {
                let name = *random.pick(&["k", "t", "a", "b", "c", "z"]);
                entries.insert(name.to_owned(), value(random, depth + 1));
            }
            Value::Object(entries)
        }
    }
}
