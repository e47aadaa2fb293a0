//! What rules change trees with.

use crate::tree::Tree;

pub(super) fn text(text: &str) -> Tree {
    Tree::String(text.to_owned())
}

pub(super) fn object(entries: &[(&str, Tree)]) -> Tree {
    Tree::Object(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

pub(super) fn string() -> Tree {
    object(&[("type", text("string"))])
}

pub(super) fn set(tree: &mut Tree, key: &str, value: Tree) {
    if let Tree::Object(entries) = tree {
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some(known) => known.1 = value,
            None => entries.push((key.to_owned(), value)),
        }
    }
}

pub(super) fn take(tree: &mut Tree, key: &str) {
    if let Tree::Object(entries) = tree {
        entries.retain(|(known, _)| known != key);
    }
}

/// Sets an entry of a map that is there.
pub(super) fn insert(tree: &mut Tree, map: &str, key: &str, value: Tree) {
    if let Some(map) = tree.get_mut(map) {
        set(map, key, value);
    }
}

/// Gives an entry of a map another key.
pub(super) fn rename(tree: &mut Tree, from: &str, to: &str) {
    if let Tree::Object(entries) = tree {
        for (key, _) in entries.iter_mut().filter(|(key, _)| key == from) {
            to.clone_into(key);
        }
    }
}

pub(super) fn push(tree: &mut Tree, list: &str, value: Tree) {
    match tree.get_mut(list) {
        Some(Tree::Array(list)) => list.push(value),
        _ => set(tree, list, Tree::Array(vec![value])),
    }
}

pub(super) fn list<'t>(tree: &'t Tree, key: &str) -> Option<&'t [Tree]> {
    match tree.get(key) {
        Some(Tree::Array(list)) => Some(list),
        _ => None,
    }
}

pub(super) fn entries<'t>(tree: &'t Tree, key: &str) -> &'t [(String, Tree)] {
    match tree.get(key) {
        Some(Tree::Object(entries)) => entries,
        _ => &[],
    }
}

pub(super) fn list_mut<'t>(tree: &'t mut Tree, key: &str) -> Option<&'t mut Vec<Tree>> {
    match tree.get_mut(key) {
        Some(Tree::Array(list)) => Some(list),
        _ => None,
    }
}

pub(super) fn is(tree: &Tree, key: &str, value: &str) -> bool {
    tree.get(key) == Some(&text(value))
}

pub(super) fn lacks(tree: &Tree, keys: &[&str]) -> bool {
    keys.iter().all(|key| tree.get(key).is_none())
}
