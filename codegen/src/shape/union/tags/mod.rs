//! Finds what distinguishes the branches of a union: a tag, or keys that only one of them has.

mod alike;
mod apart;
mod both;
mod discriminator;
mod found;
mod groups;
mod look;
mod pins;
mod says;
mod told;
mod whole;
mod wide;

use crate::tally::one_more;
use std::collections::{HashMap, HashSet};

use discriminator::discriminated;
use found::found;
use look::{Guard, Tag, end, is_object, object};
use pins::Pins;
use says::Sayings;

use super::resolve::UnionFacts;
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, Use};
use crate::limits::Limit;
use crate::shape::shaper::Shaper;

/// Decides tags and keys of every union.
pub(in crate::shape) fn decide(shaper: &mut Shaper<'_>, facts: &HashMap<TypeId, UnionFacts>) {
    let mut sayings = Sayings::default();
    let mut pins = Pins::default();
    let by_head: HashSet<TypeId> = shaper.graph.answer_heads().into_keys().collect();
    let most = shaper.input.limits.of(Limit::Members);
    let mut carried = 0_usize;
    for id in inner_first(&shaper.graph) {
        // status and media type distinguish its branches
        if by_head.contains(&id) {
            continue;
        }
        let Shape::Union(union) = &shaper.graph[id].shape else {
            continue;
        };
        let is_typed = |ty: &Use| !shaper.graph.is_any(*ty);
        let branches = union.branches.iter().map(|branch| branch.ty);
        let uses: Vec<Use> = branches.filter(is_typed).collect();
        let mut guards = vec![Guard::default(); uses.len()];
        let mut objects: Vec<bool> = uses
            .iter()
            .map(|ty| is_object(&shaper.graph, *ty))
            .collect();
        let several = objects.iter().filter(|object| **object).count() > 1;
        if !several {
            // The kind of the value alone selects the branch.
            objects.fill(false);
        }
        for ty in &uses {
            sayings.learn(&shaper.graph, end(&shaper.graph, *ty));
        }
        let own = facts.get(&id);
        let is_said = own.is_some_and(|own| own.discriminator.is_some());
        carried = (uses.iter())
            .map(|ty| carries(&shaper.graph, *ty, is_said, &sayings))
            .fold(carried, usize::saturating_add);
        if carried > most {
            let pointer = shaper.graph[id].pointer.clone();
            let message = format!("unions in unions have more than {most} members");
            return shaper.exceeded(Limit::Members, &pointer, message);
        }
        let said = own.is_some_and(|facts| {
            discriminated(shaper, facts, id, &uses, &mut guards, &sayings, &mut pins)
        });
        if several {
            found(shaper, &uses, &mut guards, said, &sayings);
        }
        by_keys(&shaper.graph, &uses, &mut guards);
        constants(shaper, &uses, &guards);
        let each = uses.iter().zip(&objects).zip(&guards);
        let ranks: Vec<Rank> = each
            .map(|((ty, object), guard)| rank(&shaper.graph, *ty, *object, guard))
            .collect();
        let both = match own.is_some_and(|own| own.several) {
            true => both::both(shaper, id, &uses, &guards, facts, &sayings),
            false => Vec::new(),
        };
        let Shape::Union(union) = &mut shaper.graph[id].shape else {
            continue;
        };
        // the branch of any value takes what no other one does
        let mut branches = std::mem::take(&mut union.branches);
        let rest = branches.split_off(branches.len().min(guards.len()));
        union.branches = ordered(branches, guards, &ranks);
        union.branches.extend(both);
        union.branches.extend(rest);
        sayings.learn(&shaper.graph, id);
    }
    pins.apply(shaper);
}

/// How much a branch that is a union brings to the one around it: the values that tell its members apart, and, if a
/// discriminator may mean any of them, the members. In a chain of unions that is the square of its length.
fn carries(graph: &TypeGraph, ty: Use, is_said: bool, sayings: &Sayings) -> usize {
    match graph[end(graph, ty)].shape {
        Shape::Union(_) => {
            let members = match is_said {
                true => discriminator::within(graph, ty).len(),
                false => 0,
            };
            members.saturating_add(sayings.of(graph, ty).count())
        }
        _ => 0,
    }
}

/// All unions, nested ones before those that contain them.
fn inner_first(graph: &TypeGraph) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = graph.per_type(false);
    for start in graph.ids() {
        // Depth first, without recursion: a node comes up a second time after its branches.
        let mut stack = vec![(start, false)];
        while let Some((id, through)) = stack.pop() {
            let Shape::Union(union) = &graph[id].shape else {
                continue;
            };
            if through {
                order.push(id);
            } else if !std::mem::replace(&mut seen[id], true) {
                stack.push((id, true));
                stack.extend(
                    union
                        .branches
                        .iter()
                        .rev()
                        .map(|branch| (end(graph, branch.ty), false)),
                );
            }
        }
    }
    order
}

/// The position of a branch among the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A tag or key distinguishes it.
    Told,
    /// Only trial does: the more it requires, the earlier.
    Vague(std::cmp::Reverse<usize>),
}

fn rank(graph: &TypeGraph, ty: Use, several: bool, guard: &Guard) -> Rank {
    if !several || !guard.tags.is_empty() || !guard.keys.is_empty() {
        return Rank::Told;
    }
    let required = object(graph, ty).map_or(0, |object| {
        object.properties.iter().filter(|one| one.required).count()
    });
    Rank::Vague(std::cmp::Reverse(required))
}

/// The branches with their guards. Among those with the same tag, those with a distinguishing key come first, and those
/// without come last: they take the remaining values.
fn ordered(branches: Vec<UnionBranch>, guards: Vec<Guard>, ranks: &[Rank]) -> Vec<UnionBranch> {
    let mut first: HashMap<&Tag, usize> = HashMap::new();
    let groups: Vec<usize> = (guards.iter().enumerate())
        .map(|(position, guard)| match guard.tags.first() {
            Some(tag) => *first.entry(tag).or_insert(position),
            None => position,
        })
        .collect();
    let mut keyed: Vec<((Rank, usize, bool), UnionBranch)> = Vec::with_capacity(branches.len());
    let each = branches.into_iter().zip(guards).zip(ranks).zip(groups);
    for (((mut branch, guard), rank), group) in each {
        let untold = guard.keys.is_empty() && guard.tags.len() < 2;
        branch.keys = guard.keys;
        branch.tags = guard.tags;
        keyed.push(((*rank, group, untold), branch));
    }
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, branch)| branch).collect()
}

/// Required properties that no other object branch with the same tag has.
#[expect(
    clippy::indexing_slicing,
    reason = "branches have the numbers of their places, groups those of the tags: each table has an entry for each"
)]
fn by_keys(graph: &TypeGraph, uses: &[Use], guards: &mut [Guard]) {
    // A map declares no properties, but it is an object as well.
    let none = ObjectShape::default();
    let mut objects: Vec<(usize, &ObjectShape)> = Vec::new();
    let mut others: Vec<(usize, Use)> = Vec::new();
    for (index, ty) in uses.iter().enumerate() {
        match &graph[end(graph, *ty)].shape {
            Shape::Object(object) => objects.push((index, object)),
            Shape::Map(_) | Shape::Metadata(_) => objects.push((index, &none)),
            Shape::Union(_) => others.push((index, *ty)),
            _ => {}
        }
    }
    if objects.len().saturating_add(others.len()) < 2 {
        return;
    }
    let mut tags: HashMap<&[Tag], usize> = HashMap::new();
    let mut group = |index: usize| {
        let next = tags.len();
        *tags.entry(&guards[index].tags).or_insert(next)
    };
    let groups: Vec<usize> = objects.iter().map(|(index, _)| group(*index)).collect();
    let other_groups: Vec<usize> = others.iter().map(|(index, _)| group(*index)).collect();
    let mut sizes = vec![0usize; tags.len()];
    for group in groups.iter().chain(&other_groups) {
        one_more(&mut sizes[*group]);
    }
    // the properties of what its tag distinguishes are not looked at: all of a family's, for each of its bases, are many
    let mut counts: HashMap<(usize, &str), usize> = HashMap::new();
    for ((_, object), group) in objects.iter().zip(&groups) {
        if sizes[*group] < 2 {
            continue;
        }
        for property in &object.properties {
            one_more(counts.entry((*group, &property.wire)).or_default());
        }
    }
    for ((_, ty), group) in others.iter().zip(&other_groups) {
        if sizes[*group] < 2 {
            continue;
        }
        for name in declared_within(graph, *ty) {
            one_more(counts.entry((*group, name)).or_default());
        }
    }
    for ((index, object), group) in objects.iter().zip(&groups) {
        if sizes[*group] < 2 {
            continue;
        }
        let only = |name: &str| counts.get(&(*group, name)) == Some(&1);
        guards[*index].keys = object
            .properties
            .iter()
            .filter(|property| property.required && only(&property.wire))
            .map(|property| property.wire.clone())
            .collect();
    }
}

/// The properties of all objects in a nested union.
fn declared_within(graph: &TypeGraph, ty: Use) -> HashSet<&str> {
    let mut found = HashSet::new();
    for id in discriminator::within(graph, ty) {
        if let Shape::Object(object) = &graph[id].shape {
            found.extend(object.properties.iter().map(|one| one.wire.as_str()));
        }
    }
    found
}

/// An enum of one value that distinguishes branches will not get a second: it becomes a constant.
fn constants(shaper: &mut Shaper<'_>, uses: &[Use], guards: &[Guard]) {
    let mut ids = Vec::new();
    for (ty, guard) in uses.iter().zip(guards) {
        let Some(object) = object(&shaper.graph, *ty) else {
            continue;
        };
        for (name, _) in &guard.tags {
            let named = |property: &&Property| property.wire == *name;
            let Some(property) = object.properties.iter().find(named) else {
                continue;
            };
            let id = end(&shaper.graph, property.ty);
            if shaper.graph[id].component.is_none() {
                ids.push(id);
            }
        }
    }
    for id in ids {
        let Some(node) = shaper.graph.types.get_mut(id.0 as usize) else {
            continue;
        };
        if let Shape::Enum(values) = &node.shape
            && let [value] = &values[..]
        {
            node.shape = Shape::Constant(value.value.clone());
            node.hints.listed = true;
        }
    }
}

/// Reports the unions whose branches only trial can distinguish.
pub(in crate::shape) fn report(shaper: &mut Shaper<'_>) {
    let mut pointers = Vec::new();
    let by_head = shaper.graph.answer_heads();
    for (node, index) in shaper.graph.types.iter().zip(0..) {
        let Shape::Union(union) = &node.shape else {
            continue;
        };
        if by_head.contains_key(&TypeId(index)) {
            continue;
        }
        let vague = union.branches.iter().filter(|branch| {
            branch.tags.is_empty() && branch.keys.is_empty() && is_object(&shaper.graph, branch.ty)
        });
        if vague.count() > 1 {
            pointers.push(node.pointer.clone());
        }
    }
    for pointer in pointers {
        shaper.note(
            Code::AmbiguousUnion,
            &pointer,
            "nothing in the document distinguishes the branches of this union: they are tried in order",
        );
    }
}
