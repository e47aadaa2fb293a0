//! The Rust type of each schema of a document.

use super::types::Type;

/// What a schema has become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The type of its values, without presence.
    pub ty: Type,
    /// Whether `null` may stand in its place.
    pub nullable: bool,
    /// Whether it is the body of an operation whose properties are fields of the operation's params.
    pub is_flattened: bool,
}
