//! From load to emit, over documents, settings and overlays that were changed.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Look;
use castiron_codegen::emit::{EmitOptions, Files};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Item, Model, Type};
use castiron_codegen::source::Memory;
use castiron_codegen::{atlas, generate};
use castiron_tests::interpret::{Miss, Tables};
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::seeds::{DOCUMENTS, OVERLAYS, SETTINGS, SMALL, TEXTS};
use super::{bytes as change_bytes, trees as change_trees};
use crate::inject::hidden_controls;

/// Bytes of a document.
pub(super) fn bytes(random: &mut Random) -> Result<(), String> {
    let mut text = random.pick(&SMALL).text.clone();
    change_bytes::mutate(&mut text, &TEXTS, random);
    let name = *random.pick(&["openapi.yaml", "openapi.json"]);
    let source = Memory::new().with(name, text);
    cast(&source, name, &LoadOptions::default(), &Config::default()).map(drop)
}

/// The tree of a document, and values by the tables that it was cast into.
pub(super) fn trees(random: &mut Random) -> Result<(), String> {
    let others: Vec<&Value> = DOCUMENTS.iter().map(|seed| &seed.tree).collect();
    let mut document = random.pick(&SMALL).tree.clone();
    change_trees::mutate(&mut document, &others, 5, random);
    let source = Memory::new().with("openapi.json", document.to_string());
    let model = cast(
        &source,
        "openapi.json",
        &LoadOptions::default(),
        &Config::default(),
    )?;
    match model {
        Some(model) => {
            values(&model, random).map_err(|why| format!("{why}\nThe document: {document}"))
        }
        None => Ok(()),
    }
}

/// Settings.
pub(super) fn settings(random: &mut Random) -> Result<(), String> {
    let mut text = random.pick(&SETTINGS).clone();
    change_bytes::mutate(&mut text, &SETTINGS, random);
    let text = String::from_utf8_lossy(&text);
    let config = match Config::from_toml(&text) {
        Ok(config) => config,
        Err(error) => {
            return match hidden_controls(&error.to_string()) {
                Some(hidden) => Err(format!("a message holds {hidden:?}: {error}")),
                None => Ok(()),
            };
        }
    };
    let source = Memory::new().with("openapi.yaml", random.pick(&SMALL).text.clone());
    cast(&source, "openapi.yaml", &LoadOptions::default(), &config).map(drop)
}

/// Overlays.
pub(super) fn overlays(random: &mut Random) -> Result<(), String> {
    let seed = *random.pick(&SMALL);
    let mut overlay = random.pick(OVERLAYS).as_bytes().to_vec();
    if random.chance(40) {
        change_bytes::mutate(&mut overlay, &[], random);
    } else if let Ok(mut tree) = crate::tree::read(&String::from_utf8_lossy(&overlay)) {
        change_trees::mutate(&mut tree, &[&seed.tree], 2, random);
        overlay = tree.to_string().into_bytes();
    }
    let source = Memory::new()
        .with("openapi.yaml", seed.text.clone())
        .with("change.yaml", overlay);
    let options = LoadOptions {
        overlays: vec!["change.yaml".into()],
        ..LoadOptions::default()
    };
    cast(&source, "openapi.yaml", &options, &Config::default()).map(drop)
}

/// Generates a crate, whose sources have to be Rust; `None` where the document is refused, which has to have a reason.
fn cast(
    source: &Memory,
    name: &str,
    options: &LoadOptions,
    config: &Config,
) -> Result<Option<Model>, String> {
    let loaded = load(source, Path::new(name), options);
    let shown = loaded.diagnostics.render(&*loaded.files, &Look::default());
    plain(&shown)?;
    let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
        return match loaded.diagnostics.has_errors() {
            true => Ok(None),
            false => Err("refused without a reason".to_owned()),
        };
    };
    let generated = generate(&document, config, &EmitOptions::default());
    plain(
        &generated
            .diagnostics
            .render(&*loaded.files, &Look::default()),
    )?;
    if generated.diagnostics.has_errors() {
        return Ok(None);
    }
    parses(&generated.files)?;
    plain(&atlas::page(&generated.model, "generated", None))?;
    Ok(Some(generated.model))
}

fn plain(text: &str) -> Result<(), String> {
    match hidden_controls(text) {
        Some(hidden) => Err(format!("a text holds {hidden:?}:\n{text}")),
        None => Ok(()),
    }
}

thread_local! {
    /// Hashes of files that were seen to be right. Most files of an execution are those of another one.
    static RIGHT: RefCell<HashSet<u64>> = RefCell::default();
}

fn parses(files: &Files) -> Result<(), String> {
    for (path, text) in files {
        let mut hash = DefaultHasher::new();
        (path.rsplit('.').next(), text).hash(&mut hash);
        let hash = hash.finish();
        if RIGHT.with_borrow(|right| right.contains(&hash)) {
            continue;
        }
        plain(text).map_err(|why| format!("{path}: {why}"))?;
        let parsed = match path.rsplit('.').next() {
            Some("rs") => syn::parse_file(text)
                .map(drop)
                .map_err(|error| error.to_string()),
            Some("toml") => text
                .parse::<toml::Table>()
                .map(drop)
                .map_err(|error| error.to_string()),
            _ => Ok(()),
        };
        parsed.map_err(|error| format!("{path}: {error}"))?;
        RIGHT.with_borrow_mut(|right| {
            // as much as a long run can bear
            if right.len() > 1_000_000 {
                right.clear();
            }
            right.insert(hash);
        });
    }
    Ok(())
}

/// Values that are read by tables end, and are the same when they are read again.
fn values(model: &Model, random: &mut Random) -> Result<(), String> {
    let tables = Tables::new(model);
    let mut items: Vec<Type> = Vec::new();
    let mut names: Vec<&str> = vec!["k"];
    let mut spaces = vec![(&model.root, Vec::new())];
    while let Some((space, path)) = spaces.pop() {
        for item in &space.items {
            if let Item::Object(object) = item {
                names.extend(object.fields.iter().map(|field| field.wire.as_str()));
            }
            if !matches!(item, Item::Resource(_) | Item::Group(_)) {
                let mut path = path.clone();
                path.push(item.ident().to_owned());
                items.push(Type::Item(path));
            }
        }
        for child in &space.children {
            let mut path = path.clone();
            path.push(child.ident.clone());
            spaces.push((child, path));
        }
    }
    for _ in 0..2 {
        let value = value(&names, random, 0);
        for ty in &items {
            match tables.read(ty, &value) {
                Err(miss @ (Miss::Endless(_) | Miss::TooMany)) => {
                    return Err(format!("{miss:?} of {value} as {ty:?}"));
                }
                Ok(read) => {
                    let again = tables.read(ty, &read.written);
                    if again.as_ref().map(|again| &again.written) != Ok(&read.written) {
                        return Err(format!(
                            "{value} is written as {}, which is read as {again:?} by {ty:?}",
                            read.written
                        ));
                    }
                }
                Err(_) => {}
            }
        }
    }
    Ok(())
}

fn value(names: &[&str], random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 3 { 6 } else { 10 }) {
        0 => json!("a"),
        1 => json!(7),
        2 => json!(true),
        3 => Value::Null,
        4 => json!({}),
        5 => json!("2020-01-02"),
        6 => (0..random.below(3))
            .map(|_| value(names, random, depth + 1))
            .collect(),
        _ => {
            let mut entries = Map::new();
            for _ in 0..random.below(6) {
                entries.insert(
                    (*random.pick(names)).to_owned(),
                    value(names, random, depth + 1),
                );
            }
            Value::Object(entries)
        }
    }
}
