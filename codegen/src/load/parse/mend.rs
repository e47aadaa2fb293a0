//! What a freshly read tree still needs: YAML merge keys, duplicate keys, integers that were rounded.

use std::collections::HashSet;

use super::super::node::{Key, Node, Number, Object};
use super::super::pointer::Path;

/// Up to this many keys, comparing each with each is faster than hashing.
const SMALL: usize = 12;

/// Whether a key occurs twice.
pub(super) fn has_duplicates(entries: &[(Key, Node)]) -> bool {
    if entries.len() <= SMALL {
        entries
            .iter()
            .enumerate()
            .any(|(at, (key, _))| entries[..at].iter().any(|(other, _)| other == key))
    } else {
        let mut seen = HashSet::with_capacity(entries.len());
        !entries.iter().all(|(key, _)| seen.insert(&**key))
    }
}

/// Removes all but the last of equal keys, and returns their pointers.
pub(super) fn drop_duplicates(node: &mut Node) -> Vec<String> {
    let mut found = Vec::new();
    walk_duplicates(node, &mut Path::default(), &mut found);
    found
}

fn walk_duplicates(node: &mut Node, path: &mut Path, found: &mut Vec<String>) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                let mark = path.push_index(index);
                walk_duplicates(item, path, found);
                path.pop(mark);
            }
        }
        Node::Object(object) => {
            if has_duplicates(&object.0) {
                let mut seen = HashSet::new();
                let mut kept: Vec<_> = std::mem::take(&mut object.0)
                    .into_iter()
                    .rev()
                    .filter(|(key, _)| {
                        let new = seen.insert(key.clone());
                        if !new {
                            found.push(path.child(key));
                        }
                        new
                    })
                    .collect();
                kept.reverse();
                object.0 = kept;
            }
            for (key, value) in &mut object.0 {
                let mark = path.push(key);
                walk_duplicates(value, path, found);
                path.pop(mark);
            }
        }
        _ => {}
    }
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
                        object.0.push(("<<".into(), other));
                        break;
                    }
                }
            }
            object.0.iter_mut().for_each(|(_, value)| merge(value));
        }
        _ => {}
    }
}

fn add_missing(object: &mut Object, other: Object) {
    for (key, value) in other {
        if !object.contains(&key) {
            object.0.push((key, value));
        }
    }
}

/// The pointers of numbers that an `f64` may have rounded.
pub(super) fn rounded(node: &Node) -> Vec<String> {
    fn walk(node: &Node, path: &mut Path, found: &mut Vec<String>) {
        match node {
            Node::Number(Number::Float(value)) if value.abs() >= super::EXACT => {
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
