//! Cycles of components that only refer to each other and never to a value.

use std::collections::{HashMap, HashSet};

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::pointer;
use super::context::{Context, Loss};
use crate::diagnostic::{Code, Diagnostic};

/// Reports circles of bare references, and replaces them by empty values so that every later walk ends.
pub(super) fn cut(root: &mut Node, context: &mut Context<'_>) {
    for (pointer, kind) in circles(root) {
        let place = context.origins.place(&pointer).child("$ref");
        context.broken(
            Loss::of(kind),
            false,
            Diagnostic::error(
                Code::ReferenceCycle,
                place,
                format!(
                    "this {} is only a reference that leads back to itself",
                    kind.noun()
                ),
            )
            .label("the cycle begins here"),
        );
        if let Some(node) = root.at_mut(&pointer) {
            *node = Node::Object(Object::new());
        }
    }
}

/// The components that begin a circle, or lead into one.
fn circles(root: &Node) -> Vec<(String, Kind)> {
    let mut found = Vec::new();
    for (section, node) in root
        .get("components")
        .and_then(Node::as_object)
        .into_iter()
        .flat_map(Object::iter)
    {
        let (Some(kind), Some(object)) = (Kind::of_section(section), node.as_object()) else {
            continue;
        };
        let bare = |node: &Node| {
            node.as_object()
                .is_some_and(|object| object.contains("$ref"))
        };
        if !object.iter().any(|(_, node)| bare(node)) {
            continue;
        }
        let index: HashMap<&str, &Node> = object.iter().collect();
        // Whether what is known already begins a cycle or leads into one.
        let mut known: HashMap<&str, bool> = HashMap::new();
        for (name, node) in object.iter() {
            let mut chain = Vec::new();
            let mut seen: HashSet<&str> = HashSet::new();
            let mut at = Some((name, node));
            let circle = loop {
                let Some((name, node)) = at else { break false };
                if let Some(known) = known.get(name) {
                    break *known;
                }
                if !seen.insert(name) {
                    break true;
                }
                chain.push(name);
                at = node
                    .as_object()
                    .and_then(|object| object.str("$ref"))
                    .and_then(|text| text.rsplit_once('/'))
                    .and_then(|(_, next)| {
                        index
                            .get_key_value(&*pointer::unescape(next))
                            .map(|(name, node)| (*name, *node))
                    });
            };
            known.extend(chain.into_iter().map(|name| (name, circle)));
            if circle {
                found.push((pointer::of(&["components", section, name]), kind));
            }
        }
    }
    found
}
