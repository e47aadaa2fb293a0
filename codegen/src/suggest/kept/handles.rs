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

/// What keeps operations with the handles that they had. Found by trying: what doesn't help is left out.
pub(super) fn kept(best: &Trial, graph: &TypeGraph, old: &Old<'_>) -> Kept {
    let mut config = best.config.clone();
    let mut handles: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut operations: Vec<(usize, OperationOverride)> = Vec::new();
    for (at, operation, named, before) in best.moves(graph, old) {
        if named.resource.last() == Some(&before.handle) {
            continue;
        }
        if named.handle_names.contains(&before.handle) {
            handles.insert(&named.handle, (&before.handle, at));
            let handle = before.handle.clone();
            config.handles.insert(named.handle.clone(), handle);
        } else if !best.is_said(operation)
            && let Some(resource) = resource(best, &before.handle)
        {
            let given = OperationOverride {
                resource: Some(resource),
                method: Some(before.name.clone()),
                params: None,
            };
            let key = format!("{} {}", operation.verb, operation.template);
            config.operations.insert(key, given.clone());
            operations.push((at, given));
        }
    }
    if handles.is_empty() && operations.is_empty() {
        return Kept::default();
    }
    let trial = Trial::of(graph, old, config);
    if !trial.moved.is_subset(&best.moved) {
        return Kept::default();
    }
    let line = |(key, value)| format!("{key} = {value}");
    let helps = |at: &usize| !trial.moved.contains(at);
    let kept = handles.iter().filter(|(_, (_, at))| helps(at));
    let operations = operations.iter().filter(|(at, _)| helps(at));
    Kept {
        handles: (kept.map(|(key, (ident, _))| line(names::handle(key, ident)))).collect(),
        operations: operations
            .filter_map(|(at, given)| Some(line(placed(graph.operations.get(*at)?, given))))
            .collect(),
    }
}

/// What settings call the handle of this type: by the other operations that it has, or by its name where it has none.
fn resource(best: &Trial, handle: &str) -> Option<String> {
    let is_module = matches!(
        best.names.decisions.grouping,
        Grouping::Tag | Grouping::Path | Grouping::Collection
    );
    let mut all = best.names.operations.iter();
    let known = all.find(|one| one.resource.last().is_some_and(|last| last == handle));
    let named = match (known, is_module) {
        (Some(one), true) => one.handle.clone(),
        (Some(one), false) => {
            let class = &best.names.resources.get(&one.resource)?.class;
            let (_, package) = one.resource.split_last()?;
            let steps: Vec<&str> = (package.iter().chain([class]))
                .map(String::as_str)
                .collect();
            steps.join(".")
        }
        (None, true) => words::snake(handle.strip_suffix("Resource")?),
        (None, false) => words::singular(handle.strip_suffix("Resource")?),
    };
    // modules within modules have no such setting
    (!is_module || !named.contains('.')).then_some(named)
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
            let before = old.get(&(operation.verb.as_str(), operation.template.as_str()))?;
            let is_same = operation.id.as_ref().is_none_or(|id| *id == before.id);
            let is_name = words::snake(&before.name) == before.name;
            (is_same && is_name).then_some((*at, operation, named, *before))
        })
    }

    /// Whether settings say how an operation is called: that is meant so.
    fn is_said(&self, operation: &Operation) -> bool {
        let mut keys = self.config.operations.keys();
        keys.any(|key| NameConfig::means(key, operation))
    }

    /// Overrides for what still moves within its handle: what the document calls by the same id as ever has a new name because
    /// another operation came or went that wants the same.
    pub(super) fn pins(&self, graph: &TypeGraph, old: &Old<'_>) -> Vec<String> {
        let within = self
            .moves(graph, old)
            .filter(|(_, operation, named, before)| {
                !self.is_said(operation) && named.resource.last() == Some(&before.handle)
            });
        let lines = within.map(|(_, operation, _, before)| {
            let (key, value) = names::pin(operation, &before.name);
            format!("{key} = {value}")
        });
        lines.collect()
    }
}
