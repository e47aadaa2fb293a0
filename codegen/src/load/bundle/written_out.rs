//! Inlines the targets of references where 3.0 does not allow references: path items, operations, media types, callbacks,
//! whole maps and lists, and plain values.
//!
//! This and `rewrite` are mutually recursive: an inlined copy contains references to rewrite, and a rewritten value contains
//! references to inline.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::Path;
use super::collected::{Collected, Holder, Outcome, Target};
use super::context::Loss;
use super::rewrite::{At, Rewriting};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};

/// How deep a tree may become: as deep as the parsers go.
pub(super) const DEPTH: usize = 128;

/// How often, on average, a target may be written out beyond that.
const TIMES: usize = 8;

/// How many values may be written out.
pub(super) fn most(all: &Collected, limits: &Limits) -> usize {
    let targets = all.targets.iter().filter(|target| !target.is_component());
    let count = |target: &Target| {
        let tree = all.trees.get(target.file);
        tree.and_then(|tree| tree.at(&target.pointer))
            .map_or(0, Node::count)
    };
    limits
        .of(Limit::WrittenOut)
        .saturating_add(TIMES.saturating_mul(targets.map(count).sum::<usize>()))
}

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
        let target = self.all.target(index);
        let (file, kind, old) = (target.file, target.kind, target.pointer.clone());
        let Some(mut written) = self.copy(index, at) else {
            *node = self.lose(kind, beside);
            return;
        };
        let new = at.new.as_str().to_owned();
        self.open.push(index);
        match &written {
            Node::Array(_) => self.list(&mut written, index, at),
            _ => self.run(&mut written, file, &old, &new, kind, false),
        }
        self.open.pop();
        let origin = self.context.origin(file, &old);
        for (key, mut value) in beside {
            // These still stand where the reference stands.
            let place = self.context.origin(at.file, &at.old.child(&key));
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

    /// A copy of a target, if it may be written out here: what contains itself that way would never end.
    fn copy(&mut self, index: usize, at: &At) -> Option<Node> {
        let target = self.all.target(index);
        let tree = self.all.trees.get(target.file);
        let node = tree.and_then(|tree| tree.at(&target.pointer))?;
        let is_within_itself = self.open.contains(&index);
        // the path items of callbacks may well be those that the callbacks belong to
        if is_within_itself && matches!(target.kind, Kind::PathItem | Kind::Callback) {
            return Some(Node::Object(Object::new()));
        }
        let above = at.new.as_str().bytes().filter(|byte| *byte == b'/').count();
        let trouble = if is_within_itself {
            Some((
                Code::ReferenceCycle,
                "this reference leads to what it stands in",
            ))
        } else if above.saturating_add(node.depth()) > DEPTH {
            Some((
                Code::TooDeep,
                "what this reference leads to is nested too deeply",
            ))
        } else if self.written.saturating_add(node.count()) > self.most {
            let place = self.context.origin(at.file, at.old.as_str()).child("$ref");
            if !std::mem::replace(&mut self.is_over, true) {
                self.context.diagnostics.push(Limit::WrittenOut.exceeded(
                    place,
                    "the document grows too large when its references are written out",
                ));
            }
            return None;
        } else {
            None
        };
        if let Some((code, message)) = trouble {
            let place = self.context.origin(at.file, at.old.as_str()).child("$ref");
            let loss = Loss::of(target.kind);
            self.context
                .broken(loss, false, Diagnostic::error(code, place, message));
            return None;
        }
        self.written = self.written.saturating_add(node.count());
        Some(node.clone())
    }

    /// Rewrites a list that was written out.
    fn list(&mut self, list: &mut Node, index: usize, at: &At) {
        let target = self.all.target(index);
        let resource = self.all.resource_of(target.file, &target.pointer);
        let mut there = At {
            file: target.file,
            old: Path::at(&target.pointer),
            new: Path::at(at.new.as_str()),
        };
        self.child(list, Child::Each(target.kind), &resource, &mut there);
    }

    /// Puts the entries of a map, or a list, in the place of a reference to it; what stood beside the reference counts
    /// more.
    pub(super) fn splice(&mut self, node: &mut Node, kind: Kind, resource: &str, at: &mut At) {
        let Node::Object(object) = node else { return };
        let Some(Node::String(text)) = object.get("$ref").cloned() else {
            return;
        };
        let holder = Holder {
            file: at.file,
            path: at.old.as_str(),
            resource,
            kind,
            each: true,
        };
        let site = self.all.site(holder, object, &text);
        object.remove("$ref");
        for (key, value) in object.iter_mut() {
            let marks = (at.old.push(key), at.new.push(key));
            self.object(value, kind, resource, at, true);
            at.old.pop(marks.0);
            at.new.pop(marks.1);
        }
        let Some(&Outcome::Target(index)) = self.all.outcomes.get(&site) else {
            return;
        };
        let entries = match self.copy(index, at) {
            Some(Node::Object(entries)) => entries,
            Some(mut list @ Node::Array(_)) => {
                self.open.push(index);
                self.list(&mut list, index, at);
                self.open.pop();
                let target = self.all.target(index);
                let origin = self.context.origin(target.file, &target.pointer);
                self.context.origins.set(at.new.as_str().to_owned(), origin);
                *node = list;
                return;
            }
            _ => return,
        };
        self.open.push(index);
        self.entries(object, entries, index, at);
        self.open.pop();
    }

    /// Adds the entries of a target that is a map.
    fn entries(&mut self, object: &mut Object, mut entries: Object, index: usize, at: &At) {
        let target = self.all.target(index);
        let kind = target.kind;
        let resource = self.all.resource_of(target.file, &target.pointer);
        let mut there = At {
            file: target.file,
            old: Path::at(&target.pointer),
            new: Path::at(at.new.as_str()),
        };
        // A map of maps: the inner one is complete before this one goes over it.
        let mut inner = Node::Object(Object::new());
        if let Some(text @ Node::String(_)) = entries.get("$ref").cloned() {
            entries.remove("$ref");
            if let Node::Object(inner) = &mut inner {
                inner.insert("$ref", text);
            }
            self.splice(&mut inner, kind, &resource, &mut there);
        }
        for (key, mut value) in entries {
            if object.contains(&key) {
                continue;
            }
            let marks = (there.old.push(&key), there.new.push(&key));
            let origin = self.context.origin(there.file, there.old.as_str());
            self.context
                .origins
                .set(there.new.as_str().to_owned(), origin);
            self.object(&mut value, kind, &resource, &mut there, true);
            there.old.pop(marks.0);
            there.new.pop(marks.1);
            object.insert(key, value);
        }
        if let Node::Object(inner) = inner {
            for (key, value) in inner {
                if !object.contains(&key) {
                    object.insert(key, value);
                }
            }
        }
    }
}
