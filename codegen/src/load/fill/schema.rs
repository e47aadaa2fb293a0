//! Schemas: reads the keywords one by one, then [`schema_kind`](super::schema_kind) chooses the variant.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::Value;

use super::super::node::{Node, Number, Object};
use super::super::version::a;
use super::{Fill, lacks, reference};
use crate::diagnostic::{Code, Diagnostic};

/// The keywords of a schema, apart from the annotations in [`SchemaData`]. `None` and empty mean: not given.
#[derive(Default)]
pub(super) struct Keywords<'a> {
    pub(super) kind: Option<&'static str>,
    pub(super) format: Option<String>,
    pub(super) enumeration: Option<&'a [Node]>,
    pub(super) pattern: Option<String>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) multiple_of: Option<Number>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) exclusive_minimum: Option<bool>,
    pub(super) exclusive_maximum: Option<bool>,
    pub(super) properties: Option<IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: Option<Vec<String>>,
    pub(super) additional_properties: Option<AdditionalProperties>,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    pub(super) items: Option<ReferenceOr<Box<Schema>>>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: Option<bool>,
    pub(super) one_of: Option<Vec<ReferenceOr<Schema>>>,
    pub(super) all_of: Option<Vec<ReferenceOr<Schema>>>,
    pub(super) any_of: Option<Vec<ReferenceOr<Schema>>>,
    pub(super) not: Option<Box<ReferenceOr<Schema>>>,
}

impl<'a> Fill<'a> {
    /// A schema, or a reference to one. Nothing that a reference to a schema leads to is ever left out.
    pub(super) fn schema_or_reference(&mut self, node: &'a Node) -> Option<ReferenceOr<Schema>> {
        Some(match reference(node) {
            Some(text) => ReferenceOr::Reference {
                reference: text.to_owned(),
            },
            None => ReferenceOr::Item(self.schema(node)),
        })
    }

    fn boxed(&mut self, node: &'a Node) -> Option<ReferenceOr<Box<Schema>>> {
        Some(match reference(node) {
            Some(text) => ReferenceOr::Reference {
                reference: text.to_owned(),
            },
            None => ReferenceOr::Item(Box::new(self.schema(node))),
        })
    }

    /// A schema. What is no object is taken as any value, so that the name that it stands under is not lost.
    fn schema(&mut self, node: &'a Node) -> Schema {
        let mut data = SchemaData::default();
        let object = match node {
            Node::Object(object) => object,
            Node::Null => {
                self.warn_label(
                    Code::Missing,
                    "this schema is empty",
                    "treated as any value",
                );
                return any(data);
            }
            other => {
                self.warn_label(
                    Code::WrongType,
                    format!(
                        "a schema is an object, not {}",
                        super::super::version::a(other.kind())
                    ),
                    "treated as any value",
                );
                return any(data);
            }
        };
        let mut keywords = Keywords::default();
        for (key, node) in object.iter() {
            let mark = self.path.push(key);
            self.keyword(key, node, object, &mut keywords, &mut data);
            self.path.pop(mark);
        }
        let schema_kind = self.schema_kind(keywords, &mut data);
        Schema {
            schema_data: data,
            schema_kind,
        }
    }

    fn keyword(
        &mut self,
        key: &'a str,
        node: &'a Node,
        schema: &'a Object,
        words: &mut Keywords<'a>,
        data: &mut SchemaData,
    ) {
        match key {
            "type" => words.kind = self.kind(node, schema, words),
            "format" => {
                if let Some(format) = self.text(node).filter(|format| !format.is_empty()) {
                    words.format = Some(format);
                }
            }
            "properties" => words.properties = Some(self.map(node, Fill::boxed)),
            "required" => words.required = self.required(node, data),
            "items" => {
                words.items = if matches!(node, Node::Null) {
                    None
                } else {
                    self.boxed(node)
                }
            }
            "additionalProperties" => {
                words.additional_properties = self.additional_properties(node)
            }
            "enum" => words.enumeration = self.listed(node),
            "oneOf" => words.one_of = self.branches(node),
            "allOf" => words.all_of = self.branches(node),
            "anyOf" => words.any_of = self.branches(node),
            "not" => words.not = self.schema_or_reference(node).map(Box::new),
            "description" => data.description = self.text(node),
            "title" => data.title = self.text(node),
            "nullable" => data.nullable = self.flag(node).unwrap_or(false),
            "readOnly" => data.read_only = self.flag(node).unwrap_or(false),
            "writeOnly" => data.write_only = self.flag(node).unwrap_or(false),
            "deprecated" => data.deprecated = self.flag(node).unwrap_or(false),
            "default" => {
                data.default = Some(node.to_json());
                self.keep_big(data, key, node);
            }
            "example" => data.example = Some(node.to_json()),
            "discriminator" => data.discriminator = self.discriminator(node),
            "externalDocs" => data.external_docs = self.external_docs(node),
            "xml" => self.xml(node),
            "pattern" => words.pattern = self.text(node),
            "minLength" => words.min_length = self.count(node),
            "maxLength" => words.max_length = self.count(node),
            "multipleOf" => words.multiple_of = self.number(node),
            "minimum" => words.minimum = self.bound(node),
            "maximum" => words.maximum = self.bound(node),
            "exclusiveMinimum" => words.exclusive_minimum = self.flag(node),
            "exclusiveMaximum" => words.exclusive_maximum = self.flag(node),
            "minItems" => words.min_items = self.count(node),
            "maxItems" => words.max_items = self.count(node),
            "uniqueItems" => words.unique_items = self.flag(node),
            "minProperties" => words.min_properties = self.count(node),
            "maxProperties" => words.max_properties = self.count(node),
            // Other keywords are no error; extensions are kept.
            _ => self.extension(&mut data.extensions, key, node),
        }
    }

    /// The type that a schema names. What is close to one of JSON Schema's is repaired.
    fn kind(
        &mut self,
        node: &'a Node,
        schema: &Object,
        words: &mut Keywords<'a>,
    ) -> Option<&'static str> {
        let name = self.text(node)?;
        let known = match name.as_str() {
            "string" => return Some("string"),
            "integer" => return Some("integer"),
            "number" => return Some("number"),
            "boolean" => return Some("boolean"),
            "object" => return Some("object"),
            "array" => return Some("array"),
            "" => None,
            // Of Swagger 2.0, for bodies and answers that are files.
            "file" => {
                words.format = Some("binary".to_owned());
                Some("string")
            }
            "String" | "STRING" | "str" | "text" | "char" | "enum" => Some("string"),
            "date" | "date-time" | "datetime" | "uuid" | "uri" | "email" | "password" | "byte"
            | "binary" => {
                if !schema.contains("format") {
                    words.format = Some(if name == "datetime" {
                        "date-time".to_owned()
                    } else {
                        name.clone()
                    });
                }
                Some("string")
            }
            "Integer" | "INTEGER" | "int" | "long" | "int32" | "int64" => Some("integer"),
            "Number" | "NUMBER" | "float" | "double" | "decimal" => Some("number"),
            "Boolean" | "BOOLEAN" | "bool" => Some("boolean"),
            "Object" | "OBJECT" | "map" => Some("object"),
            "Array" | "ARRAY" | "list" => Some("array"),
            _ => None,
        };
        if !name.is_empty() && !matches!(name.as_str(), "any") {
            let place = self.here();
            let label = known.map_or_else(
                || "treated as any value".to_owned(),
                |known| format!("treated as `{known}`"),
            );
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::UnknownValue,
                    place,
                    format!("`{name}` is not a JSON type"),
                )
                .label(label)
                .help(
                    "the types are `string`, `integer`, `number`, `boolean`, `object` and `array`",
                ),
            );
        }
        known
    }

    /// The names of required properties. Of OpenAPI's ancestors came `required: true` on the property itself; it says
    /// nothing about this schema and is passed on for the object around it.
    fn required(&mut self, node: &'a Node, data: &mut SchemaData) -> Option<Vec<String>> {
        if let Node::Bool(value) = node {
            if *value {
                data.extensions
                    .insert("x-castiron-required".to_owned(), Value::Bool(true));
            }
            self.warn_label(
                Code::WrongType,
                "`required` lists the names of required properties; here it is a boolean",
                if *value {
                    "this property is treated as required"
                } else {
                    "left out"
                },
            );
            return None;
        }
        Some(self.texts(node))
    }

    fn additional_properties(&mut self, node: &'a Node) -> Option<AdditionalProperties> {
        match node {
            Node::Bool(value) => Some(AdditionalProperties::Any(*value)),
            Node::String(_) => self.flag(node).map(AdditionalProperties::Any),
            Node::Null => None,
            node => self
                .schema_or_reference(node)
                .map(|schema| AdditionalProperties::Schema(Box::new(schema))),
        }
    }

    /// The values of an enumeration. One value is the only one.
    fn listed(&mut self, node: &'a Node) -> Option<&'a [Node]> {
        match node {
            Node::String(_) | Node::Number(_) | Node::Bool(_) => {
                self.warn_label(
                    Code::WrongType,
                    format!("expected an array, found {}", a(node.kind())),
                    "treated as its only item",
                );
                Some(std::slice::from_ref(node))
            }
            node => self.array(node),
        }
    }

    fn branches(&mut self, node: &'a Node) -> Option<Vec<ReferenceOr<Schema>>> {
        if let Node::Object(_) = node {
            self.warn_label(
                Code::WrongType,
                "expected an array, found an object",
                "treated as its only item",
            );
            return self.schema_or_reference(node).map(|schema| vec![schema]);
        }
        self.array(node)?;
        let list = self.list(node, Fill::schema_or_reference);
        (!list.is_empty()).then_some(list)
    }

    /// A bound of numbers. Booleans stand here only by mistake.
    fn bound(&mut self, node: &'a Node) -> Option<Number> {
        self.number(node)
    }

    fn discriminator(&mut self, node: &'a Node) -> Option<Discriminator> {
        if let Node::String(name) = node {
            // The form of Swagger 2.0.
            self.warn_label(
                Code::OtherVersion,
                "a discriminator is an object with a `propertyName`",
                "treated as the name",
            );
            return Some(Discriminator {
                property_name: name.to_string(),
                ..Discriminator::default()
            });
        }
        let object = self.object(node)?;
        if lacks(object, "propertyName") {
            self.missing("`propertyName`", "the discriminator is left out");
            return None;
        }
        let mut discriminator = Discriminator::default();
        self.each(object, |fill, key, node| match key {
            "propertyName" => discriminator.property_name = fill.text(node).unwrap_or_default(),
            "mapping" => discriminator.mapping = fill.map(node, Fill::text),
            "defaultMapping" => {
                discriminator
                    .extensions
                    .insert("x-castiron-default-mapping".to_owned(), node.to_json());
            }
            _ => fill.extension(&mut discriminator.extensions, key, node),
        });
        Some(discriminator)
    }

    /// Checks what `xml` says: it is read from the tree, by those who need it.
    fn xml(&mut self, node: &'a Node) {
        let Some(object) = self.object(node) else {
            return;
        };
        self.each(object, |fill, key, node| match (key, node) {
            ("name" | "namespace" | "prefix" | "nodeType", Node::String(_) | Node::Null) => {}
            ("name" | "namespace" | "prefix" | "nodeType", other) => {
                fill.wrong_type("a string", other);
            }
            ("attribute" | "wrapped", Node::Bool(_) | Node::Null) => {}
            ("attribute" | "wrapped", other) => fill.wrong_type("a boolean", other),
            _ => {}
        });
    }

    /// Keeps the digits of an integer that JSON values round.
    fn keep_big(&mut self, data: &mut SchemaData, key: &str, node: &Node) {
        if let Node::Number(number @ Number::Big(_)) = node {
            data.extensions
                .insert(format!("x-castiron-{key}"), number.to_string().into());
        }
    }
}

/// A schema that any value fits.
fn any(schema_data: SchemaData) -> Schema {
    Schema {
        schema_data,
        schema_kind: SchemaKind::Any(openapiv3::AnySchema::default()),
    }
}
