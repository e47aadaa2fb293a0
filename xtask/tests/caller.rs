//! What only this checkout's command does: its name, its runtime, and that `generated/` is what its document gives.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs it; gives whether it ended well, and everything that it printed.
fn xtask(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("xtask runs");
    let text = [output.stdout, output.stderr]
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .concat();
    (output.status.code(), text)
}

#[test]
fn the_crate_of_this_checkout_is_what_its_document_gives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (status, text) = xtask(&root, &["codegen", "--check"]);
    assert_eq!(status, Some(0), "{text}");
}

#[test]
fn commands_are_named_as_they_are_called_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (status, text) = xtask(&root, &["codegen", "--help"]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("cargo xtask codegen --check"), "{text}");
    let (_, text) = xtask(&root, &["explain", "C9999"]);
    assert!(text.contains("`cargo xtask explain`"), "{text}");
}

#[test]
fn a_crate_elsewhere_takes_the_runtime_of_this_checkout() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("caller");
    let _ = fs::remove_dir_all(&here);
    fs::create_dir_all(&here).expect("a writable target folder");
    let document = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n\
                    components: {schemas: {Pet: {type: object}}}\n";
    fs::write(here.join("pets.yaml"), document).expect("written");
    let (status, text) = xtask(&here, &["codegen", "--spec", "pets.yaml", "--out", "pets"]);
    assert_eq!(status, Some(0), "{text}");
    let manifest = fs::read_to_string(here.join("pets/Cargo.toml")).expect("written");
    let runtime = manifest
        .lines()
        .find_map(|line| line.strip_prefix("castiron-runtime = { path = \""))
        .expect("a runtime by its path");
    let runtime = here.join("pets").join(runtime.trim_end_matches("\" }"));
    assert!(
        runtime.join("Cargo.toml").is_file(),
        "{}",
        runtime.display()
    );
}
