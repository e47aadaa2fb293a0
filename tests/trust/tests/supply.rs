//! What docs/DEPENDENCIES.md says of dependencies is what the manifests say.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use castiron_tests::workspace;

fn document() -> String {
    fs::read_to_string(workspace().join("docs/DEPENDENCIES.md")).expect("a document")
}

/// The part under a heading.
fn section<'d>(document: &'d str, heading: &str) -> &'d str {
    let (_, after) = document
        .split_once(&format!("## {heading}\n"))
        .unwrap_or_else(|| panic!("no section {heading}"));
    after.split_once("\n## ").map_or(after, |(part, _)| part)
}

/// Names of all dependencies of a manifest, of every platform.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(workspace().join(manifest)).expect("a manifest");
    let manifest: toml::Table = text.parse().expect("TOML");
    let names = |table: Option<&toml::Value>| -> Vec<String> {
        let table = table.and_then(toml::Value::as_table).into_iter().flatten();
        table.map(|(name, _)| name.clone()).collect()
    };
    let mut all: BTreeSet<String> = names(manifest.get("dependencies")).into_iter().collect();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for (_, target) in targets.into_iter().flatten() {
        all.extend(names(target.get("dependencies")));
    }
    all
}

#[test]
fn every_dependency_has_a_purpose() {
    let document = document();
    for (package, manifest) in [
        ("castiron-codegen", "codegen/Cargo.toml"),
        ("castiron", "castiron/Cargo.toml"),
        ("castiron-codec", "runtime/codec/Cargo.toml"),
        ("castiron-runtime", "runtime/Cargo.toml"),
    ] {
        let rows = section(&document, &format!("`{package}`"))
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
        let listed: BTreeSet<String> = rows
            .map(|(name, purpose)| {
                assert!(purpose.len() > 5, "{package}: {name} has no purpose");
                name.to_owned()
            })
            .collect();
        assert_eq!(listed, dependencies(manifest), "{package}");
    }
}

#[test]
fn a_generated_crate_compiles_what_is_listed() {
    let tree = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}",
        ])
        .args(["--package", "castiron-runtime", "--no-default-features"])
        // the same list on every platform
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .current_dir(workspace())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(tree.stdout).expect("text");
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let compiled: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let document = document();
    let section = section(&document, "What a generated crate compiles");
    let listed = section.split("```").nth(1).unwrap_or_default();
    let listed: BTreeSet<&str> = listed
        .split_whitespace()
        .filter(|word| *word != "text")
        .collect();
    assert_eq!(listed, compiled);
}

/// Each promise of SECURITY.md names a test that is there.
#[test]
fn promises_name_tests() {
    let text = fs::read_to_string(workspace().join("SECURITY.md")).expect("a document");
    let mut promises = 0;
    for line in text.lines().filter(|line| {
        line.starts_with("| ") && !line.starts_with("| ---") && !line.starts_with("| promise")
    }) {
        let tests = line
            .trim_end_matches(" |")
            .rsplit(" | ")
            .next()
            .unwrap_or_default();
        let places: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!places.is_empty(), "no test: {line}");
        for place in places {
            let (file, name) = place.split_once(" ").unwrap_or((place, ""));
            let source = fs::read_to_string(workspace().join(file))
                .unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(
                source.contains(&format!("fn {name}")),
                "{file} has no {name}"
            );
        }
        promises += 1;
    }
    assert!(promises >= 10, "{promises} promises");
}
