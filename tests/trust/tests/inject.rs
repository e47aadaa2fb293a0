//! No text becomes code, over a sample of the fixtures' places.
//!
//! All of them: `cargo run --release -p castiron-trust -- inject`. Another sample: `CASTIRON_TRUST_SEED=7`.

use castiron_trust::inject::{self, PAYLOADS, Skeleton, Subject};
use serde_json::json;

fn seed() -> u64 {
    let seed = std::env::var("CASTIRON_TRUST_SEED");
    seed.ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[test]
fn texts_of_documents_stay_texts() {
    let mut tried = 0;
    for subject in inject::each_file().expect("fixtures") {
        let tally = inject::run(&subject, 1_000, seed());
        assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
        tried += tally.tried();
    }
    assert!(tried > 200, "{tried} were tried");
}

/// Every reference to a component reaches it, in whichever pass.
#[test]
fn names_of_components_may_have_any_letters() {
    let mut tried = 0;
    for subject in inject::each_file().expect("fixtures") {
        let tally = inject::components(&subject);
        assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
        tried += tally.same;
    }
    assert!(tried > 100, "{tried} were tried");
}

#[test]
fn texts_of_settings_packages_and_overlays_stay_texts() {
    for (name, tally) in [
        ("settings", inject::settings(12, seed())),
        ("package", inject::package(12, seed())),
        ("overlay", inject::overlay(12, seed())),
    ] {
        assert!(tally.wrong.is_empty(), "{name}: {}", tally.wrong.join("\n"));
        assert!(tally.same > 10, "{name}: only {} were written", tally.same);
    }
}

/// The check itself sees an item, an attribute, a statement, a key and a file too many.
#[test]
fn what_is_injected_is_seen() {
    let files = |source: &str, manifest: &str| {
        let files = [("src/lib.rs", source), ("Cargo.toml", manifest)];
        files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into()
    };
    let of = |source: &str, manifest: &str| Skeleton::of(&files(source, manifest));
    let plain = of(
        "/// A.\npub struct A { pub b: Option<C> }\ncrate::rt::object!(A { b: optional \"b\" });",
        "[package]\nname = \"a\"",
    );
    let plain = plain.expect("a crate");
    let same = of(
        "/// Other.\npub struct Other { pub c: Option<super::D> }\ncrate::rt::object!(Other { c: required \"\\\"\" });",
        "[package]\nname = \"b\"",
    );
    assert_eq!(same.as_ref(), Ok(&plain));
    for (source, manifest) in [
        (
            "pub struct A { pub b: Option<C> }\npub fn f() {}\ncrate::rt::object!(A { b: optional \"b\" });",
            "[package]\nname = \"a\"",
        ),
        (
            "#[x]\npub struct A { pub b: Option<C> }\ncrate::rt::object!(A { b: optional \"b\" });",
            "[package]\nname = \"a\"",
        ),
        (
            "pub struct A { pub b: Option<C>, pub c: D }\ncrate::rt::object!(A { b: optional \"b\" });",
            "[package]\nname = \"a\"",
        ),
        (
            "pub struct A { pub b: Option<C> }\ncrate::rt::object!(A { b: optional \"b\", d!() });",
            "[package]\nname = \"a\"",
        ),
        (
            "pub struct A { pub b: Option<C> }\ncrate::rt::object!(A { b: optional \"b\" });",
            "[package]\nname = \"a\"\n[dependencies]\nc = \"1\"",
        ),
    ] {
        assert_ne!(
            of(source, manifest).as_ref(),
            Ok(&plain),
            "{source} {manifest}"
        );
    }
    assert!(of("// a\u{202e}b", "").is_err());
    assert!(of("pub fn (", "").is_err());
    assert!(of("", "a = ").is_err());
    for path in [
        "../a.rs",
        "src/../a.rs",
        "src/nul.rs",
        "src/a b.rs",
        "build.rs",
        "src/a\\b.rs",
    ] {
        assert!(
            Skeleton::of(&[(path.to_owned(), String::new())].into()).is_err(),
            "{path}"
        );
    }
}

/// Every payload in every kind of text at once: cargo compiles the crate, runs none of its texts, and documents it without
/// a warning.
#[test]
fn a_crate_full_of_payloads_compiles_and_tests_nothing() {
    use castiron_tests::{cargo, expectations};
    let mut schemas = serde_json::Map::new();
    let mut paths = serde_json::Map::new();
    for (at, payload) in PAYLOADS.iter().enumerate() {
        // names of this length have no place in a linker's tables
        let text: String = payload.text().chars().take(2_000).collect();
        schemas.insert(
            format!("S{at} {}", text.chars().take(200).collect::<String>()),
            json!({ "type": "object", "title": text, "description": text, "properties": {
                text.as_str(): { "type": "string", "description": text, "enum": [text, "plain"], "default": text, "example": text },
                "plain": { "type": "string", "default": text, "pattern": text, "description": format!("a {text}") },
                "map": { "type": "object", "additionalProperties": { "type": "string", "description": text } },
            } }),
        );
        paths.insert(
            format!("/p{at}/{{id}}"),
            json!({ "get": { "operationId": format!("op {at}"), "summary": text, "description": text, "tags": [text],
                "externalDocs": { "url": text, "description": text },
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "description": text, "schema": { "type": "string" } },
                    { "name": format!("q{text}"), "in": "query", "description": text, "schema": { "type": "string", "enum": [text] } },
                ],
                "responses": { "200": { "description": text, "content": { "application/json": { "schema": { "type": "object", "description": text, "properties": { text.as_str(): { "type": "integer" } } } } } } } } }),
        );
    }
    let all: String = PAYLOADS
        .iter()
        .map(|payload| payload.text().chars().take(300).collect::<String>())
        .collect();
    let document = json!({
        "openapi": "3.0.3", "info": { "title": all, "version": all, "description": all, "license": { "name": all }, "contact": { "name": all, "url": all } },
        "servers": [{ "url": "https://a.example", "description": all }],
        "tags": [{ "name": "a", "description": all }],
        "paths": paths, "components": { "schemas": schemas },
    });
    let subject = Subject::of("payloads", document.clone());
    let inject::Cast::Crate(generated, ..) = subject.cast(&document) else {
        panic!("refused");
    };
    Skeleton::of(&generated.files).expect("a crate");
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("payloads");
    let mut files = generated.files;
    let manifest = files.get_mut("Cargo.toml").expect("a manifest");
    // as if its owner had asked for doc tests
    *manifest = manifest
        .replace("doctest = false", "doctest = true")
        .replace(
            "\"../runtime\"",
            &format!("{:?}", castiron_tests::workspace().join("runtime")),
        );
    expectations::replace(&root.join("payloads"), &files);
    cargo::workspace(&root, &["payloads"]);
    // the example of the front page and its `main` are castiron's own
    let printed = cargo::run(
        &root,
        &["test", "--doc", "--package", "generated", "--", "--list"],
        &[],
    );
    let listed: Vec<&str> = printed
        .lines()
        .filter(|line| line.ends_with(": test"))
        .collect();
    assert!(
        listed.len() <= 2
            && listed
                .iter()
                .all(|test| test.starts_with("payloads/src/lib.rs - (line")),
        "{printed}"
    );
    cargo::run(
        &root,
        &["doc", "--no-deps", "--package", "generated"],
        &[("RUSTDOCFLAGS", std::ffi::OsStr::new("-D warnings"))],
    );
}
