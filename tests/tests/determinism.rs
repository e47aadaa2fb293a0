//! The same document gives the same bytes, in every run and whatever the order of its components.

use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files};
use castiron_codegen::source::Memory;
use castiron_tests::{casting, expectations, fixture_document, fixtures, shared, workspace};
use serde_json::Value;

/// Casts a document given as JSON text.
fn cast(name: &str, text: String) -> Files {
    let source = Memory::new().with("openapi.json", text);
    casting::cast_from(
        &source,
        Path::new("openapi.json"),
        &Config::default(),
        &EmitOptions::default(),
    )
    .unwrap_or_else(|messages| panic!("{name} is refused:\n{messages}"))
}

/// A document as JSON text, its components (schemas, parameters and so on) in the order of their names or in reverse.
fn json(document: &Value, reversed: bool) -> String {
    fn write(value: &Value, depth: usize, turned: bool, out: &mut String) {
        let Value::Object(map) = value else {
            *out += &value.to_string();
            return;
        };
        let mut entries: Vec<_> = map.iter().collect();
        if turned && depth == 2 {
            entries.reverse();
        }
        out.push('{');
        for (at, (key, value)) in entries.into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            *out += &Value::from(key.as_str()).to_string();
            out.push(':');
            // only what lies below `components` or `definitions` has names that its order must not matter to
            let turned = if depth == 0 {
                turned && matches!(key.as_str(), "components" | "definitions")
            } else {
                turned
            };
            let below = if depth == 0 && key == "definitions" {
                depth + 2
            } else {
                depth + 1
            };
            write(value, below, turned, out);
        }
        out.push('}');
    }
    let mut out = String::new();
    write(document, 0, reversed, &mut out);
    out
}

#[track_caller]
fn order_does_not_matter(name: &str, document: &Value) {
    let (straight, reversed) = (json(document, false), json(document, true));
    let first = cast(name, straight.clone());
    assert!(first == cast(name, straight), "{name}: two runs differ");
    let turned = cast(name, reversed);
    assert!(
        first == turned,
        "{name}: {}",
        expectations::difference(&first, &turned)
    );
}

fn read(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // YAML, of which JSON is a part
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn of_the_embedded_document() {
    order_does_not_matter(
        "spec/openapi.yaml",
        &read(&workspace().join("spec/openapi.yaml")),
    );
}

#[test]
fn of_the_fixtures() {
    // what JSON, as it is told here, has no words for: several files, keys that are no texts, integers beyond 64 bits
    let untold = ["files", "yaml", "formats"];
    for case in fixtures("fixtures") {
        if untold.iter().all(|name| !case.ends_with(name)) {
            order_does_not_matter(&case.to_string_lossy(), &read(&fixture_document(&case)));
        }
    }
}

#[test]
fn of_a_whole_api() {
    let Some(path) = shared("specs/stripe/2021-08-04.spec3.sdk.json") else {
        return;
    };
    let text = std::fs::read_to_string(path).expect("a document");
    order_does_not_matter("Stripe", &serde_json::from_str(&text).expect("JSON"));
}
