//! Crates with a feature a handle: each feature alone compiles without a warning, and so do none and all.

use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files, Runtime};
use castiron_codegen::source::Disk;
use castiron_tests::{alone, cargo, casting, expectations, fixture_document, workspace};

/// Fixtures with handles of several kinds: by tag and path, with streams, webhooks, aliases and files.
const FIXTURES: [&str; 5] = [
    "callbacks",
    "grouping",
    "operations",
    "streams",
    "swagger_2",
];

fn cast(document: &Path, name: &str, settings: &str) -> Files {
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let config =
        Config::from_toml(&format!("features = \"resources\"\n{settings}")).expect("settings");
    casting::cast_from(&Disk, document, &config, &options)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_feature_compiles_alone() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    let mut crates = vec![(
        "embedded".to_owned(),
        cast(
            &workspace().join("spec/openapi.yaml"),
            "embedded",
            "extends = \"stripe\"\n",
        ),
    )];
    for name in FIXTURES {
        let case = workspace().join("tests/fixtures").join(name);
        let settings = fs::read_to_string(case.join("castiron.toml")).unwrap_or_default();
        crates.push((
            name.to_owned(),
            cast(&fixture_document(&case), name, &settings),
        ));
    }
    for (name, files) in &crates {
        expectations::replace(&root.join(name), files);
    }
    let names: Vec<_> = crates.iter().map(|(name, _)| name.as_str()).collect();
    cargo::workspace(&root, &names);
    let mut failed = Vec::new();
    for (name, files) in &crates {
        let features = alone::features(&files["Cargo.toml"]);
        assert!(!features.is_empty(), "{name} has no features");
        failed.extend(alone::failing(&root, name, &features));
        // what is said of a handle says its feature
        let readme = &files["README.md"];
        assert!(
            readme.contains("| handle | methods | feature |"),
            "{readme}"
        );
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
