//! Keeps the names of the selected items.
//!
//! Names are chosen for the whole document, so that a selection renames nothing: selected items have the same names as in
//! the whole crate.

use std::collections::BTreeSet;

use super::{Names, Path};
use crate::graph::{TypeGraph, TypeId};

impl Names {
    /// Keeps the names of what is left of the graph. `all` are the pointers of the originally named operations, in their
    /// order.
    pub fn keep(&mut self, all: &[String], graph: &TypeGraph) {
        let mut left = graph.operations.iter().peekable();
        let mut at = 0;
        self.operations.retain(|_| {
            let here = all.get(at);
            at = at.saturating_add(1);
            left.next_if(|operation| Some(&operation.pointer) == here)
                .is_some()
        });
        let mut roots = graph.used();
        roots.extend(graph.components.iter().map(|(_, id)| *id));
        let mut reached = graph.reached(roots);
        let stands_for: Vec<TypeId> = self
            .same
            .iter()
            .filter(|(id, _)| reached.contains(id))
            .map(|(_, first)| *first)
            .collect();
        reached.extend(graph.reached(stands_for));
        self.types.retain(|id, _| reached.contains(id));
        self.homes.retain(|id, _| reached.contains(id));
        self.fields.retain(|id, _| reached.contains(id));
        self.variants.retain(|id, _| reached.contains(id));
        self.links.retain(|(_, id)| reached.contains(id));
        self.handles();
    }

    /// Drops the handles that lead to no operation.
    fn handles(&mut self) {
        let used: BTreeSet<&Path> = self.operations.iter().map(|one| &one.resource).collect();
        self.resources.retain(|path, _| used.contains(path));
        let mut there: BTreeSet<Path> = self.resources.keys().cloned().collect();
        let mut namespaces: Vec<Path> = self.groups.keys().cloned().collect();
        // the innermost first: a group of empty groups is empty
        namespaces.sort_by_key(|path| std::cmp::Reverse(path.len()));
        for namespace in namespaces {
            let Some(group) = self.groups.get_mut(&namespace) else {
                continue;
            };
            group.members.retain(|(_, target)| there.contains(target));
            if group.members.is_empty() && !namespace.is_empty() {
                self.groups.remove(&namespace);
            } else {
                there.insert(group.path.clone());
            }
        }
    }
}
