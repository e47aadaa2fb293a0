//! Components that the settings replace by a type of the user.

use std::collections::{BTreeMap, BTreeSet};

use crate::derive::TypesConfig;
use crate::graph::{TypeGraph, TypeId};
use crate::model::{Custom, Type, Wrapper};
use crate::shape::{FormatRule, Via};

/// The types that replace components.
pub(super) fn replaced(graph: &TypeGraph, settings: &TypesConfig) -> BTreeMap<TypeId, Type> {
    let components = graph.components.iter();
    components
        .filter_map(|(name, id)| {
            let FormatRule::Own(own) = settings.replace.get(name)? else {
                return None;
            };
            let wrapper = match own.via {
                Via::Castiron => None,
                Via::Text if graph.is_text(*id) => Some(Wrapper::Text),
                Via::Serde | Via::Text => Some(Wrapper::Serde),
            };
            let (path, hash) = (own.path.clone(), own.hash);
            let custom = Custom {
                path,
                wrapper,
                hash,
            };
            Some((*id, Type::Custom(custom)))
        })
        .collect()
}

/// The types that are no longer used: those replaced, and unnamed types that only they contain.
pub(super) fn hidden(graph: &TypeGraph, replaced: &BTreeMap<TypeId, Type>) -> BTreeSet<TypeId> {
    let is_replaced = |id: &TypeId| replaced.contains_key(id);
    let held = graph.reached(replaced.keys().copied().collect());
    let components = graph.components.iter().map(|(_, id)| *id);
    let others = (0..graph.types.len() as u32).map(TypeId);
    let mut left: Vec<TypeId> = others
        .filter(|id| !held.contains(id))
        .chain(components)
        .filter(|id| !is_replaced(id))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = left.pop() {
        if seen.insert(id) {
            let held = graph[id].shape.uses().map(|ty| ty.ty);
            left.extend(held.filter(|id| !is_replaced(id)));
        }
    }
    held.into_iter().filter(|id| !seen.contains(id)).collect()
}
