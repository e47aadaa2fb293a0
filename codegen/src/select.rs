//! Selection: which operations and types are generated.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::graph::{Answer, Operation, TypeGraph, TypeId};

/// What is taken and what is left out.
///
/// A selector is `operation:ID`, `tag:NAME`, `path:PREFIX` (a path template; `*` at its end stands for anything),
/// `schema:NAME`, or just an `operationId`. With nothing included everything is; what is excluded never is. As soon as
/// anything is selected, types that no selected operation or schema reaches are left out as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Selection {
    /// Selectors of what is taken.
    pub include: Vec<String>,
    /// Selectors of what is left out.
    pub exclude: Vec<String>,
    /// Leaves out types that no operation reaches even when nothing else is selected.
    pub prune: bool,
}

/// Applies a selection; returns the selectors that matched nothing.
pub fn select(graph: &mut TypeGraph, selection: &Selection) -> Vec<String> {
    if selection.include.is_empty() && selection.exclude.is_empty() && !selection.prune {
        return Vec::new();
    }
    let found = |selector: &&String| match selector.strip_prefix("schema:") {
        Some(name) => graph
            .components
            .iter()
            .any(|(component, _)| component == name),
        None => graph.operations.iter().any(|o| matches(selector, o)),
    };
    let unused = selection
        .include
        .iter()
        .chain(&selection.exclude)
        .filter(|s| !found(s))
        .cloned()
        .collect();
    let hit = |selectors: &[String], operation: &Operation| {
        selectors.iter().any(|s| matches(s, operation))
    };
    let operations_included = selection.include.iter().any(|s| !s.starts_with("schema:"));
    let schemas_included: Vec<&str> = selection
        .include
        .iter()
        .filter_map(|s| s.strip_prefix("schema:"))
        .collect();
    let only_schemas = !schemas_included.is_empty() && !operations_included;
    graph.operations.retain(|operation| {
        !only_schemas
            && (!operations_included || hit(&selection.include, operation))
            && !hit(&selection.exclude, operation)
    });
    if operations_included || only_schemas {
        graph.payloads.clear();
    }
    let excluded: Vec<&str> = selection
        .exclude
        .iter()
        .filter_map(|s| s.strip_prefix("schema:"))
        .collect();
    let reached = reached(graph, &schemas_included);
    graph
        .components
        .retain(|(name, id)| reached.contains(id) && !excluded.contains(&name.as_str()));
    unused
}

fn matches(selector: &str, operation: &Operation) -> bool {
    match selector.split_once(':') {
        Some(("tag", tag)) => operation.tags.iter().any(|t| t == tag),
        Some(("path", path)) => match path.strip_suffix('*') {
            Some(prefix) => operation.template.starts_with(prefix),
            None => operation.template == path,
        },
        Some(("operation", id)) => operation.id.as_deref() == Some(id),
        Some(("schema", _)) => false,
        _ => {
            operation.id.as_deref() == Some(selector)
                || selector == format!("{} {}", operation.verb, operation.template)
        }
    }
}

/// Which nodes the operations, payloads and chosen components reach.
fn reached(graph: &TypeGraph, chosen: &[&str]) -> BTreeSet<TypeId> {
    let mut queue: Vec<TypeId> = graph
        .components
        .iter()
        .filter(|(name, _)| chosen.contains(&name.as_str()))
        .map(|(_, id)| *id)
        .collect();
    for operation in &graph.operations {
        queue.extend(
            operation
                .path
                .iter()
                .chain(&operation.parameters)
                .map(|p| p.ty.ty),
        );
        queue.extend(operation.body.iter().map(|b| b.ty.ty));
        queue.extend(operation.errors.iter().map(|(_, ty)| ty.ty));
        if let Answer::Json(ty) = operation.answer {
            queue.push(ty.ty);
        }
    }
    queue.extend(graph.payloads.iter().map(|p| p.ty.ty));
    graph.reached(queue)
}
