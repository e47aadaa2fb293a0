//! Values that a schema allows, for requests.

use std::cell::RefCell;

use serde_json::{Map, Value};

use crate::scalar::{integer, number, string};
use crate::spec::{Spec, reference};

mod branch;

/// How much of a value is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What is required.
    Required,
    /// Everything that the schema names.
    All,
}

/// Below this depth optional properties are left out, so that values of large schemas stay finite in practice.
const DEEP: usize = 7;

/// Makes values.
pub(crate) struct Sampler<'a> {
    spec: &'a Spec,
    /// The references that lead to where a value is being made.
    open: RefCell<Vec<String>>,
    /// Whether the value goes into a form. Prism reads no lists of objects there: they are left out where they may be.
    is_form: bool,
    /// Whether the value is a parameter: a text, which is a number as well where it looks like one.
    is_parameter: bool,
}

impl<'a> Sampler<'a> {
    /// A maker of values for the schemas of a document.
    pub(crate) fn new(spec: &'a Spec, is_form: bool) -> Self {
        Self {
            spec,
            open: RefCell::new(Vec::new()),
            is_form,
            is_parameter: false,
        }
    }

    /// A maker of values for the parameters of a document: of several kinds they are texts.
    pub(crate) fn of_parameters(spec: &'a Spec) -> Self {
        Self {
            is_parameter: true,
            ..Self::new(spec, false)
        }
    }

    /// A value for a request; the reason where there is none.
    pub(crate) fn value(&self, schema: &Value, extent: Extent) -> Result<Value, String> {
        let made = self.make(schema, extent, 0);
        made.ok_or_else(|| "no value could be made for a schema of the request".to_owned())
    }

    /// `None` where every value would be endless, or the schema asks for what can't be made.
    fn make(&self, schema: &Value, extent: Extent, depth: usize) -> Option<Value> {
        if depth > 24 {
            return None;
        }
        if let Some(pointer) = reference(schema) {
            if self
                .open
                .borrow()
                .iter()
                .filter(|one| **one == pointer)
                .count()
                > 0
            {
                return None;
            }
            let target = self.spec.root.pointer(&pointer)?;
            self.open.borrow_mut().push(pointer);
            let made = self.make(target, extent, depth);
            self.open.borrow_mut().pop();
            return made;
        }
        let Some(schema) = schema.as_object() else {
            return (*schema != Value::Bool(false)).then(|| "text".into());
        };
        if let Some(value) = schema.get("const") {
            return Some(value.clone());
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let told = values
                .iter()
                .find(|value| !value.is_null() && **value != "");
            return told.or(values.first()).cloned();
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return self.make(&self.merged(schema, parts)?, extent, depth + 1);
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(branches) = schema.get(key).and_then(Value::as_array) {
                return self.branch(schema, key, branches, extent, depth);
            }
        }
        match kind(schema) {
            "object" => self.object(schema, extent, depth),
            "array" => self.array(schema, extent, depth),
            "string" => Some(string(schema)?.into()),
            "integer" => Some(integer(schema)),
            "number" => Some(number(schema)),
            "boolean" => Some(true.into()),
            "null" => Some(Value::Null),
            _ => Some("text".into()),
        }
    }

    /// One schema out of those that must all hold.
    fn merged(&self, schema: &Map<String, Value>, parts: &[Value]) -> Option<Value> {
        let mut all = schema.clone();
        all.remove("allOf");
        for part in parts {
            let mut part = self.spec.follow(part).as_object()?.clone();
            if let Some(Value::Array(inner)) = part.remove("allOf") {
                part = self.merged(&part, &inner)?.as_object()?.clone();
            }
            join(&mut all, part);
        }
        Some(Value::Object(all))
    }

    fn object(&self, schema: &Map<String, Value>, extent: Extent, depth: usize) -> Option<Value> {
        let required: Vec<&str> = (schema.get("required").and_then(Value::as_array).into_iter())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let empty = Map::new();
        let properties = schema
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let least = count(schema, "minProperties").unwrap_or(0);
        let mut made = Map::new();
        for (name, property) in properties {
            let is_read_only =
                self.spec.follow(property).get("readOnly") == Some(&Value::Bool(true));
            let is_required = required.contains(&name.as_str());
            let is_wanted = extent == Extent::All && depth < DEEP || made.len() < least;
            if is_read_only || !(is_required || is_wanted) {
                continue;
            }
            match self.make(property, extent, depth + 1) {
                Some(value) => {
                    made.insert(name.clone(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        for name in required {
            // required, and not declared: any value
            if !properties.contains_key(name) {
                made.insert(name.to_owned(), "text".into());
            }
        }
        let more = schema.get("additionalProperties");
        let is_wanted = extent == Extent::All && properties.is_empty() || made.len() < least;
        if let Some(more) = more.filter(|more| is_wanted && **more != Value::Bool(false))
            && let Some(value) = self.make(more, extent, depth + 1)
        {
            made.insert("key".to_owned(), value);
        }
        Some(Value::Object(made))
    }

    fn array(&self, schema: &Map<String, Value>, extent: Extent, depth: usize) -> Option<Value> {
        let least = count(schema, "minItems").unwrap_or(0);
        let most = count(schema, "maxItems").unwrap_or(usize::MAX);
        let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
        let wanted = least.max(1).min(most);
        let Some(first) = self.make(&items, extent, depth + 1).filter(|_| wanted > 0) else {
            return (least == 0).then(|| Value::Array(Vec::new()));
        };
        if self.is_form
            && least == 0
            && !matches!(first, Value::String(_) | Value::Number(_) | Value::Bool(_))
        {
            return None;
        }
        let mut made = vec![first; wanted];
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) || wanted > 1 {
            let listed = self
                .spec
                .follow(&items)
                .get("enum")
                .and_then(Value::as_array)
                .cloned();
            for (at, item) in made.iter_mut().enumerate().skip(1) {
                *item = match (&listed, &*item) {
                    (Some(values), _) => values.get(at)?.clone(),
                    (None, Value::String(text)) => match text.parse::<u64>() {
                        Ok(number) => (number + at as u64).to_string().into(),
                        Err(_) => format!("{text}{at}").into(),
                    },
                    (None, other) => other.clone(),
                };
            }
        }
        Some(Value::Array(made))
    }
}

/// The property of a discriminator and the value that stands for a component.
pub(crate) fn discriminated(tag: &Value, pointer: &str) -> Option<(String, String)> {
    let name = tag.get("propertyName")?.as_str()?;
    let component = pointer.rsplit('/').next()?;
    let mapped = tag
        .get("mapping")
        .and_then(Value::as_object)
        .and_then(|mapping| {
            let leads = |target: &Value| {
                target
                    .as_str()
                    .is_some_and(|target| target.rsplit('/').next() == Some(component))
            };
            mapping
                .iter()
                .find(|(_, target)| leads(target))
                .map(|(key, _)| key.clone())
        });
    Some((
        name.to_owned(),
        mapped.unwrap_or_else(|| component.to_owned()),
    ))
}

/// Adds what another schema asks for.
pub(crate) fn join(all: &mut Map<String, Value>, part: Map<String, Value>) {
    for (key, value) in part {
        match (key.as_str(), all.get_mut(&key), value) {
            ("properties", Some(Value::Object(known)), Value::Object(more)) => {
                for (name, property) in more {
                    match (known.get_mut(&name), property) {
                        // what says more of the property is added to what is known
                        (Some(Value::Object(known)), Value::Object(more))
                            if !known.contains_key("$ref") && !more.contains_key("$ref") =>
                        {
                            join(known, more);
                        }
                        (Some(known), property) => *known = property,
                        (None, property) => {
                            known.insert(name, property);
                        }
                    }
                }
            }
            ("required", Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            ("enum", Some(Value::Array(known)), Value::Array(more)) => {
                known.retain(|value| more.contains(value));
            }
            (_, _, value) => {
                all.insert(key, value);
            }
        }
    }
}

/// Whether a schema's listed values leave one: a `const` must be among those of `enum`.
pub(crate) fn is_possible(schema: &Map<String, Value>) -> bool {
    match (
        schema.get("enum").and_then(Value::as_array),
        schema.get("const"),
    ) {
        (Some(values), Some(only)) => values.contains(only),
        (Some(values), None) => !values.is_empty(),
        (None, _) => true,
    }
}

/// The type of a schema's values, told or guessed.
pub(crate) fn kind(schema: &Map<String, Value>) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => return kind,
        Some(Value::Array(kinds)) => {
            let told = kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null");
            return told.unwrap_or("null");
        }
        _ => {}
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    if has(&["properties", "required", "additionalProperties"]) {
        "object"
    } else if has(&["items"]) {
        "array"
    } else if has(&["pattern", "format", "minLength", "maxLength"]) {
        "string"
    } else if has(&["minimum", "maximum"]) {
        "number"
    } else {
        ""
    }
}

/// A keyword that is a count.
pub(crate) fn count(schema: &Map<String, Value>, key: &str) -> Option<usize> {
    schema
        .get(key)?
        .as_u64()
        .and_then(|count| usize::try_from(count).ok())
}

#[cfg(test)]
mod tests;
