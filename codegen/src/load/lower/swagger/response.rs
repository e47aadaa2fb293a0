//! Responses of Swagger 2.0: one schema for all media types.

use super::super::super::grammar::Kind;
use super::super::super::node::{Node, Object};
use super::super::super::pointer;
use super::super::super::version::SpecVersion;
use super::super::Lower;
use super::Media;

impl Lower<'_> {
    pub(in super::super) fn response(&mut self, node: &mut Node, media: &Media) {
        let Some(response) = node.as_object_mut() else {
            return;
        };
        if *self.version == SpecVersion::V2 {
            self.keys(response, Kind::Response);
            if let Some(Node::Object(headers)) = response.get_mut("headers") {
                let mark = self.path.push("headers");
                self.each(headers, Self::header);
                self.path.pop(mark);
            }
        }
        if response.contains("$ref") {
            return;
        }
        if response.contains("content") {
            response.remove("schema");
            response.remove("examples");
            return;
        }
        let examples = match response.remove("examples") {
            Some(Node::Object(examples)) => {
                self.without_effect("response", "", "examples");
                examples
            }
            _ => Object::new(),
        };
        let Some(schema) = response.remove("schema") else {
            return;
        };
        let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
        let mut types = media.produces.clone();
        if types.is_empty() {
            types.push(
                if is_file {
                    "application/octet-stream"
                } else {
                    "application/json"
                }
                .to_owned(),
            );
        }
        let mut moves = Vec::new();
        let mut content = Object::new();
        for name in types {
            let mut entry = Object::new();
            entry.insert("schema", schema.clone());
            if let Some(example) = examples.get(&name) {
                entry.insert("example", example.clone());
                moves.push((
                    pointer::of(&["content", &name, "example"]),
                    pointer::of(&["examples", &name]),
                ));
            }
            moves.push((
                pointer::of(&["content", &name, "schema"]),
                "/schema".to_owned(),
            ));
            content.insert(name, entry);
        }
        response.insert("content", content);
        self.moved(moves);
    }
}
