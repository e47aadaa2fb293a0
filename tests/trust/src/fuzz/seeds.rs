//! Documents and settings that changes begin with.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use castiron_tests::{fixture_document, fixtures, workspace};
use serde_json::Value;

/// A document, as text and as a tree.
#[derive(Debug)]
pub(super) struct Seed {
    pub(super) text: Vec<u8>,
    pub(super) tree: Value,
}

/// The documents of the fixtures, and those of the refused that are trees.
pub(super) static DOCUMENTS: LazyLock<Vec<Seed>> = LazyLock::new(|| {
    let folders = fixtures("fixtures");
    let mut paths: Vec<PathBuf> = folders.iter().map(|case| fixture_document(case)).collect();
    paths.push(workspace().join("examples/committed/openapi.yaml"));
    let read = |path: PathBuf| {
        let text = fs::read(path).ok()?;
        let tree = crate::tree::read(std::str::from_utf8(&text).ok()?).ok()?;
        Some(Seed { text, tree })
    };
    paths.into_iter().filter_map(read).collect()
});

/// The small ones among them.
pub(super) static SMALL: LazyLock<Vec<&Seed>> = LazyLock::new(|| {
    DOCUMENTS
        .iter()
        .filter(|seed| seed.text.len() < 6_000)
        .collect()
});

/// Their texts.
pub(super) static TEXTS: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| DOCUMENTS.iter().map(|seed| seed.text.clone()).collect());

/// Settings: those of the fixtures, and those that come with castiron.
pub(super) static SETTINGS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let own = fixtures("fixtures");
    let own = own.iter().map(|case| case.join("castiron.toml"));
    let bundled = fs::read_dir(workspace().join("codegen/config")).into_iter();
    let bundled = bundled.flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<Vec<u8>> = own.chain(bundled).flat_map(fs::read).collect();
    // a document's order of folders is the system's
    all.sort();
    all
});

/// Overlays.
pub(super) const OVERLAYS: &[&str] = &[
    "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: $.info, update: {title: Inn, x-a: {b: 1}}}\n- {target: $.paths.*.*.tags, update: new}\n- {target: '$.components.schemas[?@.type==\"object\"]', remove: true}\n",
    "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: $.components.schemas, copy: $.components.schemas}\n- {target: '$..[?@.description]', update: {description: new}}\n- {target: '$.paths[?length(@.*) > 1]', update: {get: {responses: {}}}}\n",
    "{\"overlay\":\"1.0.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"extends\":\"a.yaml\",\"actions\":[{\"target\":\"$\",\"update\":{\"components\":{\"schemas\":{\"A\":{\"allOf\":[{\"$ref\":\"#/components/schemas/A\"}]}}}}},{\"target\":\"$.paths['/a'].get.parameters[0:2:1]\",\"remove\":true}]}",
];
