//! One of the two models, indexed by the paths that users write.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::usage::{Usage, Users};
use crate::model::{Item, ItemPath, Meta, Method, Model, Namespace, Paths, Type, spelled};

/// What stands at a path.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    /// An item.
    Item(&'a Item),
    /// A second path of an item or a module.
    Link,
}

/// Aliases that are being written out, the innermost first.
struct WrittenOut<'s> {
    real: &'s [&'s str],
    within: Option<&'s Self>,
}

impl WrittenOut<'_> {
    fn holds(&self, real: &[&str]) -> bool {
        let mut at = Some(self);
        while let Some(here) = at {
            if here.real == real {
                return true;
            }
            at = here.within;
        }
        false
    }
}

/// All that a model shows to its users.
pub(super) struct Side<'a> {
    pub(super) model: &'a Model,
    pub(super) paths: Paths<'a>,
    /// By the path that users write.
    pub(super) entries: BTreeMap<String, Entry<'a>>,
    /// Place of the document → path of what came from there; of the first one, if several did.
    pub(super) by_pointer: HashMap<&'a str, String>,
    /// Endpoint → the path of the method that calls it.
    pub(super) methods: HashMap<String, String>,
    /// Public paths of modules.
    modules: HashSet<String>,
    usage: Usage<'a>,
}

impl<'a> Side<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let paths = Paths::new(model);
        let mut namespaces = HashMap::new();
        collect(&model.root, &mut Vec::new(), &mut namespaces);
        let usage = Usage::new(model, &paths);
        let mut side = Self {
            model,
            paths,
            entries: BTreeMap::new(),
            by_pointer: HashMap::new(),
            methods: HashMap::new(),
            modules: HashSet::new(),
            usage,
        };
        side.add(&model.root, &mut Vec::new(), &namespaces);
        for (path, entry) in &side.entries {
            let Entry::Item(Item::Resource(resource)) = entry else {
                continue;
            };
            for method in &resource.methods {
                let calls = side.methods.entry(endpoint(method));
                calls.or_insert_with(|| format!("{path}::{}", method.ident));
            }
        }
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

    /// The operations that send or receive what a public path leads to.
    pub(super) fn users(&self, path: &str) -> Users {
        self.usage.of(&self.real(path))
    }

    /// Whether a public path leads to a module.
    pub(super) fn has_module(&self, path: &str) -> bool {
        self.modules.contains(&self.leads_to(path)) || self.modules.contains(path)
    }

    /// A type as the compiler sees it, spelled by where paths lead; aliases are written out.
    pub(super) fn canonical(&self, path: &str) -> String {
        self.follow(path, None)
    }

    /// An alias within itself is no type to the compiler: it keeps its path.
    fn follow(&self, path: &str, within: Option<&WrittenOut<'_>>) -> String {
        let real = &self.real(path);
        match self.paths.at(real) {
            Some(Item::Alias(alias)) if !within.is_some_and(|outer| outer.holds(real)) => {
                let within = Some(&WrittenOut { real, within });
                spelled(&alias.ty, &|path| self.follow(&self.spelled(path), within))
            }
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
            self.link(path, &link.target, all, &mut Vec::new());
            at.pop();
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.add(child, at, all);
            at.pop();
        }
    }

    /// A second path, and where it is one of a module, those of all that lies in it. Modules can lead to each other: no path
    /// is followed into a module that it is `within` already.
    fn link(
        &mut self,
        path: String,
        target: &'a ItemPath,
        all: &HashMap<Vec<&'a str>, &'a Namespace>,
        within: &mut Vec<&'a Namespace>,
    ) {
        self.entries.entry(path.clone()).or_insert(Entry::Link);
        if let Some(module) = all.get(&self.paths.real(target)) {
            self.below(&path, module, all, within);
        }
    }

    fn below(
        &mut self,
        path: &str,
        module: &'a Namespace,
        all: &HashMap<Vec<&'a str>, &'a Namespace>,
        within: &mut Vec<&'a Namespace>,
    ) {
        if within.iter().any(|outer| std::ptr::eq(*outer, module)) {
            return;
        }
        within.push(module);
        let names = module.items.iter().map(Item::ident);
        let shown = module.reexports.iter().flat_map(|one| &one.names);
        for name in names.chain(shown.map(String::as_str)) {
            let path = format!("{path}::{name}");
            self.entries.entry(path).or_insert(Entry::Link);
        }
        for link in &module.links {
            self.link(format!("{path}::{}", link.ident), &link.target, all, within);
        }
        for child in module.children.iter().filter(|child| !child.private) {
            self.below(&format!("{path}::{}", child.ident), child, all, within);
        }
        within.pop();
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

/// What a method calls.
pub(super) fn endpoint(method: &Method) -> String {
    format!("{} {}", method.operation.verb, method.operation.template)
}
