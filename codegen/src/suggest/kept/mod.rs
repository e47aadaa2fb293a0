//! Settings that keep the names of an existing crate.
//!
//! One more operation can reverse a decision that is made by counting. If the settings do not fix such a decision, the crate on
//! disk does: its methods are compared with those that the document would give now, and the settings that keep their names are
//! found by trying.

mod draft;
mod handles;
mod scan;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, NameConfig};
use crate::diagnostic::Diagnostics;
use crate::graph::{Operation, TypeGraph};
use crate::join::sendable;
use crate::load::Document;
use crate::name::{self, Names, OperationOverride};
use crate::shape;
pub use scan::methods;

/// A method of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Method {
    /// The `operationId` of its operation.
    pub id: String,
    /// The verb of its operation.
    pub verb: String,
    /// The path template of its operation.
    pub template: String,
    /// The handle that has it.
    pub handle: String,
    /// Its name.
    pub name: String,
}

/// What keeps the names of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Methods that would have other names, as `ItemsResource::list`, each with the new one.
    pub moved: Vec<(String, String)>,
    /// Lines of a settings file that keep the names of all but [`left`](Self::left); empty if they keep none.
    pub settings: String,
    /// The number of methods that would have other names in spite of these settings.
    pub left: usize,
}

/// The methods of a crate that have other names in its new sources, as `ItemsResource::list`, each with the new one.
#[must_use]
pub fn moved(old: &[Method], new: &[Method]) -> Vec<(String, String)> {
    let new = mains(new);
    let moved = mains(old).into_iter().filter_map(|(key, before)| {
        let after = new.get(&key)?;
        (before.path() != after.path()).then(|| (before.path(), after.path()))
    });
    moved.collect()
}

/// The method of each operation. Of those with several bodies it is the first: the others are called after it.
fn mains(methods: &[Method]) -> Old<'_> {
    let mut mains: Old<'_> = BTreeMap::new();
    for method in methods {
        let main = mains.entry(method.key()).or_insert(method);
        if (method.name.len(), &method.name) < (main.name.len(), &main.name) {
            *main = method;
        }
    }
    mains
}

impl Method {
    fn key(&self) -> (&str, &str) {
        (&self.verb, &self.template)
    }

    fn path(&self) -> String {
        format!("{}::{}", self.handle, self.name)
    }
}

/// What keeps the names of a crate with these methods; nothing where all of them stay, or where the document itself calls them
/// otherwise: by another `operationId`.
#[must_use]
pub fn remedy(old: &[Method], document: &Document, config: &Config) -> Option<Remedy> {
    if old.is_empty() {
        return None;
    }
    let graph = shape::shape(
        document,
        &config.schemas,
        &config.types.replace,
        &mut Diagnostics::new(),
    );
    let old = mains(old);
    let first = Trial::of(&graph, &old, config.names.clone());
    if first.moved.is_empty() {
        return None;
    }
    let moved = first.renamed(&graph, &old);
    let (lines, decided) = draft::decisions(&graph, &old, &config.names);
    let best = match lines.is_empty() {
        true => first,
        false => Trial::of(&graph, &old, decided),
    };
    let kept = handles::kept(&best, &graph, &old);
    if lines.is_empty() && kept.is_none() {
        return None;
    }
    let left = best.moved.len().saturating_sub(kept.methods);
    let mut settings = String::new();
    let tables = [
        ("[names]", lines),
        ("[names.handles]", kept.handles),
        ("[names.operations]", kept.operations),
    ];
    for (table, lines) in tables.iter().filter(|(_, lines)| !lines.is_empty()) {
        for line in [*table].into_iter().chain(lines.iter().map(String::as_str)) {
            settings.push_str(line);
            settings.push('\n');
        }
    }
    Some(Remedy {
        moved,
        settings,
        left,
    })
}

type Old<'a> = BTreeMap<(&'a str, &'a str), &'a Method>;

/// The method that an operation had: a crate has its path as requests do.
fn before<'a>(old: &Old<'a>, operation: &Operation) -> Option<&'a Method> {
    let template = sendable(&operation.template);
    old.get(&(operation.verb.as_str(), template.as_str()))
        .copied()
}

/// What settings say of an operation.
fn said<'a>(config: &'a NameConfig, operation: &Operation) -> Option<&'a OperationOverride> {
    let by_id = operation.id.as_ref();
    let by_id = by_id.and_then(|id| config.operations.get(id));
    by_id.or_else(|| {
        let key = format!("{} {}", operation.verb, operation.template);
        config.operations.get(&key)
    })
}

/// What comes of some settings.
struct Trial {
    config: NameConfig,
    names: Names,
    /// Operations with another method than before, by their places in the graph.
    moved: BTreeSet<usize>,
}

impl Trial {
    fn of(graph: &TypeGraph, old: &Old<'_>, config: NameConfig) -> Self {
        let names = name::name(graph, &config);
        let all = graph.operations.iter().zip(&names.operations).enumerate();
        let moved = all.filter(|(_, (operation, named))| {
            let is_main = operation.variant.is_none();
            let before = before(old, operation).filter(|_| is_main);
            before.is_some_and(|before| {
                before.name != named.method || Some(&before.handle) != named.resource.last()
            })
        });
        let moved = moved.map(|(at, _)| at).collect();
        Self {
            config,
            names,
            moved,
        }
    }

    fn renamed(&self, graph: &TypeGraph, old: &Old<'_>) -> Vec<(String, String)> {
        let moved = self.moved.iter().filter_map(|at| {
            let operation = graph.operations.get(*at)?;
            let named = self.names.operations.get(*at)?;
            let before = before(old, operation)?;
            let handle = named.resource.last()?;
            Some((
                format!("{}::{}", before.handle, before.name),
                format!("{handle}::{}", named.method),
            ))
        });
        moved.collect()
    }
}

#[cfg(test)]
mod tests;
