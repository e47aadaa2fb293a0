//! Combined schemas: what `allOf`, `anyOf` and `oneOf` come to, and what tells the branches of unions apart.
//!
//! ```text
//! raw         a node whose shape still depends on other nodes
//! bases       inheritance: schemas with a `discriminator` that others include by `allOf`
//! resolve     raw nodes → shapes, each once, on demand
//! tags        what tells the branches of a union apart
//! ```

pub(super) mod bases;
pub(super) mod raw;
pub(super) mod resolve;
pub(super) mod tags;
