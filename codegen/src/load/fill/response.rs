//! Responses by status code.

use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

use super::super::node::Node;
use super::{Fill, is_extension};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Fill<'a> {
    /// The responses of an operation.
    pub(super) fn responses(&mut self, node: &'a Node) -> Responses {
        let mut responses = Responses::default();
        let Some(object) = self.object(node) else {
            return responses;
        };
        self.each(object, |fill, key, node| {
            if is_extension(key) {
                responses.extensions.insert(key.to_owned(), node.to_json());
            } else if key == "default" {
                responses.default = fill.response_or_reference(node);
            } else if let Some(code) = status_code(key) {
                if let Some(response) = fill.response_or_reference(node) {
                    responses.responses.insert(code, response);
                }
            } else {
                let place = fill.here().at_key();
                fill.diagnostics.push(
                    Diagnostic::warning(
                        Code::BadStatusCode,
                        place,
                        format!("`{key}` is not a status code"),
                    )
                    .label("left out")
                    .help(
                        "status codes are `100` to `599`; ranges are `2XX`; the rest is `default`",
                    ),
                );
            }
        });
        responses
    }

    /// A response, or a reference to one.
    pub(super) fn response_or_reference(
        &mut self,
        node: &'a Node,
    ) -> Option<ReferenceOr<Response>> {
        if let Node::Null = node {
            self.missing("the response", "treated as one without a body");
            return Some(ReferenceOr::Item(Response::default()));
        }
        self.reference_or(node, |fill, node| {
            let object = fill.object(node)?;
            let mut response = Response::default();
            if !matches!(fill.version, super::SpecVersion::V3_2(_)) {
                fill.needs(object, "description", "left empty");
            }
            fill.each(object, |fill, key, node| match key {
                "description" => response.description = fill.text(node).unwrap_or_default(),
                "summary" => {
                    response
                        .extensions
                        .insert("x-castiron-summary".to_owned(), node.to_json());
                }
                "headers" => {
                    // the names of headers, many of which begin as extensions do
                    response.headers = fill.map(node, Fill::header_or_reference)
                }
                "content" => response.content = fill.content(node),
                "links" => {
                    response.links = fill.map_without_extensions(node, Fill::link_or_reference)
                }
                _ => fill.extension(&mut response.extensions, key, node),
            });
            Some(response)
        })
    }
}

/// A status code or a range of them, `2XX`.
fn status_code(key: &str) -> Option<StatusCode> {
    match key.trim().as_bytes() {
        [first @ b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => {
            Some(StatusCode::Range(u16::from(first.saturating_sub(b'0'))))
        }
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.trim().parse().ok().map(StatusCode::Code),
        _ => None,
    }
}
