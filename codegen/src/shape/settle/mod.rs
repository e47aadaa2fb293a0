//! Steps over the whole graph, once every node has its shape.
//!
//! ```text
//! chains      where nodes that each name the next end
//! direction   a type whose required properties differ in requests and answers becomes two
//! external    branches that are objects of one property become what that holds
//! edges       all edges of the graph, to look at or to change
//! nullable    null moves to the edges
//! recognise   conventions with a type of their own: pages of lists, metadata, secrets
//! tuples      arrays of a fixed number of items
//! sweep       nodes that nothing leads to are dropped
//! unnamed     schemas that only a reference made components lose the names that it gave them
//! ```

pub(super) mod chains;
pub(super) mod direction;
pub(super) mod edges;
pub(super) mod external;
pub(super) mod nested;
pub(super) mod nullable;
pub(super) mod periods;
pub(super) mod recognise;
pub(super) mod streams;
pub(super) mod sweep;
pub(super) mod tuples;
pub(super) mod unnamed;
