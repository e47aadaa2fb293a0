//! Names of small documents, as paths.

mod branches;
mod grouping;
mod handles;
mod overrides;
mod paths;
mod plurals;
mod selection;
mod telling;

use std::collections::BTreeSet;

use super::Grouping;
use crate::config::Config;
use crate::testing;

/// The paths of all types of a document, and of the links to them.
#[track_caller]
fn paths(schemas: &str, paths: &str, config: &Config) -> (BTreeSet<String>, BTreeSet<String>) {
    let (_, names) = testing::names(&document(schemas, paths), config);
    let types = names.types.values().map(|p| p.join("::")).collect();
    let links = names.links.iter().map(|(p, _)| p.join("::")).collect();
    (types, links)
}

fn document(schemas: &str, paths: &str) -> String {
    let indent = |text: &str, by: usize| {
        text.lines()
            .map(|line| format!("{:by$}{line}\n", ""))
            .collect::<String>()
    };
    let schemas = if schemas.is_empty() {
        "    {}\n".to_owned()
    } else {
        indent(schemas, 4)
    };
    let paths = if paths.is_empty() {
        "  {}\n".to_owned()
    } else {
        indent(paths, 2)
    };
    format!(
        "openapi: 3.0.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}

fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|&t| t.to_owned()).collect()
}

const ORDER: &str = "
order:
  type: object
  required: [status]
  properties:
    status: {type: string, enum: [open, closed]}
    line_items:
      type: array
      items: {type: object, properties: {kind: {type: string, enum: [a, b]}}}
";

#[test]
fn inner_types_stand_in_their_owners_module() {
    let (types, links) = paths(ORDER, "", &Config::default());
    assert_eq!(
        types,
        set(&[
            "Order",
            "order::LineItem",
            "order::Status",
            "order::line_item::Kind"
        ])
    );
    assert_eq!(links, set(&[]));
}

#[test]
fn the_order_of_the_document_changes_nothing() {
    let one = "a: {type: object, properties: {x: {$ref: '#/components/schemas/b'}}}\nb: {type: object, properties: {y: {type: string, enum: [p, q]}}}\nc: {type: object}";
    let two = "c: {type: object}\nb: {type: object, properties: {y: {type: string, enum: [p, q]}}}\na: {type: object, properties: {x: {$ref: '#/components/schemas/b'}}}";
    assert_eq!(
        paths(one, "", &Config::default()),
        paths(two, "", &Config::default())
    );
}

#[test]
fn a_component_stands_by_its_own_name_however_many_users_it_has() {
    let none = "
a: {type: object, properties: {n: {type: integer}}}
part: {type: object, properties: {kind: {type: string, enum: [p, q]}}}
";
    let one = none.replacen(
        "n: {type: integer}",
        "own: {$ref: '#/components/schemas/part'}",
        1,
    );
    let more = format!(
        "{one}
b: {{type: object, properties: {{parts: {{type: array, items: {{$ref: '#/components/schemas/part'}}}}}}}}
c: {{oneOf: [{{$ref: '#/components/schemas/part'}}, {{type: string}}]}}
"
    );
    for (schemas, others) in [
        (none, &["A"][..]),
        (&one, &["A"]),
        (&more, &["A", "B", "C"]),
    ] {
        let (types, links) = paths(schemas, "", &Config::default());
        let want: Vec<&str> = [others, &["Part", "part::Kind"]].concat();
        assert_eq!(types, set(&want));
        assert_eq!(links, set(&[]));
    }
}

#[test]
fn a_chain_of_components_is_no_chain_of_modules() {
    let chain: String = (0..7)
        .map(|n| {
            let next = n + 1;
            format!("link{n}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/link{next}'}}}}}}\n")
        })
        .chain(["link7: {type: object, properties: {end: {type: boolean}}}\n".to_owned()])
        .collect();
    let (types, _) = paths(&chain, "", &Config::default());
    assert!(types.iter().all(|path| !path.contains("::")), "{types:?}");
}

#[test]
fn where_resources_are_marked_a_part_is_found_with_its_owner_and_by_its_own_name() {
    let one = "
a: {type: object, properties: {part: {$ref: '#/components/schemas/b.part'}}}
b.part: {type: object, properties: {kind: {type: string, enum: [p, q]}}}
b.other: {type: object, x-resourceId: b.other, properties: {n: {type: integer}}}
";
    let two = format!(
        "{one}c: {{type: object, properties: {{part: {{$ref: '#/components/schemas/b.part'}}}}}}"
    );
    let (alone, links) = paths(one, "", &Config::default());
    assert_eq!(alone, set(&["A", "a::Part", "a::part::Kind", "b::Other"]));
    assert_eq!(links, set(&["b::Part"]));
    let (shared, links) = paths(&two, "", &Config::default());
    assert!(shared.contains("b::Part") && shared.contains("b::part::Kind"));
    assert_eq!(links, set(&["a::Part", "c::Part"]));
}

#[test]
fn a_name_that_something_else_has_is_not_linked() {
    let schemas = "
a: {type: object, x-resourceId: a, properties: {part: {$ref: '#/components/schemas/fooBar'}, other: {$ref: '#/components/schemas/foo_bar'}}}
fooBar: {type: object, properties: {n: {type: integer}}}
foo_bar: {type: object, properties: {n: {type: integer}}}
";
    let (types, links) = paths(schemas, "", &Config::default());
    assert_eq!(types, set(&["A", "a::Part", "a::Other"]));
    assert_eq!(links, set(&[]), "two want the same path: neither has it");
}

#[test]
fn parts_of_several_resources_are_found_with_each() {
    let schemas = "
a: {type: object, x-resourceId: a, properties: {common: {$ref: '#/components/schemas/shared'}}}
b: {type: object, x-resourceId: b, properties: {also_common: {$ref: '#/components/schemas/shared'}}}
shared: {type: object, properties: {state: {type: string, enum: [on, off]}}}
";
    let (types, links) = paths(schemas, "", &Config::default());
    assert_eq!(types, set(&["A", "B", "Shared", "shared::State"]));
    assert_eq!(links, set(&["a::Common", "b::AlsoCommon"]));
}

#[test]
fn dotted_names_are_namespaces() {
    let schemas = "
identity.report: {type: object, x-resourceId: identity.report, properties: {n: {type: integer}}}
v1.2: {type: object, properties: {n: {type: integer}}}
";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(types, set(&["V1_2", "identity::Report"]));
}

#[test]
fn colliding_names_are_spelled() {
    let schemas = "
fooBar: {type: object, properties: {'+1': {type: integer}, '-1': {type: integer}}}
foo_bar: {type: object, properties: {n: {type: integer}}}
";
    let (graph, names) = testing::names(&document(schemas, ""), &Config::default());
    let idents: BTreeSet<String> = names.types.values().map(|p| p.join("::")).collect();
    assert_eq!(idents, set(&["FooBar", "FooBarObject"]));
    let id = graph
        .components
        .iter()
        .find(|(name, _)| name == "fooBar")
        .map(|(_, id)| *id);
    assert_eq!(
        id.and_then(|id| names.fields.get(&id)),
        Some(&vec!["plus_1".to_owned(), "minus_1".to_owned()])
    );
}

#[test]
fn names_of_the_prelude_do_not_shadow_it() {
    let schemas = "
Option: {type: object, properties: {n: {type: integer}}}
String: {type: object, properties: {n: {type: integer}}}
Self: {type: object, properties: {n: {type: integer}}}
";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(types, set(&["Option_", "Self_", "String_"]));
}

#[test]
fn tags_make_namespaces_with_handles() {
    let operations = "
/repos/{id}:
  get:
    tags: [repos]
    operationId: repos/get-one
    parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: page, in: query, schema: {type: integer}}]
    responses: {'200': {description: ok}}
";
    let (_, names) = testing::names(&document("", operations), &Config::default());
    let operation = &names.operations[0];
    assert_eq!(operation.resource.join("::"), "repos::ReposResource");
    assert_eq!(operation.method, "get_one");
    assert_eq!(
        operation.params.as_ref().map(|p| p.join("::")).as_deref(),
        Some("repos::GetOneParams")
    );
    let members = names.groups.get(&Vec::new()).map(|g| g.members.clone());
    assert_eq!(
        members,
        Some(vec![("repos".to_owned(), operation.resource.clone())])
    );
}

const CHARGES: &str = "
/v1/charges/{charge}/capture:
  post:
    parameters: [{name: charge, in: path, required: true, schema: {type: string}}]
    responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/charge'}}}}}
/v1/charges:
  get:
    parameters: [{name: limit, in: query, schema: {type: integer}}]
    responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [object, data, has_more, url], properties: {object: {type: string, enum: [list]}, data: {type: array, items: {$ref: '#/components/schemas/charge'}}, has_more: {type: boolean}, url: {type: string}}}}}}}
";

const CHARGE: &str =
    "charge: {type: object, x-resourceId: charge, properties: {id: {type: string}}}";

#[test]
fn resources_are_inferred_from_answers_and_paths() {
    let (graph, names) = testing::names(&document(CHARGE, CHARGES), &Config::default());
    let found: BTreeSet<(String, String)> = graph
        .operations
        .iter()
        .zip(&names.operations)
        .map(|(o, n)| {
            (
                o.template.clone(),
                format!("{}.{}", n.resource.join("::"), n.method),
            )
        })
        .collect();
    assert_eq!(
        found,
        BTreeSet::from([
            ("/v1/charges".to_owned(), "ChargesResource.list".to_owned()),
            (
                "/v1/charges/{charge}/capture".to_owned(),
                "ChargesResource.capture".to_owned()
            ),
        ])
    );
}

#[test]
fn grouping_can_be_asked_for() {
    let mut config = Config::default();
    config.names.grouping = Grouping::Path;
    let (_, names) = testing::names(&document(CHARGE, CHARGES), &config);
    assert!(
        names
            .resources
            .contains_key(&vec!["charges".to_owned(), "ChargesResource".to_owned()])
    );
}

#[test]
fn methods_of_the_same_name_are_told_apart_by_their_paths() {
    let operations = "
/v1/account: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/account'}}}}}}}
/v1/accounts/{account}:
  get:
    parameters: [{name: account, in: path, required: true, schema: {type: string}}]
    responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/account'}}}}}
";
    let schemas =
        "account: {type: object, x-resourceId: account, properties: {id: {type: string}}}";
    let (graph, names) = testing::names(&document(schemas, operations), &Config::default());
    let method = |template: &str| {
        let at = graph
            .operations
            .iter()
            .position(|o| o.template == template)
            .unwrap_or_default();
        names.operations[at].method.clone()
    };
    assert_eq!(method("/v1/accounts/{account}"), "retrieve");
    assert_eq!(method("/v1/account"), "retrieve_account");
}

#[test]
fn a_module_is_never_called_like_its_type() {
    let schemas = "'400': {type: object, properties: {x: {type: string, enum: [a, b]}}}";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(types, set(&["_400", "_400_types::X"]));
}
