//! Events whose data is a text of JSON: `data` with a `contentSchema` (OpenAPI 3.2, "Server-Sent Event Streams").
//!
//! Such a property is what its `contentSchema` says. A schema that several places share stays as it is for all others:
//! the stream gets a copy.

use super::super::node::{Node, Object};

/// How deep schemas may lie in each other before this stops looking.
const DEPTH: u8 = 16;

/// Gives the items of all event streams their data.
pub(super) fn events(root: &mut Node) {
    let schemas = root.at("/components/schemas").and_then(Node::as_object);
    // copied only where something says what a text holds
    let schemas = match holds(root, "contentSchema", 0) {
        true => schemas.cloned().unwrap_or_default(),
        false => return,
    };
    streams(root, &schemas, 0);
}

/// Whether a key is anywhere below.
fn holds(node: &Node, key: &str, depth: u8) -> bool {
    match node {
        _ if depth > 100 => false,
        Node::Object(object) => {
            object.contains(key) || object.iter().any(|(_, node)| holds(node, key, depth + 1))
        }
        Node::Array(items) => items.iter().any(|node| holds(node, key, depth + 1)),
        _ => false,
    }
}

/// Looks for media types that are event streams.
fn streams(node: &mut Node, schemas: &Object, depth: u8) {
    if depth > 100 {
        return;
    }
    match node {
        Node::Object(object) => {
            for (key, value) in object.iter_mut() {
                let is_stream = key
                    .trim_start()
                    .to_ascii_lowercase()
                    .starts_with("text/event-stream");
                match value.as_object_mut() {
                    Some(media) if is_stream => {
                        for key in ["itemSchema", "schema"] {
                            if let Some(schema) = media.get_mut(key) {
                                event(schema, schemas, DEPTH);
                            }
                        }
                    }
                    _ => streams(value, schemas, depth + 1),
                }
            }
        }
        Node::Array(items) => {
            (items.iter_mut()).for_each(|node| streams(node, schemas, depth + 1));
        }
        _ => {}
    }
}

/// Gives the schema of an event its data. Whether anything has changed.
fn event(schema: &mut Node, schemas: &Object, depth: u8) -> bool {
    let Some(object) = schema.as_object_mut() else {
        return false;
    };
    if depth == 0 {
        return false;
    }
    let reference = object.str("$ref").unwrap_or_default();
    if let Some(name) = reference.strip_prefix("#/components/schemas/") {
        let Some(mut copy) = schemas.get(name).cloned() else {
            return false;
        };
        let changed = event(&mut copy, schemas, depth - 1);
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
    for key in ["allOf", "oneOf", "anyOf"] {
        let Some(Node::Array(branches)) = object.get_mut(key) else {
            continue;
        };
        for branch in branches {
            let is_reference = branch.get("$ref").is_some();
            let new = event(branch, schemas, depth - 1);
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
