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
    /// The groups that the document states for its handle, from the outside in.
    pub group: Option<Vec<String>>,
    /// The name that the document states for its method.
    pub name: Option<String>,
    /// Summary, description, deprecation.
    pub meta: Meta,
    /// Path parameters, in the order of the template; undeclared ones are strings.
    pub path: Vec<Parameter>,
    /// Query, header and cookie parameters, in the document's order, without duplicates.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// Which of several bodies it is, by its name, where it is not the one that fits best: such an operation stands beside
    /// the one that has that, and is called after it.
    pub variant: Option<String>,
    /// What a success answers, as a whole.
    pub answer: Answer,
    /// What a success answers as a stream of items.
    pub stream: Option<StreamAnswer>,
    /// The media types of the answer as the document writes them, the one that fits best first.
    pub accept: Vec<String>,
    /// Whether a redirect (301, 302, 303, 307, 308) is among the successes.
    pub redirects: bool,
    /// Bodies of errors by status: (`404`, `4XX` or `default`), sorted; a status with several media types has several.
    pub errors: Vec<(String, Use)>,
    /// The bodies of answers and errors that are XML that is read as a type.
    pub xml: Vec<XmlBody>,
    /// Headers that its answers and errors carry, by name.
    pub headers: Vec<AnswerHeader>,
    /// Parameters of it that belong to the client: names and places.
    pub shared: Vec<(String, Location)>,
    /// A server of its own.
    pub server: Option<super::info::Server>,
    /// `security`, where it is another than the document's.
    pub security: Option<Security>,
    /// JSON pointer into the loaded document.
    pub pointer: String,
    /// Which classes' methods it is, by the document's own annotations, canonical ones first.
    pub methods: Vec<MethodHint>,
}

/// A header of an answer (OpenAPI 3.0, Header Object).
#[derive(Clone, Debug)]
pub struct AnswerHeader {
    /// Its name, as the document writes it.
    pub wire: String,
    /// What its value is.
    pub ty: Use,
    /// Statuses of the errors that carry it; none where a success does.
    pub errors: Vec<String>,
    /// Whether whatever is documented to have it must have it.
    pub required: bool,
    /// Whether its value is a JSON text (`content`), rather than one of the style `simple`.
    pub json: bool,
    /// What the document says of it.
    pub description: String,
}

/// A place at which the document's annotations put an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MethodHint {
    /// The component whose class has the method.
    pub component: String,
    /// The method's name.
    pub method: String,
    /// `class`, `instance`, `service`, `collection` as the document says.
    pub on: String,
    /// Its kind: `create`, `retrieve`, `update`, `list`, `delete`, `custom`.
    pub kind: String,
    /// Whether another place is the main one.
    pub non_canonical: bool,
    /// The template of the path, as the annotation writes it.
    pub path: String,
}

/// A parameter (OpenAPI 3.0, Parameter Object).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// `explode`, with the style's default filled in.
    pub explode: bool,
    /// `allowReserved`
    pub reserved: bool,
    /// Its schema.
    pub ty: Use,
    /// Whether it must be given.
    pub required: bool,
    /// What it says of itself.
    pub meta: Meta,
    /// The name of its elements, where the document gives one.
    pub element: Option<String>,
    /// JSON pointer into the loaded document.
    pub pointer: String,
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
    /// All that stands after `?` (OpenAPI 3.2).
    Querystring,
    /// A header of a part of a multipart body; the name is `part/header`.
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

/// A request body, under the media type that fits best (JSON, then form, multipart, XML, text, bytes).
#[derive(Clone, Debug)]
pub struct Body {
    /// Its media type, such as `application/json`.
    pub media_type: String,
    /// What it is called among several bodies, such as `multipart`.
    pub name: String,
    /// Its schema; inline object schemas become fields of the params.
    pub ty: Use,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be given.
    pub required: bool,
    /// What it says of itself.
    pub meta: Meta,
    /// JSON pointer of the schema.
    pub pointer: String,
    /// How properties of a form or of a multipart body are written, where the document says so (`encoding`).
    pub encoding: Vec<PropertyEncoding>,
}

/// How a property of a form or of a multipart body is written (OpenAPI 3.0, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyEncoding {
    /// The property's name on the wire.
    pub property: String,
    /// `style`; `None` where the document gives none.
    pub style: Option<Style>,
    /// `explode`, with the style's default filled in.
    pub explode: bool,
    /// `allowReserved`
    pub reserved: bool,
    /// `contentType`: the media type of the property's own part.
    pub media_type: Option<String>,
}

/// What a success answers.
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
    /// One of several bodies, by status and media type: a union, and what its branches are for, in their order.
    Several(Use, Vec<AnswerHead>),
    /// Nothing but a stream.
    Streamed,
}

impl Answer {
    /// The schema of what is answered as a whole.
    #[must_use]
    pub fn ty(&self) -> Option<Use> {
        match self {
            Self::Json(ty) | Self::Several(ty, _) => Some(*ty),
            Self::Empty | Self::Text | Self::Binary | Self::Streamed => None,
        }
    }
}

/// What tells a body from the others that an operation answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerHead {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type; `None` where there is no body.
    pub media_type: Option<String>,
    /// The text that the branch is named after, such as `accepted`, `csv` or `accepted csv`.
    pub name: String,
}

/// A body of an answer or error that is XML and read as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlBody {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type.
    pub media_type: String,
    /// Its schema; one of the operation's answers or errors too.
    pub ty: Use,
}

/// What is answered item by item.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamAnswer {
    /// The schema of an item; of events, of their data.
    pub item: Use,
    /// What the items are.
    pub kind: StreamKind,
    /// The media types of the stream as the document writes them.
    pub accept: Vec<String>,
}

/// What the items of a stream are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// Server-sent events whose data the schema describes.
    Events,
    /// Server-sent events, which the schema describes as objects of `event`, `data`, `id` and `retry`.
    EventObjects,
    /// JSON texts.
    Lines,
}

/// A body that the API sends to its users.
#[derive(Clone, Debug)]
pub struct Payload {
    /// The webhook's or callback's name.
    pub name: String,
    /// Its schema.
    pub ty: Use,
    /// What it says of itself.
    pub meta: Meta,
    /// JSON pointer into the loaded document.
    pub pointer: String,
}
