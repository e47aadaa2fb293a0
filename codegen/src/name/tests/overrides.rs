//! Names that the configuration asks for.

use super::{CHARGE, CHARGES, document};
use crate::config::Config;
use crate::name::OperationOverride;
use crate::testing;

#[test]
fn overrides_move_operations_and_unused_ones_are_reported() {
    let mut config = Config::default();
    let given = OperationOverride {
        resource: Some("billing.Charge".to_owned()),
        method: Some("take".to_owned()),
        params: None,
    };
    config.names.operations.insert(
        "POST /v1/charges/{charge}/capture".to_owned(),
        given.clone(),
    );
    config
        .names
        .operations
        .insert("POST /nowhere".to_owned(), given);
    config
        .names
        .types
        .insert("nothing".to_owned(), "Nothing".to_owned());
    let (graph, names) = testing::names(&document(CHARGE, CHARGES), &config);
    let at = graph
        .operations
        .iter()
        .position(|o| o.verb == "POST")
        .unwrap_or_default();
    assert_eq!(
        names.operations[at].resource.join("::"),
        "billing::ChargesResource"
    );
    assert_eq!(names.operations[at].method, "take");
    assert_eq!(
        names.unused,
        ["/names/types/nothing", "/names/operations/POST ~1nowhere"]
    );
}

#[test]
fn overrides_that_ask_for_what_is_taken_are_refused() {
    let schemas =
        "a: {type: object, properties: {x: {type: string, enum: [p, q]}}}\nb: {type: object}";
    let operations = "
/x: {get: {tags: [t], operationId: readX, responses: {'204': {description: x}}}}
/y: {get: {tags: [t], operationId: readY, responses: {'204': {description: x}}}}
/z: {get: {tags: [t], operationId: same, responses: {'204': {description: x}}}}
";
    let mut config = Config::default();
    let types = [
        ("a", "B"),
        ("/components/schemas/a/properties/x", "B"),
        ("b", "shop.B"),
    ];
    for (key, path) in types {
        config.names.types.insert(key.to_owned(), path.to_owned());
    }
    let same = OperationOverride {
        method: Some("same".to_owned()),
        ..OperationOverride::default()
    };
    let keys = ["readX", "readY"];
    for key in keys {
        config.names.operations.insert(key.to_owned(), same.clone());
    }
    let (_, names) = testing::names(&document(schemas, operations), &config);
    let refused: Vec<(&str, &str, String)> = names
        .refused
        .iter()
        .map(|r| (r.setting.as_str(), r.asked.as_str(), r.holder.reason().0))
        .collect();
    let has = |holder: &str| format!("which {holder} has already");
    let inner = "/names/types/~1components~1schemas~1a~1properties~1x";
    assert_eq!(
        refused,
        [
            (inner, "B", has("`a`")),
            (
                "/names/types/a",
                "B",
                has("`/components/schemas/a/properties/x`")
            ),
            (
                "/names/operations/readY",
                "t::TResource::same",
                has("`GET /x`")
            ),
        ]
    );
}

/// Of each list and table of names, the keys that name nothing are reported, and no others.
#[test]
fn each_key_that_names_nothing_is_reported() {
    let operations = "
/boats: {get: {tags: [boats], operationId: listBoats, responses: {'204': {description: ok}}}}
/boats/sails: {get: {tags: [boats], operationId: listSails, responses: {'204': {description: ok}}}}
/sailors: {get: {tags: [crew], operationId: listSailors, responses: {'204': {description: ok}}}}
";
    let mut config = Config::default();
    let names = &mut config.names;
    names.no_handles = Some(vec!["crew".to_owned(), "rafts".to_owned()]);
    names.second_level = Some(vec!["rafts".to_owned(), "boats".to_owned()]);
    for key in ["boat", "raft"] {
        names.types.insert(key.to_owned(), "Vessel".to_owned());
    }
    for key in ["GET /boats", "listSails", "GET /rafts", "listRafts"] {
        let given = OperationOverride::default();
        names.operations.insert(key.to_owned(), given);
    }
    let yaml = document("boat: {type: object}", operations);
    let mut unused = testing::names(&yaml, &config).1.unused;
    unused.sort();
    assert_eq!(
        unused,
        [
            "/names/no-handles/1",
            "/names/operations/GET ~1rafts",
            "/names/operations/listRafts",
            "/names/second-level/0",
            "/names/types/raft",
        ]
    );
}

/// A namespace that holds nothing but one resource of its own name needs no group; those around it do.
#[test]
fn each_namespace_on_the_way_to_a_resource_has_a_group() {
    let operations = "/boats: {get: {tags: [boats], operationId: listBoats, responses: {'204': {description: ok}}}}";
    for (resource, groups) in [
        ("Boat", &[""][..]),
        ("boats.Boat", &[""]),
        ("harbour.Boat", &["", "harbour"]),
        ("harbour.boats.Boat", &["", "harbour"]),
        ("coast.harbour.boats.Boat", &["", "coast", "coast::harbour"]),
    ] {
        let mut config = Config::default();
        let given = OperationOverride {
            resource: Some(resource.to_owned()),
            ..OperationOverride::default()
        };
        (config.names.operations).insert("listBoats".to_owned(), given);
        let (_, names) = testing::names(&document("", operations), &config);
        let found: Vec<String> = names.groups.keys().map(|path| path.join("::")).collect();
        assert_eq!(found, groups, "{resource}");
    }
}

/// A type or operation lies exactly where a setting asks for it, or that is refused: in every module that a crate may have, those
/// of every crate included.
#[test]
fn what_settings_ask_for_is_done_or_refused() {
    let operations = "/boats: {get: {tags: [boats], operationId: listBoats, responses: {'204': {description: ok}}}}";
    let schemas = "
boat: {type: object, properties: {hull: {type: object, properties: {a: {type: string}}}}}
raft: {type: object, properties: {boat: {$ref: '#/components/schemas/boat'}}}";
    let modules = [
        "client",
        "prelude",
        "runtime",
        "types",
        "rt",
        "harbour",
        "boats",
        "type",
        "self",
        "std",
        "Client",
        "Harbour",
        "client.harbour",
        "harbour.client",
        "raft",
        "v1",
    ];
    let own = ["client", "prelude", "runtime", "types"];
    for module in modules {
        for key in [
            "boat",
            "/components/schemas/boat/properties/hull",
            "listBoats",
        ] {
            let mut config = Config::default();
            let asked = format!("{module}.Vessel");
            let is_type = key != "listBoats";
            match is_type {
                true => drop(config.names.types.insert(key.to_owned(), asked.clone())),
                false => {
                    let given = OperationOverride {
                        resource: Some(asked.clone()),
                        ..OperationOverride::default()
                    };
                    config.names.operations.insert(key.to_owned(), given);
                }
            }
            let (graph, names) = testing::names(&document(schemas, operations), &config);
            let (path, _) = crate::name::class::split(&asked);
            let first = path.first().map(String::as_str).unwrap_or_default();
            let what = format!("{key} into {asked}: {:?}", names.refused);
            assert_eq!(names.unused, [] as [String; 0], "{what}");
            assert_eq!(!names.refused.is_empty(), own.contains(&first), "{what}");
            let found = match is_type {
                true => {
                    let of = |id: &&crate::graph::TypeId| {
                        let node = &graph[**id];
                        node.component.as_deref() == Some(key) || node.pointer == key
                    };
                    let id = names.types.keys().find(of).expect("a type");
                    names.types[id].clone()
                }
                false => names.operations[0].resource.clone(),
            };
            let is_there = found.starts_with(&path);
            assert!(is_there || !names.refused.is_empty(), "{what}: {found:?}");
        }
    }
}
