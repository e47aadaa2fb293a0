//! Tags from a `discriminator`.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::look::{Guard, end, is_object};
use super::pins::Pins;
use super::says::Sayings;
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, Shape, TypeGraph, TypeId, Use};
use crate::shape::annotation::notes;
use crate::shape::shaper::Shaper;
use crate::shape::union::resolve::UnionFacts;

/// Tags from `discriminator`. Those of its mapping are pinned: the types of the branches write them.
pub(super) fn discriminated(
    shaper: &mut Shaper<'_>,
    facts: &UnionFacts,
    id: TypeId,
    uses: &[Use],
    guards: &mut [Guard],
    sayings: &Sayings,
    pins: &mut Pins,
) -> bool {
    let Some(discriminator) = &facts.discriminator else {
        return false;
    };
    let graph = &shaper.graph;
    let property = &discriminator.property;
    let origin = |index: usize, ty: &Use| {
        let known = facts.origins.get(index).copied().flatten();
        known.unwrap_or(ty.ty)
    };
    let mut branch_of: HashMap<TypeId, usize> = HashMap::new();
    for (index, ty) in uses.iter().enumerate() {
        branch_of.entry(origin(index, ty)).or_insert(index);
        branch_of.entry(end(graph, *ty)).or_insert(index);
    }
    // The target of a mapping may be a branch of a branch.
    let missing = |target: &TypeId| !branch_of.contains_key(target);
    if discriminator
        .mapping
        .iter()
        .any(|(_, target)| missing(target))
    {
        for (index, ty) in uses.iter().enumerate() {
            for inner in within(graph, *ty) {
                branch_of.entry(inner).or_insert(index);
            }
        }
    }
    let mut mapped: Vec<Vec<&str>> = vec![Vec::new(); uses.len()];
    let mut stray: Vec<String> = Vec::new();
    for (text, target) in &discriminator.mapping {
        let branch = branch_of.get(target);
        match branch.and_then(|index| mapped.get_mut(*index)) {
            Some(texts) => texts.push(text),
            None => stray.push(notes::code(text)),
        }
    }
    let branches = uses.iter().zip(&mapped).zip(guards);
    for (index, ((ty, texts), guard)) in branches.enumerate() {
        let is_default = |id: TypeId| id == origin(index, ty) || id == end(graph, *ty);
        if !is_object(graph, *ty) || discriminator.default.is_some_and(is_default) {
            // The default takes values that no other branch matches.
            continue;
        }
        let own = match texts.is_empty() {
            true => sayings.of(graph, *ty).values(property).cloned(),
            false => None,
        };
        let is_own = own.is_some();
        let values = own.unwrap_or_else(|| match &graph[origin(index, ty)].component {
            Some(name) if texts.is_empty() => vec![name.as_str().into()],
            _ => texts.iter().map(|text| Value::from(*text)).collect(),
        });
        let target = end(graph, *ty);
        if matches!(graph[target].shape, Shape::Union(_)) {
            // All types in the branch are written with its tag, if they declare that property: where each says its own, it
            // writes that.
            let inner = match is_own {
                true => HashSet::new(),
                false => within(graph, *ty),
            };
            for inner in inner {
                if object_at(graph, inner).is_some_and(|object| declares(object, property)) {
                    pins.add(inner, property, &values, !texts.is_empty());
                }
            }
        } else {
            pins.add(target, property, &values, !texts.is_empty());
        }
        if !values.is_empty() {
            guard.tags = vec![(property.clone(), values)];
        }
    }
    if !stray.is_empty() {
        let pointer = shaper.graph[id].pointer.clone();
        shaper.warn(
            Code::BadDiscriminator,
            &pointer,
            format!(
                "the discriminator maps {} to schemas that are not branches of this union",
                stray.join(", ")
            ),
        );
    }
    true
}

fn declares(object: &ObjectShape, property: &str) -> bool {
    object.properties.iter().any(|one| one.wire == property)
}

fn object_at(graph: &TypeGraph, id: TypeId) -> Option<&ObjectShape> {
    match &graph[id].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The branches of a branch that is itself a union, and theirs.
pub(super) fn within(graph: &TypeGraph, ty: Use) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    let mut stack = vec![ty];
    while let Some(ty) = stack.pop() {
        let end = end(graph, ty);
        if let Shape::Union(union) = &graph[end].shape {
            for branch in &union.branches {
                // an alias of it may be a branch elsewhere
                if found.insert(self::end(graph, branch.ty)) {
                    stack.push(branch.ty);
                }
                found.insert(branch.ty.ty);
            }
        }
    }
    found
}
