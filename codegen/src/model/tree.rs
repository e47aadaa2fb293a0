//! The whole model: data about the API, its modules, and their items.

use serde::{Deserialize, Serialize};

use super::features::Features;
use super::handles::{Group, Params, Resource};
use super::headers::HeaderMethod;
use super::items::{Alias, Enum, Meta, Object, Tag, Union};
use super::server::{Server, SharedParameter};
use super::types::ItemPath;
use super::xml::XmlTable;

/// The model of a whole crate.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::config::Config;
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::model::Model;
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// let document = loaded.document.ok_or("errors")?;
/// let (model, _) = castiron_codegen::model(&document, &Config::default());
/// let json = serde_json::to_string(&model)?;
/// assert_eq!(serde_json::from_str::<Model>(&json)?, model);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Data about the API as a whole.
    pub api: Api,
    /// The crate root.
    pub root: Namespace,
    /// How values are represented in XML: the types that bodies in XML reach.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub xml: Vec<XmlTable>,
    /// The Cargo features; empty unless the settings ask for them.
    #[serde(default, skip_serializing_if = "Features::is_empty")]
    pub features: Features,
}

/// Data about the API as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// `info.title`, on one line.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// Markdown for the crate's own documentation.
    pub doc: String,
    /// The servers, the default first.
    pub servers: Vec<Server>,
    /// The servers of single operations that have variables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operation_servers: Vec<Server>,
    /// Security schemes, by name.
    pub schemes: Vec<(String, Auth)>,
    /// OAuth 2 token endpoints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<TokenSource>,
    /// The schemes that are required by default: alternatives of schemes that are used together.
    pub security: Vec<Vec<String>>,
    /// The header for the API's version, with its value.
    pub version_header: Option<(String, String)>,
    /// The header for the account on whose behalf a request is made.
    pub account_header: Option<String>,
    /// The header for idempotency keys.
    pub idempotency_header: Option<String>,
    /// The response header with the id of the request.
    pub request_id_header: Option<String>,
    /// The type of error bodies, if the document has one for the whole API.
    pub error: Option<ItemPath>,
    /// JSON pointers into an error body to its message, code and kind.
    pub error_pointers: ErrorPointers,
    /// Client parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<SharedParameter>,
    /// Methods that read headers of responses and errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderMethod>,
    /// Whether structs and enums can be constructed and matched exhaustively, without `#[non_exhaustive]`.
    #[serde(default)]
    pub exhaustive: bool,
    /// Crates with types that the configuration uses for formats, by name.
    #[serde(default)]
    pub dependencies: Vec<Dependency>,
}

/// A dependency of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// Its name in the registry.
    pub name: String,
    /// The version requirement.
    pub version: Option<String>,
    /// Its folder, absolute or relative to the generated crate.
    pub path: Option<String>,
    /// Its features.
    pub features: Vec<String>,
    /// Whether its default features are enabled.
    pub default_features: bool,
}

/// JSON pointers into an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorPointers {
    /// The message for people.
    pub message: Option<String>,
    /// The code for programs.
    pub code: Option<String>,
    /// The class of error.
    pub kind: Option<String>,
}

/// The token endpoint of a security scheme (OpenAPI 3.0, OAuth Flow Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenSource {
    /// The name of the scheme.
    pub scheme: String,
    /// `tokenUrl`, as the document has it.
    pub url: String,
    /// Whether the program authenticates itself (`clientCredentials`), rather than a user who has signed in.
    pub for_program: bool,
    /// The names of the scopes, sorted.
    pub scopes: Vec<String>,
}

/// A security scheme (OpenAPI 3.0, Security Scheme Object).
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
    /// A token from an OAuth 2 or OpenID flow that the caller completed.
    OAuth2,
    /// Credentials outside of the request.
    Elsewhere,
}

/// A module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Namespace {
    /// The module's identifier; empty for the crate root.
    pub ident: String,
    /// Markdown.
    pub doc: String,
    /// The file of the module, relative to `src/`; `None` for a module inside its parent's file.
    pub file: Option<String>,
    /// The items defined here, in order.
    pub items: Vec<Item>,
    /// Child modules, sorted by identifier.
    pub children: Vec<Namespace>,
    /// Re-exports of items defined in a child: `pub use child::{names}`, sorted.
    pub reexports: Vec<Reexport>,
    /// Re-exports of items and modules defined elsewhere, sorted.
    pub links: Vec<Link>,
    /// Whether the module only holds source text: its parent re-exports everything in it.
    pub private: bool,
    /// The methods that the module adds to a handle of its parent, if it only holds those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub methods: Option<Methods>,
}

/// Some methods of a handle: as many as one file has room for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Methods {
    /// The handle's identifier, in the module above.
    pub of: String,
    /// The methods' identifiers, in the order of the handle's.
    pub names: Vec<String>,
}

/// `pub use crate::target as ident;`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The identifier here.
    pub ident: String,
    /// The item or module that it re-exports.
    pub target: ItemPath,
    /// Whether documentation lists it: as an item of its own, rather than a second path.
    #[serde(default, skip_serializing_if = "is_false")]
    pub listed: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// `pub use self::child::{names};`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reexport {
    /// The child module.
    pub module: String,
    /// Identifiers of items and modules of it, sorted.
    pub names: Vec<String>,
}

/// A named item.
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
    /// The params struct of an operation.
    Params(Params),
    /// A handle with one method per operation.
    Resource(Resource),
    /// A handle with one method per resource or namespace.
    Group(Group),
}

impl Item {
    /// Documentation and origin of a type; `None` for handles.
    pub fn meta_mut(&mut self) -> Option<&mut Meta> {
        match self {
            Self::Object(x) => Some(&mut x.meta),
            Self::Enum(x) => Some(&mut x.meta),
            Self::Union(x) => Some(&mut x.meta),
            Self::Alias(x) | Self::Newtype(x) => Some(&mut x.meta),
            Self::Tag(x) => Some(&mut x.meta),
            Self::Params(x) => Some(&mut x.object.meta),
            Self::Resource(_) | Self::Group(_) => None,
        }
    }

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
