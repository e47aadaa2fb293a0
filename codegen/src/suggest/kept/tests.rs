//! What keeps names, found by trying.

use std::path::Path;

use super::*;
use crate::load::{LoadOptions, load};
use crate::source::Memory;
use crate::{emit, generate};

fn document(tagged: usize, operations: usize) -> Document {
    let mut text = "openapi: 3.0.3\ninfo: {title: Docks, version: '1'}\npaths:\n".to_owned();
    for at in 0..operations {
        let tag = if at < tagged { "api" } else { "other" };
        let place = ["boats", "berths"][at % 2];
        text.push_str(&format!(
            "  /{place}/m{at}: {{get: {{tags: [{tag}], operationId: read{at}x, responses: {{'204': {{description: d}}}}}}}}\n"
        ));
    }
    let source = Memory::new().with("a.yaml", text);
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    loaded.document.expect("a document")
}

/// Sessions of two kinds, whose operations want one name.
fn sessions(templates: &[&str]) -> Document {
    let mut text = "openapi: 3.0.3\ninfo: {title: Docks, version: '1'}\npaths:\n".to_owned();
    for (at, template) in templates.iter().enumerate() {
        text.push_str(&format!(
            "  {template}: {{get: {{tags: [sessions], operationId: list_{at}, responses: {{'204': {{description: d}}}}}}}}\n"
        ));
    }
    let source = Memory::new().with(
        "a.yaml",
        text.replace("list_0", "listSessions")
            .replace("list_1", "list-sessions"),
    );
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    loaded.document.expect("a document")
}

#[test]
fn two_that_want_one_name() {
    let config = Config::default();
    let one = sessions(&["/identity/sessions"]);
    let both = sessions(&["/identity/sessions", "/a"]);
    for (before, after) in [(&one, &both), (&both, &one)] {
        let old = made(before, &config);
        let new = made(after, &config);
        if moved(&old, &new).is_empty() {
            continue;
        }
        let remedy = remedy(&old, after, &config).expect("a remedy");
        let kept = Config::from_toml(&remedy.settings).expect("settings");
        assert_eq!(moved(&old, &made(after, &kept)), [], "{remedy:?}");
        return;
    }
    panic!("neither takes the name of the other");
}

#[test]
fn what_the_document_renames_is_renamed() {
    let config = Config::default();
    let old = made(&sessions(&["/sessions"]), &config);
    let mut renamed = old.clone();
    renamed
        .iter_mut()
        .for_each(|one| one.id = "readSessions".to_owned());
    renamed
        .iter_mut()
        .for_each(|one| one.name = "read".to_owned());
    assert_ne!(moved(&renamed, &old), []);
    assert_eq!(remedy(&renamed, &sessions(&["/sessions"]), &config), None);
}

fn made(document: &Document, config: &Config) -> Vec<Method> {
    let generated = generate(document, config, &emit::EmitOptions::default());
    let sources = generated.files.values();
    sources.flat_map(|text| methods(text)).collect()
}

#[test]
fn a_decision_that_turns_over_is_found() {
    let config = Config::default();
    // nine of ten have the tag, so that it is no handle; with two more that have another, it is one
    let before = document(9, 10);
    let old = made(&before, &config);
    assert_eq!(old.len(), 10);
    assert_eq!(remedy(&old, &before, &config), None);
    let after = document(9, 12);
    let remedy = remedy(&old, &after, &config).expect("names that move");
    assert!(!remedy.moved.is_empty());
    let kept = Config::from_toml(&remedy.settings).expect("settings");
    assert!(super::remedy(&old, &after, &kept).is_none(), "{remedy:?}");
}
