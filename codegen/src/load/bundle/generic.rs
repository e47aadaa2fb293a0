//! Generic schemas: templates with a part that each use fills in (JSON Schema 2020-12, 8.2.3.2; OpenAPI 3.1, "Generic
//! (Template) Data Structures").
//!
//! A template contains `$dynamicRef: '#T'`. A use refers to it by `$ref`, and defines `$dynamicAnchor: T` in its own `$defs`.
//! Each such use becomes a schema of its own: a copy of the template with that definition of `T`.

use std::collections::{HashMap, HashSet};

use super::super::node::{Node, Object};
use super::super::pointer::{self, Path};
use super::context::Context;
use crate::diagnostic::FileId;
use crate::limits::Limit;

/// Writes out the uses of templates in the root document.
pub(super) fn instantiate(root: &mut Node, context: &mut Context<'_>) {
    let text = context.files.get(FileId::ROOT).map(|file| file.text());
    let has = |word| text.is_some_and(|text| text.contains(word));
    if !has("$dynamicRef") || !has("$dynamicAnchor") {
        return;
    }
    let templates = Templates::of(root);
    if templates.needs.is_empty() {
        return;
    }
    let room = context.options.limits.of(Limit::WrittenOut);
    let mut uses = Uses {
        templates,
        context,
        room,
    };
    uses.visit(root, &mut Path::default());
}

/// The components that leave something to those who use them.
struct Templates {
    schemas: Object,
    /// Components by the `$id` that they give themselves.
    ids: HashMap<String, String>,
    /// The anchors that a component needs, itself or by what it refers to.
    needs: HashMap<String, HashSet<String>>,
}

impl Templates {
    fn of(root: &Node) -> Self {
        let schemas = root.at("/components/schemas").and_then(Node::as_object);
        let schemas = schemas.cloned().unwrap_or_default();
        let ids = (schemas.iter())
            .filter_map(|(name, schema)| {
                let id = schema.as_object()?.str("$id")?;
                Some((id.to_owned(), name.to_owned()))
            })
            .collect();
        let mut templates = Self {
            schemas,
            ids,
            needs: HashMap::new(),
        };
        let mut users: HashMap<String, Vec<String>> = HashMap::new();
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, schema) in templates.schemas.iter() {
            let mut stack = vec![schema];
            while let Some(node) = stack.pop() {
                match node {
                    Node::Array(items) => stack.extend(items),
                    Node::Object(object) => {
                        if let Some(anchor) = dynamic(object) {
                            found.push((name.to_owned(), anchor.to_owned()));
                        }
                        let target = object.str("$ref").and_then(|text| templates.target(text));
                        if let Some(target) = target {
                            users.entry(target).or_default().push(name.to_owned());
                        }
                        stack.extend(object.iter().map(|(_, node)| node));
                    }
                    _ => {}
                }
            }
        }
        while let Some((name, anchor)) = found.pop() {
            let needs = templates.needs.entry(name.clone()).or_default();
            if needs.insert(anchor.clone()) {
                let users = users.get(&name).into_iter().flatten();
                found.extend(users.map(|user| (user.clone(), anchor.clone())));
            }
        }
        templates
    }

    /// The component that a reference leads to, by its pointer or by the name that it gives itself.
    fn target(&self, text: &str) -> Option<String> {
        if let Some(name) = self.ids.get(text) {
            return Some(name.clone());
        }
        let name = text.strip_prefix("#/components/schemas/")?;
        let name = pointer::unescape(name);
        self.schemas.contains(&name).then(|| name.into_owned())
    }

    fn needs_any(&self, name: &str, given: &HashMap<String, Node>) -> bool {
        let needs = self.needs.get(name);
        needs.is_some_and(|needs| needs.iter().any(|anchor| given.contains_key(anchor)))
    }
}

/// The anchor that a dynamic reference names.
fn dynamic(object: &Object) -> Option<&str> {
    object.str("$dynamicRef")?.strip_prefix('#')
}

/// The walk over all that may use a template.
struct Uses<'u, 'c> {
    templates: Templates,
    context: &'u mut Context<'c>,
    /// How many values may still be written out.
    room: usize,
}

impl Uses<'_, '_> {
    fn visit(&mut self, node: &mut Node, path: &mut Path) {
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let mark = path.push_index(index);
                    self.visit(item, path);
                    path.pop(mark);
                }
            }
            Node::Object(object) => {
                self.given_at(object, path);
                for (key, value) in object.iter_mut() {
                    if matches!(key, "enum" | "const" | "example" | "examples" | "default") {
                        continue;
                    }
                    let mark = path.push(key);
                    self.visit(value, path);
                    path.pop(mark);
                }
            }
            _ => {}
        }
    }

    /// Writes out the templates that a schema uses and gives a meaning.
    fn given_at(&mut self, schema: &mut Object, path: &Path) {
        let Some(defs) = schema.get("$defs").and_then(Node::as_object) else {
            return;
        };
        let here = path.as_str();
        let mut given: HashMap<String, Node> = HashMap::new();
        for (key, part) in defs.iter() {
            let Some(part) = part.as_object() else {
                continue;
            };
            if let Some(anchor) = part.str("$dynamicAnchor") {
                // what is but another name is called by that
                let text = match (part.str("$ref"), part.len()) {
                    (Some(text), 2) => text.to_owned(),
                    _ => format!("#{here}{}", pointer::of(&["$defs", key])),
                };
                given.insert(anchor.to_owned(), Node::from(text));
            }
        }
        if given.is_empty() {
            return;
        }
        if let Some(name) = self.used(schema, &given) {
            let mut open = vec![(name.clone(), format!("#{here}"))];
            if let Some(copy) = self.copy(&name, &given, &mut open) {
                schema.remove("$ref");
                self.put(schema, copy, &name, here);
            }
        }
        if let Some(Node::Array(parts)) = schema.get_mut("allOf") {
            for (index, part) in parts.iter_mut().enumerate() {
                let Some(part) = part.as_object_mut() else {
                    continue;
                };
                let Some(name) = self.used(part, &given) else {
                    continue;
                };
                let mut open = vec![(name.clone(), format!("#{here}"))];
                if let Some(copy) = self.copy(&name, &given, &mut open) {
                    part.remove("$ref");
                    let there = format!("{here}/allOf/{index}");
                    self.put(part, copy, &name, &there);
                }
            }
        }
    }

    /// The template that a schema refers to, if something that it needs is given.
    fn used(&self, schema: &Object, given: &HashMap<String, Node>) -> Option<String> {
        let name = self.templates.target(schema.str("$ref")?)?;
        self.templates.needs_any(&name, given).then_some(name)
    }

    /// Puts a copy in the place of a reference: what stood beside the reference counts more.
    fn put(&mut self, schema: &mut Object, copy: Object, name: &str, here: &str) {
        for (key, value) in copy {
            if schema.contains(&key) {
                continue;
            }
            let from = pointer::of(&["components", "schemas", name, &key]);
            let place = self.context.origins.place(&from);
            let to = format!("{here}{}", pointer::of(&[&key]));
            self.context.origins.set(to, place);
            schema.insert(key, value);
        }
    }

    /// A template with all that is given in its place. `open` are the templates that are being copied, each with where its
    /// copy stands.
    fn copy(
        &mut self,
        name: &str,
        given: &HashMap<String, Node>,
        open: &mut Vec<(String, String)>,
    ) -> Option<Object> {
        let mut copy = self.templates.schemas.get(name)?.as_object()?.clone();
        self.room = self.room.checked_sub(Node::Object(copy.clone()).count())?;
        for key in ["$id", "$schema", "$anchor", "$dynamicAnchor", "title"] {
            copy.remove(key);
        }
        if let Some(Node::Object(defs)) = copy.get_mut("$defs") {
            defs.retain(|_, part| {
                let anchor = part.as_object().and_then(|part| part.str("$dynamicAnchor"));
                anchor.is_none_or(|anchor| !given.contains_key(anchor))
            });
            if defs.is_empty() {
                copy.remove("$defs");
            }
        }
        copy.iter_mut()
            .for_each(|(_, node)| self.fill(node, given, open));
        Some(copy)
    }

    fn fill(
        &mut self,
        node: &mut Node,
        given: &HashMap<String, Node>,
        open: &mut Vec<(String, String)>,
    ) {
        match node {
            Node::Array(items) => items
                .iter_mut()
                .for_each(|item| self.fill(item, given, open)),
            Node::Object(object) => {
                if let Some(meant) = dynamic(object).and_then(|anchor| given.get(anchor)) {
                    object.remove("$dynamicRef");
                    object.insert("$ref", meant.clone());
                    return;
                }
                if let Some(name) = self.used(object, given) {
                    if let Some((_, copy)) = open.iter().find(|(open, _)| *open == name) {
                        object.insert("$ref", copy.as_str());
                        return;
                    }
                    // a template within a template: its copy has no name of its own
                    open.push((
                        name.clone(),
                        object.str("$ref").unwrap_or_default().to_owned(),
                    ));
                    let copy = self.copy(&name, given, open);
                    open.pop();
                    if let Some(copy) = copy {
                        object.remove("$ref");
                        for (key, value) in copy {
                            if !object.contains(&key) {
                                object.insert(key, value);
                            }
                        }
                    }
                    return;
                }
                object
                    .iter_mut()
                    .for_each(|(_, node)| self.fill(node, given, open));
            }
            _ => {}
        }
    }
}
