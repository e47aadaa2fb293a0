//! The by-value references between types, for [`analyse`](crate::analyse).

use std::collections::BTreeSet;

use crate::analyse::{self, Edge};
use crate::graph::{Shape, TypeGraph, TypeId, TypeNode, Use, broken_boxes};
use crate::name::Names;

/// The consequences of recursion.
pub(super) struct Recursion {
    /// Slots that need a `Box`.
    pub boxes: BTreeSet<(u32, u32)>,
    /// Required properties that make finite values impossible; they become optional.
    pub loosened: BTreeSet<(u32, u32)>,
}

/// Finds the slots that need a `Box`, and types without finite values.
pub(super) fn recursion(graph: &TypeGraph, names: &Names) -> Recursion {
    let mut edges = Vec::new();
    let mut required = Vec::new();
    for (index, node) in graph.types.iter().enumerate() {
        let from = index as u32;
        match &node.shape {
            Shape::Object(object) => {
                for (slot, property) in object.properties.iter().enumerate() {
                    if let Some((to, must)) = by_value(graph, names, property.ty) {
                        let edge = Edge {
                            from,
                            slot: slot as u32,
                            to: to.0,
                        };
                        edges.push(edge);
                        if property.required && must {
                            required.push(edge);
                        }
                    }
                }
            }
            Shape::Union(union) => {
                for (slot, branch) in union.branches.iter().enumerate() {
                    if let Some((to, _)) = by_value(graph, names, branch.ty) {
                        edges.push(Edge {
                            from,
                            slot: slot as u32,
                            to: to.0,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    let mut loosened = BTreeSet::new();
    loop {
        let union = |id: u32| matches!(graph[TypeId(id)].shape, Shape::Union(_));
        let cycles = analyse::uninhabitable(graph.types.len(), &required, union);
        let first: BTreeSet<(u32, u32)> = cycles
            .iter()
            .filter_map(|c| c.first())
            .map(|edge| (edge.from, edge.slot))
            .collect();
        if first.is_empty() {
            break;
        }
        required.retain(|edge| !first.contains(&(edge.from, edge.slot)));
        loosened.extend(first);
    }
    let boxes = analyse::boxes(graph.types.len(), &edges);
    debug_assert_eq!(
        broken_boxes(graph.types.len(), &edges, &boxes),
        [] as [String; 0]
    );
    Recursion { boxes, loosened }
}

/// The item that a use holds by value, and whether it is required.
fn by_value(graph: &TypeGraph, names: &Names, ty: Use) -> Option<(TypeId, bool)> {
    let same = |id: TypeId| names.same.get(&id).copied().unwrap_or(id);
    let next = |id, _: &TypeNode| match graph[same(id)].shape {
        Shape::Alias(inner) => Some(inner),
        // an emptyable value may be missing, like a nullable one
        Shape::Emptyable(inner) => Some(Use {
            nullable: true,
            ..inner
        }),
        _ => None,
    };
    let end = graph.follow(ty, next)?;
    let id = same(end.ty);
    matches!(graph[id].shape, Shape::Object(_) | Shape::Union(_)).then_some((id, !end.nullable))
}
