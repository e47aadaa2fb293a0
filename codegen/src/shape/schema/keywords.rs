//! All keywords of a schema in one struct, whichever variant `openapiv3` chose.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerFormat, IntegerType,
    NumberFormat, NumberType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::bound::Bound;
use crate::shape::annotation::extension;

/// `type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shape) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Object,
    Array,
    Null,
}

impl Kind {
    /// As documents write it.
    pub(in crate::shape) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Null => "null",
        }
    }

    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "string" => Self::String,
            "number" => Self::Number,
            "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "array" => Self::Array,
            "null" => Self::Null,
            _ => return None,
        })
    }
}

/// The schemas of `properties`.
pub(in crate::shape) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of a schema.
pub(in crate::shape) struct Keywords<'a> {
    pub(in crate::shape) data: &'a SchemaData,
    pub(in crate::shape) kind: Option<Kind>,
    pub(in crate::shape) format: Option<&'a str>,
    pub(in crate::shape) pattern: Option<&'a str>,
    pub(in crate::shape) min_length: Option<usize>,
    pub(in crate::shape) max_length: Option<usize>,
    pub(in crate::shape) multiple_of: Option<Bound>,
    pub(in crate::shape) minimum: Option<Bound>,
    pub(in crate::shape) maximum: Option<Bound>,
    pub(in crate::shape) exclusive_minimum: bool,
    pub(in crate::shape) exclusive_maximum: bool,
    pub(in crate::shape) properties: Option<&'a Properties>,
    pub(in crate::shape) required: &'a [String],
    pub(in crate::shape) additional: Option<&'a AdditionalProperties>,
    pub(in crate::shape) min_properties: Option<usize>,
    pub(in crate::shape) max_properties: Option<usize>,
    pub(in crate::shape) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(in crate::shape) min_items: Option<usize>,
    pub(in crate::shape) max_items: Option<usize>,
    pub(in crate::shape) unique_items: bool,
    pub(in crate::shape) enumeration: Vec<Value>,
    pub(in crate::shape) one_of: &'a [ReferenceOr<Schema>],
    pub(in crate::shape) all_of: &'a [ReferenceOr<Schema>],
    pub(in crate::shape) any_of: &'a [ReferenceOr<Schema>],
    pub(in crate::shape) not: Option<&'a ReferenceOr<Schema>>,
}

impl<'a> Keywords<'a> {
    /// The keywords of `schema`.
    pub(in crate::shape) fn of(schema: &'a Schema) -> Self {
        let Schema {
            schema_data,
            schema_kind,
        } = schema;
        let mut this = Self::empty(schema_data);
        match schema_kind {
            SchemaKind::Type(Type::String(string)) => this.string(string),
            SchemaKind::Type(Type::Number(number)) => this.number(number),
            SchemaKind::Type(Type::Integer(integer)) => this.integer(integer),
            SchemaKind::Type(Type::Object(object)) => this.object(object),
            SchemaKind::Type(Type::Array(array)) => this.array(array),
            SchemaKind::Type(Type::Boolean(boolean)) => this.boolean(boolean),
            SchemaKind::OneOf { one_of } => this.one_of = one_of,
            SchemaKind::AllOf { all_of } => this.all_of = all_of,
            SchemaKind::AnyOf { any_of } => this.any_of = any_of,
            SchemaKind::Not { not } => this.not = Some(not),
            SchemaKind::Any(any) => this.any(any),
        }
        this.extensions();
        this
    }

    fn empty(data: &'a SchemaData) -> Self {
        Self {
            data,
            kind: None,
            format: None,
            pattern: None,
            min_length: None,
            max_length: None,
            multiple_of: None,
            minimum: None,
            maximum: None,
            exclusive_minimum: false,
            exclusive_maximum: false,
            properties: None,
            required: &[],
            additional: None,
            min_properties: None,
            max_properties: None,
            items: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            enumeration: Vec::new(),
            one_of: &[],
            all_of: &[],
            any_of: &[],
            not: None,
        }
    }

    fn string(&mut self, string: &'a StringType) {
        let StringType {
            format,
            pattern,
            enumeration,
            min_length,
            max_length,
        } = string;
        self.kind = Some(Kind::String);
        self.format = match format {
            VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Some("date"),
            VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Some("date-time"),
            VariantOrUnknownOrEmpty::Item(StringFormat::Password) => Some("password"),
            VariantOrUnknownOrEmpty::Item(StringFormat::Byte) => Some("byte"),
            VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Some("binary"),
            VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
            VariantOrUnknownOrEmpty::Empty => None,
        };
        self.pattern = pattern.as_deref();
        self.enumeration = enumeration
            .iter()
            .map(|value| Value::from(value.as_deref()))
            .collect();
        self.min_length = *min_length;
        self.max_length = *max_length;
    }

    fn number(&mut self, number: &'a NumberType) {
        let NumberType {
            format,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration,
        } = number;
        self.kind = Some(Kind::Number);
        self.format = match format {
            VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Some("float"),
            VariantOrUnknownOrEmpty::Item(NumberFormat::Double) => Some("double"),
            VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
            VariantOrUnknownOrEmpty::Empty => None,
        };
        self.multiple_of = multiple_of.map(Bound::Float);
        self.minimum = minimum.map(Bound::Float);
        self.maximum = maximum.map(Bound::Float);
        self.exclusive_minimum = *exclusive_minimum;
        self.exclusive_maximum = *exclusive_maximum;
        self.enumeration = enumeration
            .iter()
            .map(|value| Value::from(*value))
            .collect();
    }

    fn integer(&mut self, integer: &'a IntegerType) {
        let IntegerType {
            format,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration,
        } = integer;
        self.kind = Some(Kind::Integer);
        self.format = match format {
            VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Some("int32"),
            VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) => Some("int64"),
            VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
            VariantOrUnknownOrEmpty::Empty => None,
        };
        self.multiple_of = multiple_of.map(Bound::Integer);
        self.minimum = minimum.map(Bound::Integer);
        self.maximum = maximum.map(Bound::Integer);
        self.exclusive_minimum = *exclusive_minimum;
        self.exclusive_maximum = *exclusive_maximum;
        self.enumeration = enumeration
            .iter()
            .map(|value| Value::from(*value))
            .collect();
    }

    fn object(&mut self, object: &'a ObjectType) {
        let ObjectType {
            properties,
            required,
            additional_properties,
            min_properties,
            max_properties,
        } = object;
        self.kind = Some(Kind::Object);
        self.properties = (!properties.is_empty()).then_some(properties);
        self.required = required;
        self.additional = additional_properties.as_ref();
        self.min_properties = *min_properties;
        self.max_properties = *max_properties;
    }

    fn array(&mut self, array: &'a ArrayType) {
        let ArrayType {
            items,
            min_items,
            max_items,
            unique_items,
        } = array;
        self.kind = Some(Kind::Array);
        self.items = items.as_ref();
        self.min_items = *min_items;
        self.max_items = *max_items;
        self.unique_items = *unique_items;
    }

    fn boolean(&mut self, boolean: &'a BooleanType) {
        let BooleanType { enumeration } = boolean;
        self.kind = Some(Kind::Boolean);
        self.enumeration = enumeration
            .iter()
            .map(|value| Value::from(*value))
            .collect();
    }

    fn any(&mut self, any: &'a AnySchema) {
        let AnySchema {
            typ,
            pattern,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            properties,
            required,
            additional_properties,
            min_properties,
            max_properties,
            items,
            min_items,
            max_items,
            unique_items,
            enumeration,
            format,
            min_length,
            max_length,
            one_of,
            all_of,
            any_of,
            not,
        } = any;
        self.kind = typ.as_deref().and_then(Kind::of);
        self.pattern = pattern.as_deref();
        self.multiple_of = multiple_of.map(Bound::Float);
        self.exclusive_minimum = exclusive_minimum.unwrap_or_default();
        self.exclusive_maximum = exclusive_maximum.unwrap_or_default();
        self.minimum = minimum.map(Bound::Float);
        self.maximum = maximum.map(Bound::Float);
        self.properties = (!properties.is_empty()).then_some(properties);
        self.required = required;
        self.additional = additional_properties.as_ref();
        self.min_properties = *min_properties;
        self.max_properties = *max_properties;
        self.items = items.as_ref();
        self.min_items = *min_items;
        self.max_items = *max_items;
        self.unique_items = unique_items.unwrap_or_default();
        self.enumeration = enumeration.clone();
        self.format = format.as_deref();
        self.min_length = *min_length;
        self.max_length = *max_length;
        self.one_of = one_of;
        self.all_of = all_of;
        self.any_of = any_of;
        self.not = not.as_deref();
    }

    /// Reads the keywords that `openapiv3` has no field for.
    fn extensions(&mut self) {
        let data = self.data;
        if data.extensions.is_empty() {
            return;
        }
        let bound = |name: &str| data.extensions.get(name).and_then(Bound::of);
        self.minimum = bound(extension::MINIMUM).or(self.minimum.take());
        self.maximum = bound(extension::MAXIMUM).or(self.maximum.take());
        self.multiple_of = bound(extension::MULTIPLE_OF).or(self.multiple_of.take());
    }

    /// The value of an extension.
    pub(in crate::shape) fn extension(&self, name: &str) -> Option<&'a Value> {
        if self.data.extensions.is_empty() {
            None
        } else {
            self.data.extensions.get(name)
        }
    }
}
