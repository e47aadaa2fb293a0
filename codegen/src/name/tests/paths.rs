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

/// What is too long to be read doesn't say twice what it selects, and settings that are selected are one.
#[test]
fn a_long_path_says_once_what_it_selects() {
    for years in 1..=8 {
        let start = format!("leave-after-{}", "years-".repeat(years));
        let whole = start.replace('-', "_");
        let together = start.replace('-', "");
        for (segment, parameter, long, short) in [
            (
                format!("{start}log"),
                format!("{whole}log_id"),
                format!("{whole}log_by_{whole}log_id"),
                format!("{whole}log_by_id"),
            ),
            (
                format!("{together}log"),
                format!("{whole}log_id"),
                format!("{together}log_by_{whole}log_id"),
                format!("{together}log_by_id"),
            ),
            (
                format!("{start}settings"),
                format!("{whole}setting_id"),
                format!("{whole}settings_by_{whole}setting_id"),
                format!("{whole}setting"),
            ),
        ] {
            let path = format!("PUT /harbours/{segment}/{{{parameter}}}");
            let found = named(&[&path, "GET /zebras"], "harbours", &Config::default());
            let [long, short] = [long, short].map(|name| format!("put_{name}"));
            let is_long = long.len() > 60 || long.replace('_', "").len() > 52;
            let want = if is_long { short } else { long };
            assert_eq!(found.first(), Some(&want), "{path}");
        }
    }
}

/// What has no id and a path of many words is called after the end of its path: as many words as one can read, and at least
/// the last segment.
#[test]
fn a_long_path_is_called_after_its_end() {
    let words = [
        "harbour", "master", "winter", "storage", "mooring", "drawing", "pilot",
    ];
    for length in 3..=24 {
        let segments: Vec<String> = (0..length)
            .map(|at| {
                let word = |step: usize| words[(at * step + at / 7) % words.len()];
                format!("{}-{}", word(1), word(3))
            })
            .collect();
        for (tag, own, begun) in [
            ("zebra-crossings", 0, 0),
            ("harbour-harbours", 1, 1),
            ("harbour harbour master storage berths", 0, 2),
        ] {
            let path = format!("/{}", segments.join("/"));
            let found = named(
                &[&format!("PUT {path}"), "GET /zebras"],
                tag,
                &Config::default(),
            );
            let method = found.first().expect("a method");
            let letters = method.chars().filter(|c| *c != '_').count();
            // a name that can be read keeps what the handle's name only begins with
            let whole: usize = segments[own..].iter().map(|one| one.len() - 1).sum();
            let own = if whole + "put".len() > 52 { begun } else { own };
            let all = segments.get(own..).unwrap_or_default();
            let all = all.iter().map(|one| one.replace('-', "_"));
            let all: Vec<String> = all.collect();
            assert!(letters <= 52, "{method}");
            let end = method.strip_prefix("put_").expect("the verb");
            assert!(all.join("_").ends_with(end), "{method} {tag} {path}");
            assert!(
                end.ends_with(all.last().expect("a segment").as_str()),
                "{method}"
            );
            // and no word goes that there is room for
            let next = all.len().checked_sub(end.split('_').count() / 2 + 1);
            if let Some(next) = next {
                let room = 52 - letters;
                assert!(all[next].len() - 1 > room, "{method} {tag} {path}");
            }
        }
    }
}

/// Parameters of a path are arguments of their names; one that the params take says where it stands.
#[test]
fn arguments_are_called_after_their_parameters() {
    for (parameters, want) in [
        (&["client", "id"][..], &["client", "id"][..]),
        (&["params"], &["params_path"]),
        (&["self", "type"], &["self_", "type"]),
        (&["id", "ID"], &["id", "id_path"]),
    ] {
        let path: String = parameters
            .iter()
            .map(|name| format!("/x/{{{name}}}"))
            .collect();
        let path = format!("{path}:\n  get: {{responses: {{'204': {{description: d}}}}}}");
        let (_, names) = crate::testing::names(&super::document("", &path), &Config::default());
        let idents: Vec<&String> = names.operations.iter().flat_map(|one| &one.path).collect();
        assert_eq!(idents, want, "{parameters:?}");
    }
}
