//! Where every type stands.
//!
//! Scopes are filled from the outside in. The packages come first: components that stand by themselves, params,
//! resources. Then, level by level, the types that belong to them, each in its owner's own module and named after the
//! property that holds it. A type that several owners hold lies with one of them (the one that the document names, else
//! the one nearest to the root) and is linked from the others.

mod groups;
mod leaves;
mod package;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{NameConfig, Names, Path, class, class::Classes, grouping::Placement, scope, words};
use crate::graph::{Shape, TypeGraph, TypeId};
pub(super) use leaves::kind;
use leaves::{Leaf, Leaves};

/// Places everything.
pub fn place(
    graph: &TypeGraph,
    classes: &Classes,
    plan: &[Placement],
    config: &NameConfig,
) -> Names {
    let mut placer = Placer {
        graph,
        classes,
        config,
        names: Names::default(),
        waiting: BTreeMap::new(),
        modules: BTreeSet::new(),
        owned_by_hint: owned_by_hint(graph, classes),
    };
    let roots = package::packages(&mut placer, plan);
    placer.descend(roots);
    placer.leftovers();
    placer.names
}

/// A module that is to be filled, and whose types go into it.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The module.
    path: Path,
    /// The owner.
    owner: Option<TypeId>,
    /// What wants to stand in it.
    leaves: Vec<Leaf>,
}

pub(super) struct Placer<'a> {
    graph: &'a TypeGraph,
    classes: &'a Classes,
    config: &'a NameConfig,
    names: Names,
    /// Places at which types were met whose place is elsewhere or not yet known.
    waiting: BTreeMap<TypeId, Vec<Path>>,
    /// Modules that have an owner.
    modules: BTreeSet<Path>,
    /// Types whose owner, by the document's word, really holds them.
    owned_by_hint: BTreeSet<TypeId>,
}

impl Placer<'_> {
    /// Fills the scopes, and the scopes of what is placed in them, nearest to the root first.
    fn descend(&mut self, mut level: Vec<Scope>) {
        while !level.is_empty() {
            level.sort_by(|a, b| a.path.cmp(&b.path));
            let mut next = Vec::new();
            for scope in level {
                self.fill(scope, &mut next);
            }
            level = next;
            if level.is_empty() {
                level = self.adopt();
            }
        }
    }

    /// Resolves the names of one scope and queues the scopes of the types that now have a place.
    fn fill(&mut self, scope: Scope, next: &mut Vec<Scope>) {
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut seen = BTreeSet::new();
        for leaf in scope.leaves {
            if seen.insert((leaf.id, leaf.text.clone())) {
                leaves.push(leaf);
            }
        }
        let wishes: Vec<scope::Wish<'_>> = leaves
            .iter()
            .map(|leaf| scope::Wish {
                ident: words::pascal(&leaf.text),
                text: &leaf.text,
                pinned: false,
            })
            .collect();
        let idents = scope::resolve(wishes, scope::Case::Pascal, &[]);
        for (leaf, ident) in leaves.iter().zip(idents) {
            let mut path = scope.path.clone();
            path.push(ident);
            self.names.local.insert(
                (scope.path.clone(), leaf.root.clone(), leaf.id),
                path.clone(),
            );
            self.put(leaf.id, path, scope.owner, next);
        }
    }

    /// Puts a type at a place, or notes the place as a further one.
    fn put(&mut self, id: TypeId, mut path: Path, owner: Option<TypeId>, next: &mut Vec<Scope>) {
        if let Some(given) = self.config.types.get(&self.graph[id].pointer) {
            let (package, ident) = class::split(given);
            path = package;
            path.push(words::pascal(ident));
        }
        if self.names.types.contains_key(&id) {
            self.waiting.entry(id).or_default().push(path);
            return;
        }
        let hinted = self.owned_by_hint.contains(&id);
        let elsewhere = |owner: TypeId| self.graph[owner].component != self.graph[id].hints.owner;
        if hinted && owner.is_none_or(elsewhere) {
            self.waiting.entry(id).or_default().push(path);
            return;
        }
        self.settle(id, path, next);
    }

    /// Gives a type its place and queues its own scope.
    fn settle(&mut self, id: TypeId, path: Path, next: &mut Vec<Scope>) {
        let leaves = Leaves::of(self.graph, self.classes).owned_by(id);
        let home = self.home(&path);
        self.names.types.insert(id, path);
        self.names.homes.insert(id, home.clone());
        if !leaves.is_empty() {
            next.push(Scope {
                path: home,
                owner: Some(id),
                leaves,
            });
        }
    }

    /// A module of its own for the type at a path; modules that are taken get a suffix.
    fn home(&mut self, path: &[String]) -> Path {
        let mut home = path.to_vec();
        let ident = home.pop().unwrap_or_default();
        let mut module = module_ident(&ident);
        // where letters have no case, or there are none, a module would be called like its type
        if module == ident {
            module.push_str("_types");
        }
        loop {
            home.push(module.clone());
            if self.modules.insert(home.clone()) {
                return home;
            }
            home.pop();
            module.push_str("_types");
        }
    }

    /// When nothing is left to fill: types whose named owner was never met stay where they were first met.
    fn adopt(&mut self) -> Vec<Scope> {
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
        let mut next = Vec::new();
        for (path, id) in orphans {
            self.settle(id, path, &mut next);
        }
        next
    }

    /// Types that nothing holds (components that are used by nobody) stand in their package; every further place of a
    /// part becomes a link.
    fn leftovers(&mut self) {
        loop {
            let mut rest: Vec<(String, TypeId)> = self
                .graph
                .components
                .iter()
                .filter(|(_, id)| {
                    !self.names.types.contains_key(id) && !self.names.same.contains_key(id)
                })
                .filter(|(_, id)| self.classes.nominal.contains(id))
                .cloned()
                .collect();
            if rest.is_empty() {
                break;
            }
            // one at a time: placing one may place those that it owns
            rest.sort();
            let (name, id) = rest.swap_remove(0);
            let taken: BTreeSet<&Path> = self.names.types.values().collect();
            let mut path = vec![words::pascal(&name)];
            while taken.contains(&path) {
                path[0].push('_');
            }
            let mut next = Vec::new();
            self.settle(id, path, &mut next);
            self.descend(next);
        }
        let taken: BTreeSet<Path> = self.names.types.values().cloned().collect();
        let mut links = BTreeSet::new();
        for (id, paths) in std::mem::take(&mut self.waiting) {
            if self.classes.standalone.contains_key(&id) && !self.classes.parts.contains(&id) {
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
        self.names
            .local
            .retain(|(_, _, id), path| links.contains(&(path.clone(), *id)));
        self.names.links = links.into_iter().collect();
    }
}

impl Placer<'_> {
    /// Where components that lie with their only owner are found by their own names: a second owner will move them
    /// there, and nobody who spelled the path so will notice. Where anything else has the name, they are not.
    fn aliases(&self, taken: &BTreeSet<Path>) -> Vec<(Path, TypeId)> {
        let mut wishes: BTreeMap<Path, Vec<TypeId>> = BTreeMap::new();
        for (id, class) in &self.classes.aliases {
            let path = [class.package.as_slice(), std::slice::from_ref(&class.ident)].concat();
            wishes.entry(path).or_default().push(*id);
        }
        let used: BTreeSet<&Path> = self
            .names
            .operations
            .iter()
            .filter_map(|operation| operation.params.as_ref())
            .chain(self.names.resources.keys())
            .chain(self.names.groups.values().map(|group| &group.path))
            .chain(taken)
            .collect();
        wishes
            .into_iter()
            .filter(|(path, ids)| {
                ids.len() == 1
                    && !used.contains(path)
                    && self.names.packages.contains(&path[..path.len() - 1])
                    && self.names.types.contains_key(&ids[0])
            })
            .map(|(path, ids)| (path, ids[0]))
            .collect()
    }
}

/// The module that belongs to a type; some names are no names of files.
pub(crate) fn module_ident(ident: &str) -> String {
    let module = words::snake(ident.trim_end_matches('_'));
    match module.as_str() {
        "lib" | "main" | "mod" | "rt" | "types" | "client" | "std" | "core" | "alloc" => {
            module + "_"
        }
        _ => module,
    }
}

/// Types whose owner, by the document's word, holds them in a property, so that waiting for it is not in vain.
fn owned_by_hint(graph: &TypeGraph, classes: &Classes) -> BTreeSet<TypeId> {
    let mut out = BTreeSet::new();
    let leaves = Leaves::of(graph, classes);
    for (name, owner) in &graph.components {
        for leaf in leaves.owned_by(*owner) {
            if graph[leaf.id].hints.owner.as_ref() == Some(name) {
                out.insert(leaf.id);
            }
        }
    }
    // an owner that can only be reached through what it owns would wait for itself
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

/// A union of more components than this is not called after all of them.
const MOST_NAMED: usize = 3;

/// The branches of a union of a few components that stand by themselves.
pub(super) fn of_components(
    graph: &TypeGraph,
    classes: &Classes,
    id: TypeId,
) -> Option<Vec<TypeId>> {
    let Shape::Union(union) = &graph[id].shape else {
        return None;
    };
    if graph[id].component.is_some() {
        return None;
    }
    let mut branches: Vec<TypeId> = union.branches.iter().map(|b| b.ty.ty).collect();
    branches.sort();
    (branches.len() <= MOST_NAMED && branches.iter().all(|b| classes.standalone.contains_key(b)))
        .then_some(branches)
}
