//! The README's first steps, done as it says, in a folder of its own.

mod common;

use std::fs;

use castiron_tests::cargo;
use common::{castiron_succeeds, checkout, elsewhere, locked, put, target};

/// The block behind a line of the README.
fn block<'a>(text: &'a str, line: &str) -> &'a str {
    let (_, rest) = text
        .split_once(&format!("{line}\n```"))
        .unwrap_or_else(|| panic!("no block behind `{line}`"));
    let (_, rest) = rest.split_once('\n').expect("a block");
    let (block, _) = rest.split_once("\n```\n").expect("the end of a block");
    block
}

/// Whether a text is the other, in which `…` stands for anything.
fn is_like(text: &str, shown: &str) -> bool {
    let mut rest = text.trim_end();
    for (at, part) in shown.split('…').enumerate() {
        match rest.find(part) {
            Some(0) => rest = &rest[part.len()..],
            Some(found) if at > 0 => rest = &rest[found + part.len()..],
            _ => return false,
        }
    }
    rest.is_empty()
}

#[test]
fn its_first_steps_lead_to_a_running_program() {
    let readme = fs::read_to_string(checkout().join("README.md")).expect("a README");
    let readme = readme.replace("\r\n", "\n");
    let (_, steps) = readme
        .split_once("## In your own project\n")
        .expect("the section");
    let (steps, _) = steps.split_once("\n## ").expect("the section's end");
    let folder = elsewhere();
    let document = fs::read_to_string(checkout().join("examples/committed/openapi.yaml"));
    put(
        &folder.path().join("openapi.yaml"),
        &document.expect("a document"),
    );
    for file in ["Cargo.toml", "src/main.rs"] {
        let text = block(steps, &format!("<!-- file {file} -->"));
        put(&folder.path().join(file), &format!("{text}\n"));
    }
    locked(folder.path());

    // the commands in their order, each with what it is shown to print
    let mut commands = Vec::new();
    for block in steps.split("```console\n").skip(1) {
        let (block, _) = block.split_once("\n```").expect("the end of a block");
        let (command, shown) = block.split_once('\n').unwrap_or((block, ""));
        let command = command.strip_prefix("$ ").expect("a command");
        commands.push(command);
        let printed = match command.split(' ').collect::<Vec<_>>().as_slice() {
            // CI does this one: it compiles for minutes
            ["cargo", "install", "--path", path] => {
                assert!(checkout().join(path).join("Cargo.toml").is_file());
                continue;
            }
            ["castiron", arguments @ ..] => castiron_succeeds(folder.path(), arguments),
            ["cargo", arguments @ ..] => {
                let (succeeded, printed) = cargo::ended(folder.path(), &target(), arguments, &[]);
                assert!(succeeded, "{command}:\n{printed}");
                printed
            }
            _ => panic!("nobody knows how to run `{command}`"),
        };
        assert!(
            shown.is_empty() || is_like(&printed, shown),
            "{command} prints\n{printed}"
        );
    }
    let settings = fs::read_to_string(folder.path().join("castiron.toml")).expect("settings");
    for line in block(steps, "<!-- in castiron.toml -->").lines() {
        assert!(
            settings.lines().any(|written| written == line),
            "no `{line}` in\n{settings}"
        );
    }
    assert_eq!(
        commands,
        [
            "cargo install --path castiron",
            "castiron init openapi.yaml --out tea-api",
            "castiron codegen",
            "cargo run",
            "castiron codegen --check"
        ]
    );
}
