//! Params, handles and methods.

use serde::{Deserialize, Serialize};

use super::headers::MethodHeader;
use super::items::{Meta, Object};
use super::operation::{Operation, QueryStyle};
use super::types::{ItemPath, Type};

/// What an operation takes beside its path parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// The struct.
    pub object: Object,
    /// Where each field of the struct goes, in the same order.
    pub places: Vec<Place>,
    /// The field that alone must be given and is the whole body, as a type with a name: the params are made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sole_body: Option<usize>,
}

/// Where a parameter goes (OpenAPI 3.0, Parameter Object, `in` and `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The query, in a style; `true` leaves reserved characters as they are.
    Query(QueryStyle, bool),
    /// A header.
    Header(HeaderStyle),
    /// A cookie, in a style; `true` leaves reserved characters as they are.
    Cookie(CookieStyle, bool),
    /// The whole query string.
    Querystring(QuerystringForm),
    /// A property of the body.
    Body,
    /// A property of a form, in a style of its own; `true` leaves reserved characters as they are.
    Form(QueryStyle, bool),
    /// A header of a part of a multipart body; the name is `part/header`.
    Part(HeaderStyle),
    /// The body itself.
    WholeBody,
}

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderStyle {
    /// `1,2`, `b,1`
    Simple,
    /// `1,2`, `b=1`
    SimpleExploded,
    /// JSON text.
    Json,
}

/// How a cookie is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CookieStyle {
    /// `a=1,2`, percent-encoded.
    Form,
    /// `a=1; a=2`, percent-encoded.
    FormExploded,
    /// `a=1,2`, as it stands.
    Cookie,
    /// `a=1; a=2`, as it stands.
    CookieExploded,
    /// JSON text, percent-encoded.
    Json,
}

/// What the whole query string is, where it is one parameter (OpenAPI 3.2, Parameter Object, `in: querystring`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuerystringForm {
    /// Pairs, as in a form.
    Form,
    /// JSON text, percent-encoded.
    Json,
    /// A text, percent-encoded.
    Text,
}

/// A handle with a method an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Identifier, such as `VerificationSessionsResource`.
    pub ident: String,
    /// Documentation.
    pub meta: Meta,
    /// Create, retrieve, update, list, delete, then the rest in the document's order.
    pub methods: Vec<Method>,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// Path parameters, in the order of the template.
    pub path: Vec<PathParam>,
    /// The params item, where there is anything to give.
    pub params: Option<MethodParams>,
    /// What a successful call answers.
    pub answer: Type,
    /// What it answers item by item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Items>,
    /// The body types of errors by status (`404`, `4XX`, `default`).
    pub errors: Vec<(String, Type)>,
    /// The headers that its answers and errors carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<MethodHeader>,
    /// The request.
    pub operation: Operation,
}

/// What a method answers item by item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Items {
    /// What the items are.
    pub kind: ItemsKind,
    /// The type of an item; of events, of their data.
    pub ty: Type,
}

/// What the items of a stream are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemsKind {
    /// Server-sent events, of whose data the type is.
    Events,
    /// Server-sent events, which are of the type as a whole.
    EventObjects,
    /// JSON texts.
    Lines,
}

/// The params of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodParams {
    /// The params item.
    pub path: ItemPath,
    /// Whether the method takes them; otherwise `.params(…)` adds them.
    pub required: bool,
    /// Whether the method takes the body in their place as well.
    #[serde(default)]
    pub sole_body: bool,
}

/// A path parameter of a method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathParam {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The name in the template.
    pub wire: String,
    /// Its type; strings are taken as `&str`, numbers by value, all else by reference.
    pub ty: Type,
    /// How the value is written; `None` for style `simple` without `explode`.
    pub style: Option<PathStyle>,
    /// Whether reserved characters stay as they are.
    pub reserved: bool,
    /// One line of Markdown.
    pub doc: String,
}

/// How a path parameter is written (OpenAPI 3.0, Parameter Object, `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathStyle {
    /// `a=1,b=2`
    SimpleExploded,
    /// `.1,2`
    Label,
    /// `.1.2`
    LabelExploded,
    /// `;name=1,2`
    Matrix,
    /// `;name=1;name=2`
    MatrixExploded,
    /// JSON text, percent-encoded.
    Json,
}

/// A handle with a method a resource or namespace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Identifier; the client itself for the root.
    pub ident: String,
    /// Documentation.
    pub meta: Meta,
    /// The methods: identifier, the handle that it gives, one line of Markdown.
    pub members: Vec<GroupMember>,
    /// Whether this is the client: made from credentials, not by another handle.
    pub client: bool,
}

/// A method of a [`Group`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMember {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The resource or group that it gives.
    pub target: ItemPath,
    /// One line of Markdown.
    pub doc: String,
}
