//! Changes of a document's tree: what is put elsewhere, wrapped, exchanged.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::places::{Path, paths, put, split};

/// Makes so many changes.
pub(super) fn mutate(document: &mut Value, others: &[&Value], changes: usize, random: &mut Random) {
    for _ in 0..changes {
        change(document, others, random);
    }
}

fn change(document: &mut Value, others: &[&Value], random: &mut Random) {
    let paths = paths(document);
    let schemas: Vec<&Path> = paths.iter().filter(|path| is_schema(path)).collect();
    let names = components(document);
    let path = match schemas.as_slice() {
        [] => random.pick(&paths).clone(),
        _ if random.chance(30) => random.pick(&paths).clone(),
        schemas => (*random.pick(schemas)).clone(),
    };
    let reference = |random: &mut Random| match names.as_slice() {
        [] => json!({}),
        names => json!({ "$ref": format!("#/components/schemas/{}", random.pick(names)) }),
    };
    match random.below(15) {
        // a subtree is grafted elsewhere
        0 | 1 => {
            let from = random.pick::<Path>(&paths);
            if let Some(piece) = document.pointer(from).cloned() {
                put(document, &path, piece);
            }
        }
        // from another document
        2 => {
            let other = *random.pick(others);
            let all = super::places::paths(other);
            if let Some(piece) = other.pointer(random.pick::<Path>(&all)).cloned() {
                put(document, &path, piece);
            }
        }
        3 => {
            let new = reference(random);
            put(document, &path, new);
        }
        // references are exchanged
        4 => {
            let references: Vec<&Path> = paths
                .iter()
                .filter(|path| path.ends_with("/$ref"))
                .collect();
            if let [_, ..] = references.as_slice()
                && let Value::Object(new) = reference(random)
                && let Some(text) = new.get("$ref")
            {
                put(document, random.pick::<&Path>(&references), text.clone());
            }
        }
        // schemas are wrapped
        5 | 6 => {
            if let Some(old) = document.pointer(&path).cloned() {
                let word = *random.pick(&["allOf", "oneOf", "anyOf"]);
                let mut parts = vec![old];
                for _ in 0..random.below(3) {
                    parts.push(if random.chance(70) {
                        reference(random)
                    } else {
                        small(random)
                    });
                }
                let mut new = json!({ word: parts });
                if random.chance(30) {
                    new["discriminator"] = discriminator(&names, random);
                }
                put(document, &path, new);
            }
        }
        7 => {
            let wrapped = document.pointer(&path).cloned().unwrap_or_default();
            let new = match random.below(3) {
                0 => json!({ "type": "array", "items": wrapped }),
                1 => json!({ "type": "object", "additionalProperties": wrapped }),
                _ => json!({ "type": "object", "properties": { "k": wrapped }, "required": ["k"] }),
            };
            put(document, &path, new);
        }
        // keywords are put in
        8 | 9 => {
            let (key, value) = keyword(&names, random);
            if let Some(Value::Object(entries)) = document.pointer_mut(&path) {
                entries.insert(key, value);
            }
        }
        // keys are renamed
        10 => {
            let Some((owner, last)) = split(&path) else {
                return;
            };
            let new = match random.below(4) {
                0 => split(random.pick::<Path>(&paths)).map_or_else(String::new, |(_, last)| last),
                1 => super::bytes::text(random),
                2 => last.to_uppercase(),
                _ => (*random.pick(&[
                    "type", "Self", "self", "1", "", "_", "Vec", "Option", "new", "id",
                ]))
                .to_owned(),
            };
            if let Some(Value::Object(entries)) = document.pointer_mut(owner) {
                *entries = std::mem::take(entries)
                    .into_iter()
                    .map(|(key, value)| (if key == last { new.clone() } else { key }, value))
                    .collect();
            }
        }
        // what was there goes
        11 => {
            let Some((owner, last)) = split(&path) else {
                return;
            };
            match document.pointer_mut(owner) {
                Some(Value::Object(entries)) => drop(entries.remove(&last)),
                Some(Value::Array(items)) if !items.is_empty() => {
                    drop(items.remove(random.below(items.len())))
                }
                _ => {}
            }
        }
        // properties are added
        12 => {
            let value = if random.chance(60) {
                reference(random)
            } else {
                small(random)
            };
            if let Some(Value::Object(entries)) = document.pointer_mut(&path) {
                let name = *random.pick(&["a", "k", "type", "id", "A", "a_b", "aB"]);
                entries.entry("properties").or_insert_with(|| json!({}));
                if let Some(properties) =
                    entries.get_mut("properties").and_then(Value::as_object_mut)
                {
                    properties.insert(name.to_owned(), value);
                }
            }
        }
        // a component is added
        13 => {
            let value = if random.chance(50) {
                json!({ "allOf": [reference(random), small(random)] })
            } else {
                small(random)
            };
            if let Some(schemas) = document
                .pointer_mut("/components/schemas")
                .and_then(Value::as_object_mut)
            {
                schemas.insert(format!("N{}", random.below(4)), value);
            }
        }
        _ => {
            let new = random
                .pick(&[
                    Value::Null,
                    json!(true),
                    json!(0),
                    json!(""),
                    json!([]),
                    json!({}),
                    json!(1e300),
                    json!("é\u{202e}\""),
                ])
                .clone();
            put(document, &path, new);
        }
    }
}

/// A schema without references.
fn small(random: &mut Random) -> Value {
    match random.below(8) {
        0 => {
            json!({ "type": random.pick(&["string", "integer", "boolean", "number", "object", "array", "null"]) })
        }
        1 => json!({ "type": "string", "enum": ["a", "b", random.pick(&["", "A", "a "])] }),
        2 => {
            json!({ "type": "object", "properties": { "k": { "type": "string", "enum": ["x"] } }, "required": ["k"] })
        }
        3 => {
            json!({ "const": random.pick(&[json!(1), json!("x"), json!(null), json!([1]), json!({})]) })
        }
        4 => {
            json!({ "type": "string", "format": random.pick(&["date", "date-time", "byte", "binary", "uuid", "decimal", "int64"]) })
        }
        5 => json!({ "type": ["string", "null", random.pick(&["integer", "object", "array"])] }),
        6 => {
            json!({ "type": "integer", "format": random.pick(&["int32", "int64", "unix-time"]), "minimum": 0 })
        }
        _ => json!({}),
    }
}

fn discriminator(names: &[String], random: &mut Random) -> Value {
    let mut out = json!({ "propertyName": random.pick(&["k", "type", "a", ""]) });
    if random.chance(50) && !names.is_empty() {
        let mut mapping = Map::new();
        for at in 0..random.below(4) {
            let name = random.pick(names);
            let target = if random.chance(50) {
                name.clone()
            } else {
                format!("#/components/schemas/{name}")
            };
            mapping.insert(format!("m{at}"), json!(target));
        }
        out["mapping"] = Value::Object(mapping);
    }
    out
}

fn keyword(names: &[String], random: &mut Random) -> (String, Value) {
    let any = |random: &mut Random| {
        random
            .pick(&[
                json!(null),
                json!(true),
                json!(-1),
                json!(1.5),
                json!("a"),
                json!(["a", "a"]),
                json!({ "k": 1 }),
            ])
            .clone()
    };
    let (key, value) = match random.below(14) {
        0 => ("discriminator", discriminator(names, random)),
        1 => ("const", any(random)),
        2 => ("enum", json!([any(random), any(random), "b", "B"])),
        3 => (
            "type",
            json!(random.pick(&["string", "integer", "object", "array", "null", "file", "x"])),
        ),
        4 => ("nullable", json!(true)),
        5 => ("required", json!(["k", "a", "type", "k"])),
        6 => (
            "additionalProperties",
            random
                .pick(&[
                    json!(true),
                    json!(false),
                    json!({}),
                    small(&mut Random::new(1)),
                ])
                .clone(),
        ),
        7 => ("default", any(random)),
        8 => ("readOnly", json!(true)),
        9 => ("writeOnly", json!(true)),
        10 => ("deprecated", any(random)),
        11 => ("title", json!("T\u{2028}\"")),
        12 => (
            "x-expansionResources",
            json!({ "oneOf": [{ "$ref": format!("#/components/schemas/{}", names.first().map_or("", String::as_str)) }] }),
        ),
        _ => ("format", any(random)),
    };
    (key.to_owned(), value)
}

fn components(document: &Value) -> Vec<String> {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    schemas
        .into_iter()
        .flat_map(Map::keys)
        .map(|name| name.replace('~', "~0").replace('/', "~1"))
        .collect()
}

/// Whether a schema is likely to stand there.
fn is_schema(path: &str) -> bool {
    let mut steps = path.rsplit('/');
    let (last, owner) = (steps.next(), steps.next());
    // before the first step there is nothing
    let owner = owner.filter(|owner| !owner.is_empty());
    match (owner, last) {
        (Some("schemas" | "properties" | "allOf" | "oneOf" | "anyOf" | "definitions"), Some(_)) => {
            true
        }
        (_, Some(last)) => matches!(last, "schema" | "items" | "additionalProperties"),
        (_, None) => false,
    }
}

/// Changes of a value that no schema is in: pieces are moved, renamed, removed, exchanged for others.
pub(super) fn mutate_values(
    value: &mut Value,
    others: &[&Value],
    changes: usize,
    random: &mut Random,
) {
    for _ in 0..changes {
        let paths = paths(value);
        let path = random.pick(&paths).clone();
        let new = match random.below(5) {
            0 => value.pointer(random.pick::<Path>(&paths)).cloned(),
            1 => {
                let other = *random.pick(others);
                other
                    .pointer(random.pick::<Path>(&super::places::paths(other)))
                    .cloned()
            }
            2 => {
                if let Some((owner, last)) = split(&path)
                    && let Some(Value::Object(entries)) = value.pointer_mut(owner)
                {
                    entries.remove(&last);
                }
                None
            }
            _ => Some(
                random
                    .pick(&[
                        json!(null),
                        json!(0),
                        json!(-1.5),
                        json!(""),
                        json!("x"),
                        json!([]),
                        json!({}),
                        json!(true),
                        json!(1_u64 << 63),
                    ])
                    .clone(),
            ),
        };
        if let Some(new) = new {
            put(value, &path, new);
        }
    }
}
