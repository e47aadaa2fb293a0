//! The paths of a crate, as its users spell them.

use std::collections::{BTreeMap, BTreeSet};

use castiron_codegen::model::{Item, Model, Namespace};

/// The paths of a model.
#[must_use]
pub fn of(model: &Model) -> Paths {
    let mut out = Paths::default();
    out.add(&model.root, "");
    out
}

/// The paths of a crate.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Every path at which something is found, with what is there: items, methods, re-exports and links.
    pub all: BTreeSet<String>,
    /// Links, of types and of modules, with what they lead to.
    pub links: BTreeMap<String, String>,
}

impl Paths {
    fn add(&mut self, namespace: &Namespace, at: &str) {
        for item in &namespace.items {
            let path = format!("{at}{}", item.ident());
            if let Item::Resource(resource) = item {
                self.all.extend(resource.methods.iter().map(|method| {
                    let operation = &method.operation;
                    format!(
                        "{path}.{} {} {}",
                        method.ident, operation.verb, operation.template
                    )
                }));
            }
            self.all.insert(path);
        }
        let shown = namespace
            .reexports
            .iter()
            .flat_map(|reexport| &reexport.names);
        self.all.extend(shown.map(|ident| format!("{at}{ident}")));
        for link in &namespace.links {
            let path = format!("{at}{}", link.ident);
            self.links.insert(path.clone(), link.target.join("::"));
            self.all.insert(path);
        }
        for child in &namespace.children {
            // what lies in a private module is found in the one around it
            match child.private {
                true => self.add(child, at),
                false => self.add(child, &format!("{at}{}::", child.ident)),
            }
        }
    }

    /// The paths of these that another crate does not hold. Of a module that is a link, those are what lies in it: elsewhere it
    /// may be a module of its own, with links to other places.
    #[must_use]
    pub fn gone(&self, other: &Self) -> Vec<String> {
        let mut gone = Vec::new();
        for path in &self.all {
            let mut found = Vec::new();
            self.spelled(path, path.clone(), 8, &mut found);
            gone.extend(found.into_iter().filter(|one| !other.hold(one)));
        }
        gone.sort();
        gone.dedup();
        gone
    }

    /// Spells what is at a path: itself, or all that lies in the module that it is a link to, at any depth.
    fn spelled(&self, path: &str, spelled: String, levels: usize, out: &mut Vec<String>) {
        let module = self.links.get(path).map(|target| format!("{target}::"));
        let mut is_module = false;
        if let Some(module) = module.filter(|_| levels > 0) {
            let from = self.all.range(module.clone()..);
            for one in from.take_while(|one| one.starts_with(&module)) {
                is_module = true;
                let inner = format!("{spelled}::{}", &one[module.len()..]);
                self.spelled(one, inner, levels - 1, out);
            }
        }
        if !is_module {
            out.push(spelled);
        }
    }

    /// Whether something is found at a path, by links to the modules on the way too.
    #[must_use]
    pub fn hold(&self, path: &str) -> bool {
        let mut path = path.to_owned();
        for _ in 0..16 {
            if self.all.contains(&path) {
                return true;
            }
            let ends = path.match_indices("::").map(|(at, _)| at);
            let link = ends
                .filter_map(|at| Some((at, self.links.get(&path[..at])?)))
                .next();
            let Some((at, target)) = link else {
                return false;
            };
            path = format!("{target}{}", &path[at..]);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Paths;

    fn paths(all: &[&str], links: &[(&str, &str)]) -> Paths {
        let both = links
            .iter()
            .map(|(path, target)| (*path).to_owned() + "=" + target);
        let links = both.filter_map(|link| {
            let (path, target) = link.split_once('=')?;
            Some((path.to_owned(), target.to_owned()))
        });
        let links: std::collections::BTreeMap<String, String> = links.collect();
        let all = all.iter().map(|path| (*path).to_owned());
        Paths {
            all: all.chain(links.keys().cloned()).collect(),
            links,
        }
    }

    #[test]
    fn what_lies_in_linked_modules_may_be_a_module_elsewhere() {
        // `a::m` leads to `b::m`, in which `n` leads to `c::n`
        let linked = paths(&["c::n::X"], &[("a::m", "b::m"), ("b::m::n", "c::n")]);
        let whole = paths(&["a::m::n::X", "b::m::n::X", "c::n::X"], &[]);
        assert_eq!(linked.gone(&whole), [] as [String; 0]);
        assert_eq!(whole.gone(&linked), [] as [String; 0]);
        let less = paths(&["b::m::n::X", "c::n::X"], &[]);
        assert_eq!(linked.gone(&less), ["a::m::n::X"]);
    }
}
