//! The walk that finds references: over everything that can hold one, and over nothing else.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::Path;
use super::collected::{Collected, Found, Holder};
use super::dynamic;
use super::identity::Spot;
use super::reference::decode;
use super::sections::modern;
use crate::diagnostic::FileId;

/// Whether the value of a discriminator's mapping is a reference rather than a name.
pub(super) fn is_mapped_reference(text: &str) -> bool {
    text.contains(['#', '/'])
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| text.ends_with(end))
}

/// A walk over one tree.
pub(super) struct Walk<'a> {
    all: &'a Collected,
    file: FileId,
    /// Where it is.
    path: Path,
    found: Vec<Found>,
    bases: Vec<(Spot, String)>,
    no_texts: Vec<NoText>,
}

/// A `$ref` that is no text.
pub(super) struct NoText {
    /// Where it stands.
    pub(super) pointer: String,
    /// What is referred to.
    pub(super) kind: Kind,
    /// The kind of its value, such as `null`.
    pub(super) value: &'static str,
}

/// What a walk has found.
pub(super) struct Walked {
    pub(super) found: Vec<Found>,
    /// The resources of those that are resolved against another one than their own.
    pub(super) bases: Vec<(Spot, String)>,
    pub(super) no_texts: Vec<NoText>,
}

impl<'a> Walk<'a> {
    /// A walk that begins at a place of a file.
    pub(super) fn new(all: &'a Collected, file: FileId, path: Path) -> Self {
        Self {
            all,
            file,
            path,
            found: Vec::new(),
            bases: Vec::new(),
            no_texts: Vec::new(),
        }
    }

    /// What was found.
    pub(super) fn end(self) -> Walked {
        Walked {
            found: self.found,
            bases: self.bases,
            no_texts: self.no_texts,
        }
    }

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
                        self.reference(object, kind, text, resource, false);
                    } else if kind == Kind::Schema && !object.contains("$ref") {
                        let text =
                            dynamic::plain(self.all, key, text, (self.file, self.path.as_str()));
                        // Even a plain one has to be rewritten.
                        self.found(object, (kind, false), &text, resource, false);
                        if key == "$dynamicRef"
                            && let Some(found) = self.found.last_mut()
                        {
                            found.dynamic = true;
                        }
                    }
                }
                ("$ref", value) => {
                    let mark = self.path.push(key);
                    self.no_texts.push(NoText {
                        pointer: self.path.as_str().to_owned(),
                        kind,
                        value: value.kind(),
                    });
                    self.path.pop(mark);
                }
                ("discriminator", Node::Object(discriminator))
                    if kind == Kind::Schema && !discriminator.contains("$ref") =>
                {
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
                            self.reference(object, Kind::Schema, text, resource, true);
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
                        self.found(object, (kind, true), text, resource, false);
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

    fn reference(
        &mut self,
        object: &Object,
        kind: Kind,
        text: &str,
        resource: &str,
        mapping: bool,
    ) {
        if self.file == FileId::ROOT && resource.is_empty() && self.all.known.is_plain(kind, text) {
            return;
        }
        self.found(object, (kind, false), text, resource, mapping);
    }

    fn found(
        &mut self,
        object: &Object,
        (kind, each): (Kind, bool),
        text: &str,
        resource: &str,
        mapping: bool,
    ) {
        let holder = Holder {
            file: self.file,
            path: self.path.as_str(),
            resource,
            kind,
            each,
        };
        let mut site = self.all.site(holder, object, text);
        let base = self.schema_around(text, resource);
        let rebased = base.is_some();
        if let Some(base) = base {
            let spot = (self.file, self.path.as_str().to_owned());
            self.bases.push((spot, base.clone()));
            site.resource = base;
        }
        self.found.push(Found {
            site,
            pointer: self.path.as_str().to_owned(),
            mapping,
            rebased,
            dynamic: false,
        });
    }

    /// The nearest schema around this place that has the definition which `#/$defs/…` or `#/definitions/…` names, where
    /// the resource itself has none of this name.
    fn schema_around(&self, text: &str, resource: &str) -> Option<String> {
        let fragment = text.strip_prefix('#')?;
        let rest = ["/$defs/", "/definitions/"]
            .iter()
            .find_map(|keyword| fragment.strip_prefix(keyword))?;
        let length = fragment
            .len()
            .saturating_sub(rest.len())
            .saturating_add(rest.find('/').unwrap_or(rest.len()));
        let definition = decode(fragment.get(..length)?);
        let tree = self.all.trees.get(self.file)?;
        let has = |base: &str| {
            tree.at(base)
                .is_some_and(|schema| schema.at(&definition).is_some())
        };
        let is_section = self.file == FileId::ROOT
            && modern(&definition).is_some_and(|pointer| tree.at(&pointer).is_some());
        if is_section || has(resource) || has("") {
            return None;
        }
        let mut around = self.path.as_str();
        while let Some((outer, _)) = around.rsplit_once('/') {
            if has(around) {
                return Some(around.to_owned());
            }
            around = outer;
        }
        None
    }
}
