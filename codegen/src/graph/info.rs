//! The API as a whole.

/// What the document says of the API as a whole.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`, as the document has it.
    pub description: String,
    /// Base URLs, the first is the default; variables filled with their defaults.
    pub servers: Vec<String>,
    /// Security schemes by name, those of the document's own `security` first.
    pub schemes: Vec<(String, SecurityScheme)>,
    /// What operations ask for that say nothing else.
    pub security: Security,
    /// Tags with their descriptions, in the document's order.
    pub tags: Vec<(String, String)>,
}

/// How callers say who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityScheme {
    /// HTTP bearer.
    Bearer,
    /// HTTP basic.
    Basic,
    /// API key in a header.
    Header(String),
    /// API key in the query.
    Query(String),
    /// API key in a cookie.
    Cookie(String),
    /// OAuth 2 or OpenID Connect.
    OAuth2,
    /// Nothing that a request carries, such as a certificate of the client.
    Elsewhere,
}

/// Alternatives, each of which names the schemes that are needed together (OpenAPI 3.0, Security Requirement Object). One
/// without schemes says that none is needed; no alternative says the same.
pub type Security = Vec<Vec<String>>;
