//! Combined schemas: what `allOf`, `anyOf` and `oneOf` come to, and what tells the branches of unions apart.
//!
//! ```text
//! raw         a node whose shape still depends on other nodes
//! family      schemas that others include by `allOf`, and that stand for those others where they are used
//! members     the two nodes of a base: what it says itself, and the union of its members
//! resolve     raw nodes → shapes, each once, on demand
//! tags        what tells the branches of a union apart
//! ```

pub(super) mod family;
mod members;
pub(super) mod raw;
pub(super) mod resolve;
pub(super) mod tags;
