//! The API as a whole: title, servers, credentials, tags.

/// Data about the API as a whole.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`, as the document has it.
    pub description: String,
    /// The servers; the first is the default.
    pub servers: Vec<Server>,
    /// Security schemes by name, those of the document's own `security` first.
    pub schemes: Vec<(String, SecurityScheme)>,
    /// OAuth 2 token endpoints, in the order of the schemes.
    pub tokens: Vec<TokenSource>,
    /// The credentials that operations require by default.
    pub security: Security,
    /// Parameters that belong to the client.
    pub parameters: Vec<SharedParameter>,
    /// Tags with their descriptions, in the document's order.
    pub tags: Vec<(String, String)>,
}

/// A client parameter: the same value is sent with nearly every request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedParameter {
    /// Its name.
    pub wire: String,
    /// Its default value.
    pub default: Option<String>,
    /// Whether some operation requires it.
    pub required: bool,
}

/// The token endpoint of a security scheme (OpenAPI 3.0, OAuth Flow Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSource {
    /// The name of the scheme.
    pub scheme: String,
    /// `tokenUrl`, as the document has it.
    pub url: String,
    /// Whether the program authenticates itself (`clientCredentials`), rather than a user who has signed in.
    pub for_program: bool,
    /// The names of the scopes, sorted.
    pub scopes: Vec<String>,
}

/// How callers authenticate.
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
    /// Credentials outside of the request, such as a client certificate.
    Elsewhere,
}

/// Alternatives, each with the schemes that are required together (OpenAPI 3.0, Security Requirement Object). An alternative
/// without schemes means that none is required, and so does an empty list.
pub(crate) type Security = Vec<Vec<String>>;

/// A server of the API (OpenAPI 3.0, Server Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The base URL, with variables in braces. A relative one stays relative.
    pub url: String,
    /// `description`
    pub description: String,
    /// The variables, in the document's order.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a [`Server`] (OpenAPI 3.0, Server Variable Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its default value.
    pub default: String,
    /// The allowed values; empty if any is allowed.
    pub values: Vec<String>,
}
