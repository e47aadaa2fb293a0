//! Settings that keep operations with their handles: where a schema takes the name of a handle's type, and where an operation
//! has another tag than before.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::{self, placed};
use super::draft::Draft;
use super::{Old, Trial, said};
use crate::config::Grouping;
use crate::graph::{Operation, TypeGraph};
use crate::hash::Map;
use crate::name::{OperationNames, OperationOverride, class, words};

/// More operations are not listed one by one: nobody would keep such settings.
pub(super) const MANY: usize = 1000;

/// How often operations are put elsewhere, before those that still move are left out.
const TRIES: usize = 8;

/// Lines of `[names.handles]` and of `[names.operations]`.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) handles: Vec<String>,
    pub(super) operations: Vec<String>,
    /// The number of methods whose names they keep.
    pub(super) methods: usize,
    /// Whether there would be more than [`MANY`] lines for operations.
    is_more: bool,
}

impl Kept {
    /// Whether there is nothing that settings would keep.
    pub(super) fn is_none(&self) -> bool {
        self.handles.is_empty() && self.operations.is_empty() && !self.is_more
    }
}

/// An operation that settings put back to the handle that it had.
struct Returned {
    at: usize,
    key: String,
    given: OperationOverride,
    /// What settings may call the handle otherwise.
    otherwise: Vec<String>,
}

/// What keeps operations with the handles that they had, and their names in these. Found by trying: what doesn't help is left
/// out.
pub(super) fn kept(best: &Trial, graph: &TypeGraph, old: &Old<'_>) -> Kept {
    let mut config = best.config.clone();
    let mut handles: BTreeMap<&str, &str> = BTreeMap::new();
    let mut by_handle: Vec<usize> = Vec::new();
    let mut operations: Vec<Returned> = Vec::new();
    let mut pins: Vec<String> = Vec::new();
    let known = Known::new(best);
    for (at, operation, named, before) in best.moves(graph, old) {
        let said = best.said(operation);
        if named.resource.last() == Some(&before.handle) {
            // another operation came or went that wants the same name
            if said.is_none() {
                let (key, value) = names::pin(operation, &before.name);
                pins.push(format!("{key} = {value}"));
            }
        } else if named.handle_names.contains(&before.handle) {
            handles.insert(&named.handle, &before.handle);
            by_handle.push(at);
        } else if said.is_none_or(|said| said.resource.is_none()) {
            let mut resources = known.resources(&before.handle).into_iter();
            let said = said.cloned().unwrap_or_default();
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
    let is_more = pins.len().saturating_add(operations.len()) > MANY;
    if is_more {
        pins.clear();
        operations.clear();
    }
    let pinned = Kept {
        methods: pins.len(),
        operations: pins,
        is_more,
        ..Kept::default()
    };
    if handles.is_empty() && operations.is_empty() {
        return pinned;
    }
    let named = |(key, ident): (&&str, &&str)| ((*key).to_owned(), (*ident).to_owned());
    config.handles.extend(handles.iter().map(named));
    let classes = class::classes(graph, &config);
    let with = |operations: &[Returned]| {
        let given = operations.iter();
        let mut config = config.clone();
        config
            .operations
            .extend(given.map(|one| (one.key.clone(), one.given.clone())));
        config
    };
    for _ in 0..TRIES {
        let draft = Draft::of(graph, &classes, old, with(&operations));
        let mut again = false;
        for one in &mut operations {
            if draft.moved.contains(&one.at)
                && let Some(resource) = one.otherwise.pop()
            {
                one.given.resource = Some(resource);
                again = true;
            }
        }
        if !again {
            break;
        }
    }
    let trial = Trial::of(graph, old, with(&operations));
    if !trial.moved.is_subset(&best.moved) {
        return pinned;
    }
    let line = |(key, value)| format!("{key} = {value}");
    let helps = |at: &usize| !trial.moved.contains(at);
    by_handle.retain(helps);
    operations.retain(|one| helps(&one.at));
    let helpful = by_handle.iter();
    let helpful = helpful.filter_map(|at| Some(best.names.operations.get(*at)?.handle.as_str()));
    let helpful: BTreeSet<&str> = helpful.collect();
    handles.retain(|key, _| helpful.contains(key));
    let mut lines = pinned.operations;
    lines.extend(
        operations
            .iter()
            .filter_map(|one| Some(line(placed(graph.operations.get(one.at)?, &one.given)))),
    );
    lines.sort();
    Kept {
        handles: (handles.iter())
            .map(|(key, ident)| line(names::handle(key, ident)))
            .collect(),
        methods: by_handle.len().saturating_add(lines.len()),
        operations: lines,
        is_more,
    }
}

/// The handles of a trial, by their types' names.
struct Known<'a> {
    best: &'a Trial,
    handles: Map<&'a str, &'a OperationNames>,
}

impl<'a> Known<'a> {
    fn new(best: &'a Trial) -> Self {
        let mut handles = Map::default();
        for one in &best.names.operations {
            if let Some(last) = one.resource.last() {
                handles.entry(last.as_str()).or_insert(one);
            }
        }
        Self { best, handles }
    }

    /// What settings may call the handle of this type: what the other operations that it has say, or what its name says where
    /// it has none: on the first level, or within one of the handles that have a second level.
    fn resources(&self, handle: &str) -> Vec<String> {
        let decisions = &self.best.names.decisions;
        let is_module = matches!(
            decisions.grouping,
            Grouping::Tag | Grouping::Path | Grouping::Collection
        );
        let known = self.handles.get(handle);
        let class = |one: &OperationNames| {
            let class = &self.best.names.resources.get(&one.resource)?.class;
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
                let levels = decisions.levels().iter();
                let within = levels.map(|level| format!("{level}.{plain}"));
                [plain.clone()]
                    .into_iter()
                    .chain(within)
                    .take(TRIES)
                    .collect()
            }
            (None, Some(plain)) => vec![words::singular(plain)],
        }
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
        said(&self.config, operation)
    }
}
