//! Bodies in XML.

use serde::{Deserialize, Serialize};

/// How the bodies of an operation stand in XML (OpenAPI 3.0, XML Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Xml {
    /// The values that nodes name by their place here.
    pub values: Vec<XmlValue>,
    /// The root of the request's body.
    pub request: Option<XmlNode>,
    /// Answers and errors.
    pub answers: Vec<XmlAnswer>,
}

/// A body of an answer or error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlAnswer {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type.
    pub media_type: String,
    /// Its root.
    pub root: XmlNode,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlNode {
    /// What sort of node it is.
    pub form: XmlForm,
    /// The name of the element or attribute; empty where it has none.
    pub name: String,
    /// The prefix of the name; empty where it has none.
    pub prefix: String,
    /// The namespace, as a URI; empty where it has none.
    pub namespace: String,
    /// The place of its value.
    pub value: usize,
}

/// Sorts of nodes (OpenAPI 3.2, XML Object, `nodeType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlForm {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the element around it.
    Text,
    /// The same, as a CDATA section.
    CData,
    /// None of its own.
    None,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlValue {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// One of these.
    Scalar,
    /// Nothing is known of it.
    Any,
    /// An array.
    List(XmlNode),
    /// An array of so many items, each of its own.
    Tuple(Vec<XmlNode>),
    /// The first where its element has parts, the second where it has text alone: places of values.
    Either(usize, usize),
    /// A map, whose keys are names of elements.
    Map(XmlNode),
    /// An object, and its further properties.
    Object(Vec<XmlProperty>, Option<XmlNode>),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlProperty {
    /// Its name in JSON.
    pub wire: String,
    /// Whether it must be there.
    pub required: bool,
    /// Where it stands.
    pub node: XmlNode,
}
