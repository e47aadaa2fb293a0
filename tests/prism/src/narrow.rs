//! Special cases of the schemas of answers: one branch of each union, no recursion, what is required and plain values.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::sample::{Extent, Sampler, discriminated, is_possible, join, kind};
use crate::spec::{Spec, object, reference};

/// Makes special cases of schemas, without references.
pub(crate) struct Narrow<'a> {
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

impl<'a> Narrow<'a> {
    /// For the schemas of a document.
    pub(crate) fn new(spec: &'a Spec) -> Self {
        Self {
            spec,
            open: Vec::new(),
        }
    }

    /// `None` where nothing finite is left.
    pub(crate) fn schema(&mut self, schema: &Value, depth: usize) -> Option<Value> {
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
            if !is_possible(&whole) {
                return None;
            }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Narrow;
    use crate::spec::Spec;

    #[test]
    fn a_branch_is_among_the_listed_values() {
        let spec = Spec {
            root: json!({"components": {"schemas": {"Kinds": {"oneOf": [{"const": 1}, {"const": 3}]}}}}),
            has_null_type: false,
        };
        let schema = json!({"type": "integer", "enum": [2, 3], "allOf": [{"$ref": "#/components/schemas/Kinds"}]});
        let narrowed = Narrow::new(&spec).schema(&schema, 0).unwrap();
        assert_eq!(narrowed["const"], json!(3));
    }
}
