//! Answers of a real API, one a resource: each decodes into its generated type and encodes back to the same JSON.
//!
//! The whole API is cast and compiled for this; without the shared documents beside the checkout the test is skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Item, Namespace, rust_path};
use castiron_codegen::source::Disk;
use castiron_tests::{cargo, expectations, shared, workspace};

/// The program that reads the answers: `TYPES` is replaced by pairs of a resource and how it is read.
const PROGRAM: &str = r##"
use std::collections::BTreeMap;
use api::runtime::{Decode, Encode, from_str, to_string};
use serde_json::Value;

/// Answers that do not keep to the document: they lack what it requires, or have what it does not declare.
const ODD: &[(&str, &str)] = &[
    ("identity.verification_report", "/document/address/zip is lost"),
    ("issuing.authorization", "missing property `category_code`"),
    ("issuing.transaction", "missing property `category_code`"),
    ("payment_method", "/card/generated_from is lost"),
    ("product", "missing property `type`"),
    ("recipient", "missing property `verified`"),
    ("subscription", "missing property `plan`"),
    ("subscription_item", "missing property `plan`"),
    ("subscription_schedule", "missing property `plan`"),
];

/// What is wrong with an answer once it was read and written: an error, or the places that differ.
fn check<T: Decode + Encode>(text: &str) -> Vec<String> {
    let value: T = match from_str(text) {
        Ok(value) => value,
        Err(error) => return vec![error.to_string()],
    };
    let (before, after): (Value, Value) = (serde_json::from_str(text).unwrap(), serde_json::from_str(&to_string(&value)).unwrap());
    let mut differences = Vec::new();
    compare(&before, &after, "", &mut differences);
    differences
}

fn compare(before: &Value, after: &Value, at: &str, out: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (key, value) in before {
                match after.get(key) {
                    Some(other) => compare(value, other, &format!("{at}/{key}"), out),
                    None => out.push(format!("{at}/{key} is lost")),
                }
            }
            // a nullable property that was absent counts as null
            let new = after.iter().filter(|(key, value)| !before.contains_key(*key) && !value.is_null());
            out.extend(new.map(|(key, _)| format!("{at}/{key} was not there")));
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &format!("{at}/{index}"), out);
            }
        }
        _ if before == after || (before.is_number() && before.as_f64() == after.as_f64()) => {}
        _ => out.push(format!("{at} was {before} and is {after}")),
    }
}

#[test]
fn answers() {
    let text = std::fs::read_to_string(std::env::var("ANSWERS").unwrap()).unwrap();
    let answers: Value = serde_json::from_str(&text).unwrap();
    let types: BTreeMap<&str, fn(&str) -> Vec<String>> = BTreeMap::from([TYPES]);
    let mut wrong = Vec::new();
    for (name, check) in &types {
        let mut found = check(&answers["resources"][name].to_string());
        found.retain(|text| !ODD.iter().any(|(odd, why)| odd == name && text.contains(why)));
        if !found.is_empty() {
            wrong.push(format!("{name}:\n    {}", found.join("\n    ")));
        }
    }
    println!("{} of {} answers are kept, as far as they keep to the document", types.len() - wrong.len(), types.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
"##;

/// The Rust path of every component, by its name.
fn components(namespace: &Namespace, path: &mut Vec<String>, out: &mut BTreeMap<String, String>) {
    for item in &namespace.items {
        let meta = match item {
            Item::Object(item) => &item.meta,
            Item::Union(item) => &item.meta,
            Item::Alias(item) | Item::Newtype(item) => &item.meta,
            _ => continue,
        };
        if let Some(name) = meta
            .pointer
            .strip_prefix("/components/schemas/")
            .filter(|name| !name.contains('/'))
        {
            path.push(item.ident().to_owned());
            out.insert(name.to_owned(), rust_path(path).replacen("crate", "api", 1));
            path.pop();
        }
    }
    for child in &namespace.children {
        // what lies in a private module is shown by the one around it
        path.extend((!child.private).then(|| child.ident.clone()));
        components(child, path, out);
        path.truncate(path.len() - usize::from(!child.private));
    }
}

#[test]
fn real_answers_decode_and_encode_to_the_same_json() {
    let (Some(document), Some(answers)) = (
        shared("specs/stripe/2021-08-04.spec3.sdk.json"),
        shared("specs/stripe/2021-08-04.fixtures3.json"),
    ) else {
        return;
    };
    let config = Config::bundled("Stripe API")
        .expect("bundled settings")
        .map(|(_, config)| config)
        .unwrap_or_default();
    let loaded = load(&Disk, &document, &LoadOptions::default());
    let document = loaded
        .document
        .filter(|_| !loaded.diagnostics.has_errors())
        .expect("a document");
    let options = EmitOptions {
        name: "api".to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let generated = castiron_codegen::generate(&document, &config, &options);

    let mut paths = BTreeMap::new();
    components(&generated.model.root, &mut Vec::new(), &mut paths);
    let known: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&answers).expect("answers")).expect("JSON");
    let names: Vec<_> = known["resources"]
        .as_object()
        .expect("resources")
        .keys()
        .collect();
    // an answer may be of a resource that only another version of the document has
    let names: Vec<_> = names
        .into_iter()
        .filter(|name| {
            document
                .node(&format!("/components/schemas/{name}"))
                .is_some()
        })
        .collect();
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !paths.contains_key(name.as_str()))
        .collect();
    assert!(
        names.len() > 100 && missing.is_empty(),
        "{} resources, of which these have no type: {missing:?}",
        names.len()
    );
    let types: String = names
        .iter()
        .map(|name| {
            format!(
                "({name:?}, check::<{}> as fn(&str) -> _),\n",
                paths[name.as_str()]
            )
        })
        .collect();

    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers");
    expectations::replace(&root.join("api"), &generated.files);
    let manifest = "[package]\nname = \"reader\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\ntest = false\ndoctest = false\n\
                    [dependencies]\napi = { path = \"../api\" }\nserde_json = \"1\"\n";
    let reader = BTreeMap::from([
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        ("src/lib.rs".to_owned(), String::new()),
        (
            "tests/answers.rs".to_owned(),
            PROGRAM.replace("TYPES", &types),
        ),
    ]);
    expectations::replace(&root.join("reader"), &reader);
    cargo::workspace(&root, &["api", "reader"]);
    let output = cargo::run(
        &root,
        &["test", "--package", "reader", "--", "--nocapture"],
        &[("ANSWERS", answers.as_os_str())],
    );
    assert!(
        output.contains(&format!("{0} of {0} answers are kept,", names.len())),
        "{output}"
    );
}
