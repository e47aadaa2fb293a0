//! The fixtures' documents as modules of one crate, as build scripts include them: quiet whatever the crate denies.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use castiron_codegen::build::Module;
use castiron_codegen::source::Disk;
use castiron_tests::{cargo, casting, expectations, fixture_document, fixtures, workspace};

/// Everything that a crate may be strict about.
const STRICT: &str = "//! Strict.\n#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unnameable_types, unused)]\n\
    #![deny(unused_qualifications, unused_results, single_use_lifetimes, elided_lifetimes_in_paths)]\n\
    #![deny(trivial_casts, trivial_numeric_casts, variant_size_differences, let_underscore, nonstandard_style)]\n\
    #![deny(future_incompatible, rust_2018_idioms, keyword_idents, explicit_outlives_requirements)]\n\
    #![deny(clippy::all, clippy::pedantic, clippy::nursery, rustdoc::all)]\n#![forbid(unsafe_code)]\n";

/// The fixtures, each with its module; the lines of dependencies that some of them need.
fn modules() -> (Vec<(String, String)>, BTreeSet<String>) {
    let mut dependencies = BTreeSet::new();
    let mut modules = Vec::new();
    for case in fixtures("fixtures") {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let document = fixture_document(&case);
        let mut module = Module::new(&document);
        let settings = case.join("castiron.toml");
        if settings.is_file() {
            module = module.settings(settings);
        }
        let text = module.cast(&Disk).result;
        modules.push((
            name.clone(),
            text.unwrap_or_else(|error| panic!("{name}: {error}")),
        ));
        let manifest = casting::named(&document, &name)["Cargo.toml"].clone();
        let (_, listed) = manifest
            .split_once("[dependencies]\n")
            .expect("dependencies");
        let listed = listed.lines().take_while(|line| !line.is_empty());
        dependencies.extend(listed.map(str::to_owned));
    }
    (modules, dependencies)
}

/// Writes a workspace of crates that include them, one for each edition: it is the including crate's that counts.
fn workspace_of(folder: &Path, editions: &[&str]) {
    let (modules, dependencies) = modules();
    let dependencies: Vec<_> = dependencies.into_iter().collect();
    let dependencies = dependencies.join("\n");
    let mut files = BTreeMap::new();
    let mut library = STRICT.to_owned();
    for (name, text) in modules {
        let include = format!("include!(\"../../out/{name}.rs\");");
        library.push_str(&format!(
            "/// A module.\npub mod r#{name} {{ {include} }}\nmod private_{name} {{ {include} }}\n"
        ));
        files.insert(format!("out/{name}.rs"), text);
    }
    let mut members = Vec::new();
    for edition in editions {
        let name = format!("strict_{edition}");
        files.insert(format!("{name}/src/lib.rs"), library.clone());
        files.insert(
            format!("{name}/Cargo.toml"),
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\
                 [lib]\ndoctest = false\n[dependencies]\n{dependencies}\n"
            ),
        );
        members.push(name);
    }
    expectations::replace(folder, &files);
    let members: Vec<_> = members.iter().map(String::as_str).collect();
    cargo::workspace(folder, &members);
}

#[test]
fn modules_are_quiet_in_a_strict_crate() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join("modules");
    fs::create_dir_all(&folder).expect("a writable target folder");
    workspace_of(&folder, &["2021", "2024"]);
    cargo::run(&folder, &["check", "--workspace"], &[]);
    let rustdoc = [("RUSTDOCFLAGS", OsStr::new("-D warnings"))];
    cargo::run(
        &folder,
        &["doc", "--no-deps", "--package", "strict_2024"],
        &rustdoc,
    );
    let clippy = cargo::output(
        &workspace(),
        &folder.join("target"),
        &["clippy", "--version"],
        &[],
    );
    if clippy.is_ok_and(|output| output.status.success()) {
        cargo::run(&folder, &["clippy", "--package", "strict_2024"], &[]);
    } else {
        println!("skipped: there is no clippy on this machine");
    }
}
