//! What dynamic anchors stand for at a place.

use std::collections::BTreeMap;

use super::super::super::node::{Node, Object};
use super::super::super::pointer;

/// Pointers of schemas, by the anchors that stand for them.
pub(super) type Scope = BTreeMap<String, String>;

/// The keys of the maps in which a schema defines others.
pub(super) const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

/// The scope within a schema: what is said further out counts more.
pub(super) fn entered(tree: &Node, schema: &Object, here: &str, around: &Scope) -> Scope {
    let mut scope = around.clone();
    for (anchor, at) in bound(schema, here) {
        if !scope.contains_key(anchor) {
            scope.insert(anchor.to_owned(), meant(tree, at));
        }
    }
    scope
}

/// The anchors that a schema binds, with the places of what they stand for.
pub(super) fn bound<'s>(
    schema: &'s Object,
    here: &'s str,
) -> impl Iterator<Item = (&'s str, String)> {
    let own = schema.str("$dynamicAnchor");
    let own = own.map(|anchor| (anchor, here.to_owned()));
    let defined = DEFINITIONS.into_iter().flat_map(move |map| {
        let all = schema.get(map).and_then(Node::as_object).into_iter();
        all.flat_map(Object::iter).filter_map(move |(key, part)| {
            let anchor = part.as_object()?.str("$dynamicAnchor")?;
            Some((anchor, format!("{here}{}", pointer::of(&[map, key]))))
        })
    });
    own.into_iter().chain(defined)
}

/// The place of a schema, past those that are but other names of it.
fn meant(tree: &Node, mut at: String) -> String {
    let mut met = vec![at.clone()];
    loop {
        let schema = tree.at(&at).and_then(Node::as_object);
        let onward = schema.and_then(|schema| {
            let is_name = schema
                .keys()
                .all(|key| matches!(key, "$ref" | "$dynamicAnchor"));
            schema.str("$ref").filter(|_| is_name)?.strip_prefix('#')
        });
        match onward {
            // a component that is a reference has a name of its own
            Some(onward) if !is_component(&at) || at.is_empty() => {
                if met.iter().any(|met| met == onward) {
                    return at;
                }
                at = onward.to_owned();
                met.push(at.clone());
            }
            _ => return at,
        }
    }
}

/// Whether a place is that of a component.
fn is_component(at: &str) -> bool {
    at.strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}
