//! Defaults that decoding fills in, if the settings enable it.

use serde_json::Value;

use crate::graph::{Property, Shape, TypeGraph, Use};
use crate::json::same;

/// The default of a missing property, as JSON: its own `default`, or that of the schema that it refers to. `None` if there
/// is none, or if it does not match the type.
pub(super) fn default(graph: &TypeGraph, property: &Property) -> Option<String> {
    let edge = graph.behind(property.ty);
    let value = (property.meta.default.as_ref())
        .or(graph[property.ty.ty].meta.default.as_ref())
        .or(graph[edge.ty].meta.default.as_ref());
    value
        .filter(|value| holds(graph, edge, value))
        .map(Value::to_string)
}

/// Whether a type decodes a value as a known one.
fn holds(graph: &TypeGraph, edge: Use, value: &Value) -> bool {
    match &graph[graph.behind(edge).ty].shape {
        Shape::Boolean => value.is_boolean(),
        Shape::Integer(_) => value.is_i64() || value.is_u64(),
        Shape::Number(_) => value.is_number(),
        Shape::String(_) | Shape::Expandable(_) => value.is_string(),
        Shape::Constant(constant) => same(value, constant),
        Shape::Enum(values) => values.iter().any(|known| same(&known.value, value)),
        Shape::Array(inner) => value
            .as_array()
            .is_some_and(|items| items.iter().all(|item| holds(graph, *inner, item))),
        Shape::Tuple(items) => value.as_array().is_some_and(|values| {
            values.len() == items.len()
                && (items.iter().zip(values)).all(|(item, value)| holds(graph, *item, value))
        }),
        Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) => value.is_object(),
        // whether a union knows a value depends on its branches, but an unknown one is never an error
        Shape::Union(_) | Shape::Any => true,
        Shape::Alias(_) | Shape::Emptyable(_) | Shape::Range(_) | Shape::List(_) => false,
    }
}
