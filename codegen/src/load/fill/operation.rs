//! Path items and operations.

use indexmap::IndexMap;
use openapiv3::{Callback, Operation, PathItem, RequestBody};

use super::super::node::{Node, Object};
use super::Fill;
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Fill<'a> {
    /// A path item. Methods that 3.0 has no field for stand under `x-castiron-operations`, as the JSON of the lowered
    /// document.
    pub(super) fn path_item(&mut self, node: &'a Node) -> Option<PathItem> {
        let object = match node {
            // An empty path item is no mistake: what stands there may need rights that the reader lacks.
            Node::Null => return Some(PathItem::default()),
            node => self.object(node)?,
        };
        let mut item = PathItem::default();
        self.each(object, |fill, key, node| match key {
            "summary" => item.summary = fill.text(node),
            "description" => item.description = fill.text(node),
            "get" => item.get = fill.operation(node),
            "put" => item.put = fill.operation(node),
            "post" => item.post = fill.operation(node),
            "delete" => item.delete = fill.operation(node),
            "options" => item.options = fill.operation(node),
            "head" => item.head = fill.operation(node),
            "patch" => item.patch = fill.operation(node),
            "trace" => item.trace = fill.operation(node),
            "servers" => item.servers = fill.servers(node),
            "parameters" => item.parameters = fill.parameters(node),
            "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE" => {
                fill.warn_label(
                    Code::UnknownValue,
                    "methods are written in lower case",
                    "read as such",
                );
                let operation = fill.operation(node);
                *match key {
                    "GET" => &mut item.get,
                    "PUT" => &mut item.put,
                    "POST" => &mut item.post,
                    "DELETE" => &mut item.delete,
                    "OPTIONS" => &mut item.options,
                    "HEAD" => &mut item.head,
                    "PATCH" => &mut item.patch,
                    _ => &mut item.trace,
                } = operation;
            }
            _ => fill.extension(&mut item.extensions, key, node),
        });
        Some(item)
    }

    fn operation(&mut self, node: &'a Node) -> Option<Operation> {
        let object = self.object(node)?;
        let mut operation = Operation::default();
        if !self.version.is_json_schema() {
            self.needs(object, "responses", "any response is accepted");
        }
        self.each(object, |fill, key, node| match key {
            "tags" => operation.tags = fill.operation_tags(node),
            "summary" => operation.summary = fill.text(node),
            "description" => operation.description = fill.text(node),
            "externalDocs" => operation.external_docs = fill.external_docs(node),
            "operationId" => operation.operation_id = fill.text(node).filter(|id| !id.is_empty()),
            "parameters" => operation.parameters = fill.parameters(node),
            "requestBody" => operation.request_body = fill.request_body_or_reference(node),
            "responses" => operation.responses = fill.responses(node),
            "callbacks" => operation.callbacks = fill.callbacks(node),
            "deprecated" => operation.deprecated = fill.flag(node).unwrap_or(false),
            "security" => operation.security = Some(fill.security_requirements(node)),
            "servers" => operation.servers = fill.servers(node),
            _ => fill.extension(&mut operation.extensions, key, node),
        });
        Some(operation)
    }

    /// The tags of an operation. An empty one is the name of no group.
    fn operation_tags(&mut self, node: &'a Node) -> Vec<String> {
        if matches!(node, Node::String(_)) {
            let mut tags = self.texts(node);
            tags.retain(|tag| !tag.trim().is_empty());
            return tags;
        }
        self.list(node, |fill, node| {
            let tag = fill.text(node)?;
            if tag.trim().is_empty() {
                fill.warn_label(Code::Missing, "this tag is empty", "left out");
                return None;
            }
            Some(tag)
        })
    }

    /// The callbacks of an operation. The type has no room for references there, and there are none left.
    fn callbacks(&mut self, node: &'a Node) -> IndexMap<String, Callback> {
        self.map_without_extensions(node, Fill::callback)
    }

    /// A request body, or a reference to one.
    pub(super) fn request_body_or_reference(
        &mut self,
        node: &'a Node,
    ) -> Option<openapiv3::ReferenceOr<RequestBody>> {
        self.reference_or(node, |fill, node| {
            let object = fill.object(node)?;
            let mut body = RequestBody::default();
            fill.needs(object, "content", "the body is empty");
            fill.each(object, |fill, key, node| match key {
                "description" => body.description = fill.text(node),
                "content" => body.content = fill.content(node),
                "required" => body.required = fill.flag(node).unwrap_or(false),
                _ => fill.extension(&mut body.extensions, key, node),
            });
            Some(body)
        })
    }

    /// Parameters, without those that repeat an earlier one of the same list.
    fn parameters(&mut self, node: &'a Node) -> Vec<openapiv3::ReferenceOr<openapiv3::Parameter>> {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        self.list(node, |fill, node| {
            if let Some(object) = fill.resolved(node)
                && let (Some(name), Some(place)) = (object.str("name"), object.str("in"))
            {
                if seen.contains(&(name, place)) {
                    let at = fill.here();
                    fill.diagnostics.push(
                        Diagnostic::warning(
                            Code::DuplicateParameter,
                            at,
                            format!("the {place} parameter `{name}` is declared twice"),
                        )
                        .label("ignored; the first one counts"),
                    );
                    return None;
                }
                seen.push((name, place));
            }
            fill.parameter_or_reference(node)
        })
    }

    /// The object that a value is, or that its reference leads to.
    pub(super) fn resolved(&self, node: &'a Node) -> Option<&'a Object> {
        let target = |reference: &str| self.root.at(reference.strip_prefix('#')?);
        node.behind(target)?.as_object()
    }
}
