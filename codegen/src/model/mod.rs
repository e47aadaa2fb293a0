//! The intermediate model: all decisions are made, no lookups are left.
//!
//! The model describes Rust only: namespaces, objects, enums, unions, params and resources with their final identifiers,
//! presences and documentation. It has no schemas, component names or `$ref`s; its JSON pointers only record the place in
//! the document that an item came from. `emit` prints it. `cargo xtask model` shows it as JSON, which deserializes to an
//! equal model.

mod conversions;
mod features;
mod handles;
mod headers;
mod held;
mod items;
mod making;
mod map;
mod operation;
mod path;
mod paths;
mod reach;
mod server;
mod spelling;
#[cfg(test)]
mod tests;
mod tree;
mod types;
mod xml;

pub(crate) use conversions::{Becomes, Conversion, Given, Written};
pub use features::{Feature, Features, Gate};
pub use handles::*;
pub use headers::{HeaderMethod, MethodHeader};
pub(crate) use held::{customs, held, item_count, items};
pub use items::*;
pub(crate) use making::InPath;
pub use map::Mapped;
pub use operation::*;
pub use path::{rust_ident, rust_path};
pub(crate) use paths::Paths;
pub(crate) use reach::Reach;
pub use server::{Server, ServerVariable, SharedParameter, SharedPlace};
pub(crate) use spelling::{Spelling, spelled, tuple, type_name};
pub use tree::*;
pub use types::*;
pub use xml::{Xml, XmlAnswer, XmlForm, XmlNode, XmlProperty, XmlTable, XmlValue};
