//! Namespaces and the items that they hold.

use serde::{Deserialize, Serialize};

use super::types::{ItemPath, Presence, Type};

/// A whole crate, decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// What the crate as a whole says of the API.
    pub api: Api,
    /// The crate root.
    pub root: Namespace,
}

/// What the crate as a whole says of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// `info.title`, on one line.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// Markdown for the crate's own documentation.
    pub doc: String,
    /// Base URLs, the default first. Variables are already filled with their defaults.
    pub servers: Vec<String>,
    /// How requests say who sends them, in order of preference.
    pub auth: Vec<Auth>,
    /// A header that carries the API's version, with its value.
    pub version_header: Option<(String, String)>,
    /// The type of error bodies, where the document has one for the whole API.
    pub error: Option<ItemPath>,
    /// JSON pointers into an error body at which message, code and kind stand.
    pub error_pointers: ErrorPointers,
    /// The identifier of the generated client type, usually `Client`.
    pub client_ident: String,
}

/// JSON pointers into an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorPointers {
    /// The text for people.
    pub message: Option<String>,
    /// The code for programs.
    pub code: Option<String>,
    /// The class of error.
    pub kind: Option<String>,
}

/// How requests say who sends them (OpenAPI 3.0, Security Scheme Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Auth {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`, the key as user name.
    Basic,
    /// A key in a header.
    Header(String),
    /// A key in the query.
    Query(String),
    /// A key in a cookie.
    Cookie(String),
    /// A token of an OAuth 2 or OpenID flow that the caller went through.
    OAuth2,
}

/// A module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Namespace {
    /// The module's identifier; empty for the crate root.
    pub ident: String,
    /// Markdown.
    pub doc: String,
    /// The file that the module is, relative to `src/`; `None` for a module inside its parent's file.
    pub file: Option<String>,
    /// What lies here as text, in order.
    pub items: Vec<Item>,
    /// The modules inside, sorted by identifier.
    pub children: Vec<Namespace>,
    /// What is reachable from here but lies in a child: `pub use child::{names}`, sorted.
    pub reexports: Vec<Reexport>,
    /// Items and modules that lie elsewhere and are found here as well, sorted.
    pub links: Vec<Link>,
    /// Whether the module serves only to hold text: everything in it is re-exported by its parent.
    pub private: bool,
}

/// `pub use crate::target as ident;`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The identifier here.
    pub ident: String,
    /// The item or module that it stands for.
    pub target: ItemPath,
}

/// `pub use self::child::{names};`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reexport {
    /// The child module.
    pub module: String,
    /// Identifiers of items and modules of it, sorted.
    pub names: Vec<String>,
}

/// A thing with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A struct.
    Object(Object),
    /// An open enum of plain values.
    Enum(Enum),
    /// An enum whose variants hold other types.
    Union(Union),
    /// `pub type`.
    Alias(Alias),
    /// `pub struct Name(pub Inner)`: an alias that would refer to itself.
    Newtype(Alias),
    /// A zero-sized type with a single value.
    Tag(Tag),
    /// A struct of what an operation takes.
    Params(Params),
    /// A handle with a method an operation.
    Resource(Resource),
    /// A handle with a method a resource or namespace.
    Group(Group),
}

impl Item {
    /// The item's identifier.
    pub fn ident(&self) -> &str {
        match self {
            Self::Object(x) => &x.ident,
            Self::Enum(x) => &x.ident,
            Self::Union(x) => &x.ident,
            Self::Alias(x) | Self::Newtype(x) => &x.ident,
            Self::Tag(x) => &x.ident,
            Self::Params(x) => &x.object.ident,
            Self::Resource(x) => &x.ident,
            Self::Group(x) => &x.ident,
        }
    }
}

/// What an item says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Clean Markdown; empty when the document says nothing.
    pub doc: String,
    /// The note of `#[deprecated]`; an empty note gives the bare attribute.
    pub deprecated: Option<String>,
    /// JSON pointer into the loaded document that the item came from; empty for what came from no single place.
    pub pointer: String,
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// Fields, in the order in which they are declared, written and shown.
    pub fields: Vec<Field>,
    /// A flattened map of undeclared properties.
    pub extra: Option<Extra>,
    /// Whether the caller makes values: `new` with the required fields, and setters for the others.
    pub constructible: bool,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The property's name on the wire.
    pub wire: String,
    /// The type, without presence.
    pub ty: Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Documentation and origin.
    pub meta: Meta,
}

/// A flattened map of undeclared properties (`additionalProperties` beside `properties`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extra {
    /// Identifier of the field.
    pub ident: String,
    /// The type of a value.
    pub ty: Type,
    /// Documentation and origin.
    pub meta: Meta,
}

/// An open enum of plain values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// What its values are.
    pub kind: EnumKind,
    /// The listed values, in the document's order.
    pub variants: Vec<Variant>,
    /// Identifier of the catch-all variant, usually `Unrecognized`.
    pub catch_all: String,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumKind {
    /// Strings; the catch-all holds a `Box<str>`.
    String,
    /// Integers; the catch-all holds an `i64`.
    Integer,
    /// Anything else, or a mixture; `wire` is JSON text and the catch-all holds a `Json`.
    Value,
}

/// A listed value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// The value: its text for strings, its digits for integers, JSON otherwise.
    pub wire: String,
    /// Documentation and deprecation.
    pub meta: Meta,
}

/// An enum whose variants hold other types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The branches, in the order in which they are tried.
    pub branches: Vec<Branch>,
    /// Identifier of the catch-all variant, which holds a `Json`.
    pub catch_all: String,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// Identifier of the variant.
    pub ident: String,
    /// What it holds.
    pub ty: Type,
    /// Which values it is for.
    pub guard: Guard,
    /// Documentation and origin.
    pub meta: Meta,
}

/// Which values a branch of a union is for. Values are told apart by kind, tag and keys before any branch is tried.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction or exponent.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object {
        /// A property and the texts that it has in this branch.
        tag: Option<(String, Vec<String>)>,
        /// Properties that are there in this branch and not in the others.
        keys: Vec<String>,
    },
    /// Any value.
    Any,
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// What it stands for.
    pub ty: Type,
}

/// A zero-sized type with a single value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The value as JSON text, such as `"charge"` (with its quotation marks), `true` or `7`.
    pub json: String,
}

/// What an operation takes beside its path parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// The struct.
    pub object: Object,
    /// Where each field of the struct goes, in the same order.
    pub places: Vec<Place>,
}

/// Where a parameter goes (OpenAPI 3.0, Parameter Object, `in` and `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The query, in a style; `true` leaves reserved characters as they are.
    Query(QueryStyle, bool),
    /// A header, style `simple`.
    Header,
    /// A cookie.
    Cookie,
    /// A property of the body.
    Body,
    /// The body itself.
    WholeBody,
}

/// How a query parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryStyle {
    /// `a=1,2`
    Form,
    /// `a=1&a=2`
    FormExploded,
    /// `a=1%202`
    SpaceDelimited,
    /// `a=1|2`
    PipeDelimited,
    /// `a[b]=1`
    DeepObject,
    /// `a[b][0][c]=1`
    Brackets,
    /// JSON text.
    Json,
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
    /// The body types of errors by status (`404`, `4XX`, `default`).
    pub errors: Vec<(String, Type)>,
    /// The request.
    pub operation: Operation,
}

/// The params of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodParams {
    /// The params item.
    pub path: ItemPath,
    /// Whether the method takes them; otherwise `.params(…)` adds them.
    pub required: bool,
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
    /// One line of Markdown.
    pub doc: String,
}

/// A request, as far as it is the same for every call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// `operationId`, or verb and template where there is none.
    pub id: String,
    /// Upper case, such as `POST`.
    pub verb: String,
    /// Path template, such as `/v1/charges/{charge}`.
    pub template: String,
    /// How the body is written.
    pub body: BodyEncoding,
    /// The media type that is asked for.
    pub accept: Option<String>,
    /// The base URL, where the operation has its own.
    pub server: Option<String>,
    /// How the next page is found.
    pub paging: Paging,
    /// Whether the operation needs no credentials.
    pub anonymous: bool,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyEncoding {
    /// There is no body.
    None,
    /// `application/x-www-form-urlencoded`, nested with brackets.
    Form,
    /// `application/json`
    Json,
    /// JSON under another media type, such as `application/merge-patch+json`.
    JsonAs(String),
    /// `multipart/form-data`
    Multipart,
    /// Text under a media type.
    Text(String),
    /// Bytes under a media type.
    Binary(String),
}

/// How the next page of a list is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// The answer is not a page.
    None,
    /// `starting_after` and `ending_before` with the identifier of an item.
    Cursor,
    /// A token: the answer's property and the parameter that takes it.
    Token {
        /// JSON pointer into the answer.
        from: String,
        /// Query parameter.
        to: String,
    },
    /// The `Link` header of RFC 8288.
    Link,
    /// A page number.
    Page {
        /// Query parameter.
        parameter: String,
    },
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
