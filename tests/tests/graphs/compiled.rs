//! Random graphs as modules of one crate: all of them are compiled at once, and none has a warning.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use castiron_codegen::build::Module;
use castiron_codegen::source::Memory;
use castiron_tests::{cargo, expectations, workspace};
use serde_json::Value;

use super::family;
use super::wild;
use castiron_tests::random::Random;

/// How many of each kind are compiled; `CASTIRON_COMPILED` is another number, `CASTIRON_GRAPHS_FROM` the first seed.
const COMPILED: u64 = 60;

fn module(document: &Value) -> Option<String> {
    let source = Memory::new().with("openapi.json", document.to_string());
    Module::new("openapi.json").cast(&source).result.ok()
}

#[test]
fn random_graphs_compile() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count: u64 = number("CASTIRON_COMPILED").unwrap_or(COMPILED);
    let first: u64 = number("CASTIRON_GRAPHS_FROM").unwrap_or(0);
    let mut files = BTreeMap::new();
    let mut library = "#![deny(warnings)]\n".to_owned();
    for seed in first..first + count {
        let wild = wild::document(&mut Random::new(seed));
        let family = family::family(&mut Random::new(seed)).document;
        for (kind, document) in [("wild", wild), ("family", family)] {
            if let Some(text) = module(&document) {
                library +=
                    &format!("pub mod {kind}_{seed} {{ include!(\"{kind}_{seed}.rs\"); }}\n");
                files.insert(format!("graphs/src/{kind}_{seed}.rs"), text);
            }
        }
    }
    assert!(files.len() as u64 > count, "{} of {count}", files.len());
    let runtime = workspace().join("runtime");
    let manifest = format!(
        "[package]\nname = \"graphs\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ndoctest = false\n\
         [dependencies]\ncastiron-runtime = {{ path = {runtime:?} }}\n"
    );
    files.insert("graphs/src/lib.rs".to_owned(), library);
    files.insert("graphs/Cargo.toml".to_owned(), manifest);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graphs");
    fs::create_dir_all(&folder).expect("a writable target folder");
    expectations::replace(&folder, &files);
    cargo::workspace(&folder, &["graphs"]);
    cargo::run(&folder, &["check"], &[]);
}
