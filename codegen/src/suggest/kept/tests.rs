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

/// A document with operations of these ids and tags, and schemas of these names.
fn tagged(operations: &[(&str, &str)], schemas: &[&str]) -> Document {
    let mut yaml = String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n");
    for (id, tag) in operations {
        yaml += &format!(
            "  /{id}/{{id}}: {{get: {{operationId: get_{id}, tags: [{tag}], parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}}}\n"
        );
    }
    yaml += "components:\n  schemas:\n    Other: {type: string}\n";
    for schema in schemas {
        yaml += &format!("    {schema}: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    }
    let source = crate::source::Memory::new().with("openapi.yaml", yaml);
    let loaded = crate::load::load(
        &source,
        std::path::Path::new("openapi.yaml"),
        &crate::load::LoadOptions::default(),
    );
    loaded.document.expect("a document")
}

const OPERATIONS: [(&str, &str); 4] = [
    ("boats", "boats"),
    ("masts", "boats"),
    ("piers", "piers"),
    ("cranes", "piers"),
];

#[track_caller]
fn is_kept(before: &Document, after: &Document, settings: &str) {
    let config = Config::default();
    let old = made(before, &config);
    let remedy = remedy(&old, after, &config).expect("names that move");
    assert_eq!(remedy.settings, settings);
    let kept = Config::from_toml(&remedy.settings).expect("settings");
    assert_eq!(moved(&old, &made(after, &kept)), []);
    assert_eq!(super::remedy(&old, after, &kept), None);
}

#[test]
fn a_schema_that_takes_the_name_of_a_handle() {
    let before = tagged(&OPERATIONS, &[]);
    let after = tagged(&OPERATIONS, &["BoatsResource"]);
    is_kept(
        &before,
        &after,
        "[names.handles]\nboats = \"BoatsResource\"\n",
    );
    // and the other way round, where a schema goes
    is_kept(
        &after,
        &before,
        "[names.handles]\nboats = \"BoatsHandle\"\n",
    );
}

#[test]
fn a_handle_whose_name_is_no_bare_key_of_a_settings_file() {
    let operations = OPERATIONS.map(|(id, tag)| (id, if tag == "boats" { "Größe" } else { tag }));
    is_kept(
        &tagged(&operations, &[]),
        &tagged(&operations, &["GrößeResource"]),
        "[names.handles]\n\"größe\" = \"GrößeResource\"\n",
    );
}

#[test]
fn an_operation_with_another_tag() {
    let before = tagged(&OPERATIONS, &[]);
    let mut moved = OPERATIONS;
    moved[1].1 = "piers";
    is_kept(
        &before,
        &tagged(&moved, &[]),
        "[names.operations]\n\"GET /masts/{id}\" = { resource = \"boats\", method = \"get_masts\" }\n",
    );
    // a tag that is called otherwise, whose paths are not
    moved = OPERATIONS;
    moved[0].1 = "vessels";
    moved[1].1 = "vessels";
    is_kept(
        &before,
        &tagged(&moved, &[]),
        "[names]\nno-handles = [\"vessels\"]\n[names.operations]\n\"GET /masts/{id}\" = { resource = \"boats\", method = \"get_masts\" }\n",
    );
}

#[test]
fn an_operation_whose_path_is_sent_otherwise_than_it_is_written() {
    for id in ["größe", "take off", "取得", "a|b"] {
        let operations = OPERATIONS.map(|(own, tag)| (if own == "masts" { id } else { own }, tag));
        let mut moved = operations;
        moved[1].1 = "piers";
        let (before, after) = (tagged(&operations, &[]), tagged(&moved, &[]));
        let config = Config::default();
        let old = made(&before, &config);
        let remedy = remedy(&old, &after, &config).expect("names that move");
        let kept = Config::from_toml(&remedy.settings).expect("settings");
        assert_eq!(super::moved(&old, &made(&after, &kept)), [], "{id}");
    }
}

#[test]
fn an_operation_of_which_settings_say_the_method() {
    let before = tagged(&OPERATIONS, &[]);
    let mut moved = OPERATIONS;
    moved[1].1 = "piers";
    let after = tagged(&moved, &[]);
    for key in ["GET /masts/{id}", "get_masts"] {
        let said = format!(
            "[names.operations]\n\"{key}\" = {{ method = \"hoist\", params = \"Hoist\" }}\n"
        );
        let config = Config::from_toml(&said).expect("settings");
        let old = made(&before, &config);
        let remedy = remedy(&old, &after, &config).expect("names that move");
        assert_eq!(
            remedy.settings,
            "[names.operations]\n\"GET /masts/{id}\" = { resource = \"boats\", method = \"hoist\", params = \"Hoist\" }\n"
        );
        let mut kept = config;
        let more = Config::from_toml(&remedy.settings).expect("settings");
        kept.names.operations.extend(more.names.operations);
        assert_eq!(super::moved(&old, &made(&after, &kept)), []);
    }
    // who says the handle means it
    let said = "[names.operations]\n\"GET /masts/{id}\" = { resource = \"piers\" }\n";
    let config = Config::from_toml(said).expect("settings");
    let old = made(&before, &Config::default());
    assert_eq!(super::remedy(&old, &after, &config), None);
}

/// Operations of one tag with a second level: of these first words of their paths, and tags.
fn levelled(operations: &[(&str, &str)]) -> Document {
    let mut yaml = String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n");
    for (at, (word, tag)) in operations.iter().enumerate() {
        yaml += &format!(
            "  /yard/{word}/{{id}}/part{at}: {{put: {{operationId: yard_{word}_part{at}_update, tags: [{tag}], parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}}}\n"
        );
    }
    let source = Memory::new().with("a.yaml", yaml);
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    loaded.document.expect("a document")
}

#[test]
fn operations_of_a_second_level_with_another_tag() {
    let own: Vec<(&str, &str)> = (0..70)
        .map(|at| (["boats", "masts", "cranes", "winches"][at % 4], "yard"))
        .chain([
            ("sails", "yard"),
            ("ropes", "yard"),
            ("ropes", "other"),
            ("x", "other"),
        ])
        .collect();
    let before = levelled(&own);
    let written = crate::suggest::suggest(&before).to_toml();
    let config = Config::from_toml(&written).expect("settings");
    let old = made(&before, &config);
    let handles: BTreeSet<&str> = old.iter().map(|one| one.handle.as_str()).collect();
    assert!(handles.contains("SailsResource"), "{handles:?}");
    // one of many, all of a handle, and one of each, to an old tag and to a new one
    for moved in [&[0][..], &[1, 5], &[70], &[70, 71], &[0, 1, 2, 3, 70]] {
        for tag in ["other", "new"] {
            let mut other = own.clone();
            moved.iter().for_each(|at| other[*at].1 = tag);
            let after = levelled(&other);
            let remedy = remedy(&old, &after, &config).expect("names that move");
            let mut kept = config.clone();
            let more = Config::from_toml(&remedy.settings).expect("settings");
            kept.names.operations.extend(more.names.operations);
            let left = super::moved(&old, &made(&after, &kept));
            assert_eq!(left, [], "{moved:?} to {tag}: {}", remedy.settings);
        }
    }
}
