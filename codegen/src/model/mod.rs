//! The intermediate model: every decision made, nothing left to look up.
//!
//! The model speaks Rust and only Rust: namespaces, objects, enums, unions, params and resources with their final
//! identifiers, presences and documentation. It holds no schema, no component name and no `$ref`; the JSON pointers in
//! it serve only to name the place that an item came from. `emit` prints it, `cargo xtask model` shows
//! it as JSON, and that JSON reads back equal.

mod api;
mod build;
mod convert;
mod defaults;
mod direction;
mod handles;
mod items;
mod layout;
mod links;
mod map;
mod operations;
mod paging;
mod places;
mod prose;
mod recursion;
mod same;
mod template;
#[cfg(test)]
mod tests;
mod types;

pub use build::build;
pub use handles::*;
pub use items::*;
pub use map::{Mapped, map};
pub(crate) use paging::unused as unused_page_rules;
pub use types::*;

/// The path of an item as source code: `crate::identity::r#type::Name`.
pub fn rust_path(path: &[String]) -> String {
    path.iter().fold("crate".to_owned(), |out, ident| {
        out + "::" + &rust_ident(ident)
    })
}

/// An identifier as source code, raw where it is a keyword.
pub fn rust_ident(ident: &str) -> String {
    if crate::name::words::is_keyword(ident) {
        format!("r#{ident}")
    } else {
        ident.to_owned()
    }
}
