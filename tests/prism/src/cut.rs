//! A document cut down to some of its operations and what they reach.
//!
//! Requests stay as they are, since Prism is to judge them; but in forms, whose values are all texts, booleans and numbers
//! are described as the texts that they are there, as Prism does not read them. Answers are narrowed to what every server may answer: one
//! branch of each union, no recursion, what is required and plain values beside it. Whatever Prism makes of them is
//! valid under the document's own schema too, so the generated type has to read it; and Prism, which writes schemas out,
//! loads them in seconds.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::calls::Call;
use crate::narrow::Narrow;
use crate::sample::kind;
use crate::spec::{Spec, object, reference};

/// The part of the document that these calls need.
pub(crate) fn cut(spec: &Spec, calls: &[Call]) -> Value {
    let mut paths = Map::new();
    for call in calls {
        let (item, verb) = call.pointer.rsplit_once('/').unwrap_or_default();
        let template = item
            .trim_start_matches("/paths/")
            .replace("~1", "/")
            .replace("~0", "~");
        let (Some(item), Ok(_)) = (spec.root.pointer(item), spec.operation(&call.pointer)) else {
            continue;
        };
        let item = spec.follow(item);
        let Some(operation) = item.get(verb) else {
            continue;
        };
        let entry = paths
            .entry(template)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(parameters) = item.get("parameters") {
            entry["parameters"] = parameters.clone();
        }
        let mut operation = operation.clone();
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("servers");
            operation.remove("callbacks");
            let answers = operation.remove("responses").unwrap_or_default();
            operation.insert("responses".to_owned(), responses(spec, &answers));
            if let Some(body) = operation.get_mut("requestBody") {
                *body = spec.follow(body).clone();
                if let Some(content) = body.get_mut("content") {
                    *content = spec.follow(content).clone();
                }
                let contents = body.get_mut("content").and_then(Value::as_object_mut);
                for (media_type, media) in contents.into_iter().flatten() {
                    if is_form(media_type)
                        && let Some(schema) = media.get_mut("schema")
                    {
                        *schema = texts(spec, schema, 0);
                    }
                }
            }
        }
        entry[verb] = operation;
    }
    let mut out = object([
        (
            "openapi",
            spec.root.get("openapi").cloned().unwrap_or_default(),
        ),
        (
            "info",
            object([("title", "cut".into()), ("version", "1".into())]),
        ),
        ("servers", Value::Array(vec![object([("url", "/".into())])])),
        ("paths", Value::Object(paths)),
    ]);
    if let Some(security) = spec.root.get("security") {
        out["security"] = security.clone();
    }
    out["components"] = components(spec, &out);
    out
}

/// All components that a document leads to, and the security schemes.
fn components(spec: &Spec, from: &Value) -> Value {
    let mut out = Map::new();
    if let Some(schemes) = spec.root.pointer("/components/securitySchemes") {
        out.insert("securitySchemes".to_owned(), schemes.clone());
    }
    let mut seen = BTreeSet::new();
    let mut open = Vec::new();
    references(from, &mut open);
    while let Some(pointer) = open.pop() {
        let mut steps = pointer.trim_start_matches("/components/").splitn(3, '/');
        let (Some(section), Some(name)) = (steps.next(), steps.next()) else {
            continue;
        };
        if !seen.insert((section.to_owned(), name.to_owned())) {
            continue;
        }
        let Some(found) = spec.root.pointer(&format!("/components/{section}/{name}")) else {
            continue;
        };
        references(found, &mut open);
        let section = out
            .entry(section.to_owned())
            .or_insert_with(|| Value::Object(Map::new()));
        section[name.replace("~1", "/").replace("~0", "~")] = found.clone();
    }
    Value::Object(out)
}

fn references(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            out.extend(reference(value));
            if let Some(mapping) = map.get("mapping").and_then(Value::as_object) {
                let targets = mapping.values().filter_map(Value::as_str);
                out.extend(targets.filter_map(|target| Some(target.strip_prefix('#')?.to_owned())));
            }
            map.values().for_each(|value| references(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, out)),
        _ => {}
    }
}

/// Whether all values of a media type are texts.
pub(crate) fn is_form(media_type: &str) -> bool {
    media_type.starts_with("application/x-www-form-urlencoded")
        || media_type.starts_with("multipart/form-data")
}

/// A schema with the texts of booleans and numbers in their place.
fn texts(spec: &Spec, schema: &Value, depth: usize) -> Value {
    let mut schema = spec.follow(schema).clone();
    let Some(map) = schema.as_object_mut() else {
        return schema;
    };
    let pattern = match kind(map) {
        "boolean" => "^(true|false)$",
        "integer" => "^-?[0-9]+$",
        "number" => "^-?[0-9.eE+-]+$",
        _ => {
            for key in ["items", "additionalProperties"] {
                if let Some(inner) = map
                    .get_mut(key)
                    .filter(|inner| inner.is_object() && depth < 16)
                {
                    *inner = texts(spec, inner, depth + 1);
                }
            }
            for key in ["allOf", "oneOf", "anyOf"] {
                for branch in map
                    .get_mut(key)
                    .and_then(Value::as_array_mut)
                    .into_iter()
                    .flatten()
                {
                    *branch = texts(spec, branch, depth + 1);
                }
            }
            let properties = map.get_mut("properties").and_then(Value::as_object_mut);
            for property in properties.into_iter().flat_map(Map::values_mut) {
                if depth < 16 {
                    *property = texts(spec, property, depth + 1);
                }
            }
            return schema;
        }
    };
    object([("type", "string".into()), ("pattern", pattern.into())])
}

/// The successes among the responses, with narrowed bodies.
fn responses(spec: &Spec, responses: &Value) -> Value {
    let mut out = Map::new();
    let all = responses.as_object();
    let is_success = |status: &String| status.starts_with('2');
    // beside a success the default is an error, in which Prism would hide what it finds
    let is_told = all.is_some_and(|all| all.keys().any(is_success));
    for (status, response) in all.into_iter().flatten() {
        if !(is_success(status) || status == "default" && !is_told) {
            continue;
        }
        let mut response = spec.follow(response).clone();
        if let Some(response) = response.as_object_mut() {
            response.remove("links");
            response.remove("headers");
            if let Some(content) = response.get_mut("content") {
                *content = spec.follow(content).clone();
            }
            for media in response
                .get_mut("content")
                .and_then(Value::as_object_mut)
                .into_iter()
                .flat_map(Map::values_mut)
            {
                let schema = media.get("schema").cloned().unwrap_or(Value::Bool(true));
                let narrowed = Narrow::new(spec).schema(&schema, 0);
                *media = object([("schema", narrowed.unwrap_or(schema))]);
            }
        }
        out.insert(status.clone(), response);
    }
    Value::Object(out)
}
