//! Several documents become one.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Severity, Sources};
use crate::load::{LoadOptions, Loaded, load};
use crate::source::Memory;

/// Loads documents together; the first one leads.
pub(super) fn together(documents: &[Value]) -> Loaded {
    let name = |at: usize| format!("{at}.json");
    let mut source = Memory::new();
    for (at, document) in documents.iter().enumerate() {
        source = source.with(name(at), format!("{document:#}"));
    }
    let options = LoadOptions {
        beside: (1..documents.len())
            .map(|at| PathBuf::from(name(at)))
            .collect(),
        ..LoadOptions::default()
    };
    load(&source, Path::new("0.json"), &options)
}

fn document(paths: Map<String, Value>, schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "https://a.example" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn schema(at: usize) -> Value {
    match at % 3 {
        0 => json!({ "type": "string", "description": format!("number {at}") }),
        1 => json!({ "type": "array", "items": { "type": "integer" } }),
        _ => json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
    }
}

fn operation(at: usize, schemas: usize) -> Value {
    let reference = format!("#/components/schemas/S{}", at % schemas);
    json!({
        "operationId": format!("op{at}"),
        "responses": { "200": {
            "description": "ok",
            "content": { "application/json": { "schema": { "$ref": reference } } },
        } },
    })
}

/// However a document is cut, its pieces come to the whole; what operations need goes with them, so that pieces share it.
#[test]
fn pieces_come_to_the_whole() {
    const SCHEMAS: usize = 5;
    const VERBS: [&str; 3] = ["get", "post", "delete"];
    for seed in 0..200usize {
        let count = 2 + seed % 2;
        // a small generator of numbers is random enough for this
        let mut state = seed.wrapping_mul(2_654_435_761) + 1;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        let mut whole = (Map::new(), Map::new());
        let mut pieces = vec![(Map::new(), Map::new()); count];
        for at in 0..8 {
            let piece = random(count);
            let (path, verb) = (format!("/p{}", at / 3), VERBS[at % 3]);
            for (paths, schemas) in [&mut whole, &mut pieces[piece]] {
                let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
                item[verb] = operation(at, SCHEMAS);
                let mut one = schema(at % SCHEMAS);
                // what only describes may differ
                if schemas.contains_key("S0") {
                    one["title"] = json!("T");
                }
                schemas.entry(format!("S{}", at % SCHEMAS)).or_insert(one);
            }
        }
        let load = |(paths, schemas): &(Map<String, Value>, Map<String, Value>)| {
            document(paths.clone(), schemas.clone())
        };
        let pieces: Vec<Value> = pieces.iter().map(load).collect();
        let loaded = together(&pieces);
        let said: Vec<_> = loaded.diagnostics.iter().map(|one| &one.message).collect();
        assert!(said.is_empty(), "{seed}: {said:?}");
        let got = loaded.document.expect("a document");
        let want = together(&[load(&whole)]).document.expect("a document");
        let keys = |document: &crate::load::Document, at: &str| {
            let object = document.node(at).and_then(|node| node.as_object());
            let mut keys: Vec<String> = object
                .into_iter()
                .flat_map(|object| object.keys())
                .map(str::to_owned)
                .collect();
            keys.sort();
            keys
        };
        assert_eq!(
            got.node("/paths").map(|n| n.to_json()),
            want.node("/paths").map(|n| n.to_json()),
            "{seed}"
        );
        let schemas = "/components/schemas";
        assert_eq!(keys(&got, schemas), keys(&want, schemas), "{seed}");
        // each operation has its place in the piece that it came from
        for (path, item) in got.api.paths.iter() {
            let item = item.as_item().expect("an item");
            for (verb, one) in item.iter() {
                let pointer = crate::load::pointer::of(&["paths", path, verb, "operationId"]);
                let place = got.place(&pointer);
                let bytes = loaded.files.bytes(&place).expect("a place");
                let text = &loaded.files.text(place.file)[bytes];
                let id = one.operation_id.as_deref().unwrap_or_default();
                assert_eq!(text.trim_matches('"'), id, "{seed}: {pointer}");
            }
        }
    }
}

/// Whatever two documents say differently is an error that shows both.
#[test]
fn differences_are_errors_with_both_places() {
    let base = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/p": {
            "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" } }],
            "get": operation(0, 1),
        } },
        "components": {
            "schemas": { "S0": schema(0) },
            "parameters": { "P": { "name": "p", "in": "query", "schema": { "type": "string" } } },
            "securitySchemes": { "key": { "type": "http", "scheme": "bearer" } },
        },
    });
    let pointers = [
        ("/paths/~1p/parameters/0/name", "parameters"),
        ("/paths/~1p/get/operationId", "get"),
        ("/components/schemas/S0/type", "S0"),
        ("/components/parameters/P/name", "P"),
        ("/components/securitySchemes/key/scheme", "key"),
    ];
    assert!(
        !together(&[base.clone(), base.clone()])
            .diagnostics
            .has_errors()
    );
    for (pointer, name) in pointers {
        let mut other = base.clone();
        *other.pointer_mut(pointer).expect("a value") = match pointer {
            "/components/schemas/S0/type" => json!("integer"),
            "/components/securitySchemes/key/scheme" => json!("basic"),
            _ => json!("else"),
        };
        let loaded = together(&[base.clone(), other]);
        let errors: Vec<_> = (loaded.diagnostics.iter())
            .filter(|one| one.severity == Severity::Error)
            .collect();
        let [error] = errors[..] else {
            panic!("{pointer}: {errors:?}");
        };
        assert_eq!(error.code, Code::SeveralDiffer, "{pointer}");
        assert!(
            error.message.contains(&format!("`{name}`")),
            "{}",
            error.message
        );
        assert_eq!(loaded.files.name(error.place.file), "1.json");
        assert_eq!(loaded.files.name(error.marks[0].place.file), "0.json");
        assert!(loaded.files.bytes(&error.place).is_some(), "{pointer}");
    }
}

#[test]
fn operations_keep_the_servers_and_the_security_of_their_document() {
    let one = |at: usize, security: Value| {
        let mut paths = Map::new();
        paths.insert(format!("/p{at}"), json!({ "get": operation(at, 1) }));
        let schemas = Map::from_iter([("S0".to_owned(), schema(0))]);
        let mut document = document(paths, schemas);
        document["servers"] = json!([{ "url": format!("https://{at}.example") }]);
        document["components"]["securitySchemes"] =
            json!({ "key": { "type": "http", "scheme": "bearer" } });
        if !security.is_null() {
            document["security"] = security;
        }
        document
    };
    let key = json!([{ "key": [] }]);
    for (first, second, want) in [
        (key.clone(), Value::Null, Some(json!([]))),
        (Value::Null, key.clone(), Some(key.clone())),
        (key.clone(), key.clone(), None),
        (Value::Null, Value::Null, None),
    ] {
        let loaded = together(&[one(0, first), one(1, second)]);
        let document = loaded.document.expect("a document");
        let at = |pointer: &str| document.node(pointer).map(|node| node.to_json());
        assert_eq!(at("/paths/~1p1/get/security"), want);
        assert_eq!(at("/paths/~1p0/get/security"), None);
        assert_eq!(at("/paths/~1p0/get/servers"), None);
        let servers = json!([{ "url": "https://1.example" }]);
        assert_eq!(at("/paths/~1p1/get/servers"), Some(servers));
        let place = document.place("/paths/~1p1/get/servers/0/url");
        assert_eq!(loaded.files.name(place.file), "1.json");
        assert_eq!(place.pointer, "/servers/0/url");
    }
}

/// What each document says of its API is in the description of the whole; texts that are the same are there once.
#[test]
fn descriptions_come_together() {
    for texts in [
        ["", "", "B."],
        ["A.", "B.", "C."],
        ["A.", "A.", "C."],
        ["", "B.", ""],
        ["A.", "", ""],
        ["A.", "B.", "B."],
        ["A.", "B.", "A."],
    ] {
        let documents: Vec<Value> = (texts.iter().enumerate())
            .map(|(at, text)| {
                let mut one = document(Map::new(), Map::new());
                one["info"]["title"] = json!(format!("T{at}"));
                one["info"]["description"] = json!(text);
                one
            })
            .collect();
        let loaded = together(&documents);
        assert_eq!(loaded.diagnostics.iter().count(), 0);
        let api = loaded.document.expect("a document").api;
        let whole = api.info.description.unwrap_or_default();
        for (at, text) in texts.iter().enumerate() {
            let times = usize::from(!text.is_empty());
            if times == 1 {
                assert_eq!(whole.matches(text).count(), 1, "{whole}");
            }
            let is_new = times == 1 && at > 0 && !texts[..at].contains(text);
            assert_eq!(whole.contains(&format!("## T{at}\n")), is_new, "{whole}");
        }
        assert_eq!(api.info.title, "T0");
    }
}
