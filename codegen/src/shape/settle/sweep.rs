//! Drops unreachable nodes, and edges through unnamed aliases.

use super::edges;
use crate::diagnostic::Code;
use crate::graph::{PerType, Shape, TypeGraph, TypeId, Untyped, Use};
use crate::shape::annotation::notes;
use crate::shape::shaper::Shaper;

/// Keeps the components, and all nodes that they and the operations reach; renumbers them in the same order.
pub(in crate::shape) fn sweep(graph: &mut TypeGraph) {
    let mut reached = graph.per_type(false);
    let mut stack: Vec<TypeId> = graph.components.iter().map(|(_, id)| *id).collect();
    edges::of_operations(graph, &mut |ty| stack.push(ty.ty));
    while let Some(id) = stack.pop() {
        if std::mem::replace(&mut reached[id], true) {
            continue;
        }
        edges::of_shape(&mut graph[id].shape, &mut |ty| stack.push(ty.ty));
    }
    let mut numbers = graph.per_type(TypeId(0));
    let kept = graph.ids().filter(|id| reached[*id]);
    for (id, next) in kept.zip(0..) {
        numbers[id] = TypeId(next);
    }
    let mut ids = graph.ids();
    graph
        .types
        .retain(|_| ids.next().is_some_and(|id| reached[id]));
    graph.types.shrink_to_fit();
    let mut renumber = |ty: &mut Use| ty.ty = numbers[ty.ty];
    for node in &mut graph.types {
        edges::of_shape(&mut node.shape, &mut renumber);
    }
    edges::of_operations(graph, &mut renumber);
    for (_, id) in &mut graph.components {
        *id = numbers[*id];
    }
}

/// Points every alias at the end of its chain. A cycle of aliases becomes any value.
pub(in crate::shape) fn straighten(shaper: &mut Shaper<'_>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Met,
        Straight,
    }
    let mut states = shaper.graph.per_type(State::New);
    let mut rings: Vec<TypeId> = Vec::new();
    let mut path: Vec<TypeId> = Vec::new();
    for start in shaper.graph.ids() {
        let mut at = start;
        // The end of the chain, and whether it is nullable.
        let mut end = loop {
            let here = Use {
                ty: at,
                nullable: false,
            };
            let Shape::Alias(next) = shaper.graph[at].shape else {
                break here;
            };
            match states[at] {
                State::Straight => {
                    let nullable = next.nullable || shaper.nullable[at];
                    break Use { nullable, ..next };
                }
                State::Met => {
                    shaper.graph[at].shape = Shape::Any;
                    shaper.graph[at].untyped = Some(Untyped::Endless);
                    rings.push(at);
                    break here;
                }
                State::New => {}
            }
            states[at] = State::Met;
            path.push(at);
            at = next.ty;
        };
        for node in path.drain(..).rev() {
            if let Shape::Alias(next) = &mut shaper.graph[node].shape {
                end.nullable |= next.nullable;
                *next = end;
                end.nullable |= shaper.nullable[node];
            }
            states[node] = State::Straight;
        }
    }
    for ring in rings {
        let pointer = shaper.graph[ring].pointer.clone();
        shaper.warn(
            Code::ReferenceCycle,
            &pointer,
            "this schema only refers to itself; it is treated as any value",
        );
    }
}

/// Merges a component that only renames an unnamed schema with that schema.
///
/// `moved` is called for every schema that a component took over.
pub(in crate::shape) fn adopt(shaper: &mut Shaper<'_>, moved: &mut dyn FnMut(TypeId, TypeId)) {
    let found = &mut shaper.found;
    let graph = &mut found.graph;
    for (_, id) in graph.components.clone() {
        if found.renamed.contains(&id) {
            continue;
        }
        let Shape::Alias(target) = graph[id].shape else {
            continue;
        };
        let inner = &mut graph[target.ty];
        if inner.component.is_some() || matches!(inner.shape, Shape::Alias(_)) {
            continue;
        }
        let here = Shape::Alias(Use {
            ty: id,
            nullable: false,
        });
        let shape = std::mem::replace(&mut inner.shape, here);
        let meta = inner.meta.clone();
        graph[id].shape = shape;
        notes::fill(&mut graph[id].meta, &meta);
        moved(target.ty, id);
    }
}

/// Points edges past unnamed aliases.
pub(in crate::shape) fn shorten(graph: &mut TypeGraph) {
    let nodes = graph.types.iter();
    let targets: PerType<Option<Use>> = nodes
        .map(|node| match (&node.component, &node.shape) {
            (None, Shape::Alias(next)) => Some(*next),
            _ => None,
        })
        .collect();
    let shorten = |ty: &mut Use| {
        if let Some(target) = targets[ty.ty] {
            ty.ty = target.ty;
            ty.nullable |= target.nullable;
        }
    };
    for node in &mut graph.types {
        edges::of_shape(&mut node.shape, &mut |ty| shorten(ty));
    }
    edges::of_operations(graph, &mut |ty| shorten(ty));
}
