//! Limits the nesting of unnamed types.
//!
//! Each unnamed type goes into the module of the type that contains it. No hand-written document is nested deep enough for
//! this limit to matter, but combinations of combined schemas may be.

use std::collections::{BTreeSet, VecDeque};

use super::edges;
use crate::graph::{PerType, Shape, TypeId, TypeNode, Untyped};
use crate::limits::Limit;
use crate::shape::shaper::Shaper;

/// Reports types nested deeper than the limit, and replaces them by any value.
pub(in crate::shape) fn bound(shaper: &mut Shaper<'_>) {
    let most = shaper.input.limits.of(Limit::Nested);
    let Some(first) = cut(shaper, most) else {
        return;
    };
    let pointer = shaper.graph[first].pointer.clone();
    let message = format!("unnamed types are nested more than {most} levels deep");
    shaper.exceeded(Limit::Nested, &pointer, message);
}

/// Cuts off types that are nested too deep, and returns the first.
fn cut(shaper: &mut Shaper<'_>, most: usize) -> Option<TypeId> {
    let graph = &mut shaper.graph;
    let mut depths: PerType<Option<usize>> = graph.per_type(None);
    let mut queue: VecDeque<(TypeId, usize)> = VecDeque::new();
    queue.extend(graph.components.iter().map(|(_, id)| (*id, 0)));
    let mut roots = Vec::new();
    edges::of_operations(graph, &mut |ty| roots.push(ty.ty));
    // recursive wrappers are types as well
    let knots = graph.knots();
    let mut roots: Vec<_> = (roots.into_iter())
        .map(|id| (id, own(&graph[id], id, &knots)))
        .collect();
    roots.sort_unstable_by_key(|(_, depth)| *depth);
    queue.extend(roots);
    let mut first = None;
    // breadth first
    while let Some((id, depth)) = queue.pop_front() {
        let known = &mut depths[id];
        if known.is_some_and(|known| known <= depth) {
            continue;
        }
        *known = Some(depth);
        if depth > most {
            first.get_or_insert(id);
            graph[id].shape = Shape::Any;
            graph[id].untyped = Some(Untyped::Endless);
            continue;
        }
        for ty in graph[id].shape.uses().collect::<Vec<_>>() {
            match own(&graph[ty.ty], ty.ty, &knots) {
                // components were starting points
                _ if graph[ty.ty].component.is_some() => {}
                0 => queue.push_front((ty.ty, depth)),
                deeper => queue.push_back((ty.ty, depth.saturating_add(deeper))),
            }
        }
    }
    first
}

/// By how much a type is nested deeper than its owner.
fn own(node: &TypeNode, id: TypeId, knots: &BTreeSet<TypeId>) -> usize {
    let is_nominal = match node.shape {
        Shape::Object(_) | Shape::Union(_) | Shape::Enum(_) | Shape::Constant(_) => true,
        _ => knots.contains(&id),
    };
    usize::from(node.component.is_none() && is_nominal)
}
