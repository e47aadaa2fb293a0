//! The walk that finds references: over everything that can hold one, and over nothing else.

use std::borrow::Cow;

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::Path;
use super::collect::{Collected, Found, Site};
use crate::diagnostic::FileId;

/// Whether the value of a discriminator's mapping is a reference rather than a name.
pub(super) fn is_mapped_reference(text: &str) -> bool {
    text.contains(['#', '/'])
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| text.ends_with(end))
}

/// The plain reference that a `$recursiveRef` or `$dynamicRef` at `path` amounts to unless a schema further out
/// overrides it: for `#`, the component that it stands in.
pub(super) fn recursive<'t>(key: &str, text: &'t str, path: &'t str) -> Cow<'t, str> {
    if key == "$recursiveRef"
        && text == "#"
        && let Some(rest) = path.strip_prefix("/components/schemas/")
        && let Some(name) = rest.split('/').next()
    {
        return Cow::Owned(format!("#/components/schemas/{name}"));
    }
    Cow::Borrowed(text)
}

/// A walk over one tree. `path` is where it is.
pub(super) struct Walk<'a, 'b> {
    pub(super) all: &'a Collected,
    pub(super) file: FileId,
    pub(super) path: Path,
    pub(super) found: &'b mut Vec<Found>,
}

impl Walk<'_, '_> {
    pub(super) fn object(&mut self, node: &Node, kind: Kind, resource: &str) {
        let Some(object) = node.as_object() else {
            return;
        };
        let inner;
        let mut resource = resource;
        if !self.all.identities.is_empty()
            && self
                .all
                .identities
                .is_resource(&(self.file, self.path.as_str().to_owned()))
        {
            inner = self.path.as_str().to_owned();
            resource = &inner;
        }
        for (key, value) in object.iter() {
            match (key, value) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", Node::String(text)) => {
                    if key == "$ref" {
                        self.reference(kind, text, resource, false);
                    } else if kind == Kind::Schema && !object.contains("$ref") {
                        let text = recursive(key, text, self.path.as_str()).into_owned();
                        // Even a plain one has to be rewritten.
                        self.found(kind, false, &text, resource, false);
                    }
                }
                ("discriminator", Node::Object(discriminator)) if kind == Kind::Schema => {
                    for (name, value) in discriminator
                        .get("mapping")
                        .and_then(Node::as_object)
                        .into_iter()
                        .flat_map(Object::iter)
                    {
                        if let Some(text) = value.as_str().filter(|text| is_mapped_reference(text))
                        {
                            let marks = [
                                self.path.push("discriminator"),
                                self.path.push("mapping"),
                                self.path.push(name),
                            ];
                            self.reference(Kind::Schema, text, resource, true);
                            self.path.pop(marks[0]);
                        }
                    }
                }
                _ => {
                    if let Some(child) = kind.child(key, value) {
                        let mark = self.path.push(key);
                        self.child(value, child, resource);
                        self.path.pop(mark);
                    }
                }
            }
        }
    }

    pub(super) fn child(&mut self, node: &Node, child: Child, resource: &str) {
        match (child, node) {
            (Child::One(kind), node) => self.object(node, kind, resource),
            (Child::Each(kind), Node::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let mark = self.path.push_index(index);
                    self.object(item, kind, resource);
                    self.path.pop(mark);
                }
            }
            (Child::Each(kind), Node::Object(object)) => {
                for (key, value) in object.iter() {
                    if let ("$ref", Node::String(text)) = (key, value) {
                        self.found(kind, true, text, resource, false);
                        continue;
                    }
                    let mark = self.path.push(key);
                    self.object(value, kind, resource);
                    self.path.pop(mark);
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, kind: Kind, text: &str, resource: &str, mapping: bool) {
        if self.file == FileId::ROOT && resource.is_empty() && self.all.known.is_plain(kind, text) {
            return;
        }
        self.found(kind, false, text, resource, mapping);
    }

    fn found(&mut self, kind: Kind, each: bool, text: &str, resource: &str, mapping: bool) {
        let site = Site {
            file: self.file,
            resource: resource.to_owned(),
            kind,
            each,
            text: text.to_owned(),
        };
        self.found.push(Found {
            site,
            pointer: self.path.as_str().to_owned(),
            mapping,
        });
    }
}
