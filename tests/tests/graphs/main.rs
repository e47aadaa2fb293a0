//! Documents that are made at random, seed by seed: whatever their schemas are to each other, generation ends, types
//! lead to an end, and each member of a family is read as itself and written back.
//!
//! `CASTIRON_GRAPHS` is how many of each kind, 20,000 where it is not said; `CASTIRON_GRAPHS_FROM` the first seed. A
//! million: `CASTIRON_GRAPHS=1000000 cargo test --release -p castiron-tests --test graphs`. Some of them are compiled
//! (`compiled.rs`); more: `CASTIRON_COMPILED=2000 cargo test -p castiron-tests --test graphs random_graphs_compile`.

mod compiled;
mod endless;
mod family;
mod wild;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Diagnostics;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Type};
use castiron_codegen::source::Memory;
use castiron_tests::interpret::{Miss, Tables};
use castiron_tests::random::Random;
use serde_json::{Value, json};

/// A document with these schemas.
fn around(schemas: Value) -> Value {
    json!({ "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {}, "components": { "schemas": schemas } })
}

fn loaded(document: &Value) -> Option<Document> {
    let source = Memory::new().with("openapi.json", document.to_string());
    load(&source, Path::new("openapi.json"), &LoadOptions::default()).document
}

/// Tries seeds on all processors; says which one failed, and how.
fn each_seed(try_one: impl Fn(u64) -> Result<(), String> + Sync) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count: u64 = number("CASTIRON_GRAPHS").unwrap_or(20_000);
    let first: u64 = number("CASTIRON_GRAPHS_FROM").unwrap_or(0);
    let next = AtomicU64::new(first);
    let wrong: Mutex<Option<String>> = Mutex::new(None);
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let is_over = wrong.lock().is_ok_and(|wrong| wrong.is_some());
            if seed >= first + count || is_over {
                return;
            }
            if let Err(why) = try_one(seed)
                && let Ok(mut wrong) = wrong.lock()
            {
                *wrong = Some(format!("seed {seed}: {why}"));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        for _ in 0..threads.min(8) {
            scope.spawn(work);
        }
    });
    let wrong = wrong.into_inner().expect("no thread panicked");
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

#[test]
fn whatever_schemas_are_to_each_other() {
    each_seed(|seed| {
        let mut random = Random::new(seed);
        let document = wild::document(&mut random);
        let Some(loaded) = loaded(&document) else {
            return Ok(());
        };
        let config = Config::default();
        let mut diagnostics = Diagnostics::default();
        let graph = castiron_codegen::passes::shape(
            &loaded,
            &config.schemas,
            &config.types.replace,
            &mut diagnostics,
        );
        let broken = graph.broken_promises();
        if !broken.is_empty() {
            return Err(format!("{broken:?}\n{document:#}"));
        }
        let (model, _) = castiron_codegen::model(&loaded, &config);
        let tables = Tables::new(&model);
        let mut items: Vec<Type> = Vec::new();
        let mut spaces = vec![(&model.root, Vec::new())];
        while let Some((space, path)) = spaces.pop() {
            for item in &space.items {
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
        for _ in 0..4 {
            let value = wild::value(&mut random, 0);
            for ty in &items {
                match tables.read(ty, &value) {
                    Err(miss @ (Miss::Endless(_) | Miss::TooMany)) => {
                        return Err(format!("{miss:?} of {value} as {ty:?}\n{document:#}"));
                    }
                    Ok(read) => {
                        // what is written is read as the same again
                        let again = tables.read(ty, &read.written);
                        if again.as_ref().map(|again| &again.written) != Ok(&read.written) {
                            return Err(format!(
                                "{value} is written as {}, which is read as {again:?} by {ty:?}\n{document:#}",
                                read.written
                            ));
                        }
                    }
                    Err(_) => {}
                }
            }
        }
        Ok(())
    });
}

#[test]
fn each_member_of_a_family_is_read_as_itself() {
    each_seed(|seed| {
        let family = family::family(&mut Random::new(seed));
        let show = || format!("{:#}", family.document);
        let loaded = loaded(&family.document).ok_or_else(|| format!("refused\n{}", show()))?;
        let (model, _) = castiron_codegen::model(&loaded, &Config::default());
        let tables = Tables::new(&model);
        let ty = Type::Item(vec![family.base.clone()]);
        for instance in &family.instances {
            let value = &instance.value;
            let read = match tables.read(&ty, value) {
                Ok(read) => read,
                Err(miss) => return Err(format!("{miss:?} of {value}\n{}", show())),
            };
            if read.written != *value {
                return Err(format!(
                    "{value} is written as {}\n{}",
                    read.written,
                    show()
                ));
            }
            let item = read.item.as_ref().and_then(|path| path.last());
            if read.unknown || (!instance.is_base && item != Some(&instance.member)) {
                return Err(format!(
                    "{value} is read as {item:?}, not {}\n{}",
                    instance.member,
                    show()
                ));
            }
        }
        let new = json!({ "tag": "something new", "label": "l", "p1": 1 });
        match tables.read(&ty, &new) {
            Ok(read) if read.unknown => Ok(()),
            // one that lists a single member is that
            _ if family.instances.len() == 1 => Ok(()),
            other => Err(format!("{new} is read as {other:?}\n{}", show())),
        }
    });
}
