//! Decides in which module every type is defined.
//!
//! Modules are filled from the outside in. Packages hold components with a name of their own, params and handles. An item's
//! own module holds the types that belong to it, each named after the property that uses it. A package and an item's own
//! module of the same name are one module, so that neither moves when the other is added. Names from the document take
//! precedence over names made from a place, and those over names made for operations
//! ([`scope::Claim`](super::scope::Claim)). A type with several owners is defined in one of them (the one that the document
//! names, else the one nearest to the root) and re-exported from the others.

mod fill;
mod found;
mod groups;
mod kind;
mod leaves;
mod plan;
mod request;
mod telling;

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use super::{NameConfig, Names, Path, class, class::Classes, grouping::Placement, path, words};
use crate::graph::{Shape, TypeGraph, TypeId};
use crate::hash::{Map, Set};
use found::Leaf;
pub(super) use kind::kind;
use leaves::Leaves;
pub(super) use leaves::patterns;
use plan::Plan;
use request::Request;
pub(super) use telling::telling;

/// Places all items.
pub(crate) fn place(
    graph: &TypeGraph,
    classes: &Classes,
    plan: &[Placement],
    config: &NameConfig,
) -> Names {
    let mut placer = Placer {
        graph,
        classes,
        config,
        plan: Plan::new(graph, plan),
        names: Names::default(),
        waiting: BTreeMap::new(),
        homes: Map::default(),
        owned_by_hint: owned_by_hint(graph, classes),
        pending: BTreeMap::new(),
        filled: Map::default(),
        shown: Vec::new(),
    };
    request::packages(&mut placer);
    placer.fill_all();
    placer.leftovers();
    groups::link_groups(&mut placer);
    placer.names
}

struct Placer<'a> {
    graph: &'a TypeGraph,
    classes: &'a Classes,
    config: &'a NameConfig,
    plan: Plan<'a>,
    names: Names,
    /// Paths at which types were met whose place is elsewhere or not yet known.
    waiting: BTreeMap<TypeId, Vec<Path>>,
    /// Modules that belong to an item, by the module around them.
    homes: Map<Path, Set<String>>,
    /// Types that the owner declared in the document really holds.
    owned_by_hint: BTreeSet<TypeId>,
    /// Requests in modules that are not filled yet, those nearest to the root first.
    pending: BTreeMap<(usize, Path), Vec<Request>>,
    /// Identifiers in the modules that are filled.
    filled: Map<Path, HashSet<String>>,
    /// Additional paths of components, named after their uses.
    shown: Vec<(Path, TypeId)>,
}

impl Placer<'_> {
    /// Requests names in a module.
    fn ask(&mut self, module: &Path, requests: impl IntoIterator<Item = Request>) {
        let key = (module.len(), module.clone());
        self.pending.entry(key).or_default().extend(requests);
    }

    /// Fills all modules, including those of placed items, nearest to the root first.
    fn fill_all(&mut self) {
        loop {
            while let Some(((_, module), requests)) = self.pending.pop_first() {
                self.fill(module, requests);
            }
            self.adopt();
            if self.pending.is_empty() {
                break;
            }
        }
    }

    /// Places a type at a path, or records the path as an additional one.
    fn put(&mut self, id: TypeId, mut path: Path, owner: Option<TypeId>) {
        if let Some(given) = self.config.types.get(&self.graph[id].pointer) {
            let (package, ident) = class::split(given);
            path = package;
            path.push(words::pascal(ident));
        }
        let stands = self.classes.marks[id].standalone;
        if stands || self.names.types.contains_key(&id) {
            self.waiting.entry(id).or_default().push(path);
            return;
        }
        let hinted = self.owned_by_hint.contains(&id);
        let elsewhere = |owner: TypeId| self.graph[owner].component != self.graph[id].hints.owner;
        if hinted && owner.is_none_or(elsewhere) {
            self.waiting.entry(id).or_default().push(path);
            return;
        }
        self.settle(id, path);
    }

    /// Sets the path of a type, and requests paths for the types that it owns.
    fn settle(&mut self, id: TypeId, path: Path) {
        let leaves = Leaves::of(self.graph, self.classes).owned_by(id);
        let home = self.home(&path);
        self.names.types.insert(id, path);
        self.names.homes.insert(id, home.clone());
        if !leaves.is_empty() {
            self.ask_owned(&home, Some(id), leaves);
        }
    }

    /// Requests paths in the module of the owner.
    fn ask_owned(&mut self, home: &Path, owner: Option<TypeId>, leaves: Vec<Leaf>) {
        let mut seen = Set::default();
        let is_new: Vec<bool> = (leaves.iter())
            .map(|leaf| seen.insert((leaf.id, leaf.text.as_str())))
            .collect();
        let new = leaves.into_iter().zip(is_new).filter(|(_, is_new)| *is_new);
        let requests: Vec<Request> = new.map(|(leaf, _)| Request::owned(leaf, owner)).collect();
        self.ask(home, requests);
    }

    /// The own module of the item at a path. A namespace of the same name is the same module; if another item owns that
    /// module, the name gets a suffix.
    fn home(&mut self, path: &[String]) -> Path {
        let (ident, around) = path
            .split_last()
            .map_or(("", path), |(ident, around)| (ident, around));
        let mut module = module_ident(ident);
        // in scripts without case, or without letters, a module would have the name of its type
        if module == ident {
            module.push_str("_types");
        }
        if !self.homes.contains_key(around) {
            self.homes.insert(around.to_vec(), Set::default());
        }
        if let Some(homes) = self.homes.get_mut(around) {
            while !homes.insert(module.clone()) {
                module.push_str("_types");
            }
        }
        [around, &[module]].concat()
    }

    /// When nothing is left to fill: types whose declared owner was never met stay where they were first met.
    fn adopt(&mut self) {
        let orphans: Vec<(Path, TypeId)> = self
            .waiting
            .iter()
            .filter(|(id, _)| !self.names.types.contains_key(id))
            .filter_map(|(id, paths)| {
                paths
                    .iter()
                    .min_by_key(|p| (p.len(), (*p).clone()))
                    .map(|path| (path.clone(), *id))
            })
            .collect();
        for (path, id) in orphans {
            self.settle(id, path);
        }
    }

    /// Types that nothing holds (unused components) are placed in their package; every additional path of a part becomes a
    /// link.
    fn leftovers(&mut self) {
        let mut rest: Vec<(&str, TypeId)> = self
            .graph
            .components
            .iter()
            .filter(|(_, id)| self.classes.marks[*id].nominal)
            .map(|(name, id)| (name.as_str(), *id))
            .collect();
        rest.sort_unstable();
        // from the end, one at a time: placing one may place the types that it owns
        for (name, id) in rest.into_iter().rev() {
            if self.names.types.contains_key(&id) || self.names.same.contains_key(&id) {
                continue;
            }
            let mut ident = words::pascal(name);
            let root = self.filled.entry(Vec::new()).or_default();
            while !root.insert(ident.clone()) {
                ident.push('_');
            }
            self.settle(id, vec![ident]);
            self.fill_all();
        }
        let taken: Set<&Path> = self.names.types.values().collect();
        let mut links = BTreeSet::new();
        for (id, paths) in std::mem::take(&mut self.waiting) {
            let marks = self.classes.marks[id];
            if marks.standalone && !marks.part {
                continue;
            }
            links.extend(
                paths
                    .into_iter()
                    .filter(|p| !taken.contains(p))
                    .map(|p| (p, id)),
            );
        }
        links.extend(self.aliases(&taken));
        let is_elsewhere =
            |(path, id): &(Path, TypeId)| self.names.types.get(id).is_some_and(|at| at != path);
        links.extend(self.shown.drain(..).filter(is_elsewhere));
        let linked: Set<(&Path, TypeId)> = links.iter().map(|(path, id)| (path, *id)).collect();
        self.names
            .local
            .retain(|(_, _, id), path| linked.contains(&(&*path, *id)));
        self.names.links = links.into_iter().collect();
    }
}

impl Placer<'_> {
    /// Aliases for components with a single owner, at the path that a second owner will move them to, so that code which
    /// uses that path keeps compiling. There is none if another item has the name.
    fn aliases(&self, taken: &Set<&Path>) -> Vec<(Path, TypeId)> {
        let mut wishes: BTreeMap<Path, Vec<TypeId>> = BTreeMap::new();
        for (id, class) in &self.classes.aliases {
            let path = [class.package.as_slice(), std::slice::from_ref(&class.ident)].concat();
            wishes.entry(path).or_default().push(*id);
        }
        let used: Set<&Path> = self
            .names
            .operations
            .iter()
            .filter_map(|operation| operation.params.as_ref())
            .chain(self.names.resources.keys())
            .chain(self.names.groups.values().map(|group| &group.path))
            .collect();
        wishes
            .into_iter()
            .filter_map(|(path, ids)| match ids[..] {
                [id] => Some((path, id)),
                _ => None,
            })
            .filter(|(path, id)| {
                !used.contains(path)
                    && !taken.contains(path)
                    && self.names.packages.contains(path::parent(path))
                    && self.names.types.contains_key(id)
            })
            .collect()
    }
}

/// The module that belongs to a type; some names are not valid file names.
pub(crate) fn module_ident(ident: &str) -> String {
    let module = words::snake(ident.trim_end_matches('_'));
    match module.as_str() {
        // modules that always exist, the compiler's own files, and crates
        "client" | "prelude" | "runtime" | "rt" | "types" | "lib" | "main" | "mod" | "std"
        | "core" | "alloc" => module + "_",
        _ => module,
    }
}

/// Types that their declared owner holds in a property, so that waiting for the owner ends.
fn owned_by_hint(graph: &TypeGraph, classes: &Classes) -> BTreeSet<TypeId> {
    let mut out = BTreeSet::new();
    if graph.types.iter().all(|node| node.hints.owner.is_none()) {
        return out;
    }
    let leaves = Leaves::of(graph, classes);
    for (name, owner) in &graph.components {
        for leaf in leaves.owned_by(*owner) {
            if graph[leaf.id].hints.owner.as_ref() == Some(name) {
                out.insert(leaf.id);
            }
        }
    }
    // an owner that is only reachable through what it owns would wait for itself
    let mut reached: BTreeSet<TypeId> = classes.standalone.keys().copied().collect();
    let mut queue: VecDeque<TypeId> = reached.iter().copied().collect();
    while let Some(id) = queue.pop_front() {
        for leaf in leaves.owned_by(id) {
            let held = !out.contains(&leaf.id) || graph[leaf.id].hints.owner == graph[id].component;
            if held && reached.insert(leaf.id) {
                queue.push_back(leaf.id);
            }
        }
    }
    out.retain(|id| reached.contains(id));
    out
}

/// A union of more components is not named after all of them.
const MOST_NAMED: usize = 3;

/// The branches of a union of a few standalone components.
pub(super) fn of_components(
    graph: &TypeGraph,
    classes: &Classes,
    id: TypeId,
) -> Option<Vec<TypeId>> {
    let Shape::Union(union) = &graph[id].shape else {
        return None;
    };
    if graph[id].component.is_some() || union.branches.iter().any(|b| b.under.is_some()) {
        return None;
    }
    let mut branches: Vec<TypeId> = union.branches.iter().map(|b| b.ty.ty).collect();
    branches.sort();
    (branches.len() <= MOST_NAMED && branches.iter().all(|b| classes.marks[*b].standalone))
        .then_some(branches)
}
