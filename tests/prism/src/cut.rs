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
use crate::sample::{Extent, Sampler, discriminated, join, kind};
use crate::spec::{Spec, object, reference};

/// The part of the document that these calls need.
pub fn cut(spec: &Spec, calls: &[Call]) -> Value {
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
pub fn is_form(media_type: &str) -> bool {
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
                let narrowed = Narrow {
                    spec,
                    open: Vec::new(),
                }
                .schema(&schema, 0);
                *media = object([("schema", narrowed.unwrap_or(schema))]);
            }
        }
        out.insert(status.clone(), response);
    }
    Value::Object(out)
}

/// Makes special cases of schemas, without references.
struct Narrow<'a> {
    spec: &'a Spec,
    open: Vec<String>,
}

/// What is kept of a schema of plain values.
const KEPT: &[&str] = &[
    "type",
    "format",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "minLength",
    "maxLength",
];

impl Narrow<'_> {
    /// `None` where nothing finite is left.
    fn schema(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > 40 {
            return None;
        }
        if let Some(pointer) = reference(schema) {
            if self.open.contains(&pointer) {
                return None;
            }
            let target = self.spec.root.pointer(&pointer)?;
            self.open.push(pointer);
            let narrowed = self.schema(target, depth);
            self.open.pop();
            return narrowed;
        }
        let Some(schema) = schema.as_object() else {
            return (*schema != Value::Bool(false)).then(|| object([("type", "string".into())]));
        };
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            let mut all = schema.clone();
            all.remove("allOf");
            let opened = self.open.len();
            for part in parts {
                self.open.extend(reference(part));
                join(&mut all, self.spec.follow(part).as_object()?.clone());
            }
            let narrowed = self.schema(&Value::Object(all), depth + 1);
            self.open.truncate(opened);
            return narrowed;
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(branches) = schema.get(key).and_then(Value::as_array) {
                return self.branch(schema, key, branches, depth);
            }
        }
        match kind(schema) {
            "object" => self.object(schema, depth),
            "array" => self.array(schema, depth),
            _ => {
                let kept = schema
                    .iter()
                    .filter(|(key, _)| KEPT.contains(&key.as_str()));
                let mut kept: Map<String, Value> = kept
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                if let Some(Value::Array(kinds)) = kept.get("type") {
                    // of several types the first that is a value
                    let first = kinds.iter().find(|kind| **kind != "null").cloned();
                    kept.insert("type".to_owned(), first.unwrap_or_else(|| "null".into()));
                }
                if kept.is_empty() {
                    kept.insert("type".to_owned(), "string".into());
                }
                // Prism follows no patterns and few bounds by itself
                let is_bounded = KEPT[2..].iter().any(|key| kept.contains_key(*key));
                let sampler = Sampler::new(self.spec, false);
                if is_bounded
                    && let Ok(example) = sampler.value(&Value::Object(schema.clone()), Extent::All)
                {
                    kept.insert("example".to_owned(), example);
                }
                Some(Value::Object(kept))
            }
        }
    }

    fn branch(
        &mut self,
        schema: &Map<String, Value>,
        key: &str,
        branches: &[Value],
        depth: usize,
    ) -> Option<Value> {
        let mut base = schema.clone();
        base.remove(key);
        let tag = base.remove("discriminator");
        branches.iter().find_map(|branch| {
            let pointer = reference(branch);
            if pointer
                .as_ref()
                .is_some_and(|pointer| self.open.contains(pointer))
            {
                return None;
            }
            let target = self.spec.follow(branch).as_object()?;
            if kind(target) == "null" {
                return None;
            }
            let mut whole = base.clone();
            join(&mut whole, target.clone());
            let opened = self.open.len();
            self.open.extend(pointer.clone());
            let narrowed = self.schema(&Value::Object(whole), depth + 1);
            self.open.truncate(opened);
            let mut narrowed = narrowed?;
            let told = tag
                .as_ref()
                .zip(pointer)
                .and_then(|(tag, pointer)| discriminated(tag, &pointer));
            if let (Some((name, value)), Some(properties)) = (
                told,
                narrowed
                    .get_mut("properties")
                    .and_then(Value::as_object_mut),
            ) {
                let is_told =
                    |schema: &Value| schema.get("enum").is_some() || schema.get("const").is_some();
                if !properties.get(&name).is_some_and(is_told) {
                    let only = object([
                        ("type", "string".into()),
                        ("enum", Value::Array(vec![value.into()])),
                    ]);
                    properties.insert(name.clone(), only);
                }
                if let Some(Value::Array(required)) = narrowed.get_mut("required") {
                    required.push(name.into());
                }
            }
            Some(narrowed)
        })
    }

    /// What is required, and plain values beside it.
    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let empty = Map::new();
        let properties = schema
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let required: BTreeSet<&str> =
            (schema.get("required").and_then(Value::as_array).into_iter())
                .flatten()
                .filter_map(Value::as_str)
                .collect();
        let (mut kept, mut needed) = (Map::new(), Vec::new());
        for (name, property) in properties {
            let target = self.spec.follow(property);
            if target.get("writeOnly") == Some(&Value::Bool(true)) {
                continue;
            }
            let is_required = required.contains(name.as_str());
            let is_plain = target.as_object().is_some_and(|schema| {
                !["allOf", "oneOf", "anyOf"]
                    .iter()
                    .any(|key| schema.contains_key(*key))
                    && !matches!(kind(schema), "object" | "array" | "")
            });
            if !(is_required || is_plain && depth < 6) {
                continue;
            }
            match self.schema(property, depth + 1) {
                Some(narrowed) => {
                    kept.insert(name.clone(), narrowed);
                    needed.push(Value::from(name.clone()));
                }
                None if is_required => {
                    kept.insert(name.clone(), self.null(target)?);
                    needed.push(Value::from(name.clone()));
                }
                None => {}
            }
        }
        for name in required {
            if !properties.contains_key(name) {
                kept.insert(name.to_owned(), object([("type", "string".into())]));
                needed.push(name.into());
            }
        }
        Some(object([
            ("type", "object".into()),
            ("properties", Value::Object(kept)),
            ("required", Value::Array(needed)),
            ("additionalProperties", false.into()),
        ]))
    }

    /// The schema of `null`, where that is allowed in place of a value without end.
    fn null(&self, schema: &Value) -> Option<Value> {
        let kinds = schema.get("type").and_then(Value::as_array);
        if self.spec.has_null_type && kinds.is_some_and(|kinds| kinds.contains(&"null".into())) {
            return Some(object([("type", "null".into())]));
        }
        let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
        is_nullable.then(|| {
            object([
                ("nullable", true.into()),
                ("type", "string".into()),
                ("enum", Value::Array(vec![Value::Null])),
            ])
        })
    }

    /// One element, or none where elements have no end.
    fn array(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let most = schema
            .get("maxItems")
            .and_then(Value::as_u64)
            .unwrap_or(u64::MAX);
        let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
        let narrowed = self.schema(&items, depth + 1).filter(|_| most > 0);
        if narrowed.is_none() && least > 0 {
            return None;
        }
        let count = if narrowed.is_none() { 0 } else { least.max(1) };
        Some(object([
            ("type", "array".into()),
            (
                "items",
                narrowed.unwrap_or_else(|| object([("type", "string".into())])),
            ),
            ("minItems", count.into()),
            ("maxItems", count.into()),
        ]))
    }
}
