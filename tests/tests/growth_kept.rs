//! The settings that keep the names of a crate are looked for in a number of tries that does not depend on the document: its
//! work is counted in allocations, as in `growth.rs`, and for the same reason alone in its file.

use std::alloc::System;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::generate;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_codegen::suggest::kept::{Method, methods, remedy};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How much more work a document of twice the size may take.
const MOST: f64 = 2.35;

/// Tags of three operations each, whose paths have other words.
fn document(tags: usize) -> Document {
    let mut text = "openapi: 3.0.3\ninfo: {title: Docks, version: '1'}\npaths:\n".to_owned();
    for at in 0..3 * tags {
        let (tag, word) = (at / 3, at % tags);
        text.push_str(&format!(
            "  /w{word}x/{{id}}/p{at}: {{get: {{tags: [t{tag}x], operationId: read_{at}, parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}}}\n"
        ));
    }
    let source = Memory::new().with("a.yaml", text);
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    loaded.document.expect("a document")
}

fn work(tags: usize, before: &str, after: &str) -> [usize; 2] {
    let document = document(tags);
    let [was, now] = [before, after].map(|text| Config::from_toml(text).expect("settings"));
    let files = generate(&document, &was, &EmitOptions::default()).files;
    let old: Vec<Method> = files.values().flat_map(|text| methods(text)).collect();
    assert_eq!(old.len(), 3 * tags);
    let region = Region::new(COUNTED);
    let remedy = remedy(&old, &document, &now)
        .unwrap_or_else(|| panic!("nothing moves: {before:?} {after:?}"));
    let change = region.change();
    assert!(remedy.moved.len() > tags, "{}", remedy.moved.len());
    [
        change.allocations + change.reallocations,
        change.bytes_allocated,
    ]
}

#[test]
fn settings_that_keep_names_are_found_in_a_fixed_number_of_tries() {
    let mut wrong = Vec::new();
    for (before, after) in [
        ("", "[names]\ngrouping = 'path'\n"),
        (
            "[names]\ngrouping = 'path'\n",
            "[names]\ngrouping = 'tag'\n",
        ),
        (
            "[names]\nsecond-level = []\ngrouping = 'path'\n",
            "[names]\nno-handles = []\n",
        ),
        ("[names]\ngrouping = 'path'\n", ""),
    ] {
        let all = [125, 250, 500, 1000].map(|tags| work(tags, before, after));
        let growth: Vec<f64> = (all.windows(2))
            .flat_map(|two| [0, 1].map(|by| two[1][by] as f64 / two[0][by] as f64))
            .collect();
        println!("{before:?} {after:?}: {growth:.2?} {:?}", all[3]);
        if growth.iter().any(|growth| *growth > MOST) {
            wrong.push((before, after, growth));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
