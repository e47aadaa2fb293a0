//! Finds types that moved, were split or were merged, where paths alone cannot tell.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Impact, Kind};
use super::changes::{Changes, Found};
use super::side::{self, Entry, Side};

/// Types that were one and are several, or the other way round.
#[derive(Default)]
pub(super) struct Identities {
    /// The type that was one → other paths of it that lead elsewhere now.
    pub(super) split: BTreeMap<String, BTreeSet<String>>,
    /// The type that is one → paths that led elsewhere.
    united: BTreeMap<String, BTreeSet<String>>,
}

impl Identities {
    /// An item of the old model whose path leads to another one now that was there before.
    pub(super) fn item(&mut self, path: &str, old: &Side<'_>, new: &Side<'_>) {
        let now = new.leads_to(path);
        if now != path && old.item(&now).is_some() && old.leads_to(&now) != old.leads_to(path) {
            self.united.entry(now).or_default().insert(path.to_owned());
        }
    }

    /// One change for each type.
    pub(super) fn report(self, changes: &mut Changes<'_>) {
        let lists = [
            (self.split, "were one type"),
            (self.united, "are one type now"),
        ];
        for (types, what) in lists {
            for (first, others) in types {
                let names: Vec<String> = [&first]
                    .into_iter()
                    .chain(&others)
                    .map(|path| format!("`{path}`"))
                    .collect();
                let detail = match names.as_slice() {
                    [one, other] => format!("{one} and {other} {what}"),
                    [one, other, rest @ ..] => {
                        format!("{one}, {other} and {} more {what}", rest.len())
                    }
                    _ => continue,
                };
                let what = changes.new.item(&first).map_or("type", side::what);
                changes.at(&first, what);
                changes.push(Found::api(Impact::Split, detail).kind(Kind::Split));
                changes.paths(others.into_iter().collect());
            }
        }
    }
}

/// Items of the same kind that came from the same place of the document under another path: old path → new path.
pub(super) fn moved(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<String, String> {
    let mut moved = BTreeMap::new();
    for (path, entry) in &old.entries {
        let Entry::Item(item) = entry else { continue };
        let pointer = side::meta(item).pointer.as_str();
        if new.item(path).is_some() || pointer.is_empty() {
            continue;
        }
        let to = new.by_pointer.get(pointer).filter(|to| {
            !matches!(old.entries.get(*to), Some(Entry::Item(_)))
                && new
                    .item(to)
                    .is_some_and(|new| side::what(new) == entry.what())
        });
        if let Some(to) = to {
            moved.insert(path.clone(), to.clone());
        }
    }
    moved
}
