//! Each folder of `tests/fixtures`: its document is cast into what `expected/` holds, and that compiles and works.
//!
//! A folder holds `openapi.yaml` (or `.json`), `expected/` with the sources, and perhaps `castiron.toml`, settings, and
//! `uses.rs` or a folder `uses`, a test that uses the crate, with the features that `features.txt` lists. A new folder needs no entry anywhere;
//! `CASTIRON_UPDATE=1` writes its `expected/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use castiron_tests::{cargo, casting, expectations, files_under, fixture_document, fixtures};

/// The sources under a folder, by path with `/`.
fn sources(folder: &Path) -> BTreeMap<String, String> {
    let paths = if folder.is_dir() {
        files_under(folder)
    } else {
        Vec::new()
    };
    let text = |path: &PathBuf| fs::read_to_string(folder.join(path)).expect("sources are text");
    paths
        .iter()
        .map(|path| (path.to_string_lossy().replace('\\', "/"), text(path)))
        .collect()
}

/// What is not as expected, over all folders; with `CASTIRON_UPDATE=1`, after all that can be mended has been.
static WRONG: LazyLock<Vec<String>> = LazyLock::new(|| {
    let updating = expectations::updating().expect("an environment in which tests run");
    let mut wrong = Vec::new();
    for case in fixtures("fixtures") {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = case.join("expected");
        let expected = sources(&folder);
        match casting::sources(&fixture_document(&case)) {
            Err(messages) => wrong.push(format!("{name} is refused:\n{messages}")),
            Ok(cast) if cast == expected => {}
            Ok(cast) if updating => expectations::replace(&folder, &cast),
            Ok(cast) => wrong.push(format!(
                "{name}: {}",
                expectations::difference(&expected, &cast)
            )),
        }
    }
    wrong
});

#[test]
fn documents_are_cast_into_what_is_expected() {
    assert!(
        WRONG.is_empty(),
        "{}\n{}",
        WRONG.join("\n"),
        expectations::HOW_TO_UPDATE
    );
}

/// The program on a crate's front page.
fn front(readme: &str) -> String {
    let block = readme
        .split_once("```rust,no_run\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    let program = block.map_or_else(String::new, |(program, _)| program.to_owned());
    format!("#![allow(dead_code)]\n\n{program}\nfn main() {{}}\n")
}

/// Compiles all expected crates without a warning, and runs the programs that use them.
#[test]
fn what_is_expected_compiles_and_works() {
    LazyLock::force(&WRONG);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let mut members = Vec::new();
    let mut used = Vec::new();
    let mut features: Vec<String> = Vec::new();
    for case in fixtures("fixtures") {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let krate = root.join(&name);
        let mut files: BTreeMap<String, String> = sources(&case.join("expected"))
            .into_iter()
            .map(|(path, text)| (format!("src/{path}"), text))
            .collect();
        assert!(
            !files.is_empty(),
            "{name} has no expected sources; {}",
            expectations::HOW_TO_UPDATE
        );
        let own = casting::named(&fixture_document(&case), &name);
        for path in ["Cargo.toml", "README.md"] {
            files.insert(path.to_owned(), own.get(path).cloned().unwrap_or_default());
        }
        // all examples of a workspace are linked into one folder
        files.insert(
            format!("examples/front_{name}.rs"),
            front(&files["README.md"]),
        );
        let mut programs = BTreeMap::new();
        if let Ok(program) = fs::read_to_string(case.join("uses.rs")) {
            programs.insert("tests/uses.rs".to_owned(), program);
        } else if case.join("uses").is_dir() {
            let parts = sources(&case.join("uses")).into_iter();
            programs.extend(parts.map(|(path, text)| (format!("tests/uses/{path}"), text)));
        }
        if !programs.is_empty() {
            files.extend(programs);
            used.push(name.clone());
            let listed = fs::read_to_string(case.join("features.txt")).unwrap_or_default();
            features.extend(listed.lines().map(|feature| format!("{name}/{feature}")));
        }
        expectations::replace(&krate, &files);
        members.push(name);
    }
    let members: Vec<_> = members.iter().map(String::as_str).collect();
    cargo::workspace(&root, &members);
    let build = [
        "build",
        "--workspace",
        "--keep-going",
        "--lib",
        "--examples",
    ];
    cargo::run(&root, &build, &[]);
    if !used.is_empty() {
        let features = features.join(",");
        let test = [
            "test",
            "--workspace",
            "--test",
            "uses",
            "--no-fail-fast",
            "--features",
            &features,
        ];
        cargo::run(&root, &test, &[]);
    }
}
