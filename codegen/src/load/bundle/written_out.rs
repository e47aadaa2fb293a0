//! What 3.0 has no references for: path items, media types, callbacks, and whole maps. What such a reference leads to
//! is written out in its place.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::pointer::Path;
use super::collect::{Outcome, Site, Target};
use super::rewrite::{At, Rewriting};
use crate::diagnostic::{FileId, Place};

/// How often in a row something may be written out within what was written out.
const NESTING: usize = 4;
/// How deep a tree may become: as deep as the parsers go.
const DEPTH: usize = 128;

impl Rewriting<'_, '_, '_> {
    /// Puts a target in the place of a reference to it; what stood beside the reference counts more.
    pub(super) fn write_out(
        &mut self,
        node: &mut Node,
        index: usize,
        beside: Object,
        resource: &str,
        at: &mut At,
    ) {
        let target = &self.all.targets[index];
        let (file, kind, old) = (target.file, target.kind, target.pointer.clone());
        let found = self
            .all
            .trees
            .get(file)
            .and_then(|tree| tree.at(&old))
            .and_then(Node::as_object);
        let (Some(found), true) = (found, self.has_room(target, at)) else {
            *node = Node::Object(beside);
            return;
        };
        let mut written = Node::Object(found.clone());
        let new = at.new.as_str().to_owned();
        self.nesting += 1;
        self.run(&mut written, file, &old, &new, kind, false);
        self.nesting -= 1;
        let origin = if file == FileId::ROOT {
            self.context.origins.place(&old)
        } else {
            Place::value(file, old)
        };
        for (key, mut value) in beside {
            // These still stand where the reference stands.
            let place = if at.file == FileId::ROOT {
                self.context.origins.place(&at.old.child(&key))
            } else {
                Place::value(at.file, at.old.child(&key))
            };
            if let Some(child) = kind.child(&key, &value) {
                let marks = (at.old.push(&key), at.new.push(&key));
                self.child(&mut value, child, resource, at);
                at.old.pop(marks.0);
                at.new.pop(marks.1);
            }
            self.context.origins.set(at.new.child(&key), place);
            if let Node::Object(object) = &mut written {
                object.insert(key, value);
            }
        }
        self.context.origins.set(new, origin);
        *node = written;
    }

    /// Whether a target may be written out here. What contains itself that way would never end.
    fn has_room(&self, target: &Target, at: &At) -> bool {
        let node = self
            .all
            .trees
            .get(target.file)
            .and_then(|tree| tree.at(&target.pointer));
        let above = at.new.as_str().bytes().filter(|byte| *byte == b'/').count();
        self.nesting < NESTING && above + node.map_or(0, Node::depth) <= DEPTH
    }

    /// Puts the entries of a map in the place of a reference to it; what stood beside the reference counts more.
    pub(super) fn splice(&mut self, object: &mut Object, kind: Kind, resource: &str, at: &mut At) {
        let Some(Node::String(text)) = object.remove("$ref") else {
            return;
        };
        for (key, value) in object.iter_mut() {
            let marks = (at.old.push(key), at.new.push(key));
            self.object(value, kind, resource, at, true);
            at.old.pop(marks.0);
            at.new.pop(marks.1);
        }
        let site = Site {
            file: at.file,
            resource: resource.to_owned(),
            kind,
            each: true,
            text: text.into(),
        };
        let Some(&Outcome::Target(index)) = self.all.outcomes.get(&site) else {
            return;
        };
        let target = &self.all.targets[index];
        let found = self
            .all
            .trees
            .get(target.file)
            .and_then(|tree| tree.at(&target.pointer));
        let (Some(Node::Object(found)), true) = (found, self.has_room(target, at)) else {
            return;
        };
        let resource = self.all.resource_of(target.file, &target.pointer);
        let mut there = At {
            file: target.file,
            old: Path::at(&target.pointer),
            new: Path::at(at.new.as_str()),
        };
        let mut entries = found.clone();
        self.nesting += 1;
        // A map of maps: the inner one is complete before this one goes over it.
        let mut inner = Object::new();
        if let Some(text @ Node::String(_)) = entries.get("$ref").cloned() {
            entries.remove("$ref");
            inner.insert("$ref", text);
            self.splice(&mut inner, kind, &resource, &mut there);
        }
        for (key, mut value) in entries {
            if object.contains(&key) {
                continue;
            }
            let marks = (there.old.push(&key), there.new.push(&key));
            let origin = match there.file {
                FileId::ROOT => self.context.origins.place(there.old.as_str()),
                file => Place::value(file, there.old.as_str()),
            };
            self.context
                .origins
                .set(there.new.as_str().to_owned(), origin);
            self.object(&mut value, kind, &resource, &mut there, true);
            there.old.pop(marks.0);
            there.new.pop(marks.1);
            object.insert(key, value);
        }
        for (key, value) in inner {
            if !object.contains(&key) {
                object.insert(key, value);
            }
        }
        self.nesting -= 1;
    }
}
