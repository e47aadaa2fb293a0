//! The Rust type of each schema of a document.

use super::types::Type;

/// The Rust type of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The type of its values, without presence.
    pub ty: Type,
    /// Whether `null` is allowed.
    pub nullable: bool,
    /// Whether it is a request body whose properties are fields of the operation's params.
    pub is_flattened: bool,
}
