//! Generic schemas: templates with parts that each use fills in (JSON Schema 2020-12, 8.2.3.2; OpenAPI 3.1, "Generic
//! (Template) Data Structures").
//!
//! A template contains `$dynamicRef: '#T'`. A schema that refers to it says what `T` is by `$dynamicAnchor: T`, at itself or in
//! its `$defs`. Of several that say so, each around the next, the outermost counts. Each reference to a template for which
//! something is given becomes a schema of its own, in its place: a copy whose dynamic references are plain.
//!
//! This runs on the bundled tree, in which all other references are plain: they lead to components, whichever file these
//! come from.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::{self, Path};
use super::context::Context;
use super::lost::UNRESOLVED;
use super::written_out::DEPTH;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limit;

mod scope;
mod templates;

use scope::{DEFINITIONS, Scope, entered};
use templates::Templates;

/// Resolves all dynamic references.
pub(super) fn instantiate(root: &mut Node, context: &mut Context<'_>) {
    let templates = Templates::of(root);
    let room = context.options.limits.of(Limit::WrittenOut);
    let mut uses = Uses {
        templates: &templates,
        context,
        room,
        is_over: false,
        open: Vec::new(),
    };
    let mut at = At::default();
    uses.object(root, Kind::Document, &mut at, &Scope::default());
}

/// Where a walk is: in the tree as it was, and in the new one.
#[derive(Default)]
struct At {
    old: Path,
    new: Path,
}

/// A copy of a template that is being made.
struct Open {
    /// The template.
    template: String,
    /// What is given for it.
    scope: Scope,
    /// Where the copy stands.
    place: String,
}

/// The walk over all that may use a template.
struct Uses<'u, 'c> {
    templates: &'u Templates,
    context: &'u mut Context<'c>,
    /// How many values may still be written out.
    room: usize,
    /// Whether it was said that there would be more.
    is_over: bool,
    /// The copies that the walk is in, each within the one before.
    open: Vec<Open>,
}

impl Uses<'_, '_> {
    fn object(&mut self, node: &mut Node, kind: Kind, at: &mut At, scope: &Scope) {
        let Node::Object(object) = node else { return };
        if kind == Kind::Schema {
            let scope = entered(&self.templates.tree, object, at.old.as_str(), scope);
            self.schema(object, at, &scope);
        } else {
            self.children(object, kind, at, scope);
        }
    }

    fn children(&mut self, object: &mut Object, kind: Kind, at: &mut At, scope: &Scope) {
        for (key, node) in object.iter_mut() {
            let Some(child) = kind.child(key, node) else {
                continue;
            };
            let marks = (at.old.push(key), at.new.push(key));
            self.child(node, child, at, scope);
            at.old.pop(marks.0);
            at.new.pop(marks.1);
        }
    }

    fn child(&mut self, node: &mut Node, child: Child, at: &mut At, scope: &Scope) {
        match (child, node) {
            (Child::One(kind), node) => self.object(node, kind, at, scope),
            (Child::Each(kind), Node::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let marks = (at.old.push_index(index), at.new.push_index(index));
                    self.object(item, kind, at, scope);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                }
            }
            (Child::Each(kind), Node::Object(object)) => {
                for (key, item) in object.iter_mut() {
                    let marks = (at.old.push(key), at.new.push(key));
                    self.object(item, kind, at, scope);
                    at.old.pop(marks.0);
                    at.new.pop(marks.1);
                }
            }
            _ => {}
        }
    }

    /// Resolves what a schema refers to, and what its parts refer to.
    fn schema(&mut self, object: &mut Object, at: &mut At, scope: &Scope) {
        self.children(object, Kind::Schema, at, scope);
        let target = templates::target(object, scope);
        if object.remove("$dynamicRef").is_some() && target.is_some() {
            object.remove(UNRESOLVED);
        }
        for key in ["$id", "$anchor", "$dynamicAnchor"] {
            object.remove(key);
        }
        let Some(target) = target else { return };
        let given = self.templates.given(&target, scope);
        object.insert("$ref", format!("#{target}"));
        if given.is_empty() && !self.is_parameter(&target) {
            return;
        }
        let open = self.open.iter().rev();
        let mut open = open.filter(|open| open.template == target && open.scope == given);
        if let Some(open) = open.next() {
            object.insert("$ref", format!("#{}", open.place));
            return;
        }
        let is_alone = object.keys().all(is_beside);
        let mut place = at.new.as_str().to_owned();
        let mut parts = Vec::new();
        if !is_alone {
            // what both say holds, so they are two parts
            if let Some(Node::Array(all)) = object.remove("allOf") {
                parts = all;
            }
            place.push_str(&pointer::of(&["allOf", &parts.len().to_string()]));
        }
        let Some(mut copy) = self.copy(&target, at, &place) else {
            if !parts.is_empty() {
                object.insert("allOf", parts);
            }
            return;
        };
        self.open.push(Open {
            template: target.clone(),
            scope: given,
            place: place.clone(),
        });
        let mut there = At {
            old: Path::at(&target),
            new: Path::at(&place),
        };
        let inner = entered(&self.templates.tree, &copy, &target, scope);
        for key in ["title", "$schema"] {
            copy.remove(key);
        }
        for (key, _) in copy.iter() {
            let from = self.context.origins.place(&there.old.child(key));
            self.context.origins.set(there.new.child(key), from);
        }
        self.schema(&mut copy, &mut there, &inner);
        self.open.pop();
        copy.remove("$defs");
        copy.remove("definitions");
        object.remove("$ref");
        if is_alone {
            for (key, value) in copy {
                if !object.contains(&key) {
                    object.insert(key, value);
                }
            }
        } else {
            let from = self.context.origins.place(&target);
            self.context.origins.set(place, from);
            parts.push(Node::Object(copy));
            object.insert("allOf", parts);
        }
    }

    /// Whether a schema has a name only as the parameter of a template: it stands in the place of the parameter then.
    fn is_parameter(&self, target: &str) -> bool {
        let has_anchor = self
            .templates
            .tree
            .at(target)
            .and_then(|node| node.get("$dynamicAnchor"));
        let written = self.context.origins.place(target).pointer;
        let map = written.rsplit('/').nth(1);
        has_anchor.is_some() && map.is_some_and(|map| DEFINITIONS.contains(&map))
    }

    /// A copy of a template, if there may be one more.
    fn copy(&mut self, target: &str, at: &At, place: &str) -> Option<Object> {
        let node = self.templates.tree.at(target)?;
        let above = place.bytes().filter(|byte| *byte == b'/').count();
        let here = || self.context.origins.place(at.new.as_str());
        if above.saturating_add(node.depth()) > DEPTH {
            let message = "the templates that this schema uses are nested too deeply";
            let diagnostic = Diagnostic::error(Code::TooDeep, here(), message);
            self.context.diagnostics.push(diagnostic);
            return None;
        }
        let Some(room) = self.room.checked_sub(node.count()) else {
            if !std::mem::replace(&mut self.is_over, true) {
                let message = "the document grows too large when its templates are written out";
                let diagnostic = Limit::WrittenOut.exceeded(here(), message);
                self.context.diagnostics.push(diagnostic);
            }
            return None;
        };
        self.room = room;
        node.as_object().cloned()
    }
}

/// Whether a key may stand beside a reference without adding to what it says of values.
fn is_beside(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "$ref"
                | "$defs"
                | "definitions"
                | "$comment"
                | "$schema"
                | "title"
                | "description"
                | "summary"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "example"
                | "examples"
                | "externalDocs"
        )
}
