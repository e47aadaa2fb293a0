//! What the tables say of types, without a value that is read.

use castiron_codegen::model::{Item, Object, Scalar, Type};
use serde_json::{Map, Value};

use super::{Miss, Tables};

impl<'m> Tables<'m> {
    /// Whether a branch that failed knows all of the value that another one does, and more.
    pub(super) fn is_richer(
        &self,
        miss: &Miss,
        failed: &Type,
        other: &Type,
        value: &Value,
    ) -> bool {
        let (Miss::Bad(Some(by)), Some(rich), Some(poor)) =
            (miss, self.struct_of(failed), self.struct_of(other))
        else {
            return false;
        };
        let passes = |object: &Object, key: &str| {
            object.extra.is_empty() && object.fields.iter().all(|field| field.wire != key)
        };
        passes(poor, by)
            && (value.as_object().into_iter().flat_map(Map::keys))
                .all(|key| !passes(rich, key) || passes(poor, key))
    }

    /// Whether `null` is a value like any other.
    pub(super) fn is_any(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => *scalar == Scalar::Json,
            Type::Item(path) => match self.item(path) {
                Some((_, Item::Alias(alias))) => self.is_any(&alias.ty),
                _ => false,
            },
            _ => false,
        }
    }

    fn struct_of(&self, ty: &Type) -> Option<&'m Object> {
        match ty {
            Type::Boxed(inner) => self.struct_of(inner),
            Type::Item(path) => match self.item(path)?.1 {
                Item::Object(object) if !object.fields.is_empty() => Some(object),
                _ => None,
            },
            _ => None,
        }
    }
}
