//! Defaults that decoding honours, where the configuration asks for it.

use serde_json::Value;

use crate::graph::{Property, Shape, TypeGraph, Use};

/// How many aliases are followed: longer chains are cycles.
const ALIASES: usize = 16;

/// The value that a property has when it is left out, as JSON text: its own `default`, or that of the schema that it
/// refers to. `None` where there is none, or where its type could not hold it.
pub(super) fn default(graph: &TypeGraph, property: &Property) -> Option<String> {
    let mut edge = property.ty;
    let mut value = property.meta.default.as_ref();
    for _ in 0..ALIASES {
        value = value.or(graph[edge.ty].meta.default.as_ref());
        match &graph[edge.ty].shape {
            Shape::Alias(inner) => edge = *inner,
            _ => break,
        }
    }
    value
        .filter(|value| holds(graph, edge, value))
        .map(Value::to_string)
}

/// Whether a type reads a value as more than something unknown.
fn holds(graph: &TypeGraph, edge: Use, value: &Value) -> bool {
    let mut at = edge.ty;
    for _ in 0..ALIASES {
        return match &graph[at].shape {
            Shape::Alias(inner) => {
                at = inner.ty;
                continue;
            }
            Shape::Boolean => value.is_boolean(),
            Shape::Integer(_) => value.is_i64() || value.is_u64(),
            Shape::Number(_) => value.is_number(),
            Shape::String(_) | Shape::Expandable(_) => value.is_string(),
            Shape::Constant(constant) => value == constant,
            Shape::Enum(values) => values.iter().any(|known| known.value == *value),
            Shape::Array(inner) => value
                .as_array()
                .is_some_and(|items| items.iter().all(|item| holds(graph, *inner, item))),
            Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) => value.is_object(),
            // what a union reads depends on its branches: an unknown value is none of them, but never an error
            Shape::Union(_) | Shape::Any => true,
            Shape::Emptyable(_) | Shape::Range(_) | Shape::List(_) => false,
        };
    }
    false
}
