//! Whether two types agree about a value.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::look::end;
use crate::graph::{EnumValue, ObjectShape, Shape, TypeGraph, Use};
use crate::json::same;

/// Whether values of two types look the same to a reader.
pub(super) fn alike(graph: &TypeGraph, a: Use, b: Use) -> bool {
    let (a, b) = (end(graph, a), end(graph, b));
    a == b
        || match (&graph[a].shape, &graph[b].shape) {
            (Shape::Enum(a), Shape::Enum(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
            }
            (Shape::Array(a), Shape::Array(b)) | (Shape::Map(a), Shape::Map(b)) => {
                let (a, b) = (end(graph, *a), end(graph, *b));
                a == b || (graph[a].shape.is_plain() && graph[a].shape == graph[b].shape)
            }
            (a, b) => a.is_plain() && a == b,
        }
}

/// Whether a value of both types may have parts that only one of them declares.
pub(super) fn may_differ(graph: &TypeGraph, a: Use, b: Use) -> bool {
    let (mut a, mut b) = (a, b);
    let mut seen = HashSet::new();
    loop {
        // recursive arrays differ only in their items
        if alike(graph, a, b) || !seen.insert((end(graph, a), end(graph, b))) {
            return false;
        }
        let (left, right) = (&graph[end(graph, a)].shape, &graph[end(graph, b)].shape);
        match (left, right) {
            (Shape::Array(left), Shape::Array(right)) | (Shape::Map(left), Shape::Map(right)) => {
                (a, b) = (*left, *right);
            }
            (Shape::Object(left), Shape::Object(right)) => {
                return !(left.properties.is_empty() && right.properties.is_empty()
                    || exclude(graph, left, right));
            }
            _ => {
                let has_parts = |kind: &Value| kind.is_array() || kind.is_object();
                return match (kind(left), kind(right)) {
                    (Some(left), Some(right)) => {
                        has_parts(&left)
                            && std::mem::discriminant(&left) == std::mem::discriminant(&right)
                    }
                    (Some(one), None) | (None, Some(one)) => has_parts(&one),
                    (None, None) => true,
                };
            }
        }
    }
}

/// Whether no value matches both objects: both require a property with listed values, none of them in common, or an object
/// for which the same is true.
pub(super) fn exclude(graph: &TypeGraph, a: &ObjectShape, b: &ObjectShape) -> bool {
    let mut pairs = vec![(a, b)];
    let mut seen = HashSet::new();
    while let Some((a, b)) = pairs.pop() {
        let required: HashMap<&str, Use> = (b.properties.iter())
            .filter(|property| property.required)
            .map(|property| (property.wire.as_str(), property.ty))
            .collect();
        for property in a.properties.iter().filter(|property| property.required) {
            let Some(other) = required.get(property.wire.as_str()) else {
                continue;
            };
            if property.ty.nullable && other.nullable {
                continue;
            }
            let (left, right) = (end(graph, property.ty), end(graph, *other));
            match (&graph[left].shape, &graph[right].shape) {
                (Shape::Object(one), Shape::Object(other)) => {
                    if seen.insert((left, right)) {
                        pairs.push((one, other));
                    }
                }
                (left, right) => {
                    if let (Some(left), Some(right)) = (listed(left), listed(right))
                        && !(left.iter()).any(|one| right.iter().any(|other| same(one, other)))
                    {
                        return true;
                    }
                }
            }
        }
    }
    false
}

/// The values of an enum or a constant.
fn listed(shape: &Shape) -> Option<Vec<&Value>> {
    match shape {
        Shape::Constant(value) => Some(vec![value]),
        Shape::Enum(values) => Some(values.iter().map(|one| &one.value).collect()),
        _ => None,
    }
}

/// A sample value of a shape's kind, if all its values are of one kind.
pub(super) fn kind(shape: &Shape) -> Option<Value> {
    Some(match shape {
        Shape::Boolean => Value::Bool(true),
        Shape::Integer(_) | Shape::Number(_) => Value::from(0),
        Shape::String(_) => Value::String(String::new()),
        Shape::Array(_) | Shape::Tuple(_) => Value::Array(Vec::new()),
        Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) | Shape::List(_) => {
            Value::Object(serde_json::Map::new())
        }
        Shape::Constant(value) => value.clone(),
        Shape::Enum(values) => {
            let first = &values.first()?.value;
            let is_same = |one: &EnumValue| {
                std::mem::discriminant(&one.value) == std::mem::discriminant(first)
            };
            values.iter().all(is_same).then(|| first.clone())?
        }
        Shape::Any
        | Shape::Union(_)
        | Shape::Expandable(_)
        | Shape::Emptyable(_)
        | Shape::Range(_)
        | Shape::Alias(_) => return None,
    })
}
