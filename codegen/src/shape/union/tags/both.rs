//! `anyOf`: a branch for values that match several branches at once, with the properties of all.

use std::collections::{HashMap, HashSet};

use super::apart::apart;
use super::groups::{Branch, Group, groups};
use super::look::{Guard, end};
use super::says::Sayings;
use super::told::told;
use super::whole::{Member, Whole, objects_of, whole};
use super::wide::widest;
use crate::diagnostic::Code;
use crate::graph::{Shape, TypeGraph, TypeId, UnionBranch, Use};
use crate::limits::Limit;
use crate::shape::shaper::{Shaper, Site};
use crate::shape::union::resolve::UnionFacts;

/// Adds a branch with the properties of all objects that no tag distinguishes, for values that hold more than any of them
/// declares.
pub(super) fn both(
    shaper: &mut Shaper<'_>,
    id: TypeId,
    uses: &[Use],
    guards: &[Guard],
    facts: &HashMap<TypeId, UnionFacts>,
    sayings: &Sayings,
) -> Vec<UnionBranch> {
    let most = shaper.input.limits.of(Limit::Combinations);
    let is_told = facts
        .get(&id)
        .is_some_and(|own| own.discriminator.is_some());
    let is_told = is_told || (uses.iter()).any(|ty| is_resource(&shaper.graph, ty, most));
    // programs decide what they send
    let is_sent = shaper.request[id];
    let is_open = match &shaper.graph[id].shape {
        Shape::Union(union) => (union.branches.iter()).any(|one| shaper.graph.is_any(one.ty)),
        _ => false,
    };
    let groups = groups(uses, guards, is_told);
    let mut out = Vec::new();
    for Group {
        members: group,
        tags,
        lacks,
    } in groups
    {
        let inner = (group.iter())
            .map(|(ty, _)| inner_objects(&shaper.graph, *ty, &HashSet::new(), most))
            .fold(0, usize::saturating_add);
        if inner > 0 && (group.iter()).any(|(ty, _)| is_resource(&shaper.graph, ty, most)) {
            continue;
        }
        let told = match inner {
            0 => HashSet::new(),
            _ => told(&shaper.graph, &group, sayings),
        };
        if is_lossy(&shaper.graph, &group, &told, most) {
            let pointer = shaper.graph[id].pointer.clone();
            let message = format!(
                "more than {most} objects are branches of branches here: a value that fits several keeps the properties of one"
            );
            let limit = Limit::Combinations;
            shaper.cut_short(limit, Code::AmbiguousUnion, &pointer, message);
            continue;
        }
        let Some(Whole {
            object: mut whole,
            members,
            unlike,
        }) = whole(&shaper.graph, &group, facts, &told, is_sent)
        else {
            continue;
        };
        let (keys, two_keys) = demanded(&members);
        for property in &mut whole.properties {
            property.required |= !two_keys && keys.contains(&property.wire);
        }
        let pointer = shaper.graph[id].pointer.clone();
        let site = Site::root(&pointer, shaper.request[id]);
        for (at, types) in unlike {
            if let Some(property) = whole.properties.get_mut(at)
                && !lacks.contains(&property.wire)
            {
                let nullable = property.ty.nullable;
                property.ty = widest(shaper, &types, &site);
                property.ty.nullable |= nullable;
            }
        }
        let properties = &mut whole.properties;
        properties.retain(|property| !lacks.contains(&property.wire));
        let mut tags = tags;
        tags.extend(lacks.into_iter().map(|name| (name, Vec::new())));
        let ty = shaper.node(Shape::Object(whole), &site);
        let title = match members.len() == 2 && !is_open {
            true => "Both",
            false => "Several",
        };
        shaper.graph[ty].meta.title = Some(title.to_owned());
        out.push(UnionBranch {
            ty: Use {
                ty,
                nullable: false,
            },
            tags,
            keys,
            several: true,
            two_keys,
            under: None,
            unit: false,
            meta: crate::graph::Meta {
                title: Some(title.to_owned()),
                description: "What fits several of the others at once.".to_owned(),
                ..crate::graph::Meta::default()
            },
        });
    }
    out
}

/// The properties of a value that matches several branches, and whether two of them are enough.
fn demanded(members: &[Member<'_>]) -> (Vec<String>, bool) {
    let (untagged, tagged): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        (members.iter()).partition(|member| member.guard.tags.is_empty());
    if let [first, second] = members {
        return ((&first.must | &second.must).into_iter().collect(), false);
    }
    // if more than two have a key of their own, any two may match
    let own = members
        .iter()
        .map(|member| member.guard.keys.first().cloned());
    if let Some(keys) = own.collect::<Option<Vec<String>>>()
        && tagged.is_empty()
    {
        return (keys, true);
    }
    let mut all = members.iter().map(|member| member.must.clone());
    let first = all.next().unwrap_or_default();
    let mut keys = all.fold(first, |keys, other| &keys & &other);
    // if no two of those with tags match, the only one without is one of the matching ones
    let mut apart = apart(tagged.iter().map(|member| member.guard)).into_iter();
    if let ([only], true) = (&untagged[..], apart.all(|apart| apart)) {
        keys.extend(only.must.iter().cloned());
    }
    (keys.into_iter().collect(), false)
}

/// Whether a branch may be a marked resource: a value is that resource and no other.
fn is_resource(graph: &TypeGraph, ty: &Use, most: usize) -> bool {
    let objects = objects_of(graph, *ty, &HashSet::new(), most);
    objects.iter().any(|(id, _)| {
        let hints = &graph[*id].hints;
        hints.resource.is_some() || hints.class.is_some()
    })
}

/// Whether too many objects of nested unions may match at once, in several branches.
fn is_lossy(graph: &TypeGraph, group: &[Branch<'_>], told: &HashSet<TypeId>, most: usize) -> bool {
    let objects = (group.iter()).map(|(ty, _)| objects_of(graph, *ty, told, 0));
    let branches = objects.filter(|objects| !objects.is_empty()).count();
    let inner = group
        .iter()
        .map(|(ty, _)| inner_objects(graph, *ty, told, most));
    branches > 1 && inner.fold(0, usize::saturating_add) > most
}

/// How many objects a branch may be if it is itself a union, without those that are told apart; counted up to `most`.
fn inner_objects(graph: &TypeGraph, ty: Use, told: &HashSet<TypeId>, most: usize) -> usize {
    match graph[end(graph, ty)].shape {
        Shape::Union(_) => objects_of(graph, ty, told, most).len(),
        _ => 0,
    }
}
