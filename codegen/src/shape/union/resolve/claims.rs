//! Types that schemas state beside others which decide the shape: reported if no value has both.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::Code;
use crate::graph::{Shape, TypeGraph, Use};
use crate::shape::schema::keywords::Kind;
use crate::shape::shaper::Shaper;

/// Reports the types that contradict what they are combined with.
pub(super) fn report(shaper: &mut Shaper<'_>) {
    for claim in std::mem::take(&mut shaper.claims) {
        let can_be = |ty: &Use| may_be(&shaper.graph, *ty, claim.kind);
        if claim.parts.iter().all(|part| part.iter().any(can_be)) {
            continue;
        }
        let message = format!(
            "`type: {}` contradicts the schemas that it is combined with; left out",
            claim.kind.name()
        );
        let pointer = format!("{}/type", claim.pointer);
        shaper.warn(Code::Conflict, &pointer, message);
    }
}

/// Whether a type has values of a kind.
fn may_be(graph: &TypeGraph, ty: Use, kind: Kind) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![ty.ty];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let found = match &graph[id].shape {
            Shape::Any | Shape::Range(_) => true,
            Shape::Boolean => kind == Kind::Boolean,
            Shape::Integer(_) | Shape::Number(_) => matches!(kind, Kind::Integer | Kind::Number),
            Shape::String(_) => kind == Kind::String,
            Shape::Constant(value) => is_of(value, kind),
            Shape::Enum(values) => values.iter().any(|one| is_of(&one.value, kind)),
            Shape::Array(_) | Shape::Tuple(_) => kind == Kind::Array,
            Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) | Shape::List(_) => {
                kind == Kind::Object
            }
            Shape::Union(union) => {
                open.extend(union.branches.iter().map(|branch| branch.ty.ty));
                false
            }
            Shape::Expandable(inner) | Shape::Emptyable(inner) => {
                open.push(inner.ty);
                kind == Kind::String
            }
            Shape::Alias(next) => {
                open.push(next.ty);
                false
            }
        };
        if found {
            return true;
        }
    }
    false
}

fn is_of(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Null => kind == Kind::Null,
        Value::Bool(_) => kind == Kind::Boolean,
        Value::Number(_) => matches!(kind, Kind::Integer | Kind::Number),
        Value::String(_) => kind == Kind::String,
        Value::Array(_) => kind == Kind::Array,
        Value::Object(_) => kind == Kind::Object,
    }
}
