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
    let refused: Vec<(&str, &str, &str)> = names
        .refused
        .iter()
        .map(|r| (r.setting.as_str(), r.asked.as_str(), r.holder.as_str()))
        .collect();
    let inner = "/names/types/~1components~1schemas~1a~1properties~1x";
    assert_eq!(
        refused,
        [
            (inner, "B", "`a`"),
            (
                "/names/types/a",
                "B",
                "`/components/schemas/a/properties/x`"
            ),
            ("/names/operations/readY", "t::TResource::same", "`GET /x`"),
        ]
    );
}
