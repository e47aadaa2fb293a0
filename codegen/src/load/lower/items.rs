//! Tuples, and `patternProperties`.

use super::super::node::{Node, Object};
use super::Lower;
use crate::diagnostic::Code;

impl Lower<'_> {
    /// Schemas by the position of an item: they become the first branches of `items`, in order; what the rest may be
    /// is one more branch.
    pub(super) fn prefix_items(&mut self, object: &mut Object) {
        match (object.get("prefixItems"), object.get("items")) {
            (Some(Node::Array(_)), _) => {}
            (Some(Node::Object(_) | Node::String(_) | Node::Number(_) | Node::Bool(_)), _) => {
                if let Some(other) = object.remove("prefixItems") {
                    self.wrong("prefixItems", "an array", &other);
                }
                return;
            }
            (_, Some(Node::Array(_))) => return self.listed_items(object),
            (_, Some(Node::Bool(true))) => {
                self.says_all();
                object.insert("items", Object::new());
                return;
            }
            (_, Some(Node::Bool(false))) => {
                self.says_all();
                object.insert("items", Object::new());
                object.insert("maxItems", 0);
                return;
            }
            _ => return,
        }
        let Some(Node::Array(mut branches)) = object.remove("prefixItems") else {
            return;
        };
        let count = branches.len();
        let pinned = pinned_length(object, count);
        let mut moves: Vec<_> = (0..count)
            .map(|at| (format!("/items/anyOf/{at}"), format!("/prefixItems/{at}")))
            .collect();
        let closed = object.get("maxItems").is_some_and(|max| match max {
            Node::Number(max) => max.as_f64() <= count as f64,
            _ => false,
        });
        match object.remove("items") {
            Some(Node::Bool(false)) => {
                if !object.contains("maxItems") {
                    object.insert("maxItems", i64::try_from(count).unwrap_or(i64::MAX));
                }
            }
            _ if closed => {}
            Some(rest @ Node::Object(_)) => {
                moves.push((format!("/items/anyOf/{count}"), "/items".to_owned()));
                branches.push(rest);
            }
            _ => branches.push(Node::Object(Object::new())),
        }
        self.moved(moves);
        if count == 0 && branches.is_empty() {
            object.insert("items", Object::new());
            return;
        }
        let any = self.any_of("/items", branches);
        object.insert("items", any);
        object.insert(
            "x-castiron-prefix-items",
            i64::try_from(count).unwrap_or(i64::MAX),
        );
        if let Some(length) = pinned {
            object.insert("x-castiron-tuple", length);
        }
        if !object.contains("type") {
            object.insert("type", "array");
        }
    }

    /// A list of schemas under `items` is of older drafts, where it meant positions; in OpenAPI documents it mostly
    /// means that each item is one of them.
    fn listed_items(&mut self, object: &mut Object) {
        self.warn(
            Code::OtherVersion,
            "items",
            "a list of schemas for items is not part of OpenAPI",
            "each item may be any of them; without `type`, so may the value itself",
        );
        object.remove("additionalItems");
        let Some(Node::Array(mut branches)) = object.remove("items") else {
            return;
        };
        if !object.contains("type") && !object.contains("anyOf") {
            // Without `type: array` an object fits as well, and such documents mean it: one of these.
            self.moved(
                (0..branches.len()).map(|at| (format!("/anyOf/{at}"), format!("/items/{at}"))),
            );
            object.insert("anyOf", branches);
            return;
        }
        if branches.len() <= 1 {
            let only = branches
                .pop()
                .unwrap_or_else(|| Node::Object(Object::new()));
            object.insert("items", only);
            self.moved([("/items".to_owned(), "/items/0".to_owned())]);
        } else {
            self.moved(
                (0..branches.len())
                    .map(|at| (format!("/items/anyOf/{at}"), format!("/items/{at}"))),
            );
            let any = self.any_of("/items", branches);
            object.insert("items", any);
        }
    }

    /// Schemas by patterns of keys become those of all further keys.
    pub(super) fn pattern_properties(&mut self, object: &mut Object) {
        let patterns = match object.remove("patternProperties") {
            Some(Node::Object(patterns)) => patterns,
            None | Some(Node::Null) => return,
            Some(other) => return self.wrong("patternProperties", "an object", &other),
        };
        if patterns.is_empty() {
            return;
        }
        let mut moves = Vec::new();
        let mut old = |new: String, key: Option<&str>| {
            let mut pointer = "/additionalProperties".to_owned();
            if let Some(key) = key {
                pointer = "/patternProperties".to_owned();
                super::super::pointer::push(&mut pointer, key);
            }
            moves.push((new, pointer));
        };
        let mut names = Vec::new();
        let mut branches = Vec::new();
        // the longer a pattern, the fewer names it means, as a rule; the order of the document means nothing
        let mut patterns: Vec<_> = patterns.into_iter().collect();
        patterns.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        for (pattern, schema) in patterns {
            old(
                format!("/additionalProperties/anyOf/{}", branches.len()),
                Some(&pattern),
            );
            names.push(pattern);
            branches.push(schema);
        }
        if let Some(Node::Object(_)) = object.get("additionalProperties")
            && let Some(rest) = object.remove("additionalProperties")
            && !rest.as_object().is_some_and(Object::is_empty)
        {
            old(
                format!("/additionalProperties/anyOf/{}", branches.len()),
                None,
            );
            branches.push(rest);
            object.insert("x-castiron-pattern-rest", true);
        }
        let patterns: Vec<Node> = names.iter().map(|pattern| Node::from(&**pattern)).collect();
        let schema = if branches.len() == 1 {
            if let Some(pattern) = names.first() {
                old("/additionalProperties".to_owned(), Some(pattern));
            }
            branches.swap_remove(0)
        } else {
            let any = self.any_of("/additionalProperties", branches);
            Node::Object(any)
        };
        self.moved(moves);
        object.insert("additionalProperties", schema);
        object.insert("x-castiron-pattern-properties", patterns);
        if !object.contains("type") {
            object.insert("type", "object");
        }
    }
}

/// How many items an array with schemas by position has, where the document leaves no choice: `minItems` and `maxItems` are
/// equal, or `items: false` closes what has so many at least. Without `minItems` a shorter array is a value as well, down to an
/// empty one.
fn pinned_length(object: &Object, count: usize) -> Option<i64> {
    let bound = |key: &str| match object.get(key) {
        Some(Node::Number(bound)) => bound.as_i64(),
        _ => None,
    };
    let count = i64::try_from(count).ok()?;
    let is_closed = matches!(object.get("items"), Some(Node::Bool(false)));
    let length = match (bound("minItems"), bound("maxItems")) {
        (Some(least), Some(most)) if least == most => least,
        (Some(least), _) if is_closed && least == count => count,
        _ => return None,
    };
    (length > 0 && (length <= count || !is_closed)).then_some(length)
}
