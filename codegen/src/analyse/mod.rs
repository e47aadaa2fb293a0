//! Which references need a `Box`, and which types could never have a value.
//!
//! Both questions are about a plain graph of types, numbered from zero, and the by-value references between them.
//! Nothing here knows what a schema or a Rust item is, and no answer depends on the order of nodes or edges.

mod boxes;
mod components;
mod edge;
#[cfg(test)]
mod tests;
mod uninhabitable;

pub(crate) use boxes::boxes;
pub(crate) use components::components;
pub(crate) use edge::Edge;
pub(crate) use uninhabitable::uninhabitable;
