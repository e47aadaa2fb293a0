//! What a new version of a document changes in the Rust API, and what that means for the crate's version.
//!
//! ```text
//! side       Model → paths              all that a model shows, by the paths that users write
//! usage      Model → endpoints          which operations send or receive an item
//! whole      two models → changes       path by path, in order
//! identity   two sides → identities     types that moved, that were one, or that are one now
//! items      two items → changes        what both are, handed on:
//!   objects                             structs with their fields and `new`, params
//!   choices                             enums, unions, constants
//!   handles                             methods, and how they are sent
//!   said                                documentation, rules, deprecation, types
//! api        two models → changes       servers, credentials, names at the crate root
//! list       changes → changes          their order, and those that are listed as one
//! ```
//!
//! The rules are those of Cargo's SemVer chapter, applied to what is emitted: structs and enums are `#[non_exhaustive]`,
//! so a new field or variant breaks nobody; a new required field of something that callers make changes `new`, and does.
//! A type is known by its path: what the old path means in the new crate is compared with what stands there now, and
//! aliases and re-exports are looked through, as the compiler does.
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
