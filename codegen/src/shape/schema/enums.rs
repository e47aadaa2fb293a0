//! `enum` and `const`: lists of plain values.

use openapiv3::{ReferenceOr, Schema, SchemaKind};
use serde_json::Value;

use super::keywords::{Keywords, Kind};
use crate::diagnostic::Code;
use crate::graph::{EnumValue, Meta, Shape};
use crate::json;
use crate::load::pointer;
use crate::shape::shaper::{Shaper, Site, below};

impl Shaper<'_> {
    /// Whether a schema, or the component that it refers to, is an `enum` of values of several types.
    pub(super) fn is_mixed(&self, schema: &ReferenceOr<Schema>) -> bool {
        let schema = match schema {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/schemas/");
                let components = self.input.api.components.as_ref();
                let found = name.zip(components).and_then(|(name, components)| {
                    let name = pointer::unescape(name);
                    components.schemas.get(&*name)?.as_item()
                });
                match found {
                    Some(schema) => schema,
                    None => return false,
                }
            }
        };
        // with one type, all values have it
        let SchemaKind::Any(schema) = &schema.schema_kind else {
            return false;
        };
        let mut kinds = (schema.enumeration.iter())
            .filter(|value| !value.is_null())
            .map(std::mem::discriminant);
        let first = kinds.next();
        kinds.any(|kind| Some(kind) != first)
    }

    /// The shape of `enum`; `None` if the rest of the schema describes it better.
    pub(super) fn enumeration(
        &mut self,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
        nullable: &mut bool,
        meta: &mut Meta,
    ) -> Option<Shape> {
        let pointer = below(site.pointer, &["enum"]);
        let listed = &keywords.enumeration;
        let mut values: Vec<EnumValue> = Vec::with_capacity(listed.len());
        let names = Names::of(keywords);
        let mut seen = std::collections::HashSet::with_capacity(listed.len());
        for (index, value) in listed.iter().enumerate() {
            if value.is_null() {
                *nullable = true;
                continue;
            }
            if !seen.insert(json::plain(value).to_string()) {
                self.note(
                    Code::EnumType,
                    &pointer,
                    format!("the value {value} is listed twice"),
                );
                continue;
            }
            values.push(EnumValue {
                value: value.clone(),
                name: names.name(index, value),
                description: names.description(index, value),
                deprecated: false,
            });
        }
        let compound = |value: &EnumValue| value.value.is_array() || value.value.is_object();
        match &values[..] {
            [] => None,
            [only] if only.value.is_boolean() || compound(only) => {
                Some(Shape::Constant(only.value.clone()))
            }
            [a, b] if a.value.is_boolean() && b.value.is_boolean() => Some(Shape::Boolean),
            values if values.iter().any(compound) => {
                self.warn(
                    Code::Untyped,
                    &pointer,
                    "an `enum` of arrays or objects is not listed; only the types of its values count",
                );
                meta.notes.push(format!(
                    "One of {}.",
                    crate::shape::annotation::notes::values(
                        values.iter().map(|value| &value.value)
                    )
                ));
                None
            }
            _ if matches!(keywords.kind, Some(Kind::Array | Kind::Object)) => {
                self.warn(
                    Code::EnumType,
                    &pointer,
                    "the values of this `enum` do not have the schema's type",
                );
                None
            }
            [EnumValue { value, .. }] if self.is_tag(site.property) => {
                Some(Shape::Constant(value.clone()))
            }
            _ => Some(Shape::Enum(values)),
        }
    }

    /// Whether the configuration lists a property as a tag.
    fn is_tag(&self, property: Option<&str>) -> bool {
        property.is_some_and(|name| self.config.tag_properties.iter().any(|tag| tag == name))
    }
}

/// Names and descriptions of values from vendor keywords.
#[derive(Default)]
struct Names<'a> {
    names: Option<&'a Value>,
    descriptions: Option<&'a Value>,
    /// `x-ms-enum.values`
    objects: Option<&'a Value>,
}

impl<'a> Names<'a> {
    fn of(keywords: &Keywords<'a>) -> Self {
        let first = |keys: &[&str]| keys.iter().find_map(|key| keywords.extension(key));
        Self {
            names: first(&[
                "x-enum-varnames",
                "x-enumNames",
                "x-enum-names",
                "x-speakeasy-enums",
                "x-fern-enum",
            ]),
            descriptions: first(&[
                "x-enum-descriptions",
                "x-enumDescriptions",
                "x-speakeasy-enum-descriptions",
                "x-fern-enum",
            ]),
            objects: keywords
                .extension("x-ms-enum")
                .and_then(|object| object.get("values")),
        }
    }

    fn name(&self, index: usize, value: &Value) -> Option<String> {
        pick(self.names, index, value, "name").or_else(|| self.object(value, "name"))
    }

    fn description(&self, index: usize, value: &Value) -> String {
        pick(self.descriptions, index, value, "description")
            .or_else(|| self.object(value, "description"))
            .unwrap_or_default()
    }

    fn object(&self, value: &Value, key: &str) -> Option<String> {
        let objects = self.objects?.as_array()?;
        let object = objects.iter().find(|object| {
            let own = object.get("value");
            own.is_some_and(|own| json::same(own, value))
        })?;
        object.get(key).and_then(Value::as_str).map(str::to_owned)
    }
}

/// Looks a value up in a list (by position) or a map (by value), whose values are texts, or objects with one under `key`.
fn pick(source: Option<&Value>, index: usize, value: &Value, key: &str) -> Option<String> {
    let found = match source? {
        Value::Array(list) => list.get(index)?,
        Value::Object(map) => match value {
            Value::String(text) => map.get(text)?,
            value => map.get(&value.to_string())?,
        },
        _ => return None,
    };
    let text = found.as_str().or_else(|| found.get(key)?.as_str());
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}
