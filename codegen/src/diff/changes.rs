//! Collects changes, item by item.

use std::collections::BTreeMap;

use super::change::{Change, Concern, Impact, Kind};
use super::side::{Side, meta};
use super::usage::Users;
use super::xml::Tables;
use crate::model::Spelling;

/// The changes so far, and what stands where.
pub(super) struct Changes<'n> {
    pub(super) old: &'n Side<'n>,
    pub(super) new: &'n Side<'n>,
    /// Old paths of items that have moved → their new ones.
    pub(super) moved: &'n BTreeMap<String, String>,
    /// How bodies in XML compare.
    pub(super) tables: Tables<'n>,
    list: Vec<Change>,
    item: String,
    /// The operations of the item, once something about it is written down.
    users: Option<Users>,
    what: &'static str,
    /// Whether types count as the same that were one type: the paths of one type are compared with those of another.
    pub(super) is_loose: bool,
}

/// A change of the item at hand, before it is written down.
pub(super) struct Found<'s> {
    pub(super) kind: Kind,
    pub(super) impact: Impact,
    pub(super) concern: Concern,
    pub(super) member: Option<&'s str>,
    pub(super) detail: String,
    pub(super) instead: Option<String>,
    pub(super) places: (&'s str, &'s str),
}

impl<'s> Found<'s> {
    /// Something in the Rust API differs.
    pub(super) fn api(impact: Impact, detail: impl Into<String>) -> Self {
        Self {
            kind: Kind::Changed,
            impact,
            concern: Concern::Api,
            member: None,
            detail: detail.into(),
            instead: None,
            places: ("", ""),
        }
    }

    /// Something differs that programs compile with.
    pub(super) fn wire(detail: impl Into<String>) -> Self {
        Self {
            concern: Concern::Wire,
            ..Self::api(Impact::Minor, detail)
        }
    }

    pub(super) fn of(self, member: Option<&'s str>) -> Self {
        Self { member, ..self }
    }

    pub(super) fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub(super) fn instead(self, instead: impl Into<String>) -> Self {
        let instead = instead.into();
        Self {
            instead: (!instead.is_empty()).then_some(instead),
            ..self
        }
    }

    /// Where it stands in the two documents.
    pub(super) fn at(self, old: &'s str, new: &'s str) -> Self {
        Self {
            places: (old, new),
            ..self
        }
    }
}

impl<'n> Changes<'n> {
    pub(super) fn new(
        old: &'n Side<'n>,
        new: &'n Side<'n>,
        moved: &'n BTreeMap<String, String>,
    ) -> Self {
        Self {
            old,
            new,
            moved,
            tables: Tables::new(&old.model.xml, &new.model.xml),
            list: Vec::new(),
            item: String::new(),
            users: None,
            what: "",
            is_loose: false,
        }
    }

    /// Says which item comes next.
    pub(super) fn at(&mut self, item: &str, what: &'static str) {
        item.clone_into(&mut self.item);
        self.users = None;
        self.what = what;
    }

    /// The operations that send or receive the item now, or else did.
    fn users(&mut self) -> &Users {
        let (old, new, item) = (self.old, self.new, &self.item);
        self.users.get_or_insert_with(|| match new.users(item) {
            none if none.count == 0 => old.users(item),
            users => users,
        })
    }

    /// Writes a change down.
    pub(super) fn push(&mut self, found: Found<'_>) {
        let users = self.users().clone();
        let (old, new) = found.places;
        let of_item =
            |side: &Side<'_>| side.item(&self.item).map(|item| meta(item).pointer.clone());
        let place = |given: &str, side: &Side<'_>| match given {
            "" => of_item(side).filter(|pointer| !pointer.is_empty()),
            given => Some(given.to_owned()),
        };
        self.list.push(Change {
            impact: found.impact,
            concern: found.concern,
            kind: found.kind,
            what: self.what,
            resource: self.resource(),
            item: self.item.clone(),
            member: found.member.map(str::to_owned),
            detail: found.detail,
            instead: found.instead,
            operations: users.count,
            endpoints: users.nearest,
            old: if found.kind == Kind::Added {
                None
            } else {
                place(old, self.old)
            },
            new: if found.kind == Kind::Removed {
                None
            } else {
                place(new, self.new)
            },
            paths: Vec::new(),
        });
    }

    /// The module in which the item at hand lies; its own name at the crate root.
    fn resource(&self) -> String {
        // of a second path the owner's module says less than its own did
        let lies = |side: &Side<'_>| {
            side.item(&self.item).is_some() && side.leads_to(&self.item) == self.item
        };
        let side = match (lies(self.new), lies(self.old), self.new.item(&self.item)) {
            (true, ..) => self.new,
            (false, true, _) | (_, _, None) => self.old,
            _ => self.new,
        };
        let first = side.real(&self.item).first().copied();
        first.unwrap_or_default().to_owned()
    }

    /// Names the operation of the last change.
    pub(super) fn endpoint(&mut self, verb: &str, template: &str) {
        if let Some(change) = self.list.last_mut() {
            change.endpoints = vec![format!("{verb} {template}")];
            change.operations = 1;
        }
    }

    /// Names further paths of the last change.
    pub(super) fn paths(&mut self, paths: Vec<String>) {
        if let Some(change) = self.list.last_mut() {
            change.paths = paths;
        }
    }

    /// What it means that a struct has one more field, or an enum one more variant: programs that were written for a crate
    /// without `#[non_exhaustive]` list them all.
    pub(super) fn growth(&self) -> Impact {
        match self.old.model.api.exhaustive {
            true => Impact::Major,
            false => Impact::Minor,
        }
    }

    /// Whether the item at hand is `#[non_exhaustive]` by itself, in the old crate and in the new one. Types around one value
    /// never are.
    pub(super) fn is_open(&self) -> (bool, bool) {
        let may_grow = !matches!(self.what, "tag" | "newtype" | "alias");
        let is_open = |side: &Side<'_>| may_grow && !side.model.api.exhaustive;
        (is_open(self.old), is_open(self.new))
    }

    /// How many changes there are by now.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes back all changes but the first so many.
    pub(super) fn split_off(&mut self, at: usize) -> Vec<Change> {
        self.list.split_off(at)
    }

    /// Adds changes that were taken back.
    pub(super) fn extend(&mut self, changes: Vec<Change>) {
        self.list.extend(changes);
    }

    /// All changes.
    pub(super) fn into_list(self) -> Vec<Change> {
        self.list
    }

    /// The two spellings of a type, the old one and the new one. `None` where the compiler sees no difference between what
    /// the old one means in the new crate and the new one.
    pub(super) fn retyped(
        &self,
        old: impl Fn(Spelling<'_, 'n>) -> String,
        new: impl Fn(Spelling<'_, 'n>) -> String,
    ) -> Option<(String, String)> {
        if self.is_loose && self.was_one(&old, &new) {
            return None;
        }
        let was = old(&|path| self.was(path));
        let is = new(&|path| self.is(path));
        // what both lead to tells whether they differ; what they are called tells people what differs
        (was != is).then(|| {
            let (was, is) = (
                old(&|path| self.old.spelled(path)),
                new(&|path| self.new.spelled(path)),
            );
            if was == is {
                // the same words for another type: say which one
                return (was, new(&|path| self.is(path)));
            }
            (was, is)
        })
    }

    /// What the path by which the old crate spells an item leads to in the new one.
    pub(super) fn was(&self, path: &'n [String]) -> String {
        let spelled = self.old.spelled(path);
        self.new
            .canonical(self.moved.get(&spelled).unwrap_or(&spelled))
    }

    /// What a path of the new crate leads to.
    pub(super) fn is(&self, path: &'n [String]) -> String {
        self.new.canonical(&self.new.spelled(path))
    }

    /// Whether the path by which the new crate spells a type led to the old one before. A path that the old crate did not
    /// have tells nothing but its name.
    fn was_one(
        &self,
        old: impl Fn(Spelling<'_, 'n>) -> String,
        new: impl Fn(Spelling<'_, 'n>) -> String,
    ) -> bool {
        let before = |path: &'n [String]| self.old.canonical(&self.old.spelled(path));
        let known = |path: &'n [String]| {
            let spelled = self.new.spelled(path);
            self.old
                .item(&spelled)
                .map(|_| self.old.canonical(&spelled))
        };
        let name = |path: String| match path.contains('<') {
            true => path,
            false => format!("~{}", path.rsplit("::").next().unwrap_or_default()),
        };
        old(&before) == new(&|path| known(path).unwrap_or_else(|| self.is(path)))
            || old(&|path| name(before(path)))
                == new(&|path| known(path).unwrap_or_else(|| name(self.is(path))))
    }
}

/// A thing in a list, as both sides know it.
pub(super) struct Named<'a, T> {
    /// Its identifier.
    pub(super) name: fn(&'a T) -> &'a str,
    /// What it is on the wire; empty where it is nothing there.
    pub(super) wire: fn(&'a T) -> String,
    /// Its place in the document.
    pub(super) place: fn(&'a T) -> &'a str,
    /// What it means that there is one more.
    pub(super) growth: Impact,
}

impl<'n> Changes<'n> {
    /// Compares lists of named things: those that are in one only are reported, those in both are handed on.
    pub(super) fn lists<T>(
        &mut self,
        (old, new): (&'n [T], &'n [T]),
        of: &Named<'n, T>,
        added: impl Fn(&'n T) -> String,
        removed: impl Fn(&'n T) -> String,
        mut both: impl FnMut(&mut Self, &'n T, &'n T),
    ) {
        let known: BTreeMap<&str, &'n T> = new.iter().map(|one| ((of.name)(one), one)).collect();
        let before: BTreeMap<&str, &'n T> = old.iter().map(|one| ((of.name)(one), one)).collect();
        let by_wire: BTreeMap<String, &'n T> = new
            .iter()
            .filter(|one| !before.contains_key((of.name)(one)))
            .map(|one| ((of.wire)(one), one))
            .collect();
        let mut renamed = Vec::new();
        for thing in old {
            let (name, wire) = ((of.name)(thing), (of.wire)(thing));
            if let Some(other) = known.get(name) {
                both(self, thing, other);
            } else if let Some(other) = by_wire.get(&wire).filter(|_| !wire.is_empty()) {
                let now = (of.name)(other);
                renamed.push(now);
                let found = Found::api(Impact::Major, format!("is `{now}` now"));
                let found = found.kind(Kind::Renamed).of(Some(name));
                let places = ((of.place)(thing), (of.place)(other));
                self.push(found.instead(format!("`{now}`")).at(places.0, places.1));
                both(self, thing, other);
            } else {
                let found = Found::api(Impact::Major, "")
                    .kind(Kind::Removed)
                    .of(Some(name));
                self.push(found.instead(removed(thing)).at((of.place)(thing), ""));
            }
        }
        for thing in new {
            let name = (of.name)(thing);
            if !before.contains_key(name) && !renamed.contains(&name) {
                let found = Found::api(of.growth, added(thing)).kind(Kind::Added);
                self.push(found.of(Some(name)).at("", (of.place)(thing)));
            }
        }
    }
}
