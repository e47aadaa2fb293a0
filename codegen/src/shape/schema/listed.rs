//! An `enum` of arrays or objects: no Rust enum is made of it, but its values tell what they hold.

use serde_json::Value;

use super::keywords::{Keywords, Kind};
use crate::graph::{IntegerFormat, NumberFormat, Shape, StringFormat, Untyped, Use};
use crate::shape::shaper::{Shaper, Site};

/// The kind of an `enum` of objects or of arrays.
pub(super) fn compound(keywords: &Keywords<'_>) -> Option<Kind> {
    let listed = || keywords.enumeration.iter().filter(|value| !value.is_null());
    match listed().next()? {
        Value::Object(_) if listed().all(Value::is_object) => Some(Kind::Object),
        Value::Array(_) if listed().all(Value::is_array) => Some(Kind::Array),
        _ => None,
    }
}

impl Shaper<'_> {
    /// The type of what an array or an object holds about which the schema says nothing but an `enum`, if it has one.
    pub(super) fn held(&mut self, keywords: &Keywords<'_>, site: &Site<'_>, why: Untyped) -> Use {
        if keywords.enumeration.is_empty() {
            return self.any(site, why);
        }
        if keywords.is_null() {
            return self.any(site, Untyped::Null);
        }
        let inner = keywords.enumeration.iter().flat_map(|value| match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(entries) => entries.values().collect(),
            _ => Vec::new(),
        });
        let (null, inner): (Vec<&Value>, Vec<&Value>) = inner.partition(|value| value.is_null());
        let are = |is_kind: fn(&Value) -> bool| inner.iter().all(|value| is_kind(value));
        let shape = match inner.first() {
            Some(Value::String(_)) if are(Value::is_string) => Shape::String(StringFormat::Plain),
            Some(Value::Bool(_)) if are(Value::is_boolean) => Shape::Boolean,
            Some(Value::Number(_)) if are(Value::is_i64) => Shape::Integer(IntegerFormat::I64),
            Some(Value::Number(_)) if are(Value::is_number) => Shape::Number(NumberFormat::Exact),
            _ => return self.any(site, Untyped::Values),
        };
        Use {
            ty: self.node(shape, site),
            nullable: !null.is_empty(),
        }
    }
}
