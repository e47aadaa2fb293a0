//! Decides which of two scalar shapes is the narrower one.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use crate::graph::{EnumValue, IntegerFormat, NumberFormat, Shape, StringFormat};
use crate::json::{plain, same};

/// The result of combining two shapes.
pub(super) enum Narrower {
    /// The first includes all constraints of the second.
    First,
    /// The reverse.
    Second,
    /// The values that both allow.
    Common(Shape),
}

/// Combines two shapes that must both match; `None` if they contradict each other.
pub(super) fn narrower(left: &Shape, right: &Shape) -> Option<Narrower> {
    use Narrower::{First, Second};
    Some(match (left, right) {
        (Shape::String(_), Shape::String(StringFormat::Plain)) => First,
        (Shape::String(_), Shape::String(_)) => Second,
        (Shape::Integer(_), Shape::Integer(IntegerFormat::I64)) => First,
        (Shape::Integer(_), Shape::Integer(_)) => Second,
        (Shape::Number(_), Shape::Number(NumberFormat::Double)) => First,
        (Shape::Number(_), Shape::Number(_)) => Second,
        (Shape::Boolean, Shape::Boolean) => First,
        (Shape::Integer(_), Shape::Number(_)) => First,
        (Shape::Number(_), Shape::Integer(_)) => Second,
        (Shape::Constant(a), Shape::Constant(b)) if same(a, b) => First,
        (Shape::Constant(value), other) if listed(other, value) => First,
        (other, Shape::Constant(value)) if listed(other, value) => Second,
        (Shape::Enum(left), Shape::Enum(right)) => {
            let others: HashSet<Cow<'_, Value>> =
                right.iter().map(|one| plain(&one.value)).collect();
            let common = of(left, |value| others.contains(&plain(value)));
            match common.len() {
                0 => return None,
                n if n == left.len() => First,
                n if n == right.len() => Second,
                _ => Narrower::Common(Shape::Enum(common)),
            }
        }
        (Shape::Enum(values), other) => match of(values, |value| listed(other, value)) {
            none if none.is_empty() => return None,
            all if all.len() == values.len() => First,
            some => Narrower::Common(Shape::Enum(some)),
        },
        (other, Shape::Enum(values)) => match of(values, |value| listed(other, value)) {
            none if none.is_empty() => return None,
            all if all.len() == values.len() => Second,
            some => Narrower::Common(Shape::Enum(some)),
        },
        // A recognised convention is more specific than the plain form of the other.
        (Shape::Emptyable(_) | Shape::Expandable(_), Shape::String(_)) => First,
        (Shape::String(_), Shape::Emptyable(_) | Shape::Expandable(_)) => Second,
        _ => return None,
    })
}

/// The values that satisfy a predicate.
fn of(values: &[EnumValue], holds: impl Fn(&Value) -> bool) -> Vec<EnumValue> {
    let values = values.iter().filter(|one| holds(&one.value));
    values.cloned().collect()
}

/// Whether a plain shape allows a value.
fn listed(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::String(_) => value.is_string(),
        Shape::Integer(_) => matches!(&*plain(value), Value::Number(n) if !n.is_f64()),
        Shape::Number(_) => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Enum(values) => values.iter().any(|other| same(&other.value, value)),
        _ => false,
    }
}
