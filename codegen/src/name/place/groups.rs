//! Handles of namespaces, and the calls that lead from one to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::Placer;
use crate::name::{Path, grouping::Placement, path, scope};

/// Methods that the client has, or that programs call on it.
const OF_CLIENT: [&str; 4] = ["builder", "anonymous", "clone", "as_ref"];

/// Namespaces that need a handle: those with resources, and their parents.
pub(super) fn group_paths(plan: &[Placement]) -> BTreeSet<Path> {
    let mut groups = BTreeSet::from([Vec::new()]);
    let mut resources: BTreeMap<&Path, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for placement in plan {
        resources
            .entry(&placement.package)
            .or_default()
            .insert((&placement.resource, &placement.accessor));
    }
    for (package, handles) in &resources {
        let inside = resources
            .keys()
            .any(|other| other.len() > package.len() && other.starts_with(package.as_slice()));
        // a namespace with a single resource needs no handle of its own
        let single = handles.len() == 1
            && !inside
            && handles.iter().all(|(_, accessor)| {
                package
                    .last()
                    .is_some_and(|last| path::called(last) == *accessor)
            });
        let around = path::ancestors(package).skip(usize::from(single));
        groups.extend(around.map(<[String]>::to_vec));
    }
    groups
}

/// Connects the handles.
pub(super) fn link_groups(placer: &mut Placer<'_>) {
    let groups: BTreeSet<Path> = placer.names.groups.keys().cloned().collect();
    let mut members: BTreeMap<Path, Vec<(String, Path)>> = BTreeMap::new();
    for (path, resource) in &placer.names.resources {
        let package = path::parent(path);
        let group = if groups.contains(package) {
            package
        } else {
            path::parent(package)
        };
        members
            .entry(group.to_vec())
            .or_default()
            .push((resource.accessor.clone(), path.clone()));
    }
    for path in &groups {
        if let (Some((last, parent)), Some(group)) =
            (path.split_last(), placer.names.groups.get(path))
        {
            members
                .entry(parent.to_vec())
                .or_default()
                .push((path::called(last).to_owned(), group.path.clone()));
        }
    }
    for (path, list) in members {
        let texts = list.iter().map(|(text, _)| text.as_str());
        let mut idents = scope::idents(texts, scope::Case::Snake, &[]);
        for ident in &mut idents {
            if scope::is_taken_by_value(ident)
                || (path.is_empty() && OF_CLIENT.contains(&ident.as_str()))
            {
                ident.push('_');
            }
        }
        if let Some(group) = placer.names.groups.get_mut(&path) {
            group.members = idents
                .into_iter()
                .zip(list.into_iter().map(|(_, path)| path))
                .collect();
            group.members.sort();
        }
    }
}
