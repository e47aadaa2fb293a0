//! Tags that the branches' own constants give.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Guard, end, listed, object};
use crate::graph::{Shape, TypeGraph, Use};
use crate::shape::shaper::Shaper;

/// Names under which tags are found most, in the order in which they are looked at, after the configured ones.
const USUAL: &[&str] = &["type", "kind", "object", "event", "name", "status", "code"];

/// Tags that the branches' own constants give: one for all branches, unless the document `said` what it is, then
/// further ones among branches that have all of theirs in common.
pub(super) fn found(shaper: &Shaper<'_>, uses: &[Use], guards: &mut [Guard], said: bool) {
    let candidates = candidates(shaper, uses);
    let mut groups: Vec<Vec<usize>> = match said {
        true => alike(guards, (0..uses.len()).collect()),
        false => vec![(0..uses.len()).collect()],
    };
    while let Some(group) = groups.pop() {
        let Some(best) = best(shaper, uses, &group, &candidates) else {
            continue;
        };
        for (index, values) in group.iter().zip(best.values) {
            let tag = values.map(|values| (best.name.to_owned(), values));
            guards[*index].tags.extend(tag);
        }
        // Each round tells some of a group apart, so that this comes to an end.
        groups.extend(alike(guards, group));
    }
}

/// The groups, of several each, that have the same tags.
fn alike(guards: &[Guard], group: Vec<usize>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in group {
        let tags = &guards[index].tags;
        match groups
            .iter_mut()
            .find(|other| guards[other[0]].tags == *tags)
        {
            Some(other) => other.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Properties that may tell branches apart, those first that mostly do.
fn candidates<'g>(shaper: &'g Shaper<'_>, uses: &[Use]) -> Vec<&'g str> {
    let graph = &shaper.graph;
    let mut seen = HashSet::new();
    let configured = shaper.config.tag_properties.iter().map(String::as_str);
    let own = uses
        .iter()
        .filter_map(|ty| object(graph, *ty))
        .flat_map(|object| &object.properties)
        .filter(|property| {
            let shape = &graph[end(graph, property.ty)].shape;
            matches!(shape, Shape::Constant(_) | Shape::Enum(_))
        })
        .map(|property| property.wire.as_str());
    configured
        .chain(USUAL.iter().copied())
        .chain(own)
        .filter(|name| seen.insert(*name))
        .collect()
}

/// The property that tells most of a group of branches apart.
///
/// Properties that must be there are better than those that may. The one that makes the most groups wins; the first of
/// those that make as many.
fn best<'n>(
    shaper: &Shaper<'_>,
    uses: &[Use],
    group: &[usize],
    candidates: &[&'n str],
) -> Option<Candidate<'n>> {
    for must in [true, false] {
        let mut best: Option<Candidate<'n>> = None;
        for name in candidates {
            let values: Vec<_> = group
                .iter()
                .map(|index| listed(&shaper.graph, uses[*index], name, must, 0))
                .collect();
            let Some(groups) = groups(&values) else {
                continue;
            };
            let covered = values.iter().flatten().count();
            if !must && covered < group.len() {
                continue;
            }
            // A value that an enum does not list yet would make its branch one of those without the property.
            let is_open = |index: &usize| is_enum(&shaper.graph, uses[*index], name, 0);
            if covered < group.len() && group.iter().any(is_open) {
                continue;
            }
            let rank = (groups, covered);
            if best.as_ref().is_none_or(|best| rank > best.rank) {
                best = Some(Candidate { rank, name, values });
            }
        }
        if best.is_some() {
            return best;
        }
    }
    None
}

/// Whether a property of a branch is an enum, to which values may be added.
fn is_enum(graph: &TypeGraph, ty: Use, property: &str, depth: u32) -> bool {
    match &graph[end(graph, ty)].shape {
        Shape::Object(object) => object.properties.iter().any(|other| {
            let shape = &graph[end(graph, other.ty)].shape;
            other.wire == property && matches!(shape, Shape::Enum(values) if values.len() > 1)
        }),
        Shape::Union(union) if depth < 8 => {
            let mut branches = union.branches.iter();
            branches.any(|branch| is_enum(graph, branch.ty, property, depth + 1))
        }
        _ => false,
    }
}

/// A property that may tell branches apart.
struct Candidate<'n> {
    /// How many groups it makes, and how many branches have it.
    rank: (usize, usize),
    name: &'n str,
    /// Its values in each branch.
    values: Vec<Option<Vec<Value>>>,
}

/// How many groups of branches a property's values make. `None` where it tells nothing apart.
///
/// Branches in one group have the same values; values of different groups have nothing in common.
fn groups(values: &[Option<Vec<Value>>]) -> Option<usize> {
    let mut owner: HashMap<&Value, usize> = HashMap::new();
    let mut sets: Vec<&Vec<Value>> = Vec::new();
    for values in values.iter().flatten() {
        let known = sets.iter().position(|set| *set == values);
        let group = known.unwrap_or(sets.len());
        if known.is_none() {
            sets.push(values);
        }
        for value in values {
            if *owner.entry(value).or_insert(group) != group {
                return None;
            }
        }
    }
    let open = usize::from(values.iter().any(Option::is_none));
    (!sets.is_empty() && sets.len() + open > 1).then_some(sets.len())
}
