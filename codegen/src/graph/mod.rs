//! The type graph: what the document means, before anything has a Rust name.
//!
//! `shape` fills it; `name` and `join` read it. Every schema of the
//! document is one [`TypeNode`] with one closed [`Shape`]; a `$ref` is an edge to the node of its target. Vendor
//! keywords end here as neutral [`Hints`]. Nothing in it depends on the order of a component map: nodes are made by
//! walking the components by name and then the operations by path template and verb.

mod check;
mod info;
mod operation;
mod per_type;
mod types;
mod untyped;
mod whole;
mod wrappers;
mod xml;

pub(crate) use check::broken_boxes;
pub(crate) use info::*;
pub(crate) use operation::*;
pub(crate) use per_type::PerType;
pub(crate) use types::*;
pub use untyped::Untyped;
pub(crate) use whole::TypeGraph;
pub(crate) use xml::{XmlNodeType, XmlObject};
