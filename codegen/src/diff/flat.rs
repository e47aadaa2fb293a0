//! A model as a list of paths.

use std::collections::{BTreeMap, HashMap};

use crate::emit::PublicPaths;
use crate::model::{Item, Model, Namespace};

/// What stands at a path.
pub(super) enum Entry<'a> {
    /// An item.
    Item(&'a Item),
    /// A second path of something, with the first one.
    Link(String),
}

impl<'a> Entry<'a> {
    /// What it is, in a word.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Link(_) => "re-export",
            Self::Item(item) => match item {
                Item::Object(_) => "struct",
                Item::Enum(_) => "enum",
                Item::Union(_) => "union",
                Item::Alias(_) => "alias",
                Item::Newtype(_) => "newtype",
                Item::Tag(_) => "tag",
                Item::Params(_) => "params",
                Item::Resource(_) => "resource",
                Item::Group(_) => "group",
            },
        }
    }

    /// The place in the document that it came from.
    pub(super) fn pointer(&self) -> Option<&'a str> {
        let Self::Item(item) = self else { return None };
        let meta = match item {
            Item::Object(item) => &item.meta,
            Item::Enum(item) => &item.meta,
            Item::Union(item) => &item.meta,
            Item::Alias(item) | Item::Newtype(item) => &item.meta,
            Item::Tag(item) => &item.meta,
            Item::Params(item) => &item.object.meta,
            Item::Resource(item) => &item.meta,
            Item::Group(item) => &item.meta,
        };
        Some(meta.pointer.as_str()).filter(|pointer| !pointer.is_empty())
    }
}

/// All that a model shows to its users.
pub(super) struct Flat<'a> {
    /// By the path that users write.
    pub(super) entries: BTreeMap<String, Entry<'a>>,
    /// Place of the document → path of what came from there; of the first one, if several did.
    pub(super) by_pointer: HashMap<&'a str, String>,
}

impl<'a> Flat<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let paths = PublicPaths::new(model);
        let mut flat = Self {
            entries: BTreeMap::new(),
            by_pointer: HashMap::new(),
        };
        flat.add(&paths, &model.root, &mut Vec::new());
        flat
    }

    /// Where a path leads in the end: through links of items, and of the modules around them.
    pub(super) fn leads_to(&self, path: &str) -> String {
        let mut path = path.to_owned();
        // links may lead to links, but not for ever
        for _ in 0..20 {
            if matches!(self.entries.get(&path), Some(Entry::Item(_))) {
                break;
            }
            let ends = path.rmatch_indices("::").map(|(at, _)| at);
            let step = [path.len()].into_iter().chain(ends).find_map(|end| {
                let Some(Entry::Link(target)) = self.entries.get(&path[..end]) else {
                    return None;
                };
                Some(format!("{target}{}", &path[end..]))
            });
            match step {
                Some(next) => path = next,
                None => break,
            }
        }
        path
    }

    /// Whether anything stands below a path.
    pub(super) fn has_module(&self, path: &str) -> bool {
        let below = format!("{path}::");
        let mut from = self.entries.range(below.clone()..);
        from.next()
            .is_some_and(|(path, _)| path.starts_with(&below))
    }

    fn add(&mut self, paths: &PublicPaths<'a>, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for item in &namespace.items {
            at.push(item.ident());
            self.insert(paths.of(at), Entry::Item(item));
            at.pop();
        }
        for link in &namespace.links {
            at.push(&link.ident);
            let target: Vec<&str> = link.target.iter().map(String::as_str).collect();
            self.insert(paths.of(at), Entry::Link(paths.of(&target)));
            at.pop();
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.add(paths, child, at);
            at.pop();
        }
    }

    fn insert(&mut self, path: String, entry: Entry<'a>) {
        if let Some(pointer) = entry.pointer() {
            self.by_pointer
                .entry(pointer)
                .or_insert_with(|| path.clone());
        }
        self.entries.insert(path, entry);
    }
}
