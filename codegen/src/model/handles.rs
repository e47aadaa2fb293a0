//! Params, handles and methods.

use serde::{Deserialize, Serialize};

use super::headers::MethodHeader;
use super::items::{Meta, Object};
use super::operation::{Operation, QueryStyle};
use super::types::{ItemPath, Type};

/// The params of an operation: everything except its path parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// The struct.
    pub object: Object,
    /// The part of the request that each field goes to, in the order of the fields.
    pub places: Vec<Place>,
    /// The only required field, if it is the whole body and has a named type: the params convert from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sole_body: Option<usize>,
}

/// The part of the request that a parameter goes to (OpenAPI 3.0, Parameter Object, `in` and `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The query, in a style; `true` leaves reserved characters unencoded.
    Query(QueryStyle, bool),
    /// A header.
    Header(HeaderStyle),
    /// A cookie, in a style; `true` leaves reserved characters unencoded.
    Cookie(CookieStyle, bool),
    /// The whole query string.
    Querystring(QuerystringForm),
    /// A property of the body.
    Body,
    /// A property of a form, in a style of its own; `true` leaves reserved characters unencoded.
    Form(QueryStyle, bool),
    /// A header of a multipart part; the name is `part/header`.
    Part(HeaderStyle),
    /// The body itself.
    WholeBody,
}

/// How a header is serialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderStyle {
    /// `1,2`, `b,1`
    Simple,
    /// `1,2`, `b=1`
    SimpleExploded,
    /// JSON.
    Json,
}

/// How a cookie is serialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CookieStyle {
    /// `a=1,2`, percent-encoded.
    Form,
    /// `a=1; a=2`, percent-encoded.
    FormExploded,
    /// `a=1,2`, unencoded.
    Cookie,
    /// `a=1; a=2`, unencoded.
    CookieExploded,
    /// JSON, percent-encoded.
    Json,
}

/// The format of the whole query string, if it is one parameter (OpenAPI 3.2, Parameter Object, `in: querystring`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuerystringForm {
    /// Form-encoded pairs.
    Form,
    /// JSON, percent-encoded.
    Json,
    /// A string, percent-encoded.
    Text,
}

/// A handle with one method per operation.
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
    /// The params item, if there are any.
    pub params: Option<MethodParams>,
    /// The type of a successful response.
    pub answer: Type,
    /// The items of a streamed response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Items>,
    /// The body types of errors by status (`404`, `4XX`, `default`).
    pub errors: Vec<(String, Type)>,
    /// The headers of its responses and errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<MethodHeader>,
    /// The request.
    pub operation: Operation,
}

/// The items of a streamed response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Items {
    /// The kind of items.
    pub kind: ItemsKind,
    /// The type of an item; for events, of their data.
    pub ty: Type,
}

/// The kind of items in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemsKind {
    /// Server-sent events; the type is that of their data.
    Events,
    /// Server-sent events; the type is that of the whole event.
    EventObjects,
    /// JSON values.
    Lines,
}

/// The params of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodParams {
    /// The params item.
    pub path: ItemPath,
    /// Whether they are an argument of the method; otherwise `.params(…)` adds them.
    pub required: bool,
    /// Whether the method accepts the body in their place.
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
    /// Its type; strings are passed as `&str`, numbers by value, all others by reference.
    pub ty: Type,
    /// How the value is serialised; `None` for style `simple` without `explode`.
    pub style: Option<PathStyle>,
    /// Whether reserved characters stay unencoded.
    pub reserved: bool,
    /// One line of Markdown.
    pub doc: String,
}

/// How a path parameter is serialised (OpenAPI 3.0, Parameter Object, `style`).
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
    /// JSON, percent-encoded.
    Json,
}

/// A handle with one method per resource or namespace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Identifier; the client itself for the root.
    pub ident: String,
    /// Documentation.
    pub meta: Meta,
    /// The methods that return other handles.
    pub members: Vec<GroupMember>,
    /// Whether this is the client: created from credentials, not by another handle.
    pub client: bool,
}

/// A method of a [`Group`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMember {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The resource or group that it returns.
    pub target: ItemPath,
    /// One line of Markdown.
    pub doc: String,
}
