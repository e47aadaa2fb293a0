//! Names are steady: another user of a component moves nothing, an operation that goes takes no other name with it, and a
//! selection renames nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_tests::paths::Paths;
use castiron_tests::{fixture_document, fixtures, shared};
use serde_json::{Value, json};

/// Documents that are tried: those of the fixtures, and small ones of the shared corpus.
fn documents() -> Vec<(PathBuf, Value)> {
    let mut paths: Vec<PathBuf> = fixtures("fixtures")
        .iter()
        .map(|case| fixture_document(case))
        .collect();
    if let Some(folder) = shared("corpus/real") {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut real: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        real.retain(|path| path.metadata().is_ok_and(|file| file.len() < 200_000));
        real.sort();
        paths.extend(real);
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let value: Value = serde_yaml::from_str(&text).ok()?;
        Some((path, value))
    };
    paths.into_iter().filter_map(read).collect()
}

fn document(value: &Value) -> Option<Document> {
    let source = Memory::new().with("openapi.json", value.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    loaded.document.filter(|_| !loaded.diagnostics.has_errors())
}

fn paths(value: &Value, config: &Config) -> Option<Paths> {
    let (model, _) = castiron_codegen::model(&document(value)?, config);
    Some(castiron_tests::paths::of(&model))
}

#[track_caller]
fn holds_all(name: &Path, what: &str, before: &Paths, after: &Paths) {
    let gone: Vec<&String> = before.all.iter().filter(|path| !after.hold(path)).collect();
    assert!(gone.is_empty(), "{}: {what}: {gone:#?}", name.display());
}

#[test]
fn another_user_of_a_component_moves_nothing() {
    let mut tried = 0;
    for (path, value) in documents() {
        let key = ["/components/schemas", "/definitions"]
            .into_iter()
            .find(|key| value.pointer(key).is_some_and(Value::is_object));
        let (Some(key), Some(before)) = (key, paths(&value, &Config::default())) else {
            continue;
        };
        let names: Vec<String> = value
            .pointer(key)
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|map| map.keys().cloned())
            .collect();
        let step = names.len() / 4 + 1;
        for name in names.iter().step_by(step) {
            let pointer = format!("#{key}/{}", name.replace('~', "~0").replace('/', "~1"));
            let mut grown = value.clone();
            let schemas = grown
                .pointer_mut(key)
                .and_then(Value::as_object_mut)
                .expect("schemas");
            schemas.insert(
                "ZzzAnotherUser".to_owned(),
                json!({"type": "object", "properties": {"zzz_used": {"$ref": pointer}}}),
            );
            let Some(after) = paths(&grown, &Config::default()) else {
                continue;
            };
            holds_all(&path, &format!("another user of {name}"), &before, &after);
            tried += 1;
        }
    }
    println!("{tried} components with another user");
    assert!(tried > 20, "only {tried} tried");
}

#[test]
fn a_tag_alone_has_the_names_of_the_whole() {
    let mut tried = 0;
    for (path, value) in documents() {
        let Some(whole) = paths(&value, &Config::default()) else {
            continue;
        };
        let operations = value
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|all| all.values())
            .filter_map(Value::as_object)
            .flat_map(|item| item.values());
        let tags: BTreeSet<String> = operations
            .filter_map(|operation| operation.pointer("/tags/0")?.as_str().map(str::to_owned))
            .collect();
        for tag in tags.iter().take(6) {
            let mut config = Config::default();
            config.select.include = vec![format!("tag:{tag}")];
            let Some(selected) = paths(&value, &config) else {
                continue;
            };
            holds_all(&path, &format!("the tag {tag} alone"), &selected, &whole);
            tried += 1;
        }
    }
    println!("{tried} tags alone");
    assert!(tried > 5, "only {tried} tried");
}
