//! Tags that the branches' own constants give.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::walk::Shaper;
use super::{Guard, end, listed, object};
use crate::graph::{Shape, Use};

/// Names under which tags are found most, in the order in which they are looked at, after the configured ones.
const USUAL: &[&str] = &["type", "kind", "object", "event", "name", "status", "code"];

/// Tags that the branches' own constants give.
pub(super) fn found(shaper: &Shaper<'_>, uses: &[Use], guards: &mut [Guard]) {
    let graph = &shaper.graph;
    let mut candidates: Vec<&str> = Vec::new();
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
    for name in configured.chain(USUAL.iter().copied()).chain(own) {
        if seen.insert(name) {
            candidates.push(name);
        }
    }
    // Properties that must be there are better than those that may. The one that makes the most groups wins; the
    // first of those that make as many.
    for must in [true, false] {
        let mut best: Option<Candidate<'_>> = None;
        for name in &candidates {
            let values: Vec<_> = uses
                .iter()
                .map(|ty| listed(graph, *ty, name, must, 0))
                .collect();
            let Some(groups) = groups(&values) else {
                continue;
            };
            let covered = values.iter().flatten().count();
            if !must && covered < uses.len() {
                continue;
            }
            let rank = (groups, covered);
            if best.as_ref().is_none_or(|best| rank > best.rank) {
                best = Some(Candidate { rank, name, values });
            }
        }
        if let Some(Candidate { name, values, .. }) = best {
            for (guard, values) in guards.iter_mut().zip(values) {
                guard.tag = values.map(|values| (name.to_owned(), values));
            }
            return;
        }
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
