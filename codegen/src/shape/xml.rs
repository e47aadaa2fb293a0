//! The XML Objects of schemas, by pointer. Collected only if a body is XML.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shaper::{Input, below};
use crate::graph::{Shape, TypeGraph, XmlNodeType, XmlObject};
use crate::media::Kind;

/// Collects the XML Objects of the graph's schemas.
pub(super) fn collect(graph: &mut TypeGraph, input: &Input<'_>) {
    let is_xml = graph.operations.iter().any(|operation| {
        !operation.xml.is_empty()
            || operation
                .body
                .as_ref()
                .is_some_and(|body| body.kind == Kind::Xml)
    });
    if !is_xml {
        return;
    }
    let mut found = BTreeMap::new();
    let mut add = |pointer: &str| {
        if let Some(object) = (input.value)(&below(pointer, &["xml"])) {
            found.insert(pointer.to_owned(), read(&object));
        }
    };
    for node in &graph.types {
        add(&node.pointer);
        if let Shape::Object(object) = &node.shape {
            object
                .properties
                .iter()
                .for_each(|property| add(&property.pointer));
        }
    }
    graph.xml = found;
}

fn read(object: &Value) -> XmlObject {
    let text = |key: &str| {
        let text = object.get(key).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let is = |key: &str| object.get(key).and_then(Value::as_bool) == Some(true);
    let node = match text("nodeType").as_deref() {
        Some("element") => Some(XmlNodeType::Element),
        Some("attribute") => Some(XmlNodeType::Attribute),
        Some("text") => Some(XmlNodeType::Text),
        Some("cdata") => Some(XmlNodeType::CData),
        Some("none") => Some(XmlNodeType::None),
        _ if is("attribute") => Some(XmlNodeType::Attribute),
        _ if is("wrapped") => Some(XmlNodeType::Element),
        _ => None,
    };
    XmlObject {
        name: text("name"),
        prefix: text("prefix"),
        namespace: text("namespace"),
        node,
    }
}
