//! Operations of the API.

use super::info::Security;
use super::types::{Meta, Use};
use crate::media::Kind;

/// An operation (OpenAPI 3.0, Operation Object).
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`
    pub id: Option<String>,
    /// Upper case, such as `POST`.
    pub verb: String,
    /// Path template.
    pub template: String,
    /// `tags`
    pub tags: Vec<String>,
    /// The groups that the document specifies for its handle, from the outside in.
    pub group: Option<Vec<String>>,
    /// The method name that the document specifies.
    pub name: Option<String>,
    /// Summary, description, deprecation.
    pub meta: Meta,
    /// Path parameters, in the order of the template; undeclared ones are strings.
    pub path: Vec<Parameter>,
    /// Query, header and cookie parameters, in the document's order, without duplicates.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// The name of its body, if there are several and this is not the preferred one. Such an operation is added beside the
    /// one with the preferred body, and named after it.
    pub variant: Option<String>,
    /// The body of a successful response as a whole.
    pub answer: Answer,
    /// The body of a successful response as a stream of items.
    pub stream: Option<StreamAnswer>,
    /// The media types of the response as the document writes them, the preferred one first.
    pub accept: Vec<String>,
    /// Whether redirects (301, 302, 303, 307, 308) count as success.
    pub redirects: bool,
    /// Error bodies by status (`404`, `4XX` or `default`), sorted; a status with several media types has several.
    pub errors: Vec<(String, Use)>,
    /// Response and error bodies in XML that are decoded as a type.
    pub xml: Vec<XmlBody>,
    /// Headers of its responses and errors, by name.
    pub headers: Vec<AnswerHeader>,
    /// Its client parameters: names and locations.
    pub shared: Vec<(String, Location)>,
    /// Its own server.
    pub server: Option<super::info::Server>,
    /// `security`, if it differs from the document's.
    pub security: Option<Security>,
    /// JSON pointer into the loaded document.
    pub pointer: String,
    /// The classes that it is a method of, from annotations in the document; canonical ones first.
    pub methods: Vec<MethodHint>,
}

/// A response header (OpenAPI 3.0, Header Object).
#[derive(Clone, Debug)]
pub struct AnswerHeader {
    /// Its name, as the document writes it.
    pub wire: String,
    /// The type of its value.
    pub ty: Use,
    /// Statuses of the errors that have it; empty if a successful response has it.
    pub errors: Vec<String>,
    /// Whether every response documented with it requires it.
    pub required: bool,
    /// Whether its value is JSON (`content`) instead of style `simple`.
    pub json: bool,
    /// Its description.
    pub description: String,
}

/// A class and method that the document's annotations assign to an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MethodHint {
    /// The component whose class has the method.
    pub component: String,
    /// The method's name.
    pub method: String,
    /// `class`, `instance`, `service` or `collection`, as in the document.
    pub on: String,
    /// Its kind: `create`, `retrieve`, `update`, `list`, `delete`, `custom`.
    pub kind: String,
    /// Whether another method is the canonical one.
    pub non_canonical: bool,
    /// The template of the path, as the annotation writes it.
    pub path: String,
}

/// A parameter (OpenAPI 3.0, Parameter Object).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: String,
    /// The name for it in code that the document specifies.
    pub name: Option<String>,
    /// Its location.
    pub location: Location,
    /// How it is serialised.
    pub style: Style,
    /// `explode`, with the style's default filled in.
    pub explode: bool,
    /// `allowReserved`
    pub reserved: bool,
    /// Its schema.
    pub ty: Use,
    /// Whether it is required.
    pub required: bool,
    /// Description, deprecation and the like.
    pub meta: Meta,
    /// The name of its elements, if the document has one.
    pub element: Option<String>,
    /// JSON pointer into the loaded document.
    pub pointer: String,
}

impl Parameter {
    /// What it is called in code: the name that the document specifies for that, else the one on the wire.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.wire)
    }
}

/// `in`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path template.
    Path,
    /// After `?`.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The whole query string (OpenAPI 3.2).
    Querystring,
    /// A header of a multipart part; the name is `part/header`.
    Part,
}

/// `style`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `form`
    Form,
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `content: application/json`
    Json,
    /// `cookie` (OpenAPI 3.2)
    Cookie,
}

/// A request body, with the preferred media type (JSON, then form, multipart, XML, text, bytes).
#[derive(Clone, Debug)]
pub struct Body {
    /// Its media type, such as `application/json`.
    pub media_type: String,
    /// Its name among several bodies, such as `multipart`.
    pub name: String,
    /// Its name in code, if the document states one.
    pub called: Option<String>,
    /// Its schema; inline object schemas become fields of the params.
    pub ty: Use,
    /// The kind of its content.
    pub kind: Kind,
    /// Whether it is required.
    pub required: bool,
    /// Description, deprecation and the like.
    pub meta: Meta,
    /// JSON pointer of the schema.
    pub pointer: String,
    /// How properties of a form or multipart body are serialised, as declared in `encoding`.
    pub encoding: Vec<PropertyEncoding>,
}

impl Body {
    /// What the field is called that holds it: `body` unless the document states a name.
    pub fn called(&self) -> &str {
        self.called.as_deref().unwrap_or("body")
    }
}

/// How a property of a form or multipart body is serialised (OpenAPI 3.0, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyEncoding {
    /// The property's name on the wire.
    pub property: String,
    /// `style`; `None` if the document has none.
    pub style: Option<Style>,
    /// `explode`, with the style's default filled in.
    pub explode: bool,
    /// `allowReserved`
    pub reserved: bool,
    /// `contentType`: the media type of the part for this property.
    pub media_type: Option<String>,
}

/// The body of a successful response.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing.
    Empty,
    /// JSON.
    Json(Use),
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// One of several bodies, by status and media type: a union, and the heads of its branches, in their order.
    Several(Use, Vec<AnswerHead>),
    /// Only a stream.
    Streamed,
}

impl Answer {
    /// The schema of the whole body.
    #[must_use]
    pub fn ty(&self) -> Option<Use> {
        match self {
            Self::Json(ty) | Self::Several(ty, _) => Some(*ty),
            Self::Empty | Self::Text | Self::Binary | Self::Streamed => None,
        }
    }
}

/// Status and media type that distinguish a response body from the others of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerHead {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type; `None` if there is no body.
    pub media_type: Option<String>,
    /// The string that the branch is named after, such as `accepted`, `csv` or `accepted csv`.
    pub name: String,
}

/// A response or error body in XML that is decoded as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlBody {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type.
    pub media_type: String,
    /// Its schema, which is also one of the operation's responses or errors.
    pub ty: Use,
}

/// A response that is a stream of items.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamAnswer {
    /// The schema of an item; for events, of their data.
    pub item: Use,
    /// The kind of items.
    pub kind: StreamKind,
    /// The media types of the stream as the document writes them.
    pub accept: Vec<String>,
}

/// The kind of items in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// Server-sent events; the schema describes their data.
    Events,
    /// Server-sent events; the schema describes objects of `event`, `data`, `id` and `retry`.
    EventObjects,
    /// JSON values.
    Lines,
}

/// A body that the API sends to its users.
#[derive(Clone, Debug)]
pub struct Payload {
    /// The name of the webhook or callback.
    pub name: String,
    /// Names that distinguish it from another one of the same name, in the order in which they are tried.
    pub others: Vec<String>,
    /// Its schema.
    pub ty: Use,
    /// Description, deprecation and the like.
    pub meta: Meta,
    /// JSON pointer into the loaded document.
    pub pointer: String,
}
