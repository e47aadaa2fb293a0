//! Bodies in XML.

use serde::{Deserialize, Serialize};

/// How the bodies of an operation are represented in XML (OpenAPI 3.0, XML Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Xml {
    /// The root of the request body.
    pub request: Option<XmlNode>,
    /// Responses and errors.
    pub answers: Vec<XmlAnswer>,
}

/// A value with the name of its constant. Each type has one, whatever number of operations reach it; the scalars are shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlTable {
    /// Its name.
    pub ident: String,
    /// The private module that it lies in, inside that of all tables; none where one file has room for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// The value.
    pub value: XmlValue,
}

/// A response or error body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlAnswer {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type.
    pub media_type: String,
    /// Its root.
    pub root: XmlNode,
}

/// The XML node of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlNode {
    /// Its node type.
    pub form: XmlForm,
    /// The name of the element or attribute; empty if it has none.
    pub name: String,
    /// The prefix of the name; empty if it has none.
    pub prefix: String,
    /// The namespace, as a URI; empty if it has none.
    pub namespace: String,
    /// The index of its value in the model's list.
    pub value: usize,
}

/// Node types (OpenAPI 3.2, XML Object, `nodeType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlForm {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the enclosing element.
    Text,
    /// The same, as a CDATA section.
    CData,
    /// No node of its own.
    None,
}

/// The kind of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlValue {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// One of these scalars.
    Scalar,
    /// Unknown.
    Any,
    /// An array.
    List(XmlNode),
    /// An array of this many items, each with a node of its own.
    Tuple(Vec<XmlNode>),
    /// The first if its element has parts, the second if it has only text: indices in the model's list.
    Either(usize, usize),
    /// A map, whose keys are element names.
    Map(XmlNode),
    /// An object, and its undeclared properties.
    Object(Vec<XmlProperty>, Option<XmlNode>),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlProperty {
    /// Its name in JSON.
    pub wire: String,
    /// Whether it is required.
    pub required: bool,
    /// Its node.
    pub node: XmlNode,
}
