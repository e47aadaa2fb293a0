//! Values of generated types, made by programs: documents that are made at random, seed by seed.
//!
//! - the blank value of every type is read back as it was written;
//! - what settings add to types, and put in their places, compiles, or is refused (`settings`);
//! - what settings take from types is a major change, and what they add is a minor one (`promises`).
//!
//! `CASTIRON_MADE` is how many documents are compiled, `CASTIRON_MADE_FROM` the first seed.

mod combined;
mod promises;
mod schemas;
mod settings;

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::build::Module;
use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Severity;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::Model;
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use castiron_tests::{cargo, expectations, made, workspace};

/// Settings of which each document has one.
const SETTINGS: [&str; 4] = [
    "",
    "[select]\ninclude = [\"schema:*\"]\n",
    "[types]\nclosed-enums = true\nexhaustive = true\nhash = true\n",
    "[schemas]\ntolerant = true\nkeep-undeclared = \"always\"\ndecode-defaults = true\n",
];

fn number(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A document of a seed with settings, and its model with the messages of errors.
fn model_of(seed: u64, settings: &str) -> (Memory, Model, Vec<String>) {
    let document = schemas::document(&mut Random::new(seed), 6);
    let source = Memory::new()
        .with("openapi.json", document.to_string())
        .with("castiron.toml", settings);
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    let loaded = loaded.document.expect("a document");
    let config = Config::from_toml(settings).expect("settings");
    let (model, said) = castiron_codegen::model(&loaded, &config);
    let errors = said.iter().filter(|said| said.severity == Severity::Error);
    let errors = errors.map(|said| said.message.clone()).collect();
    (source, model, errors)
}

/// Runs a program of modules, one for each document.
fn run(
    name: &str,
    documents: &[(u64, String)],
    program: impl Fn(&[(String, &Model)]) -> String,
) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let runtime = workspace().join("runtime");
    let mut files = BTreeMap::from([(
        format!("{name}/Cargo.toml"),
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
             [dependencies]\ncastiron-runtime = {{ path = {runtime:?} }}\n"
        ),
    )]);
    let (mut modules, mut models) = (String::new(), Vec::new());
    for (seed, settings) in documents {
        let (source, model, _) = model_of(*seed, settings);
        let module = Module::new("openapi.json").settings("castiron.toml");
        let module = module.cast(&source).result;
        let module = module.unwrap_or_else(|errors| panic!("seed {seed}: {errors}"));
        files.insert(format!("{name}/src/made{seed}.rs"), module);
        modules += &format!("mod made{seed} {{ include!(\"made{seed}.rs\"); }}\n");
        models.push((format!("made{seed}"), model));
    }
    let models: Vec<_> = models
        .iter()
        .map(|(name, model)| (name.clone(), model))
        .collect();
    let program = format!("#![allow(dead_code)]\n{modules}{}", program(&models));
    files.insert(format!("{name}/src/main.rs"), program);
    std::fs::create_dir_all(&folder).expect("a writable target folder");
    expectations::replace(&folder, &files);
    cargo::workspace(&folder, &[name]);
    cargo::run(&folder, &["run"], &[])
}

#[test]
fn a_blank_value_of_every_type_is_read_back() {
    let first = number("CASTIRON_MADE_FROM", 0);
    let seeds = first..first + number("CASTIRON_MADE", 24);
    let settings = SETTINGS.iter().cycle().map(|&one| one.to_owned());
    let documents: Vec<_> = seeds.zip(settings).collect();
    let count = std::cell::Cell::new(0);
    let printed = run("blank-values", &documents, |models| {
        count.set(
            models
                .iter()
                .map(|(_, model)| made::types(model).len())
                .sum(),
        );
        made::program(models)
    });
    println!("{} types", count.get());
    assert!(printed.is_empty(), "{printed}");
    assert!(count.get() > 100);
}
