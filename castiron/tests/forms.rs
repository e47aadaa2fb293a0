//! The forms in which people name documents and crates: by position or by option, all mean the same.

mod common;

use std::fs;

use common::elsewhere;
use common::run::{PETS, castiron, folder};

/// Every command that reads one document, so that it prints its result.
const COMMANDS: [&[&str]; 6] = [
    &["init", "--dry-run"],
    &["codegen", "--dry-run", "--out", "other"],
    &["model"],
    &["map", "--out", "-"],
    &["stats"],
    &["list"],
];

/// Runs a command with further words behind its own.
#[track_caller]
fn prints(folder: &std::path::Path, command: &[&str], words: &[&str]) -> String {
    let run = castiron(folder, &[command, words].concat()).ended(0);
    // how long it took is another each time
    let lines = run.output.lines();
    lines
        .filter(|line| !line.contains(" ms"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_document_is_named_by_position_or_by_option() {
    let folder = folder("forms_document");
    fs::remove_file(folder.join("castiron.toml")).expect("removed");
    fs::write(
        folder.join("more.yaml"),
        PETS.replace("Pet", "Bird")
            .replace("/pets", "/birds")
            .replace("Owner", "Keeper"),
    )
    .expect("written");
    for command in COMMANDS {
        let one = prints(&folder, command, &["pets.yaml"]);
        assert!(!one.is_empty(), "{command:?}");
        for words in [
            &["--spec", "pets.yaml"][..],
            &["--spec=pets.yaml"],
            &["-i", "pets.yaml"],
            &["--input", "pets.yaml"],
            &["./pets.yaml"],
        ] {
            assert!(
                prints(&folder, command, words) == one,
                "{command:?} {words:?}"
            );
        }
        let two = prints(&folder, command, &["pets.yaml", "more.yaml"]);
        assert!(two != one, "{command:?}");
        for words in [
            &["--spec", "pets.yaml", "--spec", "more.yaml"][..],
            &["--spec", "pets.yaml", "more.yaml"],
        ] {
            assert!(
                prints(&folder, command, words) == two,
                "{command:?} {words:?}"
            );
        }
    }
}

#[test]
fn a_crate_is_named_by_position_by_option_or_by_its_document() {
    let folder = folder("forms_crate");
    fs::write(folder.join("shop.yaml"), PETS.replace("Pet", "Ware")).expect("written");
    fs::write(
        folder.join("castiron.toml"),
        "[[crate]]\nspec = \"pets.yaml\"\nout = \"pets\"\n[[crate]]\nspec = \"shop.yaml\"\nout = \"shop\"\n",
    )
    .expect("written");
    let commands = COMMANDS.iter().filter(|command| command[0] != "init");
    for command in commands.chain(&[&["codegen", "--dry-run"][..]]) {
        let one = prints(&folder, command, &["shop"]);
        for words in [
            &["--crate", "shop"][..],
            &["shop.yaml"],
            &["--spec", "shop.yaml"],
        ] {
            assert!(
                prints(&folder, command, words) == one,
                "{command:?} {words:?}"
            );
        }
        castiron(&folder, &[command, &["shp"][..]].concat())
            .ended(2)
            .said("did you mean `shop`?");
    }
    // a crate of this name comes before a file
    fs::rename(folder.join("pets.yaml"), folder.join("shop")).expect("renamed");
    assert!(prints(&folder, &["list"], &["shop"]).contains("Ware"));
    let run = castiron(
        &folder,
        &[
            "codegen",
            "--dry-run",
            "shop.yaml",
            "pets.yaml",
            "shop.yaml",
        ],
    );
    run.ended(2).said("pets.yaml");
}

#[test]
fn two_documents_are_compared_in_any_form() {
    let folder = folder("forms_diff");
    fs::write(folder.join("new.yaml"), PETS.replace("owner", "keeper")).expect("written");
    let diff = prints(&folder, &["diff"], &["pets.yaml", "new.yaml"]);
    assert!(diff.contains("keeper"), "{diff}");
    for words in [
        &["--from", "pets.yaml", "--to", "new.yaml"][..],
        &["--old", "pets.yaml", "--new", "new.yaml"],
        &["--from", "pets.yaml", "new.yaml"],
        &["pets.yaml", "--to", "new.yaml"],
        &["pets.yaml", "--spec", "new.yaml"],
    ] {
        assert_eq!(prints(&folder, &["diff"], words), diff, "{words:?}");
    }
    // the new one is that of castiron.toml
    let back = prints(&folder, &["diff"], &["new.yaml"]);
    assert_eq!(prints(&folder, &["diff"], &["--from", "new.yaml"]), back);
    castiron(&folder, &["diff", "--from", "a.yaml", "b.yaml", "c.yaml"])
        .ended(2)
        .said("write `diff OLD NEW`");
}

#[test]
fn what_is_missing_is_said_with_the_form_to_write() {
    let folder = folder("forms_refused");
    castiron(&folder, &["codegen", "other.yaml"])
        .ended(2)
        .said("--out DIR");
    castiron(&folder, &["codegen", "pets", "pets.yaml"])
        .ended(2)
        .said("--out DIR");
    // without any castiron.toml above
    let outside = elsewhere();
    let folder = outside.path();
    fs::write(folder.join("pets.yaml"), PETS).expect("written");
    castiron(folder, &["codegen", "--spec", "pets.yaml"])
        .ended(2)
        .said("--out DIR")
        .said("init pets.yaml");
    castiron(folder, &["stats"])
        .ended(2)
        .said("name a document");
    // what other generators call it
    castiron(folder, &["generate", "-i", "pets.yaml", "--output", "made"]).ended(0);
    assert!(folder.join("made/src/lib.rs").is_file());
}
