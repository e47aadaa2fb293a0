//! What the tests share: the program `castiron`, and folders outside of the checkout.

#![allow(dead_code)]

pub(crate) mod run;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use castiron_tests::files_under;

/// The root of the checkout.
pub(crate) fn checkout() -> PathBuf {
    castiron_tests::workspace()
}

/// Runs `castiron`; gives the exit status and everything that it printed.
pub(crate) fn castiron(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_castiron"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("castiron runs");
    let text = [output.stdout, output.stderr]
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .concat();
    (output.status.code(), text)
}

/// The same where it has to end with 0.
#[track_caller]
pub(crate) fn castiron_succeeds(folder: &Path, arguments: &[&str]) -> String {
    let (status, text) = castiron(folder, arguments);
    assert_eq!(status, Some(0), "castiron {arguments:?}:\n{text}");
    text
}

/// Runs any other command, which has to succeed.
#[track_caller]
pub(crate) fn succeeds(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let text = [&output.stdout, &output.stderr]
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .concat();
    assert!(output.status.success(), "{program} {arguments:?}:\n{text}");
    text
}

/// An empty folder outside of the checkout, which goes with the value.
pub(crate) fn elsewhere() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes a file and the folders around it.
pub(crate) fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Copies a folder as it is in the repository.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in files_under(from) {
        let is_built = path.starts_with("target") || path.starts_with("Cargo.lock");
        if !is_built {
            let text = fs::read_to_string(from.join(&path)).expect("text");
            put(&to.join(&path), &text);
        }
    }
}

/// Every file below a folder with its text.
pub(crate) fn texts(folder: &Path) -> BTreeMap<PathBuf, String> {
    files_under(folder)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(folder.join(&path)).expect("text");
            (path, text)
        })
        .collect()
}

/// Prepares a folder for cargo: versions of dependencies as in the checkout, whose packages stand for the released ones.
pub(crate) fn patched(folder: &Path) {
    let patch: String = [
        ("castiron-codec", "runtime/codec"),
        ("castiron-codegen", "codegen"),
        ("castiron-runtime", "runtime"),
    ]
    .map(|(name, path)| {
        let path = checkout().join(path);
        format!("{name} = {{ path = {:?} }}\n", path.display())
    })
    .concat();
    put(
        &folder.join(".cargo/config.toml"),
        &format!("[patch.crates-io]\n{patch}"),
    );
    locked(folder);
}

/// Gives a folder the checkout's versions of dependencies.
pub(crate) fn locked(folder: &Path) {
    fs::copy(checkout().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
}

/// Where cargo puts what it compiles for the tests, outside of the folders that are removed.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("elsewhere")
}
