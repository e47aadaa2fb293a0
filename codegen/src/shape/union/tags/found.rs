//! Tags from constant properties of the branches.

use crate::tally::one_more;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::look::{Guard, Tag, end, object};
use super::says::{Sayings, Says};
use crate::graph::{Shape, Use};
use crate::shape::shaper::Shaper;

/// The most common names of tags, in the order in which they are tried, after the configured ones.
const USUAL: &[&str] = &["type", "kind", "object", "event", "name", "status", "code"];

/// The maximum number of tags per branch: each one costs another pass over branches that are still alike, so that the work
/// grows with the size of the union only. Branches that are alike even then are distinguished by their keys, or by trial.
const MOST_TAGS: usize = 64;

/// Tags from the branches' own constants: one for all branches, unless the document `said` which it is, then further ones
/// among branches whose tags are all equal.
pub(super) fn found(
    shaper: &Shaper<'_>,
    uses: &[Use],
    guards: &mut [Guard],
    said: bool,
    sayings: &Sayings,
) {
    let says: Vec<Rc<Says>> = uses
        .iter()
        .map(|ty| sayings.of(&shaper.graph, *ty))
        .collect();
    let ranks = candidates(shaper, uses, &says);
    let all = (0..uses.len()).collect();
    let mut groups: Vec<(usize, Vec<usize>)> = match said {
        true => (alike(guards, all).into_iter())
            .map(|group| (0, group))
            .collect(),
        false => vec![(0, all)],
    };
    while let Some((looks, group)) = groups.pop() {
        if looks == MOST_TAGS {
            continue;
        }
        let Some(best) = best(&says, &group, &ranks) else {
            continue;
        };
        for (index, values) in best.values {
            if let Some(guard) = guards.get_mut(index) {
                let is_required = |says: &Rc<Says>| says.required.contains(best.name);
                if !says.get(index).is_some_and(is_required) {
                    guard.optional.push(best.name.to_owned());
                }
                guard.tags.push((best.name.to_owned(), values.clone()));
            }
        }
        // Each pass splits a group, so this ends.
        let parts = alike(guards, group).into_iter();
        groups.extend(parts.map(|part| (looks.saturating_add(1), part)));
    }
}

/// The groups of several branches that have the same tags.
fn alike(guards: &[Guard], group: Vec<usize>) -> Vec<Vec<usize>> {
    let mut places: HashMap<&[Tag], usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in group {
        let tags = guards.get(index).map(|guard| &*guard.tags);
        let place = *places
            .entry(tags.unwrap_or_default())
            .or_insert(groups.len());
        match groups.get_mut(place) {
            Some(other) => other.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Properties that may distinguish branches, with their rank: the most likely ones first.
fn candidates(shaper: &Shaper<'_>, uses: &[Use], says: &[Rc<Says>]) -> HashMap<String, usize> {
    let graph = &shaper.graph;
    let configured = shaper.config.tag_properties.iter().map(String::as_str);
    // The shorter its values, the more likely they are names. The order of properties has no meaning.
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for property in
        (uses.iter().filter_map(|ty| object(graph, *ty))).flat_map(|object| &object.properties)
    {
        let longest = match &graph[end(graph, property.ty)].shape {
            Shape::Constant(value) => length(value),
            Shape::Enum(values) => values
                .iter()
                .map(|one| length(&one.value))
                .max()
                .unwrap_or(0),
            _ => continue,
        };
        let known = own.entry(&property.wire).or_default();
        *known = longest.max(*known);
    }
    let unions = (uses.iter().zip(says)).filter(|(ty, _)| object(graph, **ty).is_none());
    for (name, values) in unions.flat_map(|(_, says)| &says.listed) {
        let known = own.entry(name).or_default();
        *known = values.iter().map(length).fold(*known, usize::max);
    }
    let mut own: Vec<(usize, &str)> = own
        .into_iter()
        .map(|(name, length)| (length, name))
        .collect();
    own.sort_unstable();
    let own = own.into_iter().map(|(_, name)| name);
    let mut ranks = HashMap::new();
    for name in configured.chain(USUAL.iter().copied()).chain(own) {
        if !ranks.contains_key(name) {
            ranks.insert(name.to_owned(), ranks.len());
        }
    }
    ranks
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, str::len)
}

/// A property that may distinguish branches.
struct Candidate<'s> {
    /// How many groups it makes, and how many branches have it.
    worth: (usize, usize),
    /// Its rank among the candidates.
    place: usize,
    name: &'s str,
    /// Its values in the branches that have it.
    values: Vec<(usize, &'s Vec<Value>)>,
}

/// The property that distinguishes most of a group of branches.
///
/// Required properties are better than optional ones. The one that makes the most groups wins; among equals, the first.
fn best<'s>(
    says: &'s [Rc<Says>],
    group: &[usize],
    ranks: &HashMap<String, usize>,
) -> Option<Candidate<'s>> {
    for must in [true, false] {
        let mut all: HashMap<&str, Vec<(usize, &Vec<Value>)>> = HashMap::new();
        // The values of properties that a branch lists, but may lack.
        let mut lacking: HashMap<&str, HashSet<&Value>> = HashMap::new();
        // How many branches have a property as an enum.
        let mut open: HashMap<&str, usize> = HashMap::new();
        for (index, says) in group.iter().filter_map(|at| Some((*at, says.get(*at)?))) {
            for (name, values) in &says.listed {
                if !ranks.contains_key(name) {
                    continue;
                }
                match !must || says.required.contains(name) {
                    true => all.entry(name).or_default().push((index, values)),
                    false => lacking.entry(name).or_default().extend(values),
                }
            }
            for name in &says.open {
                one_more(open.entry(name).or_default());
            }
        }
        let mut best: Option<Candidate<'s>> = None;
        for (name, values) in all {
            let covered = values.len();
            if !must && covered < group.len() {
                continue;
            }
            // A value that an enum does not list yet would look like a branch without the property.
            if covered < group.len() && open.contains_key(name) {
                continue;
            }
            // A value that another branch may have as well says nothing.
            let is_shared = |one: &Value| {
                let others = lacking.get(name);
                others.is_some_and(|others| others.contains(one))
            };
            if (values.iter()).any(|(_, values)| values.iter().any(is_shared)) {
                continue;
            }
            let Some(groups) = groups(&values, covered < group.len()) else {
                continue;
            };
            let found = Candidate {
                worth: (groups, covered),
                place: ranks.get(name).copied().unwrap_or(usize::MAX),
                name,
                values,
            };
            let better = best.as_ref().is_none_or(|best| {
                (found.worth, std::cmp::Reverse(found.place))
                    > (best.worth, std::cmp::Reverse(best.place))
            });
            if better {
                best = Some(found);
            }
        }
        if best.is_some() {
            return best;
        }
    }
    None
}

/// How many groups of branches the values of a property make; `open` if other branches lack it. `None` if it distinguishes
/// nothing.
///
/// Branches in one group have the same values; values of different groups have nothing in common.
fn groups(values: &[(usize, &Vec<Value>)], open: bool) -> Option<usize> {
    let mut sets: HashMap<&Vec<Value>, usize> = HashMap::new();
    let mut owner: HashMap<&Value, usize> = HashMap::new();
    for (_, values) in values {
        let next = sets.len();
        let group = *sets.entry(values).or_insert(next);
        if group < next {
            continue;
        }
        for value in *values {
            if *owner.entry(value).or_insert(group) != group {
                return None;
            }
        }
    }
    (!sets.is_empty() && sets.len().saturating_add(usize::from(open)) > 1).then_some(sets.len())
}
