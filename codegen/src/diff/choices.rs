//! Enums, unions and constants.

use super::change::{Impact, Kind};
use super::changes::{Changes, Found, Named};
use super::said::{meta, rest, types, wire};
use super::side::Side;
use crate::hash::Map;
use crate::model::{Branch, Conversion, Enum, Given, Tag, Type, Union, Variant};

pub(super) fn enumeration<'a>(old: &'a Enum, new: &'a Enum, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    if old.kind != new.kind {
        let found = Found::api(Impact::Major, "its values are of another kind");
        changes
            .push(found.instead("the variants only; what the last one holds is of another type"));
    }
    let variants = (old.variants.as_slice(), new.variants.as_slice());
    let of = Named {
        name: |variant: &Variant| &variant.ident,
        wire: |variant| variant.wire.clone(),
        place: |variant| &variant.meta.pointer,
        growth: changes.growth(),
    };
    let catch_all_name = new.catch_all.clone();
    changes.lists(
        variants,
        &of,
        |variant| format!("{:?}", variant.wire),
        |variant| {
            format!(
                "`{catch_all_name}`, as which {:?} is read now",
                variant.wire
            )
        },
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            wire(&old.wire, &new.wire, &new.ident, changes);
        },
    );
    match (old.closed, new.closed) {
        (false, true) => {
            let found = Found::api(Impact::Major, "").kind(Kind::Removed);
            let instead = "nothing: other values are errors now, and texts don't convert any more";
            changes.push(found.of(Some(&old.catch_all)).instead(instead));
        }
        (true, false) => {
            let found = Found::api(
                Impact::Major,
                "is no longer `Copy`, and holds other values too",
            );
            changes.push(found.instead("`clone()`"));
        }
        (false, false) => {
            catch_all(&old.catch_all, &new.catch_all, changes);
            rest(&old.meta, &new.meta, &new.catch_all, changes);
        }
        (true, true) => {}
    }
}

fn catch_all<'a>(old: &'a str, new: &'a str, changes: &mut Changes<'a>) {
    if old != new {
        let found = Found::api(Impact::Major, format!("is `{new}` now"));
        changes.push(
            found
                .kind(Kind::Renamed)
                .of(Some(old))
                .instead(format!("`{new}`")),
        );
    }
}

pub(super) fn union<'a>(old: &'a Union, new: &'a Union, path: &str, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    let branches = (old.branches.as_slice(), new.branches.as_slice());
    let of = Named {
        name: |branch: &Branch| &branch.ident,
        wire: |_| String::new(),
        place: |branch| &branch.meta.pointer,
        growth: changes.growth(),
    };
    let (catch_all_name, side) = (new.catch_all.clone(), changes.new);
    changes.lists(
        branches,
        &of,
        |branch| side.ty(&branch.ty),
        |_| format!("`{catch_all_name}`, which holds the JSON"),
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            if old.unit().is_some() == new.unit().is_some() {
                types(
                    &old.ty,
                    &new.ty,
                    Some(&new.ident),
                    (&old.meta, &new.meta),
                    changes,
                );
            } else {
                let (detail, instead) = match new.unit() {
                    Some(_) => ("holds nothing now", new.ident.clone()),
                    None => ("holds a value now", format!("{}(…)", new.ident)),
                };
                let found = Found::api(Impact::Major, detail).of(Some(&new.ident));
                let found = found.at(&old.meta.pointer, &new.meta.pointer);
                changes.push(found.instead(format!("`{instead}`")));
            }
            if old.guard.in_order() != new.guard.in_order() {
                let found = Found::wire("is told from the others in another way");
                changes.push(
                    found
                        .of(Some(&new.ident))
                        .at(&old.meta.pointer, &new.meta.pointer),
                );
            }
        },
    );
    conversions(old, new, path, changes);
    match (&old.open, &new.open) {
        (Some(old), Some(is)) => meta(old, is, Some(&new.catch_all), changes),
        (None, None) => {}
        (_, is) => {
            let found = Found::wire(match is {
                Some(_) => "holds also what another variant could only read in part now",
                None => "holds only what is no form of the others now",
            });
            changes.push(found.of(Some(&new.catch_all)));
        }
    }
    catch_all(&old.catch_all, &new.catch_all, changes);
    rest(&old.meta, &new.meta, &new.catch_all, changes);
}

/// Values that no longer convert into a union, although it still has their branch.
fn conversions<'a>(old: &'a Union, new: &'a Union, path: &str, changes: &mut Changes<'a>) {
    let of = |side: &'a Side<'a>, union: &'a Union| {
        let real = side.real(path);
        side.paths.conversions(union, &real)
    };
    let (was, is) = (of(changes.old, old), of(changes.new, new));
    let branches = new.branches.iter().map(|one| (one.ident.as_str(), one));
    let branches: Map<&str, &Branch> = branches.collect();
    let typed: Map<&str, &Conversion<'_>> = (is.iter())
        .filter(|now| matches!(now.given, Given::Type(_)))
        .filter_map(|now| Some((ident(now)?, now)))
        .collect();
    for was in &was {
        let stays = ident(was).and_then(|ident| branches.get(ident).copied());
        let what = match was.given {
            Given::Type(_) => stays.map_or_else(String::new, |stays| changes.new.ty(&stays.ty)),
            Given::ArrayOf(_) => "[T; N]".to_owned(),
            Given::Array(element) => format!("[{}; N]", changes.old.ty(element)),
            Given::Texts => "[&str; N]".to_owned(),
            Given::Text => "&str".to_owned(),
            Given::Integer => "i64".to_owned(),
            Given::Float => "f64".to_owned(),
        };
        let is_same = |now: &Type, was: &Type| changes.new.ty(now) == changes.old.ty(was);
        let now = match was.given {
            Given::Type(_) => ident(was).and_then(|ident| typed.get(ident).copied()),
            _ => is.iter().find(|now| takes(now, was, is_same)),
        };
        let is_literal = was.given.written().is_some();
        let Some(now) = now else {
            let found = Found::api(Impact::Major, format!("`From<{what}>` is gone"));
            match stays {
                Some(stays) => changes.push(
                    found
                        .of(Some(&stays.ident))
                        .instead(format!("`{path}::{}(…)`", stays.ident)),
                ),
                None if is_literal => {
                    changes.push(found.instead("a value of one of the branches"));
                }
                // that the branch is gone is said
                None => {}
            }
            continue;
        };
        let (now, was) = (made(now, new), made(was, old));
        if is_literal && now != was {
            let detail = format!("a `{what}` is made a `{now}`, was a `{was}`");
            changes.push(Found::wire(detail));
        }
    }
}

/// The branch that a conversion makes.
fn ident<'a>(conversion: &Conversion<'a>) -> Option<&'a str> {
    let branch = conversion.becomes.branch();
    branch.map(|branch| branch.ident.as_str())
}

/// Whether a conversion takes what another one takes that is of no single type. What changes inside of a branch is reported
/// there.
fn takes(
    now: &Conversion<'_>,
    was: &Conversion<'_>,
    is_same: impl Fn(&Type, &Type) -> bool,
) -> bool {
    let same_branch = || ident(now) == ident(was);
    match (now.given, was.given) {
        (Given::ArrayOf(now), Given::ArrayOf(was))
        | (Given::ArrayOf(now) | Given::Array(now), Given::Array(was)) => {
            same_branch() || is_same(now, was)
        }
        (Given::ArrayOf(_) | Given::Texts, Given::Texts) => same_branch(),
        (Given::Text, Given::Text)
        | (Given::Integer, Given::Integer)
        | (Given::Float, Given::Float) => true,
        _ => false,
    }
}

/// What a literal that is no listed value becomes.
fn made<'a>(conversion: &Conversion<'a>, union: &'a Union) -> &'a str {
    let branch = conversion.becomes.branch();
    branch.map_or(&union.catch_all, |branch| &branch.ident)
}

pub(super) fn tag<'a>(old: &'a Tag, new: &'a Tag, changes: &mut Changes<'a>) {
    let is_same = old.json == new.json;
    if is_same {
        meta(&old.meta, &new.meta, None, changes);
    } else {
        changes.push(Found::wire(format!("{} was {}", new.json, old.json)));
    }
}
