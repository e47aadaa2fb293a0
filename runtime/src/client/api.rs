//! Constants that describe an API.

use super::server::Server;
use super::shared::SharedParameter;

/// An API: its servers, authentication, and header names.
#[derive(Debug)]
pub struct Api {
    pub(crate) title: &'static str,
    pub(crate) version: &'static str,
    pub(crate) server: Option<Server>,
    pub(crate) servers: &'static [Server],
    pub(crate) operation_servers: &'static [Server],
    pub(crate) auth: Auth,
    pub(crate) schemes: &'static [Scheme],
    pub(crate) security: Security,
    pub(crate) parameters: &'static [SharedParameter],
    pub(crate) version_header: Option<(&'static str, &'static str)>,
    pub(crate) account_header: Option<&'static str>,
    pub(crate) idempotency_header: Option<&'static str>,
    pub(crate) request_id_header: Option<&'static str>,
    pub(crate) error_message: &'static str,
    pub(crate) error_code: &'static str,
    pub(crate) error_kind: &'static str,
}

impl Api {
    /// An API with its title and version (`info` of the document).
    pub const fn new(title: &'static str, version: &'static str) -> Self {
        Self {
            title,
            version,
            server: None,
            servers: &[],
            operation_servers: &[],
            auth: Auth::Bearer,
            schemes: &[],
            security: &[],
            parameters: &[],
            version_header: None,
            account_header: None,
            idempotency_header: None,
            request_id_header: None,
            error_message: "",
            error_code: "",
            error_kind: "",
        }
    }

    /// Sets the default server: an absolute URL, which may have a path.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Server::new(url));
        self
    }

    /// Sets the servers. The first one is the default.
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// Sets the servers of single operations that have variables.
    pub const fn operation_servers(mut self, servers: &'static [Server]) -> Self {
        self.operation_servers = servers;
        self
    }

    /// Sets how the key is sent if the API has no schemes; [`Auth::Bearer`] by default.
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Sets the security schemes, by name.
    pub const fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.schemes = schemes;
        self
    }

    /// Sets the schemes that operations require by default: alternatives, each with the names of schemes that are used
    /// together. No alternative, or an empty one, means that none is required.
    pub const fn security(mut self, alternatives: Security) -> Self {
        self.security = alternatives;
        self
    }

    /// Sets the client parameters.
    pub const fn parameters(mut self, parameters: &'static [SharedParameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets the header for the API's version, and the version that the code was generated for.
    pub const fn version_header(mut self, name: &'static str, version: &'static str) -> Self {
        self.version_header = Some((name, version));
        self
    }

    /// Sets the header for the account on whose behalf a request is made.
    pub const fn account_header(mut self, name: &'static str) -> Self {
        self.account_header = Some(name);
        self
    }

    /// Sets the header for idempotency keys. Without it, requests with side effects are not retried.
    pub const fn idempotency_header(mut self, name: &'static str) -> Self {
        self.idempotency_header = Some(name);
        self
    }

    /// Sets the response header with the request id; `request-id` and `x-request-id` are always recognised.
    pub const fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = Some(name);
        self
    }

    /// Sets the JSON pointer to the message in an error body, such as `/error/message`; common ones are always recognised.
    pub const fn error_message(mut self, pointer: &'static str) -> Self {
        self.error_message = pointer;
        self
    }

    /// Sets the JSON pointer to the code in an error body.
    pub const fn error_code(mut self, pointer: &'static str) -> Self {
        self.error_code = pointer;
        self
    }

    /// Sets the JSON pointer to the kind of error in an error body.
    pub const fn error_kind(mut self, pointer: &'static str) -> Self {
        self.error_kind = pointer;
        self
    }
}

/// How a request is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all.
    None,
    /// `Authorization: Bearer KEY`: keys, and OAuth 2 or OpenID Connect tokens that the caller obtained.
    Bearer,
    /// `Authorization: Basic …` with a key `user:password`; a key without a colon is a user without a password.
    Basic,
    /// The key in a header of this name.
    Header(&'static str),
    /// The key in the query, under this name.
    Query(&'static str),
    /// The key in a cookie of this name.
    Cookie(&'static str),
}

/// Alternatives, each of which names the schemes that go together.
pub(crate) type Security = &'static [&'static [&'static str]];

/// A security scheme, with its name in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scheme {
    pub(crate) name: &'static str,
    pub(crate) auth: Auth,
}

impl Scheme {
    /// A scheme with its name; [`Auth::None`] is one outside of the request, such as a client certificate.
    pub const fn new(name: &'static str, auth: Auth) -> Self {
        Self { name, auth }
    }
}
