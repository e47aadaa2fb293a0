//! Finishes a parsed tree: YAML merge keys, duplicate keys, integers that the parser rounded.

use std::collections::HashMap;

use super::super::node::{Key, Node, Number, Object};
use super::super::pointer::{self, Path};
use super::outcome::{Duplicate, Twice};
use crate::hash::{Seeded, Set};

/// Above this, an `f64` does not hold every integer.
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

/// Up to this many keys, comparing each with each is faster than hashing.
const SMALL: usize = 12;

/// Whether a key occurs twice.
pub(super) fn has_duplicates(entries: &[(Key, Node)]) -> bool {
    if entries.len() <= SMALL {
        entries
            .iter()
            .enumerate()
            .any(|(at, (key, _))| entries.iter().take(at).any(|(other, _)| other == key))
    } else {
        let mut seen = Set::with_capacity_and_hasher(entries.len(), Seeded::default());
        !entries.iter().all(|(key, _)| seen.insert(&**key))
    }
}

/// Makes one of equal keys: of the parts of an API that stand by themselves all are kept, of anything else the last.
pub(super) fn drop_duplicates(node: &mut Node) -> Vec<Duplicate> {
    let mut found = Vec::new();
    walk_duplicates(node, &mut Path::default(), &mut found);
    found
}

fn walk_duplicates(node: &mut Node, path: &mut Path, found: &mut Vec<Duplicate>) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                let mark = path.push_index(index);
                walk_duplicates(item, path, found);
                path.pop(mark);
            }
        }
        Node::Object(object) => {
            if has_duplicates(object.entries()) {
                let place = place(path.as_str());
                let mut kept: Vec<(Key, Node)> = Vec::with_capacity(object.len());
                let mut index: HashMap<Key, usize> = HashMap::new();
                for (key, value) in std::mem::take(object) {
                    let Some(&at) = index.get(&key) else {
                        index.insert(key.clone(), kept.len());
                        kept.push((key, value));
                        continue;
                    };
                    let Some((_, first)) = kept.get_mut(at) else {
                        continue;
                    };
                    let outcome = match (place.within(&key), first, value) {
                        (Some(within), Node::Object(first), Node::Object(second)) => {
                            join(first, second, within)
                        }
                        (_, first, value) => {
                            *first = value;
                            Twice::Last
                        }
                    };
                    found.push(Duplicate {
                        pointer: path.child(&key),
                        outcome,
                    });
                }
                *object = Object::of(kept);
            }
            for (key, value) in object.iter_mut() {
                let mark = path.push(key);
                walk_duplicates(value, path, found);
                path.pop(mark);
            }
        }
        _ => {}
    }
}

/// The objects of a document whose entries stand by themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// The document, whose sections may stand in it in several pieces.
    Document,
    /// `components`, which holds sections of its own.
    Components,
    /// A section: names and things.
    Section,
    /// `paths`, and what holds path items like it.
    Paths,
    /// A path's operations.
    PathItem,
    /// Anything else.
    Other,
}

impl Apart {
    /// What an entry of such an object is, if its own entries stand by themselves as well.
    fn within(self, key: &str) -> Option<Self> {
        match (self, key) {
            (Self::Document, "paths" | "webhooks" | "x-webhooks") => Some(Self::Paths),
            (Self::Document, "components") => Some(Self::Components),
            (
                Self::Document,
                "definitions" | "parameters" | "responses" | "securityDefinitions",
            ) => Some(Self::Section),
            (Self::Components, key) if !key.starts_with("x-") => Some(Self::Section),
            (Self::Paths, key) if !key.starts_with("x-") => Some(Self::PathItem),
            _ => None,
        }
    }
}

/// What stands at a pointer of a document.
fn place(pointer: &str) -> Apart {
    pointer::keys(pointer).fold(Apart::Document, |place, key| {
        place.within(&key).unwrap_or(Apart::Other)
    })
}

/// Adds the entries of the second object to the first. Those that both have are joined in turn.
fn join(first: &mut Object, second: Object, place: Apart) -> Twice {
    let mut outcome = Twice::Joined;
    for (key, value) in second {
        match first.get_mut(&key) {
            None => first.push(key, value),
            Some(there) => match (place.within(&key), there, value) {
                (Some(within), Node::Object(there), Node::Object(value)) => {
                    outcome = outcome.max(join(there, value, within));
                }
                (_, there, value) => {
                    if *there != value {
                        outcome = Twice::Collides;
                    }
                    *there = value;
                }
            },
        }
    }
    outcome
}

/// Carries out YAML's `<<`: the keys of the object or objects under it are added where they are missing.
pub(super) fn merge(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(merge),
        Node::Object(object) => {
            while let Some(merged) = object.remove("<<") {
                match merged {
                    Node::Object(other) => add_missing(object, other),
                    Node::Array(items)
                        if items.iter().all(|item| matches!(item, Node::Object(_))) =>
                    {
                        for item in items {
                            if let Node::Object(other) = item {
                                add_missing(object, other);
                            }
                        }
                    }
                    // Not a merge: an ordinary key with an odd name.
                    other => {
                        object.push("<<".into(), other);
                        break;
                    }
                }
            }
            object.iter_mut().for_each(|(_, value)| merge(value));
        }
        _ => {}
    }
}

fn add_missing(object: &mut Object, other: Object) {
    for (key, value) in other {
        if !object.contains(&key) {
            object.push(key, value);
        }
    }
}

/// The pointers of numbers that an `f64` may have rounded.
pub(super) fn rounded(node: &Node) -> Vec<String> {
    fn walk(node: &Node, path: &mut Path, found: &mut Vec<String>) {
        match node {
            Node::Number(Number::Float(value)) if value.abs() >= EXACT => {
                found.push(path.as_str().to_owned());
            }
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let mark = path.push_index(index);
                    walk(item, path, found);
                    path.pop(mark);
                }
            }
            Node::Object(object) => {
                for (key, value) in object.iter() {
                    let mark = path.push(key);
                    walk(value, path, found);
                    path.pop(mark);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(node, &mut Path::default(), &mut found);
    found
}
