//! One of the two models, by the paths that users write.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::usage;
use crate::model::{Item, ItemPath, Meta, Model, Namespace, Paths, Type, spelled};

/// What stands at a path.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    /// An item.
    Item(&'a Item),
    /// A second path of an item or a module.
    Link,
}

/// Modules that lead to modules may lead to themselves; no path is followed further.
const DEEPEST: usize = 24;

/// All that a model shows to its users.
pub(super) struct Side<'a> {
    pub(super) model: &'a Model,
    pub(super) paths: Paths<'a>,
    /// By the path that users write.
    pub(super) entries: BTreeMap<String, Entry<'a>>,
    /// Place of the document → path of what came from there; of the first one, if several did.
    pub(super) by_pointer: HashMap<&'a str, String>,
    /// Public paths of modules.
    modules: HashSet<String>,
    /// Operations by the paths at which items lie that they send or receive.
    pub(super) usage: usage::Usage<'a>,
}

impl<'a> Side<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let paths = Paths::new(model);
        let mut namespaces = HashMap::new();
        collect(&model.root, &mut Vec::new(), &mut namespaces);
        let usage = usage::usage(model, &paths);
        let mut side = Self {
            model,
            paths,
            entries: BTreeMap::new(),
            by_pointer: HashMap::new(),
            modules: HashSet::new(),
            usage,
        };
        side.add(&model.root, &mut Vec::new(), &namespaces);
        side
    }

    /// How users write a path of the model: a link keeps its own.
    pub(super) fn spelled(&self, path: &'a [String]) -> String {
        self.paths.public(self.paths.lies(path)).join("::")
    }

    /// The path at which lies what a public path leads to.
    pub(super) fn real<'s>(&'s self, path: &'s str) -> Vec<&'s str> {
        self.paths.lead(path.split("::").collect())
    }

    /// The shortest public path of what a public path leads to.
    pub(super) fn leads_to(&self, path: &str) -> String {
        let index: &Paths<'_> = &self.paths;
        index.public(self.real(path)).join("::")
    }

    /// The item that a public path leads to.
    pub(super) fn item(&self, path: &str) -> Option<&'a Item> {
        self.paths.at(&self.real(path))
    }

    /// The operations that send or receive what a public path leads to, the nearest first.
    pub(super) fn operations(&self, path: &str) -> Vec<String> {
        let index: &usage::Usage<'_> = &self.usage;
        let found = index.get(&self.real(path)).into_iter().flatten();
        let mut found: Vec<_> = found
            .map(|(endpoint, distance)| (distance, endpoint))
            .collect();
        found.sort();
        let found = found.into_iter();
        found
            .map(|(_, (template, verb))| format!("{verb} {template}"))
            .collect()
    }

    /// Whether a public path leads to a module.
    pub(super) fn has_module(&self, path: &str) -> bool {
        self.modules.contains(&self.leads_to(path)) || self.modules.contains(path)
    }

    /// A type as the compiler sees it, spelled by where paths lead; aliases are written out.
    pub(super) fn canonical(&self, path: &str) -> String {
        self.follow(path, 0)
    }

    fn follow(&self, path: &str, depth: usize) -> String {
        match self.item(path) {
            Some(Item::Alias(alias)) if depth < DEEPEST => spelled(&alias.ty, &|path| {
                self.follow(&self.spelled(path), depth.saturating_add(1))
            }),
            _ => self.leads_to(path),
        }
    }

    /// A type as its users write it.
    pub(super) fn ty(&self, ty: &'a Type) -> String {
        spelled(ty, &|path| self.spelled(path))
    }

    fn add(
        &mut self,
        namespace: &'a Namespace,
        at: &mut Vec<&'a str>,
        all: &HashMap<Vec<&'a str>, &'a Namespace>,
    ) {
        let public = |side: &Self, at: &[&'a str]| side.paths.public(at.to_vec()).join("::");
        if !namespace.private {
            self.modules.insert(public(self, at));
        }
        for item in &namespace.items {
            at.push(item.ident());
            let path = public(self, at);
            let pointer = meta(item).pointer.as_str();
            if !pointer.is_empty() {
                let first = self.by_pointer.entry(pointer);
                first.or_insert_with(|| path.clone());
            }
            self.entries.insert(path, Entry::Item(item));
            at.pop();
        }
        for link in &namespace.links {
            at.push(&link.ident);
            let path = public(self, at);
            self.link(path, &link.target, all, 0);
            at.pop();
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.add(child, at, all);
            at.pop();
        }
    }

    /// A second path, and where it is one of a module, those of all that lies in it.
    fn link(
        &mut self,
        path: String,
        target: &'a ItemPath,
        all: &HashMap<Vec<&'a str>, &'a Namespace>,
        depth: usize,
    ) {
        self.entries.entry(path.clone()).or_insert(Entry::Link);
        if depth < DEEPEST
            && let Some(module) = all.get(&self.paths.real(target))
        {
            self.below(&path, module, all, depth.saturating_add(1));
        }
    }

    fn below(
        &mut self,
        path: &str,
        module: &'a Namespace,
        all: &HashMap<Vec<&'a str>, &'a Namespace>,
        depth: usize,
    ) {
        let names = module.items.iter().map(Item::ident);
        let shown = module.reexports.iter().flat_map(|one| &one.names);
        for name in names.chain(shown.map(String::as_str)) {
            let path = format!("{path}::{name}");
            self.entries.entry(path).or_insert(Entry::Link);
        }
        for link in &module.links {
            self.link(format!("{path}::{}", link.ident), &link.target, all, depth);
        }
        for child in module.children.iter().filter(|child| !child.private) {
            if depth < DEEPEST {
                self.below(
                    &format!("{path}::{}", child.ident),
                    child,
                    all,
                    depth.saturating_add(1),
                );
            }
        }
    }
}

fn collect<'a>(
    namespace: &'a Namespace,
    at: &mut Vec<&'a str>,
    out: &mut HashMap<Vec<&'a str>, &'a Namespace>,
) {
    out.insert(at.clone(), namespace);
    for child in &namespace.children {
        at.push(&child.ident);
        collect(child, at, out);
        at.pop();
    }
}

impl<'a> Entry<'a> {
    /// What it is, in a word.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Link => "re-export",
            Self::Item(item) => what(item),
        }
    }
}

/// What an item is, in a word.
pub(super) fn what(item: &Item) -> &'static str {
    match item {
        Item::Object(_) => "struct",
        Item::Enum(_) => "enum",
        Item::Union(_) => "union",
        Item::Alias(_) => "alias",
        Item::Newtype(_) => "newtype",
        Item::Tag(_) => "tag",
        Item::Params(_) => "params",
        Item::Resource(_) => "resource",
        Item::Group(_) => "group",
    }
}

/// What an item says of itself.
pub(super) fn meta(item: &Item) -> &Meta {
    match item {
        Item::Object(item) => &item.meta,
        Item::Enum(item) => &item.meta,
        Item::Union(item) => &item.meta,
        Item::Alias(item) | Item::Newtype(item) => &item.meta,
        Item::Tag(item) => &item.meta,
        Item::Params(item) => &item.object.meta,
        Item::Resource(item) => &item.meta,
        Item::Group(item) => &item.meta,
    }
}
