//! A model as a list of paths.

use std::collections::{BTreeMap, HashMap};

use crate::emit::PublicPaths;
use crate::model::{Item, Model, Namespace};

/// What stands at a path.
pub(super) enum Entry<'a> {
    /// An item.
    Item(&'a Item),
    /// A second path of an item or a module.
    Link,
}

impl<'a> Entry<'a> {
    /// What it is, in a word.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Link => "re-export",
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
        Some(pointer(item)).filter(|pointer| !pointer.is_empty())
    }
}

fn pointer(item: &Item) -> &str {
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
    &meta.pointer
}

/// All that a model shows to its users.
pub(super) struct Flat<'a> {
    /// By the path that users write.
    pub(super) entries: BTreeMap<String, Entry<'a>>,
    /// Place of the document → path of what came from there; of the first one, if several did.
    pub(super) by_pointer: HashMap<&'a str, String>,
    paths: PublicPaths<'a>,
}

impl<'a> Flat<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut flat = Self {
            entries: BTreeMap::new(),
            by_pointer: HashMap::new(),
            paths: PublicPaths::new(model),
        };
        flat.add(&model.root, &mut Vec::new());
        flat
    }

    /// How users write a path of the model.
    pub(super) fn spelled(&self, path: &'a [String]) -> String {
        self.paths.spelled(path).join("::")
    }

    /// Where a public path leads in the end: the shortest path of the item or module.
    pub(super) fn leads_to(&self, path: &str) -> String {
        let real = self.paths.real(path.split("::").collect());
        let paths: &PublicPaths<'_> = &self.paths;
        paths.of(&real)
    }

    /// The item that a public path leads to.
    pub(super) fn item(&self, path: &str) -> Option<&'a Item> {
        self.paths
            .item(&self.paths.real(path.split("::").collect()))
    }

    /// The place in the document of what a public path leads to.
    pub(super) fn pointer(&self, path: &str) -> Option<&'a str> {
        self.item(path)
            .map(pointer)
            .filter(|pointer| !pointer.is_empty())
    }

    /// Whether anything stands below a path.
    pub(super) fn has_module(&self, path: &str) -> bool {
        let below = format!("{path}::");
        let mut from = self.entries.range(below.clone()..);
        from.next()
            .is_some_and(|(path, _)| path.starts_with(&below))
    }

    fn add(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for item in &namespace.items {
            at.push(item.ident());
            self.insert(self.paths.of(at), Entry::Item(item));
            at.pop();
        }
        for link in &namespace.links {
            at.push(&link.ident);
            self.insert(self.paths.of(at), Entry::Link);
            at.pop();
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.add(child, at);
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
