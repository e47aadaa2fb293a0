//! What a generated crate costs the compiler, in counts that are the same on every machine.
//!
//! Times are measured by `cargo xtask bench`. Here the counts behind them are compared with those in
//! `tests/data/counts.txt`: a change that makes generated crates larger is noticed, and is written down on purpose with
//! `CASTIRON_UPDATE=1 cargo test -p castiron-tests --test counts`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files};
use castiron_codegen::generate;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Disk;
use castiron_tests::{shared, workspace};

/// How far a count may grow, in parts of a hundred, before it has to be written down. Less is always welcome.
const TOLERANCE: usize = 2;

/// What is counted, by how its lines begin.
const KINDS: [(&str, &[&str]); 7] = [
    ("structs", &["pub struct "]),
    ("enums", &["pub enum "]),
    ("impls", &["impl "]),
    ("functions", &["pub fn ", "fn "]),
    ("derives", &["#[derive("]),
    ("tables", &["crate::rt::"]),
    ("statics", &["static "]),
];

fn counts(files: &Files) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for (path, text) in files {
        if !path.ends_with(".rs") {
            continue;
        }
        for line in text.lines().map(str::trim_start) {
            *all.entry("lines".to_owned()).or_default() += 1;
            for (kind, beginnings) in KINDS {
                if beginnings
                    .iter()
                    .any(|beginning| line.starts_with(beginning))
                {
                    *all.entry(kind.to_owned()).or_default() += 1;
                }
            }
        }
    }
    all
}

#[test]
fn generated_crates_do_not_grow_unnoticed() {
    let mut found = BTreeMap::new();
    let documents = [
        Some(workspace().join("spec/openapi.yaml")),
        shared("specs/stripe/2021-08-04.spec3.sdk.json"),
    ];
    for path in documents.into_iter().flatten() {
        let loaded = load(&Disk, &path, &LoadOptions::default());
        let document = loaded.document.expect("the document is sound");
        let config = Config::bundled(&document.api.info.title, document.servers())
            .expect("a sound configuration");
        let config = config.map_or_else(Config::default, |(_, config)| config);
        let generated = generate(&document, &config, &EmitOptions::default());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for (kind, count) in counts(&generated.files) {
            found.insert(format!("{name} {kind}"), count);
        }
    }
    let file = workspace().join("tests/data/counts.txt");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let mut written: BTreeMap<String, usize> = text
        .lines()
        .filter_map(|line| {
            let (name, count) = line.rsplit_once(' ')?;
            Some((name.to_owned(), count.parse().ok()?))
        })
        .collect();
    let is_update =
        std::env::var_os("CASTIRON_UPDATE").is_some() && std::env::var_os("CI").is_none();
    if is_update {
        written.extend(found);
        let text = written
            .iter()
            .fold(String::new(), |mut text, (name, count)| {
                let _ = writeln!(text, "{name} {count}");
                text
            });
        std::fs::write(&file, text).expect("written");
        return;
    }
    for (name, count) in found {
        let most = written
            .get(&name)
            .map(|written| written + written * TOLERANCE / 100);
        assert!(
            most.is_some_and(|most| count <= most),
            "{name}: {count}, and at most {most:?} was expected; if that is meant, run `CASTIRON_UPDATE=1 cargo test -p castiron-tests --test counts`"
        );
    }
}
