//! Merges several documents of one crate into one.
//!
//! The first document leads: the crate takes its title and version, and its servers and security apply to all. The others
//! add paths, components, webhooks, tags, and their descriptions. Entries that two documents share must mean the same
//! (`alike`), otherwise an error shows both places.

use std::collections::BTreeSet;

use super::alike::{DESCRIBE, same};
use super::node::{Node, Object};
use super::origin::Origins;
use super::pointer;
use super::version::SpecVersion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// A document in the form of OpenAPI 3.0, as a tree.
pub(super) struct Lowered {
    pub(super) root: Node,
    pub(super) version: SpecVersion,
    pub(super) origins: Origins,
}

/// Adds what another document has. The places of its origins are those of the files of both.
pub(super) fn add(first: &mut Lowered, mut other: Lowered, diagnostics: &mut Diagnostics) {
    let (Node::Object(root), Node::Object(new)) = (&mut first.root, &mut other.root) else {
        return;
    };
    inherit(root, new, &mut other.origins);
    let mut adding = Adding {
        origins: &first.origins,
        others: &other.origins,
        taken: BTreeSet::new(),
        moved: Vec::new(),
        diagnostics,
    };
    for (key, node) in new.iter_mut() {
        let node = std::mem::take(node);
        match key {
            "info" => described(root, &node),
            "paths" | "webhooks" => {
                adding.members(root, key, node, &pointer::of(&[key]));
            }
            "components" => adding.sections(root, node),
            "tags" => adding.tags(root, &node),
            // servers and security went to the operations; nothing else of the root is in any crate
            _ => {}
        }
    }
    let (taken, moved) = (adding.taken, adding.moved);
    first.origins.adopt(&other.origins, &taken, moved);
}

/// Adds what another document says of its API to the description of the whole, under its title.
fn described(root: &mut Object, info: &Node) {
    let text = |info: &Node, key: &str| {
        let text = info.get(key).and_then(Node::as_str).unwrap_or_default();
        text.trim().to_owned()
    };
    if !root.contains("info") {
        root.insert("info", Node::Object(Object::new()));
    }
    let Some(own) = root.get_mut("info") else {
        return;
    };
    let (first, other) = (text(own, "description"), text(info, "description"));
    let block = |text: &str| format!("\n\n{text}\n\n");
    if other.is_empty() || block(&first).contains(&block(&other)) {
        return;
    }
    let title = text(info, "title");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = match title.is_empty() || text(own, "title") == title {
        true => String::new(),
        false => format!("## {title}\n\n"),
    };
    let whole = match first.is_empty() {
        true => format!("{head}{other}"),
        false => format!("{first}\n\n{head}{other}"),
    };
    if let Node::Object(own) = own {
        own.insert("description", Node::String(whole.into()));
    }
}

/// The keys of a Path Item Object that are operations.
const VERBS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Operations keep the servers and the security of their own document.
fn inherit(first: &Object, other: &mut Object, origins: &mut Origins) {
    let servers = other.get("servers").filter(|own| {
        let is_empty = own.as_array().is_none_or(<[Node]>::is_empty);
        !is_empty && first.get("servers") != Some(own)
    });
    let servers = servers.cloned();
    let security = match (first.get("security"), other.get("security")) {
        (first, own) if first == own => None,
        (_, own) => Some(own.cloned().unwrap_or_else(|| Node::Array(Vec::new()))),
    };
    let is_written = other.contains("security");
    let Some(Node::Object(paths)) = other.get_mut("paths") else {
        return;
    };
    let mut moves = Vec::new();
    for (path, item) in paths.iter_mut() {
        let Node::Object(item) = item else { continue };
        let has_servers = item.contains("servers");
        for verb in VERBS {
            let Some(Node::Object(operation)) = item.get_mut(verb) else {
                continue;
            };
            let at = |key: &str| pointer::of(&["paths", path, verb, key]);
            if let Some(servers) = &servers
                && !has_servers
                && !operation.contains("servers")
            {
                operation.insert("servers", servers.clone());
                moves.push((at("servers"), "/servers".to_owned()));
            }
            if let Some(security) = &security
                && !operation.contains("security")
            {
                operation.insert("security", security.clone());
                if is_written {
                    moves.push((at("security"), "/security".to_owned()));
                }
            }
        }
    }
    origins.moved(moves);
}

/// What is being added.
struct Adding<'a> {
    origins: &'a Origins,
    others: &'a Origins,
    /// Pointers of what was taken from the other document.
    taken: BTreeSet<String>,
    /// Pointers of what was taken and stands elsewhere now, each with the one that it had.
    moved: Vec<(String, String)>,
    diagnostics: &'a mut Diagnostics,
}

impl Adding<'_> {
    fn sections(&mut self, root: &mut Object, new: Node) {
        let Node::Object(mut new) = new else { return };
        if !root.contains("components") {
            root.insert("components", Node::Object(Object::new()));
        }
        let Some(Node::Object(components)) = root.get_mut("components") else {
            return;
        };
        for (section, node) in new.iter_mut() {
            let at = pointer::of(&["components", section]);
            self.members(components, section, std::mem::take(node), &at);
        }
    }

    /// Adds what the first document lacks of a map; what both have must be the same.
    fn members(&mut self, all: &mut Object, key: &str, new: Node, at: &str) {
        let Node::Object(mut new) = new else { return };
        if !all.contains(key) {
            all.insert(key, Node::Object(Object::new()));
        }
        let Some(Node::Object(own)) = all.get_mut(key) else {
            return;
        };
        for (name, node) in new.iter_mut() {
            let mut place = at.to_owned();
            pointer::push(&mut place, name);
            let node = std::mem::take(node);
            match own.get_mut(name) {
                None => {
                    self.taken.insert(place);
                    own.insert(name.to_owned(), node);
                }
                Some(Node::Object(item)) if at == "/paths" => self.path(item, node, &place),
                Some(known) if !same(known, &node) => self.differ(name, &place),
                Some(_) => {}
            }
        }
    }

    /// Adds the operations of a path that the first document has as well.
    fn path(&mut self, own: &mut Object, new: Node, at: &str) {
        let Node::Object(mut new) = new else { return };
        for (key, node) in new.iter_mut() {
            let mut place = at.to_owned();
            pointer::push(&mut place, key);
            match own.get(key) {
                None if VERBS.contains(&key) => {
                    self.taken.insert(place);
                    own.insert(key.to_owned(), std::mem::take(node));
                }
                None if DESCRIBE.contains(&key) => {}
                // what all operations of the path have, those of the first document would get as well
                None => self.differ(key, &place),
                Some(known) if !DESCRIBE.contains(&key) && !same(known, node) => {
                    self.differ(key, &place);
                }
                Some(_) => {}
            }
        }
        // and the other way round
        let shared = own
            .keys()
            .filter(|key| !VERBS.contains(key) && !DESCRIBE.contains(key) && !new.contains(key));
        let shared: Vec<String> = shared.map(str::to_owned).collect();
        for key in shared {
            self.differ(&key, at);
        }
    }

    /// Tags are told apart by their names; the first description counts.
    fn tags(&mut self, root: &mut Object, new: &Node) {
        if !root.contains("tags") {
            root.insert("tags", Node::Array(Vec::new()));
        }
        let Some(Node::Array(own)) = root.get_mut("tags") else {
            return;
        };
        let name = |tag: &Node| tag.get("name").and_then(Node::as_str).map(str::to_owned);
        let mut known: BTreeSet<Option<String>> = own.iter().map(name).collect();
        for (from, tag) in new.as_array().into_iter().flatten().enumerate() {
            if known.insert(name(tag)) {
                let at = |index: usize| {
                    let mut at = "/tags".to_owned();
                    pointer::push_index(&mut at, index);
                    at
                };
                self.moved.push((at(own.len()), at(from)));
                own.push(tag.clone());
            }
        }
    }

    fn differ(&mut self, name: &str, at: &str) {
        let place = self.others.place(at).at_key();
        let earlier = self.origins.place(at).at_key();
        let message = format!("two documents of this crate declare `{name}` in different ways");
        self.diagnostics.push(
            Diagnostic::error(Code::SeveralDiffer, place, message)
                .label("this is not what the other document has")
                .mark(earlier, "the other document has this")
                .help("rename one of them, or generate a crate from each document"),
        );
    }
}
