//! Where operations go, looked up by namespace and handle.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::TypeGraph;
use crate::name::{Path, grouping::Placement};

/// The placements of all operations.
pub(super) struct Plan<'a> {
    /// In the graph's order.
    pub placements: &'a [Placement],
    /// By namespace and handle.
    handles: BTreeMap<&'a Path, BTreeMap<&'a str, Vec<usize>>>,
    /// By namespace.
    packages: BTreeMap<&'a Path, Vec<usize>>,
    /// The description of the tag that all operations of a handle have, and no others.
    docs: BTreeMap<&'a Path, BTreeMap<&'a str, &'a str>>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(graph: &'a TypeGraph, placements: &'a [Placement]) -> Self {
        let mut plan = Self {
            placements,
            handles: BTreeMap::new(),
            packages: BTreeMap::new(),
            docs: BTreeMap::new(),
        };
        let mut tags: BTreeMap<Option<&str>, BTreeSet<(&Path, &str)>> = BTreeMap::new();
        for (index, placement) in placements.iter().enumerate() {
            let handle = (&placement.package, placement.resource.as_str());
            let handles = plan.handles.entry(handle.0).or_default();
            handles.entry(handle.1).or_default().push(index);
            let package = plan.packages.entry(&placement.package).or_default();
            package.push(index);
            let operation = graph.operations.get(index);
            let tag = operation.and_then(|operation| operation.tags.first());
            tags.entry(tag.map(String::as_str))
                .or_default()
                .insert(handle);
        }
        let handles = plan.handles.iter().flat_map(|(package, handles)| {
            handles.iter().map(|(handle, all)| (*package, *handle, all))
        });
        for (package, handle, operations) in handles {
            let tag_of = |index: &usize| graph.operations.get(*index)?.tags.first();
            let Some(tag) = operations.first().and_then(tag_of) else {
                continue;
            };
            let alone = tags
                .get(&Some(tag.as_str()))
                .is_some_and(|all| all.len() == 1);
            if alone
                && operations.iter().all(|other| tag_of(other) == Some(tag))
                && let Some((_, text)) = graph.info.tags.iter().find(|(name, _)| name == tag)
            {
                plan.docs.entry(package).or_default().insert(handle, text);
            }
        }
        plan
    }

    /// The operations of a handle.
    pub(super) fn of_handle(&self, package: &Path, handle: &str) -> &[usize] {
        let handles = self.handles.get(package);
        let operations = handles.and_then(|handles| handles.get(handle));
        operations.map_or(&[], Vec::as_slice)
    }

    /// The operations of a namespace.
    pub(super) fn of_package(&self, package: &Path) -> &[usize] {
        self.packages.get(package).map_or(&[], Vec::as_slice)
    }

    /// The documentation of a handle.
    pub(super) fn doc(&self, package: &Path, handle: &str) -> String {
        let text = self.docs.get(package).and_then(|docs| docs.get(handle));
        text.map(|text| (*text).to_owned()).unwrap_or_default()
    }
}
