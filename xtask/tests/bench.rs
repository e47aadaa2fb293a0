//! `bench` run as its users run it, without the parts that take minutes.

use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENT: &str = r#"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths: {}
components:
  schemas:
    pet: {type: object, properties: {name: {type: string}}}
"#;

#[test]
fn the_table_goes_between_the_marks() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a writable target folder");
    fs::write(folder.join("pets.yaml"), DOCUMENT).expect("written");
    let page = "# Page\n\n<!-- bench: begin -->\nold\n<!-- bench: end -->\n\nThe end.\n";
    fs::write(folder.join("page.md"), page).expect("written");

    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["bench", "--spec", "pets.yaml", "--spec", "pets.yaml"])
        .args(["--runs", "1", "--scratch", "scratch", "--write", "page.md"])
        .current_dir(&folder)
        .output()
        .expect("xtask runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");

    let page = fs::read_to_string(folder.join("page.md")).expect("still there");
    assert!(
        page.starts_with("# Page\n\n<!-- bench: begin -->\n"),
        "{page}"
    );
    assert!(
        page.ends_with("<!-- bench: end -->\n\nThe end.\n"),
        "{page}"
    );
    assert!(!page.contains("old"), "{page}");
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| pets.yaml |"))
        .collect();
    assert_eq!(rows.len(), 2, "{page}");
    // document, megabytes, time, user time, memory, time a megabyte, growth, check, check to generating
    for row in rows {
        assert_eq!(row.matches(" | ").count(), 8, "{row}");
    }
    let left: Vec<_> = fs::read_dir(folder.join("scratch/generated/src"))
        .expect("generated")
        .collect();
    assert!(!left.is_empty());
}
