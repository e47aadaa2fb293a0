//! Constants that describe an API and its operations.

use super::server::Server;
use super::shared::{Shared, SharedParameter};
use crate::xml::Xml;
use crate::{Body, PartEncoding};

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

/// One operation of an API.
#[derive(Debug)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) template: &'static str,
    pub(crate) body: Body,
    pub(crate) content_type: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) server: Option<Server>,
    pub(crate) paging: Paging,
    pub(crate) security: Option<Security>,
    pub(crate) empty_object: bool,
    pub(crate) parts: &'static [PartEncoding],
    pub(crate) stream: Streaming,
    pub(crate) redirects: bool,
    pub(crate) shared: &'static [Shared],
    pub(crate) pages_in_body: bool,
    pub(crate) null_as: &'static str,
    pub(crate) xml: Option<Xml>,
    pub(crate) page_end: PageEnd,
}

/// What an operation says about the stream that it answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streaming {
    /// The media types to ask for.
    pub(crate) accept: &'static str,
    /// The property of the body that asks for a stream; empty where there is none.
    pub(crate) flag: &'static str,
    /// The text of the item that ends the stream; empty where there is none.
    pub(crate) end: &'static str,
}

impl Operation {
    /// An operation by its id, its method in capitals, and its path template such as `/v1/things/{thing}`.
    pub const fn new(id: &'static str, method: &'static str, template: &'static str) -> Self {
        Self {
            id,
            method,
            template,
            body: Body::None,
            content_type: "",
            accept: "application/json",
            server: None,
            paging: Paging::None,
            security: None,
            empty_object: false,
            parts: &[],
            stream: Streaming {
                accept: "text/event-stream",
                flag: "",
                end: "",
            },
            redirects: false,
            shared: &[],
            pages_in_body: false,
            null_as: "",
            xml: None,
            page_end: PageEnd::More("/has_more"),
        }
    }

    /// What says that a page is the last; a flag `has_more` unless said.
    pub const fn page_end(mut self, end: PageEnd) -> Self {
        self.page_end = end;
        self
    }

    /// How its bodies stand in XML.
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = Some(xml);
        self
    }

    /// What an answer of null is read as: `[]` or `{}`.
    pub const fn null_as(mut self, json: &'static str) -> Self {
        self.null_as = json;
        self
    }

    /// Where it takes parameters of the client.
    pub const fn shared(mut self, shared: &'static [Shared]) -> Self {
        self.shared = shared;
        self
    }

    /// What leads to the next page is a property of its JSON body, not a parameter of the query.
    pub const fn pages_in_body(mut self) -> Self {
        self.pages_in_body = true;
        self
    }

    /// A redirect is an answer: it is not followed, and is no error. Its target is in the header `Location`.
    pub const fn redirects(mut self) -> Self {
        self.redirects = true;
        self
    }

    /// The media types of the stream that it answers; `text/event-stream` unless said.
    pub const fn stream_accept(mut self, media_types: &'static str) -> Self {
        self.stream.accept = media_types;
        self
    }

    /// The property of the body that asks for a stream: it is `true` where one is wanted.
    pub const fn stream_flag(mut self, property: &'static str) -> Self {
        self.stream.flag = property;
        self
    }

    /// The text that ends the stream in place of an item, such as `[DONE]`.
    pub const fn stream_end(mut self, text: &'static str) -> Self {
        self.stream.end = text;
        self
    }

    /// `operationId`, or method and template where the document gives none.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The method, in capitals.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The path template, such as `/v1/things/{thing}`.
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// Writes `listThings (GET /v1/things)`.
    pub(crate) fn name(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            id,
            method,
            template,
            ..
        } = self;
        match id.split_once(' ') {
            Some(_) => write!(f, "{method} {template}"),
            None => write!(f, "{id} ({method} {template})"),
        }
    }

    /// A JSON body must be there: an empty object where no property is given.
    pub const fn empty_object(mut self) -> Self {
        self.empty_object = true;
        self
    }

    /// How parts of a multipart body are written that are not written in the usual way.
    pub const fn parts(mut self, parts: &'static [PartEncoding]) -> Self {
        self.parts = parts;
        self
    }

    /// How the body is written.
    pub const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// The media type of a form or multipart body, with parameters such as `charset`; without the boundary.
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = media_type;
        self
    }

    /// The media types of the answer; JSON unless said.
    pub const fn accept(mut self, media_type: &'static str) -> Self {
        self.accept = media_type;
        self
    }

    /// A server of its own, as an absolute URL.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Server::new(url));
        self
    }

    /// A server of its own, with variables.
    pub const fn server_of(mut self, server: Server) -> Self {
        self.server = Some(server);
        self
    }

    /// How one gets from a page of its answer to the next.
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = paging;
        self
    }

    /// Which schemes it asks for instead of the API's; see [`Api::security`].
    pub const fn security(mut self, alternatives: Security) -> Self {
        self.security = Some(alternatives);
        self
    }
}

/// What says that a page is the last: JSON pointers into the answer. Where a page does not have it, nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageEnd {
    /// A flag that is false on the last page.
    More(&'static str),
    /// A flag that is true on the last page.
    Last(&'static str),
    /// How many pages there are, where pages have numbers.
    Pages(&'static str),
}

/// How one gets from a page to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Paging {
    /// There is one page.
    #[default]
    None,
    /// `starting_after` or `ending_before` with the `id` of the last or first item, while `has_more`; where the page
    /// has a `next_page` token instead, that is sent as `page`.
    Cursor,
    /// A token in the body, sent as a query parameter.
    NextPage {
        /// The query parameter.
        param: &'static str,
        /// Where the body has the token, as a JSON pointer; null, absent or empty on the last page.
        /// A page that [`PageEnd`] calls the last is the last too.
        pointer: &'static str,
    },
    /// The URL in the `Link` header with `rel="next"`.
    Link,
    /// A URL in the body, on the same server.
    NextUrl {
        /// Where the body has it, as a JSON pointer; null, absent or empty on the last page.
        pointer: &'static str,
    },
    /// A property of the last item, sent as a query parameter; a page without items is the last, and one that
    /// [`PageEnd`] calls so.
    LastItem {
        /// The query parameter.
        param: &'static str,
        /// Where an item has the value, as a JSON pointer.
        pointer: &'static str,
    },
    /// A page number in the query; a page without items is the last.
    Page {
        /// The query parameter.
        param: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// The number of items to pass over in the query; a page without items is the last.
    Offset {
        /// The query parameter.
        param: &'static str,
    },
}
