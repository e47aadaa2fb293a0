//! The structure of OpenAPI documents of all versions: which kind of object each key leads to.

use super::node::Node;
use super::pointer;

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
    /// A part of the document for which the specification has no references: `info`, servers, tags and the like.
    /// Bundlers resolve references there nevertheless.
    Plain,
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
            Self::Document | Self::Components | Self::Operation | Self::Encoding | Self::Plain => {
                return None;
            }
        })
    }

    /// Whether 3.0 has no room for references to such objects where they are used, so that they are written out there.
    pub(super) fn is_written_out(self) -> bool {
        match self {
            Self::PathItem
            | Self::MediaType
            | Self::Callback
            | Self::Document
            | Self::Components
            | Self::Operation
            | Self::Encoding
            | Self::Plain => true,
            Self::Parameter
            | Self::RequestBody
            | Self::Header
            | Self::Response
            | Self::Schema
            | Self::Example
            | Self::Link
            | Self::SecurityScheme => false,
        }
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
            Self::Plain => "value",
        }
    }

    /// What `key` leads to in an object of this kind; `None` if nothing that this grammar knows.
    pub(super) fn child(self, key: &str, node: &Node) -> Option<Child> {
        use Child::{Each, One};
        match self {
            Self::Document => Some(match key {
                "paths" | "webhooks" | "x-webhooks" => Each(Self::PathItem),
                "components" => One(Self::Components),
                "info" | "externalDocs" => One(Self::Plain),
                "servers" | "tags" | "security" => Each(Self::Plain),
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
                "parameters" => parameters(node),
                "servers" => Each(Self::Plain),
                key => return value(key, node),
            }),
            Self::Operation => Some(match key {
                "parameters" => parameters(node),
                "requestBody" => One(Self::RequestBody),
                "responses" => Each(Self::Response),
                "callbacks" => Each(Self::Callback),
                "servers" | "security" => Each(Self::Plain),
                "externalDocs" => One(Self::Plain),
                key => return value(key, node),
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
                "discriminator" | "xml" | "externalDocs" | "enum" | "required" | "type" => {
                    return reference_to_value(node);
                }
                key => return value(key, node),
            }),
            Self::Plain => match node {
                Node::Object(_) if !key.starts_with("x-") => Some(One(Self::Plain)),
                Node::Array(_) if !key.starts_with("x-") => Some(Each(Self::Plain)),
                _ => None,
            },
            Self::Example | Self::Link | Self::SecurityScheme => None,
        }
    }
}

/// A list of parameters, or one where a list should be.
fn parameters(node: &Node) -> Child {
    let is_one = node.get("in").is_some_and(|place| place.as_str().is_some());
    match is_one {
        true => Child::One(Kind::Parameter),
        false => Child::Each(Kind::Parameter),
    }
}

/// What the texts of an object lead to: a value, if it is a reference to one.
fn value(key: &str, node: &Node) -> Option<Child> {
    match key {
        "description" | "summary" | "tags" => reference_to_value(node),
        _ => None,
    }
}

/// A value where nothing but a reference is an object, so that all others need no look.
fn reference_to_value(node: &Node) -> Option<Child> {
    let object = node.as_object()?;
    let is_reference = object.len() == 1 && object.str("$ref").is_some();
    is_reference.then_some(Child::One(Kind::Plain))
}

/// What stands at a pointer in a document, as far as this grammar knows.
pub(super) fn child_at(document: &Node, pointer: &str) -> Option<Child> {
    let mut child = Child::One(Kind::Document);
    let mut node = document;
    for key in pointer::keys(pointer) {
        let next = node.at(&pointer::of(&[&key]))?;
        child = match child {
            Child::One(kind) => kind.child(&key, next)?,
            Child::Each(kind) => Child::One(kind),
        };
        node = next;
    }
    Some(child)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::parse::{Format, parse};

    #[test]
    fn kinds_by_place() {
        let text = r##"{"info": {"contact": {}}, "paths": {"/a/{b}": {"get": {"parameters": [{}],
            "responses": {"200": {"content": {"x/y": {"schema": {"properties": {"p": {"enum": ["properties"]}}}}}}}}}},
            "components": {"schemas": {"S": {"description": {"$ref": "a.md"}}}, "responses": {"R": {}}}, "x-a": {"b": {}}}"##;
        let node = parse(text, Some(Format::Json)).map(|parsed| parsed.node);
        let node = node.unwrap_or(Node::Null);
        let one = |kind| Some(Child::One(kind));
        for (pointer, want) in [
            ("", one(Kind::Document)),
            ("/info/contact", one(Kind::Plain)),
            ("/paths", Some(Child::Each(Kind::PathItem))),
            ("/paths/~1a~1{b}/get", one(Kind::Operation)),
            ("/paths/~1a~1{b}/get/parameters/0", one(Kind::Parameter)),
            (
                "/paths/~1a~1{b}/get/responses/200/content/x~1y/schema/properties/p",
                one(Kind::Schema),
            ),
            ("/components/responses/R", one(Kind::Response)),
            ("/components/schemas/S/description", one(Kind::Plain)),
            ("/components/schemas/T", None),
            ("/x-a/b", None),
        ] {
            assert_eq!(child_at(&node, pointer), want, "{pointer}");
        }
    }
}
