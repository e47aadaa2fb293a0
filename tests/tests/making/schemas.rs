//! Documents that are made at random: components of every sort that refer to each other.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

const FORMATS: [&str; 14] = [
    "",
    "date",
    "date-time",
    "time",
    "duration",
    "uuid",
    "uri",
    "decimal",
    "byte",
    "binary",
    "base64url",
    "password",
    "email",
    "hostname",
];

/// A document with so many components, each of which is sent, answered or neither.
pub(crate) fn document(random: &mut Random, count: usize) -> Value {
    let (mut schemas, mut paths) = (Map::new(), Map::new());
    for at in 0..count {
        let schema = component(random, at, count);
        schemas.insert(name(at), schema);
        let body = json!({ "required": true, "content": { "application/json": { "schema": reference(at) } } });
        let answer = json!({ "200": {
            "description": "D",
            "headers": { "X-Count": { "required": true, "schema": { "type": "integer" } } },
            "content": { "application/json": { "schema": envelope(random, at) } }
        } });
        let mut operation = json!({ "responses": { "204": { "description": "D" } } });
        let which = random.below(4);
        if which & 1 != 0 {
            operation["requestBody"] = body;
        }
        if which & 2 != 0 {
            operation["responses"] = answer;
        }
        if which != 0 {
            paths.insert(format!("/things{at}"), json!({ "post": operation }));
        }
    }
    json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": paths,
        "components": { "schemas": schemas }
    })
}

fn name(at: usize) -> String {
    format!("Thing{at}")
}

fn reference(at: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", name(at)) })
}

/// What is answered: a component, or something around it.
fn envelope(random: &mut Random, at: usize) -> Value {
    match random.below(4) {
        0 => {
            json!({ "type": "object", "required": ["data", "total"], "properties": { "data": { "type": "array", "items": reference(at) }, "total": { "type": "integer" }, "next": { "type": "string" } } })
        }
        1 => json!({ "type": "array", "items": reference(at) }),
        _ => reference(at),
    }
}

/// A component. What it must hold comes before it, so that it has a value at all.
fn component(random: &mut Random, at: usize, count: usize) -> Value {
    match random.below(12) {
        0 => tagged(random, at, count),
        1 => untagged(random, at, count),
        2 => json!({ "type": "array", "items": any(random, at, count, 1) }),
        3 => json!({ "type": "object", "additionalProperties": any(random, at, count, 1) }),
        4 => enumeration(random),
        5 if at > 0 => {
            let base = reference(random.below(at));
            json!({ "allOf": [base, object(random, at, count, 1)] })
        }
        _ => object(random, at, count, 0),
    }
}

/// A schema whose least value is finite.
fn finite(random: &mut Random, at: usize, count: usize, depth: usize) -> Value {
    if at > 0 && random.chance(30) {
        return reference(random.below(at));
    }
    match random.below(if depth > 2 { 7 } else { 12 }) {
        0 => json!({ "type": "string", "format": *random.pick(&FORMATS) }),
        1 => {
            json!({ "type": "integer", "format": *random.pick(&["", "int32", "int64", "uint32", "unix-time"]) })
        }
        2 => json!({ "type": "number", "format": *random.pick(&["", "float", "double"]) }),
        3 => json!({ "type": "boolean" }),
        4 => enumeration(random),
        5 => json!({ "const": *random.pick(&["one", "two"]) }),
        6 => json!({}),
        7 => json!({ "type": "array", "items": any(random, at, count, depth + 1) }),
        8 => json!({ "type": "object", "additionalProperties": any(random, at, count, depth + 1) }),
        9 => {
            let items: Vec<_> = (0..=random.below(3))
                .map(|_| finite(random, at, count, depth + 1))
                .collect();
            json!({ "type": "array", "minItems": items.len(), "prefixItems": items, "items": false })
        }
        10 => {
            let kinds = [
                finite(random, at, count, depth + 1),
                json!({ "type": "integer" }),
            ];
            json!({ "anyOf": kinds })
        }
        _ => object(random, at, count, depth + 1),
    }
}

/// Any schema, where it may be left out.
fn any(random: &mut Random, at: usize, count: usize, depth: usize) -> Value {
    match random.chance(30) {
        true => reference(random.below(count)),
        false => finite(random, at, count, depth),
    }
}

fn object(random: &mut Random, at: usize, count: usize, depth: usize) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for index in 0..random.below(6) {
        // the names differ by component, so that properties of a base are not met again
        let key = format!(
            "{}{at}_{depth}_{index}",
            random.pick(&["a", "type", "id", "B c"])
        );
        let is_required = random.chance(50);
        let mut schema = match is_required {
            true => finite(random, at, count, depth + 1),
            false => any(random, at, count, depth + 1),
        };
        if random.chance(20) {
            schema = json!({ "anyOf": [schema, { "type": "null" }] });
        } else if random.chance(15) {
            schema = json!({ "allOf": [schema], *random.pick(&["readOnly", "writeOnly"]): true });
        }
        if is_required {
            required.push(key.clone());
        }
        properties.insert(key, schema);
    }
    let mut out = json!({ "type": "object", "properties": properties, "required": required });
    match random.below(6) {
        0 => out["additionalProperties"] = any(random, at, count, depth + 1),
        1 => {
            out["patternProperties"] = json!({
                "^x-": any(random, at, count, depth + 1), "^y": any(random, at, count, depth + 1)
            });
        }
        2 => out["additionalProperties"] = false.into(),
        _ => {}
    }
    out
}

fn enumeration(random: &mut Random) -> Value {
    match random.below(5) {
        0 => json!({ "type": "string", "enum": ["on", "off", "half-way"] }),
        1 => json!({ "type": "integer", "enum": [1, -2, 30] }),
        2 => json!({ "type": "number", "enum": [0.5, 1] }),
        3 => json!({ "enum": ["a", 1, true] }),
        _ => json!({ "type": "number", "enum": [1, 2] }),
    }
}

/// Objects of this document with a tag; the first may hold the union itself.
fn tagged(random: &mut Random, at: usize, count: usize) -> Value {
    let branches: Vec<Value> = (0..2 + random.below(2))
        .map(|index| {
            let mut branch = object(random, at, count, 4 + index);
            branch["title"] = format!("Case {index}").into();
            branch["properties"]["kind"] = json!({ "const": format!("case{index}") });
            let required = branch["required"].as_array_mut().expect("a list");
            required.push("kind".into());
            if index == 0 && random.chance(50) {
                required.push("inner".into());
                branch["properties"]["inner"] = reference(at);
            }
            branch
        })
        .collect();
    json!({ "oneOf": branches })
}

/// Values of different kinds; the first may hold the union itself.
fn untagged(random: &mut Random, at: usize, count: usize) -> Value {
    let mut branches = vec![
        json!({ "type": "array", "items": any(random, at, count, 2) }),
        json!({ "type": "string" }),
        json!({ "type": "integer" }),
    ];
    let mut first = object(random, at, count, 4);
    if random.chance(50) {
        first["required"]
            .as_array_mut()
            .expect("a list")
            .push("inner".into());
        first["properties"]["inner"] = reference(at);
    }
    branches.insert(0, first);
    branches.truncate(2 + random.below(3));
    json!({ *random.pick(&["oneOf", "anyOf"]): branches })
}
