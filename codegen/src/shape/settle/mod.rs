//! Steps over the whole graph, after every node has its shape.
//!
//! ```text
//! chains      resolves chains of nodes that each refer to the next
//! direction   splits types whose required properties differ in requests and responses
//! external    replaces branches that have one property by the type of that property
//! edges       visits all edges of the graph, to read or to change them
//! nullable    moves null to the edges
//! recognise   conventions with a type of their own: pages of lists, metadata, secrets
//! tuples      arrays of a fixed number of items
//! units       branches that are a single value hold nothing
//! sweep       drops unreachable nodes
//! unnamed     removes the names that bundling made up for targets of references
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
pub(super) mod units;
pub(super) mod unnamed;
