//! Names of request bodies.

use serde_json::json;

use super::{ANYTHING, base, identifiers};

/// Keywords for the body of a request.
const BODIES: [&str; 3] = [
    "x-codegen-request-body-name",
    "x-ms-requestBody-name",
    "x-body-name",
];

/// A body that is a field of the params is called as the document states it, at the operation, at the body, and at what that
/// refers to; the type inside as well. One whose properties are fields has no name.
#[test]
fn bodies_are_called_as_every_generator_states_it() {
    let schemas = [
        json!({ "$ref": "#/components/schemas/Owner" }),
        json!({ "type": "array", "items": { "type": "string" } }),
        json!({ "type": "string" }),
        json!({ "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Owner" }] }),
        json!({ "type": "object", "properties": { "reason": { "type": "string" } } }),
    ];
    for (at, schema) in schemas.iter().enumerate() {
        let is_field = at < 4;
        for version in ["3.0.3", "3.1.1", "2.0"] {
            let is_old = version == "2.0";
            for keyword in BODIES
                .into_iter()
                .chain(ANYTHING)
                .chain(["x-fern-parameter-name"])
            {
                let is_own = BODIES.contains(&keyword);
                for (place, holds) in [
                    ("operation", is_own),
                    ("body", true),
                    ("component", !is_old),
                ] {
                    if !holds || is_old && at == 3 {
                        continue;
                    }
                    let mut document = base(version);
                    let operation = document
                        .pointer_mut("/paths/~1boats~1{slip}/post")
                        .expect("an operation");
                    let (body, key) = match is_old {
                        true => ("/parameters/0", "/parameters/0/schema"),
                        false => (
                            "/requestBody",
                            "/requestBody/content/application~1json/schema",
                        ),
                    };
                    let text = schema.to_string();
                    let text = match is_old {
                        true => text.replace("#/components/schemas/", "#/definitions/"),
                        false => text,
                    };
                    *operation.pointer_mut(key).expect("a schema") =
                        serde_json::from_str(&text).expect("JSON");
                    match place {
                        "operation" => operation[keyword] = "zebraCrossing".into(),
                        _ => {
                            let body = operation.pointer_mut(body).expect("a body");
                            body[keyword] = "zebraCrossing".into();
                        }
                    }
                    if place == "component" {
                        let body = operation["requestBody"].take();
                        operation["requestBody"] =
                            json!({ "$ref": "#/components/requestBodies/B" });
                        document["components"]["requestBodies"] = json!({ "B": body });
                    }
                    let stated = identifiers(&document);
                    assert_eq!(
                        stated.contains("zebra_crossing"),
                        is_field,
                        "{version} {keyword} at the {place}: {schema}"
                    );
                }
            }
        }
    }
}
