//! Whether the tags of branches exclude each other.

use std::collections::HashMap;

use super::look::{Guard, Tag};
use crate::tally::one_more;

/// The tags of several branches by which they differ from all others of these.
struct Apart<'t> {
    count: usize,
    names: HashMap<&'t str, usize>,
    optional: HashMap<&'t str, usize>,
    values: HashMap<(&'t str, &'t serde_json::Value), usize>,
}

impl<'t> Apart<'t> {
    fn new(all: impl Iterator<Item = &'t Guard>) -> Self {
        let mut out = Self {
            count: 0,
            names: HashMap::new(),
            optional: HashMap::new(),
            values: HashMap::new(),
        };
        for guard in all {
            one_more(&mut out.count);
            for name in &guard.optional {
                one_more(out.optional.entry(name).or_default());
            }
            for (name, own) in &guard.tags {
                one_more(out.names.entry(name).or_default());
                for value in own {
                    one_more(out.values.entry((name, value)).or_default());
                }
            }
        }
        out
    }

    /// Whether all have a tag of this name, and no other has a value of this one.
    fn differs(&self, (name, own): &Tag) -> bool {
        let is_own = |value| self.values.get(&(name.as_str(), value)) == Some(&1);
        self.names.get(name.as_str()) == Some(&self.count) && own.iter().all(is_own)
    }

    /// Whether a value of this branch is none of any other: it has the tag, or the others do.
    fn excludes(&self, guard: &Guard) -> bool {
        guard.tags.iter().any(|tag| {
            let is_required = !guard.optional.contains(&tag.0);
            let is_only = self.optional.get(tag.0.as_str()) == Some(&1);
            self.differs(tag) && (is_required || is_only)
        })
    }
}

/// For each, whether its tags exclude all others: all have a tag of the same name, with different values, and a value can't
/// lack it in two of them.
pub(super) fn apart<'t>(all: impl Iterator<Item = &'t Guard> + Clone) -> Vec<bool> {
    let apart = Apart::new(all.clone());
    all.map(|guard| apart.excludes(guard)).collect()
}

/// The optional tags that have another value in each of these branches.
pub(super) fn lacked(guards: &[&Guard]) -> Vec<String> {
    let mut guards = guards.to_vec();
    guards.dedup_by_key(|guard| &guard.tags);
    let apart = Apart::new(guards.iter().copied());
    let is_lacked = |(name, _): &&Tag| {
        let mut all = guards.iter();
        all.all(|guard| {
            guard
                .tags
                .iter()
                .any(|tag| tag.0 == *name && apart.differs(tag))
        })
    };
    let first = guards.first().into_iter().flat_map(|guard| &guard.tags);
    first
        .filter(is_lacked)
        .map(|(name, _)| name.clone())
        .collect()
}

/// The tags that are the same in all of these branches.
pub(super) fn common(guards: &[&Guard]) -> Vec<Tag> {
    let Some((first, others)) = guards.split_first() else {
        return Vec::new();
    };
    let is_common = |tag: &&Tag| others.iter().all(|guard| guard.tags.contains(tag));
    first.tags.iter().filter(is_common).cloned().collect()
}
