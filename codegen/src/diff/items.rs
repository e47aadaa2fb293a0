//! Structs, enums and all that holds data.

use super::{Changes, Impact, Kind, handles, show};
use crate::model::{Alias, Enum, Field, Item, Meta, Object, Presence, Tag, Union};

/// Compares two items of the same path.
pub(super) fn compare(old: &Item, new: &Item, changes: &mut Changes) {
    match (old, new) {
        (Item::Object(old), Item::Object(new)) => object(old, new, changes),
        (Item::Params(old), Item::Params(new)) => {
            object(&old.object, &new.object, changes);
            if old.places != new.places && old.object.fields.len() == new.object.fields.len() {
                changes.item(
                    Kind::Changed,
                    Impact::Patch,
                    "parameters go elsewhere in the request".to_owned(),
                );
            }
        }
        (Item::Enum(old), Item::Enum(new)) => enumeration(old, new, changes),
        (Item::Union(old), Item::Union(new)) => union(old, new, changes),
        (Item::Alias(old), Item::Alias(new)) | (Item::Newtype(old), Item::Newtype(new)) => {
            alias(old, new, changes)
        }
        (Item::Tag(old), Item::Tag(new)) => tag(old, new, changes),
        (Item::Resource(old), Item::Resource(new)) => handles::resource(old, new, changes),
        (Item::Group(old), Item::Group(new)) => handles::group(old, new, changes),
        _ => changes.item(
            Kind::Changed,
            Impact::Major,
            "is another kind of item".to_owned(),
        ),
    }
}

/// Compares documentation and deprecation, of the item itself or of a member.
pub(super) fn meta(old: &Meta, new: &Meta, member: Option<&str>, changes: &mut Changes) {
    let mut push = |impact, detail: &str| {
        changes.push(
            member.map(str::to_owned),
            Kind::Changed,
            impact,
            detail.to_owned(),
        );
    };
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => push(Impact::Minor, "is deprecated now"),
        (Some(_), None) => push(Impact::Patch, "is no longer deprecated"),
        _ => {}
    }
    if old.doc != new.doc {
        push(Impact::Patch, "says something else of itself");
    }
}

fn object(old: &Object, new: &Object, changes: &mut Changes) {
    meta(&old.meta, &new.meta, None, changes);
    match (old.constructible, new.constructible) {
        (true, false) => changes.item(
            Kind::Changed,
            Impact::Major,
            "`new` and its setters are gone".to_owned(),
        ),
        (false, true) => changes.item(
            Kind::Changed,
            Impact::Minor,
            "can be made with `new`".to_owned(),
        ),
        (true, true) if arguments(old) != arguments(new) => {
            let detail = format!("`new({})` was `new({})`", arguments(new), arguments(old));
            changes.item(Kind::Changed, Impact::Major, detail);
        }
        _ => {}
    }
    let added = |field: &Field| (Impact::Minor, show::field(&field.ty, field.presence));
    changes.lists(&old.fields, &new.fields, |field| &field.ident, added, field);
    match (&old.extra, &new.extra) {
        (Some(old), None) => {
            changes.member(&old.ident, Kind::Removed, Impact::Major, String::new())
        }
        (None, Some(new)) => {
            changes.member(&new.ident, Kind::Added, Impact::Minor, show::ty(&new.ty))
        }
        (Some(old), Some(new)) if (&old.ident, &old.ty) != (&new.ident, &new.ty) => {
            let detail = format!(
                "`{}` was `{}: {}`",
                show::ty(&new.ty),
                old.ident,
                show::ty(&old.ty)
            );
            changes.member(&new.ident, Kind::Changed, Impact::Major, detail);
        }
        _ => {}
    }
}

/// What `new` takes: what must be there, except what has one value only (which the types do not tell here; such a field
/// counts, and seldom changes).
fn arguments(object: &Object) -> String {
    let required = object
        .fields
        .iter()
        .filter(|field| {
            matches!(
                field.presence,
                Presence::Required | Presence::Nullable | Presence::Lenient
            )
        })
        .map(|field| {
            format!(
                "{}: {}",
                field.ident,
                show::field(&field.ty, field.presence)
            )
        });
    required.collect::<Vec<_>>().join(", ")
}

fn field(changes: &mut Changes, old: &Field, new: &Field) {
    meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let (was, is) = (
        show::field(&old.ty, old.presence),
        show::field(&new.ty, new.presence),
    );
    if was != is {
        changes.member(
            &new.ident,
            Kind::Changed,
            Impact::Major,
            format!("`{is}` was `{was}`"),
        );
    } else if old.presence != new.presence {
        let detail = "may be left out or null in another way".to_owned();
        changes.member(&new.ident, Kind::Changed, Impact::Patch, detail);
    }
    wire(&old.wire, &new.wire, &new.ident, changes);
}

fn wire(old: &str, new: &str, member: &str, changes: &mut Changes) {
    if old != new {
        changes.member(
            member,
            Kind::Changed,
            Impact::Patch,
            format!("{new:?} on the wire was {old:?}"),
        );
    }
}

fn enumeration(old: &Enum, new: &Enum, changes: &mut Changes) {
    meta(&old.meta, &new.meta, None, changes);
    if old.kind != new.kind {
        changes.item(
            Kind::Changed,
            Impact::Major,
            "its values are of another kind".to_owned(),
        );
    }
    let added = |_: &_| (Impact::Minor, String::new());
    changes.lists(
        &old.variants,
        &new.variants,
        |variant| &variant.ident,
        added,
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            wire(&old.wire, &new.wire, &new.ident, changes);
        },
    );
    catch_all(&old.catch_all, &new.catch_all, changes);
}

fn catch_all(old: &str, new: &str, changes: &mut Changes) {
    if old != new {
        changes.member(
            new,
            Kind::Changed,
            Impact::Major,
            format!("the variant for all else was `{old}`"),
        );
    }
}

fn union(old: &Union, new: &Union, changes: &mut Changes) {
    meta(&old.meta, &new.meta, None, changes);
    let added = |_: &_| (Impact::Minor, String::new());
    changes.lists(
        &old.branches,
        &new.branches,
        |branch| &branch.ident,
        added,
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            let (was, is) = (show::ty(&old.ty), show::ty(&new.ty));
            if was != is {
                changes.member(
                    &new.ident,
                    Kind::Changed,
                    Impact::Major,
                    format!("`{is}` was `{was}`"),
                );
            }
            if old.guard != new.guard {
                let detail = "is told apart in another way".to_owned();
                changes.member(&new.ident, Kind::Changed, Impact::Patch, detail);
            }
        },
    );
    catch_all(&old.catch_all, &new.catch_all, changes);
}

fn alias(old: &Alias, new: &Alias, changes: &mut Changes) {
    meta(&old.meta, &new.meta, None, changes);
    let (was, is) = (show::ty(&old.ty), show::ty(&new.ty));
    if was != is {
        changes.item(Kind::Changed, Impact::Major, format!("`{is}` was `{was}`"));
    }
}

fn tag(old: &Tag, new: &Tag, changes: &mut Changes) {
    meta(&old.meta, &new.meta, None, changes);
    if old.json != new.json {
        changes.item(
            Kind::Changed,
            Impact::Patch,
            format!("{} was {}", new.json, old.json),
        );
    }
}
