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
            let module = self.links.get(path).map(|target| format!("{target}::"));
            let below = module.as_ref().map(|module| {
                let from = self.all.range(module.clone()..);
                from.take_while(move |one| one.starts_with(module))
                    .map(move |one| format!("{path}::{}", &one[module.len()..]))
                    .collect::<Vec<_>>()
            });
            match below {
                Some(below) if !below.is_empty() => {
                    gone.extend(below.into_iter().filter(|one| !other.hold(one)));
                }
                _ if other.hold(path) => {}
                _ => gone.push(path.clone()),
            }
        }
        gone
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
