//! Names are steady: another user of a component moves nothing, an operation that goes takes no other name with it, and a
//! selection renames nothing.
//!
//! With `CASTIRON_FULL` much more is tried, as far as each test comes in `CASTIRON_STEADY_SECONDS` (240), in an order that
//! follows from the seed `CASTIRON_STEADY_FROM` (0); each test prints how many documents it has looked at. With
//! `CASTIRON_STEADY_ONLY` only documents are tried whose paths contain that.

mod changed;
mod items;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use castiron_codegen::config::{Config, Grouping};
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Model, Namespace};
use castiron_codegen::source::Memory;
use castiron_codegen::suggest::{kept, suggest};
use castiron_tests::paths::Paths;
use castiron_tests::random::Random;
use castiron_tests::{fixture_document, fixtures, shared};
use serde_json::{Value, json};

use changed::{follow, operations, rehandled, smaller};
use items::{form, types};

/// Whether all is tried that takes minutes.
fn is_full() -> bool {
    std::env::var_os("CASTIRON_FULL").is_some()
}

/// Documents that are tried: those of the fixtures, and small ones of the shared corpus, or those of up to 3 MB.
fn documents() -> impl Iterator<Item = (PathBuf, Value)> {
    let mut paths: Vec<PathBuf> = fixtures("fixtures")
        .iter()
        .map(|case| fixture_document(case))
        .collect();
    if let Some(folder) = shared("corpus/real") {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut real: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        let most = if is_full() { 3_000_000 } else { 200_000 };
        real.retain(|path| path.metadata().is_ok_and(|file| file.len() < most));
        real.sort();
        paths.extend(real);
    }
    if let Ok(only) = std::env::var("CASTIRON_STEADY_ONLY") {
        paths.retain(|path| path.to_string_lossy().contains(&only));
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let value: Value = serde_yaml::from_str(&text).ok()?;
        Some((path, value))
    };
    if is_full() {
        let mut random = Random::new(number("CASTIRON_STEADY_FROM").unwrap_or(0));
        for at in (1..paths.len()).rev() {
            paths.swap(at, random.below(at + 1));
        }
    }
    let documents = paths.len();
    let started = Instant::now();
    let budget = number("CASTIRON_STEADY_SECONDS").unwrap_or(240);
    let is_in_time = move |at: usize| {
        let is_in_time = !is_full() || started.elapsed() < Duration::from_secs(budget);
        if !is_in_time {
            println!("{at} of {documents} documents in {budget} seconds");
        }
        is_in_time
    };
    let in_time = paths.into_iter().enumerate();
    let in_time = in_time.take_while(move |(at, _)| is_in_time(*at));
    in_time.filter_map(move |(_, path)| read(path))
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many things of each kind are tried of a document: the larger it is, the fewer.
fn most(value: &Value) -> usize {
    match is_full() {
        true => (2_000_000 / value.to_string().len().max(1)).clamp(2, 60),
        false => 4,
    }
}

fn document(value: &Value) -> Option<Document> {
    let source = Memory::new().with("openapi.json", value.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    loaded.document.filter(|_| !loaded.diagnostics.has_errors())
}

fn model(value: &Value, config: &Config) -> Option<Model> {
    let (model, _) = castiron_codegen::model(&document(value)?, config);
    Some(model)
}

fn paths(value: &Value, config: &Config) -> Option<Paths> {
    let model = model(value, config)?;
    Some(castiron_tests::paths::of(&model))
}

#[track_caller]
fn holds_all(name: &Path, what: &str, before: &Paths, after: &Paths) {
    let gone = before.gone(after);
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
    // with all that is tried of each document, few come into the time on a busy machine
    let least = if is_full() { 0 } else { 20 };
    assert!(tried > least, "only {tried} tried");
}

#[test]
fn a_tag_alone_has_the_names_of_the_whole() {
    let (mut tried, mut same) = (0, 0);
    for (path, value) in documents() {
        let Some(whole) = model(&value, &Config::default()) else {
            continue;
        };
        let whole_paths = castiron_tests::paths::of(&whole);
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
            let Some(selected) = model(&value, &config) else {
                continue;
            };
            let what = format!("the tag {tag} alone");
            let selected_paths = castiron_tests::paths::of(&selected);
            holds_all(&path, &what, &selected_paths, &whole_paths);
            let all = types(&whole);
            for (at, item) in types(&selected) {
                // where the whole has an equal type elsewhere, this path is a link to it
                let Some(other) = all.get(&at) else {
                    continue;
                };
                assert_eq!(
                    form(item),
                    form(other),
                    "{}: {what}: {at:?}",
                    path.display()
                );
                same += 1;
            }
            tried += 1;
        }
    }
    println!("{tried} tags alone, {same} types the same");
    assert!(tried > 5, "only {tried} tried");
    assert!(same > tried, "only {same} types");
}

/// The settings that `init` writes for a document.
fn decided(value: &Value) -> Option<Config> {
    let text = suggest(&document(value)?).to_toml();
    Some(Config::from_toml(&text).expect("settings that are read"))
}

/// The methods of a crate.
fn methods(model: &Model) -> Vec<kept::Method> {
    fn add(namespace: &Namespace, out: &mut Vec<kept::Method>) {
        for item in &namespace.items {
            if let Item::Resource(resource) = item {
                let methods = resource.methods.iter();
                out.extend(methods.map(|method| kept::Method {
                    id: method.operation.id.clone(),
                    verb: method.operation.verb.clone(),
                    template: method.operation.template.clone(),
                    handle: resource.ident.clone(),
                    name: method.ident.clone(),
                }));
            }
        }
        namespace.children.iter().for_each(|child| add(child, out));
    }
    let mut out = Vec::new();
    add(&model.root, &mut out);
    out
}

/// With the settings written that `init` writes and those that are printed, operations stay with their handles, whatever takes
/// the name of one, and whatever tag they have.
#[test]
fn with_remedies_written_operations_stay_with_their_handles() {
    let (mut tried, mut remedied) = (0, 0);
    let mut wrong = Vec::new();
    for (path, value) in documents() {
        let Some(settings) = decided(&value) else {
            continue;
        };
        // what the document says of groups, and annotations of classes, is no tag
        if !matches!(settings.names.grouping, Grouping::Tag | Grouping::Path) {
            continue;
        }
        let Some(small) = document(&value) else {
            continue;
        };
        let old = methods(&castiron_codegen::model(&small, &settings).0);
        for (what, more) in rehandled(&value, &old, most(&value)) {
            let Some(document) = document(&more) else {
                continue;
            };
            let mut settings = settings.clone();
            let remedy = kept::remedy(&old, &document, &settings);
            if let Some(remedy) = &remedy {
                remedied += 1;
                follow(&mut settings, remedy);
            }
            let new = methods(&castiron_codegen::model(&document, &settings).0);
            let moved = kept::moved(&old, &new);
            if !moved.is_empty() {
                wrong.push(format!(
                    "{}: with {what}: {moved:?} by {remedy:?}",
                    path.display()
                ));
            }
            tried += 1;
        }
    }
    println!("{tried} tried, {remedied} with a remedy");
    assert!(wrong.is_empty(), "{} of {tried}: {wrong:#?}", wrong.len());
    assert!(is_full() || remedied > 20, "only {remedied} with a remedy");
}

/// With the settings written that `init` writes, nothing that goes renames anything else, and neither does what comes; where a
/// new operation wants an older one's name, the remedy that is printed keeps that.
#[test]
fn with_decisions_written_what_comes_or_goes_renames_nothing() {
    let (mut tried, mut remedied) = (0, 0);
    let mut renamed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, value) in documents() {
        if operations(&value).len() < 2 {
            continue;
        }
        let Some(settings) = decided(&value) else {
            continue;
        };
        let Some(whole) = paths(&value, &settings) else {
            continue;
        };
        for (what, less) in smaller(&value, most(&value)) {
            let Some(after) = paths(&less, &settings) else {
                continue;
            };
            let mut look = |what: String, before: &Paths, after: &Paths| {
                let gone = before.gone(after);
                if !gone.is_empty() {
                    renamed.insert(format!("{}: {what}", path.display()), gone);
                }
            };
            look(format!("without {what}"), &after, &whole);
            // the same, coming to the document without it
            let Some(mut settings) = decided(&less) else {
                continue;
            };
            let (Some(before), Some(document), Some(small)) =
                (paths(&less, &settings), document(&value), document(&less))
            else {
                continue;
            };
            let old = methods(&castiron_codegen::model(&small, &settings).0);
            if let Some(remedy) = kept::remedy(&old, &document, &settings) {
                remedied += 1;
                follow(&mut settings, &remedy);
            }
            let Some(grown) = paths(&value, &settings) else {
                continue;
            };
            look(format!("with {what} more"), &before, &grown);
            tried += 1;
        }
    }
    println!(
        "{tried} things that go and come, {remedied} of them with a remedy, {} of {} rename something: {:#?}",
        renamed.len(),
        tried * 2,
        renamed.keys()
    );
    assert!(renamed.is_empty(), "{renamed:#?}");
    assert!(tried > 20, "only {tried} tried");
}

/// A second user of components that one place used: an API that only grows.
#[test]
fn growing_is_minor() {
    let own = json!({
        "openapi": "3.0.3",
        "info": {"title": "Harbour", "version": "1"},
        "paths": {"/boats": {"get": {"operationId": "getBoat", "responses": {"200": {"description": "d", "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Boat"}},
        }}}}}},
        "components": {"schemas": {
            "Boat": {"type": "object", "properties": {
                "berth": {"$ref": "#/components/schemas/Berth"},
                "fees": {"type": "array", "items": {"$ref": "#/components/schemas/Fee"}},
                "log": {"type": "object", "properties": {"text": {"type": "string"}}},
            }},
            "Berth": {"type": "object", "properties": {"pier": {"$ref": "#/components/schemas/Pier"}}},
            "Pier": {"type": "object", "properties": {"length": {"type": "integer"}}},
            "Fee": {"type": "object", "properties": {"total": {"type": "integer"}}},
        }},
    });
    let mut grown = own.clone();
    grown["components"]["schemas"]["Club"] = json!({"type": "object", "properties": {
        "place": {"$ref": "#/components/schemas/Berth"},
        "last_fee": {"$ref": "#/components/schemas/Fee"},
    }});
    grown["paths"]["/clubs"] = json!({"get": {"operationId": "getClub", "responses": {"200": {"description": "d", "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Club"}},
    }}}}});
    let model = |value: &Value| {
        let document = document(value).expect("a document");
        castiron_codegen::model(&document, &Config::default()).0
    };
    let (old, new) = (model(&own), model(&grown));
    let (before, after) = (
        castiron_tests::paths::of(&old),
        castiron_tests::paths::of(&new),
    );
    holds_all(Path::new("own"), "a second user", &before, &after);
    let impact = castiron_codegen::diff::diff(&old, &new).impact();
    assert_eq!(impact, Some(castiron_codegen::diff::Impact::Minor));
}
