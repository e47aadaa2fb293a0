//! Unions of objects that are made at random, seed by seed: what is read is written back the same.
//!
//! - `external`: enums as serde tags them by default, an object of one property each.
//! - `values`: single values, which variants that hold nothing stand for, beside other branches.
//! - `several`: objects of `anyOf`, of which a value may fit more than one.
//! - `directed`: the same, with properties that only answers or only requests have.
//! - `open`: unions with a branch of any value.
//! - `settled`: any of these, and values that they don't allow.
//!
//! `CASTIRON_UNIONS` is how many of each are read by an interpreter of the tables, `CASTIRON_UNIONS_FROM` the first seed;
//! `CASTIRON_COMPILED` is how many are compiled.

mod directed;
mod external;
mod open;
mod settled;
mod several;
mod values;

use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Model, Type};
use castiron_codegen::source::Memory;
use castiron_tests::back::written_back;
use castiron_tests::interpret::{Read, Tables};
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// A union, and values that it allows.
struct Case {
    /// The component's schema.
    schema: Value,
    values: Vec<Value>,
    /// Those that a variant holds which is not the last one.
    typed: Vec<Value>,
}

/// Makes a union called like this.
type Make = fn(&mut Random, name: &str) -> Case;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A document with these schemas.
fn around(schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {},
        "components": { "schemas": schemas }
    })
}

fn model(document: &Value) -> Model {
    let source = Memory::new().with("openapi.json", document.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default()).document;
    castiron_codegen::model(&loaded.expect("a document"), &Config::default()).0
}

/// The seeds that an interpreter reads, so many where it is not said.
fn seeds(usual: u64) -> std::ops::Range<u64> {
    let first = number("CASTIRON_UNIONS_FROM").unwrap_or(0);
    first..first + number("CASTIRON_UNIONS").unwrap_or(usual)
}

/// Fails with the smallest of what is wrong, which says most.
fn none_is_wrong(tried: usize, mut wrong: Vec<String>) {
    println!("{tried} values");
    wrong.sort_by_key(String::len);
    let first = wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {tried} are wrong:\n{first}",
        wrong.len()
    );
}

/// All values come back as they were, by the tables.
fn interpreted(make: Make) {
    let (mut tried, mut wrong) = (0, Vec::new());
    for seed in seeds(3_000) {
        let case = make(&mut Random::new(seed), "Union");
        let schemas = Map::from_iter([("Union".to_owned(), case.schema)]);
        let document = around(schemas);
        let model = model(&document);
        let tables = Tables::new(&model);
        for value in &case.values {
            let read = tables.read(&Type::Item(vec!["Union".to_owned()]), value);
            let written = read.as_ref().map(|read| &read.written);
            tried += 1;
            let is_known = |read: &Read| !read.unknown || !case.typed.contains(value);
            if written != Ok(value) || !read.as_ref().is_ok_and(is_known) {
                wrong.push(format!(
                    "seed {seed}: {value} became {written:?}\n{}",
                    document["components"]["schemas"]
                ));
            }
        }
    }
    none_is_wrong(tried, wrong);
}

/// All values come back as they were, by compiled types.
fn compiled(name: &str, make: Make) {
    let (first, count) = (number("CASTIRON_UNIONS_FROM"), number("CASTIRON_COMPILED"));
    let first = first.unwrap_or(0);
    let mut schemas = Map::new();
    let mut values = Vec::new();
    for seed in first..first + count.unwrap_or(40) {
        let component = format!("Union{seed}");
        let case = make(&mut Random::new(seed), &component);
        schemas.insert(component.clone(), case.schema);
        let texts = case
            .values
            .iter()
            .map(|value| (component.clone(), value.to_string()));
        values.extend(texts);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let printed = written_back(&folder, &around(schemas.clone()), &values);
    let mut wrong = Vec::new();
    for ((component, value), printed) in values.iter().zip(&printed) {
        let same = |text: &str| serde_json::from_str::<Value>(text).ok();
        if same(value) != same(printed) {
            let schema = &schemas[component];
            wrong.push(format!("{component}: {value} became {printed}\n{schema}"));
        }
    }
    println!("{} values of {} unions", values.len(), schemas.len());
    let first = wrong
        .iter()
        .take(20)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{first}",
        wrong.len(),
        values.len()
    );
}

#[test]
fn externally_tagged_enums() {
    interpreted(external::case);
}

#[test]
fn externally_tagged_enums_compiled() {
    compiled("external-unions", external::case);
}

#[test]
fn single_values() {
    interpreted(values::case);
}

#[test]
fn single_values_compiled() {
    compiled("value-unions", values::case);
}

#[test]
fn values_that_fit_several_objects() {
    interpreted(several::flat);
}

#[test]
fn values_that_fit_several_objects_compiled() {
    compiled("several-unions", several::flat);
}

#[test]
fn values_that_lack_tags_and_fit_several_objects() {
    interpreted(several::tagged);
}

#[test]
fn values_that_fit_several_objects_of_nested_unions() {
    interpreted(several::nested);
}

#[test]
fn values_that_fit_several_objects_of_nested_unions_compiled() {
    compiled("nested-unions", several::nested);
}

#[test]
fn values_of_open_unions() {
    interpreted(open::case);
}

#[test]
fn values_of_open_unions_compiled() {
    compiled("open-unions", open::case);
}
