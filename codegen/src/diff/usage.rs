//! Which operations send or receive an item.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{Item, Method, Model, Namespace, Paths, Type, held, items};

/// Operations, as `GET /v1/…`, by the path at which an item lies.
pub(crate) type Usage<'a> = HashMap<Vec<&'a str>, BTreeSet<(&'a str, &'a str)>>;

/// Finds the operations of every item.
pub(crate) fn usage<'a>(model: &'a Model, index: &Paths<'a>) -> Usage<'a> {
    let mut out = Usage::new();
    let mut edges: HashMap<Vec<&'a str>, Vec<Vec<&'a str>>> = HashMap::new();
    walk(&model.root, &mut |method: &'a Method| {
        let endpoint = (
            method.operation.template.as_str(),
            method.operation.verb.as_str(),
        );
        let mut types: Vec<&'a Type> = vec![&method.answer];
        types.extend(method.items.iter().map(|items| &items.ty));
        types.extend(method.path.iter().map(|param| &param.ty));
        types.extend(method.errors.iter().map(|(_, ty)| ty));
        let mut next: Vec<Vec<&'a str>> = types.iter().flat_map(|ty| items(ty, index)).collect();
        next.extend(method.params.iter().map(|params| index.real(&params.path)));
        let mut seen: HashSet<Vec<&'a str>> = HashSet::new();
        while let Some(path) = next.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let below = edges
                .entry(path.clone())
                .or_insert_with(|| match index.at(&path) {
                    Some(item) => held(item)
                        .into_iter()
                        .flat_map(|ty| items(ty, index))
                        .collect(),
                    None => Vec::new(),
                });
            next.extend(below.iter().filter(|path| !seen.contains(*path)).cloned());
            out.entry(path).or_default().insert(endpoint);
        }
    });
    out
}

fn walk<'a>(namespace: &'a Namespace, each: &mut impl FnMut(&'a Method)) {
    for item in &namespace.items {
        if let Item::Resource(resource) = item {
            resource.methods.iter().for_each(&mut *each);
        }
    }
    namespace
        .children
        .iter()
        .for_each(|child| walk(child, each));
}
