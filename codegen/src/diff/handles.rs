//! Resources and groups: what can be called.

use super::items::retyped;
use super::show::Spelling;
use super::{Changes, Impact, items, show};
use crate::model::{Group, Method, Resource, Scalar, Type};

pub(super) fn resource<'a>(old: &'a Resource, new: &'a Resource, changes: &mut Changes<'a>) {
    items::meta(&old.meta, &new.meta, None, changes);
    let methods = (old.methods.as_slice(), new.methods.as_slice());
    let side = changes.new;
    let added = |method: &'a Method| signature(method, &|path| side.spelled(path));
    changes.lists(methods, |method| &method.ident, added, method);
}

pub(super) fn group<'a>(old: &'a Group, new: &'a Group, changes: &mut Changes<'a>) {
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
            if changes.was(&old.target) != changes.is(&new.target) {
                let is = changes.new.spelled(&new.target);
                let was = changes.old.spelled(&old.target);
                let detail = format!("gives `{is}` instead of `{was}`");
                changes.differs(&new.ident, Impact::Major, detail);
            }
        },
    );
}

fn method<'a>(changes: &mut Changes<'a>, old: &'a Method, new: &'a Method) {
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
fn signature<'a>(method: &'a Method, path: Spelling<'_, 'a>) -> String {
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
