//! Chooses the variant of [`SchemaKind`] for the keywords of a schema.
//!
//! A schema with a known `type` and none of `oneOf`, `anyOf`, `allOf`, `not` becomes [`SchemaKind::Type`]; keywords without an
//! effect on that type are dropped. A schema with exactly one of those four and nothing else becomes that variant. Everything
//! else becomes [`SchemaKind::Any`], which has room for every keyword.

use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, SchemaData, SchemaKind,
    StringType, Type,
};
use serde_json::Value;

use super::super::node::Number;
use super::super::version::a;
use super::Fill;
use super::enumeration::Values;
use super::schema::Keywords;
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Fill<'a> {
    pub(super) fn schema_kind(
        &mut self,
        mut words: Keywords<'a>,
        data: &mut SchemaData,
    ) -> SchemaKind {
        self.adopt_required(&mut words);
        self.misfits(&words);
        let composed = words.one_of.is_some()
            || words.all_of.is_some()
            || words.any_of.is_some()
            || words.not.is_some();
        let values = words
            .enumeration
            .map(|items| self.values(items, &mut words.kind, data));
        match (words.kind, values) {
            (Some("string"), None) if !composed => SchemaKind::Type(string(words, Vec::new())),
            (Some("string"), Some(Values::Strings(values))) if !composed => {
                SchemaKind::Type(string(words, values))
            }
            (Some("integer"), None) if !composed => {
                SchemaKind::Type(integer(words, Vec::new(), data))
            }
            (Some("integer"), Some(Values::Integers(values))) if !composed => {
                SchemaKind::Type(integer(words, values, data))
            }
            (Some("number"), None) if !composed => {
                SchemaKind::Type(number(words, Vec::new(), data))
            }
            (Some("number"), Some(Values::Numbers(values))) if !composed => {
                SchemaKind::Type(number(words, values, data))
            }
            (Some("boolean"), None) if !composed => {
                SchemaKind::Type(Type::Boolean(BooleanType::default()))
            }
            (Some("boolean"), Some(Values::Booleans(enumeration))) if !composed => {
                SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
            }
            (Some("object"), None) if !composed => SchemaKind::Type(object(words)),
            (Some("array"), None) if !composed => {
                if words.items.is_none() && !self.version.is_json_schema() {
                    let place = self.here().at_key();
                    self.diagnostics.push(
                        Diagnostic::warning(Code::MissingItems, place, "this array has no `items`")
                            .label("items can be any value"),
                    );
                }
                SchemaKind::Type(array(words))
            }
            (None, None) if is_only_composed(&words) => match words {
                Keywords {
                    one_of: Some(one_of),
                    all_of: None,
                    any_of: None,
                    not: None,
                    ..
                } => SchemaKind::OneOf { one_of },
                Keywords {
                    one_of: None,
                    all_of: Some(all_of),
                    any_of: None,
                    not: None,
                    ..
                } => SchemaKind::AllOf { all_of },
                Keywords {
                    one_of: None,
                    all_of: None,
                    any_of: Some(any_of),
                    not: None,
                    ..
                } => SchemaKind::AnyOf { any_of },
                Keywords {
                    one_of: None,
                    all_of: None,
                    any_of: None,
                    not: Some(not),
                    ..
                } => SchemaKind::Not { not },
                words => SchemaKind::Any(any(words, Vec::new(), data)),
            },
            (_, values) => {
                let enumeration = values.map_or_else(Vec::new, Values::into_json);
                SchemaKind::Any(any(words, enumeration, data))
            }
        }
    }

    /// Warns about the two keywords whose presence suggests that the type is not what was meant.
    fn misfits(&mut self, words: &Keywords<'a>) {
        let Some(kind) = words.kind else { return };
        let items = words.items.is_some() && kind != "array";
        let properties =
            kind != "object" && words.properties.as_ref().is_some_and(|map| !map.is_empty());
        for (key, present) in [("items", items), ("properties", properties)] {
            if present {
                let place = self.here().child(key).at_key();
                self.diagnostics.push(
                    Diagnostic::warning(
                        Code::BadSchema,
                        place,
                        format!("`{key}` has no effect on {}", a(kind)),
                    )
                    .label("left out"),
                );
            }
        }
    }

    /// Properties that say of themselves that they are required are.
    fn adopt_required(&mut self, words: &mut Keywords<'a>) {
        let Some(properties) = &mut words.properties else {
            return;
        };
        for (name, property) in properties {
            if let openapiv3::ReferenceOr::Item(schema) = property
                && schema
                    .schema_data
                    .extensions
                    .shift_remove("x-castiron-required")
                    .is_some()
            {
                let required = words.required.get_or_insert_default();
                if !required.contains(name) {
                    required.push(name.clone());
                }
            }
        }
    }
}

/// Whether nothing but compositions is given.
fn is_only_composed(words: &Keywords<'_>) -> bool {
    words.format.is_none()
        && words.pattern.is_none()
        && words.min_length.is_none()
        && words.max_length.is_none()
        && words.multiple_of.is_none()
        && words.minimum.is_none()
        && words.maximum.is_none()
        && words.exclusive_minimum.is_none()
        && words.exclusive_maximum.is_none()
        && words.properties.is_none()
        && words.required.is_none()
        && words.additional_properties.is_none()
        && words.min_properties.is_none()
        && words.max_properties.is_none()
        && words.items.is_none()
        && words.min_items.is_none()
        && words.max_items.is_none()
        && words.unique_items.is_none()
}

fn string(words: Keywords<'_>, enumeration: Vec<Option<String>>) -> Type {
    Type::String(StringType {
        format: words.format.into(),
        pattern: words.pattern,
        enumeration,
        min_length: words.min_length,
        max_length: words.max_length,
    })
}

fn integer(words: Keywords<'_>, enumeration: Vec<Option<i64>>, data: &mut SchemaData) -> Type {
    let mut whole = |key: &str, number: Option<Number>| {
        let number = number?;
        let whole = number.as_i64();
        if whole.is_none() {
            beside(data, key, &number);
        }
        whole
    };
    Type::Integer(IntegerType {
        multiple_of: whole("multipleOf", words.multiple_of),
        minimum: whole("minimum", words.minimum),
        maximum: whole("maximum", words.maximum),
        exclusive_minimum: words.exclusive_minimum.unwrap_or(false),
        exclusive_maximum: words.exclusive_maximum.unwrap_or(false),
        format: words.format.into(),
        enumeration,
    })
}

fn number(words: Keywords<'_>, enumeration: Vec<Option<f64>>, data: &mut SchemaData) -> Type {
    Type::Number(NumberType {
        multiple_of: real(data, "multipleOf", words.multiple_of),
        minimum: real(data, "minimum", words.minimum),
        maximum: real(data, "maximum", words.maximum),
        exclusive_minimum: words.exclusive_minimum.unwrap_or(false),
        exclusive_maximum: words.exclusive_maximum.unwrap_or(false),
        format: words.format.into(),
        enumeration,
    })
}

fn object(words: Keywords<'_>) -> Type {
    Type::Object(ObjectType {
        properties: words.properties.unwrap_or_default(),
        required: words.required.unwrap_or_default(),
        additional_properties: words.additional_properties,
        min_properties: words.min_properties,
        max_properties: words.max_properties,
    })
}

fn array(words: Keywords<'_>) -> Type {
    Type::Array(ArrayType {
        items: words.items,
        min_items: words.min_items,
        max_items: words.max_items,
        unique_items: words.unique_items.unwrap_or(false),
    })
}

fn any(words: Keywords<'_>, enumeration: Vec<Value>, data: &mut SchemaData) -> AnySchema {
    AnySchema {
        typ: words.kind.map(str::to_owned),
        pattern: words.pattern,
        multiple_of: real(data, "multipleOf", words.multiple_of),
        exclusive_minimum: words.exclusive_minimum,
        exclusive_maximum: words.exclusive_maximum,
        minimum: real(data, "minimum", words.minimum),
        maximum: real(data, "maximum", words.maximum),
        properties: words.properties.unwrap_or_default(),
        required: words.required.unwrap_or_default(),
        additional_properties: words.additional_properties,
        min_properties: words.min_properties,
        max_properties: words.max_properties,
        items: words.items,
        min_items: words.min_items,
        max_items: words.max_items,
        unique_items: words.unique_items,
        enumeration,
        format: words.format,
        min_length: words.min_length,
        max_length: words.max_length,
        one_of: words.one_of.unwrap_or_default(),
        all_of: words.all_of.unwrap_or_default(),
        any_of: words.any_of.unwrap_or_default(),
        not: words.not,
    }
}

/// A number as `f64`; the digits are kept beside it if that rounds.
fn real(data: &mut SchemaData, key: &str, number: Option<Number>) -> Option<f64> {
    let number = number?;
    let rounds = match &number {
        Number::Int(n) => n.unsigned_abs() > 1 << 53,
        Number::UInt(_) | Number::Big(_) => true,
        Number::Float(_) => false,
    };
    if rounds {
        beside(data, key, &number);
    }
    Some(number.as_f64())
}

/// Keeps a number's digits as `x-castiron-<key>`.
fn beside(data: &mut SchemaData, key: &str, number: &Number) {
    data.extensions
        .insert(format!("x-castiron-{key}"), number.to_string().into());
}
