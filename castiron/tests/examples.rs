//! The folders of `examples/`, copied out of the checkout and used there as their readers would.

mod common;

use std::fs;
use std::path::Path;

use castiron_tests::{cargo, expectations};
use common::{castiron, castiron_succeeds, checkout, copy, elsewhere, patched, target};

/// A copy of an example.
fn example(name: &str) -> tempfile::TempDir {
    let folder = elsewhere();
    copy(&checkout().join("examples").join(name), folder.path());
    patched(folder.path());
    folder
}

#[track_caller]
fn run(folder: &Path) -> String {
    let (succeeded, printed) = cargo::ended(folder, &target(), &["run"], &[]);
    assert!(succeeded, "{printed}");
    printed
}

#[test]
fn a_crate_that_is_committed() {
    if expectations::updating().expect("an environment in which tests run") {
        castiron_succeeds(&checkout().join("examples/committed"), &["codegen"]);
    }
    let folder = example("committed");
    let (status, text) = castiron(folder.path(), &["codegen", "--check"]);
    assert_eq!(status, Some(0), "{text}{}", expectations::HOW_TO_UPDATE);
    let printed = run(folder.path());
    assert!(
        printed.starts_with("Tea { name: \"Keemun\", kind: Black, picked: Some("),
        "{printed}"
    );
}

#[test]
fn a_build_script_follows_its_document() {
    let folder = example("build-script");
    let printed = run(folder.path());
    assert!(
        printed.starts_with("Tea { name: \"Keemun\", kind: Black, picked: Some("),
        "{printed}"
    );

    // one build is enough after the document has changed
    let document = folder.path().join("openapi.yaml");
    let text = fs::read_to_string(&document).expect("text");
    let renamed = text.replace("        picked:\n", "        plucked:\n");
    assert_ne!(text, renamed);
    fs::write(&document, renamed).expect("written");
    let printed = run(folder.path());
    assert!(printed.contains("plucked: None"), "{printed}");

    // what is wrong is told by its place
    fs::write(&document, text.replace("\ncomponents:", "\ncomponents: [")).expect("written");
    let (succeeded, printed) = cargo::ended(folder.path(), &target(), &["run"], &[]);
    assert!(!succeeded, "{printed}");
    assert!(printed.contains("error[C0"), "{printed}");
    assert!(printed.contains("openapi.yaml:"), "{printed}");
    assert!(!printed.contains("panicked"), "{printed}");

    fs::write(&document, text).expect("written");
    let printed = run(folder.path());
    assert!(printed.contains("picked: Some("), "{printed}");
}
