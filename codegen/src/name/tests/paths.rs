//! Methods of operations without an id: paths made of nouns and verbs.

use super::grouping::methods;
use crate::config::Config;

const NOUNS: [(&str, &str); 4] = [
    ("boats", "boat"),
    ("sail-lofts", "sail_loft"),
    ("berth_keys", "berth_key"),
    ("crews", "crew"),
];

/// The only methods of the handles of these paths, all with one tag.
fn named(paths: &[&str], tag: &str, config: &Config) -> Vec<String> {
    let given: Vec<_> = paths.iter().map(|path| (*path, tag, "", "")).collect();
    let found = methods(&given, config).into_iter();
    let method = |name: String| name.rsplit('.').next().map(str::to_owned);
    found.filter_map(method).collect()
}

#[track_caller]
fn check(verb_and_path: &str, tag: &str, want: &str) {
    let paths = [verb_and_path, "GET /zebras"];
    let found = named(&paths, tag, &Config::default());
    assert_eq!(
        found.first().map(String::as_str),
        Some(want),
        "{verb_and_path}"
    );
}

#[test]
fn one_of_several_is_called_in_the_singular() {
    for (things, thing) in NOUNS {
        for verb in ["get", "put", "patch", "delete", "post"] {
            let method = verb.to_uppercase();
            check(
                &format!("{method} /harbours/{{h}}/{things}/{{id}}"),
                "harbours",
                &format!("{verb}_{thing}"),
            );
            // not several: a parameter that is no id of them
            check(
                &format!("{method} /harbours/{{h}}/{thing}/{{id}}"),
                "harbours",
                &format!("{verb}_{thing}_by_id"),
            );
            check(&format!("{method} /{things}/{{id}}"), things, verb);
        }
    }
}

#[test]
fn a_path_that_ends_in_a_verb_is_called_after_it() {
    for (things, thing) in NOUNS {
        for (verb_and_path, want) in [
            // of the handle itself, and of another thing
            ("POST /@/{id}/approve", "approve"),
            ("PUT /@/{id}/approve", "approve"),
            ("POST /@/search", "search"),
            ("GET /@/search", "search"),
            ("GET /@/list", "list"),
            ("GET /@/count", "count"),
            ("POST /@/create", "create"),
            ("DELETE /@/{id}/remove", "remove"),
            ("POST /@/{id}/anchors/{a}/approve", "approve_anchor"),
            ("POST /@/{id}/anchors/validate", "validate_anchors"),
            ("POST /@/{id}/cancel-later", "cancel_later"),
            // what the verb is of HTTP says otherwise
            ("DELETE /@/{id}/follow", "delete_follow"),
            ("GET /@/{id}/approve", "get_approve"),
            ("PUT /@/{id}/schedule", "put_schedule"),
            // nouns, and nouns with others
            ("POST /@/{id}/states/build", "post_states_build"),
            ("GET /@/{id}/search-results", "list_search_results"),
            ("POST /@/{id}/follow-ups", "post_follow_ups"),
            ("POST /@/{id}/link-anchors", "post_link_anchors"),
        ] {
            check(&verb_and_path.replace('@', things), things, want);
        }
        check(
            &format!("POST /{things}/create-{}", thing.replace('_', "-")),
            things,
            "create",
        );
    }
}

#[test]
fn the_words_of_both_levels_go() {
    let mut config = Config::default();
    config.names.second_level = Some(vec!["dcim".to_owned()]);
    config.names.no_handles = Some(Vec::new());
    for (things, _) in NOUNS {
        let paths = [
            (format!("GET /dcim/{things}"), "list"),
            (format!("GET /dcim/{things}/{{id}}"), "get"),
            (format!("DELETE /dcim/{things}/{{id}}"), "delete"),
            (
                format!("PUT /dcim/{things}/{{id}}/anchors/{{a}}"),
                "put_anchor",
            ),
            (format!("POST /dcim/{things}/{{id}}/approve"), "approve"),
        ];
        let (paths, want): (Vec<&str>, Vec<&str>) = (paths.iter())
            .map(|(path, want)| (path.as_str(), *want))
            .unzip();
        let found = named(&paths, "dcim", &config);
        assert_eq!(found, want);
    }
}
