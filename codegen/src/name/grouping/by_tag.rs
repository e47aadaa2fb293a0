//! Resources from tags.

use super::{Decisions, Named, Placement, in_levels};
use crate::graph::TypeGraph;

/// Groups by the operation's first tag: a namespace with the tag's name and one handle in it.
pub(super) fn place(graph: &TypeGraph, decisions: &Decisions, operation: &Named<'_>) -> Placement {
    let tag = operation.tags.first().map_or("default", String::as_str);
    in_levels(graph, decisions, operation, tag, &[tag])
}
