//! Resources from tags.

use super::{Placement, in_module, method};
use crate::graph::{Operation, TypeGraph};

/// The placement under the operation's first tag: a namespace of the tag's name with one handle in it.
pub fn place(graph: &TypeGraph, operation: &Operation) -> Placement {
    let tag = operation.tags.first().map_or("default", String::as_str);
    in_module(tag, operation, method::name(graph, operation, &[tag]))
}
