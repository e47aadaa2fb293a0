//! Response headers.

use serde::{Deserialize, Serialize};

use super::types::Type;

/// A method that reads a header of answers and errors (OpenAPI 3.0, Header Object).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeaderMethod {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The header's name.
    pub wire: String,
    /// What it is read as.
    pub ty: Type,
    /// Whether all that is documented to have it must have it: that it is missing is an error then.
    pub required: bool,
    /// Whether its value is a JSON text.
    pub json: bool,
    /// Markdown.
    pub doc: String,
}

/// A header that an operation's answers or errors carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodHeader {
    /// The method that reads it.
    pub ident: String,
    /// The header's name.
    pub wire: String,
    /// Statuses of the errors that carry it; none where a success does.
    pub errors: Vec<String>,
    /// Whether they must have it.
    pub required: bool,
    /// One line of Markdown.
    pub doc: String,
}
