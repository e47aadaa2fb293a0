//! The places of values in a text.
//!
//! The text is scanned a second time, at most once per file, and only if there is something to report about it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::parse::Format;
use super::pointer;
use crate::diagnostic::Part;

mod json;
#[cfg(test)]
mod places;
#[cfg(test)]
mod tests;
mod yaml;

/// The places of all values of a text, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Spans {
    nodes: Vec<SpanNode>,
    /// For each YAML anchor, the node that it names; index 0 is never used.
    anchors: Vec<usize>,
    /// Whether the text was read to its end.
    whole: bool,
}

/// A range of bytes.
type Bytes = (u32, u32);

#[derive(Debug)]
struct SpanNode {
    /// The decoded key and its place, for what stands in an object.
    key: Option<(Box<str>, Bytes)>,
    value: Bytes,
    /// The index behind the last node within this one; its children begin right after it.
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Scalar,
    Array,
    Object,
    /// A YAML alias of this anchor.
    Alias(usize),
}

impl Spans {
    /// Finds the places in a text. A text that can't be read to its end yields those before the trouble.
    pub(super) fn of(text: &str, format: Format) -> Self {
        match format {
            Format::Json => json::scan(text),
            Format::Yaml => yaml::scan(text),
        }
    }

    /// The bytes of what `pointer` names, or of the nearest enclosing value that the text has.
    pub(super) fn find(&self, pointer: &str, part: Part) -> Option<Bytes> {
        if let Part::Bytes { start, end } = part {
            return Some((start, end));
        }
        if self.nodes.is_empty() {
            return None;
        }
        let keys: Vec<_> = pointer::keys(pointer).collect();
        let (missing, at) = self.locate(0, &keys);
        let (at, part) = match (part, keys.split_last()) {
            (Part::FirstKey, Some((last, above))) if missing == 0 => {
                (self.first(above, last).unwrap_or(at), Part::Key)
            }
            (Part::FirstKey, _) => (at, Part::Key),
            _ => (at, part),
        };
        // What was filled in by a repair has no text; the thing that lacks it has.
        let part = if missing > 0 { Part::Key } else { part };
        let node = self.nodes.get(at)?;
        Some(match (part, &node.key) {
            (Part::Key, Some((_, key))) => *key,
            // A whole object is no useful mark: its key is.
            (_, Some((_, key))) if matches!(node.kind, Kind::Array | Kind::Object) => *key,
            (_, None) if matches!(node.kind, Kind::Array | Kind::Object) => {
                (node.value.0, node.value.0.saturating_add(1))
            }
            _ => node.value,
        })
    }

    /// The bytes of exactly the scalar that `pointer` names. The last value of a text that was cut off does not count,
    /// as it may be cut off itself.
    pub(super) fn scalar(&self, pointer: &str) -> Option<Bytes> {
        let keys: Vec<_> = pointer::keys(pointer).collect();
        let (0, at) = self.locate(0, &keys) else {
            return None;
        };
        let at = self.target(at);
        let node = self.nodes.get(at)?;
        (node.kind == Kind::Scalar
            && (at.saturating_add(1) < self.nodes.len() || at == 0 || self.whole))
            .then_some(node.value)
    }

    /// Follows keys from a node as far as the text has them: how many are left, and the node that was reached. Of equal keys
    /// the last one that leads on is followed, as parts of an API that were given twice are joined.
    fn locate(&self, at: usize, keys: &[Cow<'_, str>]) -> (usize, usize) {
        let Some((key, rest)) = keys.split_first() else {
            return (0, at);
        };
        let mut best = (keys.len(), at);
        for child in self.named(self.target(at), key) {
            let found = self.locate(child, rest);
            if found.0 < best.0 {
                best = found;
            }
            if best.0 == 0 {
                break;
            }
        }
        best
    }

    /// The first node under a key of the object that `above` leads to.
    fn first(&self, above: &[Cow<'_, str>], key: &str) -> Option<usize> {
        let (missing, object) = self.locate(0, above);
        (missing == 0).then(|| self.named(self.target(object), key).pop())?
    }

    /// The children of a node under a key, the last one first.
    fn named(&self, at: usize, key: &str) -> Vec<usize> {
        let is_object = self
            .nodes
            .get(at)
            .is_some_and(|node| node.kind == Kind::Object);
        let mut found: Vec<usize> = match is_object {
            true => self
                .children(at)
                .filter(|&child| self.has_key(child, key))
                .collect(),
            false => Vec::new(),
        };
        found.reverse();
        if found.is_empty() {
            found.extend(self.child(at, key));
        }
        found
    }

    fn has_key(&self, at: usize, key: &str) -> bool {
        let found = self.nodes.get(at).and_then(|node| node.key.as_ref());
        found.is_some_and(|(text, _)| &**text == key)
    }

    /// The node that an alias stands for, or the node itself.
    fn target(&self, at: usize) -> usize {
        match self.nodes.get(at).map(|node| node.kind) {
            Some(Kind::Alias(anchor)) => self.anchors.get(anchor).copied().unwrap_or(at),
            _ => at,
        }
    }

    /// The child of an object under `key`, the last one if there are several, or of an array at an index. What an object
    /// does not have itself is looked for in those that are merged into it, each of them once.
    fn child(&self, at: usize, key: &str) -> Option<usize> {
        if self.nodes.get(at)?.kind == Kind::Array {
            return self.children(at).nth(key.parse().ok()?);
        }
        let named = |at: usize, key: &str| {
            let children = self.children(at).filter(|&child| self.has_key(child, key));
            children.last()
        };
        let mut seen = HashSet::new();
        let mut stack = vec![at];
        while let Some(at) = stack.pop() {
            if self.nodes.get(at)?.kind != Kind::Object || !seen.insert(at) {
                continue;
            }
            if let Some(child) = named(at, key) {
                return Some(child);
            }
            let Some(merged) = named(at, "<<").map(|merged| self.target(merged)) else {
                continue;
            };
            match self.nodes.get(merged)?.kind {
                Kind::Array => {
                    let mut items: Vec<_> = self
                        .children(merged)
                        .map(|item| self.target(item))
                        .collect();
                    items.reverse();
                    stack.append(&mut items);
                }
                _ => stack.push(merged),
            }
        }
        None
    }

    /// The direct children of a node.
    fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(at).map_or(0, |node| node.end);
        let mut next = at.saturating_add(1);
        std::iter::from_fn(move || {
            let child = next;
            if child >= end {
                return None;
            }
            next = self.nodes.get(child)?.end.max(child.saturating_add(1));
            Some(child)
        })
    }

    /// Adds a node; its `end` is set by [`close`](Self::close).
    fn open(&mut self, key: Option<(Box<str>, Bytes)>, value: Bytes, kind: Kind) -> usize {
        let at = self.nodes.len();
        self.nodes.push(SpanNode {
            key,
            value,
            end: at.saturating_add(1),
            kind,
        });
        at
    }

    /// Ends a node behind the last byte of its value.
    fn close(&mut self, at: usize, end: u32) {
        let count = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(at) {
            node.value.1 = end;
            node.end = count;
        }
    }
}

/// Bytes as an offset; texts beyond 4 GB are never read.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A JSON string without its quotes, its escapes decoded.
fn decode(raw: &str) -> Cow<'_, str> {
    if raw.contains('\\') {
        serde_json::from_str(&format!("\"{raw}\"")).map_or(Cow::Borrowed(raw), Cow::Owned)
    } else {
        Cow::Borrowed(raw)
    }
}
