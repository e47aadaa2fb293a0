//! What versions of the specification write in different ways is one thing in a crate of several documents.

mod schemas;

use serde_json::{Value, json};

use super::several::together;
use crate::diagnostic::Code;

/// A meaning: how some versions write it.
type Spellings = Vec<(&'static [&'static str], Value)>;

const V2: &str = "2.0";
const V30: &str = "3.0.3";
const V31: &str = "3.1.0";
const ALL: &[&str] = &[V2, V30, V31];
const UP_TO_30: &[&str] = &[V2, V30];
const SINCE_30: &[&str] = &[V30, V31];

/// A document of a version with a component of this section, and the schema `S` that it may refer to.
fn document(version: &str, section: &str, component: &Value) -> Value {
    let mut document = json!({ "info": { "title": "T", "version": "1" }, "paths": {} });
    let text = component.to_string();
    let shared = json!({ "type": "object", "properties": { "s": { "type": "string" } } });
    if version == V2 {
        document["swagger"] = json!("2.0");
        let section = match section {
            "schemas" => "definitions",
            "securitySchemes" => "securityDefinitions",
            section => section,
        };
        document["definitions"] = json!({ "S": shared });
        let text = text.replace("#/components/schemas/", "#/definitions/");
        document[section]["C"] = serde_json::from_str(&text).expect("JSON");
    } else {
        document["openapi"] = json!(version);
        document["components"] = json!({ "schemas": { "S": shared } });
        document["components"][section]["C"] = component.clone();
    }
    document
}

/// Whether documents with these components can be one crate.
fn are_one(section: &str, a: (&str, &Value), b: (&str, &Value)) -> bool {
    let documents = [a, b].map(|(version, component)| document(version, section, component));
    let loaded = together(&documents);
    let errors: Vec<_> = (loaded.diagnostics.iter())
        .filter(|one| one.severity == crate::diagnostic::Severity::Error)
        .collect();
    assert!(
        errors.iter().all(|one| one.code == Code::SeveralDiffer),
        "{errors:?}"
    );
    errors.is_empty()
}

/// Of all pairs of spellings those of one meaning are one, and no others.
fn test(section: &str, meanings: &[Spellings]) {
    let all: Vec<(usize, &str, &Value)> = (meanings.iter().enumerate())
        .flat_map(|(at, spellings)| spellings.iter().map(move |one| (at, one)))
        .flat_map(|(at, (versions, value))| versions.iter().map(move |one| (at, *one, value)))
        .collect();
    for (at, version, value) in &all {
        for (other_at, other_version, other) in &all {
            let is_one = are_one(section, (version, value), (other_version, other));
            assert_eq!(
                is_one,
                at == other_at,
                "{version} {value} | {other_version} {other}"
            );
        }
    }
}

fn of(reference: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{reference}") })
}

/// The type of a text's content may be left out, as versions before 3.1 can't say it.
#[test]
fn the_content_of_texts() {
    let image = |media: &str| json!({ "type": "string", "contentEncoding": "base64", "contentMediaType": media });
    let (png, jpeg, byte) = (
        image("image/png"),
        image("image/jpeg"),
        json!({ "type": "string", "format": "byte" }),
    );
    for (a, b, is_one) in [
        (&png, &byte, true),
        (&jpeg, &byte, true),
        (&png, &jpeg, false),
    ] {
        for version in [V31, V30] {
            let version = if b == &byte { version } else { V31 };
            assert_eq!(
                are_one("schemas", (V31, a), (version, b)),
                is_one,
                "{a} {b}"
            );
            assert_eq!(
                are_one("schemas", (version, b), (V31, a)),
                is_one,
                "{a} {b}"
            );
        }
    }
}

#[test]
fn parameters() {
    let query = |more: Value| {
        let mut parameter = json!({ "name": "q", "in": "query" });
        for (key, value) in more.as_object().into_iter().flatten() {
            parameter[key] = value.clone();
        }
        parameter
    };
    let strings = || json!({ "type": "array", "items": { "type": "string" } });
    test(
        "parameters",
        &[
            vec![
                (&[V2], query(json!({ "type": "integer" }))),
                (SINCE_30, query(json!({ "schema": { "type": "integer" } }))),
                (
                    SINCE_30,
                    query(
                        json!({ "schema": { "type": "integer" }, "required": false, "style": "form", "explode": true }),
                    ),
                ),
            ],
            vec![
                (&[V2], query(json!({ "type": "integer", "required": true }))),
                (
                    SINCE_30,
                    query(json!({ "schema": { "type": "integer" }, "required": true })),
                ),
            ],
            vec![
                (
                    &[V2],
                    query(json!({ "type": "array", "items": { "type": "string" } })),
                ),
                (
                    &[V2],
                    query(
                        json!({ "type": "array", "items": { "type": "string" }, "collectionFormat": "csv" }),
                    ),
                ),
                (
                    SINCE_30,
                    query(json!({ "schema": strings(), "explode": false })),
                ),
            ],
            vec![
                (
                    &[V2],
                    query(
                        json!({ "type": "array", "items": { "type": "string" }, "collectionFormat": "multi" }),
                    ),
                ),
                (SINCE_30, query(json!({ "schema": strings() }))),
            ],
            vec![
                (
                    &[V2],
                    json!({ "name": "h", "in": "header", "type": "string" }),
                ),
                (
                    SINCE_30,
                    json!({ "name": "h", "in": "header", "schema": { "type": "string" }, "style": "simple", "explode": false }),
                ),
            ],
        ],
    );
}

#[test]
fn responses() {
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    test(
        "responses",
        &[
            vec![(ALL, json!({ "description": "d" }))],
            vec![
                (
                    &[V2],
                    json!({ "description": "d", "schema": { "type": "string" } }),
                ),
                (
                    SINCE_30,
                    json!({ "description": "e", "content": content(json!({ "type": "string" })) }),
                ),
            ],
            vec![
                (
                    &[V2],
                    json!({ "description": "d", "schema": of("S"), "headers": { "X": { "type": "integer" } } }),
                ),
                (
                    SINCE_30,
                    json!({ "description": "d", "content": content(of("S")), "headers": { "X": { "schema": { "type": "integer" } } } }),
                ),
            ],
        ],
    );
}

#[test]
fn security_schemes() {
    let flow = || json!({ "authorizationUrl": "https://a.example", "tokenUrl": "https://t.example", "scopes": { "s": "d" } });
    test(
        "securitySchemes",
        &[
            vec![
                (&[V2], json!({ "type": "basic" })),
                (SINCE_30, json!({ "type": "http", "scheme": "basic" })),
            ],
            vec![(
                ALL,
                json!({ "type": "apiKey", "in": "header", "name": "k" }),
            )],
            vec![
                (
                    &[V2],
                    json!({ "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example", "tokenUrl": "https://t.example", "scopes": { "s": "d" } }),
                ),
                (
                    SINCE_30,
                    json!({ "type": "oauth2", "flows": { "authorizationCode": flow() } }),
                ),
            ],
        ],
    );
}
