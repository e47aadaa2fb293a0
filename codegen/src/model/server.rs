//! The servers of an API.

use serde::{Deserialize, Serialize};

/// A server of an API or an operation (OpenAPI 3.0, Server Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// The base URL, with variables in braces.
    pub url: String,
    /// Its description, on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The variables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}

/// A variable of a [`Server`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its default value.
    pub default: String,
    /// The allowed values; empty if any is allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// A client parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedParameter {
    /// Its name.
    pub wire: String,
    /// Its default value.
    pub default: Option<String>,
    /// Whether some operation requires it.
    pub required: bool,
}

/// The location of a client parameter in an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedPlace {
    /// The path, under this name.
    Path(String),
    /// The query, under this name.
    Query(String),
    /// The header of this name.
    Header(String),
    /// The cookie of this name.
    Cookie(String),
}
