//! `castiron.toml` and what stands around it on a command line: several crates, located errors, overlays, input as
//! people have it.

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::run::{PETS, castiron, files, folder};

/// A folder with two documents and a `castiron.toml` that describes a crate of each.
fn several(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("shop.yaml"), PETS).expect("written");
    let settings = "[[crate]]\nspec = \"pets.yaml\"\nout = \"pets\"\n\n[[crate]]\nspec = \"shop.yaml\"\nout = \"crates/shop\"\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    folder
}

#[test]
fn several_crates_are_generated_together_or_by_name() {
    let folder = several("several");
    castiron(&folder, &["codegen", "shop"]).ended(0);
    assert!(!folder.join("pets").exists() && folder.join("crates/shop/src/lib.rs").is_file());
    // found upwards too
    castiron(&folder.join("crates/shop"), &["codegen", "--check"])
        .ended(1)
        .said("missing");
    castiron(&folder, &["codegen"]).ended(0);
    castiron(&folder, &["codegen", "--check"]).ended(0);
    let run = castiron(&folder, &["codegen", "--message-format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
    assert_eq!(json["crates"].as_array().map(Vec::len), Some(2));
    castiron(&folder, &["codegen", "shp"])
        .ended(2)
        .said("did you mean `shop`?");
    castiron(&folder, &["model"])
        .ended(2)
        .said("name one of pets, shop");
    castiron(&folder, &["model", "shop"]).ended(0);
    castiron(
        &folder,
        &["diff", "pets.yaml", "shop.yaml", "--crate", "shop"],
    )
    .ended(0);
}

#[test]
fn features_are_a_setting_and_a_flag() {
    let folder = folder("features");
    castiron(
        &folder,
        &["codegen", "--spec", "pets.yaml", "--out", "plain"],
    )
    .ended(0);
    let flag = ["--features", "resources"];
    let asked = [
        "codegen",
        "--spec",
        "pets.yaml",
        "--out",
        "cut",
        "--name",
        "plain",
    ];
    castiron(&folder, &[&asked[..], &flag[..]].concat()).ended(0);
    let manifest = |name: &str| fs::read_to_string(folder.join(name).join("Cargo.toml"));
    let (plain, cut) = (
        manifest("plain").expect("plain"),
        manifest("cut").expect("cut"),
    );
    assert!(!plain.contains("full = ["), "{plain}");
    assert!(cut.contains("full = ["), "{cut}");
    castiron(&folder, &["codegen", "--features", "tags"])
        .ended(2)
        .said("resources");
}

#[test]
fn none_of_several_crates_is_written_when_one_cannot_be() {
    let folder = several("several_broken");
    fs::write(folder.join("shop.yaml"), "openapi: 3.0.3\npaths: [\n").expect("written");
    let before = files(&folder);
    castiron(&folder, &["codegen"])
        .ended(2)
        .said("shop.yaml cannot be generated from");
    assert_eq!(files(&folder), before);
}

#[test]
fn settings_are_refused_at_their_lines() {
    let folder = folder("settings");
    let settings = "spec = \"pets.yaml\"\nout = \"pets\"\n[client]\npaging = \"links\"\nserver = \"pets.example\"\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    let before = files(&folder);
    castiron(&folder, &["codegen"])
        .ended(2)
        .said("castiron.toml:4:10")
        .said("did you mean `link`?")
        .said("castiron.toml:5:10")
        .said("did you mean `https://pets.example`?");
    let run = castiron(&folder, &["codegen", "--message-format", "json"]).ended(2);
    let json: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
    assert_eq!(
        (
            &json["diagnostics"][0]["line"],
            &json["diagnostics"][0]["file"]
        ),
        (&4.into(), &"castiron.toml".into())
    );
    assert_eq!(files(&folder), before);
    // a selection that fits nothing leads to where it was said
    fs::write(
        folder.join("castiron.toml"),
        "spec = \"pets.yaml\"\nout = \"pets\"\n[select]\nexclude = [\"tag:nothing\"]\n",
    )
    .expect("written");
    castiron(&folder, &["codegen", "--dry-run"]).said("castiron.toml:4:12");
    castiron(&folder, &["codegen", "--dry-run", "--exclude", "tag:no"])
        .said("the command line:1:11");
    castiron(&folder, &["codegen", "--dry-run", "--name", "my crate!"])
        .ended(2)
        .said("did you mean `my-crate`?");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder("dry_run");
    let before = files(&folder);
    castiron(&folder, &["codegen", "--dry-run"])
        .ended(0)
        .said("write    src/lib.rs")
        .said("nothing was written");
    assert_eq!(files(&folder), before);
    castiron(&folder, &["codegen"]).ended(0);
    castiron(&folder, &["codegen", "--dry-run"])
        .ended(0)
        .said("up to date");
}

#[test]
fn modules_of_ones_own_are_declared_and_never_touched() {
    let folder = folder("modules");
    let settings = "spec = \"pets.yaml\"\nout = \"pets\"\nmodules = [\"ext\"]\n\n[package]\nlicense = \"MIT\"\npublish = false\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    castiron(&folder, &["codegen"])
        .ended(0)
        .said("castiron.toml:3:12")
        .said("has no file in the crate");
    fs::write(folder.join("pets/src/ext.rs"), "//! By hand.\n").expect("written");
    castiron(&folder, &["codegen", "--strict"]).ended(0);
    castiron(&folder, &["codegen", "--check"]).ended(0);
    let written = |path: &str| fs::read_to_string(folder.join(path)).expect("written");
    assert_eq!(written("pets/src/ext.rs"), "//! By hand.\n");
    assert!(written("pets/src/lib.rs").contains("\npub mod ext;\n"));
    assert!(written("pets/Cargo.toml").contains("\nlicense = \"MIT\"\npublish = false\n"));
    fs::write(
        folder.join("castiron.toml"),
        settings.replace("ext", "runtime"),
    )
    .expect("written");
    castiron(&folder, &["codegen"])
        .ended(2)
        .said("has a name that is taken in the generated crate")
        .said("castiron.toml:3:12");
}

#[test]
fn overlays_mend_a_document() {
    let folder = folder("overlays");
    let overlay = "overlay: 1.0.0\ninfo: {title: Mended, version: '1'}\nactions:\n  - target: $.info\n    update: {title: Mended}\n  - target: $.info.nothing\n    remove: true\n";
    fs::write(folder.join("mend.yaml"), overlay).expect("written");
    fs::write(
        folder.join("castiron.toml"),
        "spec = \"pets.yaml\"\nout = \"pets\"\noverlays = [\"mend.yaml\"]\n",
    )
    .expect("written");
    castiron(&folder, &["codegen"])
        .ended(0)
        .said("Mended")
        .said("mend.yaml:6:13")
        .said("selects nothing in the document");
    castiron(&folder, &["codegen", "--strict"]).ended(2);
    fs::write(
        folder.join("castiron.toml"),
        "spec = \"pets.yaml\"\nout = \"pets\"\n",
    )
    .expect("written");
    castiron(&folder, &["codegen", "--check", "--overlay", "mend.yaml"]).ended(0);
    castiron(&folder, &["codegen", "--check"]).ended(1);
    castiron(&folder, &["codegen", "--overlay", "none.yaml"])
        .ended(2)
        .said("the overlay can't be read");
}

#[test]
fn what_is_in_a_document_is_listed_with_selectors_that_select_it() {
    let folder = folder("list");
    let run = castiron(&folder, &["list", "--message-format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
    for (kind, index) in [("operations", 0), ("schemas", 1)] {
        let entries = json[kind].as_array().expect("a list");
        assert!(!entries.is_empty());
        for entry in entries {
            let selector = entry["selector"].as_str().expect("a selector");
            let run = castiron(
                &folder,
                &["list", "--include", selector, "--message-format", "json"],
            )
            .ended(0);
            let json: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
            let selected: Vec<_> = json[kind]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|entry| entry["selected"] == true)
                .collect();
            assert!(
                selected.iter().any(|entry| entry["selector"] == selector),
                "{selector}"
            );
            // one operation is one; a schema brings what it needs
            assert!(
                index == 1 || selected.len() == 1,
                "{selector}: {selected:?}"
            );
        }
    }
    castiron(&folder, &["list"])
        .ended(0)
        .said("operations (")
        .said("schemas (");
}

#[test]
fn a_document_comes_from_standard_input_and_never_from_a_url() {
    use std::io::Write as _;
    let folder = folder("stdin");
    let mut child = Command::new(env!("CARGO_BIN_EXE_castiron"))
        .args(["codegen", "--spec", "-", "-o", "out"])
        .current_dir(&folder)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("castiron runs");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(PETS.as_bytes())
        .expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("<stdin>"));
    castiron(
        &folder,
        &["codegen", "--spec", "pets.yaml", "--out", "out", "--check"],
    )
    .ended(0);
    castiron(
        &folder,
        &[
            "codegen",
            "--spec",
            "https://a.example/api.yaml",
            "-o",
            "other",
        ],
    )
    .ended(2)
    .said("curl --fail --location --output api.yaml https://a.example/api.yaml");
    assert!(!folder.join("other").exists());
}

#[test]
fn other_programs_learn_of_this_one() {
    let folder = folder("shell");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        castiron(&folder, &["completions", shell])
            .ended(0)
            .said("dry-run");
    }
    castiron(&folder, &["man"]).ended(0).said(".TH castiron 1");
    castiron(&folder, &["man", "codegen"])
        .ended(0)
        .said(".TH castiron-codegen 1");
    castiron(&folder, &["man", "nothing"])
        .ended(2)
        .said("there is no command `nothing`");
    let run = castiron(&folder, &["schema"]).ended(0);
    let schema: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
    assert!(schema["properties"]["client"]["properties"]["paging"].is_object());
}
