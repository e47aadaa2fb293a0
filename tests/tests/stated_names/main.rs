//! Names that a document states for code, by the keywords of generators: in every place where one may stand, it is what the
//! thing is called, and nothing else changes its name.

mod bodies;

use std::collections::BTreeSet;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::source::Memory;
use castiron_tests::casting::cast_from;
use serde_json::{Value, json};

/// Keywords for anything.
const ANYTHING: [&str; 2] = ["x-ms-client-name", "x-speakeasy-name-override"];

/// What is named: keywords of its own, and the case of its identifiers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Type,
    Property,
    Parameter,
    Method,
}

impl What {
    fn keywords(self) -> impl Iterator<Item = &'static str> {
        let own: &[&str] = match self {
            Self::Type => &["x-fern-type-name", "x-ogen-name"],
            Self::Property => &["x-fern-property-name"],
            Self::Parameter => &["x-fern-parameter-name"],
            Self::Method => &[
                "x-fern-sdk-method-name",
                "x-methodName",
                "x-sdk-operation-name",
            ],
        };
        own.iter().copied().chain(ANYTHING)
    }
}

/// A document of 3.0, 3.1 or 2.0 with all places.
fn base(version: &str) -> Value {
    let boat = json!({
        "type": "object",
        "required": ["hull"],
        "properties": {
            "hull": { "type": "integer" },
            "berth": { "type": "object", "properties": { "pier": { "type": "string" } } },
            "state": { "type": "string", "enum": ["afloat", "ashore"] },
            "lamps": { "type": "array", "items": { "type": "string", "enum": ["red", "green"] } },
            "owner": { "allOf": [{ "$ref": "#/components/schemas/Owner" }] },
            "crew": { "$ref": "#/components/schemas/Owner" }
        }
    });
    let big = json!({
        "allOf": [
            { "$ref": "#/components/schemas/Boat" },
            { "type": "object", "properties": { "funnel": { "type": "string" } } }
        ]
    });
    let owner = json!({ "type": "object", "properties": { "id": { "type": "string" } } });
    let kind = json!({ "type": "string", "enum": ["sail", "steam"] });
    let schemas = json!({ "Boat": boat, "Big": big, "Owner": owner, "Rigging": kind, "Riggings": {
        "type": "object", "properties": { "first": { "$ref": "#/components/schemas/Rigging" } }
    } });
    let answer = json!({ "type": "object", "properties": { "found": { "$ref": "#/components/schemas/Big" } } });
    let body = json!({ "type": "object", "properties": { "reason": { "type": "string" } } });
    if version == "2.0" {
        let text = json!({
            "swagger": "2.0",
            "info": { "title": "Boats", "version": "1" },
            "paths": { "/boats/{slip}": {
                "parameters": [{ "name": "slip", "in": "path", "required": true, "type": "string" }],
                "get": {
                    "operationId": "findBoat", "tags": ["boats"],
                    "parameters": [
                        { "name": "top", "in": "query", "type": "integer" },
                        { "name": "order", "in": "query", "type": "string", "enum": ["up", "down"] },
                        { "$ref": "#/parameters/Trace" }
                    ],
                    "responses": { "200": { "description": "Ok.", "schema": answer } }
                },
                "post": {
                    "operationId": "sinkBoat", "tags": ["boats"],
                    "parameters": [{ "name": "body", "in": "body", "required": true, "schema": body }],
                    "responses": { "204": { "description": "Done." } }
                },
                "put": {
                    "operationId": "paintBoat", "tags": ["boats"],
                    "parameters": [{ "name": "shade", "in": "formData", "type": "string" }],
                    "responses": { "204": { "description": "Done." } }
                }
            } },
            "parameters": { "Trace": { "name": "trace", "in": "header", "type": "string" } },
            "definitions": schemas
        });
        let text = text
            .to_string()
            .replace("#/components/schemas/", "#/definitions/");
        return serde_json::from_str(&text).expect("JSON");
    }
    json!({
        "openapi": version,
        "info": { "title": "Boats", "version": "1" },
        "paths": { "/boats/{slip}": {
            "parameters": [{ "name": "slip", "in": "path", "required": true, "schema": { "type": "string" } }],
            "get": {
                "operationId": "findBoat", "tags": ["boats"],
                "parameters": [
                    { "name": "top", "in": "query", "schema": { "type": "integer" } },
                    { "name": "order", "in": "query", "schema": { "type": "string", "enum": ["up", "down"] } },
                    { "$ref": "#/components/parameters/Trace" }
                ],
                "responses": { "200": { "description": "Ok.", "content": { "application/json": { "schema": answer } } } }
            },
            "post": {
                "operationId": "sinkBoat", "tags": ["boats"],
                "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
                "responses": { "204": { "description": "Done." } }
            }
        } },
        "components": {
            "parameters": { "Trace": { "name": "trace", "in": "header", "schema": { "type": "string" } } },
            "schemas": schemas
        }
    })
}

/// Every place of a document: what is there, its JSON pointer, and the identifiers that it has without a stated name.
fn places(version: &str) -> Vec<(What, String, &'static [&'static str])> {
    let is_old = version == "2.0";
    let schemas = match is_old {
        true => "/definitions",
        false => "/components/schemas",
    };
    let parameters = match is_old {
        true => "/parameters",
        false => "/components/parameters",
    };
    let path = "/paths/~1boats~1{slip}";
    let (schema, body, answer) = match is_old {
        true => ("", "/parameters/0/schema", "/schema"),
        false => (
            "/schema",
            "/requestBody/content/application~1json/schema",
            "/content/application~1json/schema",
        ),
    };
    let mut out = vec![
        (What::Type, format!("{schemas}/Boat"), &["Boat"][..]),
        (What::Type, format!("{schemas}/Rigging"), &["Rigging"]),
        (
            What::Property,
            format!("{schemas}/Boat/properties/hull"),
            &["hull"],
        ),
        (
            What::Property,
            format!("{schemas}/Boat/properties/berth"),
            &["berth"],
        ),
        (
            What::Property,
            format!("{schemas}/Boat/properties/state"),
            &["state"],
        ),
        (
            What::Property,
            format!("{schemas}/Boat/properties/lamps"),
            &["lamps"],
        ),
        (
            What::Property,
            format!("{schemas}/Boat/properties/owner"),
            &["owner"],
        ),
        (
            What::Property,
            format!("{schemas}/Boat/properties/crew"),
            &["crew"],
        ),
        (
            What::Property,
            format!("{schemas}/Big/allOf/1/properties/funnel"),
            &["funnel"],
        ),
        (
            What::Type,
            format!("{schemas}/Boat/properties/berth"),
            &["Berth"],
        ),
        (
            What::Type,
            format!("{schemas}/Boat/properties/state"),
            &["State"],
        ),
        (
            What::Type,
            format!("{schemas}/Boat/properties/lamps/items"),
            &["Lamp"],
        ),
        (
            What::Type,
            format!("{path}/get/parameters/1{schema}"),
            &["Order"],
        ),
        (
            What::Type,
            format!("{path}/get/responses/200{answer}"),
            &["FindResponse"],
        ),
        (
            What::Property,
            format!("{path}/get/responses/200{answer}/properties/found"),
            &["found"],
        ),
        (
            What::Property,
            format!("{path}/post{body}/properties/reason"),
            &["reason"],
        ),
        (What::Parameter, format!("{path}/parameters/0"), &["slip"]),
        (
            What::Parameter,
            format!("{path}/get/parameters/0"),
            &["top"],
        ),
        (
            What::Parameter,
            format!("{path}/get/parameters/1"),
            &["order"],
        ),
        (What::Parameter, format!("{parameters}/Trace"), &["trace"]),
        (What::Method, format!("{path}/get"), &["find"]),
        (What::Method, format!("{path}/post"), &["sink"]),
    ];
    if is_old {
        // there a parameter is its own schema, and what names it names the parameter
        out.push((
            What::Property,
            format!("{path}/put/parameters/0"),
            &["shade"],
        ));
        out.retain(|(what, at, _)| *what != What::Type || !at.contains("/parameters/"));
    }
    out
}

/// The identifiers in the code of a document: words outside of comments and strings.
fn identifiers(document: &Value) -> BTreeSet<String> {
    let source = Memory::new().with("openapi.json", document.to_string());
    let (config, options) = (Config::default(), EmitOptions::default());
    let files = cast_from(&source, Path::new("openapi.json"), &config, &options)
        .unwrap_or_else(|error| panic!("{error}"));
    let mut out = BTreeSet::new();
    for (_, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for (at, part) in line.split('"').enumerate() {
                let words = part.split(|c: char| !c.is_alphanumeric() && c != '_');
                out.extend(words.filter(|_| at % 2 == 0).map(str::to_owned));
            }
        }
    }
    out
}

#[test]
fn a_stated_name_is_the_name_in_every_place() {
    let mut wrong = Vec::new();
    for version in ["3.0.3", "3.1.1", "2.0"] {
        let plain = identifiers(&base(version));
        for (what, at, now) in places(version) {
            for keyword in what.keywords() {
                let mut document = base(version);
                let place = document
                    .pointer_mut(&at)
                    .unwrap_or_else(|| panic!("no {at}"));
                place[keyword] = "zebraCrossing".into();
                let stated = identifiers(&document);
                let ident = match what {
                    What::Type => "ZebraCrossing",
                    _ => "zebra_crossing",
                };
                for now in now {
                    assert!(
                        plain.contains(*now),
                        "{version} {at}: no `{now}` in the code"
                    );
                }
                if !stated.contains(ident) || now.iter().any(|now| stated.contains(*now)) {
                    wrong.push(format!("{version} {at} {keyword} as {what:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not called so:\n{}", wrong.join("\n"));
}

#[test]
fn values_of_enums_are_called_as_every_generator_states_it() {
    let forms = [
        json!({ "x-enum-varnames": ["Zebra", "Crossing"] }),
        json!({ "x-enumNames": ["Zebra", "Crossing"] }),
        json!({ "x-enum-names": ["Zebra", "Crossing"] }),
        json!({ "x-speakeasy-enums": ["Zebra", "Crossing"] }),
        json!({ "x-speakeasy-enums": { "one": "Zebra", "two": "Crossing" } }),
        json!({ "x-fern-enum": { "one": { "name": "Zebra" }, "two": { "name": "Crossing" } } }),
        json!({ "x-ms-enum": { "name": "Lamp", "values": [
            { "value": "one", "name": "Zebra" }, { "value": "two", "name": "Crossing" }
        ] } }),
    ];
    for version in ["3.0.3", "3.1.1", "2.0"] {
        let schemas = match version {
            "2.0" => "/definitions",
            _ => "/components/schemas",
        };
        let parameter = match version {
            "2.0" => "/paths/~1boats~1{slip}/get/parameters/1",
            _ => "/paths/~1boats~1{slip}/get/parameters/1/schema",
        };
        for at in [
            format!("{schemas}/Rigging"),
            format!("{schemas}/Boat/properties/state"),
            format!("{schemas}/Boat/properties/lamps/items"),
            parameter.to_owned(),
        ] {
            for form in &forms {
                let mut document = base(version);
                let place = document
                    .pointer_mut(&at)
                    .unwrap_or_else(|| panic!("no {at}"));
                place["enum"] = json!(["one", "two"]);
                for (keyword, value) in form.as_object().expect("keywords") {
                    place[keyword] = value.clone();
                }
                let stated = identifiers(&document);
                for ident in ["Zebra", "Crossing"] {
                    assert!(stated.contains(ident), "{version} {at} {form}");
                }
                if form.get("x-ms-enum").is_some() && !at.contains("parameters") {
                    assert!(stated.contains("Lamp"), "{version} {at} {form}");
                }
            }
        }
    }
}

#[test]
fn groups_and_methods_are_called_as_every_generator_states_it() {
    let forms = [
        json!({ "x-fern-sdk-group-name": ["harbour", "piers"], "x-fern-sdk-method-name": "moor" }),
        json!({ "x-speakeasy-group": "harbour.piers", "x-speakeasy-name-override": "moor" }),
        json!({ "x-codegen": { "group": ["harbour", "piers"], "method": "moor" } }),
    ];
    for form in forms {
        let mut document = base("3.0.3");
        let place = &mut document["paths"]["/boats/{slip}"]["get"];
        for (keyword, value) in form.as_object().expect("keywords") {
            place[keyword] = value.clone();
        }
        let stated = identifiers(&document);
        for ident in ["harbour", "piers", "moor"] {
            assert!(stated.contains(ident), "{form}");
        }
    }
}

#[test]
fn methods_are_called_as_a_pattern_of_ids_states() {
    let mut document = base("3.0.3");
    document["x-speakeasy-name-override"] = json!([
        { "operationId": "^find.*", "methodNameOverride": "seek" },
        { "operationId": "^.*Boat$", "methodNameOverride": "scuttle" }
    ]);
    let stated = identifiers(&document);
    assert!(stated.contains("seek") && stated.contains("scuttle"));
    assert!(!stated.contains("find") && !stated.contains("sink"));
}

#[test]
fn one_name_for_several_types_is_that_of_one() {
    let mut document = base("3.0.3");
    let boat = &mut document["components"]["schemas"]["Boat"]["properties"];
    for name in ["state", "hull"] {
        boat[name] = json!({ "type": "string", "enum": [format!("{name} x"), "b"], "x-ms-enum": { "name": "Lamp" } });
    }
    let stated = identifiers(&document);
    // the other one is called after its place
    assert!(stated.contains("Lamp"));
    let places = ["State", "Hull"].map(|ident| stated.contains(ident));
    assert!(
        places == [true, false] || places == [false, true],
        "{places:?}"
    );
}
