//! Compares the Rust APIs of two versions of a document, and decides which version number the change requires.
//!
//! ```text
//! side       Model → paths              the public items of a model, by the paths that users write
//! usage      Model → endpoints          which operations send or receive an item
//! whole      two models → changes       path by path, in order
//! identity   two sides → identities     types that moved, were split or were merged
//! items      two items → changes        dispatches by kind:
//!   objects                             structs with their fields and `new`, params
//!   choices                             enums, unions, constants
//!   handles                             methods, and how they are sent
//!   said                                documentation, constraints, deprecation, types
//! api        two models → changes       servers, credentials, names at the crate root
//! list       changes → changes          sorts changes, and merges those that belong together
//! ```
//!
//! The rules are those of Cargo's SemVer chapter, applied to the generated code: structs and enums are `#[non_exhaustive]`,
//! so a new field or variant breaks nothing; a new required field of a type that users construct changes `new`, and is
//! breaking. A type is identified by its path: the comparison looks up the old path in the new crate, through aliases and
//! re-exports, as the compiler does.
//!
//! Must not know: OpenAPI, the disk, the terminal.

mod api;
mod change;
mod changes;
mod choices;
mod handles;
mod identity;
mod items;
mod list;
mod objects;
mod said;
mod show;
mod side;
#[cfg(test)]
mod tests;
mod usage;
mod whole;
mod xml;

pub use change::{Change, Concern, Diff, Impact, Kind};
pub use whole::diff;
