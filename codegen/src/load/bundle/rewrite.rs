//! Builds the bundled tree: rewrites references, and moves their targets into components.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::{self, Path};
use super::super::version::SpecVersion;
use super::collected::{Collected, Holder, Outcome, Repaired};
use super::context::Context;
use super::dynamic;
use super::lost::{LEFT_OUT, UNRESOLVED, is_left_out, leave_out};
use super::repair::{self, Repair};
use super::walk::is_mapped_reference;
use super::written_out;
use crate::diagnostic::FileId;

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
    if all.outcomes.is_empty() && !all.has_no_texts {
        return all.trees.take_root();
    }
    let mut root = match all.trees.get(FileId::ROOT) {
        Some(tree) if needs_root => tree.clone(),
        _ => all.trees.take_root(),
    };
    let most = written_out::most(all, &context.options.limits);
    let mut rewriting = Rewriting {
        all,
        most,
        context,
        open: Vec::new(),
        written: 0,
        is_over: false,
        lost: 0,
    };
    rewriting.run(&mut root, FileId::ROOT, "", "", Kind::Document, true);
    // In the order of their names, so that the order in which they were found shows nowhere.
    pieces.sort_by(|(a, _), (b, _)| {
        let key = |index: usize| {
            (
                rewriting.all.target(index).kind,
                &rewriting.all.target(index).name,
            )
        };
        key(*a).cmp(&key(*b))
    });
    for (index, mut node) in pieces {
        let target = rewriting.all.target(index);
        let (file, kind) = (target.file, target.kind);
        let (old, name) = (target.pointer.clone(), target.name.clone());
        let Some(section) = kind.section() else {
            continue;
        };
        let new = pointer::of(&["components", section, &name]);
        let origin = rewriting.context.origin(file, &old);
        if target.is_converted
            && let Node::Object(object) = &mut node
        {
            repair::convert(object, kind, &old);
        }
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
    /// The targets that are being written out, each within the one before.
    pub(super) open: Vec<usize>,
    /// How many values were written out, and how many may be.
    pub(super) written: usize,
    pub(super) most: usize,
    /// Whether it was said that there would be more.
    pub(super) is_over: bool,
    /// How many references could not be followed.
    pub(super) lost: usize,
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
            let anchor = match self.all.has_generics {
                true => node.get("$dynamicAnchor").cloned(),
                false => None,
            };
            *node = reference(&text);
            if let (Some(anchor), Node::Object(object)) = (anchor, node) {
                object.insert("$dynamicAnchor", anchor);
            }
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
        let before = self.lost;
        let Node::Object(object) = node else { return };
        for (key, value) in object.iter_mut() {
            let marks = (at.old.push(key), at.new.push(key));
            match kind.child(key, value) {
                Some(child) => self.child(value, child, resource, at),
                None if key == "discriminator" && kind == Kind::Schema => {
                    self.mapping(value, resource, at);
                }
                None => {}
            }
            at.old.pop(marks.0);
            at.new.pop(marks.1);
        }
        if self.lost > before {
            leave_out(object, false);
        }
    }

    pub(super) fn child(&mut self, node: &mut Node, child: Child, resource: &str, at: &mut At) {
        let before = self.lost;
        match (child, node) {
            (Child::One(kind), node) => self.object(node, kind, resource, at, true),
            (Child::Each(kind), Node::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let marks = (at.old.push_index(index), at.new.push_index(index));
                    self.object(item, kind, resource, at, true);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                    // the others keep their places
                    if is_left_out(item) {
                        *item = Node::Null;
                    }
                }
            }
            (Child::Each(kind), node @ Node::Object(_)) => {
                if node.get("$ref").is_some_and(|text| text.as_str().is_some()) {
                    self.splice(node, kind, resource, at);
                    return;
                }
                let Node::Object(object) = node else { return };
                for (key, value) in object.iter_mut() {
                    let marks = (at.old.push(key), at.new.push(key));
                    self.object(value, kind, resource, at, true);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                }
                if self.lost > before {
                    let keys = pointer::keys(at.new.as_str());
                    let is_section =
                        at.new.as_str().starts_with("/components/") && keys.count() == 2;
                    leave_out(object, is_section);
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
            dynamic::keep(self.all, object, (at.file, at.old.as_str()));
        }
        let text = match object.get("$ref") {
            None => return false,
            Some(Node::String(text)) => text,
            Some(_) => {
                *node = self.lose(kind, std::mem::take(object));
                return true;
            }
        };
        if at.file == FileId::ROOT && resource.is_empty() && self.all.known.is_plain(kind, text) {
            return false;
        }
        let holder = Holder {
            file: at.file,
            path: at.old.as_str(),
            resource,
            kind,
            each: false,
        };
        let site = self.all.site(holder, object, text);
        let is_wrapped = matches!(
            self.all.repaired.get(&site),
            Some(Repaired {
                repair: Repair::Wrap,
                ..
            })
        );
        let text = match self.all.outcomes.get(&site) {
            None => return false,
            Some(Outcome::Broken(_)) => {
                *node = self.lose(kind, std::mem::take(object));
                return true;
            }
            Some(&Outcome::Target(index)) if kind.is_written_out() && !is_wrapped => {
                object.remove("$ref");
                let beside = std::mem::take(object);
                self.write_out(node, index, beside, resource, at);
                return true;
            }
            Some(Outcome::Component(text)) => text.clone(),
            Some(&Outcome::Target(index)) => self.text_of(index),
        };
        if is_wrapped {
            *node = self.wrapped(kind, std::mem::take(object), reference(&text));
            return true;
        }
        object.insert("$ref", text);
        false
    }

    /// What stands where a reference can't be followed: any value, or the mark of what is left out.
    pub(super) fn lose(&mut self, kind: Kind, mut beside: Object) -> Node {
        self.lost = self.lost.saturating_add(1);
        let missing = beside.remove("$ref").unwrap_or(Node::Null);
        match kind {
            Kind::Schema => {
                beside.insert(UNRESOLVED, missing);
                Node::Object(beside)
            }
            Kind::Response | Kind::RequestBody | Kind::MediaType => {
                let schema = Node::Object([(UNRESOLVED, missing)].into_iter().collect());
                self.wrapped(kind, beside, schema)
            }
            _ => Node::Object([(LEFT_OUT, true)].into_iter().collect()),
        }
    }

    /// A thing that is made of the schema that a reference in its place leads to, and of what stood beside the reference.
    fn wrapped(&self, kind: Kind, mut beside: Object, schema: Node) -> Node {
        beside.remove("$ref");
        let is_body = matches!(kind, Kind::Response | Kind::RequestBody);
        if kind == Kind::Response && !beside.contains("description") {
            beside.insert("description", "");
        }
        if is_body && *self.context.version != SpecVersion::V2 {
            let media: Object = [("schema", schema)].into_iter().collect();
            let content: Object = [("application/json", media)].into_iter().collect();
            beside.insert("content", content);
        } else {
            beside.insert("schema", schema);
        }
        Node::Object(beside)
    }

    fn mapping(&mut self, discriminator: &mut Node, resource: &str, at: &mut At) {
        let Some(Node::Object(mapping)) = discriminator
            .as_object_mut()
            .and_then(|d| d.get_mut("mapping"))
        else {
            return;
        };
        let outer = (at.old.push("mapping"), at.new.push("mapping"));
        let mut broken = Vec::new();
        for (name, value) in mapping.iter_mut() {
            let Some(text) = value.as_str().filter(|text| is_mapped_reference(text)) else {
                continue;
            };
            let mark = at.old.push(name);
            let holder = Holder {
                file: at.file,
                path: at.old.as_str(),
                resource,
                kind: Kind::Schema,
                each: false,
            };
            let site = self.all.site(holder, &Object::new(), text);
            at.old.pop(mark);
            match self.all.outcomes.get(&site) {
                Some(Outcome::Component(text)) => *value = text.as_str().into(),
                Some(&Outcome::Target(index)) => *value = self.text_of(index).into(),
                // as was said of it
                Some(Outcome::Broken(_)) => broken.push(name.to_owned()),
                None => {}
            }
        }
        for name in broken {
            mapping.remove(&name);
        }
        at.old.pop(outer.0);
        at.new.pop(outer.1);
    }

    fn text_of(&self, index: usize) -> String {
        let target = self.all.target(index);
        let section = target.kind.section().unwrap_or("schemas");
        format!("#{}", pointer::of(&["components", section, &target.name]))
    }
}

/// An object that is a reference.
fn reference(text: &str) -> Node {
    Node::Object([("$ref", Node::from(text))].into_iter().collect())
}
