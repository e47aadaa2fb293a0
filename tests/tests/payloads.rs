//! Callbacks and webhooks have names in the module `webhooks`, whatever their bodies are and wherever they are declared; none
//! of them is made of anything but words of the document.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use serde_json::{Value, json};

/// The paths below `webhooks` of a document's crate: those of types and those of other names for them.
fn names(document: &Value) -> Vec<String> {
    let source = Memory::new().with("openapi.json", document.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    let document = loaded.document.expect("a document");
    let (model, _) = castiron_codegen::model(&document, &Config::default());
    let mut all: Vec<String> = castiron_tests::paths::of(&model).all.into_iter().collect();
    all.retain(|path| path.starts_with("webhooks::") && path.matches("::").count() == 1);
    all
}

/// Bodies: a component, an unnamed object, and one that refers to a component's.
fn body(kind: usize, key: &str) -> Value {
    let content =
        |schema: Value| json!({ "content": { "application/json": { "schema": schema } } });
    match kind {
        0 => content(json!({ "$ref": "#/components/schemas/Event" })),
        1 => content(json!({ "$ref": "#/components/schemas/Notice" })),
        2 => json!({ "$ref": "#/components/requestBodies/Report" }),
        _ => content(json!({ "type": "object", "properties": { key: { "type": "string" } } })),
    }
}

const CALLBACKS: [&str; 3] = ["onEvent", "onDone", "onFail"];
const EXPRESSIONS: [&str; 4] = ["", "/made", "/gone", "/made/late"];
const METHODS: [&str; 3] = ["post", "put", "get"];

/// Some of these.
fn some(random: &mut Random, all: &[&'static str]) -> Vec<&'static str> {
    let mut all = all.to_vec();
    all.retain(|_| random.chance(50));
    all
}

#[test]
fn every_callback_has_a_name_made_of_the_document() {
    let words = [
        "on", "event", "done", "fail", "made", "gone", "late", "post", "put", "get", "start",
        "op0", "op1", "op2", "body", "report",
    ];
    let mut random = Random::new(5);
    let mut looked_at = 0;
    for _ in 0..60 {
        let mut paths = serde_json::Map::new();
        let mut number = 0;
        for operation in 0..3 {
            let mut callbacks = serde_json::Map::new();
            for name in some(&mut random, &CALLBACKS) {
                if random.below(4) == 0 {
                    callbacks.insert(
                        name.to_owned(),
                        json!({ "$ref": "#/components/callbacks/Shared" }),
                    );
                    continue;
                }
                let mut callback = serde_json::Map::new();
                for expression in some(&mut random, &EXPRESSIONS) {
                    let mut item = serde_json::Map::new();
                    for method in some(&mut random, &METHODS) {
                        number += 1;
                        let sent = body(random.below(4), &format!("key{number}"));
                        item.insert(
                            method.to_owned(),
                            json!({ "requestBody": sent, "responses": {} }),
                        );
                    }
                    callback.insert(format!("{{$request.body#/url}}{expression}"), item.into());
                }
                callbacks.insert(name.to_owned(), callback.into());
            }
            let of = json!({ "post": {
                "operationId": format!("startOp{operation}"), "callbacks": callbacks, "responses": {}
            } });
            paths.insert(format!("/op{operation}"), of);
        }
        let text = json!({ "type": "object", "properties": { "text": { "type": "string" } } });
        let document = json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": paths,
            "components": {
                "schemas": { "Event": text, "Notice": { "type": "object", "properties": { "n": { "type": "integer" } } } },
                "requestBodies": { "Report": { "content": { "application/json": { "schema": {
                    "type": "object", "properties": { "report": { "type": "string" } }
                } } } } },
                "callbacks": { "Shared": { "{$request.body#/url}": { "post": {
                    "requestBody": body(3, "shared"), "responses": {}
                } } } }
            }
        });
        for path in names(&document) {
            looked_at += 1;
            let ident = path.trim_start_matches("webhooks::");
            let mut rest = ident.to_lowercase();
            // every word of it is the document's
            while let Some(word) = words
                .iter()
                .filter(|word| rest.starts_with(**word))
                .max_by_key(|word| word.len())
            {
                rest = rest[word.len()..].to_owned();
            }
            assert_eq!(rest, "", "{path} in {document}");
        }
    }
    assert!(looked_at > 200, "only {looked_at} names");
}

#[test]
fn what_several_operations_refer_to_is_one() {
    let of = |name: &str| {
        json!({ "post": { "operationId": name, "responses": {}, "callbacks": {
        "onDone": { "$ref": "#/components/callbacks/Done" }
    } } })
    };
    let document = json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
        "paths": { "/a": of("startA"), "/b": of("startB") },
        "components": { "callbacks": { "Done": { "{$request.body#/url}": { "post": {
            "requestBody": body(3, "ok"), "responses": {}
        } } } } }
    });
    assert_eq!(names(&document), ["webhooks::OnDone"]);
}

#[test]
fn each_is_told_by_what_tells_it() {
    let event = |kind: usize| json!({ "requestBody": body(kind, "own"), "responses": {} });
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" },
        "paths": {
            "/a": { "post": { "operationId": "startA", "responses": {}, "callbacks": { "onEvent": {
                "{$url}": { "post": event(0), "put": event(1) },
                "{$url}/gone": { "post": event(3) }
            } } } },
            "/b": { "post": { "operationId": "startB", "responses": {}, "callbacks": { "onEvent": {
                "{$url}": { "post": event(3) }
            }, "named": { "{$url}": { "post": {
                "operationId": "tell", "requestBody": body(0, ""), "responses": {}
            } } } } } }
        },
        "webhooks": {
            "moved": { "$ref": "#/components/pathItems/Moved" },
            "sunk": { "post": event(0), "put": event(3) }
        },
        "components": {
            "schemas": { "Event": { "type": "object", "properties": { "e": { "type": "string" } } },
                "Notice": { "type": "object", "properties": { "n": { "type": "string" } } } },
            "pathItems": { "Moved": { "post": event(1) } }
        }
    });
    let mut found: BTreeMap<String, ()> = names(&document)
        .into_iter()
        .map(|name| (name, ()))
        .collect();
    for name in [
        "OnEvent",
        "OnEventPut",
        "OnEventGone",
        "StartBOnEvent",
        "Tell",
        "Moved",
        "Sunk",
        "SunkPut",
    ] {
        assert!(
            found.remove(&format!("webhooks::{name}")).is_some(),
            "{name}: {found:?}"
        );
    }
    assert!(found.is_empty(), "{found:?}");
}

/// A body of any kind has the name of its webhook or callback, and nothing else of it stands beside that.
#[test]
fn bodies_of_every_kind_have_their_name() {
    let kinds = [
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/Event" } }),
        json!({ "type": "array", "items": { "type": "object", "properties": { "a": { "type": "string" } } } }),
        json!({ "type": "array", "items": { "type": "string", "enum": ["a", "b"] } }),
        json!({ "type": "array", "items": { "type": "array", "items": { "type": "object", "properties": { "a": { "type": "string" } } } } }),
        json!({ "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Event" } }),
        json!({ "type": "object", "additionalProperties": { "type": "object", "properties": { "a": { "type": "string" } } } }),
        json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
        json!({ "type": "string" }),
        json!({ "type": "string", "enum": ["a", "b"] }),
        json!({ "type": "integer" }),
        json!({ "type": "boolean" }),
        json!({}),
        json!({ "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Event" }] }),
        json!({ "oneOf": [{ "type": "array", "items": { "$ref": "#/components/schemas/Event" } }, { "$ref": "#/components/schemas/Event" }] }),
        json!({ "$ref": "#/components/schemas/Event" }),
        json!({ "$ref": "#/components/schemas/Events" }),
        json!({ "allOf": [{ "$ref": "#/components/schemas/Events" }] }),
    ];
    for kind in &kinds {
        for (version, name) in [("3.1.0", "moved"), ("3.1.0", "events"), ("3.0.3", "moved")] {
            let item = json!({ "post": { "responses": {}, "requestBody": {
                "content": { "application/json": { "schema": kind } }
            } } });
            let mut document = json!({
                "openapi": version, "info": { "title": "T", "version": "1" }, "paths": {},
                "components": { "schemas": {
                    "Event": { "type": "object", "properties": { "e": { "type": "string" } } },
                    "Events": { "type": "array", "items": { "$ref": "#/components/schemas/Event" } },
                } }
            });
            match version {
                "3.1.0" => document["webhooks"][name] = item,
                _ => {
                    document["paths"]["/a"]["post"] = json!({
                        "responses": {}, "callbacks": { name: { "{$url}": item } }
                    });
                }
            }
            let ident = format!("webhooks::{}{}", name[..1].to_uppercase(), &name[1..]);
            let mut found = names(&document);
            // modules of what a body holds are links too
            found.retain(|path| !path.starts_with(&format!("webhooks::{name}")));
            assert_eq!(found, [ident], "{kind} as {name} of {version}");
        }
    }
}
