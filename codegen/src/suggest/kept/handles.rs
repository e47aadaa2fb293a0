//! Settings that keep operations with their handles: where a schema takes the name of a handle's type, and where an operation
//! has another tag than before.

use std::collections::BTreeMap;

use super::super::names::{self, placed};
use super::{Old, Trial};
use crate::config::{Grouping, NameConfig};
use crate::graph::{Operation, TypeGraph};
use crate::name::{OperationNames, OperationOverride, words};

/// Lines of `[names.handles]` and of `[names.operations]`.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) handles: Vec<String>,
    pub(super) operations: Vec<String>,
}

/// An operation that settings put back to the handle that it had.
struct Returned {
    at: usize,
    key: String,
    given: OperationOverride,
    /// What settings may call the handle otherwise.
    otherwise: Vec<String>,
}

/// What keeps operations with the handles that they had. Found by trying: what doesn't help is left out.
pub(super) fn kept(best: &Trial, graph: &TypeGraph, old: &Old<'_>) -> Kept {
    let mut config = best.config.clone();
    let mut handles: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut operations: Vec<Returned> = Vec::new();
    for (at, operation, named, before) in best.moves(graph, old) {
        if named.resource.last() == Some(&before.handle) {
            continue;
        }
        if named.handle_names.contains(&before.handle) {
            handles.insert(&named.handle, (&before.handle, at));
            let handle = before.handle.clone();
            config.handles.insert(named.handle.clone(), handle);
        } else if best
            .said(operation)
            .is_none_or(|said| said.resource.is_none())
        {
            let mut resources = resources(best, &before.handle).into_iter();
            let said = best.said(operation).cloned().unwrap_or_default();
            operations.extend(resources.next().map(|resource| Returned {
                at,
                key: format!("{} {}", operation.verb, operation.template),
                given: OperationOverride {
                    resource: Some(resource),
                    method: said.method.or_else(|| Some(before.name.clone())),
                    params: said.params,
                },
                otherwise: resources.rev().collect(),
            }));
        }
    }
    if handles.is_empty() && operations.is_empty() {
        return Kept::default();
    }
    let trial = loop {
        let given = operations.iter();
        let mut config = config.clone();
        config
            .operations
            .extend(given.map(|one| (one.key.clone(), one.given.clone())));
        let trial = Trial::of(graph, old, config);
        let left = operations
            .iter_mut()
            .filter(|one| trial.moved.contains(&one.at));
        let mut again = false;
        for one in left {
            if let Some(resource) = one.otherwise.pop() {
                one.given.resource = Some(resource);
                again = true;
            }
        }
        if !again {
            break trial;
        }
    };
    if !trial.moved.is_subset(&best.moved) {
        return Kept::default();
    }
    let line = |(key, value)| format!("{key} = {value}");
    let helps = |at: &usize| !trial.moved.contains(at);
    let kept = handles.iter().filter(|(_, (_, at))| helps(at));
    let operations = operations.iter().filter(|one| helps(&one.at));
    Kept {
        handles: (kept.map(|(key, (ident, _))| line(names::handle(key, ident)))).collect(),
        operations: operations
            .filter_map(|one| Some(line(placed(graph.operations.get(one.at)?, &one.given))))
            .collect(),
    }
}

/// What settings may call the handle of this type: what the other operations that it has say, or what its name says where it
/// has none: on the first level, or within one of the handles that have a second level.
fn resources(best: &Trial, handle: &str) -> Vec<String> {
    let decisions = &best.names.decisions;
    let is_module = matches!(
        decisions.grouping,
        Grouping::Tag | Grouping::Path | Grouping::Collection
    );
    let mut all = best.names.operations.iter();
    let known = all.find(|one| one.resource.last().is_some_and(|last| last == handle));
    let class = |one: &OperationNames| {
        let class = &best.names.resources.get(&one.resource)?.class;
        let (_, package) = one.resource.split_last()?;
        let steps = package.iter().chain([class]).map(String::as_str);
        Some(steps.collect::<Vec<_>>().join("."))
    };
    let plain = ["Resource", "Handle"]
        .into_iter()
        .find_map(|ending| handle.strip_suffix(ending));
    match (known, plain) {
        (Some(one), _) if is_module => vec![one.handle.clone()],
        (Some(one), _) => class(one).into_iter().collect(),
        (None, None) => Vec::new(),
        (None, Some(plain)) if is_module => {
            let plain = words::snake(plain);
            let levels = decisions.second_level.iter();
            let within = levels.map(|level| format!("{level}.{plain}"));
            [plain.clone()].into_iter().chain(within).collect()
        }
        (None, Some(plain)) => vec![words::singular(plain)],
    }
}

impl Trial {
    /// The operations that move though they are called as ever, with their places in the graph, what they are called now
    /// and were called before.
    fn moves<'a>(
        &'a self,
        graph: &'a TypeGraph,
        old: &'a Old<'_>,
    ) -> impl Iterator<Item = (usize, &'a Operation, &'a OperationNames, &'a super::Method)> {
        self.moved.iter().filter_map(|at| {
            let (operation, named) = (graph.operations.get(*at)?, self.names.operations.get(*at)?);
            let before = super::before(old, operation)?;
            let is_same = operation.id.as_ref().is_none_or(|id| *id == before.id);
            let is_name = words::snake(&before.name) == before.name;
            (is_same && is_name).then_some((*at, operation, named, before))
        })
    }

    /// What settings say of an operation: that is meant so.
    fn said(&self, operation: &Operation) -> Option<&OperationOverride> {
        let mut all = self.config.operations.iter();
        let said = all.find(|(key, _)| NameConfig::means(key, operation));
        said.map(|(_, said)| said)
    }

    /// Overrides for what still moves within its handle: what the document calls by the same id as ever has a new name because
    /// another operation came or went that wants the same.
    pub(super) fn pins(&self, graph: &TypeGraph, old: &Old<'_>) -> Vec<String> {
        let within = self
            .moves(graph, old)
            .filter(|(_, operation, named, before)| {
                self.said(operation).is_none() && named.resource.last() == Some(&before.handle)
            });
        let lines = within.map(|(_, operation, _, before)| {
            let (key, value) = names::pin(operation, &before.name);
            format!("{key} = {value}")
        });
        lines.collect()
    }
}
