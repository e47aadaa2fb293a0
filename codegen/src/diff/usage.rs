//! Which operations send or receive an item.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::model::{Item, Method, Model, Namespace, Paths, Type, held, items};

/// Template and verb of operations, by the path at which an item lies that they send or receive, with the number of items that
/// lie between.
pub(crate) type Usage<'a> = HashMap<Vec<&'a str>, BTreeMap<(&'a str, &'a str), usize>>;

/// What only the error of an operation holds says less about it than anything else.
const ERROR: usize = 1000;

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
        let params = method.params.iter().map(|params| index.real(&params.path));
        let own = types.into_iter().flat_map(|ty| items(ty, index));
        let errors = method.errors.iter().flat_map(|(_, ty)| items(ty, index));
        let mut seen: HashSet<Vec<&'a str>> = HashSet::new();
        let near: VecDeque<_> = own.chain(params).map(|path| (path, 0)).collect();
        let far: VecDeque<_> = errors.map(|path| (path, ERROR)).collect();
        let mut spread = |mut next: VecDeque<(Vec<&'a str>, usize)>| {
            while let Some((path, distance)) = next.pop_front() {
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
                let below = below.iter().filter(|path| !seen.contains(*path));
                next.extend(below.map(|path| (path.clone(), distance.saturating_add(1))));
                out.entry(path).or_default().insert(endpoint, distance);
            }
        };
        spread(near);
        spread(far);
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
