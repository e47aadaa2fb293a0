//! Resources and groups: what can be called.

use super::items::{here, retyped};
use super::show::Spelling;
use super::{Changes, Impact, items, show};
use crate::model::{Group, Method, Resource, Scalar, Type};

pub(super) fn resource(old: &Resource, new: &Resource, changes: &mut Changes<'_>) {
    items::meta(&old.meta, &new.meta, None, changes);
    let methods = (old.methods.as_slice(), new.methods.as_slice());
    let added = |method: &Method| signature(method, &here);
    changes.lists(methods, |method| &method.ident, added, method);
}

pub(super) fn group(old: &Group, new: &Group, changes: &mut Changes<'_>) {
    items::meta(&old.meta, &new.meta, None, changes);
    if old.client != new.client {
        changes.item_differs(Impact::Major, "is made in another way");
    }
    let members = (old.members.as_slice(), new.members.as_slice());
    let nothing = |_: &_| String::new();
    changes.lists(
        members,
        |m| &m.ident,
        nothing,
        |changes, old, new| {
            if changes.was(&old.target) != here(&new.target) {
                let (is, was) = (here(&new.target), here(&old.target));
                let detail = format!("gives `{is}` instead of `{was}`");
                changes.differs(&new.ident, Impact::Major, detail);
            }
        },
    );
}

fn method(changes: &mut Changes<'_>, old: &Method, new: &Method) {
    items::meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let retyped = retyped(changes, |p| signature(old, p), |p| signature(new, p));
    if let Some((was, is)) = retyped {
        changes.differs(&new.ident, Impact::Major, format!("`{is}` was `{was}`"));
    }
    let (was, is) = (&old.operation, &new.operation);
    if (&was.verb, &was.template) != (&is.verb, &is.template) {
        let detail = format!(
            "{} {} was {} {}",
            is.verb, is.template, was.verb, was.template
        );
        changes.differs(&new.ident, Impact::Patch, detail);
    } else if was != is {
        changes.differs(&new.ident, Impact::Patch, "is sent in another way");
    }
}

/// What the compiler sees of a method: the types of its arguments, in order, and its answer.
fn signature(method: &Method, path: Spelling<'_>) -> String {
    let arguments = method.path.iter().map(|param| show::ty(&param.ty, path));
    let mut arguments: Vec<String> = arguments.collect();
    let mut answer = match &method.answer {
        Type::Scalar(Scalar::Unit) => "()".to_owned(),
        answer => show::ty(answer, path),
    };
    if let Some(params) = &method.params {
        let params_type = path(&params.path);
        answer = format!("{answer}, {params_type}");
        if params.required {
            arguments.push(params_type);
        }
    }
    format!("fn({}) -> Call<{answer}>", arguments.join(", "))
}
