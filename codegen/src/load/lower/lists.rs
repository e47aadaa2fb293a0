//! Lists that a document has as something else: one meaning is taken with a warning, or the value is left out with one.

use super::super::node::{Node, Object};
use super::super::pointer;
use super::super::version::a;
use super::Lower;
use crate::diagnostic::Code;

/// What a list holds, by the keys of its items.
pub(super) struct Items {
    /// An item has one of these.
    has: &'static [&'static str],
    /// The key that an item has where the document gives its name as the key of a map.
    named: &'static str,
}

/// Parameters.
pub(super) const PARAMETERS: Items = Items {
    has: &["in", "$ref"],
    named: "name",
};

/// Servers.
pub(super) const SERVERS: Items = Items {
    has: &["url"],
    named: "url",
};

/// The tags of a document.
pub(super) const TAGS: Items = Items {
    has: &["name"],
    named: "name",
};

impl Items {
    fn is_item(&self, object: &Object) -> bool {
        let mut keys = self.has.iter();
        keys.any(|key| matches!(object.get(key), Some(Node::String(_))))
    }
}

impl Lower<'_> {
    /// Makes a list of an object that is its only item, or whose values are its items, perhaps by their names.
    pub(super) fn listed(&mut self, object: &mut Object, key: &'static str, items: &Items) {
        let Some(Node::Object(found)) = object.get(key) else {
            return;
        };
        let (list, moves, label) = if items.is_item(found) {
            let old = pointer::of(&[key]);
            let list = vec![Node::Object(found.clone())];
            (
                list,
                vec![(format!("{old}/0"), old)],
                "treated as its only item",
            )
        } else {
            let values = found.iter().filter_map(|(name, value)| {
                let mut item = value.as_object()?.clone();
                if !item.contains(items.named) && !item.contains("$ref") {
                    item.insert(items.named, name);
                }
                items.is_item(&item).then(|| (name.to_owned(), item))
            });
            let values: Vec<(String, Object)> = values.collect();
            if values.is_empty() || values.len() < found.len() {
                return;
            }
            let moves = values.iter().enumerate().map(|(at, (name, _))| {
                let new = format!("{}/{at}", pointer::of(&[key]));
                (new, pointer::of(&[key, name]))
            });
            let moves = moves.collect();
            let list = values.into_iter().map(|(_, item)| Node::Object(item));
            (list.collect(), moves, "treated as a list of its values")
        };
        self.warn(
            Code::WrongType,
            key,
            "expected an array, found an object",
            label,
        );
        object.insert(key, list);
        self.moved(moves);
    }

    /// The texts of a list that this form has no room for; one text is its only item.
    pub(super) fn texts(&mut self, object: &Object, key: &str) -> Option<Vec<String>> {
        let items = match object.get(key)? {
            Node::Null => return None,
            Node::Array(items) => items,
            Node::String(one) => {
                self.warn(
                    Code::WrongType,
                    key,
                    "expected an array, found a string",
                    "treated as its only item",
                );
                return Some(vec![one.to_string()]);
            }
            other => {
                self.wrong(key, "an array", other);
                return None;
            }
        };
        let mut texts = Vec::new();
        for (at, item) in items.iter().enumerate() {
            match item {
                Node::String(text) => texts.push(text.to_string()),
                other => self.wrong(&format!("{key}/{at}"), "a string", other),
            }
        }
        Some(texts)
    }

    /// The text under a key that this form has no room for.
    pub(super) fn text<'o>(&mut self, object: &'o Object, key: &str) -> Option<&'o str> {
        match object.get(key)? {
            Node::Null => None,
            Node::String(text) => Some(text),
            other => {
                self.wrong(key, "a string", other);
                None
            }
        }
    }

    /// Warns that the value at a pointer below here, without its first slash, has the wrong type.
    pub(super) fn wrong(&mut self, below: &str, wanted: &str, found: &Node) {
        let mut place = self.here();
        for key in below.split('/') {
            place = place.child(key);
        }
        self.say(
            place,
            Code::WrongType,
            format!("expected {wanted}, found {}", a(found.kind())),
            "left out",
        );
    }

    /// Warns that an object lacks what it has to have.
    pub(super) fn lacks(&mut self, object: &Object, key: &str, instead: &str) {
        if matches!(object.get(key), None | Some(Node::Null)) {
            let place = self.here().at_key();
            self.say(place, Code::Missing, format!("`{key}` is missing"), instead);
        }
    }
}
