//! A format of scalars implies the type that it belongs to, in every version and direction: the crate is the one of the same
//! document with the type. What contradicts the type, or belongs to no type, has none.

use std::collections::HashSet;
use std::mem::discriminant;

use castiron_codegen::Castiron;
use castiron_codegen::emit::Files;
use castiron_codegen::source::Memory;
use serde_json::{Map, Value, json};

/// The formats of OpenAPI's registry that belong to one type, with a value of that type.
fn kinds() -> Vec<(&'static str, Value, Vec<&'static str>)> {
    let strings = vec![
        "base64url",
        "binary",
        "byte",
        "char",
        "commonmark",
        "date",
        "date-time",
        "date-time-local",
        "duration",
        "email",
        "hostname",
        "html",
        "http-date",
        "idn-email",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "iri",
        "iri-reference",
        "json-pointer",
        "media-range",
        "password",
        "regex",
        "relative-json-pointer",
        "sf-binary",
        "sf-string",
        "sf-token",
        "string",
        "time",
        "time-local",
        "uri",
        "uri-reference",
        "uri-template",
        "uuid",
    ];
    let integers = vec![
        "double-int",
        "int16",
        "int32",
        "int64",
        "int8",
        "integer",
        "sf-integer",
        "uint16",
        "uint32",
        "uint64",
        "uint8",
    ];
    vec![
        ("string", json!("text"), strings),
        ("integer", json!(7), integers),
        (
            "number",
            json!(0.5),
            vec!["float", "double", "number", "sf-decimal"],
        ),
        ("boolean", json!(true), vec!["boolean"]),
    ]
}

/// Formats of several types, and unknown ones.
const OTHERS: [&str; 4] = ["decimal", "decimal128", "string or JSON", "own"];

const VERSIONS: [&str; 4] = ["2.0", "3.0.4", "3.1.1", "3.2.0"];

/// A document in which schemas are properties of what is sent and what is received, items, and components.
fn document(version: &str, schemas: &[Value]) -> String {
    let at = match version {
        "2.0" => "#/definitions/",
        _ => "#/components/schemas/",
    };
    let mut components = Map::new();
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (n, schema) in schemas.iter().enumerate() {
        components.insert(format!("C{n}"), schema.clone());
        properties.insert(format!("p{n}"), schema.clone());
        properties.insert(format!("may{n}"), schema.clone());
        properties.insert(format!("c{n}"), json!({ "$ref": format!("{at}C{n}") }));
        properties.insert(
            format!("list{n}"),
            json!({ "type": "array", "items": schema }),
        );
        required.push(format!("p{n}"));
    }
    let item = json!({ "type": "object", "required": required, "properties": properties });
    components.insert("Item".to_owned(), item);
    let item = json!({ "schema": { "$ref": format!("{at}Item") } });
    let mut document = json!({ "info": { "title": "Formats", "version": "1" } });
    let (mut operation, answer);
    if version == "2.0" {
        document["swagger"] = json!(version);
        document["definitions"] = json!(components);
        operation = json!({ "parameters": [with(json!({ "in": "body", "name": "item" }), &item)] });
        answer = with(json!({ "description": "It." }), &item);
    } else {
        document["openapi"] = json!(version);
        document["components"]["schemas"] = json!(components);
        let content = json!({ "application/json": item });
        operation = json!({ "requestBody": { "content": content } });
        answer = json!({ "description": "It.", "content": content });
    }
    operation["operationId"] = json!("setItem");
    operation["responses"] = json!({ "200": answer });
    document["paths"] = json!({ "/item": { "post": operation } });
    document.to_string()
}

fn crate_of(document: &str) -> Files {
    let output = Castiron::new("api.json")
        .generate_from(&Memory::new().with("api.json", document))
        .expect("a crate");
    output.generated.files
}

/// A schema with further keywords.
fn with(mut schema: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().expect("keywords") {
        schema[key] = value.clone();
    }
    schema
}

/// Keywords beside a format that fit a value of its type.
fn fitting(version: &str, value: &Value) -> Vec<Value> {
    let mut all = vec![
        json!({}),
        json!({ "description": "What it is." }),
        json!({ "default": value }),
        json!({ "example": value }),
        json!({ "enum": [value] }),
    ];
    match version {
        "2.0" => all.push(json!({ "x-nullable": true, "default": null })),
        "3.0.4" => all.push(json!({ "nullable": true, "default": null })),
        _ => {
            all.push(json!({ "const": value }));
            all.push(json!({ "examples": [value] }));
        }
    }
    all
}

#[test]
fn a_format_implies_its_type() {
    for version in VERSIONS {
        let (mut implied, mut typed) = (Vec::new(), Vec::new());
        for (kind, value, formats) in kinds() {
            for format in formats {
                for more in fitting(version, &value) {
                    implied.push(with(json!({ "format": format }), &more));
                    typed.push(with(json!({ "type": kind, "format": format }), &more));
                }
            }
        }
        let [implied, typed] = [implied, typed].map(|all| crate_of(&document(version, &all)));
        let paths: [Vec<&String>; 2] = [&implied, &typed].map(|all| all.keys().collect());
        assert_eq!(paths[0], paths[1], "{version}");
        for (path, text) in &implied {
            let lines = text.lines().zip(typed[path].lines());
            let other = lines.into_iter().find(|(one, other)| one != other);
            assert_eq!(other, None, "{version}: {path}");
            assert_eq!(*text, typed[path], "{version}: {path}");
        }
    }
}

/// Asserts that properties of these schemas hold any JSON.
fn are_any(version: &str, schemas: &[Value]) {
    let files = crate_of(&document(version, schemas));
    let lines: HashSet<&str> = (files.values())
        .flat_map(|text| text.lines().map(str::trim))
        .collect();
    for (n, schema) in schemas.iter().enumerate() {
        let is_any = lines.contains(format!("pub p{n}: Json,").as_str());
        assert!(is_any, "{version}: {schema}");
    }
}

#[test]
fn what_contradicts_a_format_has_no_type() {
    let values = [
        json!("text"),
        json!(0.5),
        json!(true),
        json!([1]),
        json!({ "a": 1 }),
    ];
    for version in VERSIONS {
        let mut all = Vec::new();
        for (kind, own, formats) in kinds() {
            let same = discriminant(&own);
            let others = values
                .iter()
                .filter(|value| discriminant(*value) != same || kind == "integer");
            for (value, format) in others.flat_map(|one| formats.iter().map(move |f| (one, f))) {
                all.push(json!({ "format": format, "default": value }));
                all.push(json!({ "format": format, "example": value }));
            }
        }
        are_any(version, &all);
    }
}

#[test]
fn other_formats_have_no_type() {
    for version in VERSIONS {
        are_any(version, &OTHERS.map(|format| json!({ "format": format })));
    }
}
