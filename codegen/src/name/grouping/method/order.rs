//! Puts the verb of a name first: `session_list` is `list_sessions`.

use super::group::joined;
use super::verbs::{GETS, Reads, is_noun, is_verb};
use super::{segments, words};

/// Verbs that are nouns as often: they are verbs if the path says so.
#[rustfmt::skip]
pub(super) const NOUNS: [&str; 40] = [
    "block", "build", "capture", "change", "check", "clone", "copy", "count", "download", "edit", "export", "grant",
    "head", "import", "invite", "link", "lock", "lookup", "mark", "move", "open", "pause", "preview", "query", "refund",
    "release", "run", "schedule", "search", "show", "sync", "test", "track", "transfer", "trigger", "undo", "upgrade",
    "upload", "void", "watch",
];

/// A name whose verb comes last, with the verb first; any other name as it is. `first` is the first word of the id.
pub(super) fn verb_first(name: String, first: &str, template: &str, reads: Reads) -> String {
    let text: Vec<&str> = name.split('_').collect();
    match text.split_last() {
        Some((verb, object))
            if !is_act(first, template) && is_last(verb, object, template, reads) =>
        {
            let many = reads.many && *verb == "list";
            let one = reads.one || matches!(*verb, "add" | "create");
            format!("{verb}_{}", of_number(object, template, many, one))
        }
        _ => name,
    }
}

/// Whether a word is a verb, and no noun of the path: a segment in the plural, or part of one.
fn is_act(word: &str, template: &str) -> bool {
    let of_path = segments(template);
    let is_noun = |segment: &&str| {
        let snake = words::snake(segment);
        snake != word && snake.split('_').any(|part| words::singular(part) == word)
    };
    is_verb(word) && !of_path.iter().any(is_noun)
}

/// Whether the last word of a name is its verb, and what comes before is what it acts on, as the path has it.
fn is_last(verb: &str, object: &[&str], template: &str, reads: Reads) -> bool {
    let is_other_verb = |word: &&str| is_verb(word) && !is_noun(word, template);
    let Some(first) = object.first() else {
        return false;
    };
    let segments = segments(template);
    let names: Vec<String> = segments
        .iter()
        .filter(|segment| !segment.starts_with('{'))
        .map(|segment| words::snake(segment))
        .collect();
    let is_known = |word: &str| {
        let singular = words::singular(word);
        let mut known = names.iter().flat_map(|name| name.split('_'));
        known.any(|word| words::singular(word) == singular)
    };
    if !is_verb(verb)
        || matches!(*first, "bulk" | "batch")
        || !object.iter().any(|word| is_known(word))
        || object.iter().any(is_other_verb)
    {
        return false;
    }
    let last = segments.last().copied().unwrap_or_default();
    if words::snake(last) == verb {
        // else it may be an unknown verb: `request_repo_build` of `/repository/{repo}/build`
        return is_known(first);
    }
    let agrees = GETS.contains(&verb) != reads.acts;
    // `street_view` of `/streetview`
    let end = object.last().copied().unwrap_or_default();
    let compound = joined(&[end, verb]);
    let is_compound =
        |name: &String| joined(&name.split('_').collect::<Vec<_>>()).contains(&compound);
    agrees && !NOUNS.contains(&verb) && !is_noun(verb, template) && !names.iter().any(is_compound)
}

/// The object of a verb in the singular or the plural, as the path has it.
fn of_number(object: &[&str], template: &str, many: bool, one: bool) -> String {
    let Some((last, before)) = object.split_last() else {
        return String::new();
    };
    let last = match (many, one) {
        (true, _) if is_noun(last, template) => words::plural(last),
        (false, true) => words::singular(last),
        _ => (*last).to_owned(),
    };
    before
        .iter()
        .copied()
        .chain([last.as_str()])
        .collect::<Vec<_>>()
        .join("_")
}

/// What an id calls the collection of something (`webhook_collection`), as several of it: `webhooks`. Not if the path has
/// collections of its own.
pub(super) fn collection(object: &[&str], template: &str, reads: Reads) -> Option<String> {
    let (last, things) = object.split_last()?;
    let is_own = || template.to_lowercase().contains("collection");
    if *last != "collection" || reads.acts || reads.one || is_own() {
        return None;
    }
    let (last, before) = things.split_last()?;
    // some nouns have no plural: `/metadata`
    let is_of_path = |segment: &&str| words::snake(segment).split('_').any(|part| part == *last);
    let plural = match segments(template).iter().any(is_of_path) {
        true => (*last).to_owned(),
        false => words::plural(last),
    };
    let all = before.iter().copied().chain([plural.as_str()]);
    Some(all.collect::<Vec<_>>().join("_"))
}
