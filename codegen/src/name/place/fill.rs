//! Fills a module with names, and with the names that these require.

use std::collections::HashSet;

use super::leaves::Leaves;
use super::request::{Entry, Request};
use super::{Placer, module_ident};
use crate::graph::Parameter;
use crate::name::{GroupNames, Path, ResourceNames, params, scope, words};

impl Placer<'_> {
    /// Resolves the names of one module, and requests those of the modules inside it.
    pub(super) fn fill(&mut self, module: Path, requests: Vec<Request>) {
        let nothing = HashSet::new();
        let taken = self.filled.get(&module).unwrap_or(&nothing);
        let wish = |request: &Request| request.ident.clone();
        let mut idents: Vec<String> = requests.iter().map(wish).collect();
        if scope::has_clash(idents.iter().map(String::as_str), taken) {
            let wishes = requests.iter().map(|request| scope::Wish {
                ident: request.ident.clone(),
                text: &request.text,
                origin: request.origin(),
                claim: request.claim,
                others: request.others(self.graph),
            });
            idents = scope::resolve(wishes.collect(), scope::Case::Pascal, taken);
        }
        let filled = self.filled.entry(module.clone()).or_default();
        filled.extend(idents.iter().cloned());
        let mut placed: Vec<(Path, Entry)> = Vec::with_capacity(requests.len());
        for (request, ident) in requests.into_iter().zip(idents) {
            placed.push(([module.as_slice(), &[ident]].concat(), request.entry));
        }
        placed.sort_by(|a, b| a.0.last().cmp(&b.0.last()));
        for (path, entry) in placed {
            self.place(&module, path, entry);
        }
        let operations = self.plan.of_package(&module).to_vec();
        for index in operations {
            self.operation(index);
        }
    }

    fn place(&mut self, module: &Path, path: Path, entry: Entry) {
        match entry {
            Entry::Component(id) => {
                if !self.names.types.contains_key(&id) {
                    self.settle(id, path.clone());
                }
                let home = self.names.homes.get(&id).cloned();
                self.names.hosts.extend(home.map(|home| (path, home)));
            }
            Entry::Owned(leaf, owner) => {
                if self.names.packages.contains(module) {
                    self.names.hosts.insert(path.clone(), module.clone());
                }
                self.put(leaf.id, path.clone(), owner);
                // only paths that become links have an entry in the end
                if self.names.types.get(&leaf.id) != Some(&path) {
                    let local = (module.clone(), leaf.root, leaf.id);
                    self.names.local.insert(local, path);
                }
            }
            Entry::Inline(id, operation) => {
                // other operations with the same response have it as well, so that it stays if this one is removed
                match self.names.types.contains_key(&id) {
                    true => self.shown.push((path.clone(), id)),
                    false => self.settle(id, path.clone()),
                }
                let host = match operation {
                    Some(index) => Some(self.file_of(index)),
                    None => self.names.homes.get(&id).cloned(),
                };
                self.names.hosts.extend(host.map(|host| (path, host)));
            }
            Entry::Shared(members) => {
                if let Some((&first, rest)) = members.split_first() {
                    self.names.same.extend(rest.iter().map(|&id| (id, first)));
                    self.settle(first, path.clone());
                    let home = self.names.homes.get(&first).cloned();
                    self.names.hosts.extend(home.map(|home| (path, home)));
                }
            }
            Entry::Shown(id) => {
                self.names.listed.insert(path.clone());
                self.shown.push((path, id));
            }
            Entry::Params(index) => {
                self.names.hosts.insert(path.clone(), self.file_of(index));
                if let Some(names) = self.names.operations.get_mut(index) {
                    names.params = Some(path);
                }
            }
            Entry::Resource(handle) => self.handle(module, path, &handle),
            Entry::Group(package) => {
                let members = Vec::new();
                let group = GroupNames { path, members };
                self.names.groups.insert(package, group);
            }
        }
    }

    /// The module that the items of an operation are written with.
    fn file_of(&self, index: usize) -> Path {
        let Some(placement) = self.plan.placements.get(index) else {
            return Path::new();
        };
        let home = module_ident(&placement.home);
        // a namespace with a single resource holds it in its own file
        if placement.package.last() == Some(&home) {
            placement.package.clone()
        } else {
            [placement.package.as_slice(), &[home]].concat()
        }
    }

    fn handle(&mut self, module: &Path, path: Path, handle: &str) {
        let operations = self.plan.of_handle(module, handle).to_vec();
        let first = operations.first();
        let Some(placement) = first.and_then(|first| self.plan.placements.get(*first)) else {
            return;
        };
        let resource = ResourceNames {
            class: placement.class.clone(),
            accessor: placement.accessor.clone(),
            home: module_ident(&placement.home),
            doc: self.plan.doc(module, handle),
        };
        let key = placement.handle();
        let may_be: Vec<String> = (placement.handle_names().iter())
            .map(|text| words::pascal(text))
            .collect();
        self.names.resources.insert(path.clone(), resource);
        if let Some(last) = operations.last() {
            self.names.hosts.insert(path.clone(), self.file_of(*last));
        }
        for index in operations {
            let Some(names) = self.names.operations.get_mut(index) else {
                continue;
            };
            names.resource.clone_from(&path);
            names.handle.clone_from(&key);
            names.handle_names.clone_from(&may_be);
        }
    }

    /// The names inside the params of an operation, and the types that they require.
    fn operation(&mut self, index: usize) {
        let graph = self.graph;
        let leaves = Leaves::of(graph, self.classes);
        let operation = graph.operations.get(index);
        let (Some(operation), Some(placement)) = (operation, self.plan.placements.get(index))
        else {
            return;
        };
        let sources = params::sources(graph, operation);
        let known = self.names.operations.get(index);
        let path = match known.and_then(|names| names.params.clone()) {
            Some(path) => path,
            None => {
                let package = placement.package.as_slice();
                [package, std::slice::from_ref(&placement.params)].concat()
            }
        };
        let home = self.home(&path);
        let mut owned = Vec::new();
        for source in &sources {
            match source {
                params::Source::Parameter(p) => {
                    leaves.walk(p.ty, p.called(), p.element.as_deref(), &mut owned)
                }
                params::Source::Property(p) => leaves.property(p, &mut owned),
                params::Source::Body(b) => leaves.walk(b.ty, b.called(), None, &mut owned),
            }
        }
        for parameter in &operation.path {
            let element = parameter.element.as_deref();
            leaves.walk(parameter.ty, parameter.called(), element, &mut owned);
        }
        let Some(names) = self.names.operations.get_mut(index) else {
            return;
        };
        names.method.clone_from(&placement.method);
        names.params_home.clone_from(&home);
        names.path = arguments(&operation.path);
        names.fields = params::idents(&sources);
        if !owned.is_empty() {
            self.ask_owned(&home, None, owned);
        }
    }
}

/// The arguments of a method for the parameters of its path. One that has the name of another, or of the params, says
/// where it stands.
fn arguments(path: &[Parameter]) -> Vec<String> {
    let wishes = path.iter().map(|parameter| {
        let text = parameter.called();
        scope::Wish {
            ident: scope::Case::Snake.apply(text),
            text,
            origin: text,
            claim: scope::Claim::Placed,
            others: vec![format!("{text}_path")],
        }
    });
    let reserved = ["params".to_owned()].into_iter().collect();
    scope::resolve(wishes.collect(), scope::Case::Snake, &reserved)
}
