//! Splits the methods of a handle that is too long to read.
//!
//! Methods whose names begin with the same letters go to one private module with a further `impl` of the handle. Only source
//! text moves: the model's handle stays whole, and so do all public paths.

use std::collections::BTreeSet;

use super::beginnings::{self, Named};
use super::size;
use crate::model::{Item, Methods, Namespace};

/// The name of the modules.
const METHODS: &str = "methods";

/// Lists the methods of handles that are too long for the file of their module in modules of their own.
pub(super) fn split(namespace: &mut Namespace) {
    let names = namespace.items.iter().map(Item::ident);
    let shown = namespace.reexports.iter().flat_map(|one| &one.names);
    let links = namespace.links.iter().map(|link| &link.ident);
    let children = namespace.children.iter().map(|child| &child.ident);
    let others = shown.chain(links).chain(children).map(String::as_str);
    let mut taken: BTreeSet<String> = names.chain(others).map(str::to_owned).collect();
    for item in &namespace.items {
        let Item::Resource(handle) = item else {
            continue;
        };
        let methods = handle.methods.iter().map(|method| Named {
            name: &method.ident,
            lines: size::of_method(method),
        });
        let methods: Vec<_> = methods.collect();
        if beginnings::lines(&methods) <= size::MOST {
            continue;
        }
        for (part, names) in beginnings::parts(methods) {
            let mut ident = match part.trim_matches('_') {
                "" => METHODS.to_owned(),
                part => format!("{METHODS}_{part}"),
            };
            while !taken.insert(ident.clone()) {
                ident.push('_');
            }
            namespace.children.push(Namespace {
                ident,
                methods: Some(Methods {
                    of: handle.ident.clone(),
                    names: names.into_iter().map(str::to_owned).collect(),
                }),
                private: true,
                ..Namespace::default()
            });
        }
    }
    namespace.children.sort_by(|a, b| a.ident.cmp(&b.ident));
}
