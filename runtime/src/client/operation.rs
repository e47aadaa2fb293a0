//! Constants that describe the operations of an API.

use super::api::Security;
use super::server::Server;
use super::shared::Shared;
use crate::xml::Xml;
use crate::{Body, PartEncoding};

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

    /// Which schemes it asks for instead of the API's; see [`Api::security`](super::Api::security).
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
