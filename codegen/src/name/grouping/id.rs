//! `operationId`s: detects which parts of them the author chose.

use std::borrow::Cow;
use std::ops::Deref;

use super::segments::segments;
use super::{lump, verbs, words};
use crate::graph::Operation;
use crate::text::head;

/// An operation, and what its id says.
pub(super) struct Named<'g> {
    operation: &'g Operation,
    /// See [`given`].
    pub(super) given: Option<Cow<'g, str>>,
}

impl<'g> Named<'g> {
    pub(super) fn new(operation: &'g Operation) -> Self {
        Self {
            operation,
            given: given(operation),
        }
    }
}

impl Deref for Named<'_> {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        self.operation
    }
}

/// The part of an `operationId` that is a name. Some frameworks generate ids from function, path and verb: the function is
/// the name. Others use only path and verb, which add nothing to the path.
fn given(operation: &Operation) -> Option<Cow<'_, str>> {
    let id = operation.id.as_deref()?;
    let own = of_author(id, &operation.template, &operation.verb)?;
    let parted = lump::parted(own, operation);
    Some(parted.map_or(Cow::Borrowed(own), Cow::Owned))
}

fn of_author<'a>(id: &'a str, template: &str, verb: &str) -> Option<&'a str> {
    let id = without_using(id, verb);
    let own = match behind_path(id, template, verb) {
        // the path once more
        Some(own) if words::snake(own) == words::snake(template) => return None,
        Some(own) => own,
        None => without_path(id, template, verb),
    };
    (!is_path(own, template, verb)).then(|| behind_itself(own))
}

/// What follows the first part of an id that has all words of it once more: `GetBoatAnchors` of `Boats_GetBoatAnchors`, as
/// frameworks put the class of a function before it. Behind a slash or a dot it is the author's name in a group.
fn behind_itself(id: &str) -> &str {
    let Some((front, rest)) = id.split_once(['_', '#']) else {
        return id;
    };
    let (first, after) = (words::snake(front), words::snake(rest));
    let words: Vec<String> = after.split('_').map(words::singular).collect();
    let says = (first.split('_')).all(|word| words.contains(&words::singular(word)));
    let begins = after.split('_').next().is_some_and(verbs::is_verb);
    match says && begins {
        true => rest,
        false => id,
    }
}

/// An id without the verb, and the number where there are several, that a framework adds to the function: `getBoatUsingGET`,
/// `getBoatUsingGET_1`.
fn without_using<'a>(id: &'a str, verb: &str) -> &'a str {
    let is_number = |rest: &&str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let numbered = id.rsplit_once('_').filter(|(_, number)| is_number(number));
    let whole = numbered.map_or(id, |(function, _)| function);
    match whole
        .strip_suffix(verb)
        .and_then(|rest| rest.strip_suffix("Using"))
    {
        Some(function) if function.ends_with(char::is_alphanumeric) => head(id, function.len()),
        _ => id,
    }
}

/// What follows verb and path at the beginning of an id, as in `get-/boats/{id}_getById`. Only the path as the document writes
/// it counts, with its slashes: a name may begin with the words of a path.
fn behind_path<'a>(id: &'a str, template: &str, verb: &str) -> Option<&'a str> {
    let (found, rest) = id.split_at_checked(verb.len())?;
    let is_joint = |c: char| !c.is_alphanumeric();
    let rest = rest.strip_prefix(is_joint)?.strip_prefix(template)?;
    let name = rest.strip_prefix(is_joint)?;
    (found.eq_ignore_ascii_case(verb) && name.contains(char::is_alphanumeric)).then_some(name)
}

/// An id without its own path and verb at the end, as in `create_flow_flows__post` of `POST /flows/`.
pub(crate) fn without_path<'a>(id: &'a str, template: &str, verb: &str) -> &'a str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let verb = verb.to_lowercase();
    let before = id.strip_suffix(verb.as_str());
    let Some(before) = before.and_then(|before| before.strip_suffix('_')) else {
        return id;
    };
    let mut rest = before.chars();
    let mut path = template.chars().rev();
    let is_own = path.all(|c| rest.next_back() == Some(if is_word(c) { c } else { '_' }));
    let name = rest.as_str();
    match is_own && name.contains(char::is_alphanumeric) {
        true => name,
        false => id,
    }
}

/// Whether an id is only verb and path, of more than one segment, in any spelling.
fn is_path(id: &str, template: &str, verb: &str) -> bool {
    // without its small words
    let plain = |text: &str| -> String {
        let snake = words::snake(text);
        let words = snake.split('_');
        words
            .filter(|word| !matches!(*word, "by" | "with" | "and"))
            .collect()
    };
    let own = segments(template);
    if own.len() < 2 {
        return false;
    }
    let id = plain(id);
    let verb = verb.to_lowercase();
    let ends = [id.strip_prefix(verb.as_str()), id.strip_suffix(&verb)];
    if ends.iter().all(Option::is_none) {
        return false;
    }
    let all: Vec<&str> = template.split('/').filter(|s| !s.is_empty()).collect();
    let has_parameters = own.iter().any(|segment| segment.starts_with('{'));
    let mut paths = vec![all.clone(), own.clone()];
    // without parameters only if there are some: `getUsers` of `/users` is a good name
    if has_parameters && fixed(&own).len() > 1 {
        paths.extend([fixed(&all), fixed(&own)]);
    }
    paths.iter().any(|path| {
        let path = plain(&path.join("_"));
        ends.contains(&Some(path.as_str()))
    })
}

/// The segments that are no parameters.
fn fixed<'a>(segments: &[&'a str]) -> Vec<&'a str> {
    let segments = segments.iter().copied();
    segments
        .filter(|segment| !segment.starts_with('{'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_path_and_verb() {
        for (id, verb, template, want) in [
            ("create_flow_flows__post", "POST", "/flows/", "create_flow"),
            (
                "read_flow_flows__id__get",
                "GET",
                "/flows/{id}",
                "read_flow",
            ),
            (
                "read_flows_flows_filter_post",
                "POST",
                "/flows/filter",
                "read_flows",
            ),
            ("flows__post", "POST", "/flows/", "flows__post"),
            ("listFlows", "GET", "/flows", "listFlows"),
        ] {
            assert_eq!(without_path(id, template, verb), want);
        }
    }

    #[test]
    fn function_and_verb() {
        for (id, verb, want) in [
            ("getBoatUsingGET", "GET", "getBoat"),
            ("getBoatUsingGET_12", "GET", "getBoat"),
            ("saveUsingPOST_1", "POST", "save"),
            // another verb, a word of its own, nothing else
            ("getBoatUsingGET", "POST", "getBoatUsingGET"),
            ("getBoatUsingget", "GET", "getBoatUsingget"),
            ("getBoat_1", "GET", "getBoat_1"),
            ("UsingGET", "GET", "UsingGET"),
        ] {
            assert_eq!(without_using(id, verb), want, "{id}");
        }
    }

    #[test]
    fn an_id_that_says_itself_once_more() {
        for (id, want) in [
            ("Article_GetArticle", "GetArticle"),
            ("Boats_GetBoatAnchors", "GetBoatAnchors"),
            ("UserSettings#putUserSettings", "putUserSettings"),
            ("boats/create-boat", "boats/create-boat"),
            ("Search_Search", "Search"),
            // something else, and no verb
            ("Boats_GetAnchors", "Boats_GetAnchors"),
            ("Boats_Get", "Boats_Get"),
            ("boats_boats_bulk_delete", "boats_boats_bulk_delete"),
            ("getBoats", "getBoats"),
        ] {
            assert_eq!(behind_itself(id), want, "{id}");
        }
    }

    #[test]
    fn verb_and_path_then_function() {
        for (id, verb, template, want) in [
            (
                "get-/crm/v3/objects/{id}_getById",
                "GET",
                "/crm/v3/objects/{id}",
                Some("getById"),
            ),
            ("POST /boats.create", "POST", "/boats", Some("create")),
            (
                "post-/crm/v3/batch_/crm/v3/batch",
                "POST",
                "/crm/v3/batch",
                None,
            ),
            // not this path, not this verb, and nothing else
            (
                "get-/boats/{id}_get",
                "GET",
                "/boats/{boat}",
                Some("get-/boats/{id}_get"),
            ),
            ("put-/boats_put", "GET", "/boats", Some("put-/boats_put")),
            ("get-/a/b", "GET", "/a/b", None),
            ("getBoats", "GET", "/boats", Some("getBoats")),
        ] {
            assert_eq!(of_author(id, template, verb), want, "{id}");
        }
    }

    #[test]
    fn path_and_verb_are_no_name() {
        for (id, verb, template, want) in [
            (
                "ByProjectKeyApiClientsGet",
                "GET",
                "/{projectKey}/api-clients",
                true,
            ),
            (
                "post-/crm/v3/objects/batch_/crm/v3/objects/batch",
                "POST",
                "/crm/v3/objects/batch",
                false,
            ),
            (
                "post-/crm/v3/objects/batch",
                "POST",
                "/crm/v3/objects/batch",
                true,
            ),
            ("getUsersById", "GET", "/users/{id}", true),
            ("getUsers", "GET", "/users", false),
            ("createFlow", "POST", "/flows/{id}", false),
            ("archive", "POST", "/flows/{id}/archive", false),
        ] {
            assert_eq!(is_path(id, template, verb), want, "{id}");
        }
    }
}
