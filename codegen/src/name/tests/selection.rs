//! Which of several that want a name has it, and the names that a selection leaves.

use std::collections::BTreeSet;

use super::{document, paths};
use crate::config::{Config, Grouping};
use crate::testing;

/// A selection renames nothing: its operations are called as in the whole, and each handle leads to one of them.
#[test]
fn a_selection_has_the_names_of_the_whole() {
    let answer = |name: &str| {
        format!(
            "responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}"
        )
    };
    let operations = format!(
        "
/boats: {{get: {{tags: [boats], {}}}, post: {{tags: [boats], {}}}}}
/boats/sails: {{get: {{tags: [boats, sails], {}}}}}
/crew: {{get: {{tags: [crew], {}}}}}
",
        answer("Boat"),
        answer("Boat"),
        answer("Sail"),
        answer("Sailor"),
    );
    let schemas = "
Boat: {type: object, properties: {kind: {type: string, enum: [a, b]}}}
Sail: {type: object, properties: {kind: {type: string, enum: [c, d]}}}
Sailor: {type: object, properties: {boat: {$ref: '#/components/schemas/Boat'}}}
";
    let yaml = document(schemas, &operations);
    let count = testing::names(&yaml, &Config::default()).0.operations.len();
    for chosen in 0..1_usize << count {
        let (mut graph, whole) = testing::names(&yaml, &Config::default());
        let all: Vec<String> = (graph.operations.iter())
            .map(|operation| operation.pointer.clone())
            .collect();
        let is_chosen = |at: usize| chosen >> at & 1 == 1;
        let mut at = 0..;
        graph
            .operations
            .retain(|_| at.next().is_some_and(is_chosen));
        let mut kept = whole.clone();
        kept.keep(&all, &graph);
        let expected: Vec<_> = (whole.operations.iter().enumerate())
            .filter(|(at, _)| is_chosen(*at))
            .map(|(_, one)| (&one.resource, &one.method))
            .collect();
        let found: Vec<_> = (kept.operations.iter())
            .map(|one| (&one.resource, &one.method))
            .collect();
        assert_eq!(found, expected);
        let used: BTreeSet<_> = found.iter().map(|(resource, _)| *resource).collect();
        assert_eq!(kept.resources.keys().collect::<BTreeSet<_>>(), used);
        for group in kept.groups.values() {
            for (_, target) in &group.members {
                let is_group = kept.groups.values().any(|other| other.path == *target);
                assert!(
                    is_group || kept.resources.contains_key(target),
                    "{target:?}"
                );
            }
        }
        for (id, path) in &kept.types {
            assert_eq!(whole.types.get(id), Some(path));
        }
    }
}

/// Of operations that want one name, that of the document's own service has it, whichever path is shorter.
#[test]
fn the_service_that_is_annotated_has_the_name() {
    for (canonical, other) in [
        ("/v1/boats/a", "/v1/boats/other"),
        ("/v1/boats/other", "/v1/boats/a"),
    ] {
        let get = "{get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/boat'}}}}}}}";
        let text = format!(
            "openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /v1/boats/a: {get}
  /v1/boats/other: {get}
components:
  schemas:
    boat:
      type: object
      properties: {{id: {{type: string}}}}
      x-stripeResource: {{class_name: Vessel, in_package: Harbour}}
      x-stripeOperations:
      - {{method_name: find, method_on: service, method_type: custom, operation: get, path: {other}, non_canonical: true}}
      - {{method_name: find, method_on: service, method_type: custom, operation: get, path: {canonical}}}
"
        );
        let (graph, names) = testing::names(&text, &Config::default());
        for (operation, names) in graph.operations.iter().zip(&names.operations) {
            let has = names.method == "find";
            assert_eq!(has, operation.template == canonical, "{names:?}");
        }
    }
}

/// Of operations that want one name, the one has it whose path ends in what they are about, or in its last word.
#[test]
fn the_path_that_calls_the_class_has_the_name() {
    for component in ["account", "business_account"] {
        let operations: String = ["/v1/account", "/v1/owner"]
            .map(|path| {
                format!("{path}: {{get: {{responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{component}'}}}}}}}}}}}}}}\n")
            })
            .concat();
        let schemas = format!(
            "{component}: {{type: object, x-resourceId: {component}, properties: {{id: {{type: string}}}}}}"
        );
        let (graph, names) = testing::names(&document(&schemas, &operations), &Config::default());
        let resources: BTreeSet<_> = names.operations.iter().map(|one| &one.resource).collect();
        assert_eq!(resources.len(), 1, "{resources:?}");
        for (operation, names) in graph.operations.iter().zip(&names.operations) {
            let has = names.method == "retrieve";
            assert_eq!(has, operation.template == "/v1/account", "{names:?}");
        }
    }
}

/// By resources, what is read below a collection is called after its path.
#[test]
fn what_is_no_resource_is_called_after_its_path() {
    let mut config = Config::default();
    config.names.grouping = Grouping::Resource;
    let operations = "
/boats/summary: {get: {responses: {'204': {description: ok}}}}
/health: {get: {responses: {'204': {description: ok}}}}
";
    let (graph, names) = testing::names(&document("", operations), &config);
    for (operation, names) in graph.operations.iter().zip(&names.operations) {
        let is_retrieved = names.method == "retrieve";
        assert_eq!(is_retrieved, operation.template == "/health", "{names:?}");
    }
}

/// Branches with one property of different types are called after what it holds.
#[test]
fn lists_of_different_items_tell_branches_apart() {
    let schemas = "
pay: {anyOf: [{type: object, properties: {labels: {type: array, items: {type: string}}}}, {type: object, properties: {labels: {type: array, items: {type: integer}}}}]}
";
    let (types, _) = paths(schemas, "", &Config::default());
    for items in ["StringList", "IntegerList"] {
        assert!(types.iter().any(|path| path.ends_with(items)), "{types:?}");
    }
}

/// Where resources are marked, a component in a property's union that nothing else uses is called after the property,
/// unless another branch has a type of its own or the component says what it is.
#[test]
fn the_only_component_of_a_union_is_the_propertys() {
    let plain = "{type: object, properties: {n: {type: integer}}}";
    let tagged =
        "{type: object, required: [object], properties: {object: {type: string, enum: [x]}}}";
    for (x, beside, stands) in [
        (plain, "{type: string}", false),
        (plain, "{type: array, items: {type: string}}", false),
        (
            plain,
            "{type: object, properties: {m: {type: integer}}}",
            true,
        ),
        (
            plain,
            "{type: string}, {$ref: '#/components/schemas/y'}",
            true,
        ),
        (tagged, "{type: string}", true),
    ] {
        let schemas = format!(
            "
a: {{type: object, x-resourceId: a, properties: {{p: {{anyOf: [{beside}, {{$ref: '#/components/schemas/x'}}]}}}}}}
x: {x}
y: {{type: object, properties: {{k: {{type: string}}}}}}
"
        );
        let (types, _) = paths(&schemas, "", &Config::default());
        assert_eq!(types.contains("X"), stands, "{beside}: {types:?}");
    }
}

/// Documents that mark their resources, or annotate them, have numbered branches.
#[test]
fn branches_are_numbered_where_resources_are_marked() {
    let branches = "{anyOf: [{type: object, required: [n], properties: {n: {type: integer}, x: {type: integer}}}, {type: object, required: [m], properties: {m: {type: string}, y: {type: string}}}]}";
    for (mark, are_numbered) in [
        ("", false),
        ("x-resourceId: a, ", true),
        ("x-stripeResource: {class_name: Vessel}, ", true),
    ] {
        let schemas = format!("a: {{type: object, {mark}properties: {{p: {branches}}}}}");
        let (types, _) = paths(&schemas, "", &Config::default());
        for number in ["1", "2"] {
            let has = types.iter().any(|path| path.ends_with(number));
            assert_eq!(has, are_numbered, "{mark} {number}: {types:?}");
        }
    }
}
