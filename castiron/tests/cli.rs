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

#[test]
fn versions_are_compared() {
    let here = folder("diff");
    fs::write(
        here.join("new.yaml"),
        PETS.replace("required: [name]", "required: [name, owner]"),
    )
    .expect("written");
    castiron(
        &here,
        &["diff", "pets.yaml", "pets.yaml", "--deny", "patch"],
    )
    .ended(0);
    castiron(&here, &["diff", "pets.yaml", "new.yaml"])
        .ended(0)
        .said("owner");
    castiron(&here, &["diff", "pets.yaml", "new.yaml", "--deny", "major"]).ended(1);
}

#[test]
fn what_a_comparison_can_say() {
    let here = folder("diff_formats");
    let changed = PETS.replace("required: [name]", "required: [name, owner]");
    fs::write(here.join("new.yaml"), changed).expect("written");
    castiron(
        &here,
        &["diff", "pets.yaml", "new.yaml", "--format", "markdown"],
    )
    .ended(0)
    .said("### Breaking");
    let json = castiron(
        &here,
        &["diff", "pets.yaml", "new.yaml", "--format", "json"],
    )
    .ended(0);
    let json: serde_json::Value = serde_json::from_str(&json.output).expect("JSON");
    let place = json["changes"][0]["new_place"].as_str().unwrap_or_default();
    assert!(place.starts_with("new.yaml:"), "{json:#}");
    let only = castiron(&here, &["diff", "pets.yaml", "new.yaml", "--only", "patch"]).ended(0);
    assert!(!only.text().contains("instead"), "{}", only.text());
    castiron(&here, &["diff", "--schema"])
        .ended(0)
        .said("$defs");
    fs::write(here.join("other.yaml"), "openapi: 3.0.0\ninfo: {title: Ships, version: '1'}\npaths: {/ships: {get: {responses: {'204': {description: ok}}}}}\n").expect("written");
    castiron(&here, &["diff", "pets.yaml", "other.yaml"])
        .ended(0)
        .said("these are different APIs: \"Pets\" and \"Ships\"");
    fs::write(here.join("bad.yaml"), "openapi: 9\n").expect("written");
    castiron(&here, &["diff", "bad.yaml", "pets.yaml"])
        .ended(2)
        .said("the old document, bad.yaml");
    castiron(&here, &["diff", "pets.yaml", "bad.yaml"])
        .ended(2)
        .said("the new document, bad.yaml");
}

#[test]
fn history_comes_from_git() {
    let here = folder("history");
    let git = |arguments: &[&str]| git(&here, arguments);
    fs::write(
        here.join("castiron.toml"),
        "spec = \"pets.yaml\"\nout = \"pets\"\n[package]\nversion = \"1.2.3\"\n",
    )
    .expect("written");
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-q", "-m", "a"])) {
        println!("skipped: there is no git on this machine");
        return;
    }
    castiron(&here, &["diff", "HEAD:pets.yaml"])
        .ended(0)
        .said("no change");
    let changed = PETS.replace("required: [name]", "required: [name, owner]");
    fs::write(here.join("pets.yaml"), changed).expect("written");
    castiron(&here, &["diff", "HEAD:pets.yaml", "--deny", "major"]).ended(1);
    castiron(&here, &["codegen", "--bump", "--changelog", "CHANGES.md"])
        .ended(0)
        .said("2.0.0, a major version");
    let settings = fs::read_to_string(here.join("castiron.toml")).expect("settings");
    assert!(settings.contains("version = \"2.0.0\""), "{settings}");
    let manifest = fs::read_to_string(here.join("pets/Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("version = \"2.0.0\""), "{manifest}");
    let changes = fs::read_to_string(here.join("CHANGES.md")).expect("a changelog");
    assert!(
        changes.contains("## [2.0.0]") && changes.contains("### Breaking"),
        "{changes}"
    );
    castiron(&here, &["map", "--diff", "HEAD:pets.yaml"])
        .ended(0)
        .said("map.html");
    castiron(&here, &["stats"]).ended(0).said("operations");

    // several crates: all of them, or those that are named
    fs::copy(here.join("pets.yaml"), here.join("others.yaml")).expect("copied");
    fs::write(
        here.join("castiron.toml"),
        "[[crate]]\nspec = \"pets.yaml\"\nout = \"pets\"\n[[crate]]\nspec = \"others.yaml\"\nout = \"others\"\n",
    )
    .expect("written");
    assert!(git(&["add", "."]) && git(&["commit", "-q", "-m", "b"]));
    castiron(&here, &["diff", "--since", "HEAD"])
        .ended(0)
        .said("pets:\n")
        .said("others:\n");
    fs::write(here.join("pets.yaml"), PETS).expect("written");
    let deny = ["diff", "--since", "HEAD", "--deny", "major"];
    castiron(&here, &deny).ended(1).said("others:\n");
    castiron(&here, &[&deny[..], &["--crate", "pets"]].concat()).ended(1);
    castiron(&here, &[&deny[..], &["--crate", "others"]].concat())
        .ended(0)
        .said("no change");
    let json = castiron(&here, &["diff", "--since", "HEAD", "--format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&json.output).expect("JSON");
    assert_eq!(json["crates"]["pets"]["impact"], "major", "{json:#}");
    assert_eq!(
        json["crates"]["others"]["impact"],
        serde_json::Value::Null,
        "{json:#}"
    );
    castiron(&here, &["diff", "--since", "HEAD", "--crate", "nobody"])
        .ended(2)
        .said("nobody");
}

/// Runs git in a folder; whether it is there and went well.
fn git(folder: &std::path::Path, arguments: &[&str]) -> bool {
    let names = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "commit.gpgsign=false",
    ];
    let run = std::process::Command::new("git")
        .args(names)
        .args(arguments)
        .current_dir(folder)
        .output();
    run.is_ok_and(|output| output.status.success())
}

/// The commands of the workflow that the guide shows for pull requests do what it says.
#[test]
fn the_workflow_of_the_guide_runs() {
    let guide = include_str!("../../docs/GUIDE.md");
    let (_, workflow) = guide
        .split_once("on: { pull_request:")
        .expect("the workflow");
    let (workflow, _) = workflow.split_once("```").expect("the end of the block");
    let commands: Vec<&str> = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- run: castiron "))
        .collect();
    assert_eq!(commands.len(), 2, "{workflow}");
    let here = folder("workflow");
    fs::rename(here.join("pets.yaml"), here.join("openapi.yaml")).expect("renamed");
    fs::write(
        here.join("castiron.toml"),
        "spec = \"openapi.yaml\"\nout = \"pets\"\n",
    )
    .expect("written");
    if !(git(&here, &["init", "-q"])
        && git(&here, &["add", "."])
        && git(&here, &["commit", "-q", "-m", "a"]))
    {
        println!("skipped: there is no git on this machine");
        return;
    }
    assert!(git(&here, &["branch", "base"]));
    let run = |command: &str| {
        let command = command.replace("origin/${{ github.base_ref }}", "base");
        let command = command.split(" > ").next().unwrap_or_default();
        let arguments: Vec<String> = command
            .split_whitespace()
            .map(|word| word.trim_matches('"').to_owned())
            .collect();
        castiron(
            &here,
            &arguments.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    };
    run(commands[0]).ended(0).said("No change");
    run(commands[1]).ended(0);
    let changed = PETS.replace("required: [name]", "required: [name, owner]");
    fs::write(here.join("openapi.yaml"), changed).expect("written");
    run(commands[0]).ended(0).said("### Breaking");
    run(commands[1]).ended(1);
}

#[test]
fn codes_are_explained() {
    let here = folder("explain");
    castiron(&here, &["explain", "C0102"])
        .ended(0)
        .said("reference");
    castiron(&here, &["explain"]).ended(0).said("C0001");
    castiron(&here, &["explain", "C9999"]).ended(2);
}

#[test]
fn programs_get_one_json_object() {
    let here = folder("json");
    let run = castiron(&here, &["codegen", "--message-format", "json"]).ended(0);
    let summary: serde_json::Value =
        serde_json::from_str(&run.output).expect("JSON on standard output");
    assert_eq!(summary["status"], "done");
    assert_eq!(summary["stats"]["operations"], 1);
}

/// One bad reference costs the part that needs it, unless such documents are to be refused.
#[test]
fn a_reference_that_cannot_be_resolved() {
    let here = folder("unresolved");
    let text = PETS.replace(
        "owner: { $ref: '#/components/schemas/Owner' }",
        "owner: { $ref: '#/components/schemas/Ownr' }",
    );
    fs::write(here.join("pets.yaml"), text).expect("written");
    castiron(&here, &["codegen"])
        .ended(0)
        .said("there is `#/components/schemas/Owner`")
        .said("1 reference could not be resolved");
    let before = files(&here.join("pets"));
    assert!(
        before
            .values()
            .any(|text| text.contains("pub owner: Option<Json>"))
    );
    castiron(&here, &["codegen", "--strict"])
        .ended(2)
        .said("without `--strict`, 1 unresolved reference");
    castiron(&here, &["codegen", "--repair-references=false"])
        .ended(2)
        .said("without `--repair-references=false`");
    castiron(&here, &["codegen", "--reference", "nonsense"])
        .ended(2)
        .said("write the URL");
    assert_eq!(files(&here.join("pets")), before);
}
