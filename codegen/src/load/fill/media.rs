//! Media types, encodings, examples and links.

use indexmap::IndexMap;
use openapiv3::{
    Content, Encoding, Example, Link, LinkOperation, MediaType, QueryStyle, ReferenceOr,
};

use super::super::node::Node;
use super::{Fill, lacks};
use crate::diagnostic::Code;

impl<'a> Fill<'a> {
    /// Media types by their names.
    pub(super) fn content(&mut self, node: &'a Node) -> Content {
        self.map_without_extensions(node, Fill::media_type)
    }

    fn media_type(&mut self, node: &'a Node) -> Option<MediaType> {
        let mut media = MediaType::default();
        // `application/json:` with nothing behind it says that there is a body of this type.
        let Some(object) = self.object(node) else {
            return matches!(node, Node::Null).then_some(media);
        };
        self.each(object, |fill, key, node| match key {
            "schema" => media.schema = fill.schema_or_reference(node),
            // no pass reads it
            "example" => {}
            "examples" => fill.without_values(|fill| drop(fill.examples(node))),
            "encoding" => media.encoding = fill.map_without_extensions(node, Fill::encoding),
            _ => fill.extension(&mut media.extensions, key, node),
        });
        Some(media)
    }

    fn encoding(&mut self, node: &'a Node) -> Option<Encoding> {
        let object = self.object(node)?;
        let mut encoding = Encoding::default();
        let mut explode = None;
        self.each(object, |fill, key, node| match key {
            "contentType" => encoding.content_type = fill.text(node),
            "headers" => encoding.headers = fill.map(node, Fill::header_or_reference),
            "style" => {
                encoding.style = fill.text(node).and_then(|style| match style.as_str() {
                    "form" => Some(QueryStyle::Form),
                    "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
                    "pipeDelimited" => Some(QueryStyle::PipeDelimited),
                    "deepObject" => Some(QueryStyle::DeepObject),
                    _ => {
                        fill.warn_label(
                            Code::UnknownValue,
                            format!("there is no style `{style}`"),
                            "left out",
                        );
                        None
                    }
                });
            }
            "explode" => explode = fill.flag(node),
            "allowReserved" => encoding.allow_reserved = fill.flag(node).unwrap_or(false),
            _ => fill.extension(&mut encoding.extensions, key, node),
        });
        // The type can't say "not given", and what that means depends on the style.
        encoding.explode =
            explode.unwrap_or(matches!(encoding.style, None | Some(QueryStyle::Form)));
        Some(encoding)
    }

    /// Reads examples without their values, which no pass reads: only what is wrong with them is reported.
    pub(super) fn without_values<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.keeps_values, false);
        let out = work(self);
        self.keeps_values = before;
        out
    }

    /// The value of an example, if it is kept.
    fn value(&self, node: &Node) -> Option<serde_json::Value> {
        self.keeps_values.then(|| node.to_json())
    }

    /// Examples by their names. A list of bare values, as older documents have it, is left out.
    pub(super) fn examples(&mut self, node: &'a Node) -> IndexMap<String, ReferenceOr<Example>> {
        match node {
            Node::Object(_) => self.map_without_extensions(node, Fill::example_or_reference),
            Node::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let example = Example {
                        value: self.value(item),
                        ..Example::default()
                    };
                    (index.to_string(), ReferenceOr::Item(example))
                })
                .collect(),
            Node::Null => IndexMap::new(),
            other => {
                self.wrong_type("an object", other);
                IndexMap::new()
            }
        }
    }

    /// An example, or a reference to one. A bare value counts as its own example.
    pub(super) fn example_or_reference(&mut self, node: &'a Node) -> Option<ReferenceOr<Example>> {
        self.reference_or(node, |fill, node| {
            let known = |key: &str| {
                matches!(
                    key,
                    "value"
                        | "externalValue"
                        | "summary"
                        | "description"
                        | "dataValue"
                        | "serializedValue"
                )
            };
            let object = match node {
                Node::Object(object) if object.is_empty() || object.keys().any(known) => object,
                other => {
                    return Some(Example {
                        value: fill.value(other),
                        ..Example::default()
                    });
                }
            };
            let mut example = Example::default();
            fill.each(object, |fill, key, node| match key {
                "summary" => example.summary = fill.text(node),
                "description" => example.description = fill.text(node),
                "value" | "dataValue" => example.value = fill.value(node),
                "externalValue" => example.external_value = fill.text(node),
                "serializedValue" => {
                    example
                        .extensions
                        .insert("x-castiron-serialized-value".to_owned(), node.to_json());
                }
                _ => fill.extension(&mut example.extensions, key, node),
            });
            Some(example)
        })
    }

    /// A link, or a reference to one.
    pub(super) fn link_or_reference(&mut self, node: &'a Node) -> Option<ReferenceOr<Link>> {
        self.reference_or(node, |fill, node| {
            let object = fill.object(node)?;
            let mut link = Link {
                description: None,
                operation: LinkOperation::OperationId(String::new()),
                request_body: None,
                parameters: IndexMap::new(),
                server: None,
                extensions: IndexMap::new(),
            };
            if lacks(object, "operationId") && lacks(object, "operationRef") {
                fill.missing("`operationId`", "the link points to nothing");
            }
            fill.each(object, |fill, key, node| match key {
                "description" => link.description = fill.text(node),
                "operationId" => {
                    link.operation = LinkOperation::OperationId(fill.text(node).unwrap_or_default())
                }
                "operationRef" => {
                    link.operation =
                        LinkOperation::OperationRef(fill.text(node).unwrap_or_default())
                }
                "requestBody" => link.request_body = Some(node.to_json()),
                "parameters" => link.parameters = fill.map(node, |_, node| Some(node.to_json())),
                "server" => link.server = fill.server(node),
                _ => fill.extension(&mut link.extensions, key, node),
            });
            Some(link)
        })
    }
}
