//! Moves `null` from schemas to the edges that lead to them.
//!
//! A schema that allows null by itself (`nullable: true` in a component, a union with a nullable branch) makes every use of it
//! nullable; its shape then describes the other values only.

use super::edges;
use crate::graph::{TypeGraph, Use};

/// Moves nullability to the edges. `own` says which nodes allow null by themselves.
pub(in crate::shape) fn settle(graph: &mut TypeGraph, own: &mut [bool]) {
    // who passes on the null of a node
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); own.len()];
    let mut found: Vec<u32> = Vec::new();
    for (node, at) in graph.types.iter_mut().zip(0u32..) {
        let mut nullable = own[at as usize];
        if edges::is_transparent(&node.shape) {
            edges::of_shape(&mut node.shape, &mut |ty| {
                nullable |= ty.nullable;
                users[ty.ty.0 as usize].push(at);
            });
        }
        if nullable {
            found.push(at);
        }
    }
    let mut seen = vec![false; own.len()];
    while let Some(at) = found.pop() {
        if !std::mem::replace(&mut seen[at as usize], true) {
            own[at as usize] = true;
            found.append(&mut users[at as usize]);
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
