//! What is listed: several of something, by its id, its path or its answer.

use super::grouping::test;

#[test]
fn list_is_what_answers_several() {
    let many = "responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}}";
    test(
        &[
            ("GET /crates", "crates", "listCrates", many),
            ("GET /crates/{id}", "crates", "listCrate", ""),
            ("GET /boats", "boats", "getBoats", ""),
            ("GET /boats/{id}", "boats", "getBoat", ""),
            // one thing, whose name is a plural
            ("GET /settings", "settings", "getSettings", ""),
        ],
        &[
            "crates.list",
            "crates.get",
            "boats.list",
            "boats.get",
            "settings.get",
        ],
    );
}

/// Whatever they answer with, and whether or not the document gives an id.
#[test]
fn plurals_at_the_end_of_a_path_are_listed() {
    let map = "responses: {'200': {description: d, content: {application/json: {schema: {type: object, additionalProperties: {type: string}}}}}}";
    for answer in [map, "", "responses: {'204': {description: d}}"] {
        for (path, id, want) in [
            ("GET /processes", "", "processes.list"),
            ("GET /processes", "getProcesses", "processes.list"),
            ("GET /processes/{id}", "", "processes.get"),
            ("GET /processes/{id}/threads", "", "processes.list_threads"),
            ("GET /processes/{id}/owner", "", "processes.get_owner"),
        ] {
            test(&[(path, "processes", id, answer)], &[want]);
        }
        test(
            &[("GET /settings", "settings", "", answer)],
            &["settings.get"],
        );
    }
}
