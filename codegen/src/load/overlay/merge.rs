//! Applies actions to the tree (Overlay Specification 1.1, Action Object).

use super::super::node::{Node, Object};
use super::super::pointer;
use super::action::{Action, Change};
use super::brought::Brought;
use super::query;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};

/// Does what an action says. `None` where it can't be done; a diagnostic says why.
pub(super) fn apply(
    action: &Action,
    root: &mut Node,
    brought: &mut Brought,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let targets = query::select(&action.query, root);
    if targets.is_empty() {
        nothing(action, root, diagnostics);
        return Some(());
    }
    let (value, from) = match &action.change {
        Change::Remove => {
            remove(&targets, root, brought);
            return Some(());
        }
        Change::Update(value) => (value.clone(), action.place.clone().child("update")),
        Change::Copy(query, text) => {
            let place = action.place.clone().child("copy");
            (copied(query, text, &place, root, diagnostics)?, place)
        }
    };
    let mut merge = Merge {
        brought,
        diagnostics,
        is_copy: matches!(action.change, Change::Copy(..)),
        is_sound: true,
    };
    for target in &targets {
        if let Some(node) = root.at_mut(target) {
            merge.merge(node, &value, target, &from, true);
        }
    }
    merge.is_sound.then_some(())
}

/// Reports an action that applies to nothing.
fn nothing(action: &Action, root: &Node, diagnostics: &mut Diagnostics) {
    let place = action.place.clone().child("target");
    let message = format!("`{}` selects nothing in the document", action.target);
    let warning = Diagnostic::warning(Code::UnusedAction, place, message)
        .label("this action changes nothing");
    diagnostics.push(match query::astray(&action.query, root) {
        Some((name, Some(meant))) => {
            warning.help(format!("there is no `{name}`; did you mean `{meant}`?"))
        }
        Some((name, None)) => warning.help(format!("there is no `{name}`")),
        None => warning.help("remove the action, or fix its `target`"),
    });
}

/// The value that `copy` selects: there has to be one.
fn copied(
    query: &jsonpath_rust::parser::model::JpQuery,
    text: &str,
    place: &Place,
    root: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let found = query::select(query, root);
    let label = match found.as_slice() {
        [one] => return root.at(one).cloned(),
        [] => "it selects nothing in the document".to_owned(),
        several => format!("it selects {} values", several.len()),
    };
    let message = format!("`{text}` has to select one value");
    diagnostics.push(Diagnostic::error(Code::BadOverlay, place.clone(), message).label(label));
    None
}

/// Takes values out of what holds them. The last ones go first, so that the others stay where they are.
fn remove(targets: &[String], root: &mut Node, brought: &mut Brought) {
    for target in targets.iter().rev() {
        let Some((parent, key)) = pointer::split_last(target) else {
            // the document itself
            *root = Node::Null;
            continue;
        };
        let key = pointer::unescape(key);
        match root.at_mut(parent) {
            Some(Node::Object(object)) => {
                object.remove(&key);
                brought.forget(target);
            }
            Some(Node::Array(items)) => {
                if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                    brought.removed(parent, index, items.len());
                    items.remove(index);
                }
            }
            _ => {}
        }
    }
}

/// A value on its way into the tree.
struct Merge<'a> {
    brought: &'a mut Brought,
    diagnostics: &'a mut Diagnostics,
    is_copy: bool,
    is_sound: bool,
}

impl Merge<'_> {
    /// Merges a value into a node. `from` is where the value stands in the overlay.
    fn merge(&mut self, node: &mut Node, value: &Node, at: &str, from: &Place, is_target: bool) {
        match (node, value) {
            (Node::Object(object), Node::Object(new)) => self.object(object, new, at, from),
            (Node::Array(items), Node::Array(new)) => {
                for (index, item) in new.iter().enumerate() {
                    self.append(items, item, at, &self.inner(from, &index.to_string()));
                }
            }
            (Node::Array(items), item) if is_target => self.append(items, item, at, from),
            (node, value) if !is_composite(node) && !is_composite(value) => {
                *node = value.clone();
                self.brought.set(at, from.clone(), self.is_copy);
            }
            (_, Node::Null) => self.diagnostics.push(
                Diagnostic::warning(
                    Code::UnusedAction,
                    from.clone(),
                    "`null` changes nothing here",
                )
                .label(format!("`{at}` of the document stays as it is"))
                .help("to remove a value, use an action with `remove: true`"),
            ),
            (node, value) => {
                let (old, new) = (node.kind(), value.kind());
                let message = format!(
                    "{} {new} can't be merged into {} {old}",
                    article(new),
                    article(old)
                );
                self.is_sound = false;
                self.diagnostics.push(
                    Diagnostic::error(Code::BadOverlay, from.clone(), message)
                        .label(format!("for `{at}` of the document"))
                        .help(
                            "remove what is there by an action with `remove: true` before this one",
                        ),
                );
            }
        }
    }

    fn object(&mut self, object: &mut Object, new: &Object, at: &str, from: &Place) {
        for (key, value) in new.iter() {
            let mut inner = at.to_owned();
            pointer::push(&mut inner, key);
            let from = self.inner(from, key);
            match object.get_mut(key) {
                Some(node) => self.merge(node, value, &inner, &from, false),
                None => {
                    object.insert(key, value.clone());
                    self.brought.set(&inner, from, self.is_copy);
                }
            }
        }
    }

    fn append(&mut self, items: &mut Vec<Node>, item: &Node, at: &str, from: &Place) {
        let mut inner = at.to_owned();
        pointer::push_index(&mut inner, items.len());
        items.push(item.clone());
        self.brought.set(&inner, from.clone(), self.is_copy);
    }

    /// Where a part of the value stands: what is copied has no text in the overlay but the query.
    fn inner(&self, from: &Place, key: &str) -> Place {
        if self.is_copy {
            from.clone()
        } else {
            from.clone().child(key)
        }
    }
}

fn is_composite(node: &Node) -> bool {
    matches!(node, Node::Array(_) | Node::Object(_))
}

fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}
