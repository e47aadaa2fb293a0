//! Names are steady: another user of a component moves nothing, an operation that goes takes no other name with it, and a
//! selection renames nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Model, Namespace};
use castiron_codegen::source::Memory;
use castiron_codegen::suggest::{kept, suggest};
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

/// A document without one of its operations.
fn without_operation(value: &Value, template: &str, verb: &str) -> Value {
    let mut less = value.clone();
    let id = value["paths"][template][verb]["operationId"].as_str();
    for key in ["/components/schemas", "/definitions"] {
        // bodies that a framework makes of an operation, and calls after it
        if let (Some(id), Some(schemas)) =
            (id, less.pointer_mut(key).and_then(Value::as_object_mut))
        {
            schemas.retain(|name, _| *name != format!("Body_{id}"));
        }
    }
    let item = less
        .get_mut("paths")
        .and_then(|paths| paths.get_mut(template))
        .and_then(Value::as_object_mut);
    item.map(|item| item.remove(verb));
    less
}

/// With the settings written that `init` writes, an operation that goes renames nothing, and neither does one that comes;
/// where a new one wants an older one's name, the remedy that is printed keeps that.
#[test]
fn with_decisions_written_an_operation_more_or_less_renames_nothing() {
    let is_full = std::env::var_os("CASTIRON_FULL").is_some();
    let (mut tried, mut remedied) = (0, 0);
    let mut renamed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, value) in documents() {
        let verbs = ["get", "put", "post", "delete", "patch"];
        let items = value.get("paths").and_then(Value::as_object);
        let all: Vec<(String, String)> = items
            .into_iter()
            .flatten()
            .filter_map(|(template, item)| Some((template, item.as_object()?)))
            .flat_map(|(template, item)| {
                let verbs = verbs.iter().filter(|verb| item.contains_key(**verb));
                verbs.map(|verb| (template.clone(), (*verb).to_owned()))
            })
            .collect();
        let Some(settings) = decided(&value).filter(|_| all.len() > 1) else {
            continue;
        };
        let Some(whole) = paths(&value, &settings) else {
            continue;
        };
        let most = if is_full { 60 } else { 3 };
        for (template, verb) in all.iter().step_by(all.len() / most + 1) {
            let less = without_operation(&value, template, verb);
            let what = format!("{verb} {template}");
            let Some(after) = paths(&less, &settings) else {
                continue;
            };
            let mut look = |what: String, before: &Paths, after: &Paths| {
                let gone = before.all.iter().filter(|path| !after.hold(path));
                let gone: Vec<String> = gone.cloned().collect();
                if !gone.is_empty() {
                    renamed.insert(format!("{}: {what}", path.display()), gone);
                }
            };
            look(format!("without {what}"), &after, &whole);
            // the same operation, coming to the document without it
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
                let more = Config::from_toml(&remedy.settings).expect("settings that are read");
                settings.names.operations.extend(more.names.operations);
            }
            let Some(grown) = paths(&value, &settings) else {
                continue;
            };
            look(format!("with {what} more"), &before, &grown);
            tried += 1;
        }
    }
    println!(
        "{tried} operations that go and come, {remedied} of them with a remedy, {} of {} rename something: {:#?}",
        renamed.len(),
        tried * 2,
        renamed.keys()
    );
    assert!(renamed.is_empty(), "{renamed:#?}");
    assert!(tried > 20, "only {tried} tried");
}
