//! Moves `null` from schemas to the edges that lead to them.
//!
//! A schema that allows null by itself (`nullable: true` in a component, a union with a nullable branch) makes every use of it
//! nullable; its shape then describes the other values only.

use super::edges;
use crate::graph::{PerType, TypeGraph, TypeId, Use};

/// Moves nullability to the edges. `own` tells which nodes allow null themselves.
pub(in crate::shape) fn settle(graph: &mut TypeGraph, own: &mut PerType<bool>) {
    // the nodes that pass on the null of a node
    let mut users: PerType<Vec<TypeId>> = graph.per_type(Vec::new());
    let mut found: Vec<TypeId> = Vec::new();
    let ids = graph.ids();
    for (node, at) in graph.types.iter_mut().zip(ids) {
        let mut nullable = own[at];
        if edges::is_transparent(&node.shape) {
            edges::of_shape(&mut node.shape, &mut |ty| {
                nullable |= ty.nullable;
                users[ty.ty].push(at);
            });
        }
        if nullable {
            found.push(at);
        }
    }
    let mut seen = graph.per_type(false);
    while let Some(at) = found.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            own[at] = true;
            found.append(&mut users[at]);
        }
    }
    for node in &mut graph.types {
        let transparent = edges::is_transparent(&node.shape);
        edges::of_shape(&mut node.shape, &mut |ty| {
            ty.nullable = !transparent && (ty.nullable || own[ty.ty]);
        });
    }
    edges::of_operations(graph, &mut |ty: &mut Use| ty.nullable |= own[ty.ty]);
}
