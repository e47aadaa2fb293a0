//! XML Objects of schemas.

/// How a schema is represented in XML (OpenAPI 3.0 to 3.2, XML Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlObject {
    /// `name`
    pub name: Option<String>,
    /// `prefix`
    pub prefix: Option<String>,
    /// `namespace`
    pub namespace: Option<String>,
    /// `nodeType`, or the equivalent of `attribute` and `wrapped`.
    pub node: Option<XmlNodeType>,
}

/// `nodeType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlNodeType {
    /// `element`, `wrapped: true`
    Element,
    /// `attribute`, `attribute: true`
    Attribute,
    /// `text`
    Text,
    /// `cdata`
    CData,
    /// `none`
    None,
}
