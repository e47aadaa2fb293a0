//! What converts into a union is part of a crate's surface: a `From` that goes is a major change for `diff`, and only what goes
//! is.

use std::collections::BTreeSet;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::diff::{Impact, diff};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Item, Model, Namespace};
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use serde_json::{Value, json};

/// The crate of a document with a union of these branches: the heads of its conversions, and its model.
fn made(branches: &[&Value]) -> (BTreeSet<String>, Model) {
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/u": { "put": {
            "operationId": "putU",
            "requestBody": { "required": true, "content": { "application/json": { "schema": {
                "$ref": "#/components/schemas/U"
            } } } },
            "responses": { "204": { "description": "d" } }
        } } },
        "components": { "schemas": {
            "U": { "oneOf": branches },
            "Words": { "oneOf": [{ "type": "boolean" }, { "type": "array", "items": { "type": "string" } }] },
            "Rows": { "oneOf": [
                { "type": "array", "items": { "type": "string" } },
                { "type": "array", "items": { "type": "array", "items": { "type": "string" } } }
            ] },
            "Boat": { "type": "object", "required": ["hull"], "properties": { "hull": { "type": "string" } } },
            "Pier": { "type": "object", "required": ["length"], "properties": { "length": { "type": "integer" } } }
        } }
    });
    let source = Memory::new().with("openapi.json", document.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    let document = loaded.document.expect("a document");
    let (config, options) = (Config::default(), EmitOptions::default());
    let generated = castiron_codegen::generate(&document, &config, &options);
    let lines = generated.files.values().flat_map(|text| text.lines());
    let heads = lines.filter(|line| {
        line.starts_with("impl") && line.contains(" From<") && line.contains(" for U ")
    });
    let heads = heads.map(|line| line.trim_end_matches([' ', '{']).to_owned());
    let (model, _) = castiron_codegen::model(&document, &config);
    (heads.collect(), model)
}

/// The variants of the union, each with its type.
fn variants(namespace: &Namespace) -> BTreeSet<String> {
    let unions = namespace.items.iter().filter_map(|item| match item {
        Item::Union(union) if union.ident == "U" => Some(union),
        _ => None,
    });
    let branches = unions.flat_map(|union| &union.branches);
    let own = branches.map(|branch| format!("{}: {:?}", branch.ident, branch.ty));
    own.chain(namespace.children.iter().flat_map(variants))
        .collect()
}

/// Whether a conversion is still there: as it was, or as one from arrays of whatever converts.
fn stays(head: &str, heads: &BTreeSet<String>) -> bool {
    let element = head
        .strip_prefix("impl<const N: usize> From<[")
        .and_then(|rest| rest.split_once("; N]>"));
    heads.contains(head)
        || element.is_some_and(|(element, of)| {
            heads.contains(&format!(
                "impl<T: Into<{element}>, const N: usize> From<[T; N]>{of}"
            ))
        })
}

#[test]
fn a_conversion_that_goes_is_a_major_change() {
    let boat = json!({ "$ref": "#/components/schemas/Boat" });
    let kinds = [
        json!({ "type": "string" }),
        json!({ "type": "integer" }),
        json!({ "type": "number" }),
        json!({ "type": "boolean" }),
        json!({ "type": "array", "items": { "type": "string" } }),
        json!({ "type": "array", "items": { "type": "integer" } }),
        json!({ "type": "array", "items": boat }),
        json!({ "type": "array", "items": { "type": "array", "items": { "type": "string" } } }),
        json!({ "type": "string", "format": "date" }),
        json!({ "$ref": "#/components/schemas/Pier" }),
        json!({ "$ref": "#/components/schemas/Words" }),
        json!({ "$ref": "#/components/schemas/Rows" }),
        boat.clone(),
    ];
    let mut random = Random::new(3);
    let (mut gone, mut kept) = (0, 0);
    for _ in 0..400 {
        let mut some: Vec<&Value> = Vec::new();
        for _ in 0..2 + random.below(3) {
            let one = random.pick(&kinds);
            if !some.contains(&one) {
                some.push(one);
            }
        }
        // what is added or goes is one branch: nearly everything else stays
        let mut more = some.clone();
        let one = random.pick(&kinds);
        if some.len() < 2 || some.contains(&one) {
            continue;
        }
        more.push(one);
        let ((few, old), (many, new)) = (made(&some), made(&more));
        // an integer beside a number is a number, and no union
        if [&old, &new]
            .iter()
            .any(|model| variants(&model.root).is_empty())
        {
            continue;
        }
        for ((from, old), (to, new)) in
            [((&few, &old), (&many, &new)), ((&many, &new), (&few, &old))]
        {
            let lost: Vec<&String> = from.iter().filter(|head| !stays(head, to)).collect();
            let found = diff(old, new);
            let is_major = found.impact() == Some(Impact::Major);
            let what = || format!("{some:?} with {one}: {lost:#?}\n{from:#?}\n{to:#?}");
            if !lost.is_empty() {
                gone += 1;
                assert!(is_major, "a conversion is gone: {}", what());
            } else if variants(&old.root).is_subset(&variants(&new.root)) {
                kept += 1;
                assert!(
                    !is_major,
                    "nothing is gone: {} {:#?}",
                    what(),
                    found.changes
                );
            }
        }
    }
    assert!(gone > 30 && kept > 30, "{gone} gone, {kept} kept");
}
