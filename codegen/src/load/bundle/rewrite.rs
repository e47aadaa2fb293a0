//! Putting the tree together: references get their new texts, targets become components.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::{self, Path};
use super::super::version::SpecVersion;
use super::Context;
use super::collect::{Collected, Outcome, Site};
use super::walk::{is_mapped_reference, recursive};
use crate::diagnostic::{Code, Diagnostic, FileId, Place};

/// Makes the one tree.
pub(super) fn rewrite(all: &mut Collected, context: &mut Context<'_>) -> Node {
    let mut pieces: Vec<(usize, Node)> = Vec::new();
    for (index, target) in all.targets.iter().enumerate() {
        if !target.is_component() {
            continue;
        }
        if let Some(node) = all
            .trees
            .get(target.file)
            .and_then(|tree| tree.at(&target.pointer))
        {
            pieces.push((index, node.clone()));
        }
    }
    // What is written out comes from the trees as they were read, so the root's has to stay while it is rewritten.
    let needs_root = all
        .targets
        .iter()
        .any(|target| target.file == FileId::ROOT && !target.is_component());
    if all.outcomes.is_empty() {
        return all.trees.take_root();
    }
    let mut root = match all.trees.get(FileId::ROOT) {
        Some(tree) if needs_root => tree.clone(),
        _ => all.trees.take_root(),
    };
    let mut rewriting = Rewriting {
        all,
        context,
        nesting: 0,
    };
    rewriting.run(&mut root, FileId::ROOT, "", "", Kind::Document, true);
    // In the order of their names, so that the order in which they were found shows nowhere.
    pieces.sort_by(|(a, _), (b, _)| {
        let key = |index: usize| {
            (
                rewriting.all.targets[index].kind,
                &rewriting.all.targets[index].name,
            )
        };
        key(*a).cmp(&key(*b))
    });
    for (index, mut node) in pieces {
        let target = &rewriting.all.targets[index];
        let (file, kind) = (target.file, target.kind);
        let (old, name) = (target.pointer.clone(), target.name.clone());
        let Some(section) = kind.section() else {
            continue;
        };
        let new = pointer::of(&["components", section, &name]);
        let origin = if file == FileId::ROOT {
            rewriting.context.origins.place(&old)
        } else {
            Place::value(file, old.clone())
        };
        rewriting.run(&mut node, file, &old, &new, kind, false);
        rewriting.context.origins.set(new, origin);
        if let Some(section) = section_of(&mut root, section) {
            section.insert(name, node);
        }
    }
    root
}

/// A section of the root's components, made if it is not there.
fn section_of<'a>(root: &'a mut Node, section: &str) -> Option<&'a mut Object> {
    let mut object = root.as_object_mut()?;
    for key in ["components", section] {
        if object.get(key).and_then(Node::as_object).is_none() {
            object.insert(key, Object::new());
        }
        object = object.get_mut(key)?.as_object_mut()?;
    }
    Some(object)
}

pub(super) struct Rewriting<'a, 'b, 'c> {
    pub(super) all: &'a Collected,
    pub(super) context: &'b mut Context<'c>,
    pub(super) nesting: usize,
}

/// Where a walk is: in the file as it was read, and in the new tree.
pub(super) struct At {
    pub(super) file: FileId,
    pub(super) old: Path,
    pub(super) new: Path,
}

impl Rewriting<'_, '_, '_> {
    /// Rewrites a tree that was read at `old` and is to stand at `new`. The top itself moves only if `movable`.
    pub(super) fn run(
        &mut self,
        node: &mut Node,
        file: FileId,
        old: &str,
        new: &str,
        kind: Kind,
        movable: bool,
    ) {
        let resource = self.all.resource_of(file, old);
        let mut at = At {
            file,
            old: Path::at(old),
            new: Path::at(new),
        };
        self.object(node, kind, &resource, &mut at, movable);
    }

    pub(super) fn object(
        &mut self,
        node: &mut Node,
        kind: Kind,
        resource: &str,
        at: &mut At,
        movable: bool,
    ) {
        if movable
            && !kind.is_written_out()
            && let Some(index) = self.all.is_target(at.file, at.old.as_str(), kind)
        {
            let text = self.text_of(index);
            *node = reference(&text);
            return;
        }
        if !matches!(node, Node::Object(_)) {
            return;
        }
        let inner;
        let mut resource = resource;
        if !self.all.identities.is_empty()
            && self
                .all
                .identities
                .is_resource(&(at.file, at.old.as_str().to_owned()))
        {
            inner = at.old.as_str().to_owned();
            resource = &inner;
        }
        if self.follow(node, kind, resource, at) {
            return;
        }
        let Node::Object(object) = node else { return };
        for (key, value) in object.iter_mut() {
            if key == "discriminator" && kind == Kind::Schema {
                self.mapping(value, resource, at);
            } else if let Some(child) = kind.child(key, value) {
                let marks = (at.old.push(key), at.new.push(key));
                self.child(value, child, resource, at);
                at.old.pop(marks.0);
                at.new.pop(marks.1);
            }
        }
    }

    pub(super) fn child(&mut self, node: &mut Node, child: Child, resource: &str, at: &mut At) {
        match (child, node) {
            (Child::One(kind), node) => self.object(node, kind, resource, at, true),
            (Child::Each(kind), Node::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let marks = (at.old.push_index(index), at.new.push_index(index));
                    self.object(item, kind, resource, at, true);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                }
            }
            (Child::Each(kind), Node::Object(object)) => {
                if matches!(object.get("$ref"), Some(Node::String(_))) {
                    self.splice(object, kind, resource, at);
                    return;
                }
                for (key, value) in object.iter_mut() {
                    let marks = (at.old.push(key), at.new.push(key));
                    self.object(value, kind, resource, at, true);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                }
            }
            _ => {}
        }
    }

    /// Gives a reference its new text, or puts in its place what it leads to. Whether nothing is left to do.
    fn follow(&mut self, node: &mut Node, kind: Kind, resource: &str, at: &mut At) -> bool {
        let Node::Object(object) = node else {
            return true;
        };
        if kind == Kind::Schema && !object.contains("$ref") {
            // A dynamic reference is taken as the plain one that it is unless a schema further out overrides it.
            for key in ["$dynamicRef", "$recursiveRef"] {
                if let Some(Node::String(text)) = object.remove(key) {
                    object.insert("$ref", &*recursive(key, &text, at.old.as_str()));
                    if key == "$dynamicRef" {
                        self.note_dynamic(at);
                    }
                    break;
                }
            }
        }
        let Some(text) = object.str("$ref") else {
            return false;
        };
        if at.file == FileId::ROOT && resource.is_empty() && self.all.known.is_plain(kind, text) {
            return false;
        }
        let wrap = self.is_wrapped(at.file, resource, kind, text);
        match self.outcome(at.file, resource, kind, text) {
            Some(Outcome::Component(text)) if wrap => {
                *node = self.wrapped(kind, text);
                true
            }
            Some(&Outcome::Target(index)) if wrap => {
                *node = self.wrapped(kind, &self.text_of(index));
                true
            }
            Some(Outcome::Component(text)) => {
                object.insert("$ref", text.as_str());
                false
            }
            Some(&Outcome::Target(index)) if kind.is_written_out() => {
                object.remove("$ref");
                let beside = std::mem::take(object);
                self.write_out(node, index, beside, resource, at);
                true
            }
            Some(&Outcome::Target(index)) => {
                let text = self.text_of(index);
                object.insert("$ref", text);
                false
            }
            Some(Outcome::Broken(_)) => {
                object.remove("$ref");
                *node = match kind {
                    Kind::Schema => {
                        object.insert("x-castiron-unresolved", true);
                        return false;
                    }
                    Kind::Response => {
                        Node::Object([("description", Node::from(""))].into_iter().collect())
                    }
                    Kind::PathItem | Kind::MediaType | Kind::Callback | Kind::RequestBody => {
                        Node::Object(Object::new())
                    }
                    _ => Node::Null,
                };
                true
            }
            None => false,
        }
    }

    fn note_dynamic(&mut self, at: &At) {
        let place = match at.file {
            FileId::ROOT => self.context.origins.place(at.old.as_str()),
            file => Place::value(file, at.old.as_str()),
        };
        self.context.diagnostics.push(
            Diagnostic::note(
                Code::NotExpressed,
                place.child("$dynamicRef").at_key(),
                "a dynamic reference can't be expressed in types",
            )
            .label("taken as `$ref`"),
        );
    }

    /// Whether a reference to a schema stands for something that holds one.
    fn is_wrapped(&self, file: FileId, resource: &str, kind: Kind, text: &str) -> bool {
        if self.all.repaired.is_empty() {
            return false;
        }
        let site = Site {
            file,
            resource: resource.to_owned(),
            kind,
            each: false,
            text: text.to_owned(),
        };
        self.all
            .repaired
            .get(&site)
            .is_some_and(|repaired| repaired.wrap)
    }

    /// An answer or a body that is JSON of the schema that `text` refers to.
    fn wrapped(&self, kind: Kind, text: &str) -> Node {
        let mut object = Object::new();
        if kind == Kind::Response {
            object.insert("description", "");
        }
        if *self.context.version == SpecVersion::V2 {
            object.insert("schema", reference(text));
        } else {
            let media: Object = [("schema", reference(text))].into_iter().collect();
            let content: Object = [("application/json", media)].into_iter().collect();
            object.insert("content", content);
        }
        Node::Object(object)
    }

    fn mapping(&mut self, discriminator: &mut Node, resource: &str, at: &At) {
        let Some(Node::Object(mapping)) = discriminator
            .as_object_mut()
            .and_then(|d| d.get_mut("mapping"))
        else {
            return;
        };
        for (_, value) in mapping.iter_mut() {
            let Some(text) = value.as_str().filter(|text| is_mapped_reference(text)) else {
                continue;
            };
            match self.outcome(at.file, resource, Kind::Schema, text) {
                Some(Outcome::Component(text)) => *value = text.as_str().into(),
                Some(&Outcome::Target(index)) => *value = self.text_of(index).into(),
                Some(Outcome::Broken(_)) | None => {}
            }
        }
    }

    fn outcome(&self, file: FileId, resource: &str, kind: Kind, text: &str) -> Option<&Outcome> {
        let site = Site {
            file,
            resource: resource.to_owned(),
            kind,
            each: false,
            text: text.to_owned(),
        };
        self.all.outcomes.get(&site)
    }

    fn text_of(&self, index: usize) -> String {
        let target = &self.all.targets[index];
        let section = target.kind.section().unwrap_or("schemas");
        format!("#{}", pointer::of(&["components", section, &target.name]))
    }
}

/// An object that is a reference.
fn reference(text: &str) -> Node {
    Node::Object([("$ref", Node::from(text))].into_iter().collect())
}
