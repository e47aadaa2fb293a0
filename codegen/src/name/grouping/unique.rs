//! Resolves conflicts between methods of one handle that request the same name.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Named, Placement, renamed, segments};
use crate::graph::Operation;
use crate::name::{Path, scope, words};

/// Gives different names to operations that request the same method, built from their paths.
///
/// The main one keeps the name: the one whose override requests it, the service's own by annotations, the one whose id says
/// that it acts on one object (`deleteUser` rather than `deleteUsers`), the one whose path contains the object's id
/// (`/accounts/{account}` rather than `/account`), or the one with the shorter path.
#[expect(
    clippy::indexing_slicing,
    reason = "operations have numbers; their list and the plan have an entry for each"
)]
pub(super) fn unique_methods(operations: &[Named<'_>], plan: &mut [Placement]) -> BTreeSet<usize> {
    let mut contended = BTreeSet::new();
    let mut classes: BTreeMap<(Path, String), BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (index, placement) in plan.iter().enumerate() {
        classes
            .entry((placement.package.clone(), placement.resource.clone()))
            .or_default()
            .entry(placement.method.clone())
            .or_default()
            .push(index);
    }
    for by_method in classes.into_values() {
        let taken: Vec<String> = by_method.keys().cloned().collect();
        for (method, mut same) in by_method {
            let [first, _, ..] = same[..] else {
                continue;
            };
            contended.extend(same.iter().copied());
            let class = plan[first].home.clone();
            let rivals: Vec<&Named<'_>> = same.iter().map(|&i| &operations[i]).collect();
            let rank: BTreeMap<usize, Rank<'_>> = same
                .iter()
                .zip(&rivals)
                .map(|(&i, operation)| (i, rank(operation, &rivals, &method, &class)))
                .collect();
            same.sort_by_key(|&i| (!plan[i].pinned, rank.get(&i)));
            let Some((&main, others)) = same.split_first() else {
                continue;
            };
            let main = &operations[main].template;
            let full = |i: usize| plan[i].full.as_ref().filter(|full| **full != method);
            let texts: Vec<Vec<String>> = others
                .iter()
                .map(|&i| {
                    let own =
                        |name: &&String| same.iter().all(|&o| o == i || full(o) != Some(name));
                    let operation = &operations[i];
                    let by_path = format!("{method}_{}", difference(main, operation));
                    let mut all: Vec<String> = full(i).filter(own).cloned().into_iter().collect();
                    all.push(by_path);
                    all.extend(longer(&method, full(i), operation));
                    // what can be read comes first; where nothing can, an id says most
                    all.sort_by_key(|name| !words::is_readable(&words::snake(name)));
                    all
                })
                .collect();
            let wishes = texts.iter().filter_map(|texts| {
                let (first, rest) = texts.split_first()?;
                Some(scope::Wish {
                    ident: words::snake(first),
                    text: first,
                    origin: first,
                    claim: scope::Claim::Placed,
                    others: rest.to_vec(),
                })
            });
            let reserved: HashSet<String> = taken.iter().cloned().collect();
            let fresh = scope::resolve(wishes.collect(), scope::Case::Snake, &reserved);
            for (&index, method) in others.iter().zip(fresh) {
                plan[index] = renamed(plan[index].clone(), method);
            }
        }
    }
    contended
}

/// Ranks operations that request the same name: the lowest rank gets it.
///
/// In this order: whether annotations assign it to another service, whether it only abbreviates another path
/// (`/account/people` for `/accounts/{account}/people`), whether its id names several objects, whether its path uses another
/// name for the class, whether it lacks the id of an object that the method acts on, the length of its path.
type Rank<'a> = (bool, bool, bool, bool, bool, usize, usize, &'a str, &'a str);

fn rank<'a>(operation: &'a Named<'_>, same: &[&Named<'_>], method: &str, class: &str) -> Rank<'a> {
    let service = operation
        .methods
        .iter()
        .any(|hint| hint.on == "service" && !hint.non_canonical);
    let shape = singular_segments(&operation.template);
    let abbreviates = same.iter().any(|other| {
        other.path.len() > operation.path.len() && singular_segments(&other.template) == shape
    });
    let called = shape
        .last()
        .is_some_and(|last| class == *last || class.ends_with(&format!("_{last}")));
    let of_one = matches!(method, "retrieve" | "update" | "delete" | "get");
    (
        !service,
        abbreviates,
        method != "list" && names_several(operation, method),
        !called,
        of_one && operation.path.is_empty(),
        operation.path.len(),
        operation.template.len(),
        &operation.template,
        &operation.verb,
    )
}

/// Whether an operation's id is the method and a plural: `deleteUsers` for `delete`. An id that the method was not made of says
/// nothing about it.
fn names_several(operation: &Named<'_>, method: &str) -> bool {
    operation.given.as_deref().is_some_and(|id| {
        let snake = words::snake(id);
        let object = snake.strip_prefix(method);
        let object = object.and_then(|rest| rest.strip_prefix('_'));
        let last = object.and_then(|object| object.rsplit('_').next());
        last.is_some_and(|last| words::singular(last) != last)
    })
}

/// Longer names of a method, each made of more of its operation: its parameters, its whole path, its verb.
fn longer(method: &str, full: Option<&String>, operation: &Operation) -> Vec<String> {
    let all = segments(&operation.template);
    let (parameters, fixed): (Vec<&str>, Vec<&str>) =
        all.iter().partition(|segment| segment.starts_with('{'));
    let (fixed, by) = (fixed.join("_"), parameters.join("_and_"));
    let verb = operation.verb.to_lowercase();
    let mut out = Vec::new();
    if !by.is_empty() {
        out.push(format!("{method}_by_{by}"));
    }
    out.push(format!("{method}_{fixed}"));
    if !by.is_empty() {
        out.push(format!("{method}_{fixed}_by_{by}"));
    }
    out.extend(full.map(|full| format!("{full}_{verb}")));
    out.push(format!("{verb}_{method}_{fixed}"));
    out.push(format!("{verb}_{method}_{fixed}_by_{by}"));
    out
}

/// The fixed segments of a path, in the singular.
fn singular_segments(template: &str) -> Vec<String> {
    segments(template)
        .iter()
        .filter(|s| !s.starts_with('{'))
        .map(|s| words::singular(&words::snake(s)))
        .collect()
}

/// What distinguishes an operation's path from another: fixed segments that only it has, its parameters, parameters that it
/// lacks, or its verb.
fn difference(main: &str, operation: &Operation) -> String {
    let main: Vec<&str> = main.split('/').collect();
    let own: Vec<&str> = operation.template.split('/').collect();
    let only = |of: &[&str], others: &[&str], parameters: bool| -> Vec<String> {
        of.iter()
            .filter(|s| !s.is_empty() && s.starts_with('{') == parameters && !others.contains(s))
            .map(|s| (*s).to_owned())
            .collect()
    };
    let fixed = only(&own, &main, false);
    let more = only(&own, &main, true);
    let fewer = only(&main, &own, true);
    if !fixed.is_empty() {
        fixed.join("_")
    } else if !more.is_empty() {
        format!("by_{}", more.join("_and_"))
    } else if !fewer.is_empty() {
        format!("without_{}", fewer.join("_and_"))
    } else {
        operation.verb.to_lowercase()
    }
}
