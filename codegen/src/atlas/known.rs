//! The items of a model, numbered: the page's data refers to items by number.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Item, Model, Namespace, Paths, Reach, held, items as items_of, rust_ident};

/// Items with numbers.
pub(super) struct Known<'a> {
    pub(super) krate: &'a str,
    pub(super) index: Paths<'a>,
    /// Public path and item, in order.
    pub(super) list: Vec<(String, &'a Item)>,
    /// Where an item lies → its number.
    pub(super) numbers: HashMap<Vec<&'a str>, usize>,
    /// Second paths of items.
    pub(super) links: Vec<(String, usize)>,
    /// Public path of a handle → the calls that lead to it from the client.
    pub(super) handles: HashMap<String, String>,
    pub(super) client: Option<String>,
}

impl<'a> Known<'a> {
    pub(super) fn new(model: &'a Model, krate: &'a str) -> Self {
        let mut known = Self {
            krate,
            index: Paths::new(model),
            list: Vec::new(),
            numbers: HashMap::new(),
            links: Vec::new(),
            handles: HashMap::new(),
            client: None,
        };
        let mut reals = Vec::new();
        known.collect(&model.root, &mut Vec::new(), &mut reals);
        reals.sort_by(|a, b| a.0.cmp(&b.0));
        for (at, (path, real, item)) in reals.into_iter().enumerate() {
            known.list.push((path, item));
            known.numbers.insert(real, at);
        }
        known.second(&model.root, &mut Vec::new());
        if let Some(reach) = Reach::new(model, &known.index) {
            let public = |path: Vec<&str>| known.index.public(path).join("::");
            let calls = reach.handles.iter().map(|(path, calls)| {
                let calls = calls.iter().map(|name| format!(".{}()", rust_ident(name)));
                let calls = ["client".to_owned()].into_iter().chain(calls);
                (public(path.clone()), calls.collect())
            });
            known.handles = calls.collect();
            known.client = Some(public(reach.client));
        }
        known
    }

    fn collect(
        &self,
        namespace: &'a Namespace,
        at: &mut Vec<&'a str>,
        out: &mut Vec<(String, Vec<&'a str>, &'a Item)>,
    ) {
        for item in &namespace.items {
            let real = [at.as_slice(), &[item.ident()]].concat();
            out.push((self.index.public(real.clone()).join("::"), real, item));
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.collect(child, at, out);
            at.pop();
        }
    }

    fn second(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for link in &namespace.links {
            if let Some(number) = self.numbers.get(&self.index.real(&link.target)) {
                let path = self
                    .index
                    .public([at.as_slice(), &[link.ident.as_str()]].concat());
                self.links.push((path.join("::"), *number));
            }
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.second(child, at);
            at.pop();
        }
    }

    /// For each item, those that hold it, and the handles whose methods send or answer it.
    pub(super) fn users(&self) -> Vec<BTreeSet<usize>> {
        let mut users = vec![BTreeSet::new(); self.list.len()];
        for (at, (_, item)) in self.list.iter().enumerate() {
            let mut held: Vec<Vec<&str>> = held(item)
                .into_iter()
                .flat_map(|ty| items_of(ty, &self.index))
                .collect();
            if let Item::Resource(resource) = item {
                for method in &resource.methods {
                    let errors = method.errors.iter().map(|(_, ty)| ty);
                    let types = errors
                        .chain([&method.answer])
                        .chain(method.path.iter().map(|param| &param.ty));
                    held.extend(types.flat_map(|ty| items_of(ty, &self.index)));
                    held.extend(
                        method
                            .params
                            .iter()
                            .map(|params| self.index.real(&params.path)),
                    );
                }
            }
            for path in held {
                let known = self.numbers.get(&path);
                if let Some(users) = known.and_then(|number| users.get_mut(*number)) {
                    users.insert(at);
                }
            }
        }
        users
    }
}
