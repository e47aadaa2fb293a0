//! Finds the references that need a `Box`, and the types that have no finite value.
//!
//! Both work on a plain graph: types numbered from zero, and the by-value references between them. This pass must not know
//! schemas or Rust items, and no result depends on the order of nodes or edges.

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
