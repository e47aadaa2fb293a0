//! The crates whose types the settings put in the place of formats and components.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::model::{Dependency, Item, Method, Model, Namespace, Type, customs, held};
use crate::shape::FormatRule;

/// The crates of the types that are used, each once, by name. A type may be unused because a selection leaves its users out.
pub(super) fn dependencies(model: &Model, config: &Config) -> Vec<Dependency> {
    let types = || {
        let formats = config.schemas.formats.values();
        let all = formats.chain(config.types.replace.values());
        all.filter_map(|rule| match rule {
            FormatRule::Own(own) => own.dependency.as_ref().map(|needed| (own, needed)),
            FormatRule::Known(_) => None,
        })
    };
    if types().next().is_none() {
        return Vec::new();
    }
    let used = used(model);
    let mut all: BTreeMap<&str, Dependency> = BTreeMap::new();
    for (_, new) in types().filter(|(own, _)| used.contains(own.path.as_str())) {
        let known = all.entry(&new.name).or_insert_with(|| Dependency {
            name: new.name.clone(),
            version: new.version.clone(),
            path: new.path.clone(),
            features: Vec::new(),
            default_features: false,
        });
        known.default_features |= new.default_features;
        for feature in &new.features {
            if !known.features.contains(feature) {
                known.features.push(feature.clone());
            }
        }
    }
    all.into_values().collect()
}

/// The paths of all types of other crates.
fn used(model: &Model) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    let mut see = |ty| out.extend(customs(ty).into_iter().map(|custom| custom.path.as_str()));
    model.api.headers.iter().for_each(|one| see(&one.ty));
    walk(&model.root, &mut see);
    out
}

fn walk<'a>(namespace: &'a Namespace, see: &mut impl FnMut(&'a Type)) {
    for item in &namespace.items {
        held(item).into_iter().for_each(&mut *see);
        if let Item::Resource(resource) = item {
            for method in &resource.methods {
                types(method).into_iter().for_each(&mut *see);
            }
        }
    }
    namespace.children.iter().for_each(|child| walk(child, see));
}

/// The types in the signature of a method, but for its params. Those of errors are only in its documentation.
fn types(method: &Method) -> Vec<&Type> {
    let path = method.path.iter().map(|one| &one.ty);
    let items = method.items.iter().map(|items| &items.ty);
    (path.chain(items)).chain([&method.answer]).collect()
}
