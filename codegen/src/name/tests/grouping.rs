//! Which operation is which method of which handle: each rule of the guide beside what it is not for.

use crate::config::Config;
use crate::testing;

/// An operation: verb and path, its tag (or none), its id (or none), and more lines of YAML in braces' form.
pub(super) type Given<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The methods of a document, as `handle.method`, in the order of `given`.
#[track_caller]
pub(super) fn methods(given: &[Given<'_>], config: &Config) -> Vec<String> {
    let mut text = "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths:\n".to_owned();
    for (verb_and_path, tag, id, more) in given {
        let (verb, path) = verb_and_path.split_once(' ').expect("verb and path");
        let mut keys = Vec::new();
        if !tag.is_empty() {
            keys.push(format!("tags: [{tag:?}]"));
        }
        if !id.is_empty() {
            keys.push(format!("operationId: {id:?}"));
        }
        if !more.is_empty() {
            keys.push((*more).to_owned());
        }
        if !more.contains("responses") {
            keys.push("responses: {'204': {description: d}}".to_owned());
        }
        let names = path.split(['{', '}']).skip(1).step_by(2);
        let parameters: Vec<String> = names
            .map(|name| {
                format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
            })
            .collect();
        keys.push(format!("parameters: [{}]", parameters.join(", ")));
        let verb = verb.to_lowercase();
        text.push_str(&format!(
            "  {path:?}: {{{verb}: {{{}}}}}\n",
            keys.join(", ")
        ));
    }
    let (graph, names) = testing::names(&text, config);
    let place = |(verb_and_path, ..): &Given<'_>| {
        let all = graph.operations.iter().zip(&names.operations);
        let mut found = all.filter(|(operation, _)| {
            format!("{} {}", operation.verb, operation.template) == *verb_and_path
        });
        let (_, names) = found.next().expect("the operation");
        let mut path = names.resource.clone();
        let handle = path.pop().unwrap_or_default();
        let handle = handle.trim_end_matches("Resource").to_lowercase();
        let same = path.last() == Some(&handle);
        let handle = if same {
            String::new()
        } else {
            format!("{handle}.")
        };
        format!("{}.{handle}{}", path.join("."), names.method)
    };
    given.iter().map(place).collect()
}

#[track_caller]
pub(super) fn test(given: &[Given<'_>], want: &[&str]) {
    assert_eq!(methods(given, &Config::default()), want);
}

#[test]
fn tags_make_handles_where_most_operations_have_one() {
    let tagged: [Given<'_>; 2] = [
        ("GET /guilds/{guild}/roles", "Roles", "listGuildRoles", ""),
        ("POST /guilds", "Guilds", "createGuild", ""),
    ];
    test(&tagged, &["roles.list_guild_roles", "guilds.create"]);
    let untagged: Vec<Given<'_>> = tagged
        .iter()
        .map(|(a, _, id, more)| (*a, "", *id, *more))
        .collect();
    test(&untagged, &["guilds.list_roles", "guilds.create"]);
}

/// Ten operations of two paths, so many of them with one tag.
fn api(tagged: usize) -> Vec<Given<'static>> {
    const PATHS: [&str; 10] = [
        "GET /boats/a",
        "GET /boats/b",
        "GET /boats/c",
        "GET /boats/d",
        "GET /boats/e",
        "GET /berths/a",
        "GET /berths/b",
        "GET /berths/c",
        "GET /berths/d",
        "GET /berths/e",
    ];
    let tag = |at: usize| if at < tagged { "api" } else { "other" };
    PATHS
        .iter()
        .enumerate()
        .map(|(at, path)| (*path, tag(at), "", ""))
        .collect()
}

#[test]
fn a_tag_on_nearly_all_is_no_handle() {
    assert!(methods(&api(9), &Config::default())[0].starts_with("boats."));
    assert!(methods(&api(8), &Config::default())[0].starts_with("api."));
}

#[test]
fn a_tag_on_all_procedures_is_one() {
    // each path is the name of a procedure: they would be handles of one method each
    test(
        &[
            ("POST /chat.post", "chat", "chat_post", ""),
            ("POST /chat.update", "chat", "chat_update", ""),
        ],
        &["chat.post", "chat.update"],
    );
}

#[test]
fn a_path_of_one_segment_that_is_a_verb_is_a_method() {
    let mut config = Config::default();
    config.names.no_handles = Some(vec!["api".to_owned()]);
    let given: [Given<'_>; 2] = [
        ("POST /search", "api", "search", ""),
        ("GET /boats", "api", "listBoats", ""),
    ];
    assert_eq!(methods(&given, &config), ["api.search", "boats.list"]);
}

/// The methods of a handle with so many, on paths of two words.
fn devices(many: usize) -> Vec<String> {
    let paths: Vec<String> = (0..many)
        .map(|at| format!("GET /dcim/{}/p{at}", ["devices", "racks"][at % 2]))
        .collect();
    let given = paths.iter().map(|path| (path.as_str(), "dcim", "", ""));
    let mut config = Config::default();
    // the one tag is the handle
    config.names.no_handles = Some(Vec::new());
    methods(&given.collect::<Vec<_>>(), &config)
}

#[test]
fn more_than_sixty_methods_have_a_second_level() {
    let crowded = devices(61);
    assert!(
        crowded
            .iter()
            .all(|one| one.starts_with("dcim.devices.") || one.starts_with("dcim.racks.")),
        "{crowded:?}"
    );
    let few = devices(60);
    assert!(
        few.iter().all(|one| one.matches('.').count() == 1),
        "{few:?}"
    );
}

#[test]
fn a_word_that_all_ids_begin_with_goes() {
    let given = |ids: [&'static str; 4]| -> Vec<Given<'static>> {
        let paths = [
            "GET /boats/{id}",
            "POST /boats",
            "GET /berths/{id}",
            "POST /berths",
        ];
        let tags = ["boats", "boats", "berths", "berths"];
        paths
            .into_iter()
            .zip(tags)
            .zip(ids)
            .map(|((path, tag), id)| (path, tag, id, ""))
            .collect()
    };
    test(
        &given([
            "harbour_inspect_it",
            "harbour_paint",
            "harbour_measure",
            "harbour_fill",
        ]),
        &[
            "boats.inspect_it",
            "boats.paint",
            "berths.measure",
            "berths.fill",
        ],
    );
    // one doesn't begin so
    test(
        &given([
            "harbour_inspect_it",
            "harbour_paint",
            "harbour_measure",
            "dock_fill",
        ]),
        &[
            "boats.harbour_inspect_it",
            "boats.harbour_paint",
            "berths.harbour_measure",
            "berths.dock_fill",
        ],
    );
    // a verb says what is done
    test(
        &given(["get_it", "get_paint", "get_measure", "get_fill"]),
        &[
            "boats.get_it",
            "boats.get_paint",
            "berths.get_measure",
            "berths.get_fill",
        ],
    );
}

#[test]
fn a_version_in_front_goes() {
    test(
        &[(
            "GET /v1/applications",
            "application",
            "v1.application.list",
            "",
        )],
        &["application.list"],
    );
    // a version that says which of two
    test(
        &[("GET /applications", "application", "v1", "")],
        &["application.v1"],
    );
}

#[test]
fn a_word_goes_out_of_the_middle_where_the_rest_keeps_its_sense() {
    test(
        &[
            ("DELETE /me/albums", "albums", "remove-albums-user", ""),
            ("POST /chat/completions", "chat", "createChatCompletion", ""),
            (
                "DELETE /albums/{id}/songs",
                "albums",
                "remove-albums-from-user",
                "",
            ),
        ],
        &[
            "albums.remove_albums_user",
            "chat.create_completion",
            "albums.remove_from_user",
        ],
    );
}

#[test]
fn an_id_that_is_verb_and_path_counts_as_none() {
    test(
        &[
            (
                "GET /{projectKey}/api-clients",
                "clients",
                "ByProjectKeyApiClientsGet",
                "",
            ),
            ("POST /crm/v3/objects", "crm", "post-/crm/v3/objects", ""),
            // of one segment it is as good as any, and a plural is listed
            ("GET /users", "users", "getUsers", ""),
        ],
        &[
            "clients.list_api_clients",
            "crm.post_v3_objects",
            "users.list",
        ],
    );
}

#[test]
fn an_id_loses_its_path_and_verb() {
    test(
        &[
            ("POST /flows/", "Flows", "create_flow_flows__post", ""),
            ("POST /flows/{id}/run", "Flows", "run_post", ""),
        ],
        &["flows.create", "flows.run_post"],
    );
}

#[test]
fn any_verb_before_the_handles_word_is_one() {
    test(
        &[
            ("POST /users/{id}/anonymize", "users", "anonymizeUser", ""),
            // a noun of the path
            (
                "POST /chat/completions",
                "completions",
                "chatCompletions",
                "",
            ),
        ],
        &["users.anonymize", "completions.chat_completions"],
    );
}

#[test]
fn what_the_document_states_for_generators_is_followed() {
    for (more, want) in [
        (
            "x-fern-sdk-group-name: fleet, x-fern-sdk-method-name: launch",
            "fleet.launch",
        ),
        (
            "x-fern-sdk-group-name: [fleet, tugs], x-fern-sdk-method-name: launch",
            "fleet.tugs.launch",
        ),
        (
            "x-speakeasy-group: fleet, x-speakeasy-name-override: launch",
            "fleet.launch",
        ),
        (
            "x-speakeasy-group: fleet.tugs, x-speakeasy-name-override: launch",
            "fleet.tugs.launch",
        ),
        ("x-ms-client-name: launch", "boats.launch"),
        ("x-codegen: {group: fleet, method: launch}", "fleet.launch"),
        // an extension of nobody's
        ("x-sdk-method: launch", "boats.start"),
    ] {
        test(&[("POST /boats", "boats", "startBoat", more)], &[want]);
    }
}

#[test]
fn annotations_of_methods_make_handles_of_classes() {
    let text = "openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /v1/boats: {get: {operationId: GetBoats, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/boat'}}}}}}}
components:
  schemas:
    boat:
      type: object
      properties: {id: {type: string}}
      x-stripeResource: {class_name: Vessel, in_package: Harbour}
      x-stripeOperations: [{method_name: list, method_on: service, method_type: list, operation: get, path: /v1/boats}]
";
    let mut config = Config::default();
    for (from, want) in [
        ("", "harbour::VesselsResource"),
        ("x-stripe", "boats::BoatsResource"),
    ] {
        // without its annotations the same document goes by paths
        let text = if from.is_empty() {
            text.to_owned()
        } else {
            text.replace(from, "x-other")
        };
        config.names.grouping = crate::config::Grouping::Auto;
        let (_, names) = testing::names(&text, &config);
        assert_eq!(names.operations[0].resource.join("::"), want);
        assert_eq!(names.operations[0].method, "list");
    }
}
