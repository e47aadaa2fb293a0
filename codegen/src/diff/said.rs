//! Compares what all items and members have: documentation, constraints, deprecation, types.

use std::collections::BTreeSet;

use super::change::{Concern, Impact};
use super::changes::{Changes, Found};
use crate::model::{Meta, Type, spelled};

/// Compares documentation, rules and deprecation, of the item itself or of a member.
pub(super) fn meta(old: &Meta, new: &Meta, member: Option<&str>, changes: &mut Changes<'_>) {
    let mut push = |found: Found<'_>| {
        let found = Found { member, ..found };
        changes.push(found.at(&old.pointer, &new.pointer));
    };
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => push(Found::api(Impact::Minor, "is deprecated now")),
        (Some(_), None) => push(Found::api(Impact::Patch, "is no longer deprecated")),
        _ => {}
    }
    derived(old, new, &mut push);
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
fn derived<'s>(old: &Meta, new: &Meta, push: &mut impl FnMut(Found<'s>)) {
    let only = |of: &[String], others: &[String]| {
        let only = of.iter().filter(|one| !others.contains(one));
        only.map(|one| format!("`{one}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (was, is) = (&old.derived, &new.derived);
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
    if was.attributes != is.attributes {
        push(Found::api(Impact::Minor, "has other attributes"));
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
