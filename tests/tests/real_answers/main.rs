//! Answers of a real API, one a resource: each decodes into its generated type and encodes back to the same JSON, also
//! with properties and values that the document does not know.
//!
//! The whole API is cast and compiled for this; without the shared documents beside the checkout the tests are skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{Item, Namespace, rust_path};
use castiron_codegen::source::Disk;
use castiron_tests::{cargo, expectations, shared, workspace};

/// The program that reads the answers.
const PROGRAM: &str = include_str!("program.rs");

/// An answer that does not keep to its document, and how: it lacks what that requires, or has what that does not declare.
type Odd = (&'static str, &'static str);

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

/// Casts a document, compiles it with the program, and compares what that finds with what is known.
fn read_back(name: &str, document: &Path, answers: &Path, odd: &[Odd]) {
    let config = Config::bundled("Stripe API", [])
        .expect("bundled settings")
        .map(|(_, config)| config)
        .unwrap_or_default();
    let loaded = load(&Disk, document, &LoadOptions::default());
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
        serde_json::from_str(&fs::read_to_string(answers).expect("answers")).expect("JSON");
    // an answer may be of a resource that only another version of the document has
    let names: Vec<_> = known["resources"]
        .as_object()
        .expect("resources")
        .keys()
        .filter(|name| {
            let pointer = format!("/components/schemas/{name}");
            document.node(&pointer).is_some()
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
        .map(|name| format!("({name:?}, check::<{}> as Check),\n", paths[name.as_str()]))
        .collect();

    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("answers")
        .join(name);
    expectations::replace(&root.join("api"), &generated.files);
    let manifest = "[package]\nname = \"reader\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\ntest = false\ndoctest = false\n\
                    [dependencies]\napi = { path = \"../api\" }\nserde_json = \"1\"\n";
    let reader = BTreeMap::from([
        ("Cargo.toml".to_owned(), manifest.to_owned()),
        ("src/lib.rs".to_owned(), String::new()),
        ("tests/answers.rs".to_owned(), PROGRAM.to_owned()),
        ("tests/types/list.rs".to_owned(), format!("[{types}]")),
    ]);
    expectations::replace(&root.join("reader"), &reader);
    cargo::workspace(&root, &["api", "reader"]);
    let output = cargo::run(
        &root,
        &["test", "--package", "reader", "--", "--nocapture"],
        &[("ANSWERS", answers.as_os_str())],
    );

    let count = format!("{} answers,", names.len());
    let counts = output
        .lines()
        .find(|line| line.starts_with(&count))
        .unwrap_or_else(|| panic!("it did not come to its end:\n{output}"));
    let problems: Vec<[&str; 3]> = output
        .lines()
        .filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
        .collect();
    let listed = |[_, name, problem]: &[&str; 3]| {
        odd.iter()
            .position(|(odd, how)| odd == name && problem.contains(how))
    };
    let seen: BTreeSet<_> = problems.iter().filter_map(listed).collect();
    let new: Vec<String> = problems
        .iter()
        .filter(|problem| listed(problem).is_none())
        .map(|problem| problem.join("  "))
        .collect();
    println!("{counts}, {} answers differ as listed", seen.len());
    assert!(new.is_empty(), "{}", new.join("\n"));
    let stale: Vec<_> = (0..odd.len())
        .filter(|index| !seen.contains(index))
        .map(|index| odd[index])
        .collect();
    assert!(stale.is_empty(), "listed, but all right now: {stale:?}");
}

#[test]
fn answers_of_2021() {
    let (Some(document), Some(answers)) = (
        shared("specs/stripe/2021-08-04.spec3.sdk.json"),
        shared("specs/stripe/2021-08-04.fixtures3.json"),
    ) else {
        return;
    };
    let odd = [
        (
            "identity.verification_report",
            "/document/address/zip is lost",
        ),
        ("issuing.authorization", "missing property `category_code`"),
        ("issuing.transaction", "missing property `category_code`"),
        ("payment_method", "/card/generated_from is lost"),
        ("product", "missing property `type`"),
        ("recipient", "missing property `verified`"),
        ("subscription", "missing property `plan`"),
        ("subscription_item", "missing property `plan`"),
        ("subscription_schedule", "missing property `plan`"),
    ];
    read_back("2021", &document, &answers, &odd);
}

#[test]
fn answers_of_2023() {
    let (Some(document), Some(answers)) = (
        shared("specs/stripe/2023-09-12.spec3.yaml"),
        shared("specs/stripe/2023-09-12.fixtures3.json"),
    ) else {
        return;
    };
    let odd = [
        (
            "identity.verification_report",
            "/document/address/zip is lost",
        ),
        ("token", "/card/wallet is lost"),
        (
            "treasury.outbound_payment",
            "missing property `billing_details`",
        ),
    ];
    read_back("2023", &document, &answers, &odd);
}
