//! Resources and groups: what can be called.

use super::{Changes, Impact, Kind, items, show};
use crate::model::{Group, Method, Resource, Scalar, Type};

pub(super) fn resource(old: &Resource, new: &Resource, changes: &mut Changes) {
    items::meta(&old.meta, &new.meta, None, changes);
    let added = |method: &Method| (Impact::Minor, signature(method));
    changes.lists(
        &old.methods,
        &new.methods,
        |method| &method.ident,
        added,
        method,
    );
}

pub(super) fn group(old: &Group, new: &Group, changes: &mut Changes) {
    items::meta(&old.meta, &new.meta, None, changes);
    if old.client != new.client {
        changes.item(
            Kind::Changed,
            Impact::Major,
            "is made in another way".to_owned(),
        );
    }
    let added = |_: &_| (Impact::Minor, String::new());
    changes.lists(
        &old.members,
        &new.members,
        |member| &member.ident,
        added,
        |changes, old, new| {
            if old.target != new.target {
                let detail = format!(
                    "gives `{}` instead of `{}`",
                    new.target.join("::"),
                    old.target.join("::")
                );
                changes.member(&new.ident, Kind::Changed, Impact::Major, detail);
            }
        },
    );
}

fn method(changes: &mut Changes, old: &Method, new: &Method) {
    items::meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let (was, is) = (signature(old), signature(new));
    if was != is {
        changes.member(
            &new.ident,
            Kind::Changed,
            Impact::Major,
            format!("`{is}` was `{was}`"),
        );
    }
    let (was, is) = (&old.operation, &new.operation);
    if (&was.verb, &was.template) != (&is.verb, &is.template) {
        let detail = format!(
            "{} {} was {} {}",
            is.verb, is.template, was.verb, was.template
        );
        changes.member(&new.ident, Kind::Changed, Impact::Patch, detail);
    } else if was != is {
        changes.member(
            &new.ident,
            Kind::Changed,
            Impact::Patch,
            "is sent in another way".to_owned(),
        );
    }
}

/// What the compiler sees of a method: the types of its arguments, in order, and its answer.
fn signature(method: &Method) -> String {
    let mut arguments: Vec<String> = method
        .path
        .iter()
        .map(|param| show::ty(&param.ty))
        .collect();
    let mut answer = match &method.answer {
        Type::Scalar(Scalar::Unit) => "()".to_owned(),
        answer => show::ty(answer),
    };
    if let Some(params) = &method.params {
        let path = params.path.join("::");
        answer = format!("{answer}, {path}");
        if params.required {
            arguments.push(path);
        }
    }
    format!("fn({}) -> Call<{answer}>", arguments.join(", "))
}
