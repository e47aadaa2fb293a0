//! The API as a whole: title, servers, credentials, tags.

/// What the document says of the API as a whole.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`, as the document has it.
    pub description: String,
    /// Where it is served; the first is the default.
    pub servers: Vec<Server>,
    /// Security schemes by name, those of the document's own `security` first.
    pub schemes: Vec<(String, SecurityScheme)>,
    /// Where tokens of OAuth 2 come from, in the order of the schemes.
    pub tokens: Vec<TokenSource>,
    /// What operations ask for that say nothing else.
    pub security: Security,
    /// Parameters that belong to the client.
    pub parameters: Vec<SharedParameter>,
    /// Tags with their descriptions, in the document's order.
    pub tags: Vec<(String, String)>,
}

/// A parameter that belongs to the client, as the same value goes with nearly every request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedParameter {
    /// Its name.
    pub wire: String,
    /// Its value unless a program says otherwise.
    pub default: Option<String>,
    /// Whether an operation can't do without.
    pub required: bool,
}

/// Where tokens of a security scheme come from (OpenAPI 3.0, OAuth Flow Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSource {
    /// The name of the scheme.
    pub scheme: String,
    /// `tokenUrl`, as the document has it.
    pub url: String,
    /// Whether a program gets them for itself (`clientCredentials`), rather than for a user who has signed in.
    pub for_program: bool,
    /// The names of the scopes, sorted.
    pub scopes: Vec<String>,
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
pub(crate) type Security = Vec<Vec<String>>;

/// Where an API is served (OpenAPI 3.0, Server Object).
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
    /// Its value unless a program says otherwise.
    pub default: String,
    /// The values that are allowed; none where any is.
    pub values: Vec<String>,
}
