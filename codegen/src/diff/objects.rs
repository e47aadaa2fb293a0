//! Compares structs and params: fields, `new`, setters.

use std::collections::BTreeMap;

use super::change::{Impact, Kind};
use super::changes::{Changes, Found, Named};
use super::said::{meta, types, wire};
use super::show;
use crate::model::{Extra, Field, Object, Params, Presence, Spelling};

pub(super) fn object<'a>(old: &'a Object, new: &'a Object, path: &str, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    constructor(old, new, path, changes);
    let of = Named {
        name: |field: &Field| &field.ident,
        wire: |field| field.wire.clone(),
        place: |field| &field.meta.pointer,
        growth: changes.growth(),
    };
    let side = changes.new;
    let added =
        |field: &'a Field| show::field(&field.ty, field.presence, &|path| side.spelled(path));
    let fields = (old.fields.as_slice(), new.fields.as_slice());
    let gone = |_: &Field| "nothing: the document has no such property any more".to_owned();
    changes.lists(fields, &of, added, gone, field);
    maps(&old.extra, &new.extra, changes);
}

/// `new` with its arguments, `Default`, and setters.
fn constructor<'a>(old: &'a Object, new: &'a Object, path: &str, changes: &mut Changes<'a>) {
    // what only the API sends is made by tests and servers, who have another way
    let otherwise = match new.constructible {
        true => None,
        false => Some(format!("`runtime::blank::<{path}>()`, and set the fields")),
    };
    let (was, is) = (changes.old.paths.making(old), changes.new.paths.making(new));
    match (&was.new, &is.new) {
        (Some(_), None) => {
            let found = Found::api(Impact::Major, "`new` is gone");
            changes.push(found.instead(otherwise.clone().unwrap_or_default()));
        }
        (None, Some(_)) => changes.push(Found::api(Impact::Minor, "can be made with `new`")),
        (Some(was), Some(is)) => {
            let optional = new
                .fields
                .iter()
                .filter(|field| !field.presence.is_needed());
            let optional: Vec<&String> = optional.map(|field| &field.ident).collect();
            arguments(was, is, &optional, (path, otherwise.clone()), changes);
        }
        (None, None) if was.default && !is.default => {
            let found = Found::api(Impact::Major, "`Default` is gone");
            changes.push(found.instead(otherwise.clone().unwrap_or_default()));
        }
        (None, None) => {}
    }
    if was.new.is_none() && was.default && is.new.is_some() && !is.default {
        let found = Found::api(Impact::Major, "`Default` is gone");
        changes.push(found.instead(otherwise.unwrap_or_else(|| format!("`{path}::new(…)`"))));
    }
    if was.setters && !is.setters {
        let optional = |field: &&Field| !field.presence.is_needed();
        let has_setters = old.fields.iter().any(|field| optional(&field)) || !old.extra.is_empty();
        if has_setters {
            let found = Found::api(
                Impact::Major,
                "its setters are gone: no operation sends it any more",
            );
            changes.push(found.instead("the fields themselves: `value.field = …`"));
        }
    }
}

/// What `new` takes.
fn arguments<'a>(
    old: &[&'a Field],
    new: &[&'a Field],
    optional: &[&String],
    (path, otherwise): (&str, Option<String>),
    changes: &mut Changes<'a>,
) {
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
    let retyped = changes.retyped(|p| list(old, p, false), |p| list(new, p, false));
    let names = |fields: &[&Field]| -> Vec<String> {
        fields.iter().map(|field| field.wire.clone()).collect()
    };
    let (was, is) = (
        list(old, &|path| changes.old.spelled(path), true),
        list(new, &|path| changes.new.spelled(path), true),
    );
    if retyped.is_some() {
        // what may be left out now has a setter
        let setters = old.iter().filter(|field| {
            let name = &field.ident;
            otherwise.is_none()
                && optional.contains(&name)
                && !new.iter().any(|one| one.ident == *name)
        });
        let setters: String = setters
            .map(|field| format!(".{}(…)", field.ident))
            .collect();
        let instead = format!("`{path}::new({is}){setters}`");
        let instead = match otherwise {
            Some(otherwise) => format!("{instead}, or {otherwise}"),
            None => instead,
        };
        let found = Found::api(Impact::Major, format!("`new({is})` was `new({was})`"));
        changes.push(found.instead(instead));
    } else if names(old) != names(new) {
        // compiles as before, and means something else
        let detail = format!("`new({is})` was `new({was})`: the same types, other values");
        changes.push(Found::wire(detail));
    }
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
            format!("`{is}`")
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
    if old.null_is_empty != new.null_is_empty {
        let said = match new.null_is_empty {
            true => "`null` is read as empty now",
            false => "`null` is no longer read as empty",
        };
        push(Found::wire(said.to_owned()));
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

pub(super) fn params<'a>(old: &'a Params, new: &'a Params, path: &str, changes: &mut Changes<'a>) {
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

/// Maps of properties that are not declared: those of one name belong together, and where both have one, those.
fn maps<'a>(old: &'a [Extra], new: &'a [Extra], changes: &mut Changes<'a>) {
    if let ([old], [new]) = (old, new)
        && old.ident != new.ident
    {
        let found = Found::api(Impact::Major, format!("is `{}` now", new.ident));
        let found = found.kind(Kind::Renamed).of(Some(&old.ident));
        changes.push(found.instead(format!("`{}`", new.ident)));
        return map(old, new, changes);
    }
    for old in old {
        match new.iter().find(|new| new.ident == old.ident) {
            Some(new) => map(old, new, changes),
            None => {
                let found = Found::api(Impact::Major, "").kind(Kind::Removed);
                changes.push(found.of(Some(&old.ident)));
            }
        }
    }
    for new in new {
        if !old.iter().any(|old| old.ident == new.ident) {
            let found = Found::api(changes.growth(), changes.new.ty(&new.ty)).kind(Kind::Added);
            changes.push(found.of(Some(&new.ident)));
        }
    }
}

fn map<'a>(old: &'a Extra, new: &'a Extra, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, Some(&new.ident), changes);
    types(
        &old.ty,
        &new.ty,
        Some(&new.ident),
        (&old.meta, &new.meta),
        changes,
    );
    if old.pattern != new.pattern {
        let names = |map: &Extra| match &map.pattern {
            Some(pattern) => format!("that match `{pattern}`"),
            None => "that nothing else takes".to_owned(),
        };
        let detail = format!(
            "takes names {} now, and took those {}",
            names(new),
            names(old)
        );
        changes.push(Found::wire(detail).of(Some(&new.ident)));
    }
}
