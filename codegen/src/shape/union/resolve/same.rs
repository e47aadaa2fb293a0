//! Whether two schemas describe the same values and documentation.

use crate::graph::{Shape, Use};

use super::Resolver;

/// The key of plain values: those with equal keys are the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PlainKey(String);

impl Resolver<'_, '_> {
    /// Whether two edges lead to the same schema, or to plain values of the same kind.
    pub(super) fn same(&self, a: Use, b: Use) -> bool {
        if a.ty == b.ty {
            return true;
        }
        let (Some(x), Some(y)) = (self.settled(a), self.settled(b)) else {
            return false;
        };
        x.ty == y.ty || (self.plain_key(x)).is_some_and(|key| self.plain_key(y) == Some(key))
    }

    /// The key of plain values, and of arrays and maps of them; `None` for all else, which is compared by identity.
    pub(super) fn plain_key(&self, ty: Use) -> Option<PlainKey> {
        let text = match self.look(ty)? {
            shape @ (Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Constant(_)) => format!("{shape:?}"),
            Shape::Enum(values) => {
                let values: Vec<_> = values.iter().map(|value| &value.value).collect();
                format!("enum {values:?}")
            }
            Shape::Array(items) => match self.shaper.tuples.get(&items.ty) {
                None => format!("array {}", self.element_key(*items)?),
                Some(items) => {
                    let keys = items.iter().map(|item| self.element_key(*item));
                    format!("tuple {:?}", keys.collect::<Option<Vec<_>>>()?)
                }
            },
            Shape::Map(values) => format!("map {}", self.element_key(*values)?),
            _ => return None,
        };
        Some(PlainKey(text))
    }

    /// The same for items, one level down only: arrays of arrays are compared by their nodes.
    fn element_key(&self, ty: Use) -> Option<String> {
        let settled = self.settled(ty)?;
        let null = if ty.nullable { "null or " } else { "" };
        Some(match &self.shaper.graph[settled.ty].shape {
            shape @ (Shape::Any
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)) => format!("{null}{shape:?}"),
            _ => format!("{null}#{}", settled.ty.0),
        })
    }
}
