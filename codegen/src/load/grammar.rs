//! What stands where in an OpenAPI document, of any version: the kind of each object by the key that leads to it.

use super::node::Node;

/// The kinds of objects that can hold references, or be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Header,
    Response,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
}

/// What a key leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Child {
    /// An object of this kind.
    One(Kind),
    /// A list of them, or an object whose values they are.
    Each(Kind),
}

impl Kind {
    /// The section of `components` that holds such objects, if there is one.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::Response => "responses",
            Self::Schema => "schemas",
            Self::Example => "examples",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::SecurityScheme => "securitySchemes",
            Self::PathItem => "pathItems",
            Self::MediaType => "mediaTypes",
            Self::Document | Self::Components | Self::Operation | Self::Encoding => return None,
        })
    }

    /// Whether 3.0 has no room for references to such objects where they are used, so that they are written out there.
    pub(super) fn is_written_out(self) -> bool {
        matches!(self, Self::PathItem | Self::MediaType | Self::Callback)
    }

    /// The kind that a section of `components` holds.
    pub(super) fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "parameters" => Self::Parameter,
            "requestBodies" => Self::RequestBody,
            "headers" => Self::Header,
            "responses" => Self::Response,
            "schemas" => Self::Schema,
            "examples" => Self::Example,
            "links" => Self::Link,
            "callbacks" => Self::Callback,
            "securitySchemes" => Self::SecurityScheme,
            "pathItems" => Self::PathItem,
            "mediaTypes" => Self::MediaType,
            _ => return None,
        })
    }

    /// What such an object is called in messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Components => "components",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Header => "header",
            Self::Response => "response",
            Self::Schema => "schema",
            Self::Example => "example",
            Self::Link => "link",
            Self::Callback => "callback",
            Self::SecurityScheme => "security scheme",
        }
    }

    /// What `key` leads to in an object of this kind; `None` if nothing that this grammar knows.
    pub(super) fn child(self, key: &str, node: &Node) -> Option<Child> {
        use Child::{Each, One};
        match self {
            Self::Document => Some(match key {
                "paths" | "webhooks" | "x-webhooks" => Each(Self::PathItem),
                "components" => One(Self::Components),
                _ => return None,
            }),
            Self::Components => Self::of_section(key).map(Each),
            Self::PathItem => Some(match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query" => One(Self::Operation),
                "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE" => {
                    One(Self::Operation)
                }
                "additionalOperations" => Each(Self::Operation),
                "parameters" => Each(Self::Parameter),
                _ => return None,
            }),
            Self::Operation => Some(match key {
                "parameters" => Each(Self::Parameter),
                "requestBody" => One(Self::RequestBody),
                "responses" => Each(Self::Response),
                "callbacks" => Each(Self::Callback),
                _ => return None,
            }),
            Self::Callback => {
                (!key.starts_with("x-") && key != "$ref").then_some(One(Self::PathItem))
            }
            Self::Parameter | Self::Header => Some(match key {
                "schema" => One(Self::Schema),
                "content" => Each(Self::MediaType),
                "examples" => Each(Self::Example),
                _ => return None,
            }),
            Self::RequestBody => (key == "content").then_some(Each(Self::MediaType)),
            Self::MediaType => Some(match key {
                "schema" | "itemSchema" => One(Self::Schema),
                "examples" => Each(Self::Example),
                "encoding" | "prefixEncoding" => Each(Self::Encoding),
                "itemEncoding" => One(Self::Encoding),
                _ => return None,
            }),
            Self::Encoding => Some(match key {
                "headers" => Each(Self::Header),
                "encoding" | "prefixEncoding" => Each(Self::Encoding),
                "itemEncoding" => One(Self::Encoding),
                _ => return None,
            }),
            Self::Response => Some(match key {
                "headers" => Each(Self::Header),
                "content" => Each(Self::MediaType),
                "links" => Each(Self::Link),
                // Of Swagger 2.0.
                "schema" => One(Self::Schema),
                _ => return None,
            }),
            Self::Schema => Some(match key {
                "properties" | "patternProperties" | "dependentSchemas" | "$defs"
                | "definitions" | "oneOf" | "anyOf" | "allOf" | "prefixItems" => Each(Self::Schema),
                "items" if matches!(node, Node::Array(_)) => Each(Self::Schema),
                "items"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties"
                | "contentSchema"
                | "additionalItems" => One(Self::Schema),
                _ => return None,
            }),
            Self::Example | Self::Link | Self::SecurityScheme => None,
        }
    }
}
