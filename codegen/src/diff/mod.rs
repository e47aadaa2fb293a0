//! What a new version of a document changes in the Rust API, and what that means for the crate's version.
//!
//! Two models are compared item by item, by the paths that users write. The rules are those of Cargo's SemVer chapter,
//! applied to what is emitted: structs and enums are `#[non_exhaustive]`, so a new field or variant breaks nobody; a
//! new required field of something that callers make changes `new`, and does.
//!
//! Must not know: OpenAPI, the disk, the terminal.

mod flat;
mod handles;
mod items;
mod show;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::Serialize;

use crate::model::Model;
use flat::{Entry, Flat};

/// What a change means for users (Semantic Versioning 2.0, points 6 to 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Nothing that a program can tell at compile time.
    Patch,
    /// Something new; what was there still works.
    Minor,
    /// Programs may have to be changed.
    Major,
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It is no longer there.
    Removed,
    /// It is there under another path.
    Moved,
    /// It differs.
    Changed,
    /// It is new.
    Added,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// The item's path from the crate root, such as `identity::VerificationSession`.
    pub item: String,
    /// What it is: `struct`, `enum`, `union`, `params`, …
    pub what: &'static str,
    /// The field, variant or method in it; none for the item itself.
    pub member: Option<String>,
    /// What happened.
    pub kind: Kind,
    /// What it means.
    pub impact: Impact,
    /// From what to what, where that says more.
    pub detail: String,
}

/// All changes, in the order of paths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What all changes together mean; `None` if there are none.
    pub fn impact(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.impact).max()
    }

    /// How many changes mean that.
    pub fn count(&self, impact: Impact) -> usize {
        self.changes
            .iter()
            .filter(|change| change.impact == impact)
            .count()
    }
}

/// Compares two models.
///
/// A path that leads to the same thing by another way (an item that has moved, with a link where it was) is no change.
pub fn diff(old: &Model, new: &Model) -> Diff {
    let (old, new) = (Flat::new(old), Flat::new(new));
    let moved = moved(&old, &new);
    let mut changes = Changes::new(&old, &new);
    for (path, entry) in &old.entries {
        changes.at(path, entry.what());
        let now = new.leads_to(path);
        match (entry, new.entries.get(&now)) {
            (Entry::Item(old), Some(Entry::Item(new))) => items::compare(old, new, &mut changes),
            (Entry::Link, found) if found.is_some() || new.has_module(&now) => {
                let first = old.leads_to(path);
                let pointer = old.pointer(&first);
                let is_same = pointer.is_some() && pointer == new.pointer(&now);
                let was = new.leads_to(&first);
                if was != now && !is_same {
                    let detail = format!("leads to `{now}` instead of `{was}`");
                    changes.item(Kind::Changed, Impact::Major, detail);
                }
            }
            (Entry::Item(item), _) if moved.contains_key(path.as_str()) => {
                let to = moved[path.as_str()];
                changes.item(Kind::Moved, Impact::Major, format!("now `{to}`"));
                if let Some(Entry::Item(new)) = new.entries.get(to) {
                    changes.at(to, entry.what());
                    items::compare(item, new, &mut changes);
                }
            }
            _ => changes.item(Kind::Removed, Impact::Major, String::new()),
        }
    }
    let arrived: HashSet<&str> = moved.values().copied().collect();
    for (path, entry) in &new.entries {
        let known = old.entries.contains_key(path) || old.entries.contains_key(&old.leads_to(path));
        if !known && !arrived.contains(path.as_str()) {
            changes.at(path, entry.what());
            changes.item(Kind::Added, Impact::Minor, String::new());
        }
    }
    let mut changes = changes.list;
    changes.sort();
    Diff { changes }
}

/// Items of the same kind that came from the same place of the document under another path: old path → new path.
fn moved<'a>(old: &'a Flat<'_>, new: &'a Flat<'_>) -> BTreeMap<&'a str, &'a str> {
    let mut moved = BTreeMap::new();
    for (path, entry) in &old.entries {
        if new.entries.contains_key(&new.leads_to(path)) {
            continue;
        }
        let to = entry
            .pointer()
            .and_then(|pointer| new.by_pointer.get(pointer));
        let is_same = |to: &&String| {
            !matches!(old.entries.get(*to), Some(Entry::Item(_)))
                && new
                    .entries
                    .get(*to)
                    .is_some_and(|new| new.what() == entry.what())
        };
        if let Some(to) = to.filter(is_same) {
            moved.insert(path.as_str(), to.as_str());
        }
    }
    moved
}

/// Collects the changes of one item after the other.
struct Changes<'n> {
    list: Vec<Change>,
    item: String,
    what: &'static str,
    old: &'n Flat<'n>,
    new: &'n Flat<'n>,
}

impl<'n> Changes<'n> {
    fn new(old: &'n Flat<'n>, new: &'n Flat<'n>) -> Self {
        Self {
            list: Vec::new(),
            item: String::new(),
            what: "",
            old,
            new,
        }
    }

    /// Says which item comes next.
    fn at(&mut self, item: &str, what: &'static str) {
        item.clone_into(&mut self.item);
        self.what = what;
    }

    /// A change of the item itself.
    fn item(&mut self, kind: Kind, impact: Impact, detail: String) {
        self.push(None, kind, impact, detail);
    }

    /// A change of something in it.
    fn member(&mut self, member: &str, kind: Kind, impact: Impact, detail: String) {
        self.push(Some(member.to_owned()), kind, impact, detail);
    }

    /// The item itself differs.
    fn item_differs(&mut self, impact: Impact, detail: impl Into<String>) {
        self.push(None, Kind::Changed, impact, detail.into());
    }

    /// Something in it differs.
    fn differs(&mut self, member: &str, impact: Impact, detail: impl Into<String>) {
        self.push(
            Some(member.to_owned()),
            Kind::Changed,
            impact,
            detail.into(),
        );
    }

    /// What the path by which the old crate spells an item leads to in the new one.
    fn was(&self, path: &'n [String]) -> String {
        self.new.leads_to(&self.old.spelled(path))
    }

    /// What a path of the new crate leads to.
    fn is(&self, path: &'n [String]) -> String {
        self.new.leads_to(&self.new.spelled(path))
    }

    fn push(&mut self, member: Option<String>, kind: Kind, impact: Impact, detail: String) {
        let (item, what) = (self.item.clone(), self.what);
        self.list.push(Change {
            item,
            what,
            member,
            kind,
            impact,
            detail,
        });
    }

    /// Compares lists of named things: those that are in one only are reported, those in both are handed on.
    fn lists<'a, T>(
        &mut self,
        (old, new): (&'a [T], &'a [T]),
        name: impl Fn(&'a T) -> &'a str,
        added: impl Fn(&'a T) -> String,
        mut both: impl FnMut(&mut Self, &'a T, &'a T),
    ) {
        let find = |list: &'a [T], wanted: &str| list.iter().find(|thing| name(thing) == wanted);
        for thing in old {
            match find(new, name(thing)) {
                Some(other) => both(self, thing, other),
                None => self.member(name(thing), Kind::Removed, Impact::Major, String::new()),
            }
        }
        for thing in new.iter().filter(|thing| find(old, name(thing)).is_none()) {
            self.member(name(thing), Kind::Added, Impact::Minor, added(thing));
        }
    }
}
