//! Constants that describe an API.

use super::server::Server;
use super::shared::SharedParameter;

/// An API: where it is served, how callers prove who they are, what its headers are called.
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
    /// An API by its title and version (`info` of the document).
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

    /// Where it is served, unless the client says otherwise; an absolute URL, which may have a path.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Server::new(url));
        self
    }

    /// Where it is served: the first, unless the client says otherwise.
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// Servers of single operations that have variables.
    pub const fn operation_servers(mut self, servers: &'static [Server]) -> Self {
        self.operation_servers = servers;
        self
    }

    /// How the key is sent, where the API has no schemes; [`Auth::Bearer`] unless said.
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// The security schemes, by name.
    pub const fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.schemes = schemes;
        self
    }

    /// Which schemes its operations ask for: alternatives, each of the names of schemes that go together. None of them,
    /// or an empty one, says that it goes without.
    pub const fn security(mut self, alternatives: Security) -> Self {
        self.security = alternatives;
        self
    }

    /// The parameters that belong to the client.
    pub const fn parameters(mut self, parameters: &'static [SharedParameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The header that names the API's version, and the version that the code was generated for.
    pub const fn version_header(mut self, name: &'static str, version: &'static str) -> Self {
        self.version_header = Some((name, version));
        self
    }

    /// The header that names the account on whose behalf a request is made.
    pub const fn account_header(mut self, name: &'static str) -> Self {
        self.account_header = Some(name);
        self
    }

    /// The header that marks repetitions of one request. Only with it are requests that change something repeated.
    pub const fn idempotency_header(mut self, name: &'static str) -> Self {
        self.idempotency_header = Some(name);
        self
    }

    /// The header of an answer that names the request; `request-id` and `x-request-id` are known anyway.
    pub const fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = Some(name);
        self
    }

    /// Where an error's body has its message, as a JSON pointer such as `/error/message`; usual places are known.
    pub const fn error_message(mut self, pointer: &'static str) -> Self {
        self.error_message = pointer;
        self
    }

    /// Where an error's body has its code, as a JSON pointer.
    pub const fn error_code(mut self, pointer: &'static str) -> Self {
        self.error_code = pointer;
        self
    }

    /// Where an error's body says what sort of error it is, as a JSON pointer.
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
    /// `Authorization: Bearer KEY`: keys, and tokens of OAuth 2 and OpenID Connect that the caller got.
    Bearer,
    /// `Authorization: Basic …` of a key `user:password`; a key without a colon is a user without password.
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
    /// A scheme by its name; [`Auth::None`] is one that requests do not carry, such as a certificate.
    pub const fn new(name: &'static str, auth: Auth) -> Self {
        Self { name, auth }
    }
}
