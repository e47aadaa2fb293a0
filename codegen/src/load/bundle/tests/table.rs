//! References to each kind of thing in the place of each kind: what is understood, and what is left of the others.

use std::path::Path;

use serde_json::{Value, json};

use super::{ref_to, run};
use crate::config::Config;
use crate::diagnostic::{Code, Severity};
use crate::emit::EmitOptions;
use crate::generate;
use crate::load::{LoadOptions, load};
use crate::source::Memory;

/// What comes of a reference.
enum Comes {
    /// This is taken, every schema written out.
    Taken(Value),
    /// Any value, or a body of any value.
    Untyped,
    /// The part is left out.
    LeftOut,
}

use Comes::{LeftOut, Taken, Untyped};

/// What a document has for others to refer to, by the words of its version.
struct Version {
    text: &'static str,
    root: Value,
    things: &'static [(&'static str, &'static str)],
}

fn modern(text: &'static str) -> Version {
    let content = json!({"application/xml": {"schema": {"type": "string"}}});
    let operation = json!({"get": {"responses": {"204": {"description": ""}}}});
    let root = json!({
        "openapi": text,
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": {"post": {"requestBody": {"content": {"text/plain": {}}}, "responses": {"200": {"description": ""}},
                "parameters": [{"name": "q", "in": "query", "schema": {}}], "callbacks": {"c": {}}}},
            "/b": {"get": {"responses": {"200": {"description": "", "headers": {"X": {"schema": {}}}, "links": {"l": {}},
                "content": {"text/plain": {"examples": {"e": {}}}}}}}},
            "/c": {},
            "/rest": {"get": {"responses": {"204": {"description": ""}}}},
        },
        "components": {
            "schemas": {"S": {"type": "string"}, "Use": {"type": "object", "properties": {"p": {}}}},
            "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "integer"}},
                "C": {"name": "c", "in": "query", "content": content}},
            "headers": {"H": {"schema": {"type": "integer"}}},
            "responses": {"R": {"description": "r", "content": content}, "N": {"description": "n"}},
            "requestBodies": {"B": {"required": true, "content": content}},
            "examples": {"E": {"value": 1}},
            "links": {"L": {"operationId": "x"}},
            "callbacks": {"K": {"{$request.query.url}": operation}},
            "pathItems": {"I": operation},
            "securitySchemes": {"A": {"type": "http", "scheme": "bearer"}},
        },
    });
    const ALL: &[(&str, &str)] = &[
        ("schema", "#/components/schemas/S"),
        ("parameter", "#/components/parameters/P"),
        ("parameter of content", "#/components/parameters/C"),
        ("header", "#/components/headers/H"),
        ("response", "#/components/responses/R"),
        ("response of nothing", "#/components/responses/N"),
        ("body", "#/components/requestBodies/B"),
        ("example", "#/components/examples/E"),
        ("link", "#/components/links/L"),
        ("callback", "#/components/callbacks/K"),
        ("path item", "#/components/pathItems/I"),
        ("operation", "#/paths/~1rest/get"),
        ("security", "#/components/securitySchemes/A"),
        (
            "media type",
            "#/components/responses/R/content/application~1xml",
        ),
        ("text", "#/info/title"),
    ];
    Version {
        text,
        root,
        things: ALL,
    }
}

fn swagger() -> Version {
    let root = json!({
        "swagger": "2.0",
        "info": {"title": "t", "version": "1"},
        "produces": ["application/json"],
        "paths": {
            "/a": {"post": {"responses": {"200": {"description": ""}}, "parameters": [{"name": "q", "in": "query", "type": "string"}]}},
            "/b": {"get": {"responses": {"200": {"description": "", "headers": {"X": {"type": "string"}, "Y": {"type": "integer"}}}}}},
            "/c": {},
            "/rest": {"get": {"responses": {"204": {"description": ""}}}},
        },
        "definitions": {"S": {"type": "string"}, "Use": {"type": "object", "properties": {"p": {}}}},
        "parameters": {"P": {"name": "p", "in": "query", "type": "integer"},
            "J": {"name": "j", "in": "body", "schema": {"type": "integer"}}},
        "responses": {"R": {"description": "r", "schema": {"type": "string"}}, "N": {"description": "n"}},
        "securityDefinitions": {"A": {"type": "basic"}},
    });
    const ALL: &[(&str, &str)] = &[
        ("schema", "#/definitions/S"),
        ("parameter", "#/parameters/P"),
        ("parameter of a body", "#/parameters/J"),
        ("header", "#/paths/~1b/get/responses/200/headers/Y"),
        ("response", "#/responses/R"),
        ("response of nothing", "#/responses/N"),
        ("operation", "#/paths/~1rest/get"),
        ("security", "#/securityDefinitions/A"),
        ("text", "#/info/title"),
    ];
    Version {
        text: "2.0",
        root,
        things: ALL,
    }
}

/// What comes of a reference to one kind of thing where another one is needed; `None` where it is the one that is needed.
fn comes(version: &str, needed: &str, found: &str) -> Option<Comes> {
    let is_old = version == "2.0";
    let text = json!({"type": "string"});
    let number = json!({"type": "integer"});
    let xml = json!({"application/xml": {"schema": text}});
    let of_json = |schema: &Value| json!({"content": {"application/json": {"schema": schema}}});
    let answer = |mut thing: Value| {
        thing["description"] = json!("");
        Taken(thing)
    };
    let own = |thing: Value| Some(Taken(thing));
    match (needed, found) {
        ("schema", "schema")
        | ("parameter", "parameter" | "parameter of content" | "parameter of a body")
        | ("header", "header")
        | ("response", "response" | "response of nothing")
        | ("body", "body")
        | ("example", _)
        | ("link", "link")
        | ("callback", "callback")
        | ("path item", "path item")
        | ("operation", "operation")
        | ("security", "security")
        | ("media type", "media type") => None,

        ("schema", "parameter" | "header" | "parameter of a body") => own(number),
        ("schema", "parameter of content" | "response" | "body" | "media type") => own(text),
        ("schema", _) => Some(Untyped),

        ("parameter", "header") if is_old => {
            own(json!({"name": "Y", "in": "header", "schema": number}))
        }
        ("parameter", "header") => own(json!({"name": "H", "in": "header", "schema": number})),
        ("parameter", _) => Some(LeftOut),

        ("header", "schema" | "media type") => own(json!({"schema": text})),
        ("header", "parameter" | "parameter of a body") => own(json!({"schema": number})),
        ("header", "parameter of content") => own(json!({"content": xml})),
        ("header", _) => Some(LeftOut),

        ("response", "schema" | "media type") => Some(answer(of_json(&text))),
        ("response", "body") => Some(answer(json!({"content": xml}))),
        ("response", _) => Some(Untyped),

        ("body", "schema" | "media type") => own(of_json(&text)),
        ("body", "parameter") => own(of_json(&number)),
        ("body", "parameter of content") => own(json!({"content": xml})),
        ("body", "response") => own(json!({"description": "r", "content": xml})),
        ("body", "response of nothing") => own(json!({"description": "n"})),
        ("body", _) => Some(Untyped),

        ("media type", "schema" | "response" | "body") => own(json!({"schema": text})),
        ("media type", "parameter" | "header") => own(json!({"schema": number})),
        ("media type", _) => Some(Untyped),

        ("path item", "callback") => {
            own(json!({"get": {"responses": {"204": {"description": ""}}}}))
        }
        ("operation", "path item") => own(json!({"responses": {"204": {"description": ""}}})),
        _ => Some(LeftOut),
    }
}

const PLACES: [(&str, &str); 11] = [
    ("schema", "/components/schemas/Use/properties/p"),
    ("parameter", "/paths/~1a/post/parameters/0"),
    ("header", "/paths/~1b/get/responses/200/headers/X"),
    ("response", "/paths/~1a/post/responses/200"),
    ("body", "/paths/~1a/post/requestBody"),
    (
        "media type",
        "/paths/~1b/get/responses/200/content/text~1plain",
    ),
    (
        "example",
        "/paths/~1b/get/responses/200/content/text~1plain/examples/e",
    ),
    ("link", "/paths/~1b/get/responses/200/links/l"),
    ("callback", "/paths/~1a/post/callbacks/c"),
    ("path item", "/paths/~1c"),
    ("operation", "/paths/~1c/get"),
];

/// One warning says what is taken or lost, the rest stays whole; documents that have to be whole are refused.
#[test]
fn every_kind_in_the_place_of_every_kind() {
    let mut tried = 0;
    for version in [swagger(), modern("3.0.3"), modern("3.1.0"), modern("3.2.0")] {
        let security = ("security", "/components/securitySchemes/B");
        for (needed, place) in PLACES.into_iter().chain([security]) {
            for (found, text) in version.things {
                let written = match version.text {
                    "2.0" => place
                        .replace("/components/schemas", "/definitions")
                        .replace("/components/securitySchemes", "/securityDefinitions"),
                    _ => place.to_owned(),
                };
                let mut root = version.root.clone();
                let (above, key) = written.rsplit_once('/').expect("a pointer");
                let Some(above) = root.pointer_mut(above) else {
                    continue;
                };
                match above {
                    Value::Array(items) => items[0] = ref_to(text),
                    above => above[key.replace("~1", "/")] = ref_to(text),
                }
                if needed == "body" && version.text == "2.0" {
                    continue;
                }
                let Some(comes) = comes(version.text, needed, found) else {
                    continue;
                };
                tried += 1;
                check(&root, (needed, place, &written), found, &comes);
            }
        }
    }
    assert!(tried > 400, "{tried}");
}

fn check(root: &Value, (needed, place, written): (&str, &str, &str), found: &str, comes: &Comes) {
    let what = format!("{found} for {needed} at {written}");
    let text = root.to_string();
    let loaded = run(&[("api.json", &text)]);
    let said: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|said| said.code == Code::WrongReference)
        .collect();
    let [said] = said.as_slice() else {
        panic!("{what}: {said:#?}")
    };
    assert!(
        !loaded.diagnostics.has_errors(),
        "{what}: {:#?}",
        loaded.diagnostics
    );
    assert_eq!(said.place.pointer, format!("{written}/$ref"), "{what}");
    let lost = match comes {
        Taken(_) => None,
        Untyped => Some("treated as any value"),
        LeftOut => Some("left out"),
    };
    match lost {
        Some(lost) => assert!(said.label.ends_with(lost), "{what}: {}", said.label),
        None => assert!(
            said.label.starts_with("t") && !said.label.contains("any value"),
            "{what}: {}",
            said.label
        ),
    }
    let document = loaded.document.expect("a document");
    // the passes behind don't know the version
    let generated = generate(&document, &Config::default(), &EmitOptions::default());
    assert!(
        !generated.diagnostics.has_errors(),
        "{what}: {:#?}",
        generated.diagnostics
    );
    assert!(
        generated
            .files
            .iter()
            .any(|(path, _)| path.ends_with("rest/mod.rs")),
        "{what}"
    );
    let tree = document.root().to_json();
    assert!(tree["paths"]["/rest"]["get"].is_object(), "{what}");
    let got = tree.pointer(place).filter(|got| !got.is_null());
    match comes {
        Taken(want) => assert_eq!(
            got.map(|got| whole(got, &tree)).as_ref(),
            Some(want),
            "{what}"
        ),
        Untyped => assert!(
            got.is_some_and(|got| got.to_string().contains("x-castiron-unresolved")),
            "{what}: {got:?}"
        ),
        LeftOut => assert_eq!(got, None, "{what}"),
    }
    let may_be_lost = lost.is_none() || matches!(needed, "example" | "link");
    let has_errors = |options: LoadOptions| {
        let memory = Memory::new().with("api.json", text.as_str());
        load(&memory, Path::new("api.json"), &options)
            .diagnostics
            .has_errors()
    };
    let whole = LoadOptions {
        repair_references: false,
        ..LoadOptions::default()
    };
    assert_eq!(has_errors(whole), !may_be_lost, "{what}");
    let strict = LoadOptions {
        strict: true,
        ..LoadOptions::default()
    };
    assert!(has_errors(strict), "{what}");
    assert_eq!(said.severity, Severity::Warning, "{what}");
}

/// A value with what its references lead to in their places, and nothing that only lowering adds or leaves empty.
fn whole(value: &Value, tree: &Value) -> Value {
    match value {
        Value::Object(object) => match object.get("$ref").and_then(Value::as_str) {
            Some(text) => whole(tree.pointer(&text[1..]).expect("a component"), tree),
            None => object
                .iter()
                .filter(|(key, _)| *key != "required")
                .map(|(key, value)| (key.clone(), whole(value, tree)))
                .collect(),
        },
        other => other.clone(),
    }
}
