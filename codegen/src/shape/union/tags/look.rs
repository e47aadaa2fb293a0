//! Helpers of this pass: guards of branches, and the target of an alias.

use serde_json::Value;

use crate::graph::{ObjectShape, Shape, TypeGraph, TypeId, Use};
use crate::json::plain;

/// A property and its possible values.
pub(super) type Tag = (String, Vec<Value>);

/// What distinguishes a branch.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    pub(super) tags: Vec<Tag>,
    /// The tags that a value of the branch may lack.
    pub(super) optional: Vec<String>,
    pub(super) keys: Vec<String>,
}

/// The target of an alias; no alias refers to another.
pub(super) fn end(graph: &TypeGraph, ty: Use) -> TypeId {
    match graph[ty.ty].shape {
        Shape::Alias(next) => next.ty,
        _ => ty.ty,
    }
}

/// Whether the values of a branch are JSON objects, or may be.
pub(super) fn is_object(graph: &TypeGraph, ty: Use) -> bool {
    matches!(
        graph[end(graph, ty)].shape,
        Shape::Object(_) | Shape::Map(_) | Shape::Metadata(_) | Shape::List(_) | Shape::Union(_)
    )
}

pub(super) fn object(graph: &TypeGraph, ty: Use) -> Option<&ObjectShape> {
    match &graph[end(graph, ty)].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// A value that can be compared as text, if possible.
pub(super) fn compared(value: &Value) -> Option<Value> {
    let value = plain(value);
    let can_be = match &*value {
        Value::String(_) | Value::Bool(_) => true,
        Value::Number(number) => number.is_i64(),
        _ => false,
    };
    can_be.then(|| value.into_owned())
}
