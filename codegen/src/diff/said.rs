//! Compares what all items and members have: documentation, constraints, deprecation, types.

use std::collections::BTreeSet;

use super::change::{Concern, Impact};
use super::changes::{Changes, Found};
use crate::derive::{self, DeriveRule};
use crate::model::{Meta, Type, spelled};

/// Compares documentation, rules and deprecation, of the item itself or of a member.
pub(super) fn meta(old: &Meta, new: &Meta, member: Option<&str>, changes: &mut Changes<'_>) {
    let is_open = member.is_none().then(|| changes.is_open());
    let is_open = is_open.unwrap_or_default();
    let mut push = |found: Found<'_>| {
        let found = Found { member, ..found };
        changes.push(found.at(&old.pointer, &new.pointer));
    };
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => push(Found::api(Impact::Minor, "is deprecated now")),
        (Some(_), None) => push(Found::api(Impact::Patch, "is no longer deprecated")),
        _ => {}
    }
    derived(old, new, is_open, &mut push);
    let rules = |of: &Meta| -> BTreeSet<String> { of.rules.iter().cloned().collect() };
    let (was, is) = (rules(old), rules(new));
    if was != is {
        let only = |rules: &BTreeSet<String>, others: &BTreeSet<String>| {
            let only: Vec<&str> = rules.difference(others).map(String::as_str).collect();
            only.join(" ")
        };
        let (gone, new) = (only(&was, &is), only(&is, &was));
        push(Found::wire(match (gone.as_str(), new.as_str()) {
            ("", new) => format!("now: {new}"),
            (gone, "") => format!("no longer: {gone}"),
            (gone, new) => format!("{new} (was: {gone})"),
        }));
    }
    if words(old, &was) != words(new, &is) {
        let found = Found {
            concern: Concern::Documentation,
            ..Found::api(Impact::Patch, "is documented in other words")
        };
        push(found);
    }
}

/// Compares derives and attributes that settings add.
fn derived<'s>(old: &Meta, new: &Meta, is_open: (bool, bool), push: &mut impl FnMut(Found<'s>)) {
    let (was, is) = (Promised::of(old, is_open.0), Promised::of(new, is_open.1));
    let only = |of: &BTreeSet<String>, others: &BTreeSet<String>| {
        let only = of.difference(others).map(|one| format!("`{one}`"));
        only.collect::<Vec<_>>().join(", ")
    };
    let (gone, added) = (
        only(&was.derives, &is.derives),
        only(&is.derives, &was.derives),
    );
    if !gone.is_empty() {
        let found = Found::api(Impact::Major, format!("is no longer {gone}"));
        push(found.instead("a type of your own around it that implements it"));
    }
    if !added.is_empty() {
        push(Found::api(Impact::Minor, format!("is {added} as well")));
    }
    match (was.is_closed, is.is_closed) {
        (false, true) => {
            let found = Found::api(Impact::Major, "is `#[non_exhaustive]` now");
            push(found.instead("`new`, `..` in patterns of structs, `_` in those of enums"));
        }
        (true, false) => push(Found::api(
            Impact::Minor,
            "is no longer `#[non_exhaustive]`",
        )),
        _ => {}
    }
    if was.attributes != is.attributes {
        push(Found::api(Impact::Minor, "has other attributes"));
    }
}

/// What settings add to an item or a member.
#[derive(Default)]
struct Promised {
    derives: BTreeSet<String>,
    /// Whether an attribute makes it `#[non_exhaustive]`.
    is_closed: bool,
    attributes: BTreeSet<String>,
}

impl Promised {
    /// Where everything `is_open` to growth, an attribute that says so adds nothing.
    fn of(meta: &Meta, is_open: bool) -> Self {
        let derives = meta.derived.derives.iter();
        let mut promised = Self {
            derives: derives.map(|one| derive::canonical(one)).collect(),
            ..Self::default()
        };
        for text in &meta.derived.attributes {
            let derives = DeriveRule::derived(text);
            if !derives.is_empty() {
                let all = derives.iter().map(|one| derive::canonical(one));
                promised.derives.extend(all);
            } else if DeriveRule::attribute(text)
                .is_some_and(|attribute| attribute.path().is_ident("non_exhaustive"))
            {
                promised.is_closed = !is_open;
            } else {
                promised.attributes.insert(text.clone());
            }
        }
        promised
    }
}

/// Compares the attributes of the variant that holds other values.
pub(super) fn rest(old: &Meta, new: &Meta, catch_all: &str, changes: &mut Changes<'_>) {
    if old.derived.rest != new.derived.rest {
        let found = Found::api(Impact::Minor, "has other attributes");
        changes.push(found.of(Some(catch_all)));
    }
}

/// The documentation but the rules, as lines in no order: lists in it follow maps of the document.
fn words<'d>(meta: &'d Meta, rules: &BTreeSet<String>) -> Vec<&'d str> {
    let lines = meta.doc.lines().map(|line| line.trim());
    let mut lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !rules.contains(line.trim_start_matches("- ")))
        .collect();
    lines.sort_unstable();
    lines
}

/// Reports another type of the item, or of a member.
pub(super) fn types<'a>(
    old: &'a Type,
    new: &'a Type,
    member: Option<&'a str>,
    places: (&'a Meta, &'a Meta),
    changes: &mut Changes<'a>,
) {
    let retyped = changes.retyped(|p| spelled(old, p), |p| spelled(new, p));
    if let Some((was, is)) = retyped {
        let found = Found::api(Impact::Major, format!("`{is}` was `{was}`"));
        let found = found.instead(format!("`{is}`")).of(member);
        changes.push(found.at(&places.0.pointer, &places.1.pointer));
    }
}

/// Reports another text on the wire under the same name.
pub(super) fn wire(old: &str, new: &str, member: &str, changes: &mut Changes<'_>) {
    if old != new {
        changes.push(Found::wire(format!("{new:?} on the wire was {old:?}")).of(Some(member)));
    }
}
