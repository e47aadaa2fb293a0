//! Response headers.

use serde::{Deserialize, Serialize};

use super::types::Type;

/// A method that reads a header of responses and errors (OpenAPI 3.0, Header Object).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeaderMethod {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The header's name.
    pub wire: String,
    /// The type of its value.
    pub ty: Type,
    /// Whether every response documented with it requires it; then a missing header is an error.
    pub required: bool,
    /// Whether its value is JSON.
    pub json: bool,
    /// Markdown.
    pub doc: String,
}

/// A header of an operation's responses or errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodHeader {
    /// The method that reads it.
    pub ident: String,
    /// The header's name.
    pub wire: String,
    /// Statuses of the errors that have it; empty if a successful response has it.
    pub errors: Vec<String>,
    /// Whether they require it.
    pub required: bool,
    /// One line of Markdown.
    pub doc: String,
}
