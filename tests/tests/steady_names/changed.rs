//! Documents that have less than another, and settings that have more.

use std::collections::{BTreeMap, BTreeSet};

use castiron_codegen::config::{Config, Grouping};
use castiron_codegen::suggest::kept;
use serde_json::{Map, Value, json};

/// The operations of a document: path template and verb.
pub(super) fn operations(value: &Value) -> Vec<(String, String)> {
    let verbs = ["get", "put", "post", "delete", "patch"];
    let items = value.get("paths").and_then(Value::as_object);
    let items = items.into_iter().flatten();
    items
        .filter_map(|(template, item)| Some((template, item.as_object()?)))
        .flat_map(|(template, item)| {
            let verbs = verbs.iter().filter(|verb| item.contains_key(**verb));
            verbs.map(|verb| (template.clone(), (*verb).to_owned()))
        })
        .collect()
}

/// A document without some of its operations.
pub(super) fn without_operations(value: &Value, gone: &[(String, String)]) -> Value {
    let mut less = value.clone();
    for (template, verb) in gone {
        let id = value["paths"][template][verb]["operationId"].as_str();
        for key in SCHEMAS {
            // bodies that a framework makes of an operation, and calls after it
            if let (Some(id), Some(schemas)) =
                (id, less.pointer_mut(key).and_then(Value::as_object_mut))
            {
                schemas.retain(|name, _| *name != format!("Body_{id}"));
            }
        }
        let item = less
            .get_mut("paths")
            .and_then(|paths| paths.get_mut(template))
            .and_then(Value::as_object_mut);
        item.map(|item| item.remove(verb));
    }
    less
}

/// Where schemas with a name stand.
const SCHEMAS: [&str; 2] = ["/components/schemas", "/definitions"];

/// Whether something refers to a schema, or says in `mapping` that it may be one.
pub(super) fn refers(value: &Value, to: &str) -> bool {
    match value {
        Value::Object(object) => object.values().any(|one| refers(one, to)),
        Value::Array(items) => items.iter().any(|one| refers(one, to)),
        Value::String(text) => text == to,
        _ => false,
    }
}

/// Whether a schema is a base, a member of one that has a discriminator, or the type of such a tag; or a marked resource.
pub(super) fn is_of_family(schemas: &Map<String, Value>, key: &str, name: &str, to: &str) -> bool {
    let schema = &schemas[name];
    let is_base = |other: &Value| other.get("discriminator").is_some();
    let is_member = schemas.iter().any(|(base, other)| {
        let includes = schema
            .get("allOf")
            .is_some_and(|parts| refers(parts, &format!("#{key}/{base}")));
        is_base(other) && includes
    });
    let uses = schemas.values().any(|other| {
        let discriminator = other.get("discriminator");
        let tag = discriminator.and_then(|found| found["propertyName"].as_str().or(found.as_str()));
        let mapping = discriminator.and_then(|found| found.get("mapping"));
        other.get("allOf").is_some_and(|parts| refers(parts, to))
            || tag.is_some_and(|tag| refers(&other["properties"][tag], to))
            || mapping.is_some_and(|mapping| refers(mapping, to) || refers(mapping, name))
    });
    let is_marked = ["x-stripeResource", "x-resourceId"]
        .iter()
        .any(|mark| schema.get(mark).is_some());
    is_base(schema) || is_member || uses || is_marked
}

/// A document without one of its schemas, and the operations that send or answer it: what a method is called may depend on
/// what it answers. Any value stands where other schemas refer to it, and for unions of which it is a branch. `None` where it is of a family, whose other members it says something
/// of, or a resource, after which its operations go.
pub(super) fn without_schema(value: &Value, key: &str, name: &str) -> Option<Value> {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    let to = format!("#{key}/{escaped}");
    let schemas = value.pointer(key)?.as_object()?;
    if is_of_family(schemas, key, name, &to) {
        return None;
    }
    let users = operations(value).into_iter();
    let users: Vec<_> = users
        .filter(|(template, verb)| refers(&value["paths"][template][verb], &to))
        .collect();
    let mut less = without_operations(value, &users);
    less.pointer_mut(key)?.as_object_mut()?.remove(name);
    without_references(&mut less, &to);
    Some(less)
}

pub(super) fn without_references(value: &mut Value, to: &str) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) if object.get("$ref").is_some_and(|found| found == to) => {
                object.clear();
            }
            Value::Object(object) => {
                for key in ["oneOf", "anyOf"] {
                    let branches = object.get(key).and_then(Value::as_array);
                    let is_branch = |one: &Value| one["$ref"] == to;
                    if branches.is_some_and(|all| all.iter().any(is_branch)) {
                        object.remove(key);
                    }
                }
                open.extend(object.values_mut());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

/// The same document with one thing less, for so many things of each kind: an operation, all operations of a tag, a schema.
pub(super) fn smaller(value: &Value, most: usize) -> Vec<(String, Value)> {
    let all = operations(value);
    let mut out = Vec::new();
    for one in all.iter().step_by(all.len() / most + 1) {
        let what = format!("{} {}", one.1, one.0);
        out.push((what, without_operations(value, std::slice::from_ref(one))));
    }
    let mut by_tag: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for (template, verb) in &all {
        if let Some(tag) = value["paths"][template][verb]["tags"][0].as_str() {
            let of_tag = by_tag.entry(tag).or_default();
            of_tag.push((template.clone(), verb.clone()));
        }
    }
    for (tag, gone) in by_tag.iter().step_by(by_tag.len() / most + 1) {
        out.push((format!("the tag {tag}"), without_operations(value, gone)));
    }
    for key in SCHEMAS {
        let schemas = value.pointer(key).and_then(Value::as_object);
        let names: Vec<&String> = schemas.into_iter().flat_map(|all| all.keys()).collect();
        for name in names.iter().step_by(names.len() / most + 1) {
            if let Some(less) = without_schema(value, key, name) {
                out.push((format!("the schema {name}"), less));
            }
        }
    }
    out
}

/// Writes the settings that are printed.
pub(super) fn follow(settings: &mut Config, remedy: &kept::Remedy) {
    let more = Config::from_toml(&remedy.settings).expect("settings that are read");
    let (names, more) = (&mut settings.names, more.names);
    names.operations.extend(more.operations);
    names.handles.extend(more.handles);
    names.no_handles = more.no_handles.or(names.no_handles.take());
    names.drop_prefix = more.drop_prefix.or(names.drop_prefix.take());
    names.second_level = more.second_level.or(names.second_level.take());
    if more.grouping != Grouping::Auto {
        names.grouping = more.grouping;
    }
}

/// The same document with something that takes the name of a handle, or moves an operation to another: a schema that is called
/// like a handle, and operations with the tag of others or a new one.
pub(super) fn rehandled(value: &Value, old: &[kept::Method], most: usize) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    let handles: BTreeSet<&str> = old.iter().map(|method| method.handle.as_str()).collect();
    let key = match value.get("swagger") {
        Some(_) => "definitions",
        None => "components",
    };
    for handle in handles.iter().step_by(handles.len() / most + 1) {
        let mut more = value.clone();
        let schemas = match key {
            "definitions" => &mut more["definitions"],
            _ => &mut more["components"]["schemas"],
        };
        if schemas.get(handle).is_none() {
            schemas[handle] = json!({"type": "object", "properties": {"zzz": {"type": "string"}}});
            out.push((format!("a schema {handle}"), more));
        }
    }
    let all = operations(value);
    let tag = |(template, verb): &(String, String)| {
        let tag = value["paths"][template][verb]["tags"][0].as_str();
        tag.map(str::to_owned)
    };
    let tags: BTreeSet<String> = all.iter().filter_map(tag).collect();
    for one in all.iter().step_by(all.len() / most + 1) {
        let Some(own) = tag(one) else { continue };
        let others = tags.iter().filter(|other| **other != own).take(1);
        for other in others.map(String::as_str).chain(["Zzz new"]) {
            let mut more = value.clone();
            more["paths"][&one.0][&one.1]["tags"][0] = json!(other);
            out.push((format!("{} {} with the tag {other}", one.1, one.0), more));
        }
    }
    out
}
