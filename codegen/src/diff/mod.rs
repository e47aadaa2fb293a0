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
pub fn diff(old: &Model, new: &Model) -> Diff {
    let (old, new) = (Flat::new(old), Flat::new(new));
    let mut changes = Changes::default();
    let moved = moved(&old, &new);
    for (path, entry) in &old.entries {
        changes.at(path, entry.what());
        if let Some(new_entry) = new.entries.get(path) {
            compare(entry, new_entry, &mut changes);
        } else if let Some(to) = moved.get(path.as_str()) {
            changes.item(Kind::Moved, Impact::Major, format!("now `{to}`"));
            if let Some(new_entry) = new.entries.get(*to) {
                changes.at(to, new_entry.what());
                compare(entry, new_entry, &mut changes);
            }
        } else {
            changes.item(Kind::Removed, Impact::Major, String::new());
        }
    }
    let arrived: HashSet<&str> = moved.values().copied().collect();
    for (path, entry) in &new.entries {
        if !old.entries.contains_key(path) && !arrived.contains(path.as_str()) {
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
        if new.entries.contains_key(path) {
            continue;
        }
        let to = entry
            .pointer()
            .and_then(|pointer| new.by_pointer.get(pointer));
        let is_same = |to: &&String| {
            !old.entries.contains_key(*to)
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

fn compare(old: &Entry<'_>, new: &Entry<'_>, changes: &mut Changes) {
    match (old, new) {
        (Entry::Item(old), Entry::Item(new)) => items::compare(old, new, changes),
        (Entry::Link(old), Entry::Link(new)) if old != new => {
            changes.item(
                Kind::Changed,
                Impact::Major,
                format!("leads to `{new}` instead of `{old}`"),
            );
        }
        (Entry::Link(_), Entry::Link(_)) => {}
        (old, new) => {
            changes.item(
                Kind::Changed,
                Impact::Major,
                format!("was a {}", old.what()),
            );
            changes.at_what(new.what());
        }
    }
}

/// Collects the changes of one item after the other.
#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    item: String,
    what: &'static str,
}

impl Changes {
    /// Says which item comes next.
    fn at(&mut self, item: &str, what: &'static str) {
        item.clone_into(&mut self.item);
        self.what = what;
    }

    fn at_what(&mut self, what: &'static str) {
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
        old: &'a [T],
        new: &'a [T],
        name: impl Fn(&'a T) -> &'a str,
        added: impl Fn(&'a T) -> (Impact, String),
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
            let (impact, detail) = added(thing);
            self.member(name(thing), Kind::Added, impact, detail);
        }
    }
}
