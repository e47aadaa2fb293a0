//! Crates that carry the runtime: the same code, which compiles anywhere.

mod common;

use std::fs;
use std::path::Path;

use castiron_tests::{cargo, files_under};
use common::{castiron, castiron_succeeds, checkout, elsewhere, locked, put, target, texts};

const DOCUMENT: &str = include_str!("../../examples/committed/openapi.yaml");

/// A workspace of two crates of different documents, each with its own runtime, and a program over both.
fn workspace(folder: &Path) {
    put(&folder.join("tea.yaml"), DOCUMENT);
    let coffee = DOCUMENT.replace("tea", "coffee").replace("Tea", "Coffee");
    put(&folder.join("coffee.yaml"), &coffee);
    put(
        &folder.join("castiron.toml"),
        "[runtime]\nembedded = true\n\n[[crate]]\nspec = \"tea.yaml\"\nout = \"tea\"\n\n\
         [[crate]]\nspec = \"coffee.yaml\"\nout = \"coffee_api\"\n",
    );
    castiron_succeeds(folder, &["codegen"]);
    put(
        &folder.join("Cargo.toml"),
        "[package]\nname = \"drinks\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         tea = { path = \"tea\" }\ncoffee_api = { path = \"coffee_api\" }\n\n[workspace]\nmembers = [\"tea\", \"coffee_api\"]\n",
    );
    put(
        &folder.join("src/main.rs"),
        "use tea::runtime::from_str;\n\nfn main() {\n    \
         let tea: tea::Tea = from_str(r#\"{\"name\": \"Keemun\", \"kind\": \"black\"}\"#).unwrap();\n    \
         let text = r#\"{\"name\": \"Mocca\", \"kind\": \"black\"}\"#;\n    \
         let coffee: coffee_api::Coffee = coffee_api::runtime::from_str(text).unwrap();\n    \
         println!(\"{} or {}\", tea.name, coffee.name);\n}\n",
    );
    locked(folder);
}

#[test]
fn two_of_them_work_in_one_workspace() {
    let folder = elsewhere();
    workspace(folder.path());
    // nothing leads out of the workspace, and nothing is castiron's but by its name in the code
    for (path, text) in texts(folder.path()) {
        if path.ends_with("Cargo.toml") {
            assert!(!text.contains(".."), "{}:\n{text}", path.display());
            assert!(!text.contains("castiron-runtime = \""), "{text}");
        }
    }
    let (succeeded, printed) = cargo::ended(folder.path(), &target(), &["run"], &[]);
    assert!(succeeded, "{printed}");
    assert_eq!(printed, "Keemun or Mocca\n");
    let all = ["check", "--workspace", "--all-targets"];
    let (succeeded, printed) = cargo::ended(folder.path(), &target(), &all, &[]);
    assert!(succeeded && printed.is_empty(), "{printed}");
    // the lock file that cargo completed names packages of the crates alone
    let lock = fs::read_to_string(folder.path().join("Cargo.lock")).expect("a lock file");
    assert!(!lock.contains("name = \"castiron-"), "{lock}");

    // drift is found, and mended, in the runtime as well
    let file = folder.path().join("tea/runtime/src/lib.rs");
    let text = fs::read_to_string(&file).expect("the runtime");
    put(&file, &text.replace("#![forbid(unsafe_code)]", ""));
    let stray = folder.path().join("tea/runtime/codec/src/stray.rs");
    put(&stray, text.lines().next().expect("a notice"));
    let (status, printed) = castiron(folder.path(), &["codegen", "--check"]);
    assert_eq!(status, Some(1), "{printed}");
    assert!(printed.contains("runtime/src/lib.rs"), "{printed}");
    assert!(printed.contains("runtime/codec/src/stray.rs"), "{printed}");
    castiron_succeeds(folder.path(), &["codegen"]);
    assert_eq!(fs::read_to_string(&file).ok(), Some(text));
    assert!(!stray.exists());
}

#[test]
fn the_embedded_code_is_the_runtime() {
    let folder = elsewhere();
    put(&folder.path().join("tea.yaml"), DOCUMENT);
    let arguments = ["codegen", "--spec", "tea.yaml", "--out", "tea"];
    castiron_succeeds(
        folder.path(),
        &[&arguments[..], &["--embed-runtime"]].concat(),
    );
    for (embedded, own) in [
        ("tea/runtime/src", "runtime/src"),
        ("tea/runtime/codec/src", "runtime/codec/src"),
    ] {
        let (embedded, own) = (folder.path().join(embedded), checkout().join(own));
        let mut copied = 0;
        for path in files_under(&own) {
            let text = fs::read_to_string(own.join(&path)).expect("text");
            let text = text.replace("\r\n", "\n");
            let Ok(copy) = fs::read_to_string(embedded.join(&path)) else {
                let name = path.to_string_lossy();
                assert!(
                    name.contains("tests") || name == "sources.rs",
                    "{name} is left out"
                );
                continue;
            };
            copied += 1;
            assert_same_code(&copy, &text, &path);
        }
        assert!(copied > 10, "{copied} files");
        assert_eq!(files_under(&embedded).len(), copied, "{}", own.display());
    }
}

/// Below its head a copy has the lines of the original, without those that declare what is left out.
#[track_caller]
fn assert_same_code(copy: &str, original: &str, path: &Path) {
    let name = path.display();
    assert!(copy.starts_with("// Generated by castiron."), "{name}");
    let (_, copy) = copy.split_once("rustfmt_skip)]\n").expect("a head");
    let levels = copy
        .lines()
        .take_while(|line| line.starts_with("#![allow("))
        .count();
    let copy: Vec<_> = copy.lines().skip(levels).collect();
    let mut wanted = Vec::new();
    let mut lines = original.lines().peekable();
    while let Some(line) = lines.next() {
        let is_condition = line == "#[cfg(test)]" || line == "#[cfg(feature = \"sources\")]";
        let is_attribute = lines.peek() == Some(&"#[doc(hidden)]");
        let declaration = lines.clone().nth(usize::from(is_attribute)).unwrap_or("");
        if !is_condition || !declaration.contains("mod ") {
            wanted.push(line);
        } else if declaration.ends_with(';') {
            lines
                .by_ref()
                .take(1 + usize::from(is_attribute))
                .for_each(drop);
        } else {
            lines
                .by_ref()
                .take_while(|line| *line != "}")
                .for_each(drop);
        }
    }
    while wanted.last() == Some(&"") {
        wanted.pop();
    }
    assert_eq!(copy, wanted, "{name}");
}
