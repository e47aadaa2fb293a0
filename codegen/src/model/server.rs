//! The servers of an API.

use serde::{Deserialize, Serialize};

/// Where an API or an operation is served (OpenAPI 3.0, Server Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// The base URL, with variables in braces.
    pub url: String,
    /// What it is, on one line.
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
    /// Its value unless a program says otherwise.
    pub default: String,
    /// The values that are allowed; none where any is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// A parameter that belongs to the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedParameter {
    /// Its name.
    pub wire: String,
    /// Its value unless a program says otherwise.
    pub default: Option<String>,
    /// Whether an operation can't do without.
    pub required: bool,
}

/// Where an operation takes a parameter that belongs to the client.
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
