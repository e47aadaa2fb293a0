//! Finds what tells the branches of a union apart: a tag, or keys that only one of them has.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::resolve::UnionFacts;
use super::walk::Shaper;
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, Shape, TypeGraph, TypeId, Use};

/// Names under which tags are found most, in the order in which they are looked at, after the configured ones.
const USUAL: &[&str] = &["type", "kind", "object", "event", "name", "status", "code"];

/// How a branch is told apart.
#[derive(Clone, Debug, Default)]
struct Guard {
    tag: Option<(String, Vec<String>)>,
    keys: Vec<String>,
}

/// Decides tags and keys of every union.
pub(super) fn decide(shaper: &mut Shaper<'_>, facts: &HashMap<TypeId, UnionFacts>) {
    let none = UnionFacts::default();
    for index in 0..shaper.graph.types.len() {
        let Shape::Union(union) = &shaper.graph.types[index].shape else {
            continue;
        };
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let facts = facts.get(&id).unwrap_or(&none);
        let uses: Vec<Use> = union.branches.iter().map(|branch| branch.ty).collect();
        let mut guards = vec![Guard::default(); uses.len()];
        let said = discriminated(shaper, facts, &uses, &mut guards);
        if !said {
            found(shaper, &uses, &mut guards);
        }
        by_keys(&shaper.graph, &uses, &mut guards);
        constants(shaper, &uses, &guards);
        let Shape::Union(union) = &mut shaper.graph.types[index].shape else {
            continue;
        };
        for (branch, guard) in union.branches.iter_mut().zip(guards) {
            branch.tag = guard.tag;
            branch.keys = guard.keys;
        }
        // Among branches with the same tag, those that can be told by a key come first.
        let mut first: HashMap<Option<(String, Vec<String>)>, usize> = HashMap::new();
        let order: Vec<(usize, bool)> = union
            .branches
            .iter()
            .enumerate()
            .map(|(position, branch)| {
                (
                    *first.entry(branch.tag.clone()).or_insert(position),
                    branch.keys.is_empty(),
                )
            })
            .collect();
        let mut branches: Vec<_> = std::mem::take(&mut union.branches)
            .into_iter()
            .zip(order)
            .collect();
        branches.sort_by_key(|(branch, (group, no_keys))| {
            if matches!(branch.tag, None) && branch.keys.is_empty() {
                (usize::MAX, *no_keys)
            } else {
                (*group, *no_keys)
            }
        });
        union.branches = branches.into_iter().map(|(branch, _)| branch).collect();
    }
}

/// The node at the end of all aliases.
fn end(graph: &TypeGraph, ty: Use) -> TypeId {
    let mut at = ty.ty;
    for _ in 0..64 {
        match graph[at].shape {
            Shape::Alias(next) => at = next.ty,
            _ => break,
        }
    }
    at
}

fn object(graph: &TypeGraph, ty: Use) -> Option<&ObjectShape> {
    match &graph[end(graph, ty)].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The texts that a property can have in a branch, where it must be there and its texts are listed.
fn texts(graph: &TypeGraph, ty: Use, property: &str, depth: u32) -> Option<Vec<String>> {
    if depth > 8 {
        return None;
    }
    match &graph[end(graph, ty)].shape {
        Shape::Object(object) => {
            let property = object
                .properties
                .iter()
                .find(|other| other.wire == property && other.required)?;
            match &graph[end(graph, property.ty)].shape {
                Shape::Constant(Value::String(text)) => Some(vec![text.clone()]),
                Shape::Enum(values) => values
                    .iter()
                    .map(|value| value.value.as_str().map(str::to_owned))
                    .collect(),
                _ => None,
            }
        }
        Shape::Union(union) => {
            let mut all = Vec::new();
            for branch in &union.branches {
                all.extend(texts(graph, branch.ty, property, depth + 1)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// Tags that `discriminator` gives.
fn discriminated(
    shaper: &mut Shaper<'_>,
    facts: &UnionFacts,
    uses: &[Use],
    guards: &mut [Guard],
) -> bool {
    let Some(discriminator) = &facts.discriminator else {
        return false;
    };
    for (index, ty) in uses.iter().enumerate() {
        let origin = facts.origins.get(index).copied().flatten().unwrap_or(ty.ty);
        let target = end(&shaper.graph, *ty);
        let mapped: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, id)| *id == origin || *id == target)
            .map(|(text, _)| text.clone())
            .collect();
        let listed = if mapped.is_empty() {
            texts(&shaper.graph, *ty, &discriminator.property, 0)
                .or_else(|| {
                    shaper.graph[origin]
                        .component
                        .clone()
                        .map(|name| vec![name])
                })
                .unwrap_or_default()
        } else {
            mapped
        };
        if !listed.is_empty() {
            guards[index].tag = Some((discriminator.property.clone(), listed));
        }
    }
    true
}

/// Tags that the branches' own constants give.
fn found(shaper: &Shaper<'_>, uses: &[Use], guards: &mut [Guard]) {
    let graph = &shaper.graph;
    let mut candidates: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    let preferred = shaper
        .config
        .tag_properties
        .iter()
        .map(String::as_str)
        .chain(USUAL.iter().copied());
    let own = uses
        .iter()
        .filter_map(|ty| object(graph, *ty))
        .flat_map(|object| &object.properties);
    let own = own
        .filter(|property| {
            property.required
                && matches!(
                    graph[end(graph, property.ty)].shape,
                    Shape::Constant(_) | Shape::Enum(_)
                )
        })
        .map(|property| property.wire.as_str());
    for name in preferred.chain(own) {
        if seen.insert(name) {
            candidates.push(name);
        }
    }
    // The property that makes the most groups wins; the first of those that make as many.
    let mut best: Option<(usize, usize, &str, Vec<Option<Vec<String>>>)> = None;
    for name in candidates {
        let listed: Vec<Option<Vec<String>>> =
            uses.iter().map(|ty| texts(graph, *ty, name, 0)).collect();
        let Some(groups) = groups(&listed) else {
            continue;
        };
        let covered = listed.iter().flatten().count();
        if best
            .as_ref()
            .is_none_or(|(most, cover, ..)| (groups, covered) > (*most, *cover))
        {
            best = Some((groups, covered, name, listed));
        }
    }
    if let Some((_, _, name, listed)) = best {
        for (guard, listed) in guards.iter_mut().zip(listed) {
            guard.tag = listed.map(|texts| (name.to_owned(), texts));
        }
    }
}

/// How many groups of branches a property's texts make. `None` where it tells nothing apart.
///
/// Branches in one group have the same texts; texts of different groups have nothing in common.
fn groups(listed: &[Option<Vec<String>>]) -> Option<usize> {
    let mut owner: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sets: Vec<&Vec<String>> = Vec::new();
    for texts in listed.iter().flatten() {
        let known = sets.iter().position(|set| *set == texts);
        let group = known.unwrap_or(sets.len());
        if known.is_none() {
            sets.push(texts);
        }
        for text in texts {
            if *owner.entry(text).or_insert(group) != group {
                return None;
            }
        }
    }
    let open = usize::from(listed.iter().any(Option::is_none));
    (!sets.is_empty() && sets.len() + open > 1).then_some(sets.len())
}

/// Required properties that no other object branch with the same tag has.
fn by_keys(graph: &TypeGraph, uses: &[Use], guards: &mut [Guard]) {
    let objects: Vec<(usize, &ObjectShape)> = uses
        .iter()
        .enumerate()
        .filter_map(|(index, ty)| Some((index, object(graph, *ty)?)))
        .collect();
    if objects.len() < 2 {
        return;
    }
    let mut counts: HashMap<(&Option<(String, Vec<String>)>, &str), usize> = HashMap::new();
    let tags: Vec<_> = guards.iter().map(|guard| guard.tag.clone()).collect();
    let mut sizes: HashMap<&Option<(String, Vec<String>)>, usize> = HashMap::new();
    for (index, object) in &objects {
        *sizes.entry(&tags[*index]).or_default() += 1;
        for property in &object.properties {
            *counts.entry((&tags[*index], &property.wire)).or_default() += 1;
        }
    }
    for (index, object) in &objects {
        let tag = &tags[*index];
        if sizes.get(tag).copied().unwrap_or_default() < 2 {
            continue;
        }
        guards[*index].keys = object
            .properties
            .iter()
            .filter(|property| {
                property.required && counts.get(&(tag, property.wire.as_str())) == Some(&1)
            })
            .map(|property| property.wire.clone())
            .collect();
    }
}

/// An enum of one value that tells branches apart will not get a second: it becomes a constant.
fn constants(shaper: &mut Shaper<'_>, uses: &[Use], guards: &[Guard]) {
    let mut ids = Vec::new();
    for (ty, guard) in uses.iter().zip(guards) {
        let Some((name, _)) = &guard.tag else {
            continue;
        };
        let Some(object) = object(&shaper.graph, *ty) else {
            continue;
        };
        let Some(property) = object
            .properties
            .iter()
            .find(|property| property.wire == *name)
        else {
            continue;
        };
        let id = end(&shaper.graph, property.ty);
        if shaper.graph[id].component.is_none() {
            ids.push(id);
        }
    }
    for id in ids {
        let shape = &mut shaper.graph.types[id.0 as usize].shape;
        if let Shape::Enum(values) = shape
            && let [value] = &values[..]
        {
            *shape = Shape::Constant(value.value.clone());
        }
    }
}

/// Notes the unions whose branches only trial can tell apart.
pub(super) fn report(shaper: &mut Shaper<'_>) {
    let mut pointers = Vec::new();
    for node in &shaper.graph.types {
        let Shape::Union(union) = &node.shape else {
            continue;
        };
        let vague = union.branches.iter().filter(|branch| {
            branch.tag.is_none()
                && branch.keys.is_empty()
                && matches!(
                    shaper.graph[end(&shaper.graph, branch.ty)].shape,
                    Shape::Object(_) | Shape::Map(_) | Shape::Union(_) | Shape::List(_)
                )
        });
        if vague.count() > 1 {
            pointers.push(node.pointer.clone());
        }
    }
    for pointer in pointers {
        shaper.note(
            Code::AmbiguousUnion,
            &pointer,
            "nothing in the document tells the branches of this union apart: they are tried in order",
        );
    }
}
