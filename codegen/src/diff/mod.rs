//! What a new version of a document changes in the Rust API, and what that means for the crate's version.
//!
//! ```text
//! side       Model → paths              all that a model shows, by the paths that users write
//! usage      Model → endpoints          which operations send or receive an item
//! items      two items → changes        structs, enums, unions and the rest that holds data
//! handles    two handles → changes      methods, and how they are sent
//! api        two models → changes       servers, credentials, names at the crate root
//! ```
//!
//! The rules are those of Cargo's SemVer chapter, applied to what is emitted: structs and enums are `#[non_exhaustive]`,
//! so a new field or variant breaks nobody; a new required field of something that callers make changes `new`, and does.
//! A type is known by its path: what the old path means in the new crate is compared with what stands there now, and
//! aliases and re-exports are looked through, as the compiler does.
//!
//! Must not know: OpenAPI, the disk, the terminal.

mod api;
mod change;
mod changes;
mod handles;
mod items;
mod show;
mod side;
#[cfg(test)]
mod tests;
pub(crate) mod usage;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use change::{Change, Concern, Diff, Impact, Kind};
use changes::{Changes, Found};
use side::{Entry, Side};

use crate::model::{Item, Model, Type};

/// A type without items in it, as its users write it.
pub(crate) fn type_name(ty: &Type) -> String {
    show::ty(ty, &|path| path.join("::"))
}

/// Compares two models.
///
/// A path that leads to the same thing by another way (an item that has moved, with a link where it was) is no change.
pub fn diff(old: &Model, new: &Model) -> Diff {
    let (old, new) = (Side::new(old), Side::new(new));
    let moved = moved(&old, &new);
    let mut changes = Changes::new(&old, &new, &moved);
    api::compare(&mut changes);
    let mut identities = Identities::default();
    for (path, entry) in &old.entries {
        changes.at(path, entry.what());
        match (entry, new.item(path)) {
            (Entry::Item(was), Some(is)) => {
                items::compare(was, is, path, &mut changes);
                identities.item(path, &old, &new);
            }
            (Entry::Link, Some(is)) => link(path, is, &mut identities, &mut changes),
            (Entry::Link, None) if new.has_module(path) => {}
            (Entry::Item(was), None) if moved.contains_key(path) => {
                let to = &moved[path];
                let found = Found::api(Impact::Major, format!("is `{to}` now"));
                changes.push(found.kind(Kind::Moved).instead(format!("`{to}`")));
                if let Some(is) = new.item(to) {
                    changes.at(to, entry.what());
                    items::compare(was, is, to, &mut changes);
                }
            }
            (Entry::Link, None) if moved.contains_key(&old.leads_to(path)) => {
                let to = &moved[&old.leads_to(path)];
                let found = Found::api(Impact::Major, "").kind(Kind::Removed);
                changes.push(found.instead(format!("`{to}`")));
            }
            _ => changes.push(Found::api(Impact::Major, "").kind(Kind::Removed)),
        }
    }
    let arrived: HashSet<&String> = moved.values().collect();
    for (path, entry) in &new.entries {
        let is_known =
            old.entries.contains_key(path) || old.item(path).is_some() || old.has_module(path);
        if !is_known && !arrived.contains(path) {
            changes.at(path, entry.what());
            changes.push(Found::api(Impact::Minor, "").kind(Kind::Added));
        }
    }
    identities.report(&mut changes);
    let mut changes = fold(changes.into_list());
    changes.sort_by(|a, b| key(a).cmp(&key(b)));
    changes.dedup();
    Diff {
        unrelated: api::unrelated(&old, &new),
        changes,
    }
}

/// The gravest first, then by resource, with what is said of one item together.
fn key(change: &Change) -> impl Ord {
    (
        std::cmp::Reverse(change.impact),
        change.resource.clone(),
        change.item.clone(),
        change.member.clone(),
        (change.kind, change.concern),
        change.detail.clone(),
    )
}

/// Compares what a second path of an item led to with what it leads to.
fn link<'a>(path: &str, is: &'a Item, identities: &mut Identities, changes: &mut Changes<'a>) {
    let (old, new) = (changes.old, changes.new);
    let Some(was) = old.item(path) else { return };
    let first = old.leads_to(path);
    let first_now = changes.moved.get(&first).unwrap_or(&first);
    if new.leads_to(first_now) == new.leads_to(path) {
        return;
    }
    let before = changes.len();
    changes.is_loose = true;
    changes.at(path, side::what(was));
    items::compare(was, is, path, changes);
    changes.is_loose = false;
    let found = changes.split_off(before);
    if found.iter().any(|change| change.impact == Impact::Major) {
        changes.extend(found);
    } else if new.item(&first).is_some() {
        identities
            .split
            .entry(first)
            .or_default()
            .insert(path.to_owned());
    }
}

/// Types that were one and are several, or the other way round.
#[derive(Default)]
struct Identities {
    /// The type that was one → other paths of it that lead elsewhere now.
    split: BTreeMap<String, BTreeSet<String>>,
    /// The type that is one → paths that led elsewhere.
    united: BTreeMap<String, BTreeSet<String>>,
}

impl Identities {
    /// An item of the old model whose path leads to another one now that was there before.
    fn item(&mut self, path: &str, old: &Side<'_>, new: &Side<'_>) {
        let now = new.leads_to(path);
        if now != path && old.item(&now).is_some() && old.leads_to(&now) != old.leads_to(path) {
            self.united.entry(now).or_default().insert(path.to_owned());
        }
    }

    /// One change for each type.
    fn report(self, changes: &mut Changes<'_>) {
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

/// Re-exports of one resource that came or went are one change.
fn fold(changes: Vec<Change>) -> Vec<Change> {
    let mut first: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    let mut out: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let is_link =
            change.what == "re-export" && matches!(change.kind, Kind::Added | Kind::Removed);
        if !is_link {
            out.push(change);
            continue;
        }
        match first.get(&(change.resource.clone(), change.kind)) {
            Some(&at) => out[at].paths.push(change.item),
            None => {
                first.insert((change.resource.clone(), change.kind), out.len());
                out.push(change);
            }
        }
    }
    out
}

/// Items of the same kind that came from the same place of the document under another path: old path → new path.
fn moved(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<String, String> {
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
