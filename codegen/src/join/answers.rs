//! Responses of operations: whole, streamed, and the matching `Accept` header.

use super::context::Context;
use super::convert::in_text;
use crate::graph::{self, Answer, Shape, Use};
use crate::model::{NullAs, Scalar, Streaming, Type};

/// The type of a whole response.
pub(super) fn answer(context: &Context<'_>, operation: &graph::Operation) -> Type {
    let ty = match &operation.answer {
        Answer::Empty => return Type::Scalar(Scalar::Unit),
        Answer::Streamed => return Type::Scalar(Scalar::Streamed),
        Answer::Text => return Type::Scalar(Scalar::String),
        Answer::Binary => return Type::Scalar(Scalar::Binary),
        Answer::Json(ty) | Answer::Several(ty, _) => *ty,
    };
    let converted = context.convert.plain(ty);
    let nullable = converted.nullable && !converted.ty.is_untyped();
    let answer = in_text(converted.ty);
    match nullable {
        true => Type::Nullable(Box::new(answer)),
        false => answer,
    }
}

/// The `Accept` header, unless it is the default.
pub(super) fn accept(media_types: &[String]) -> Option<String> {
    match media_types {
        [] => None,
        [one] if one == "application/json" => None,
        several => Some(several.join(", ")),
    }
}

/// How a stream is requested, and how it ends.
pub(super) fn streaming(context: &Context<'_>, operation: &graph::Operation) -> Option<Streaming> {
    let stream = operation.stream.as_ref()?;
    let client = &context.config.client;
    let flag = client.stream_property.clone().filter(|flag| {
        let body = operation.body.as_ref();
        body.is_some_and(|body| has_property(context.graph, body.ty, flag))
    });
    Some(Streaming {
        accept: stream.accept.join(", "),
        flag,
        end: client.stream_end.clone(),
    })
}

/// Whether the type of a body, or one of its branches, has a property.
fn has_property(graph: &graph::TypeGraph, ty: Use, name: &str) -> bool {
    let mut queue = vec![ty.ty];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = queue.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &graph[id].shape {
            Shape::Object(object) if object.properties.iter().any(|one| one.wire == name) => {
                return true;
            }
            Shape::Union(union) => {
                let plain = union.branches.iter().filter(|one| one.under.is_none());
                queue.extend(plain.map(|branch| branch.ty.ty));
            }
            Shape::Alias(inner) => queue.push(inner.ty),
            _ => {}
        }
    }
    false
}

/// How a null response is read.
pub(super) fn null_as(context: &Context<'_>, operation: &graph::Operation) -> Option<NullAs> {
    let Answer::Json(ty) = operation.answer else {
        return None;
    };
    let by = &context.config.schemas.null_is_empty;
    let node = &context.graph[ty.ty];
    let is_meant = !ty.nullable
        && (by.is_for(node.component.as_deref(), &node.pointer)
            || by.is_for(None, &operation.pointer));
    match context.behind_aliases(ty) {
        Shape::Array(_) if is_meant => Some(NullAs::List),
        Shape::Map(_) if is_meant => Some(NullAs::Map),
        _ => None,
    }
}
