//! A parameter `in: body`, as Swagger 2.0 has it, in a document of a later version: the request body.

use super::super::node::{Node, Object};
use super::super::pointer;
use super::Lower;
use crate::diagnostic::Code;

impl Lower<'_> {
    /// Makes the body of an operation of its parameter `in: body`, unless it has a body.
    pub(super) fn body_parameter(&mut self, operation: &mut Object) {
        if operation.contains("requestBody") {
            return;
        }
        let Some(Node::Array(parameters)) = operation.get_mut("parameters") else {
            return;
        };
        let is_body = |node: &Node| {
            let place = node.get("in").and_then(Node::as_str);
            place == Some("body") && node.get("schema").is_some()
        };
        let Some((at, found)) = (parameters.iter_mut().enumerate()).find(|(_, one)| is_body(one))
        else {
            return;
        };
        // the others keep their places
        let Node::Object(mut parameter) = std::mem::replace(found, Node::Null) else {
            return;
        };
        let old = format!("{}{}", self.path.as_str(), place_of(at));
        let place = self.origins.place(&format!("{old}/in"));
        let message = "`body` is not a parameter location";
        self.say(
            place,
            Code::UnknownValue,
            message,
            "treated as the request body",
        );
        let mut media = Object::new();
        for key in ["schema", "example", "examples"] {
            if let Some(value) = parameter.remove(key) {
                media.insert(key, value);
            }
        }
        let content: Object = [("application/json", media)].into_iter().collect();
        let mut body: Object = [("content", content)].into_iter().collect();
        for key in ["description", "required"] {
            if let Some(value) = parameter.remove(key) {
                body.insert(key, value);
            }
        }
        if let Some(name) = parameter.remove("name") {
            body.insert("x-castiron-body-name", name);
        }
        operation.insert("requestBody", body);
        let schema = pointer::of(&["requestBody", "content", "application/json", "schema"]);
        self.moved([
            ("/requestBody".to_owned(), place_of(at)),
            (schema, format!("{}/schema", place_of(at))),
        ]);
    }
}

/// The pointer of a parameter within its operation.
fn place_of(at: usize) -> String {
    format!("/parameters/{at}")
}
