//! Finds the references that need a `Box`.

use std::collections::BTreeSet;

use super::components::{components, is_inside};
use super::edge::Edge;

/// Decides which by-value references need a `Box` so that every type has a finite size, as `(from, slot)`.
///
/// An edge needs one when both ends lie in the same strongly connected component of the graph. Edges whose ends are not
/// below `node_count` are left alone.
pub(crate) fn boxes(node_count: usize, edges: &[Edge]) -> BTreeSet<(u32, u32)> {
    let component = components(node_count, edges);
    edges
        .iter()
        .filter(|edge| is_inside(&component, edge))
        .map(|edge| (edge.from, edge.slot))
        .collect()
}
