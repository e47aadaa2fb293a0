//! Names methods: the `operationId` without the words of the handle, or verb and path.
//!
//! A name depends on the operation and its own group only, so that adding an operation renames no other.

mod group;
mod of_id;
mod of_path;
mod order;
mod sense;

use super::{Named, segments, verbs, words};
use crate::graph::{Answer, Shape, TypeGraph};
use group::Group;
use of_id::of_id;
use of_path::of_path;
use verbs::{Reads, is_verb};

/// The full `operationId`, for a method whose shorter name is not unique.
pub(super) fn full(operation: &Named<'_>) -> Option<String> {
    operation.given.as_deref().map(words::snake)
}

/// The method of an operation on the handle of a group, which has one or more names (a tag, a path segment).
///
/// On a second level, its word is removed as well, after the group's. `dropped` is the prefix of all ids. An id that is too
/// long to read is replaced by verb and path.
pub(super) fn name(
    graph: &TypeGraph,
    operation: &Named<'_>,
    groups: &[&str],
    second: Option<&str>,
    dropped: &str,
) -> String {
    let mut groups: Vec<Group> = groups.iter().map(|text| Group::new(text)).collect();
    let second = second.map(|text| vec![Group::new(text)]);
    let reads = Reads {
        many: answers_many(graph, operation),
        one: operation.template.ends_with('}'),
        acts: operation.verb != "GET",
    };
    let from_id = operation.given.as_deref().map(|id| {
        let id = without(id, dropped);
        let first = of_id(&id, &groups, &operation.template, reads);
        match &second {
            Some(second) => of_id(&first, second, &operation.template, reads),
            None => first,
        }
    });
    if let Some(name) = from_id.as_ref().filter(|name| is_short(name)) {
        return name.clone();
    }
    groups.extend(second.into_iter().flatten());
    let from_path = of_path(operation, &groups, reads);
    match from_id {
        Some(name) if letters(&name) <= letters(&from_path) => name,
        _ => from_path,
    }
}

/// Types named after names with more letters are hard to read.
const LONGEST: usize = 52;

/// Whether a name and the types named after it can be read.
fn is_short(name: &str) -> bool {
    letters(name) <= LONGEST && words::is_readable(name)
}

fn letters(name: &str) -> usize {
    name.chars().filter(|c| *c != '_').count()
}

/// An id without the prefix that all ids of the document have.
fn without(id: &str, dropped: &str) -> String {
    let whole = words::snake(id);
    match whole
        .strip_prefix(dropped)
        .and_then(|rest| rest.strip_prefix('_'))
    {
        Some(rest) if !dropped.is_empty() && rest.starts_with(char::is_alphabetic) => {
            rest.to_owned()
        }
        _ => id.to_owned(),
    }
}

/// The method of a path that is a verb: from the id, or the verb.
pub(super) fn of_procedure(operation: &Named<'_>, verb: &str, dropped: &str) -> String {
    match operation.given.as_deref() {
        Some(id) => words::snake(&without(id, dropped)),
        None => words::snake(verb),
    }
}

/// The next word of a path after a group's own: `branches` of `/repos/{owner}/{repo}/branches` for `repos`. A verb at the
/// end is an action of the group instead.
pub(super) fn second<'a>(operation: &'a Named<'_>, group: &str) -> Option<&'a str> {
    let all = segments(&operation.template);
    let group = Group::new(group);
    let is_group = |segment: &str| {
        let snake = words::snake(segment);
        let parts: Vec<&str> = snake.split('_').collect();
        group.is(&parts)
    };
    let is_fixed = |segment: &&&str| !segment.starts_with('{');
    let own = all.iter().position(|segment| is_group(segment));
    let from = own.map_or(0, |at| at.saturating_add(1));
    let word = all.get(from..)?.iter().find(is_fixed)?;
    let is_last = all.last() == Some(word);
    let is_act = is_last && operation.verb != "GET" && is_verb(&words::snake(word));
    (!is_act && !is_group(word)).then_some(*word)
}

/// Whether a response has several items: an array, or an object that contains one.
fn answers_many(graph: &TypeGraph, operation: &Named<'_>) -> bool {
    let Answer::Json(answer) = &operation.answer else {
        return false;
    };
    match &graph[graph.behind(*answer).ty].shape {
        Shape::List(_) | Shape::Array(_) => true,
        Shape::Object(object) => object.properties.iter().any(|property| {
            matches!(
                graph[property.ty.ty].shape,
                Shape::List(_) | Shape::Array(_)
            )
        }),
        _ => false,
    }
}
