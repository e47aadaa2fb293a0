//! Requests and responses: splits a type whose required properties differ by direction.
//!
//! A required `readOnly` property is required in responses only, a required `writeOnly` one in requests only (OpenAPI 3.0
//! and 3.1, Schema Object; 2.0 has only the first). With tolerant reading, no property is required in responses, and all
//! required properties are required in requests.
//!
//! - A type used in one direction is changed in place. A `readOnly` property does not make its type part of a request, nor a
//!   `writeOnly` one part of a response.
//! - A type used in both is split if it differs by direction, itself or in a type that it contains: responses keep the type,
//!   requests get a second one, named like the first with `Request` appended to the component's name.
//! - Unnamed types inside a split type are copied, so that both own their parts.
//! - A component that settings replace is one type, whatever is in it, unless they replace the copy for requests too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::edges;
use crate::graph::{Property, Shape, TypeGraph, TypeId, TypeNode, Use};
use crate::shape::shaper::Shaper;
use crate::shape::union::resolve::UnionFacts;
use crate::shape::{FormatRule, Loosened};

/// The suffix of a component's name for the type in requests.
pub(crate) const REQUEST: &str = "Request";

/// Sets `required` of every property by direction. `replaced` are the components that have a type of the user's own.
///
/// What distinguishes the branches of a union is decided later, for each direction: a property that is required in the other
/// one distinguishes nothing.
pub(in crate::shape) fn split(
    shaper: &mut Shaper<'_>,
    replaced: &BTreeMap<String, FormatRule>,
    facts: &mut HashMap<TypeId, UnionFacts>,
) {
    let graph = &mut shaper.found.graph;
    let whole = whole(graph, replaced);
    let mut roots = (Vec::new(), Vec::new());
    edges::of_requests(graph, &mut |ty| roots.0.push(ty.ty));
    edges::of_answers(graph, &mut |ty| roots.1.push(ty.ty));
    let requests = carried(graph, &roots.0, &whole, is_read);
    let answers = carried(graph, &roots.1, &whole, is_written);
    let differing = differing(graph, &requests, &answers, &shaper.config.tolerant);
    let twins = twins(shaper, &differing, &answers);
    tell(facts, &shaper.graph, &twins);
    let graph = &mut shaper.graph;
    for id in &answers {
        loosen(graph, *id, is_written);
        if requests.contains(id) && !twins.contains_key(id) {
            lead_written(graph, *id, &twins);
        }
    }
    for id in requests.iter().filter(|id| !answers.contains(id)) {
        lead(graph, *id, &twins);
        loosen(graph, *id, is_read);
    }
    for twin in twins.values() {
        lead(graph, *twin, &twins);
        loosen(graph, *twin, is_read);
    }
    edges::of_requests(graph, &mut |ty| follow(ty, &twins));
}

/// The components that are one type in both directions, whatever is in them.
fn whole(graph: &TypeGraph, replaced: &BTreeMap<String, FormatRule>) -> BTreeSet<TypeId> {
    let components = graph.components.iter();
    components
        .filter(|(name, _)| replaced.contains_key(name))
        .filter(|(name, _)| !replaced.contains_key(&format!("{name}{REQUEST}")))
        .map(|(_, id)| *id)
        .collect()
}

/// Whether a property is only in responses. One that is both `readOnly` and `writeOnly` is neither.
fn is_read(property: &Property) -> bool {
    property.read_only && !property.write_only
}

/// Whether a property is only in requests.
fn is_written(property: &Property) -> bool {
    property.write_only && !property.read_only
}

/// The types reachable from these of responses, except through properties that only requests have.
pub(crate) fn received(graph: &TypeGraph, roots: &[TypeId]) -> BTreeSet<TypeId> {
    carried(graph, roots, &BTreeSet::new(), is_written)
}

/// The types reachable from these, except through properties of the other direction. Those of `whole` are not, nor what
/// they contain.
fn carried(
    graph: &TypeGraph,
    roots: &[TypeId],
    whole: &BTreeSet<TypeId>,
    is_others: fn(&Property) -> bool,
) -> BTreeSet<TypeId> {
    let mut out = BTreeSet::new();
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        if whole.contains(&id) || !out.insert(id) {
            continue;
        }
        match &graph[id].shape {
            Shape::Object(object) => {
                let properties = object.properties.iter().filter(|one| !is_others(one));
                open.extend(properties.map(|property| property.ty.ty));
                open.extend(object.patterns.iter().map(|pattern| pattern.ty.ty));
                open.extend(object.additional.map(|ty| ty.ty));
            }
            shape => open.extend(shape.uses().map(|ty| ty.ty)),
        }
    }
    out
}

/// The types in requests that differ in responses, themselves or in types that they contain.
fn differing(
    graph: &TypeGraph,
    requests: &BTreeSet<TypeId>,
    answers: &BTreeSet<TypeId>,
    tolerant: &Loosened,
) -> BTreeSet<TypeId> {
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut found = Vec::new();
    for id in requests {
        if answers.contains(id) && differs(graph, *id, tolerant) {
            found.push(*id);
        }
        let mut hold = |ty: Use| holders.entry(ty.ty).or_default().push(*id);
        match &graph[*id].shape {
            // a property of one direction refers to the type of that direction, whatever its owner
            Shape::Object(object) => {
                let both = |one: &&Property| !is_read(one) && !is_written(one);
                let properties = object.properties.iter().filter(both);
                properties.map(|one| one.ty).for_each(&mut hold);
                let patterns = object.patterns.iter().map(|pattern| pattern.ty);
                patterns.chain(object.additional).for_each(&mut hold);
            }
            shape => shape.uses().for_each(&mut hold),
        }
    }
    let mut all = BTreeSet::new();
    while let Some(id) = found.pop() {
        if all.insert(id) {
            found.extend(holders.get(&id).into_iter().flatten());
        }
    }
    all
}

/// Whether a property of the type itself is required in only one direction.
fn differs(graph: &TypeGraph, id: TypeId, tolerant: &Loosened) -> bool {
    let node = &graph[id];
    let Shape::Object(object) = &graph[id].shape else {
        return false;
    };
    let is_certain =
        |property: &Property| matches!(graph[property.ty.ty].shape, Shape::Constant(_));
    (object.properties.iter())
        .filter(|property| property.required)
        .any(|property| {
            property.read_only != property.write_only
                || (is_loosened(node, property, tolerant) && !is_certain(property))
        })
}

/// Whether settings loosen a property, by itself or with its type.
pub(crate) fn is_loosened(node: &TypeNode, property: &Property, by: &Loosened) -> bool {
    by.is_for(node.component.as_deref(), &node.pointer) || by.is_for(None, &property.pointer)
}

/// Creates the request versions of types that are used in both directions.
fn twins(
    shaper: &mut Shaper<'_>,
    differing: &BTreeSet<TypeId>,
    answers: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, TypeId> {
    let mut twins = BTreeMap::new();
    let graph = &shaper.graph;
    let mut taken: HashSet<String> = (graph.components.iter())
        .map(|(name, _)| name.clone())
        .collect();
    let mut queue: Vec<TypeId> = (differing.iter().copied())
        .filter(|id| answers.contains(id))
        .collect();
    while let Some(id) = queue.pop() {
        if twins.contains_key(&id) {
            continue;
        }
        let graph = &shaper.graph;
        let mut node = graph[id].clone();
        // an unnamed type belongs to its owner
        edges::of_shape(&mut node.shape, &mut |ty| {
            if graph[ty.ty].component.is_none() {
                queue.push(ty.ty);
            }
        });
        rename(&mut taken, &mut node);
        let name = node.component.clone();
        let twin = shaper.copy(id, node);
        shaper
            .graph
            .components
            .extend(name.map(|name| (name, twin)));
        twins.insert(id, twin);
    }
    shaper.graph.components.sort_unstable();
    twins
}

/// What is known of unions is known of their request versions.
fn tell(
    facts: &mut HashMap<TypeId, UnionFacts>,
    graph: &TypeGraph,
    twins: &BTreeMap<TypeId, TypeId>,
) {
    let twin_of = |id: TypeId| twins.get(&id).copied().unwrap_or(id);
    for (id, twin) in twins {
        let Some(mut own) = facts.get(id).cloned() else {
            continue;
        };
        if let Some(discriminator) = &mut own.discriminator {
            for (_, target) in &mut discriminator.mapping {
                *target = twin_of(*target);
            }
            discriminator.default = discriminator.default.map(twin_of);
        }
        // a tag that is the name of a component stays that name
        if let Shape::Union(union) = &graph[*id].shape {
            own.origins.resize(union.branches.len(), None);
            for (origin, branch) in own.origins.iter_mut().zip(&union.branches) {
                *origin = origin.or(Some(branch.ty.ty));
            }
        }
        facts.insert(*twin, own);
    }
}

/// Names a copy after its original.
fn rename(taken: &mut HashSet<String>, node: &mut TypeNode) {
    let Some(component) = &mut node.component else {
        return;
    };
    component.push_str(REQUEST);
    while taken.contains(component) {
        component.push_str(REQUEST);
    }
    taken.insert(component.clone());
    if let Some(class) = &mut node.hints.class {
        class.push_str(REQUEST);
    }
    node.hints.resource = None;
}

/// Points the edges of a type at the request versions.
fn lead(graph: &mut TypeGraph, id: TypeId, twins: &BTreeMap<TypeId, TypeId>) {
    edges::of_shape(&mut graph[id].shape, &mut |ty| {
        follow(ty, twins);
    });
}

/// The same for a type of both directions, of which only the request edges change.
fn lead_written(graph: &mut TypeGraph, id: TypeId, twins: &BTreeMap<TypeId, TypeId>) {
    if let Some(Shape::Object(object)) = graph.types.get_mut(id.0 as usize).map(|n| &mut n.shape) {
        let written = object.properties.iter_mut().filter(|one| is_written(one));
        written.for_each(|property| follow(&mut property.ty, twins));
    }
}

fn follow(ty: &mut Use, twins: &BTreeMap<TypeId, TypeId>) {
    if let Some(twin) = twins.get(&ty.ty) {
        ty.ty = *twin;
    }
}

/// Makes properties optional that only the other direction has.
fn loosen(graph: &mut TypeGraph, id: TypeId, is_others: fn(&Property) -> bool) {
    if let Shape::Object(object) = &mut graph[id].shape {
        for property in &mut object.properties {
            property.required &= !is_others(property);
        }
    }
}

#[cfg(test)]
mod tests;
