//! The words of a handle in the names of its methods: documents made of nouns, verbs and adjectives.

use crate::config::Config;
use crate::testing;

const NOUNS: [&str; 6] = [
    "boat",
    "sail_loft",
    "harbour",
    "status",
    "berth_key",
    "crew",
];
const VERBS: [(&str, &str); 6] = [
    ("get", "get"),
    ("post", "create"),
    ("put", "replace"),
    ("patch", "update"),
    ("delete", "remove"),
    ("post", "archive"),
];

/// Every spelling of an id.
fn spelled(words: &str) -> [String; 4] {
    let pascal = crate::name::words::pascal(words);
    let mut camel = pascal.clone();
    camel.get_mut(..1).expect("a letter").make_ascii_lowercase();
    [words.to_owned(), words.replace('_', "-"), pascal, camel]
}

/// The name of the only method of a document.
fn method(verb: &str, path: &str, tag: &str, id: &str, more: &str) -> String {
    let parameters: Vec<String> = (path.split('/'))
        .filter_map(|one| one.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}"))
        .collect();
    let answer = "{description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}";
    // other operations, so that the tag is no name of the whole API
    let others = "  /zebra: {get: {tags: [zebra], responses: {'204': {description: d}}}}\n";
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  {path}: {{{verb}: {{tags: [{tag}], operationId: {id}, {more} parameters: [{}], responses: {{'200': {answer}}}}}}}\n{others}",
        parameters.join(", ")
    );
    let (graph, names) = testing::names(&document, &Config::default());
    let at = graph.operations.iter().position(|one| one.template == path);
    let at = at.unwrap_or_else(|| panic!("no operation in {document}"));
    names.operations[at].method.clone()
}

fn plural(noun: &str) -> String {
    crate::name::words::plural(noun)
}

/// All verbs, nouns of a handle and other nouns.
fn each(mut check: impl FnMut((&str, &str), &str, &str)) {
    for verb in VERBS {
        for noun in NOUNS {
            for other in NOUNS.iter().filter(|other| **other != noun) {
                check(verb, noun, other);
            }
        }
    }
}

/// A participle of what the path has before the handle, or an adjective, stays without the handle's word. Another noun
/// needs it: `team_members` are no `team`.
#[test]
fn an_adjective_stays_and_a_noun_keeps_its_noun() {
    each(|(verb, act), noun, other| {
        let tag = plural(noun);
        for adjective in ["archived", "public", "upcoming"] {
            let id = format!("{act}_{adjective}_{noun}");
            for id in spelled(&id) {
                let path = format!("/{tag}/{adjective}/{{id}}");
                assert_eq!(
                    method(verb, &path, &tag, &id, ""),
                    format!("{act}_{adjective}"),
                    "{id}"
                );
                // a thing of its own
                let path = format!("/{adjective}-{tag}/{{id}}");
                let name = method(verb, &path, &tag, &id, "");
                assert_eq!(name, format!("{act}_{adjective}_{noun}"), "{id}");
            }
        }
        let id = format!("{act}_docked_{noun}_{other}");
        let path = format!("/docks/{{dock}}/{tag}/{{id}}/{other}");
        assert_eq!(
            method(verb, &path, &tag, &id, ""),
            format!("{act}_docked_{other}")
        );
        // what is archived may be either
        let path = format!("/{tag}/{{id}}/{other}");
        assert_eq!(method(verb, &path, &tag, &id, ""), id);
        let id = format!("{act}_{other}_{noun}");
        assert_eq!(method(verb, &path, &tag, &id, ""), id);
    });
}

/// A plural handle goes from the middle if the path says that what follows is part of it.
#[test]
fn what_the_path_has_behind_the_handle_follows_the_verb() {
    each(|(verb, act), noun, other| {
        let tag = plural(noun);
        if tag == noun {
            return;
        }
        for id in spelled(&format!("{act}_{tag}_{other}")) {
            for (path, want) in [
                (
                    format!("/{tag}/depot/{other}/{{id}}"),
                    format!("{act}_{other}"),
                ),
                (format!("/me/{tag}"), format!("{act}_{tag}_{other}")),
                (
                    format!("/{other}/{{id}}/{tag}/{{no}}"),
                    format!("{act}_{tag}_{other}"),
                ),
            ] {
                assert_eq!(method(verb, &path, &tag, &id, ""), want, "{id} {path}");
            }
        }
    });
}

/// The path up to the handle goes, wherever the verb is; a verb at the end comes first.
#[test]
fn the_verb_comes_first() {
    each(|(verb, act), noun, other| {
        let tag = plural(noun);
        let last = if act == "archive" { "/archive" } else { "" };
        for id in spelled(&format!("ports_{tag}_{other}_{act}")) {
            let path = format!("/ports/{{port}}/{tag}/depot/{other}{last}");
            let one = if act == "create" {
                crate::name::words::singular(other)
            } else {
                other.to_owned()
            };
            assert_eq!(
                method(verb, &path, &tag, &id, ""),
                format!("{act}_{one}"),
                "{id}"
            );
        }
        for id in spelled(&format!("ports_{tag}_{act}")) {
            let path = format!("/ports/{{port}}/{tag}/{{id}}{last}");
            assert_eq!(method(verb, &path, &tag, &id, ""), act, "{id}");
        }
        for id in spelled(&format!("{other}_{act}")) {
            let path = format!("/{}/{{id}}{last}", plural(other));
            let one = match last {
                "" => crate::name::words::singular(other),
                _ if act == "create" => crate::name::words::singular(other),
                _ => (*other).to_owned(),
            };
            assert_eq!(
                method(verb, &path, &tag, &id, ""),
                format!("{act}_{one}"),
                "{id}"
            );
        }
        // a verb of another method, or a noun of the path
        for (verb, id, path) in [
            ("get", format!("{other}_create"), format!("/{other}")),
            (
                "get",
                format!("{other}_view"),
                format!("/{}view", other.replace('_', "")),
            ),
            ("post", format!("{other}_list"), format!("/{other}")),
            ("post", format!("{other}_export"), format!("/{other}")),
            ("post", format!("bulk_{act}"), format!("/{tag}/bulk")),
        ] {
            assert_eq!(method(verb, &path, &tag, &id, ""), id, "{path}");
        }
    });
}

/// `getBoatCollection` lists boats, unless the path has collections.
#[test]
fn collections_are_lists() {
    for noun in NOUNS {
        let tag = plural(noun);
        for id in spelled(&format!("get_{noun}_collection")) {
            assert_eq!(
                method("get", &format!("/{tag}"), &tag, &id, ""),
                "list",
                "{id}"
            );
            let other = method("get", &format!("/{tag}"), "harbour_office", &id, "");
            assert_eq!(other, format!("list_{tag}"), "{id}");
            let path = format!("/harbours/{{id}}/{noun}");
            assert_eq!(
                method("get", &path, "office", &id, ""),
                format!("list_{noun}")
            );
            let own = method("get", &format!("/{noun}-collections"), "office", &id, "");
            assert_eq!(own, format!("get_{noun}_collection"), "{id}");
            let one = method("get", &format!("/{tag}/{{id}}"), "office", &id, "");
            assert_eq!(one, format!("get_{noun}_collection"), "{id}");
        }
    }
}

/// A handle that is a verb with its object has a method of that verb.
#[test]
fn a_handle_that_acts_has_its_verb() {
    for noun in NOUNS {
        let tag = format!("search_{}", plural(noun));
        for id in spelled(&format!("{}_search_{}", plural(noun), plural(noun))) {
            let path = format!("/{}/search-{}", plural(noun), plural(noun));
            assert_eq!(method("post", &path, &tag, &id, ""), "search", "{id}");
        }
    }
}

/// Where two operations of a handle state one name, the other one has the name that it has without: the shorter path keeps it.
#[test]
fn a_stated_name_gives_way_to_the_usual_one() {
    for keyword in [
        "x-sdk-operation-name",
        "x-fern-sdk-method-name",
        "x-methodName",
    ] {
        for noun in NOUNS {
            let tag = plural(noun);
            let operation = |path: &str, id: &str, more: &str| {
                format!(
                    "  /{path}: {{get: {{tags: [{tag}], operationId: {id}, {more}responses: {{'204': {{description: d}}}}}}}}\n"
                )
            };
            let document = |more: &str| {
                let first = operation(&tag, &format!("list_{tag}"), more);
                let other = operation(
                    &format!("mine/{tag}/kept"),
                    &format!("find_kept_{tag}"),
                    more,
                );
                format!(
                    "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{first}{other}  /zebra: {{get: {{tags: [zebra], responses: {{'204': {{description: d}}}}}}}}\n"
                )
            };
            let methods = |more: &str| {
                let (_, names) = testing::names(&document(more), &Config::default());
                let found = names.operations.iter().map(|one| one.method.clone());
                let mut found: Vec<_> = found.take(2).collect();
                found.sort();
                found
            };
            let usual = format!("find_kept_{tag}");
            assert_eq!(methods(""), [usual.as_str(), "list"], "{noun}");
            let stated = methods(&format!("{keyword}: everything, "));
            assert_eq!(stated, ["everything", usual.as_str()], "{noun} {keyword}");
        }
    }
}
