//! Which types are sent, and which are received.

use std::collections::BTreeSet;

use crate::graph::{Shape, TypeGraph, TypeId};
use crate::name::params;
use crate::shape::received;

/// The types in params and bodies, which callers create.
pub(super) fn made(graph: &TypeGraph) -> BTreeSet<TypeId> {
    let mut roots: Vec<TypeId> = Vec::new();
    for operation in &graph.operations {
        roots.extend(operation.path.iter().map(|p| p.ty.ty));
        for source in params::sources(graph, operation) {
            roots.push(match source {
                params::Source::Parameter(p) => p.ty.ty,
                params::Source::Property(p) => p.ty.ty,
                params::Source::Body(b) => b.ty.ty,
            });
        }
    }
    graph.reached(roots)
}

/// The types that the API sends: in responses, errors, webhooks and callbacks.
pub(super) fn answered(graph: &TypeGraph) -> BTreeSet<TypeId> {
    let mut roots: Vec<TypeId> = graph.payloads.iter().map(|p| p.ty.ty).collect();
    for operation in &graph.operations {
        roots.extend(operation.errors.iter().map(|(_, ty)| ty.ty));
        if let Some(ty) = operation.answer.ty() {
            roots.push(ty.ty);
        }
        roots.extend(operation.stream.iter().map(|stream| stream.item.ty));
    }
    received(graph, &roots)
}

/// The types that are whole multipart bodies.
pub(super) fn uploads(graph: &TypeGraph) -> BTreeSet<TypeId> {
    let bodies = graph
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let mut queue: Vec<TypeId> = bodies
        .filter(|body| {
            body.media_type
                .to_ascii_lowercase()
                .starts_with("multipart/")
        })
        .map(|body| body.ty.ty)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = queue.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &graph[id].shape {
            Shape::Alias(inner) => queue.push(inner.ty),
            Shape::Union(union) => queue.extend(union.branches.iter().map(|b| b.ty.ty)),
            _ => {}
        }
    }
    seen
}
