//! Constants that describe the operations of an API.

use super::api::Security;
use super::server::Server;
use super::shared::Shared;
use crate::xml::Xml;
use crate::{Body, PartEncoding};

/// An operation of an API.
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
    /// An operation with its id, its method in capitals, and its path template such as `/v1/things/{thing}`.
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

    /// Sets how the last page is recognised; a flag `has_more` by default.
    pub const fn page_end(mut self, end: PageEnd) -> Self {
        self.page_end = end;
        self
    }

    /// Sets how its bodies are represented in XML.
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = Some(xml);
        self
    }

    /// Sets the value of a null response: `[]` or `{}`.
    pub const fn null_as(mut self, json: &'static str) -> Self {
        self.null_as = json;
        self
    }

    /// Sets the locations of client parameters.
    pub const fn shared(mut self, shared: &'static [Shared]) -> Self {
        self.shared = shared;
        self
    }

    /// The parameter for the next page is a property of the JSON body, not of the query.
    pub const fn pages_in_body(mut self) -> Self {
        self.pages_in_body = true;
        self
    }

    /// A redirect is a successful response: it is not followed. Its target is in the header `Location`.
    pub const fn redirects(mut self) -> Self {
        self.redirects = true;
        self
    }

    /// Sets the media types of its stream; `text/event-stream` by default.
    pub const fn stream_accept(mut self, media_types: &'static str) -> Self {
        self.stream.accept = media_types;
        self
    }

    /// Sets the property of the body that is set to `true` to request a stream.
    pub const fn stream_flag(mut self, property: &'static str) -> Self {
        self.stream.flag = property;
        self
    }

    /// Sets the string that ends the stream in place of an item, such as `[DONE]`.
    pub const fn stream_end(mut self, text: &'static str) -> Self {
        self.stream.end = text;
        self
    }

    /// `operationId`, or method and template if there is none.
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

    /// The JSON body is required: an empty object is sent if no property is set.
    pub const fn empty_object(mut self) -> Self {
        self.empty_object = true;
        self
    }

    /// Sets how parts of a multipart body are serialised, if not by default.
    pub const fn parts(mut self, parts: &'static [PartEncoding]) -> Self {
        self.parts = parts;
        self
    }

    /// Sets the encoding of the body.
    pub const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Sets the media type of a form or multipart body, with parameters such as `charset`; without the boundary.
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = media_type;
        self
    }

    /// Sets the media types of the response; JSON by default.
    pub const fn accept(mut self, media_type: &'static str) -> Self {
        self.accept = media_type;
        self
    }

    /// Sets a server of its own, as an absolute URL.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Server::new(url));
        self
    }

    /// Sets a server of its own, with variables.
    pub const fn server_of(mut self, server: Server) -> Self {
        self.server = Some(server);
        self
    }

    /// Sets how to get from one page to the next.
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = paging;
        self
    }

    /// Sets the required schemes instead of the API's; see [`Api::security`](super::Api::security).
    pub const fn security(mut self, alternatives: Security) -> Self {
        self.security = Some(alternatives);
        self
    }
}

/// How the last page is recognised: JSON pointers into the response. A page without the value is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageEnd {
    /// A flag that is false on the last page.
    More(&'static str),
    /// A flag that is true on the last page.
    Last(&'static str),
    /// The number of pages, if pages are numbered.
    Pages(&'static str),
}

/// How to get from one page to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Paging {
    /// There is one page.
    #[default]
    None,
    /// `starting_after` or `ending_before` with the `id` of the last or first item, while `has_more`; if the page has a
    /// `next_page` token instead, that is sent as `page`.
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
    /// A property of the last item, sent as a query parameter; the last page is one without items, or by [`PageEnd`].
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
    /// The number of items to skip, in the query; a page without items is the last.
    Offset {
        /// The query parameter.
        param: &'static str,
    },
}
