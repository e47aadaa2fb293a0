//! The type graph: the meaning of the document, without Rust names.
//!
//! `shape` builds it; `name` and `join` read it. Every schema of the document is one [`TypeNode`] with one closed [`Shape`];
//! a `$ref` is an edge to the node of its target. Vendor keywords are translated to neutral [`Hints`]. The graph does not
//! depend on the order of component maps: nodes are created from the components by name, then from the operations by path
//! template and verb.

mod check;
mod hints;
mod info;
mod operation;
mod per_type;
mod types;
mod untyped;
mod whole;
mod wrappers;
mod xml;

pub(crate) use check::broken_boxes;
pub(crate) use hints::Hints;
pub(crate) use info::*;
pub(crate) use operation::*;
pub(crate) use per_type::PerType;
pub(crate) use types::*;
pub use untyped::{Cause, Untyped};
pub(crate) use whole::TypeGraph;
pub(crate) use xml::{XmlNodeType, XmlObject};
