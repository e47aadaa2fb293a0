//! Enums, unions and constants.

use super::change::{Impact, Kind};
use super::changes::{Changes, Found, Named};
use super::said::{meta, types, wire};
use super::side::Side;
use crate::model::{Branch, Enum, Guard, Tag, Union, Variant};

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
    catch_all(&old.catch_all, &new.catch_all, changes);
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
    };
    let (catch_all_name, side) = (new.catch_all.clone(), changes.new);
    changes.lists(
        branches,
        &of,
        |branch| side.ty(&branch.ty),
        |_| format!("`{catch_all_name}`, which holds the JSON"),
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            types(
                &old.ty,
                &new.ty,
                Some(&new.ident),
                (&old.meta, &new.meta),
                changes,
            );
            if guard(&old.guard) != guard(&new.guard) {
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
    catch_all(&old.catch_all, &new.catch_all, changes);
}

/// Values that no longer convert into a union, although it still has their branch.
fn conversions<'a>(old: &'a Union, new: &'a Union, path: &str, changes: &mut Changes<'a>) {
    let convertible = |side: &Side<'a>, union: &'a Union| -> Vec<&'a Branch> {
        let real: Vec<String> = side.real(path).into_iter().map(str::to_owned).collect();
        let branches = union.branches.iter();
        branches
            .filter(|branch| {
                let real: Vec<&str> = real.iter().map(String::as_str).collect();
                is_convertible(side, union, branch, &real)
            })
            .collect()
    };
    let now = convertible(changes.new, new);
    for was in convertible(changes.old, old) {
        let stays = new.branches.iter().find(|branch| branch.ident == was.ident);
        if let Some(stays) = stays
            && !now.iter().any(|branch| branch.ident == was.ident)
        {
            let ty = changes.new.ty(&stays.ty);
            let found = Found::api(
                Impact::Major,
                format!("`From<{ty}>` is gone: other branches hold the same"),
            );
            let instead = format!("`{path}::{}(value)`", stays.ident);
            changes.push(found.of(Some(&stays.ident)).instead(instead));
        }
    }
}

fn is_convertible(side: &Side<'_>, union: &Union, branch: &Branch, path: &[&str]) -> bool {
    side.index.is_convertible(union, branch, path)
}

/// A guard in which the order of tags, their values and keys doesn't matter.
fn guard(guard: &Guard) -> Guard {
    match guard {
        Guard::Object { tags, keys } => {
            let (mut tags, mut keys) = (tags.clone(), keys.clone());
            tags.iter_mut().for_each(|(_, values)| values.sort());
            tags.sort();
            keys.sort();
            Guard::Object { tags, keys }
        }
        other => other.clone(),
    }
}

pub(super) fn tag<'a>(old: &'a Tag, new: &'a Tag, changes: &mut Changes<'a>) {
    let is_same = old.json == new.json;
    if is_same {
        meta(&old.meta, &new.meta, None, changes);
    } else {
        changes.push(Found::wire(format!("{} was {}", new.json, old.json)));
    }
}
