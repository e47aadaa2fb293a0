//! Whole documents: those of the shared corpus, where it is at hand, and damaged ones.

use std::path::{Path, PathBuf};

use super::*;
use crate::diagnostic::{Code, Look, Severity};
use crate::limits::Limit;
use crate::source::{Disk, Memory};

mod damage;
mod several;
mod spellings;
mod versions;

use damage::survive;

/// The folder of shared documents, or nothing with a printed line.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: ../shared/{folder} is not there");
    None
}

#[test]
fn the_corpus_is_read() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let mut count = 0;
    for folder in ["real", "cases"] {
        for entry in std::fs::read_dir(corpus.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default()
                .to_owned();
            let loaded = load(&Disk, &path, &LoadOptions::default());
            let mut errors: Vec<_> = loaded
                .diagnostics
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .map(|d| d.code)
                .collect();
            errors.dedup();
            // Where things stand is looked up in the smaller ones only: tests are built without optimisation.
            let is_small = std::fs::metadata(&path).is_ok_and(|file| file.len() < 200_000);
            let text = if is_small || !errors.is_empty() {
                let look = Look {
                    colour: false,
                    limit: 3,
                    alike: usize::MAX,
                };
                loaded.diagnostics.render(&*loaded.files, &look)
            } else {
                String::new()
            };
            assert_eq!(errors, [], "{name}\n{text}");
            let document = loaded
                .document
                .unwrap_or_else(|| panic!("{name} has no document"));
            references_lead_somewhere(&document, &name);
            // Every message about a real document has a place in it.
            assert!(!text.contains("\n = in "), "{name}\n{text}");
            count += 1;
        }
    }
    println!("{count} documents");
}

/// That what is left of references is a component that is there.
fn references_lead_somewhere(document: &Document, name: &str) {
    let api = serde_json::to_value(&document.api).expect("a value");
    let mut stack = vec![&api];
    while let Some(value) = stack.pop() {
        match value {
            serde_json::Value::Object(object) => {
                if let (Some(serde_json::Value::String(text)), 1) =
                    (object.get("$ref"), object.len())
                {
                    // Examples may hold what looks like a reference.
                    if let Some(pointer) = text.strip_prefix("#/components/") {
                        assert_eq!(pointer.split('/').count(), 2, "{name}: {text}");
                        assert!(
                            api.pointer(&format!("/components/{pointer}")).is_some(),
                            "{name}: {text}"
                        );
                    }
                }
                stack.extend(
                    object
                        .iter()
                        .filter(|(key, _)| {
                            !matches!(key.as_str(), "example" | "examples" | "default")
                        })
                        .map(|(_, value)| value),
                );
            }
            serde_json::Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
}

#[test]
fn documents_of_many_files_are_bundled() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    for (file, files) in [
        (
            "multifile/Nexmo-api-specification/definitions/application.v2.yml",
            2,
        ),
        (
            "multifile/akamai-akamai-apis/apis/api-definitions/v2/CategoryResource.yaml",
            7,
        ),
    ] {
        let loaded = load(&Disk, &corpus.join(file), &LoadOptions::default());
        assert!(
            !loaded.diagnostics.has_errors(),
            "{:#?}",
            loaded.diagnostics
        );
        assert_eq!(loaded.files.iter().len(), files, "{file}");
        references_lead_somewhere(&loaded.document.expect("a document"), file);
    }
}

#[test]
fn both_texts_of_one_document_are_read_alike() {
    let Some(specs) = shared("specs/stripe") else {
        return;
    };
    let of = |name: &str| load(&Disk, &specs.join(name), &LoadOptions::default());
    let (json, yaml) = (
        of("2021-08-04.spec3.sdk.json"),
        of("2021-08-04.spec3.sdk.yaml"),
    );
    for loaded in [&json, &yaml] {
        assert!(!loaded.diagnostics.has_errors());
        assert_eq!(loaded.diagnostics.count(Severity::Warning), 0);
    }
    let (json, yaml) = (
        json.document.expect("a document"),
        yaml.document.expect("a document"),
    );
    assert_eq!(json.api, yaml.api);
    assert_eq!(json.root(), yaml.root());
}

#[test]
fn other_encodings_and_bytes() {
    let text = "openapi: 3.0.0\r\ninfo: {title: ü, version: '1'}\r\npaths: {}\r\n";
    let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter()
            .chain(text.encode_utf16().flat_map(bytes))
            .collect::<Vec<u8>>()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        wide([0xff, 0xfe], u16::to_le_bytes),
        wide([0xfe, 0xff], u16::to_be_bytes),
    ] {
        let loaded = load(
            &Memory::new().with("a.yaml", bytes),
            Path::new("a.yaml"),
            &LoadOptions::default(),
        );
        assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
        assert_eq!(loaded.document.expect("a document").api.info.title, "ü");
    }
    for bytes in [
        &b"openapi: \xff\xff"[..],
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\xd8",
        b"\x00",
        b"\xef\xbb\xbf",
    ] {
        survive(bytes);
    }
    let loaded = load(
        &Memory::new().with("a.yaml", b"a: 1\nb: \xff\n"),
        Path::new("a.yaml"),
        &LoadOptions::default(),
    );
    let text = loaded.diagnostics.render(&*loaded.files, &Look::default());
    assert!(
        text.starts_with("error[C0004]") && text.contains("a.yaml:2:4"),
        "{text}"
    );
}

#[test]
fn what_is_no_document_is_refused() {
    for (text, code) in [
        ("", Code::UnknownVersion),
        ("[]", Code::UnknownVersion),
        ("a: 1", Code::UnknownVersion),
        ("<!DOCTYPE html>\n<title>x</title>", Code::UnknownVersion),
        ("asyncapi: 3.0.0", Code::UnknownVersion),
        ("openapi: 5.0.0", Code::UnknownVersion),
        ("{", Code::Syntax),
    ] {
        let loaded = load(
            &Memory::new().with("a.yaml", text),
            Path::new("a.yaml"),
            &LoadOptions::default(),
        );
        assert!(loaded.document.is_none());
        assert_eq!(
            loaded
                .diagnostics
                .iter()
                .map(|d| d.code)
                .collect::<Vec<_>>(),
            [code],
            "{text}"
        );
    }
    let nothing = load(&Memory::new(), Path::new("a.yaml"), &LoadOptions::default());
    assert_eq!(
        nothing
            .diagnostics
            .iter()
            .map(|d| d.code)
            .collect::<Vec<_>>(),
        [Code::UnreadableFile]
    );
    let limit = LoadOptions {
        limits: Limits::default().with(Limit::FileBytes, 3),
        ..LoadOptions::default()
    };
    let large = load(
        &Memory::new().with("a.yaml", "openapi"),
        Path::new("a.yaml"),
        &limit,
    );
    assert_eq!(
        large.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(),
        [Code::FileTooLarge]
    );
}

#[test]
fn a_document_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Document>();
    shared::<Loaded>();
}

#[test]
fn webhooks_and_versions_are_found() {
    let text = "openapi: 3.1.1\ninfo: {title: t, version: '1'}\nwebhooks:\n  made: {post: {responses: {}}}\n  ref: {$ref: '#/components/pathItems/p'}\ncomponents: {pathItems: {p: {put: {responses: {}}}}}\n";
    let loaded = load(
        &Memory::new().with("a.yaml", text),
        Path::new("a.yaml"),
        &LoadOptions::default(),
    );
    let document = loaded.document.expect("a document");
    assert_eq!(document.version, SpecVersion::V3_1(1));
    assert_eq!(
        document.webhooks.keys().collect::<Vec<_>>(),
        ["made", "ref"]
    );
    let ReferenceOr::Item(item) = &document.webhooks["ref"] else {
        panic!()
    };
    assert!(item.put.is_some());
    assert_eq!(
        document.place("/webhooks/ref/put").pointer,
        "/components/pathItems/p/put"
    );
    assert_eq!(
        document.node("/webhooks/made/post/responses"),
        Some(&Node::Object(Object::new()))
    );
}
