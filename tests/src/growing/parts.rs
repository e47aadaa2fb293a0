//! What the documents of the families are made of.

use serde_json::{Map, Value, json};

use super::Files;

pub(super) fn document(paths: Value, schemas: Vec<(String, Value)>) -> Files {
    let schemas: Map<_, _> = schemas.into_iter().collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    vec![("openapi.json".into(), document.to_string())]
}

pub(super) fn schemas(all: Vec<(String, Value)>) -> Files {
    document(json!({}), all)
}

/// A name of one length for all numbers, so that the size of a document is that of its parts.
pub(super) fn name(at: usize) -> String {
    format!("S{at:06}")
}

pub(super) fn path(at: usize) -> String {
    format!("#/components/schemas/{}", name(at))
}

pub(super) fn reference(at: usize) -> Value {
    json!({ "$ref": path(at) })
}

pub(super) fn references(count: usize) -> Vec<Value> {
    (0..count).map(reference).collect()
}

pub(super) fn object(at: usize) -> Value {
    json!({ "type": "object", "required": [format!("p{at}")], "properties": { format!("p{at}"): { "type": "string" } } })
}

pub(super) fn objects(count: usize) -> Vec<(String, Value)> {
    (0..count).map(|at| (name(at), object(at))).collect()
}

/// Objects that a constant tells apart.
pub(super) fn tagged(count: usize) -> Vec<(String, Value)> {
    let one = |at: usize| {
        let kind = json!({ "type": "string", "enum": [format!("t{at}")] });
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": kind, "a": { "type": "string" } } })
    };
    (0..count).map(|at| (name(at), one(at))).collect()
}

pub(super) fn base() -> Value {
    let kind = json!({ "kind": { "type": "string" } });
    json!({ "type": "object", "required": ["kind"], "properties": kind, "discriminator": { "propertyName": "kind" } })
}

/// An object that cannot do without another one.
pub(super) fn holder(next: usize) -> Value {
    json!({ "type": "object", "required": ["next"], "properties": { "next": reference(next) } })
}

pub(super) fn all(mut one: Value, other: Value) -> Value {
    one["properties"]["other"] = other["properties"]["next"].clone();
    one
}

pub(super) fn array(next: usize) -> Value {
    json!({ "type": "array", "items": reference(next) })
}

pub(super) fn extends(next: usize) -> Value {
    let own =
        json!({ "type": "object", "properties": { format!("own{next}"): { "type": "string" } } });
    json!({ "allOf": [reference(next), own] })
}

/// Each leads to the next, the last one to a plain object.
pub(super) fn chain(count: usize, link: fn(usize) -> Value) -> Files {
    let mut all: Vec<_> = (1..count).map(|at| (name(at - 1), link(at))).collect();
    all.push((name(count - 1), object(0)));
    schemas(all)
}

/// Each leads to the next, the last one to the first.
pub(super) fn ring(count: usize, link: fn(usize) -> Value) -> Files {
    let all = (0..count).map(|at| (name(at), link((at + 1) % count)));
    schemas(all.collect())
}

/// A ring of arrays, and what each of it has in common with a small ring.
pub(super) fn combined_rings(count: usize) -> Files {
    let small = |at: usize| json!({ "$ref": format!("#/components/schemas/R{}", at % 3) });
    let mut all: Vec<_> = (0..3)
        .map(|at| {
            (
                format!("R{at}"),
                json!({ "type": "array", "items": small(at + 1) }),
            )
        })
        .collect();
    for at in 0..count {
        let items = json!({ "allOf": [reference((at + 1) % count), small(at)] });
        all.push((name(at), json!({ "type": "array", "items": items })));
    }
    schemas(all)
}

pub(super) fn union(count: usize, key: &str, mut all: Vec<(String, Value)>) -> Files {
    all.push(("U".into(), json!({ key: references(count) })));
    schemas(all)
}

/// Texts that come to one identifier, however many there are.
pub(super) fn alike(at: usize) -> String {
    const BETWEEN: [&str; 5] = ["-", "_", ".", " ", "/"];
    let (mut rest, mut out) = (at, "a".to_owned());
    for word in ["b", "c", "d", "e", "f", "g", "h"] {
        out += BETWEEN[rest % BETWEEN.len()];
        out += word;
        rest /= BETWEEN.len();
    }
    out
}

pub(super) fn operations(count: usize, place: fn(usize) -> (String, String)) -> Files {
    let mut paths = Map::new();
    for at in 0..count {
        let (path, tag) = place(at);
        let tags: Vec<String> = Some(tag)
            .filter(|tag| !tag.is_empty())
            .into_iter()
            .collect();
        let content = json!({ "application/json": { "schema": reference(at % 10) } });
        let answers = json!({ "200": { "description": "D", "content": content } });
        paths.insert(path, json!({ "get": { "operationId": format!("get{at}"), "tags": tags, "responses": answers } }));
    }
    document(Value::Object(paths), objects(10))
}

/// Types that differ by direction.
pub(super) fn directions(count: usize) -> Files {
    let mut paths = Map::new();
    let mut all = Vec::new();
    for at in 0..count {
        let content = json!({ "application/json": { "schema": reference(at) } });
        let answers = json!({ "200": { "description": "D", "content": content } });
        paths.insert(
            format!("/p{at}"),
            json!({ "post": { "operationId": format!("post{at}"), "requestBody": { "content": content }, "responses": answers } }),
        );
        let id = json!({ "type": "string", "readOnly": true });
        all.push((
            name(at),
            json!({ "type": "object", "required": ["id"], "properties": { "id": id } }),
        ));
    }
    document(Value::Object(paths), all)
}

/// Operations whose bodies in XML all begin the same chain of types, which ends where it begins.
pub(super) fn xml_bodies(count: usize) -> Files {
    let mut paths = Map::new();
    let mut all = Vec::new();
    for at in 0..count {
        let content = json!({ "application/xml": { "schema": reference(0) } });
        let answers = json!({ "200": { "description": "D", "content": content } });
        let mut operation = json!({ "operationId": format!("post{at}"), "responses": answers });
        operation["requestBody"] = json!({ "content": content });
        paths.insert(format!("/p{at}"), json!({ "post": operation }));
        let list = json!({ "type": "array", "xml": { "wrapped": true }, "items": reference((at + 1) % count) });
        all.push((
            name(at),
            json!({ "type": "object", "properties": { "a": { "type": "string" }, "list": list } }),
        ));
    }
    document(Value::Object(paths), all)
}
