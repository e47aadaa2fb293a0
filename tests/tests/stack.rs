//! How long chains are, and how deep schemas lie, costs no stack beyond what a thread has: the corpus and the cases, and
//! random graphs of references, arrays, `allOf`, unions and discriminators, each on a small thread.
//!
//! `CASTIRON_GRAPHS` is how many graphs there are, `CASTIRON_DEEP` how many links deep all of them are; a thousand of ten
//! thousand links: `CASTIRON_GRAPHS=1000 CASTIRON_DEEP=10000 cargo test --release -p castiron-tests --test stack`. With
//! `CASTIRON_FULL` the large documents are read as well.

use std::path::{Path, PathBuf};

use castiron_codegen::Castiron;
use castiron_codegen::source::{Disk, Memory, Source};
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// The stack of the threads, in bytes: an eighth of what threads have by default.
const SMALL: usize = 256 << 10;

/// How many links deep the deepest are.
const DEEP: usize = 10_000;

/// How many random documents there are.
const GRAPHS: u64 = 40;

fn on_stack(bytes: usize, work: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(bytes);
        let ended = thread.spawn_scoped(scope, work).expect("a thread").join();
        assert!(ended.is_ok(), "see above");
    });
}

fn generate(source: &dyn Source, root: &Path) {
    let done = Castiron::new(root).generate_from(source);
    drop(
        done.map(|output| output.messages())
            .map_err(|refused| refused.to_string()),
    );
}

fn reference(at: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/N{at}") })
}

/// A document whose schemas each lead to the next by a link of a random kind, some of them elsewhere as well. Stretches of
/// one kind are long: that is where chains are.
fn chain(seed: u64, length: usize) -> Value {
    let mut random = Random::new(seed);
    let mut schemas = Map::new();
    let kinds = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    let mut kind = *random.pick(&kinds);
    for at in 0..length {
        if random.chance(1) {
            kind = *random.pick(&kinds);
        }
        let next = reference((at + 1) % length);
        let near = reference((at + 2 + random.below(5)) % length);
        // the last one leads back to the first, or ends
        let schema = match kind {
            _ if at + 1 == length && random.chance(50) => json!({ "type": "string" }),
            0 => next,
            1 => json!({ "type": "array", "items": next }),
            2 => json!({ "type": "object", "additionalProperties": next }),
            3 => json!({ "type": "object", "required": ["n"], "properties": { "n": next } }),
            4 => json!({ "allOf": [next] }),
            5 => json!({ "oneOf": [next, { "type": "string" }] }),
            6 => json!({ "allOf": [next, near] }),
            7 => json!({ "oneOf": [next, near], "discriminator": { "propertyName": "kind" } }),
            _ => json!({
                "allOf": [next, { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } }],
                "discriminator": { "propertyName": "kind" },
            }),
        };
        schemas.insert(format!("N{at}"), schema);
    }
    json!({ "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {}, "components": { "schemas": schemas } })
}

#[test]
fn random_graphs_of_long_chains() {
    let number = |name: &str| -> Option<u64> { std::env::var(name).ok()?.parse().ok() };
    let graphs: u64 = number("CASTIRON_GRAPHS").unwrap_or(GRAPHS);
    let deep = number("CASTIRON_DEEP");
    for seed in 0..graphs {
        // all are deep enough to overflow a stack that they are followed on
        let usual = if seed == 0 { DEEP } else { DEEP / 20 };
        let length = deep.map_or(usual, |deep| deep as usize);
        let text = chain(seed, length).to_string();
        println!("seed {seed}");
        on_stack(SMALL, || {
            let source = Memory::new().with("openapi.json", text);
            generate(&source, Path::new("openapi.json"));
        });
    }
}

fn documents(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            documents(&path, out);
        } else if [".json", ".yaml", ".yml"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            out.push(path);
        }
    }
}

#[test]
fn documents_as_they_are() {
    let mut all = Vec::new();
    let whole = std::env::var_os("CASTIRON_FULL").is_some();
    for folder in ["cases", "corpus"] {
        if let Some(folder) = castiron_tests::shared(folder) {
            documents(&folder, &mut all);
        }
    }
    for fixture in castiron_tests::fixtures("fixtures") {
        documents(&fixture, &mut all);
    }
    // large documents take long without optimisation
    let is_small = |path: &PathBuf| path.metadata().is_ok_and(|file| file.len() < 200 << 10);
    for path in all.iter().filter(|path| whole || is_small(path)) {
        println!("{}", path.display());
        on_stack(SMALL, || generate(&Disk, path));
    }
}
