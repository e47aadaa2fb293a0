//! `diff`, the workflow of the guide, and what programs get, as somebody who runs the program sees it.

use std::fs;

mod common;

use common::run::{PETS, castiron, files, folder, git};

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
    castiron(&here, &["diff", "HEAD:pets.yaml", "--deny", "major"])
        .ended(1)
        .said("after - is in HEAD:pets.yaml")
        .said("at HEAD:pets.yaml:");
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
        .said("without `--strict` it is generated, with these warnings");
    castiron(&here, &["codegen", "--repair-references=false"])
        .ended(2)
        .said("with `--repair-references=true`, references that can't be resolved cost only the parts");
    castiron(&here, &["codegen", "--reference", "nonsense"])
        .ended(2)
        .said("write the URL");
    assert_eq!(files(&here.join("pets")), before);
}
