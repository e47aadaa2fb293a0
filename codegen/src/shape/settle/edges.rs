//! Visits all edges of a graph, to read or to change them.

use crate::graph::{Answer, Shape, TypeGraph, Use};

/// Calls `visit` with every edge of a shape.
pub(super) fn of_shape(shape: &mut Shape, visit: &mut dyn FnMut(&mut Use)) {
    match shape {
        Shape::Any
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Constant(_)
        | Shape::Enum(_)
        | Shape::Metadata(_) => {}
        Shape::Array(ty)
        | Shape::Map(ty)
        | Shape::List(ty)
        | Shape::Expandable(ty)
        | Shape::Emptyable(ty)
        | Shape::Range(ty)
        | Shape::Alias(ty) => visit(ty),
        Shape::Tuple(items) => items.iter_mut().for_each(visit),
        Shape::Object(object) => {
            for property in &mut object.properties {
                visit(&mut property.ty);
            }
            for pattern in &mut object.patterns {
                visit(&mut pattern.ty);
            }
            if let Some(ty) = &mut object.additional {
                visit(ty);
            }
        }
        Shape::Union(union) => {
            for branch in &mut union.branches {
                visit(&mut branch.ty);
            }
        }
    }
}

/// Whether a null at the edges of this shape means a null of the shape itself.
pub(super) fn is_transparent(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Alias(_)
            | Shape::Union(_)
            | Shape::Expandable(_)
            | Shape::Emptyable(_)
            | Shape::Range(_)
    )
}

/// Calls `visit` with every edge of operations and payloads.
pub(super) fn of_operations(graph: &mut TypeGraph, visit: &mut dyn FnMut(&mut Use)) {
    of_requests(graph, visit);
    of_answers(graph, visit);
}

/// Calls `visit` with every edge to types that callers send.
pub(super) fn of_requests(graph: &mut TypeGraph, visit: &mut dyn FnMut(&mut Use)) {
    for operation in &mut graph.operations {
        for parameter in operation.path.iter_mut().chain(&mut operation.parameters) {
            visit(&mut parameter.ty);
        }
        if let Some(body) = &mut operation.body {
            visit(&mut body.ty);
        }
    }
}

/// Calls `visit` with every edge to types that the API sends: responses, errors, webhooks and callbacks.
pub(super) fn of_answers(graph: &mut TypeGraph, visit: &mut dyn FnMut(&mut Use)) {
    for operation in &mut graph.operations {
        if let Answer::Json(ty) | Answer::Several(ty, _) = &mut operation.answer {
            visit(ty);
        }
        if let Some(stream) = &mut operation.stream {
            visit(&mut stream.item);
        }
        for (_, ty) in &mut operation.errors {
            visit(ty);
        }
        for body in &mut operation.xml {
            visit(&mut body.ty);
        }
        for header in &mut operation.headers {
            visit(&mut header.ty);
        }
    }
    for payload in &mut graph.payloads {
        visit(&mut payload.ty);
    }
}
