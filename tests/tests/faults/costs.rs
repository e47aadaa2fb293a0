//! What single bad lines cost, by kind: the label of the warning at their place says so.

use serde_json::{Value, json};

use castiron_codegen::diagnostic::Severity;

use super::{Change, OPERATIONS, VERSIONS, cast, documents};
use Change::{Missing, Other};

const GET: &str = "/paths/~1pets~1{id}/get";

/// The versions, the pointer, the change, and the label under its place.
fn faults() -> Vec<(&'static str, String, Change, &'static str)> {
    let get = |below: &str| format!("{GET}{below}");
    let at = |pointer: &str| pointer.to_owned();
    let parameter =
        json!({ "name": "q", "in": "query", "schema": { "type": "string" }, "type": "string" });
    let pet = |below: &str| format!("/components/schemas/Pet{below}");
    vec![
        (
            "2013",
            at("/info"),
            Missing,
            "title and version are left empty",
        ),
        ("2013", at("/info/title"), Missing, "the API has no name"),
        ("2013", at("/info/version"), Missing, "left empty"),
        ("20", get("/responses"), Missing, "any response is accepted"),
        (
            "201",
            get("/responses/200/description"),
            Missing,
            "left empty",
        ),
        (
            "2013",
            get("/responses/200"),
            Other(Value::Null),
            "treated as one without a body",
        ),
        (
            "2013",
            get("/responses/200"),
            Other(json!("ok")),
            "left out",
        ),
        (
            "013",
            get("/responses/2000"),
            Other(json!({ "description": "d" })),
            "left out",
        ),
        (
            "013",
            get("/parameters/1/schema"),
            Missing,
            "treated as a string",
        ),
        ("013", get("/parameters/1/name"), Missing, "left out"),
        ("2013", get("/parameters/1/in"), Missing, "left out"),
        (
            "2013",
            get("/parameters/1/in"),
            Other(json!("quer")),
            "treated as `query`",
        ),
        (
            "2013",
            get("/parameters/1/in"),
            Other(json!("somewhere")),
            "left out",
        ),
        (
            "2013",
            at("/paths/~1pets~1{id}/parameters/0/required"),
            Missing,
            "treated as `required: true`",
        ),
        (
            "2013",
            at("/paths/~1pets~1{id}/parameters/0/in"),
            Missing,
            "treated as `path`, where it is a variable",
        ),
        (
            "2013",
            at("/paths/~1pets~1{id}/parameters/0/name"),
            Missing,
            "treated as `id`, the only variable of the path",
        ),
        (
            "2013",
            get("/parameters"),
            Other(parameter.clone()),
            "treated as its only item",
        ),
        (
            "2013",
            get("/parameters"),
            Other(json!({ "q": parameter })),
            "treated as a list of its values",
        ),
        (
            "2013",
            get("/parameters"),
            Other(json!({ "q": 1 })),
            "left out",
        ),
        (
            "2013",
            get("/tags"),
            Other(json!("pets")),
            "treated as its only item",
        ),
        (
            "2013",
            get("/security"),
            Other(json!({ "key": [] })),
            "treated as its only item",
        ),
        (
            "2013",
            get("/deprecated"),
            Other(json!("true")),
            "converted",
        ),
        (
            "2013",
            get("/deprecated"),
            Other(json!("since May")),
            "left out",
        ),
        ("2013", get("/operationId"), Other(json!(7)), "converted"),
        ("2013", at(GET), Other(json!("none")), "left out"),
        (
            "2013",
            at("/tags"),
            Other(json!({ "pets": { "description": "d" } })),
            "treated as a list of its values",
        ),
        (
            "2013",
            at("/tags/0"),
            Other(json!("pets")),
            "treated as the name",
        ),
        (
            "013",
            at("/servers"),
            Other(json!({ "url": "/v1" })),
            "treated as its only item",
        ),
        (
            "013",
            at("/servers/0"),
            Other(json!("https://x.example")),
            "treated as the URL",
        ),
        ("013", at("/servers/0/url"), Missing, "treated as `/`"),
        (
            "013",
            at("/servers/0/variables/region/default"),
            Missing,
            "treated as empty",
        ),
        (
            "2",
            at("/produces"),
            Other(json!("application/json")),
            "treated as its only item",
        ),
        ("2", at("/host"), Other(json!({})), "left out"),
        (
            "2",
            at("/securityDefinitions/oauth/flow"),
            Missing,
            "treated as `implicit`",
        ),
        (
            "2",
            get("/parameters/2/type"),
            Missing,
            "treated as any value",
        ),
        (
            "2",
            at("/paths/~1pets~1{id}/post/parameters/0/name"),
            Missing,
            "left out",
        ),
        ("013", pet(""), Other(Value::Null), "treated as any value"),
        ("013", pet("/properties"), Other(json!(["id"])), "left out"),
        (
            "013",
            pet("/properties/name/type"),
            Other(json!("str")),
            "treated as `string`",
        ),
        (
            "013",
            pet("/properties/name/type"),
            Other(json!("nonsense")),
            "treated as any value",
        ),
        (
            "013",
            pet("/properties/name/required"),
            Other(json!(true)),
            "this property is treated as required",
        ),
        (
            "013",
            pet("/properties/kind/enum"),
            Other(json!("cat")),
            "treated as its only item",
        ),
        (
            "013",
            pet("/properties/name/maxLength"),
            Other(json!("20")),
            "converted",
        ),
        (
            "013",
            pet("/properties/name/maxLength"),
            Other(json!("long")),
            "left out",
        ),
        (
            "013",
            pet("/properties/name/format"),
            Other(json!(64)),
            "converted",
        ),
        (
            "013",
            pet("/properties/tags/items"),
            Other(json!([{ "type": "string" }])),
            "each item may be any of them; without `type`, so may the value itself",
        ),
        (
            "013",
            pet("/properties/tags/items"),
            Other(json!("string")),
            "treated as any value",
        ),
        (
            "13",
            pet("/properties/name/type"),
            Other(json!(["string", null])),
            "treated as the type `null`; put it in quotes",
        ),
        (
            "013",
            pet("/required"),
            Other(json!("id")),
            "treated as its only item",
        ),
        (
            "013",
            at("/components/schemas/Vet/allOf"),
            Other(json!({ "type": "object" })),
            "treated as its only item",
        ),
        (
            "013",
            at("/components/schemas/Animal/discriminator/propertyName"),
            Missing,
            "the discriminator is left out",
        ),
        (
            "013",
            at("/components/securitySchemes/key/type"),
            Other(json!("magic")),
            "the scheme is left out",
        ),
        (
            "013",
            at("/components/securitySchemes/key/name"),
            Missing,
            "treated as `Authorization`",
        ),
        (
            "013",
            at("/components/securitySchemes/oauth/flows"),
            Missing,
            "the token has to be given",
        ),
    ]
}

#[test]
fn what_a_bad_line_costs() {
    for (versions, pointer, change, label) in faults() {
        for version in VERSIONS
            .into_iter()
            .filter(|version| versions.contains(*version))
        {
            let bad = change.done_to(&documents::good(version), &pointer);
            let (operations, said) = cast(&bad);
            let what = format!("{version} {pointer} {change:?}");
            let lost = usize::from(pointer == GET);
            assert_eq!(operations, Some(OPERATIONS - lost), "{what}: {said:#?}");
            let (above, _) = pointer.rsplit_once('/').expect("a pointer");
            let is_said = said.iter().any(|said| {
                let at = &said.place.pointer;
                let is_here =
                    at == &pointer || at == above || at.starts_with(&format!("{pointer}/"));
                said.severity == Severity::Warning && is_here && said.label == label
            });
            assert!(is_said, "{what}: {said:#?}");
        }
    }
}

/// Where nothing can be meant, or all of an API would be lost, the document is refused at the place.
#[test]
fn what_cannot_be_meant_is_an_error() {
    for (pointer, value) in [
        ("/paths", json!([])),
        ("/paths", json!("none")),
        ("/paths", json!(7)),
    ] {
        for version in VERSIONS {
            let bad = Other(value.clone()).done_to(&documents::good(version), pointer);
            let (operations, said) = cast(&bad);
            assert_eq!(operations, None, "{version} {pointer} {value}");
            let is_said = |said: &castiron_codegen::diagnostic::Diagnostic| {
                said.severity == Severity::Error && said.place.pointer == pointer
            };
            assert!(
                said.iter().any(is_said),
                "{version} {pointer} {value}: {said:#?}"
            );
        }
    }
}
