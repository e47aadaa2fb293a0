//! The command line, run as its users run it: what it prints, how it ends, and what it leaves on disk.

use std::fs;

mod common;

use common::run::{PETS, castiron, files, folder};

#[test]
fn it_says_its_name_and_version() {
    let here = folder("version");
    let run = castiron(&here, &["--version"]).ended(0);
    assert_eq!(
        run.output,
        concat!("castiron ", env!("CARGO_PKG_VERSION"), "\n")
    );
    castiron(&here, &["--help"])
        .ended(0)
        .said("Usage: castiron");
}

#[test]
fn a_crate_is_written_once_and_then_left_alone() {
    let here = folder("once");
    castiron(&here, &["codegen"])
        .ended(0)
        .said("Pets 1")
        .said("1 operation");
    let first = files(&here.join("pets"));
    assert!(
        first.contains_key(&here.join("pets/src/lib.rs"))
            && first.contains_key(&here.join("pets/Cargo.toml")),
        "{:?}",
        first.keys()
    );
    castiron(&here, &["codegen"])
        .ended(0)
        .said("0 files changed");
    assert_eq!(first, files(&here.join("pets")));
    castiron(&here, &["codegen", "--check"]).ended(0);
}

#[test]
fn check_lists_what_is_missing_changed_and_stray_and_how_to_mend_it() {
    let here = folder("check");
    castiron(&here, &["codegen", "--check"])
        .ended(1)
        .said("src/lib.rs")
        .said("run `castiron codegen`");
    assert!(!here.join("pets").exists(), "checking writes nothing");

    castiron(&here, &["codegen"]).ended(0);
    let lib = here.join("pets/src/lib.rs");
    let text = fs::read_to_string(&lib).expect("written");
    fs::write(&lib, text.replace("pub mod", "mod")).expect("written");
    fs::write(
        here.join("pets/src/old.rs"),
        format!("{}\n", text.lines().next().unwrap_or_default()),
    )
    .expect("written");
    fs::remove_file(here.join("pets/Cargo.toml")).expect("removed");
    let drifted = files(&here);
    castiron(&here, &["codegen", "--check"])
        .ended(1)
        .said("Cargo.toml")
        .said("src/lib.rs")
        .said("-mod")
        .said("+pub mod")
        .said("src/old.rs")
        .said("run `castiron codegen`");
    assert_eq!(drifted, files(&here), "checking writes nothing");

    castiron(&here, &["codegen"]).ended(0).said("1 removed");
    assert!(!here.join("pets/src/old.rs").exists());
    castiron(&here, &["codegen", "--check"]).ended(0);
}

#[test]
fn what_others_wrote_is_never_touched() {
    let here = folder("foreign");
    castiron(&here, &["codegen"]).ended(0);
    let own = here.join("pets/src/own.rs");
    fs::write(&own, "// mine\n").expect("written");
    fs::write(here.join("pets/README.md"), "mine too\n").expect("written");
    castiron(&here, &["codegen"]).ended(0);
    castiron(&here, &["codegen", "--check"]).ended(0);
    assert_eq!(fs::read_to_string(&own).ok().as_deref(), Some("// mine\n"));

    let lib = here.join("pets/src/lib.rs");
    fs::write(&lib, "// mine as well\n").expect("written");
    let before = files(&here);
    castiron(&here, &["codegen"])
        .ended(2)
        .said("src/lib.rs")
        .said("nothing was written");
    assert_eq!(before, files(&here));
}

#[test]
fn a_document_that_cannot_be_cast_changes_nothing() {
    let here = folder("refused");
    castiron(&here, &["codegen"]).ended(0);
    fs::write(
        here.join("pets.yaml"),
        PETS.replace("schemas/Owner'", "schemas/Owners'"),
    )
    .expect("written");
    let before = files(&here);
    for arguments in [
        &["codegen", "--strict"][..],
        &["codegen", "--strict", "--check"],
        &[
            "codegen",
            "--strict",
            "--spec",
            "pets.yaml",
            "--out",
            "elsewhere",
        ],
    ] {
        castiron(&here, arguments)
            .ended(2)
            .said("error[C0102]")
            .said("pets.yaml:16:")
            .said("there is `#/components/schemas/Owner`");
    }
    assert_eq!(before, files(&here));
    castiron(
        &here,
        &["codegen", "--spec", "nowhere.yaml", "--out", "elsewhere"],
    )
    .ended(2)
    .said("nowhere.yaml");
    assert!(!here.join("elsewhere").exists());
}

#[test]
fn any_document_becomes_a_crate_that_stands_alone() {
    let here = folder("alone");
    fs::remove_file(here.join("castiron.toml")).expect("removed");
    castiron(
        &here,
        &[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "other",
            "--name",
            "other-name",
        ],
    )
    .ended(0);
    let manifest = fs::read_to_string(here.join("other/Cargo.toml")).expect("written");
    assert!(
        manifest.contains("name = \"other-name\"") && manifest.contains("\n[workspace]\n"),
        "{manifest}"
    );
    // the program alone takes its own version
    let own = concat!("castiron-runtime = \"", env!("CARGO_PKG_VERSION"), "\"\n");
    assert!(manifest.contains(own), "{manifest}");

    castiron(
        &here,
        &[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "dated",
            "--runtime-version",
            "0.1",
        ],
    )
    .ended(0);
    let manifest = fs::read_to_string(here.join("dated/Cargo.toml")).expect("written");
    assert!(
        manifest.contains("castiron-runtime = \"0.1\""),
        "{manifest}"
    );
}

#[test]
fn the_model_is_json_and_reads_back_equal() {
    let here = folder("model");
    let run = castiron(&here, &["model"]).ended(0);
    let model: castiron_codegen::model::Model = serde_json::from_str(&run.output).expect("a model");
    let again: serde_json::Value = serde_json::to_value(&model).expect("JSON");
    assert_eq!(
        again,
        serde_json::from_str::<serde_json::Value>(&run.output).expect("JSON")
    );
    assert_eq!(model.api.title, "Pets");
}
