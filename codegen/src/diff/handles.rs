//! Compares resources and groups: their methods and accessors.

use super::change::{Impact, Kind};
use super::changes::{Changes, Found, Named};
use super::said::meta;
use super::side::{Side, endpoint};
use super::xml::Tables;
use crate::model::{
    Group, GroupMember, Item, ItemsKind, Method, Operation, Paging, PartEncoding, Resource, Scalar,
    Server, Spelling, Type, spelled,
};

pub(super) fn resource<'a>(old: &'a Resource, new: &'a Resource, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    let methods = (old.methods.as_slice(), new.methods.as_slice());
    let of = Named {
        name: |method: &Method| &method.ident,
        wire: |method| format!("{} {}", method.operation.verb, method.operation.template),
        place: |method| &method.meta.pointer,
        growth: Impact::Minor,
    };
    let side = changes.new;
    let added = |method: &'a Method| {
        format!(
            "{}, {}",
            endpoint(method),
            signature(method, &|path| side.spelled(path))
        )
    };
    let removed = |method: &'a Method| match side.methods.get(&endpoint(method)) {
        Some(path) => format!("`{path}`"),
        None => format!("nothing: {} is gone", endpoint(method)),
    };
    changes.lists(methods, &of, added, removed, method);
}

pub(super) fn group<'a>(old: &'a Group, new: &'a Group, changes: &mut Changes<'a>) {
    meta(&old.meta, &new.meta, None, changes);
    if old.client != new.client {
        changes.push(Found::api(Impact::Major, "is made in another way"));
    }
    let members = (old.members.as_slice(), new.members.as_slice());
    let of = Named {
        name: |member: &GroupMember| &member.ident,
        wire: |_| String::new(),
        place: |_| "",
        growth: Impact::Minor,
    };
    let nothing = |_: &_| String::new();
    let gone = |_: &_| "nothing: no operation is left there".to_owned();
    changes.lists(members, &of, nothing, gone, |changes, old, new| {
        if changes.was(&old.target) != changes.is(&new.target) {
            let (is, was) = (
                changes.new.spelled(&new.target),
                changes.old.spelled(&old.target),
            );
            let found = Found::api(Impact::Major, format!("gives `{is}` instead of `{was}`"));
            changes.push(found.of(Some(&new.ident)).instead(format!("a `{is}`")));
        }
    });
}

fn method<'a>(changes: &mut Changes<'a>, old: &'a Method, new: &'a Method) {
    let before = changes.len();
    meta(&old.meta, &new.meta, Some(&new.ident), changes);
    let places = (old.meta.pointer.as_str(), new.meta.pointer.as_str());
    let retyped = changes.retyped(|p| signature(old, p), |p| signature(new, p));
    let requests = request(&old.operation, &new.operation, &mut changes.tables);
    let mut push = |found: Found<'a>| {
        changes.push(found.of(Some(&new.ident)).at(places.0, places.1));
        changes.endpoint(&new.operation.verb, &new.operation.template);
    };
    if let Some((was, is)) = retyped {
        push(Found::api(Impact::Major, format!("`{is}` was `{was}`")).instead(format!("`{is}`")));
    } else if old
        .path
        .iter()
        .map(|param| &param.wire)
        .ne(new.path.iter().map(|param| &param.wire))
        && old.operation.template.matches('{').count()
            == new.operation.template.matches('{').count()
        && old.path.len() > 1
    {
        let names = |method: &Method| {
            let names: Vec<&str> = method
                .path
                .iter()
                .map(|param| param.ident.as_str())
                .collect();
            names.join(", ")
        };
        push(Found::wire(format!(
            "takes ({}), took ({})",
            names(new),
            names(old)
        )));
    }
    match (&old.params, &new.params) {
        (None, Some(params)) if !params.required => {
            push(
                Found::api(Impact::Minor, "takes parameters now, by `.params(…)`")
                    .kind(Kind::Changed),
            );
        }
        (Some(_), None) => {
            push(
                Found::api(Impact::Major, "takes no parameters any more")
                    .instead("no `.params(…)`"),
            );
        }
        (Some(was), Some(is)) if was.sole_body && !is.sole_body && is.required => {
            push(
                Found::api(
                    Impact::Major,
                    "no longer takes the body in place of its params",
                )
                .instead(format!("`{}::new(…)`", is.path.join("::"))),
            );
        }
        _ => {}
    }
    for detail in requests {
        push(Found::wire(detail));
    }
    answers(old, new, &mut push);
    let (was, is) = (
        is_page(&old.answer, changes.old),
        is_page(&new.answer, changes.new),
    );
    if was && !is {
        let found = Found::api(
            Impact::Major,
            "`.all()` is gone: the answer is no page any more",
        );
        changes.push(
            found
                .of(Some(&new.ident))
                .at(places.0, places.1)
                .instead("a single call"),
        );
    }
    let mut own = changes.split_off(before);
    for change in &mut own {
        change.endpoints = vec![endpoint(new)];
        change.operations = 1;
    }
    changes.extend(own);
}

/// What is sent in another way.
fn request(old: &Operation, new: &Operation, tables: &mut Tables<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if (&old.verb, &old.template) != (&new.verb, &new.template) {
        out.push(format!(
            "calls {} {} instead of {} {}",
            new.verb, new.template, old.verb, old.template
        ));
    }
    if old.body != new.body {
        out.push(format!(
            "sends its body as {:?} instead of {:?}",
            new.body, old.body
        ));
    }
    if old.accept != new.accept {
        let said = |accept: &Option<String>| accept.clone().unwrap_or_else(|| "JSON".to_owned());
        out.push(format!(
            "asks for {} instead of {}",
            said(&new.accept),
            said(&old.accept)
        ));
    }
    let said = |said: &Option<Server>| said.as_ref().map_or_else(|| "the API's".to_owned(), server);
    let (was, is) = (said(&old.server), said(&new.server));
    if was != is {
        out.push(format!("is sent to {is} instead of {was}"));
    }
    if schemes(old.security.as_deref()) != schemes(new.security.as_deref()) {
        out.push("needs other credentials".to_owned());
    }
    if old.shared != new.shared {
        out.push("takes other parameters from the client".to_owned());
    }
    if old.null_as != new.null_as {
        out.push("reads an answer of `null` in another way".to_owned());
    }
    if old.content_type != new.content_type {
        let said = |one: &Operation| {
            one.content_type
                .clone()
                .unwrap_or_else(|| "without parameters".to_owned())
        };
        out.push(format!(
            "sends its media type {} instead of {}",
            said(new),
            said(old)
        ));
    }
    let same_xml = match (&old.xml, &new.xml) {
        (Some(old), Some(new)) => tables.is_same(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    if !same_xml {
        out.push("has other elements and attributes in XML".to_owned());
    }
    let pages = |one: &Operation| {
        let items = one.page_items.clone();
        let end = one.page_end.clone();
        (one.paging.clone(), one.pages_in_body, items, end)
    };
    if pages(old) != pages(new) {
        let said = match (&old.paging, &new.paging) {
            (_, Paging::None) => "no longer finds a next page",
            (Paging::None, _) => "finds its next page",
            _ => "finds its next page in another way",
        };
        out.push(said.to_owned());
    }
    if old.empty_object != new.empty_object {
        out.push(
            if new.empty_object {
                "sends `{}` if no field is set"
            } else {
                "sends no body if no field is set"
            }
            .to_owned(),
        );
    }
    if parts(&old.parts) != parts(&new.parts) {
        out.push("writes its parts in another way".to_owned());
    }
    out
}

/// A server's URL, with what its variables are unless a program says otherwise.
pub(super) fn server(server: &Server) -> String {
    let variables = server.variables.iter().map(|variable| {
        let values = variable.values.join("|");
        format!(" {}={}({values})", variable.name, variable.default)
    });
    // they are a map in the document
    let mut variables: Vec<String> = variables.collect();
    variables.sort();
    server.url.clone() + &variables.concat()
}

/// Alternatives of schemes; the order of those that go together means nothing.
pub(super) fn schemes(security: Option<&[Vec<String>]>) -> Option<Vec<Vec<String>>> {
    security.map(|alternatives| {
        let mut alternatives = alternatives.to_vec();
        alternatives.iter_mut().for_each(|together| together.sort());
        alternatives
    })
}

fn parts(parts: &[PartEncoding]) -> Vec<(&str, String)> {
    let mut parts: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                part.wire.as_str(),
                format!("{:?} {:?}", part.media_type, part.style),
            )
        })
        .collect();
    parts.sort();
    parts
}

/// The bodies of errors, by status.
fn answers<'a>(old: &'a Method, new: &'a Method, push: &mut impl FnMut(Found<'a>)) {
    let find = |method: &'a Method, status: &str| {
        method
            .errors
            .iter()
            .find(|(known, _)| known == status)
            .map(|(_, ty)| ty)
    };
    for (status, _) in &old.errors {
        if find(new, status).is_none() {
            push(Found::wire(format!(
                "no longer answers {status} with a body of its own"
            )));
        }
    }
    for (status, _) in &new.errors {
        if find(old, status).is_none() {
            push(Found::wire(format!(
                "answers {status} with a body of its own"
            )));
        }
    }
}

/// Whether an answer has `.all()`.
fn is_page(ty: &Type, side: &Side<'_>) -> bool {
    let index = &side.paths;
    match index.behind_aliases(ty) {
        Type::List(_) | Type::Array(_) => true,
        Type::Item(path) => match index.item(path) {
            Some(Item::Object(object)) => index.page(&index.real(path), object).is_some(),
            Some(Item::Union(_)) => index.page_among(&index.real(path)).is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// What the compiler sees of a method: the types of its arguments, in order, and its answer.
///
/// The type of params that may be left out is no part of it: no caller names it.
fn signature<'a>(method: &'a Method, path: Spelling<'_, 'a>) -> String {
    let arguments = method.path.iter().map(|param| spelled(&param.ty, path));
    let mut arguments: Vec<String> = arguments.collect();
    let answer = match &method.answer {
        Type::Scalar(Scalar::Unit) => "()".to_owned(),
        answer => spelled(answer, path),
    };
    if let Some(params) = method.params.as_ref().filter(|params| params.required) {
        arguments.push(path(&params.path));
    }
    let items = method.items.as_ref().map(|items| {
        let kind = match items.kind {
            ItemsKind::Events => "Events",
            ItemsKind::EventObjects => "EventObjects",
            ItemsKind::Lines => "Lines",
        };
        format!(", {kind}<{}>", spelled(&items.ty, path))
    });
    let items = items.unwrap_or_default();
    format!("fn({}) -> Call<{answer}{items}>", arguments.join(", "))
}
