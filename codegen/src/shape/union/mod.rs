//! Combined schemas: resolves `allOf`, `anyOf` and `oneOf`, and finds what distinguishes the branches of unions.
//!
//! ```text
//! raw         a node whose shape still depends on other nodes
//! family      base schemas that others include by `allOf`, and their members
//! members     the two nodes of a base: its own object, and the union of its members
//! resolve     raw nodes → shapes, each once, on demand
//! tags        what distinguishes the branches of a union
//! ```

pub(super) mod family;
mod members;
pub(super) mod raw;
pub(super) mod resolve;
pub(super) mod tags;
