//! Payloads into what a user writes: settings, the package of a crate, the overlay over a document.

use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Package, PackageValue, Runtime};
use castiron_codegen::generate;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use serde_json::{Value, json};

use super::crates::{Outcome, Tally};
use super::payloads::{PAYLOADS, Payload};
use super::places::spots;
use super::skeleton::Skeleton;

const DOCUMENT: &str = r##"{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"operationId":"getA",
"tags":["a"],"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},
"components":{"schemas":{"A":{"type":"object","properties":{"b":{"type":"string","format":"slug"},"secret":{"type":"string"}}}}}}"##;

/// Settings in which most keys have a value.
const SETTINGS: &str = r##"
[schemas]
secret-properties = ["secret"]
[schemas.formats]
slug = { type = "my_slugs::Slug", crate = "my-slugs", version = "1", features = ["serde"] }
[names.types]
A = "Alpha"
[names.elements]
men = "man"
[names.operations]
getA = { method = "fetch" }
[client]
[select]
include = ["tag:a"]
"##;

/// What came of a text: the items, or a message.
type Cast = Result<Skeleton, String>;

fn cast(config: &Config, emit: &EmitOptions, overlay: Option<&str>) -> Cast {
    let mut source = Memory::new().with("openapi.json", DOCUMENT);
    let mut options = LoadOptions::default();
    if let Some(overlay) = overlay {
        source = source.with("overlay.json", overlay);
        options.overlays.push("overlay.json".into());
    }
    let loaded = load(&source, Path::new("openapi.json"), &options);
    let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
        return Err("refused".to_owned());
    };
    let generated = generate(&document, config, emit);
    if generated.diagnostics.has_errors() {
        return Err("refused".to_owned());
    }
    // what is no Rust or TOML any more is no refusal
    Ok(Skeleton::of(&generated.files).unwrap_or_else(|why| panic!("{why}")))
}

/// Puts payloads into places of a tree, each into each or one in so many; `cast` gives what comes of it.
fn each(tree: &Value, one_in: usize, seed: u64, cast: impl Fn(&Value) -> Cast) -> Tally {
    let mut tally = Tally::default();
    let mut random = Random::new(seed);
    for spot in spots(tree) {
        for payload in PAYLOADS {
            if random.below(one_in) != 0 {
                continue;
            }
            let made = |text: &str| cast(&spot.with(tree, text));
            let at = || format!("{} at /{}", payload.name, spot.path.join("/"));
            let outcome = match (made(&payload.text()), twin(payload, made)) {
                (Err(_), _) => Outcome::Refused,
                (Ok(found), Ok(twin)) if found == twin => Outcome::Same,
                (Ok(found), Ok(twin)) => Outcome::Wrong(twin.difference(&found)),
                (Ok(_), Err(why)) => Outcome::Wrong(format!("only its twin is refused: {why}")),
            };
            tally.add(at, outcome);
        }
    }
    tally
}

/// A twin in one of the forms that names have, as a form may be asked for.
fn twin(payload: &Payload, made: impl Fn(&str) -> Cast) -> Cast {
    let words = payload.twin(&[]);
    made(&words).or_else(|_| made("harmless"))
}

/// Strings and keys of settings.
#[must_use]
pub fn settings(one_in: usize, seed: u64) -> Tally {
    let tree: Value = toml::from_str(SETTINGS).unwrap_or_default();
    each(&tree, one_in, seed, |tree| {
        let text = toml::to_string(tree).map_err(|error| error.to_string())?;
        let config = Config::from_toml(&text).map_err(|error| error.to_string())?;
        cast(&config, &EmitOptions::default(), None)
    })
}

/// The values of `[package]`, and where the runtime is.
#[must_use]
pub fn package(one_in: usize, seed: u64) -> Tally {
    let tree = json!({ "authors": "a", "description": "d", "homepage": "h", "license": "l", "version": "v", "runtime": "r" });
    each(&tree, one_in, seed, |tree| {
        let mut emit = EmitOptions::default();
        let mut package = Package::default();
        for (key, value) in tree.as_object().into_iter().flatten() {
            let text = value.as_str().unwrap_or_default();
            match key.as_str() {
                "runtime" => emit.runtime = Runtime::Path(PathBuf::from(text)),
                "authors" => drop(
                    package
                        .keys
                        .insert(key.clone(), PackageValue::List(vec![text.to_owned()])),
                ),
                // a key that cargo does not know is not written
                _ => drop(
                    package
                        .keys
                        .insert(key.clone(), PackageValue::Text(text.to_owned())),
                ),
            }
        }
        emit.package = package;
        cast(&Config::default(), &emit, None)
    })
}

/// Strings and keys of an overlay.
#[must_use]
pub fn overlay(one_in: usize, seed: u64) -> Tally {
    let tree = json!({
        "overlay": "1.0.0", "info": { "title": "O", "version": "1" },
        "actions": [
            { "target": "$.info", "description": "d", "update": { "title": "New", "x-a": "b" } },
            { "target": "$.components.schemas.A.properties", "update": { "c": { "type": "string", "description": "d", "enum": ["e"] } } },
        ],
    });
    each(&tree, one_in, seed, |tree| {
        cast(
            &Config::default(),
            &EmitOptions::default(),
            Some(&tree.to_string()),
        )
    })
}
