//! Structs, enums and all that holds data.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Concern, Impact, Kind};
use super::changes::{Changes, Found, Named};
use super::show::{self, Spelling};
use super::side::Side;
use super::{handles, side};
use crate::model::{
    Branch, Enum, Field, Guard, Item, Meta, Object, Params, Presence, Tag, Type, Union, Variant,
};

/// Compares two items that one path leads to.
pub(super) fn compare<'a>(old: &'a Item, new: &'a Item, path: &str, changes: &mut Changes<'a>) {
    match (old, new) {
        (Item::Object(old), Item::Object(new)) => object(old, new, path, changes),
        (Item::Params(old), Item::Params(new)) => params(old, new, path, changes),
        (Item::Enum(old), Item::Enum(new)) => enumeration(old, new, changes),
        (Item::Union(old), Item::Union(new)) => union(old, new, path, changes),
        (Item::Alias(old), Item::Alias(new)) | (Item::Newtype(old), Item::Newtype(new)) => {
            meta(&old.meta, &new.meta, None, changes);
            types(&old.ty, &new.ty, None, (&old.meta, &new.meta), changes);
        }
        (Item::Tag(old), Item::Tag(new)) => tag(old, new, changes),
        (Item::Resource(old), Item::Resource(new)) => handles::resource(old, new, changes),
        (Item::Group(old), Item::Group(new)) => handles::group(old, new, changes),
        (Item::Alias(alias), new) => {
            // a name for another type, and now that type itself
            let was = show::ty(&alias.ty, &|path| changes.was(path));
            if was != changes.new.canonical(path) {
                another_kind(alias.ident.as_str(), new, changes);
            }
        }
        (old, new) => another_kind(old.ident(), new, changes),
    }
}

fn another_kind(ident: &str, new: &Item, changes: &mut Changes<'_>) {
    let what = side::what(new);
    let article = if what.starts_with(['a', 'e', 'u']) {
        "an"
    } else {
        "a"
    };
    changes.push(
        Found::api(Impact::Major, format!("is {article} {what} now"))
            .instead(format!("`{ident}` as {article} {what}")),
    );
}

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
    let rules = |of: &Meta| -> BTreeSet<String> { of.rules.iter().cloned().collect() };
    let (was, is) = (rules(old), rules(new));
    if was != is {
        let list = |rules: &BTreeSet<String>, others: &BTreeSet<String>| {
            let only: Vec<&str> = rules.difference(others).map(String::as_str).collect();
            if only.is_empty() {
                "nothing".to_owned()
            } else {
                only.join(" ")
            }
        };
        push(Found::wire(format!(
            "{} (was: {})",
            list(&is, &was),
            list(&was, &is)
        )));
    }
    if words(old, &was) != words(new, &is) {
        let found = Found {
            concern: Concern::Documentation,
            ..Found::api(Impact::Patch, "is documented in other words")
        };
        push(found);
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
fn types<'a>(
    old: &'a Type,
    new: &'a Type,
    member: Option<&'a str>,
    places: (&'a Meta, &'a Meta),
    changes: &mut Changes<'a>,
) {
    let retyped = changes.retyped(|p| show::ty(old, p), |p| show::ty(new, p));
    if let Some((was, is)) = retyped {
        let found = Found::api(Impact::Major, format!("`{is}` was `{was}`"));
        let found = found.instead(format!("a `{is}`")).of(member);
        changes.push(found.at(&places.0.pointer, &places.1.pointer));
    }
}

fn object<'a>(old: &'a Object, new: &'a Object, path: &str, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    constructor(old, new, path, changes);
    let of = Named {
        name: |field: &Field| &field.ident,
        wire: |field| field.wire.clone(),
        place: |field| &field.meta.pointer,
    };
    let side = changes.new;
    let added =
        |field: &'a Field| show::field(&field.ty, field.presence, &|path| side.spelled(path));
    let fields = (old.fields.as_slice(), new.fields.as_slice());
    changes.lists(fields, &of, added, |_| String::new(), field);
    match (&old.extra, &new.extra) {
        (Some(old), None) => {
            let found = Found::api(Impact::Major, "").kind(Kind::Removed);
            changes.push(found.of(Some(&old.ident)));
        }
        (None, Some(new)) => {
            let found = Found::api(Impact::Minor, changes.new.ty(&new.ty)).kind(Kind::Added);
            changes.push(found.of(Some(&new.ident)));
        }
        (Some(old), Some(new)) => {
            if old.ident != new.ident {
                let found = Found::api(Impact::Major, format!("is `{}` now", new.ident));
                let found = found.kind(Kind::Renamed).of(Some(&old.ident));
                changes.push(found.instead(format!("`{}`", new.ident)));
            }
            types(
                &old.ty,
                &new.ty,
                Some(&new.ident),
                (&old.meta, &new.meta),
                changes,
            );
        }
        (None, None) => {}
    }
}

/// `new`, its arguments and the setters beside it.
fn constructor<'a>(old: &'a Object, new: &'a Object, path: &str, changes: &mut Changes<'a>) {
    match (old.constructible, new.constructible) {
        (true, false) => {
            let found = Found::api(Impact::Major, "`new` and its setters are gone");
            changes.push(found.instead("nothing: no operation sends it any more"));
        }
        (false, true) => changes.push(Found::api(Impact::Minor, "can be made with `new`")),
        (true, true) => {
            let (old, new) = (arguments(old, changes.old), arguments(new, changes.new));
            let list = |fields: &[&'a Field], path: Spelling<'_, 'a>, named: bool| {
                let one = |field: &&'a Field| {
                    let ty = show::field(&field.ty, field.presence, path);
                    if named {
                        format!("{}: {ty}", field.ident)
                    } else {
                        ty
                    }
                };
                fields.iter().map(one).collect::<Vec<_>>().join(", ")
            };
            let retyped = changes.retyped(|p| list(&old, p, false), |p| list(&new, p, false));
            let names = |fields: &[&Field]| -> Vec<String> {
                fields.iter().map(|field| field.wire.clone()).collect()
            };
            let (was, is) = (
                list(&old, &|path| changes.old.spelled(path), true),
                list(&new, &|path| changes.new.spelled(path), true),
            );
            if retyped.is_some() {
                let found = Found::api(Impact::Major, format!("`new({is})` was `new({was})`"));
                changes.push(found.instead(format!("`{path}::new({is})`")));
            } else if names(&old) != names(&new) {
                // compiles as before, and means something else
                let detail = format!("`new({is})` was `new({was})`: the same types, other values");
                changes.push(Found::wire(detail));
            }
        }
        (false, false) => {}
    }
}

/// What `new` takes: what is required, except what has one value only.
fn arguments<'a>(object: &'a Object, side: &Side<'a>) -> Vec<&'a Field> {
    let is_required = |field: &&Field| match field.presence {
        Presence::Nullable | Presence::Lenient => true,
        Presence::Required => !is_tag(&field.ty, side),
        Presence::Optional | Presence::OptionalNullable => false,
    };
    object.fields.iter().filter(is_required).collect()
}

fn is_tag(ty: &Type, side: &Side<'_>) -> bool {
    matches!(side.index.behind_aliases(ty), Type::Item(path)
        if matches!(side.index.item(path), Some(Item::Tag(_))))
}

fn field<'a>(changes: &mut Changes<'a>, old: &'a Field, new: &'a Field) {
    meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let places = (old.meta.pointer.as_str(), new.meta.pointer.as_str());
    let retyped = changes.retyped(
        |path| show::field(&old.ty, old.presence, path),
        |path| show::field(&new.ty, new.presence, path),
    );
    let mut push =
        |found: Found<'a>| changes.push(found.of(Some(&new.ident)).at(places.0, places.1));
    if let Some((was, is)) = retyped {
        let instead = if is == format!("Option<{was}>") {
            "an `Option`: match on it, or `Some(…)` where it is set".to_owned()
        } else if was == format!("Option<{is}>") {
            "the value itself, without `Some`".to_owned()
        } else {
            format!("a `{is}`")
        };
        push(Found::api(Impact::Major, format!("`{is}` was `{was}`")).instead(instead));
    } else if old.presence != new.presence {
        push(Found::wire(format!(
            "{}, was {}",
            presence(new.presence),
            presence(old.presence)
        )));
    }
    if old.default != new.default {
        let said = |default: &Option<String>| default.clone().unwrap_or_else(|| "none".to_owned());
        push(Found::wire(format!(
            "one that is missing is read as {} (was: {})",
            said(&new.default),
            said(&old.default)
        )));
    }
    wire(&old.wire, &new.wire, &new.ident, changes);
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "always there",
        Presence::Nullable => "always there, may be null",
        Presence::Lenient => "may be null, missing counts as null",
        Presence::Optional => "may be missing",
        Presence::OptionalNullable => "may be missing or null",
    }
}

fn wire(old: &str, new: &str, member: &str, changes: &mut Changes<'_>) {
    if old != new {
        changes.push(Found::wire(format!("{new:?} on the wire was {old:?}")).of(Some(member)));
    }
}

fn params<'a>(old: &'a Params, new: &'a Params, path: &str, changes: &mut Changes<'a>) {
    object(&old.object, &new.object, path, changes);
    let places = |params: &'a Params| -> BTreeMap<&'a str, String> {
        let fields = params.object.fields.iter().zip(&params.places);
        fields
            .map(|(field, place)| (field.wire.as_str(), format!("{place:?}")))
            .collect()
    };
    let (was, is) = (places(old), places(new));
    for field in &new.object.fields {
        let wire = field.wire.as_str();
        if let (Some(was), Some(is)) = (was.get(wire), is.get(wire))
            && was != is
        {
            let found = Found::wire(format!("is sent as {is} (was: {was})"));
            changes.push(found.of(Some(&field.ident)));
        }
    }
    let sole = |params: &'a Params| params.sole_body.and_then(|at| params.object.fields.get(at));
    match (sole(old), sole(new)) {
        (Some(_), None) => {
            let found = Found::api(Impact::Major, "is no longer made of the body alone");
            changes.push(found.instead(format!("`{path}::new(…)`")));
        }
        (None, Some(_)) => changes.push(Found::api(
            Impact::Minor,
            "is made of the body alone as well",
        )),
        _ => {}
    }
}

fn enumeration<'a>(old: &'a Enum, new: &'a Enum, changes: &mut Changes<'a>) {
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

fn union<'a>(old: &'a Union, new: &'a Union, path: &str, changes: &mut Changes<'a>) {
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

fn tag<'a>(old: &'a Tag, new: &'a Tag, changes: &mut Changes<'a>) {
    let is_same = old.json == new.json;
    if is_same {
        meta(&old.meta, &new.meta, None, changes);
    } else {
        changes.push(Found::wire(format!("{} was {}", new.json, old.json)));
    }
}
