//! Where things lie in a model, and how programs name them.
//!
//! On purpose nothing of the comparison's: a mistake in it would be made here as well.

use std::collections::{BTreeSet, HashMap};

use castiron_codegen::model::{Item, Model, Namespace, Type, rust_ident};

/// The items of a model by path.
pub(super) struct Names<'a> {
    krate: &'a str,
    items: HashMap<Vec<&'a str>, &'a Item>,
    /// Where something lies → where it is re-exported.
    shown_as: Paths<'a>,
    /// The same, backwards.
    shown: Paths<'a>,
    /// Re-exports and links → what they lead to.
    leads_to: Paths<'a>,
    /// Everything that users can name without a link to a module before it, in order.
    named: BTreeSet<Vec<&'a str>>,
}

type Paths<'a> = HashMap<Vec<&'a str>, Vec<&'a str>>;

fn replaced<'a>(mut path: Vec<&'a str>, by: &Paths<'a>) -> Vec<&'a str> {
    for _ in 0..32 {
        let found = (1..=path.len()).find_map(|to| Some((to, by.get(&path[..to])?)));
        let Some((length, target)) = found else { break };
        path = [target.as_slice(), &path[length..]].concat();
    }
    path
}

impl<'a> Names<'a> {
    pub(super) fn new(model: &'a Model, krate: &'a str) -> Self {
        let mut names = Self {
            krate,
            items: HashMap::new(),
            shown_as: HashMap::new(),
            shown: HashMap::new(),
            leads_to: HashMap::new(),
            named: BTreeSet::new(),
        };
        names.collect(&model.root, &mut Vec::new());
        names
    }

    fn collect(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        let below = |at: &[&'a str], names: &[&'a str]| [at, names].concat();
        for item in &namespace.items {
            self.items.insert(below(at, &[item.ident()]), item);
            if !namespace.private {
                self.named.insert(below(at, &[item.ident()]));
            }
        }
        for one in &namespace.reexports {
            for name in &one.names {
                let (shown, real) = (below(at, &[name]), below(at, &[&one.module, name]));
                self.shown_as.insert(real.clone(), shown.clone());
                self.shown.insert(shown.clone(), real.clone());
                self.named.insert(shown.clone());
                self.leads_to.insert(shown, real);
            }
        }
        for link in &namespace.links {
            let target = link.target.iter().map(String::as_str).collect();
            self.named.insert(below(at, &[&link.ident]));
            self.leads_to.insert(below(at, &[&link.ident]), target);
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.collect(child, at);
            at.pop();
        }
    }

    /// How users write a path.
    pub(super) fn path(&self, path: Vec<&'a str>) -> String {
        let public = replaced(replaced(path, &self.shown), &self.shown_as);
        public
            .into_iter()
            .fold(self.krate.to_owned(), |out, ident| {
                out + "::" + &rust_ident(ident)
            })
    }

    pub(super) fn item_path(&self, path: &'a [String]) -> String {
        self.path(path.iter().map(String::as_str).collect())
    }

    /// What lies in the module that a path leads to, as paths below it.
    pub(super) fn below(&self, module: &'a [String]) -> Vec<Vec<&'a str>> {
        let module = self.real(module);
        let from = self.named.range(module.clone()..);
        from.take_while(|path| path.starts_with(&module))
            .map(|path| path[module.len()..].to_vec())
            .filter(|rest| !rest.is_empty())
            .collect()
    }

    fn real(&self, path: &'a [String]) -> Vec<&'a str> {
        replaced(path.iter().map(String::as_str).collect(), &self.leads_to)
    }

    /// The type behind aliases.
    pub(super) fn behind(&self, mut ty: &'a Type) -> &'a Type {
        for _ in 0..32 {
            match ty {
                Type::Item(path) => match self.item(path) {
                    Some(Item::Alias(alias)) => ty = &alias.ty,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// The item that a path leads to, and how users write where that lies.
    pub(super) fn led(&self, path: Vec<&'a str>) -> Option<(&'a Item, String)> {
        let real = replaced(path, &self.leads_to);
        let item = self.items.get(&real).copied()?;
        Some((item, self.path(real)))
    }

    pub(super) fn item(&self, path: &'a [String]) -> Option<&'a Item> {
        self.items.get(&self.real(path)).copied()
    }
}

/// Whether a type names an item of the crate.
pub(super) fn has_item(ty: &Type) -> bool {
    match ty {
        Type::Item(_) => true,
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => has_item(inner),
        Type::Tuple(items) => items.iter().any(has_item),
        Type::Scalar(_) | Type::Custom(_) => false,
    }
}
