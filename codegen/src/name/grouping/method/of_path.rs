//! Names of methods from verb and path, for operations without an `operationId`.

use super::group::Group;
use super::of_id::of_id;
use super::order::NOUNS;
use super::verbs::{GETS, Reads, is_plural, is_several, is_verb};
use super::{Named, is_short, segments, words};

/// Verbs that begin nouns as often: `follow-ups`, `read-receipts`.
const COMPOUNDS: [&str; 15] = [
    "follow",
    "head",
    "join",
    "leave",
    "list",
    "manage",
    "mute",
    "post",
    "read",
    "save",
    "set",
    "start",
    "stop",
    "subscribe",
    "view",
];

/// Verbs of paths that are read, which say more than `get`.
const LOOKS: [&str; 6] = ["count", "download", "export", "lookup", "preview", "search"];

/// Verbs of paths that are deleted.
const ENDS: [&str; 6] = ["clear", "delete", "destroy", "purge", "remove", "revoke"];

/// A method name from verb and path: `get_by_id`, `list_posts`, `delete_post`, `approve`.
pub(super) fn of_path(operation: &Named<'_>, groups: &[Group], reads: Reads) -> String {
    let segments = segments(&operation.template);
    let own = own(&segments, groups);
    let within = segments.get(own..).unwrap_or_default();
    if let Some(act) = act(&operation.verb, within, groups, &operation.template, reads) {
        return act;
    }
    let last = segments.last().copied().unwrap_or_default();
    let verb = match operation.verb.as_str() {
        "GET" if (reads.many || is_plural(last)) && !last.starts_with('{') => "list".to_owned(),
        other => other.to_lowercase(),
    };
    // after the group's own name a parameter selects one of them; anything else is part of the name
    if own > 0 && within.len() == 1 && last.starts_with('{') {
        return words::snake(&verb);
    }
    let whole = spelled(&verb, within, false);
    match is_short(&whole) {
        true => whole,
        false => shorter(&verb, within, groups).unwrap_or(whole),
    }
}

/// A verb and what it is done to: `get_posts_by_id`. Briefly, settings that are selected are one setting, and a parameter
/// doesn't say again what it selects: `get_leave_by_id` of `/leave/{leaveId}`.
fn spelled(verb: &str, within: &[&str], briefly: bool) -> String {
    let mut text = vec![verb.to_owned()];
    text.extend(fixed(within).map(str::to_owned));
    let last = within.last().filter(|last| last.starts_with('{'));
    if let Some(last) = last {
        let before = within.iter().rev().nth(1);
        match (before, text.last_mut()) {
            // one of several: `/harbours/{harbour}/boats/{boat}`
            (Some(several), Some(things))
                if !several.starts_with('{')
                    && (is_plural(several) || briefly && is_several(several)) =>
            {
                *things = words::singular(&words::snake(several));
            }
            (Some(thing), _) if briefly => text.push(format!("by_{}", selecting(last, thing))),
            _ => text.push(format!("by_{last}")),
        }
    }
    words::snake(&text.join("_"))
}

/// What a parameter says beyond the segment before it: `id` of `{leaveId}` behind `leave`.
fn selecting(parameter: &str, thing: &str) -> String {
    let snake = words::snake(parameter);
    let parts: Vec<&str> = snake.split('_').collect();
    match Group::new(thing).split(&parts) {
        Some((_, rest)) if !rest.is_empty() => rest.join("_"),
        _ => snake,
    }
}

/// The name of a path that is too long to be spelled: without the segments that the group's own words begin with, then from
/// its end, which says what is acted on, as far as it can be read.
fn shorter(verb: &str, within: &[&str], groups: &[Group]) -> Option<String> {
    let begins = |end: &usize| {
        let text = fixed(within.get(..*end).unwrap_or_default()).collect::<Vec<_>>();
        let snake = words::snake(&text.join("_"));
        let parts: Vec<&str> = snake.split('_').collect();
        text.is_empty() || groups.iter().any(|group| group.begins_with(&parts))
    };
    let known = (1..within.len()).take_while(begins).last().unwrap_or(0);
    let is_fixed = |start: &usize| within.get(*start).is_some_and(|one| !one.starts_with('{'));
    // from the end: a path of a thousand segments is not spelled a thousand times
    let starts = (known..within.len()).rev().filter(is_fixed);
    let mut names = starts.filter_map(|start| Some(spelled(verb, within.get(start..)?, true)));
    let last = names.next()?;
    let read = names.take_while(|name| is_short(name)).last();
    read.or(Some(last))
}

/// How many segments lead to the groups: two of `/dcim/devices/{id}` for `dcim` and `devices` below it.
fn own(segments: &[&str], groups: &[Group]) -> usize {
    let mut own = 0;
    let mut left: Vec<&Group> = groups.iter().collect();
    for (segment, end) in segments.iter().zip(1_usize..) {
        if segment.starts_with('{') {
            continue;
        }
        let snake = words::snake(segment);
        let parts: Vec<&str> = snake.split('_').collect();
        if left.iter().any(|group| group.is(&parts)) {
            own = end;
            left.retain(|group| !group.is(&parts));
        } else if own > 0 {
            // the second level is found behind the first, and nowhere else
            break;
        }
    }
    own
}

/// The name of a path that ends in a verb, which says more than that of HTTP: `approve` of
/// `POST /orders/{order}/approve`, `list` of `GET /orders/list`.
fn act(
    method: &str,
    within: &[&str],
    groups: &[Group],
    template: &str,
    reads: Reads,
) -> Option<String> {
    let (last, before) = within.split_last()?;
    // `{job}:cancel`
    let (is_custom, last) = match last.rsplit_once("}:") {
        Some((_, last)) => (true, last),
        None => (false, *last),
    };
    if last.starts_with('{') {
        return None;
    }
    let is_selected = is_custom
        || before
            .last()
            .is_some_and(|segment| segment.starts_with('{'));
    let snake = words::snake(last);
    let (verb, rest) = match snake.split_once('_') {
        Some((verb, rest)) => (verb, Some(rest)),
        None => (snake.as_str(), None),
    };
    let is_noun = NOUNS.contains(&verb);
    let is_act = match method {
        _ if is_custom => is_verb(verb),
        "GET" => GETS.contains(&verb) || rest.is_none() && LOOKS.contains(&verb),
        "DELETE" => ENDS.contains(&verb),
        // of what is selected: `/statuses/build` is a build
        "POST" if is_noun => is_selected || before.is_empty(),
        "POST" => is_verb(verb),
        _ => is_verb(verb) && !is_noun,
    };
    let may_be_noun = is_noun || COMPOUNDS.contains(&verb);
    if !is_act || !is_custom && rest.is_some() && may_be_noun {
        return None;
    }
    let mut text = vec![verb.to_owned()];
    text.extend(fixed(before).map(words::snake));
    // what the verb acts on, if the path has selected it
    if is_selected
        && text.len() > 1
        && let Some(thing) = text.last_mut()
    {
        *thing = words::singular(thing);
    }
    text.extend(rest.map(str::to_owned));
    Some(of_id(&text.join("_"), groups, template, reads))
}

/// The segments that are no parameters.
fn fixed<'a>(segments: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let all = segments.iter().copied();
    all.filter(|segment| !segment.starts_with('{'))
}
