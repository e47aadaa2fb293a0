//! Sorts changes, and merges those that belong together.

use std::collections::BTreeMap;

use super::change::{Change, Kind};

/// The gravest first, then by resource, with what is said of one item together.
pub(super) fn key(change: &Change) -> impl Ord {
    (
        std::cmp::Reverse(change.impact),
        change.resource.clone(),
        change.item.clone(),
        change.member.clone(),
        (change.kind, change.concern),
        change.detail.clone(),
    )
}

/// Re-exports of one resource that came or went are one change.
pub(super) fn fold(changes: Vec<Change>) -> Vec<Change> {
    let mut first: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    let mut out: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let is_link =
            change.what == "re-export" && matches!(change.kind, Kind::Added | Kind::Removed);
        if !is_link {
            out.push(change);
            continue;
        }
        let known = first.get(&(change.resource.clone(), change.kind));
        match known.and_then(|at| out.get_mut(*at)) {
            Some(listed) => listed.paths.push(change.item),
            None => {
                first.insert((change.resource.clone(), change.kind), out.len());
                out.push(change);
            }
        }
    }
    out
}
