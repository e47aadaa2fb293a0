//! Moves `null` from schemas to the edges that lead to them.
//!
//! A schema that allows null by itself (`nullable: true` in a component, a union with a nullable branch) makes every
//! use of it nullable; the schema's own shape then speaks of the other values only.

use super::edges;
use crate::graph::{TypeGraph, Use};

/// Moves nullability to the edges. `own` says which nodes allow null by themselves.
pub(in crate::shape) fn settle(graph: &mut TypeGraph, own: &mut [bool]) {
    // Chains of schemas that pass null on are short: mostly one round finds all, a second one sees no change.
    let mut changed = true;
    while changed {
        changed = false;
        for index in 0..graph.types.len() {
            if own[index] || !edges::is_transparent(&graph.types[index].shape) {
                continue;
            }
            let mut nullable = false;
            edges::of_shape(&mut graph.types[index].shape, &mut |ty| {
                nullable |= ty.nullable || own[ty.ty.0 as usize]
            });
            if nullable {
                own[index] = true;
                changed = true;
            }
        }
    }
    for node in &mut graph.types {
        let transparent = edges::is_transparent(&node.shape);
        edges::of_shape(&mut node.shape, &mut |ty| {
            ty.nullable = !transparent && (ty.nullable || own[ty.ty.0 as usize]);
        });
    }
    edges::of_operations(graph, &mut |ty: &mut Use| {
        ty.nullable |= own[ty.ty.0 as usize]
    });
}
