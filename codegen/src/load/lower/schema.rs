//! Lowers one schema: the keywords that 3.0 does not have.

use std::collections::HashSet;

use super::super::node::{Node, Object};
use super::super::version::SpecVersion;
use super::words::UNDERSTOOD;
use super::{Lower, keep};
use crate::diagnostic::Code;

impl Lower<'_> {
    /// Lowers a schema, but not yet those within it.
    pub(super) fn schema(&mut self, node: &mut Node) {
        match node {
            Node::Bool(true) => {
                self.says_all();
                *node = Node::Object(Object::new());
            }
            Node::Bool(false) => {
                self.says_all();
                let mut never = Object::new();
                never.insert("not", Object::new());
                never.insert("x-castiron-never", true);
                *node = Node::Object(never);
            }
            Node::Object(object) => {
                if *self.version == SpecVersion::V2 {
                    self.later_keywords(object);
                }
                if is_plain(object) {
                    return;
                }
                self.unknown_keywords(object);
                self.ignored_keywords(object);
                self.ref_siblings(object);
                self.foreign(object);
                self.constant(object);
                self.types(object);
                self.null_branches(object);
                self.bounds(object);
                self.prefix_items(object);
                self.pattern_properties(object);
                self.content(object);
                self.enumerated(object);
            }
            _ => {}
        }
    }

    /// Warns of a schema that is a boolean in a version that has none.
    pub(super) fn says_all(&mut self) {
        if !self.version.is_json_schema() && self.noted.insert("a boolean") {
            let place = self.here();
            let message = "a boolean as a schema is of OpenAPI 3.1";
            self.say(place, Code::OtherVersion, message, UNDERSTOOD);
        }
    }

    /// Keywords that only change their names, or that nothing is made of.
    fn foreign(&mut self, object: &mut Object) {
        for key in [
            "$schema",
            "$id",
            "$anchor",
            "$dynamicAnchor",
            "$comment",
            "$vocabulary",
            "$defs",
            "definitions",
        ] {
            // Definitions that are referred to have become components.
            object.remove(key);
        }
        for key in ["x-nullable", "x-isnullable", "x-is-nullable"] {
            if let Some(value) = object.remove(key)
                && !object.contains("nullable")
            {
                object.insert("nullable", value);
            }
        }
        if self.version.is_json_schema() && object.contains("nullable") {
            self.warn_once(
                "nullable",
                "`nullable` is of OpenAPI 3.0; from 3.1 on `null` is one of the types",
            );
        }
        if object.get("examples").is_some() {
            let examples = object.remove("examples").unwrap_or(Node::Null);
            let first = match &examples {
                Node::Array(items) => items.first().cloned(),
                Node::Object(named) => named
                    .iter()
                    .next()
                    .map(|(_, example)| example.get("value").unwrap_or(example).clone()),
                other => Some(other.clone()),
            };
            if let Some(first) = first
                && !object.contains("example")
            {
                object.insert("example", first);
                self.moved([("/example".to_owned(), "/examples/0".to_owned())]);
            }
            object.insert("x-castiron-examples", examples);
        }
        self.conditional(object);
        self.unevaluated(object);
        self.unevaluated_items(object);
        for (key, extension) in DOCUMENTED {
            if object.contains(key) {
                self.note(
                    Code::NotExpressed,
                    key,
                    format!("`{key}` can't be expressed in types"),
                    "only documented",
                );
                keep(object, key, extension);
            }
        }
        if let Some(Node::String(name)) = object.get("discriminator")
            && *self.version == SpecVersion::V2
        {
            let name = name.clone();
            let discriminator: Object =
                [("propertyName", Node::String(name))].into_iter().collect();
            object.insert("discriminator", discriminator);
            self.moved([(
                "/discriminator/propertyName".to_owned(),
                "/discriminator".to_owned(),
            )]);
        }
        if object.str("type") == Some("file") {
            if *self.version != SpecVersion::V2 {
                self.warn_once("type", "`file` as a type is of Swagger 2.0");
            }
            object.insert("type", "string");
            object.insert("format", "binary");
        }
    }

    /// `unevaluatedProperties` says what undeclared properties are, of a schema and all that it is combined with:
    /// what this form says by `additionalProperties`, which counts once schemas are combined.
    fn unevaluated(&mut self, object: &mut Object) {
        let says = matches!(
            object.get("unevaluatedProperties"),
            Some(Node::Object(_) | Node::Bool(true))
        );
        if !says || object.contains("additionalProperties") {
            return;
        }
        if let Some(schema) = object.remove("unevaluatedProperties") {
            object.insert("additionalProperties", schema);
            self.moved([(
                "/additionalProperties".to_owned(),
                "/unevaluatedProperties".to_owned(),
            )]);
        }
    }

    /// Where no other keyword evaluates items, all of them are `unevaluatedItems`.
    fn unevaluated_items(&mut self, object: &mut Object) {
        const EVALUATE: [&str; 9] = [
            "items",
            "prefixItems",
            "contains",
            "if",
            "$ref",
            "allOf",
            "anyOf",
            "oneOf",
            "dependentSchemas",
        ];
        let says = matches!(object.get("unevaluatedItems"), Some(Node::Object(_)));
        if says
            && !EVALUATE.iter().any(|key| object.contains(key))
            && let Some(schema) = object.remove("unevaluatedItems")
        {
            object.insert("items", schema);
            self.moved([("/items".to_owned(), "/unevaluatedItems".to_owned())]);
        }
    }

    /// Properties that only a condition declares may be there: they are optional ones.
    fn conditional(&mut self, object: &mut Object) {
        let mut found: Vec<(String, String, Node)> = Vec::new();
        let mut look = |at: &str, schema: &Node| {
            let properties = schema.get("properties").and_then(Node::as_object);
            for (name, property) in properties.into_iter().flat_map(Object::iter) {
                let mut from = format!("{at}/properties");
                super::super::pointer::push(&mut from, name);
                found.push((name.to_owned(), from, property.clone()));
            }
        };
        for key in ["then", "else"] {
            if let Some(schema) = object.get(key) {
                look(&format!("/{key}"), schema);
            }
        }
        if let Some(Node::Object(schemas)) = object.get("dependentSchemas") {
            for (name, schema) in schemas.iter() {
                let mut at = "/dependentSchemas".to_owned();
                super::super::pointer::push(&mut at, name);
                look(&at, schema);
            }
        }
        if found.is_empty() {
            return;
        }
        let mut properties = match object.remove("properties") {
            Some(Node::Object(properties)) => properties,
            _ => Object::new(),
        };
        let declared: HashSet<String> = properties.keys().map(str::to_owned).collect();
        for (name, from, property) in found {
            if declared.contains(&name) {
                continue;
            }
            let mut to = "/properties".to_owned();
            super::super::pointer::push(&mut to, &name);
            match properties.remove(&name) {
                None => {
                    self.moved([(to, from)]);
                    properties.insert(name, property);
                }
                // Two conditions: either of them, and nothing is said of it where they say the same.
                Some(other) if other == property => {
                    properties.insert(name, other);
                }
                Some(other) => {
                    self.moved([(format!("{to}/anyOf/1"), from)]);
                    let any = self.any_of(&to, vec![other, property]);
                    properties.insert(name, any);
                }
            }
        }
        object.insert("properties", properties);
    }

    /// What a schema that another one adopted still needs.
    pub(super) fn constant_and_types(&mut self, object: &mut Object) {
        self.constant(object);
        self.types(object);
        self.null_branches(object);
    }

    /// `const` is an enumeration of one value that will never get a second.
    fn constant(&mut self, object: &mut Object) {
        let Some(value) = object.remove("const") else {
            return;
        };
        let kind = value.kind();
        object.insert("enum", vec![value.clone()]);
        self.moved([
            ("/enum".to_owned(), "/const".to_owned()),
            ("/enum/0".to_owned(), "/const".to_owned()),
        ]);
        if !object.contains("type") {
            object.insert("type", kind);
        }
        object.insert("x-castiron-const", value);
    }

    /// Values without a type say themselves what they are.
    fn enumerated(&mut self, object: &mut Object) {
        let Some(values) = object.get("enum").and_then(Node::as_array) else {
            return;
        };
        if object.contains("type")
            || ["oneOf", "anyOf", "allOf", "not", "properties", "items"]
                .iter()
                .any(|key| object.contains(key))
        {
            return;
        }
        let has_null = values.iter().any(|value| matches!(value, Node::Null));
        let mut kinds: Vec<_> = values
            .iter()
            .filter(|value| !matches!(value, Node::Null))
            .map(Node::kind)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = match kinds.as_slice() {
            [kind @ ("string" | "integer" | "number" | "boolean")] => kind,
            ["integer", "number"] => "number",
            _ => {
                if has_null {
                    object.insert("nullable", true);
                }
                return;
            }
        };
        object.insert("type", kind);
        if has_null {
            object.insert("nullable", true);
        }
    }
}

/// Keywords of JSON Schema that are only documented, and their extensions.
pub(super) const DOCUMENTED: [(&str, &str); 12] = [
    ("if", "if"),
    ("then", "then"),
    ("else", "else"),
    ("contains", "contains"),
    ("minContains", "min-contains"),
    ("maxContains", "max-contains"),
    ("propertyNames", "property-names"),
    ("dependentRequired", "dependent-required"),
    ("dependentSchemas", "dependent-schemas"),
    ("dependencies", "dependencies"),
    ("unevaluatedItems", "unevaluated-items"),
    ("unevaluatedProperties", "unevaluated-properties"),
];

/// Whether a schema has only keywords that mean in 3.0 what they mean here. Nearly all schemas are such, so this is
/// decided in one pass over the keys.
fn is_plain(object: &Object) -> bool {
    let mut has_type = false;
    let mut has_values = false;
    let plain = object.iter().all(|(key, value)| match key {
        "$ref" => object.len() == 1,
        "type" => {
            has_type = true;
            value
                .as_str()
                .is_some_and(|kind| kind != "null" && kind != "file")
        }
        "enum" => {
            has_values = true;
            true
        }
        "description"
        | "properties"
        | "required"
        | "additionalProperties"
        | "format"
        | "title"
        | "default"
        | "example"
        | "pattern"
        | "minLength"
        | "maxLength"
        | "minItems"
        | "maxItems"
        | "uniqueItems"
        | "minimum"
        | "maximum"
        | "multipleOf"
        | "minProperties"
        | "maxProperties"
        | "readOnly"
        | "writeOnly"
        | "deprecated"
        | "allOf"
        | "externalDocs" => true,
        "items" => !matches!(value, Node::Array(_) | Node::Bool(_)),
        "discriminator" => !matches!(value, Node::String(_)),
        "oneOf" | "anyOf" => !value
            .as_array()
            .is_some_and(|items| items.iter().any(super::types::is_null)),
        key => {
            (key.starts_with("x-") && !key.starts_with("x-n") && !key.starts_with("x-is"))
                || key == "not"
        }
    });
    plain && (has_type || !has_values)
}
