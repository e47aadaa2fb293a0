//! Random documents whose properties are `readOnly` or `writeOnly`, in Swagger 2.0, 3.0 and 3.1: what is required is
//! required in its own direction, wherever it is; there are two types where that makes two, and one otherwise.
//!
//! `CASTIRON_DIRECTIONS` is how many documents of each version are tried, `CASTIRON_DIRECTIONS_FROM` the first seed.

mod schemas;
mod twins;
mod values;

use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Item, Method, Model, Namespace, Place, Type};
use castiron_codegen::source::Memory;
use castiron_tests::interpret::Tables;
use castiron_tests::random::Random;
use castiron_tests::without;
use schemas::{Components, Schema, Version, Way};
use serde_json::Value;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn model(document: &Value, settings: &str) -> Model {
    let source = Memory::new().with("openapi.json", document.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default()).document;
    let config = Config::from_toml(settings).expect("settings");
    castiron_codegen::model(&loaded.expect("a document"), &config).0
}

fn method<'m>(space: &'m Namespace, id: &str) -> Option<&'m Method> {
    let own = space.items.iter().find_map(|item| match item {
        Item::Resource(resource) => resource.methods.iter().find(|one| one.operation.id == id),
        _ => None,
    });
    own.or_else(|| space.children.iter().find_map(|child| method(child, id)))
}

/// The type of an operation's body.
fn body<'m>(tables: &Tables<'m>, method: &Method) -> Option<&'m Type> {
    let (_, item) = tables.item(&method.params.as_ref()?.path)?;
    let Item::Params(params) = item else {
        return None;
    };
    let at = params
        .places
        .iter()
        .position(|place| *place == Place::WholeBody)?;
    Some(&params.object.fields[at].ty)
}

/// What is wrong with a type that reads values of a schema in a direction.
fn wrong(
    tables: &Tables<'_>,
    ty: &Type,
    all: &Components,
    schema: &Schema,
    way: Way,
    tolerant: bool,
) -> Vec<String> {
    let mut out = Vec::new();
    for depth in [0, 3] {
        let value = all.value(schema, way, depth);
        match tables.read(ty, &value) {
            Ok(read) if read.written == value => {}
            other => out.push(format!("{way:?} {value}: {other:?}")),
        }
        let mut required = Vec::new();
        all.required(schema, way, depth, "", &mut required);
        for (pointer, is_certain) in required {
            let less: Value =
                serde_json::from_str(&without(&value.to_string(), &pointer)).expect("JSON");
            let passes = tables.read(ty, &less).is_ok();
            let expected = tolerant && way == Way::Answer && !is_certain;
            if passes != expected {
                out.push(format!(
                    "{way:?} without {pointer}: {less} passes: {passes}"
                ));
            }
        }
    }
    out
}

fn check(version: Version, tolerant: bool) {
    let first = number("CASTIRON_DIRECTIONS_FROM").unwrap_or(0);
    let count = number("CASTIRON_DIRECTIONS").unwrap_or(400);
    let mut faults = Vec::new();
    let mut tried = 0;
    for seed in first..first + count {
        let random = &mut Random::new(seed);
        let all = Components::random(random, version);
        let size = all.all.len();
        let root = |random: &mut Random| {
            random.chance(70).then(|| {
                let index = random.below(size);
                match random.below(4) {
                    0 => Schema::List(Box::new(Schema::Ref(index))),
                    1 => Schema::Map(Box::new(Schema::Ref(index))),
                    _ => Schema::Ref(index),
                }
            })
        };
        let roots: Vec<_> = (0..1 + random.below(3))
            .map(|_| (root(random), root(random)))
            .collect();
        let document = all.document(&roots);
        let settings = format!("[schemas]\ntolerant = {tolerant}\n");
        let model = model(&document, &settings);
        let tables = Tables::new(&model);
        let mut found = Vec::new();
        for (index, (sent, read)) in roots.iter().enumerate() {
            let method = method(&model.root, &format!("op{index}")).expect("a method");
            if let Some(schema) = sent {
                let ty = body(&tables, method).expect("a body");
                found.extend(wrong(&tables, ty, &all, schema, Way::Request, tolerant));
                tried += 1;
            }
            if let Some(schema) = read {
                found.extend(wrong(
                    &tables,
                    &method.answer,
                    &all,
                    schema,
                    Way::Answer,
                    tolerant,
                ));
                tried += 1;
            }
        }
        let expected = twins::twins(&all, &roots, tolerant);
        let made: Vec<_> = (0..size)
            .filter(|index| {
                tables
                    .item(&[format!("{}Request", schemas::name(*index))])
                    .is_some()
            })
            .collect();
        if made != expected {
            found.push(format!("two types for {made:?}, not for {expected:?}"));
        }
        if let Some(fault) = found.first() {
            faults.push(format!("seed {seed}: {fault}\n{document}"));
        }
    }
    println!("{tried} bodies and answers of {count} documents");
    faults.sort_by_key(String::len);
    assert!(
        faults.is_empty(),
        "{} of {count} documents:\n{}",
        faults.len(),
        faults
            .iter()
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n\n")
    );
}

#[test]
fn swagger_2() {
    check(Version::Swagger2, false);
}

#[test]
fn openapi_3_0() {
    check(Version::OpenApi30, false);
}

#[test]
fn openapi_3_1() {
    check(Version::OpenApi31, false);
}

#[test]
fn tolerant_loosens_reading_alone() {
    check(Version::OpenApi31, true);
}
