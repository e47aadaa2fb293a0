//! Resources from tags.

use super::{Decisions, Placement, in_levels};
use crate::graph::{Operation, TypeGraph};

/// The placement under the operation's first tag: a namespace of the tag's name with one handle in it.
pub(super) fn place(graph: &TypeGraph, decisions: &Decisions, operation: &Operation) -> Placement {
    let tag = operation.tags.first().map_or("default", String::as_str);
    in_levels(graph, decisions, operation, tag, &[tag])
}
