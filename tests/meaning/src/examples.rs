//! Finds every example of a document, with the place of its schema.

use std::collections::BTreeSet;

use castiron_codegen::load::{Document, Node, pointer};
use serde_json::Value;

/// A value that the document gives for one of its schemas.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Where it stands in the loaded document.
    pub pointer: String,
    /// Where its schema stands.
    pub schema: String,
    /// The value.
    pub value: Value,
    /// What it stands in.
    pub place: Where,
    /// The operation whose request body it is part of.
    pub operation: Option<String>,
}

/// What an example stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// A schema.
    Schema,
    /// The media type of a request body.
    Body,
    /// Anything else beside a schema: a media type of an answer, a parameter, a header.
    Beside,
}

/// All examples of a document.
pub(crate) fn find(document: &Document) -> Vec<Example> {
    let mut finder = Finder {
        document,
        found: Vec::new(),
        operation: None,
    };
    let root = document.root();
    for section in [
        "schemas",
        "parameters",
        "headers",
        "requestBodies",
        "responses",
        "callbacks",
    ] {
        let base = pointer::of(&["components", section]);
        finder.each(&base, |finder, at, node| match section {
            "schemas" => finder.schema(at, node),
            "parameters" | "headers" => finder.parameter(at, node),
            "requestBodies" => finder.content(at, node, Where::Body),
            "responses" => finder.response(at, node),
            _ => finder.callback(at, node),
        });
    }
    for section in ["paths", "webhooks"] {
        if root.get(section).is_some() {
            finder.each(&pointer::of(&[section]), Finder::path_item);
        }
    }
    finder.found
}

/// Whether a schema, or one that it combines, says anything of the value at a place in its values.
pub(crate) fn declares(document: &Document, schema: &str, value: &str) -> bool {
    let mut schemas = BTreeSet::from([schema.to_owned()]);
    for key in pointer::keys(value) {
        let mut inner = BTreeSet::new();
        for at in combined(document, schemas) {
            let Some(node) = document.node(&at) else {
                continue;
            };
            if node
                .get("properties")
                .is_some_and(|all| all.get(&key).is_some())
            {
                inner.insert(below(&at, &["properties", &key]));
                continue;
            }
            for word in ["additionalProperties", "items"] {
                if node
                    .get(word)
                    .is_some_and(|node| node.as_object().is_some())
                {
                    inner.insert(below(&at, &[word]));
                }
            }
        }
        schemas = inner;
    }
    !schemas.is_empty()
}

/// Schemas and all that they refer to and combine.
fn combined(document: &Document, schemas: BTreeSet<String>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut queue: Vec<String> = schemas.into_iter().collect();
    while let Some(at) = queue.pop() {
        let Some(node) = document.node(&at).filter(|_| !seen.contains(&at)) else {
            continue;
        };
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            queue.extend(reference.strip_prefix('#').map(str::to_owned));
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            let count = node.get(key).and_then(Node::as_array).map_or(0, <[_]>::len);
            queue.extend((0..count).map(|index| below(&at, &[key, &index.to_string()])));
        }
        seen.insert(at);
    }
    seen
}

/// The schema of a property, looked for in all that a schema combines.
pub(crate) fn property(document: &Document, schema: &str, name: &str) -> Option<String> {
    let mut queue = vec![schema.to_owned()];
    for _ in 0..64 {
        let at = queue.pop()?;
        let Some(node) = document.node(&at) else {
            continue;
        };
        if node
            .get("properties")
            .is_some_and(|all| all.get(name).is_some())
        {
            return Some(below(&at, &["properties", name]));
        }
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            queue.extend(reference.strip_prefix('#').map(str::to_owned));
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            let count = node.get(key).and_then(Node::as_array).map_or(0, <[_]>::len);
            queue.extend((0..count).map(|index| below(&at, &[key, &index.to_string()])));
        }
    }
    None
}

/// The schemas in a schema.
fn inner(at: &str, node: &Node) -> Vec<String> {
    let mut out = Vec::new();
    for key in ["items", "additionalProperties", "not"] {
        if node.get(key).is_some_and(|node| node.as_object().is_some()) {
            out.push(below(at, &[key]));
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let count = node.get(key).and_then(Node::as_array).map_or(0, <[_]>::len);
        out.extend((0..count).map(|index| below(at, &[key, &index.to_string()])));
    }
    if let Some(properties) = node.get("properties").and_then(Node::as_object) {
        out.extend(
            properties
                .keys()
                .map(|name| below(at, &["properties", name])),
        );
    }
    out
}

fn below(base: &str, keys: &[&str]) -> String {
    let mut out = base.to_owned();
    for key in keys {
        pointer::push(&mut out, key);
    }
    out
}

struct Finder<'a> {
    document: &'a Document,
    found: Vec<Example>,
    operation: Option<String>,
}

impl<'a> Finder<'a> {
    /// Goes through what an object holds.
    fn each(&mut self, base: &str, mut go: impl FnMut(&mut Self, &str, &'a Node)) {
        let Some(object) = self.document.node(base).and_then(Node::as_object) else {
            return;
        };
        for (key, node) in object.iter().filter(|(key, _)| !key.starts_with("x-")) {
            go(self, &below(base, &[key]), node);
        }
    }

    fn path_item(&mut self, at: &str, node: &'a Node) {
        self.parameters(at, node);
        for verb in [
            "get", "put", "post", "delete", "options", "head", "patch", "trace",
        ] {
            let Some(operation) = node.get(verb) else {
                continue;
            };
            let at = below(at, &[verb]);
            self.parameters(&at, operation);
            if let Some(body) = operation.get("requestBody") {
                self.operation = Some(at.clone());
                let (body_at, body) = self.follow(below(&at, &["requestBody"]), body);
                self.content(&body_at, body, Where::Body);
                self.operation = None;
            }
            self.each(&below(&at, &["responses"]), Self::response);
            self.each(&below(&at, &["callbacks"]), Self::callback);
        }
    }

    fn callback(&mut self, at: &str, _: &'a Node) {
        self.each(at, Self::path_item);
    }

    fn parameters(&mut self, at: &str, node: &'a Node) {
        let parameters = node
            .get("parameters")
            .and_then(Node::as_array)
            .unwrap_or_default();
        for (index, parameter) in parameters.iter().enumerate() {
            self.parameter(&below(at, &["parameters", &index.to_string()]), parameter);
        }
    }

    fn parameter(&mut self, at: &str, node: &'a Node) {
        self.beside(at, node, Where::Beside);
        self.content(at, node, Where::Beside);
    }

    fn response(&mut self, at: &str, node: &'a Node) {
        self.content(at, node, Where::Beside);
        self.each(&below(at, &["headers"]), Self::parameter);
    }

    /// What a reference leads to: bodies are looked at where they are used, as that decides their types.
    fn follow(&self, at: String, node: &'a Node) -> (String, &'a Node) {
        let target = node.get("$ref").and_then(Node::as_str);
        let target = target.and_then(|text| text.strip_prefix('#'));
        match target.and_then(|target| Some((target.to_owned(), self.document.node(target)?))) {
            Some(found) => found,
            None => (at, node),
        }
    }

    fn content(&mut self, at: &str, _: &'a Node, place: Where) {
        self.each(&below(at, &["content"]), |finder, at, media| {
            let name = at.rsplit('/').next().unwrap_or_default().replace("~1", "/");
            let essence = name
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            // What stands in other media types is text, not a JSON value.
            let is_json = essence == "*/*"
                || essence.ends_with("/json")
                || essence.ends_with("+json")
                || essence.ends_with("x-www-form-urlencoded");
            if is_json {
                finder.beside(at, media, place);
            } else if let Some(schema) = media.get("schema") {
                finder.schema(&below(at, &["schema"]), schema);
            }
        });
    }

    /// An object with a schema, and examples for it.
    fn beside(&mut self, at: &str, node: &'a Node, place: Where) {
        let Some(schema) = node.get("schema") else {
            return;
        };
        let schema_at = below(at, &["schema"]);
        if let Some(value) = node.get("example") {
            self.add(below(at, &["example"]), &schema_at, value, place);
        }
        self.each(&below(at, &["examples"]), |finder, at, example| {
            let (at, example) = finder.follow(at.to_owned(), example);
            if let Some(value) = example.get("value") {
                finder.add(below(&at, &["value"]), &schema_at, value, place);
            }
        });
        self.schema(&schema_at, schema);
    }

    fn schema(&mut self, at: &str, node: &'a Node) {
        for key in ["example", "default"] {
            if let Some(value) = node.get(key) {
                self.add(below(at, &[key]), at, value, Where::Schema);
            }
        }
        match node.get("x-castiron-examples") {
            Some(Node::Array(values)) => {
                // the first is `example` as well
                for (index, value) in values.iter().enumerate().skip(1) {
                    let pointer = below(at, &["x-castiron-examples", &index.to_string()]);
                    self.add(pointer, at, value, Where::Schema);
                }
            }
            Some(Node::Object(named)) => {
                for (name, value) in named.iter().skip(1) {
                    let pointer = below(at, &["x-castiron-examples", name]);
                    self.add(
                        pointer,
                        at,
                        value.get("value").unwrap_or(value),
                        Where::Schema,
                    );
                }
            }
            _ => {}
        }
        for at in inner(at, node) {
            if let Some(node) = self.document.node(&at) {
                self.schema(&at, node);
            }
        }
    }

    fn add(&mut self, pointer: String, schema: &str, value: &Node, place: Where) {
        self.found.push(Example {
            pointer,
            schema: schema.to_owned(),
            value: value.to_json(),
            place,
            operation: self.operation.clone(),
        });
    }
}
