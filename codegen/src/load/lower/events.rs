//! Events whose data is JSON in a string: `data` with a `contentSchema` (OpenAPI 3.2, "Server-Sent Event Streams").
//!
//! Such a property takes the shape of its `contentSchema`. A schema that is used elsewhere too is copied for the stream, and
//! stays as it is for the other places.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::node::{Node, Object};
use super::super::pointer;

/// How deep a tree may become that schemas are copied into: as deep as the parsers go.
const DEPTH: usize = 128;

/// How many values may be copied.
const VALUES: usize = 500_000;

/// Gives the items of all event streams their data.
pub(super) fn events(root: &mut Node) {
    let Some(schemas) = root.at("/components/schemas").and_then(Node::as_object) else {
        return Streams::default().document(root);
    };
    let told = telling(schemas);
    // copied only where something says what a text holds
    let told = told
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), schemas.get(name)?.clone())));
    let mut streams = Streams {
        told: told.collect(),
        ..Streams::default()
    };
    streams.document(root);
}

/// The schemas that say what the text of their data holds, themselves or by what they combine.
fn telling(schemas: &Object) -> HashSet<&str> {
    let mut users: HashMap<Cow<'_, str>, Vec<&str>> = HashMap::new();
    let mut found = Vec::new();
    for (name, schema) in schemas.iter() {
        let mut stack = vec![schema];
        while let Some(schema) = stack.pop() {
            let Some(object) = schema.as_object() else {
                continue;
            };
            if let Some(target) = component(object) {
                users.entry(target).or_default().push(name);
                continue;
            }
            if data(object).is_some_and(|data| data.contains("contentSchema")) {
                found.push(name);
            }
            for key in COMBINED {
                if let Some(Node::Array(branches)) = object.get(key) {
                    stack.extend(branches);
                }
            }
        }
    }
    let mut all = HashSet::new();
    while let Some(name) = found.pop() {
        if all.insert(name) {
            found.extend(users.get(name).into_iter().flatten());
        }
    }
    all
}

/// The keywords whose schemas speak of the same value.
const COMBINED: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// The component that a schema refers to.
fn component(schema: &Object) -> Option<Cow<'_, str>> {
    let name = schema.str("$ref")?.strip_prefix("#/components/schemas/")?;
    Some(pointer::unescape(name))
}

fn data(schema: &Object) -> Option<&Object> {
    let properties = schema.get("properties").and_then(Node::as_object)?;
    properties.get("data").and_then(Node::as_object)
}

/// Whether a key of `content` is the type of event streams. Every key of the document is asked.
fn is_stream(key: &str) -> bool {
    const TYPE: &str = "text/event-stream";
    let start = key.trim_start().get(..TYPE.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(TYPE))
}

/// The walk from stream to stream.
#[derive(Default)]
struct Streams {
    /// Components that say what the text of their data holds.
    told: HashMap<String, Node>,
    /// Those that are being copied: what holds itself is not copied into its copy.
    open: Vec<String>,
    /// How many values were copied.
    copied: usize,
}

impl Streams {
    /// Looks everywhere but in schemas and examples, which hold no media types.
    fn document(&mut self, root: &mut Node) {
        for (key, value) in root.as_object_mut().into_iter().flat_map(Object::iter_mut) {
            match value {
                Node::Object(sections) if key == "components" => {
                    let sections = sections.iter_mut();
                    let sections =
                        sections.filter(|(key, _)| !matches!(*key, "schemas" | "examples"));
                    sections.for_each(|(_, section)| self.visit(section, 2));
                }
                value => self.visit(value, 1),
            }
        }
    }

    /// Looks for media types that are event streams, `depth` levels deep in the document.
    fn visit(&mut self, node: &mut Node, depth: usize) {
        match node {
            Node::Object(object) => {
                for (key, value) in object.iter_mut() {
                    match value.as_object_mut() {
                        Some(media) if is_stream(key) => {
                            for key in ["itemSchema", "schema"] {
                                if let Some(schema) = media.get_mut(key) {
                                    self.event(schema, depth.saturating_add(2));
                                }
                            }
                        }
                        _ => self.visit(value, depth.saturating_add(1)),
                    }
                }
            }
            Node::Array(items) => {
                (items.iter_mut()).for_each(|node| self.visit(node, depth.saturating_add(1)))
            }
            _ => {}
        }
    }

    /// Gives the schema of an event its data. Whether anything has changed.
    fn event(&mut self, schema: &mut Node, depth: usize) -> bool {
        let Some(object) = schema.as_object_mut() else {
            return false;
        };
        if let Some(name) = component(object) {
            let name = name.into_owned();
            let Some(mut copy) = self.copy(&name, depth) else {
                return false;
            };
            self.open.push(name);
            let changed = self.event(&mut copy, depth);
            self.open.pop();
            if changed {
                *schema = copy;
            }
            return changed;
        }
        let mut changed = false;
        let data = object.get_mut("properties").and_then(Node::as_object_mut);
        if let Some(data) = data.and_then(|properties| properties.get_mut("data"))
            && let Some(content) = data
                .as_object_mut()
                .and_then(|data| data.remove("contentSchema"))
        {
            *data = content;
            changed = true;
        }
        let mut inlined = false;
        for key in COMBINED {
            let Some(Node::Array(branches)) = object.get_mut(key) else {
                continue;
            };
            for branch in branches {
                let is_reference = branch.get("$ref").is_some();
                let new = self.event(branch, depth.saturating_add(2));
                changed |= new;
                inlined |= new && is_reference;
            }
        }
        if inlined {
            // its mapping names what stands here no more; the constants of `event` tell the branches apart
            object.remove("discriminator");
        }
        changed
    }

    /// A copy of a component that has to be changed, where there is room for one.
    fn copy(&mut self, name: &str, depth: usize) -> Option<Node> {
        let schema = self.told.get(name)?;
        let is_within_itself = self.open.iter().any(|open| open == name);
        // a copy is at least one level deep, so that no more are open than there are levels
        if is_within_itself
            || depth.saturating_add(schema.depth()) > DEPTH
            || self.open.len() > DEPTH
        {
            return None;
        }
        self.copied = self.copied.saturating_add(schema.count());
        (self.copied <= VALUES).then(|| schema.clone())
    }
}
