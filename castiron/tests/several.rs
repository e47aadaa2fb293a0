//! Several documents of one crate, on the command line.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::run::{PETS, castiron, files, folder, git};

/// A document that shares a type with `pets.yaml`.
fn shop() -> String {
    PETS.replace("/pets", "/toys")
        .replace("listPets", "listToys")
        .replace("title: Pets", "title: Shop, description: Sells toys.")
}

/// A folder with both documents, and a `castiron.toml` that makes one crate of them.
fn both(name: &str, more: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("shop.yaml"), shop()).expect("written");
    let settings = format!("spec = [\"pets.yaml\", \"shop.yaml\"]\nout = \"both\"\n{more}");
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    folder
}

/// Two documents with a shared type, one crate; what they say differently refuses it.
#[test]
fn several_documents_become_one_crate() {
    let folder = folder("documents");
    let shop = PETS
        .replace("/pets", "/toys")
        .replace("listPets", "listToys");
    fs::write(folder.join("shop.yaml"), &shop).expect("written");
    let settings =
        "spec = [\"pets.yaml\", \"shop.yaml\"]\nout = \"both\"\nfeatures = \"resources\"\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    castiron(&folder, &["codegen"]).ended(0);
    castiron(&folder, &["codegen", "--check"]).ended(0);
    let model = castiron(&folder, &["model"]).ended(0).output;
    assert!(
        model.contains("/pets") && model.contains("/toys"),
        "{model}"
    );
    let differs = shop.replace("type: string", "type: integer");
    assert_ne!(differs, shop);
    fs::write(folder.join("shop.yaml"), differs).expect("written");
    castiron(&folder, &["codegen"])
        .ended(2)
        .said("C0112")
        .said("shop.yaml:")
        .said("pets.yaml:");
    fs::write(
        folder.join("castiron.toml"),
        settings.replace("\"pets.yaml\", \"shop.yaml\"", ""),
    )
    .expect("written");
    castiron(&folder, &["codegen"])
        .ended(2)
        .said("castiron.toml:1:")
        .said("name at least one document");
}

/// What the settings name as a list, the command line names one by one.
#[test]
fn documents_are_named_one_by_one() {
    let folder = both("documents_named", "");
    castiron(&folder, &["codegen"]).ended(0);
    let made = files(&folder.join("both"));
    let text = made.values().map(String::as_str).collect::<String>();
    assert!(text.contains("Sells toys."), "the other one's description");
    fs::remove_file(folder.join("castiron.toml")).expect("removed");
    let specs = ["--spec", "pets.yaml", "--spec", "shop.yaml"];
    let into = ["--out", "both", "--member"];
    castiron(
        &folder,
        &[&["codegen", "--check"], &specs[..], &into].concat(),
    )
    .ended(0);
    let model = castiron(&folder, &[&["model"], &specs[..]].concat()).ended(0);
    assert!(model.output.contains("/pets") && model.output.contains("/toys"));
    castiron(&folder, &[&["list"], &specs[..]].concat())
        .ended(0)
        .said("listToys");
    castiron(&folder, &[&["stats"], &specs[..]].concat()).ended(0);
    // the way out of drift names both
    fs::write(folder.join("shop.yaml"), PETS).expect("written");
    castiron(
        &folder,
        &[&["codegen", "--check"], &specs[..], &into].concat(),
    )
    .ended(1)
    .said("--spec pets.yaml --spec shop.yaml --out both");
}

#[test]
fn a_first_file_of_settings_names_all_of_them() {
    let folder = both("documents_init", "");
    fs::remove_file(folder.join("castiron.toml")).expect("removed");
    castiron(
        &folder,
        &["init", "pets.yaml", "shop.yaml", "--out", "both"],
    )
    .ended(0);
    let settings = fs::read_to_string(folder.join("castiron.toml")).expect("settings");
    assert!(
        settings.contains("spec = [\"pets.yaml\", \"shop.yaml\"]"),
        "{settings}"
    );
    castiron(&folder, &["codegen"]).ended(0);
    let model = castiron(&folder, &["model"]).ended(0).output;
    assert!(model.contains("/toys"), "{model}");
}

const OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n";

/// An overlay is for all documents: what they share stays the same, and an action has to change one of them.
#[test]
fn overlays_are_for_all_of_them() {
    let folder = both("documents_overlaid", "overlays = [\"change.yaml\"]\n");
    let overlay = |actions: &str| {
        fs::write(folder.join("change.yaml"), format!("{OVERLAY}{actions}")).expect("written");
    };
    let shared =
        "- {target: $.components.schemas.Pet.properties, update: {chip: {type: string}}}\n";
    let of_one = "- {target: '$.paths[\"/toys\"].get', update: {operationId: findToys}}\n";
    overlay(&format!("{shared}{of_one}"));
    castiron(&folder, &["codegen", "--strict"]).ended(0);
    let list = castiron(&folder, &["list"]).ended(0);
    assert!(list.output.contains("findToys"), "{}", list.output);
    overlay(&format!("{shared}- {{target: $.paths.x, remove: true}}\n"));
    let run = castiron(&folder, &["codegen"]).ended(0);
    assert_eq!(
        run.text().matches("selects nothing").count(),
        1,
        "{}",
        run.text()
    );
    overlay("- {target: '$..[', remove: true}\n");
    let run = castiron(&folder, &["codegen"]).ended(2);
    assert_eq!(
        run.text().matches("not a JSONPath").count(),
        1,
        "{}",
        run.text()
    );
    // a message about what an overlay brought leads to the overlay
    overlay("- {target: '$.paths[\"/toys\"].get', update: {tag: x}}\n");
    castiron(&folder, &["codegen"]).said("change.yaml:4:");
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn history_is_that_of_all_of_them() {
    let folder = both("documents_history", "");
    let git = |arguments: &[&str]| git(&folder, arguments);
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-q", "-m", "a"])) {
        println!("skipped: there is no git on this machine");
        return;
    }
    castiron(&folder, &["diff", "--since", "HEAD"])
        .ended(0)
        .said("no change");
    write(
        &folder,
        "shop.yaml",
        &shop()
            .replace("listToys", "findToys")
            .replace("/toys", "/things"),
    );
    castiron(&folder, &["diff", "--since", "HEAD", "--deny", "major"]).ended(1);
}
