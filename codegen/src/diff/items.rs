//! Structs, enums and all that holds data.

use super::show::Spelling;
use super::{Changes, Impact, Kind, handles, show};
use crate::model::{Alias, Enum, Field, Item, Meta, Object, Presence, Tag, Type, Union};

/// Compares two items of the same path.
pub(super) fn compare<'a>(old: &'a Item, new: &'a Item, changes: &mut Changes<'a>) {
    match (old, new) {
        (Item::Object(old), Item::Object(new)) => object(old, new, changes),
        (Item::Params(old), Item::Params(new)) => {
            object(&old.object, &new.object, changes);
            if old.places != new.places && old.object.fields.len() == new.object.fields.len() {
                changes.item_differs(Impact::Patch, "parameters go elsewhere in the request");
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
        _ => changes.item_differs(Impact::Major, "is another kind of item"),
    }
}

/// Compares documentation and deprecation, of the item itself or of a member.
pub(super) fn meta<'a>(
    old: &'a Meta,
    new: &'a Meta,
    member: Option<&str>,
    changes: &mut Changes<'a>,
) {
    let mut push = |impact, detail: &str| {
        let member = member.map(str::to_owned);
        changes.push(member, Kind::Changed, impact, detail.to_owned());
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

/// The two spellings of a type, the old one and the new one. `None` where both lead to the same items.
pub(super) fn retyped<'a>(
    changes: &Changes<'a>,
    old: impl Fn(Spelling<'_, 'a>) -> String,
    new: impl Fn(Spelling<'_, 'a>) -> String,
) -> Option<(String, String)> {
    // what both lead to tells whether they differ; what they are called tells people what differs
    let was = old(&|path| changes.was(path));
    let is = new(&|path| changes.is(path));
    (was != is).then(|| {
        (
            old(&|path| changes.old.spelled(path)),
            new(&|path| changes.new.spelled(path)),
        )
    })
}

/// Reports another type of the item, or of a member.
fn types<'a>(old: &'a Type, new: &'a Type, member: Option<&str>, changes: &mut Changes<'a>) {
    let retyped = retyped(changes, |p| show::ty(old, p), |p| show::ty(new, p));
    if let Some((was, is)) = retyped {
        let member = member.map(str::to_owned);
        let detail = format!("`{is}` was `{was}`");
        changes.push(member, Kind::Changed, Impact::Major, detail);
    }
}

fn object<'a>(old: &'a Object, new: &'a Object, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    match (old.constructible, new.constructible) {
        (true, false) => changes.item_differs(Impact::Major, "`new` and its setters are gone"),
        (false, true) => changes.item_differs(Impact::Minor, "can be made with `new`"),
        (true, true) => {
            let retyped = retyped(changes, |p| arguments(old, p), |p| arguments(new, p));
            if let Some((was, is)) = retyped {
                changes.item_differs(Impact::Major, format!("`new({is})` was `new({was})`"));
            }
        }
        (false, false) => {}
    }
    let new_side = changes.new;
    let added =
        |field: &'a Field| show::field(&field.ty, field.presence, &|path| new_side.spelled(path));
    let fields = (old.fields.as_slice(), new.fields.as_slice());
    changes.lists(fields, |field| &field.ident, added, field);
    match (&old.extra, &new.extra) {
        (Some(old), None) => {
            changes.member(&old.ident, Kind::Removed, Impact::Major, String::new())
        }
        (None, Some(new)) => {
            let detail = show::ty(&new.ty, &|path| changes.new.spelled(path));
            changes.member(&new.ident, Kind::Added, Impact::Minor, detail);
        }
        (Some(old), Some(new)) if old.ident != new.ident => {
            changes.differs(&new.ident, Impact::Major, format!("was `{}`", old.ident));
        }
        (Some(old), Some(new)) => types(&old.ty, &new.ty, Some(&new.ident), changes),
        (None, None) => {}
    }
}

/// What `new` takes: what must be there, except what has one value only (which the types do not tell here; such a field
/// counts, and seldom changes).
fn arguments<'a>(object: &'a Object, path: Spelling<'_, 'a>) -> String {
    let required = object.fields.iter().filter(|field| {
        matches!(
            field.presence,
            Presence::Required | Presence::Nullable | Presence::Lenient
        )
    });
    let arguments = required.map(|field| {
        let ty = show::field(&field.ty, field.presence, path);
        format!("{}: {ty}", field.ident)
    });
    arguments.collect::<Vec<_>>().join(", ")
}

fn field<'a>(changes: &mut Changes<'a>, old: &'a Field, new: &'a Field) {
    meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let retyped = retyped(
        changes,
        |path| show::field(&old.ty, old.presence, path),
        |path| show::field(&new.ty, new.presence, path),
    );
    if let Some((was, is)) = retyped {
        changes.differs(&new.ident, Impact::Major, format!("`{is}` was `{was}`"));
    } else if old.presence != new.presence {
        let detail = "may be left out or null in another way";
        changes.differs(&new.ident, Impact::Patch, detail);
    }
    wire(&old.wire, &new.wire, &new.ident, changes);
}

fn wire(old: &str, new: &str, member: &str, changes: &mut Changes<'_>) {
    if old != new {
        let detail = format!("{new:?} on the wire was {old:?}");
        changes.differs(member, Impact::Patch, detail);
    }
}

fn enumeration<'a>(old: &'a Enum, new: &'a Enum, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    if old.kind != new.kind {
        changes.item_differs(Impact::Major, "its values are of another kind");
    }
    let variants = (old.variants.as_slice(), new.variants.as_slice());
    let nothing = |_: &_| String::new();
    changes.lists(
        variants,
        |v| &v.ident,
        nothing,
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            wire(&old.wire, &new.wire, &new.ident, changes);
        },
    );
    catch_all(&old.catch_all, &new.catch_all, changes);
}

fn catch_all(old: &str, new: &str, changes: &mut Changes<'_>) {
    if old != new {
        let detail = format!("the variant for all else was `{old}`");
        changes.differs(new, Impact::Major, detail);
    }
}

fn union<'a>(old: &'a Union, new: &'a Union, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    let branches = (old.branches.as_slice(), new.branches.as_slice());
    let nothing = |_: &_| String::new();
    changes.lists(
        branches,
        |b| &b.ident,
        nothing,
        |changes, old, new| {
            meta(&old.meta, &new.meta, Some(&new.ident), changes);
            types(&old.ty, &new.ty, Some(&new.ident), changes);
            if old.guard != new.guard {
                changes.differs(&new.ident, Impact::Patch, "is told apart in another way");
            }
        },
    );
    catch_all(&old.catch_all, &new.catch_all, changes);
}

fn alias<'a>(old: &'a Alias, new: &'a Alias, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    types(&old.ty, &new.ty, None, changes);
}

fn tag<'a>(old: &'a Tag, new: &'a Tag, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    if old.json != new.json {
        changes.item_differs(Impact::Patch, format!("{} was {}", new.json, old.json));
    }
}
