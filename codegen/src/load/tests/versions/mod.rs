//! Keys of one version of the specification in a document of another: whichever it is, what it means there is taken with a
//! warning at its place, which `--strict` refuses.

use std::path::Path;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::grammar::Kind;
use crate::load::lower::words::{Span, Words, head, of_schema, words};
use crate::load::version::Level;
use crate::load::{Document, LoadOptions, load};
use crate::source::Memory;

mod meaning;

const LEVELS: [Level; 4] = [Level::V2, Level::V3_0, Level::V3_1, Level::V3_2];

fn read(document: &Value, strict: bool) -> (Option<Document>, Diagnostics) {
    let source = Memory::new().with("api.json", document.to_string());
    let options = LoadOptions {
        strict,
        ..LoadOptions::default()
    };
    let loaded = load(&source, Path::new("api.json"), &options);
    (loaded.document, loaded.diagnostics)
}

/// A document of a version that has an object of every kind which that version has.
fn document(level: Level) -> Value {
    let schema = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    let info = json!({ "title": "T", "version": "1", "license": { "name": "MIT" } });
    let tags = json!([{ "name": "t" }]);
    if level == Level::V2 {
        return json!({
            "swagger": "2.0", "info": info, "tags": tags,
            "paths": { "/a": { "get": {
                "parameters": [{ "name": "q", "in": "query", "type": "string" }],
                "responses": { "200": { "description": "d", "headers": { "X-A": { "type": "string" } } } },
            } } },
            "definitions": { "S": schema },
            "securityDefinitions": { "K": { "type": "apiKey", "in": "header", "name": "k" } },
        });
    }
    let version = match level {
        Level::V3_1 => "3.1.1",
        Level::V3_2 => "3.2.0",
        _ => "3.0.3",
    };
    json!({
        "openapi": version, "info": info, "tags": tags, "servers": [{ "url": "/" }],
        "paths": { "/a": { "post": {
            "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" } }],
            "requestBody": { "content": { "multipart/form-data": {
                "schema": schema, "encoding": { "a": { "contentType": "text/plain" } } } } },
            "responses": { "200": {
                "description": "d",
                "headers": { "X-A": { "schema": { "type": "string" } } },
                "links": { "l": { "operationId": "o" } },
                "content": { "application/json": { "schema": schema } },
            } },
        } } },
        "components": {
            "schemas": { "S": schema },
            "securitySchemes": {
                "K": { "type": "apiKey", "in": "header", "name": "k" },
                "O": { "type": "oauth2", "flows": { "password": { "tokenUrl": "/t", "scopes": {} } } },
            },
        },
    })
}

/// Where an object of each kind stands, in 2.0 and in later versions.
const KINDS: [(Kind, &str, &str); 18] = [
    (Kind::Document, "", ""),
    (Kind::Plain, "/info", "/info"),
    (Kind::Plain, "/info/license", "/info/license"),
    (Kind::Plain, "/tags/0", "/tags/0"),
    (Kind::Plain, "-", "/servers/0"),
    (Kind::Plain, "-", "/components/securitySchemes/O/flows"),
    (
        Kind::Plain,
        "-",
        "/components/securitySchemes/O/flows/password",
    ),
    (Kind::Components, "-", "/components"),
    (Kind::PathItem, "/paths/~1a", "/paths/~1a"),
    (Kind::Operation, "/paths/~1a/get", "/paths/~1a/post"),
    (
        Kind::Parameter,
        "/paths/~1a/get/parameters/0",
        "/paths/~1a/post/parameters/0",
    ),
    (
        Kind::Header,
        "/paths/~1a/get/responses/200/headers/X-A",
        "/paths/~1a/post/responses/200/headers/X-A",
    ),
    (
        Kind::Response,
        "/paths/~1a/get/responses/200",
        "/paths/~1a/post/responses/200",
    ),
    (
        Kind::SecurityScheme,
        "/securityDefinitions/K",
        "/components/securitySchemes/K",
    ),
    (Kind::RequestBody, "-", "/paths/~1a/post/requestBody"),
    (
        Kind::MediaType,
        "-",
        "/paths/~1a/post/requestBody/content/multipart~1form-data",
    ),
    (
        Kind::Encoding,
        "-",
        "/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/a",
    ),
    (Kind::Link, "-", "/paths/~1a/post/responses/200/links/l"),
];

/// A value that a key may have.
fn value(kind: Kind, key: &str) -> Value {
    let operation = json!({ "responses": { "200": { "description": "d" } } });
    match key {
        "tags" | "schemes" | "consumes" | "produces" | "servers" | "security" | "enum" => json!([]),
        "webhooks" => json!({ "w": { "post": operation } }),
        "components" => json!({ "schemas": { "N": { "type": "string" } } }),
        "trace" | "query" | "get" | "put" | "head" | "patch" | "delete" | "options" => operation,
        "additionalOperations" => json!({ "COPY": operation }),
        "callbacks" if kind == Kind::Operation => {
            json!({ "c": { "{$request.query.u}": { "post": operation } } })
        }
        "requestBody" => json!({ "content": { "application/json": {} } }),
        "explode" | "allowReserved" | "deprecated" | "required" | "allowEmptyValue"
        | "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => json!(true),
        "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems"
        | "multipleOf" => json!(1),
        "type" => json!("string"),
        "jsonSchemaDialect" => json!("https://spec.openapis.org/oas/3.1/dialect/base"),
        "style" => json!("form"),
        "example" | "default" => json!("x"),
        "prefixEncoding" => json!([{}]),
        "flow" => json!("implicit"),
        "scheme" => json!("bearer"),
        "items" | "schema" | "itemSchema" => json!({ "type": "string" }),
        "content" | "links" | "examples" | "headers" | "encoding" | "itemEncoding" | "flows"
        | "scopes" | "pathItems" | "mediaTypes" | "callbacks" | "externalDocs" => json!({}),
        _ => json!("text"),
    }
}

/// What is said of other versions: the pointers, with the severity.
fn said(diagnostics: &Diagnostics) -> Vec<(Severity, String)> {
    let found = diagnostics
        .iter()
        .filter(|one| one.code == Code::OtherVersion);
    found
        .map(|one| (one.severity, one.place.pointer.clone()))
        .collect()
}

/// Sets a key, reads the document, and says what is wrong with what is said of it.
fn check(level: Level, at: &str, key: &str, value: Value, is_of_version: bool) -> Option<String> {
    let mut whole = document(level);
    let object = whole.pointer_mut(at).and_then(Value::as_object_mut);
    let before = object.expect("an object").insert(key.to_owned(), value);
    if key == "openapi" || before.is_some() && is_of_version {
        return None;
    }
    let (loaded, diagnostics) = read(&whole, false);
    let what = format!("{level}: `{key}` at `{at}`");
    if loaded.is_none() || diagnostics.has_errors() {
        return Some(format!("{what}: refused"));
    }
    let found = said(&diagnostics);
    let place = format!("{at}/{key}");
    let want: &[(Severity, String)] = match is_of_version {
        true => &[],
        false => &[(Severity::Warning, place.clone())],
    };
    if found != want {
        return Some(format!("{what}: {found:?}"));
    }
    let refused = said(&read(&whole, true).1).contains(&(Severity::Error, place));
    (refused == is_of_version).then(|| format!("{what}: --strict"))
}

#[test]
fn plain_documents_are_of_their_version() {
    for level in LEVELS {
        assert_eq!(said(&read(&document(level), false).1), [], "{level}");
    }
}

#[test]
fn each_key_of_another_version_is_said() {
    let mut wrong = Vec::new();
    for (kind, old, new) in KINDS {
        let table: Option<Words> = match kind {
            Kind::Plain => head(new).map(|(_, words)| words),
            kind => words(kind),
        };
        for (span, keys) in table.expect("keys") {
            for (level, at) in places(old, new) {
                for key in *keys {
                    let key = *key;
                    // a reference takes the place of the object, and the body alone has a `schema` in 2.0
                    if key != "$ref" && (kind, key, level) != (Kind::Parameter, "schema", Level::V2)
                    {
                        let value = value(kind, key);
                        wrong.extend(check(level, at, key, value, has(*span, level)));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn places<'p>(old: &'p str, new: &'p str) -> impl Iterator<Item = (Level, &'p str)> {
    let at = move |level| match level {
        Level::V2 => old,
        _ => new,
    };
    LEVELS
        .into_iter()
        .map(move |level| (level, at(level)))
        .filter(|(_, at)| *at != "-")
}

fn has((since, until): Span, level: Level) -> bool {
    since <= level && level <= until
}

#[test]
fn each_keyword_of_schemas_of_another_version_is_said() {
    let mut wrong = Vec::new();
    let one = || json!({ "type": "string" });
    let list = || json!([one(), { "type": "integer" }]);
    for (key, value) in [
        ("nullable", json!(true)),
        ("oneOf", list()),
        ("anyOf", list()),
        ("not", one()),
        ("writeOnly", json!(true)),
        ("deprecated", json!(true)),
        ("const", json!(1)),
        ("examples", json!(["x"])),
        ("$defs", json!({ "D": one() })),
        ("$id", json!("https://example.com/s")),
        ("$anchor", json!("s")),
        ("$dynamicAnchor", json!("s")),
        (
            "$schema",
            json!("https://json-schema.org/draft/2020-12/schema"),
        ),
        ("$comment", json!("c")),
        ("prefixItems", list()),
        ("patternProperties", json!({ "^a": one() })),
        ("propertyNames", one()),
        ("if", one()),
        ("then", one()),
        ("else", one()),
        ("contains", one()),
        ("minContains", json!(1)),
        ("maxContains", json!(1)),
        ("dependentRequired", json!({ "a": ["b"] })),
        ("dependentSchemas", json!({ "a": { "type": "object" } })),
        ("unevaluatedItems", one()),
        ("unevaluatedProperties", one()),
        ("contentEncoding", json!("base64")),
        ("contentMediaType", json!("image/png")),
        ("contentSchema", one()),
    ] {
        let span = of_schema(key).expect("a keyword of some versions");
        for (level, at) in places("/definitions/S", "/components/schemas/S") {
            wrong.extend(check(level, at, key, value.clone(), has(span, level)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values that only some versions have, of keys that all have.
#[test]
fn each_value_of_another_version_is_said() {
    let since = |level| (level, Level::V3_2);
    let old = (Level::V2, Level::V2);
    let parameter = (
        "/paths/~1a/get/parameters/0",
        "/paths/~1a/post/parameters/0",
    );
    let scheme = ("/securityDefinitions/K", "/components/securitySchemes/K");
    let schema = ("/definitions/S", "/components/schemas/S");
    let boundary = (Level::V2, Level::V3_0);
    for ((before, after), key, value, span) in [
        (parameter, "in", json!("cookie"), since(Level::V3_0)),
        (parameter, "in", json!("querystring"), since(Level::V3_2)),
        (
            parameter,
            "schema",
            json!({ "type": "string" }),
            since(Level::V3_0),
        ),
        (scheme, "type", json!("basic"), old),
        (scheme, "type", json!("http"), since(Level::V3_0)),
        (scheme, "type", json!("openIdConnect"), since(Level::V3_0)),
        (scheme, "type", json!("mutualTLS"), since(Level::V3_1)),
        (scheme, "in", json!("cookie"), since(Level::V3_0)),
        (
            schema,
            "type",
            json!(["string", "null"]),
            since(Level::V3_1),
        ),
        (schema, "type", json!("null"), since(Level::V3_1)),
        (schema, "type", json!("file"), old),
        (schema, "exclusiveMinimum", json!(1), since(Level::V3_1)),
        (schema, "exclusiveMaximum", json!(true), boundary),
        (schema, "discriminator", json!("a"), old),
        (
            schema,
            "discriminator",
            json!({ "propertyName": "a" }),
            since(Level::V3_0),
        ),
    ] {
        for (level, at) in places(before, after) {
            // there is one already, of another value
            let mut whole = document(level);
            let object = whole
                .pointer_mut(at)
                .and_then(Value::as_object_mut)
                .expect("an object");
            object.insert(key.to_owned(), value.clone());
            let (_, diagnostics) = read(&whole, false);
            let want: &[(Severity, String)] = match has(span, level) {
                true => &[],
                false => &[(Severity::Warning, format!("{at}/{key}"))],
            };
            assert_eq!(said(&diagnostics), want, "{level}: {key}: {value}");
        }
    }
    for level in [Level::V3_0, Level::V3_1, Level::V3_2] {
        for place in ["body", "formData"] {
            let mut whole = document(level);
            let operation = whole
                .pointer_mut("/paths/~1a/post")
                .and_then(Value::as_object_mut)
                .expect("an operation");
            operation.remove("requestBody");
            operation.insert(
                "parameters".to_owned(),
                json!([{ "name": "b", "in": place, "type": "string", "schema": {} }]),
            );
            let at = "/paths/~1a/post/parameters/0/in".to_owned();
            assert_eq!(
                said(&read(&whole, false).1),
                [(Severity::Warning, at)],
                "{level}: {place}"
            );
        }
        for section in [
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
        ] {
            let mut whole = document(level);
            whole[section] = json!({});
            let at = format!("/{section}");
            assert_eq!(
                said(&read(&whole, false).1),
                [(Severity::Warning, at)],
                "{level}: {section}"
            );
        }
    }
}
