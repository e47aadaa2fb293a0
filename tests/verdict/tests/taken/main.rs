//! The client's names are its own: whatever a document calls its tags, operations, parameters, components, properties and
//! values, the crate compiles, everything in it can be used, and `client` and `prelude` hold what they always hold.
//!
//! `CASTIRON_TAKEN` is how many documents are tried, `CASTIRON_TAKEN_FROM` the first seed.

mod documents;

use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_tests::{cargo, expectations, links, workspace};
use castiron_verdict::program::uses;

/// How many documents are tried.
const DOCUMENTS: u64 = 4;

/// Settings that are tried in turn.
const SETTINGS: [&str; 4] = [
    "",
    "features = \"resources\"\n",
    "[names]\ngrouping = \"path\"\nempty-params = true\n",
    "[types]\nclosed-enums = true\nexhaustive = true\n",
];

/// What every program may write, whatever the document defines.
const CLIENT: &str = "\
mod by_name {
    use super::api::client::{Call, Client, Error, RequestOptions, Response};
    use super::api::runtime::testing::Memory;

    pub fn client() -> Result<Client, Error> {
        Ok(Client::builder(\"key\").blocking_transport(Memory::new()).build()?)
    }
    pub fn sent<T: super::api::runtime::FromAnswer, P>(call: Call<T, P>) -> Result<Response<T>, Error> {
        call.options(RequestOptions::new()).send_blocking()
    }
}
mod by_prelude {
    use super::api::prelude::*;

    pub fn client() -> Result<Client, Error> {
        Ok(Client::anonymous().without_transport().build()?)
    }
    pub fn made() -> (Option<String>, Vec<Json>, Map<i64>) {
        (None, Vec::new(), Map::new())
    }
    pub fn given<T>(answer: Response<T>, options: RequestOptions) -> (T, RequestOptions) {
        (answer.into_inner(), options)
    }
}
";

/// The program on a front page.
fn front(readme: &str) -> String {
    let block = readme
        .split_once("```rust,no_run\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    let (program, _) = block.expect("a program on the front page");
    format!("#![allow(dead_code)]\n\n{program}\nfn main() {{}}\n")
}

#[test]
fn the_clients_names_are_its_own() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count: u64 = number("CASTIRON_TAKEN").unwrap_or(DOCUMENTS);
    let first: u64 = number("CASTIRON_TAKEN_FROM").unwrap_or(0);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("taken");
    let _ = std::fs::remove_dir_all(root.join("target/doc"));
    let mut names = Vec::new();
    for (seed, settings) in (first..first + count).zip(SETTINGS.iter().cycle()) {
        let document = documents::document(seed);
        let source = Memory::new().with("openapi.json", document.to_string());
        let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
        let document = loaded.document.expect("a document");
        let name = format!("taken{seed}");
        let options = EmitOptions {
            name: name.clone(),
            runtime: Runtime::Path(workspace().join("runtime")),
            ..EmitOptions::default()
        };
        let config = Config::from_toml(settings).expect("settings");
        let (model, _) = castiron_codegen::model(&document, &config);
        let generated = castiron_codegen::generate(&document, &config, &options);
        assert!(!generated.diagnostics.has_errors(), "seed {seed}");
        let mut files = generated.files;
        let used = uses(&model);
        files.insert(
            "examples/uses.rs".to_owned(),
            used.program(&name, used.certain.iter()),
        );
        files.insert("examples/front.rs".to_owned(), front(&files["README.md"]));
        let blank: String = (used.data.iter())
            .map(|ty| format!("    back::<{ty}>({ty:?});\n"))
            .collect();
        let program = format!(
            "#![allow(dead_code)]\nuse {name} as api;\nuse {name} as old;\n{CLIENT}\n{BLANK}\nfn main() {{\n    by_name::client().unwrap();\n    by_prelude::client().unwrap();\n{blank}}}\n"
        );
        files.insert("examples/client.rs".to_owned(), program);
        expectations::replace(&root.join(&name), &files);
        names.push(name);
    }
    let members: Vec<_> = names.iter().map(String::as_str).collect();
    cargo::workspace(&root, &members);
    let features: Vec<String> = (names.iter().zip(SETTINGS.iter().cycle()))
        .filter(|(_, settings)| settings.contains("features"))
        .map(|(name, _)| format!("{name}/full"))
        .collect();
    let features = features.join(",");
    let with = ["--features", features.as_str()];
    let check = ["check", "--workspace", "--keep-going", "--examples"];
    cargo::run(&root, &[check.as_slice(), &with].concat(), &[]);
    // what a program prints is what is wrong
    let mut wrong = String::new();
    for (name, settings) in members.iter().zip(SETTINGS.iter().cycle()) {
        let run = ["run", "--package", name, "--example", "client"];
        let with: &[&str] = match settings.contains("features") {
            true => &["--features", "full"],
            false => &[],
        };
        wrong += &cargo::run(&root, &[run.as_slice(), with].concat(), &[]);
    }
    assert!(wrong.is_empty(), "{wrong}");
    let doc = ["doc", "--workspace", "--no-deps"];
    cargo::run(&root, &[doc.as_slice(), &with].concat(), &[]);
    for name in members {
        let dead = links::dead(&root.join("target/doc"), name);
        assert!(dead.is_empty(), "{name}:\n{}", dead.join("\n"));
    }
}

/// A blank value of each type is written as JSON that the type reads.
const BLANK: &str = "\
fn back<T: api::runtime::Decode + api::runtime::Encode + PartialEq + std::fmt::Debug>(name: &str) {
    let made: T = api::runtime::blank();
    let text = api::runtime::to_string(&made);
    match api::runtime::from_str::<T>(&text) {
        Ok(read) if read == made => {}
        Ok(read) => println!(\"{name} {text}: {read:?} is not {made:?}\"),
        Err(error) => println!(\"{name} {text}: {error}\"),
    }
}
";
