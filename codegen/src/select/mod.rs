//! Selection: which operations and types are generated.

mod selector;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use crate::graph::{Operation, TypeGraph, TypeId};
use selector::Selector;

/// What is taken and what is left out.
///
/// A selector is `operation:ID`, `tag:NAME`, `path:TEMPLATE`, `schema:NAME`, just an `operationId`, or verb and path
/// template (`GET /books`). A `*` in it stands for any text. With nothing included everything is; what is excluded never
/// is. As soon as anything is selected, types that no selected operation or schema reaches are left out as well.
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

/// What is odd about a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// A selector fits nothing in the document.
    NoMatch {
        /// The JSON pointer of the selector in the settings.
        setting: String,
        /// The selector.
        selector: String,
        /// One that fits, and may have been meant.
        meant: Option<String>,
    },
    /// A component that is to be left out is part of what stays, and stays as well.
    StillUsed {
        /// The JSON pointer in the settings of the selector that excludes it.
        setting: String,
        /// The component's name.
        component: String,
    },
    /// Nothing of the document is left.
    Nothing {
        /// The JSON pointer of a selector in the settings.
        setting: String,
    },
}

/// Applies a selection; returns what is odd about it.
pub(crate) fn select(graph: &mut TypeGraph, selection: &Selection) -> Vec<Finding> {
    if selection.include.is_empty() && selection.exclude.is_empty() && !selection.prune {
        return Vec::new();
    }
    let include: Vec<Selector<'_>> = selection.include.iter().map(|s| Selector::new(s)).collect();
    let exclude: Vec<Selector<'_>> = selection.exclude.iter().map(|s| Selector::new(s)).collect();
    let lists = [
        ("include", &selection.include),
        ("exclude", &selection.exclude),
    ];
    let mut findings: Vec<Finding> = lists
        .iter()
        .flat_map(|(list, selectors)| {
            selectors
                .iter()
                .enumerate()
                .map(move |(at, s)| (setting(list, at), s))
        })
        .filter_map(|(setting, text)| unmatched(graph, setting, text))
        .collect();
    let there = !graph.operations.is_empty() || !graph.components.is_empty();

    let fits = |selectors: &[Selector<'_>], o: &Operation| selectors.iter().any(|s| s.fits(o));
    let operations_included = include.iter().any(|s| !s.of_schemas());
    let only_schemas = !include.is_empty() && !operations_included;
    graph.operations.retain(|operation| {
        !only_schemas
            && (!operations_included || fits(&include, operation))
            && !fits(&exclude, operation)
    });
    if operations_included || only_schemas {
        graph.payloads.clear();
    }

    let chosen = |name: &str, of: &[Selector<'_>]| of.iter().any(|s| s.fits_schema(name));
    let mut roots: Vec<TypeId> = graph
        .components
        .iter()
        .filter(|(name, _)| chosen(name, &include) && !chosen(name, &exclude))
        .map(|(_, id)| *id)
        .collect();
    roots.extend(graph.used());
    let reached = graph.reached(roots);
    graph.components.retain(|(name, id)| {
        if reached.contains(id)
            && let Some(at) = exclude.iter().position(|s| s.fits_schema(name))
        {
            findings.push(Finding::StillUsed {
                setting: setting("exclude", at),
                component: name.clone(),
            });
        }
        reached.contains(id)
    });
    if there && graph.operations.is_empty() && graph.components.is_empty() {
        let list = if exclude.is_empty() {
            "include"
        } else {
            "exclude"
        };
        findings.push(Finding::Nothing {
            setting: setting(list, 0),
        });
    }
    findings
}

/// Where a selector stands in the settings.
fn setting(list: &str, at: usize) -> String {
    format!("/select/{list}/{at}")
}

/// What there is to say of a selector that fits nothing.
fn unmatched(graph: &TypeGraph, setting: String, text: &str) -> Option<Finding> {
    let selector = Selector::new(text);
    let found = graph.operations.iter().any(|o| selector.fits(o))
        || graph
            .components
            .iter()
            .any(|(c, _)| selector.fits_schema(c));
    (!found).then(|| Finding::NoMatch {
        setting,
        selector: text.to_owned(),
        meant: selector.meant(graph),
    })
}
