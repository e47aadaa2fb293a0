//! Types of requests and answers, by small documents.

use crate::graph::{Shape, TypeGraph};
use crate::shape::testing::with_own;
use crate::shape::{FormatRule, KnownFormat, Loosened, ShapeConfig};

/// The objects among the components, each with its properties; `!` stands behind those that must be there.
fn listed(graph: &TypeGraph) -> Vec<String> {
    let objects = graph.components.iter().filter_map(|(name, id)| {
        let Shape::Object(object) = &graph[*id].shape else {
            return None;
        };
        let mut out = format!("{name}:");
        for property in &object.properties {
            let mark = if property.required { "!" } else { "" };
            let held = graph[property.ty.ty].component.as_ref();
            let held = held.map_or(String::new(), |name| format!("={name}"));
            out += &format!(" {}{held}{mark}", property.wire);
        }
        Some(out)
    });
    objects.collect()
}

#[track_caller]
fn test(sent: &str, answered: &str, schemas: &str, tolerant: bool, want: &[&str]) {
    replacing(&[], sent, answered, schemas, tolerant, want);
}

/// The same with components that settings replace.
#[track_caller]
fn replacing(
    replaced: &[&str],
    sent: &str,
    answered: &str,
    schemas: &str,
    tolerant: bool,
    want: &[&str],
) {
    let mut text =
        String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n");
    let schema = |name: &str| {
        format!(
            "{{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}"
        )
    };
    if !sent.is_empty() {
        text += &format!("      requestBody: {}\n", schema(sent));
    }
    match answered {
        "" => text += "      responses: {'204': {description: D}}\n",
        name => {
            let content = schema(name).replacen('{', "{description: D, ", 1);
            text += &format!("      responses: {{'200': {content}}}\n");
        }
    }
    text += "components:\n  schemas:\n";
    for line in schemas.lines() {
        text += &format!("    {}\n", line.trim());
    }
    let config = ShapeConfig {
        tolerant: Loosened::All(tolerant),
        ..ShapeConfig::default()
    };
    let own = || FormatRule::Known(KnownFormat::String);
    let replaced = replaced.iter().map(|name| ((*name).to_owned(), own()));
    let shaped = with_own(&text, &config, &replaced.collect());
    assert_eq!(listed(&shaped.graph), want);
}

const USER: &str = "User: {type: object, required: [id, name, key], properties: {id: {type: string, readOnly: true}, name: {type: string}, key: {type: string, writeOnly: true}}}";

#[test]
fn of_one_direction_there_is_one() {
    test("User", "", USER, false, &["User: id name! key!"]);
    test("", "User", USER, false, &["User: id! name! key"]);
}

#[test]
fn of_both_there_are_two() {
    test(
        "User",
        "User",
        USER,
        false,
        &["User: id! name! key", "UserRequest: id name! key!"],
    );
}

#[test]
fn what_is_the_same_stays_one() {
    test(
        "User",
        "User",
        "User: {type: object, required: [name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}",
        false,
        &["User: id name!"],
    );
}

#[test]
fn what_holds_two_is_two() {
    let team = "Team: {type: object, properties: {lead: {$ref: '#/components/schemas/User'}, of: {$ref: '#/components/schemas/Team'}, size: {$ref: '#/components/schemas/Size'}}}
        Size: {type: object, required: [n], properties: {n: {type: integer}}}\n"
        .to_owned()
        + USER;
    test(
        "Team",
        "Team",
        &team,
        false,
        &[
            "Size: n!",
            "Team: lead=User of=Team size=Size",
            "TeamRequest: lead=UserRequest of=TeamRequest size=Size",
            "User: id! name! key",
            "UserRequest: id name! key!",
        ],
    );
    // what only requests hold keeps its name
    test(
        "Team",
        "User",
        &team,
        false,
        &[
            "Size: n!",
            "Team: lead=UserRequest of=Team size=Size",
            "User: id! name! key",
            "UserRequest: id name! key!",
        ],
    );
}

#[test]
fn what_only_one_direction_carries_is_one() {
    // what only requests hold stands by its own name, also where an answer's type has a property for it
    test(
        "Login",
        "Login",
        &format!(
            "Login: {{type: object, properties: {{user: {{writeOnly: true, allOf: [{{$ref: '#/components/schemas/User'}}]}}}}}}\n{USER}"
        ),
        false,
        &["Login: user=User", "User: id name! key!"],
    );
    test(
        "Login",
        "Login",
        &format!(
            "Login: {{type: object, properties: {{user: {{readOnly: true, allOf: [{{$ref: '#/components/schemas/User'}}]}}}}}}\n{USER}"
        ),
        false,
        &["Login: user=User", "User: id! name! key"],
    );
    // and where it is in answers elsewhere, the property holds what requests do
    test(
        "Login",
        "Both",
        &format!(
            "Login: {{type: object, properties: {{user: {{writeOnly: true, allOf: [{{$ref: '#/components/schemas/User'}}]}}}}}}\nBoth: {{type: object, properties: {{a: {{$ref: '#/components/schemas/Login'}}, b: {{$ref: '#/components/schemas/User'}}}}}}\n{USER}"
        ),
        false,
        &[
            "Both: a=Login b=User",
            "Login: user=UserRequest",
            "User: id! name! key",
            "UserRequest: id name! key!",
        ],
    );
}

#[test]
fn a_name_that_is_taken() {
    let taken =
        format!("{USER}\nUserRequest: {{type: object, properties: {{a: {{type: string}}}}}}");
    test(
        "User",
        "User",
        &taken,
        false,
        &[
            "User: id! name! key",
            "UserRequest: a",
            "UserRequestRequest: id name! key!",
        ],
    );
}

#[test]
fn tolerant_reading_leaves_making_strict() {
    let thing = "Thing: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string, enum: [x]}}}";
    test(
        "Thing",
        "Thing",
        thing,
        true,
        &["Thing: a! b!", "ThingRequest: a! b!"],
    );
    test("Thing", "Thing", thing, false, &["Thing: a! b!"]);
}

#[test]
fn what_is_replaced_is_one() {
    let team = format!(
        "Team: {{type: object, properties: {{lead: {{$ref: '#/components/schemas/User'}}}}}}\n{USER}"
    );
    replacing(
        &["User"],
        "Team",
        "Team",
        &team,
        false,
        &["Team: lead=User", "User: id! name! key!"],
    );
    // what only it holds does not count either
    let held = "Team: {type: object, properties: {lead: {$ref: '#/components/schemas/Lead'}, user: {writeOnly: true, allOf: [{$ref: '#/components/schemas/User'}]}}}
        Lead: {type: object, properties: {user: {$ref: '#/components/schemas/User'}}}\n"
        .to_owned()
        + USER;
    replacing(
        &["Lead"],
        "Team",
        "Team",
        &held,
        false,
        &[
            "Lead: user=User",
            "Team: lead=Lead user=User",
            "User: id name! key!",
        ],
    );
    // unless each direction has a type of its own
    replacing(
        &["User", "UserRequest"],
        "Team",
        "Team",
        &team,
        false,
        &[
            "Team: lead=User",
            "TeamRequest: lead=UserRequest",
            "User: id! name! key",
            "UserRequest: id name! key!",
        ],
    );
}
