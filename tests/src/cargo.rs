//! Cargo inside of a test: crates that a test has written are compiled and run, with the versions of this checkout.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use crate::workspace as checkout;

/// Makes a folder a workspace of these members, with the versions of dependencies that this checkout has.
///
/// # Panics
/// Where the disk refuses.
pub fn workspace(folder: &Path, members: &[&str]) {
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n[profile.dev]\ndebug = false\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a writable target folder");
    fs::copy(checkout().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
}

/// Runs cargo in such a folder; warnings are errors. Returns what it printed.
///
/// # Panics
/// With the same where cargo fails, and where it took a package in a version that is not the checkout's.
pub fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &OsStr)]) -> String {
    let (succeeded, printed) = ended(folder, &folder.join("target"), arguments, environment);
    assert!(
        succeeded,
        "cargo {arguments:?} in {}:\n{printed}",
        folder.display()
    );
    printed
}

/// Runs cargo in a folder that has a lock file; warnings are errors. Returns whether it succeeded, and what it printed.
///
/// # Panics
/// Where it took a package in a version that is not the checkout's.
pub fn ended(
    folder: &Path,
    target: &Path,
    arguments: &[&str],
    environment: &[(&str, &OsStr)],
) -> (bool, String) {
    let mut all = vec![("RUSTFLAGS", OsStr::new("-D warnings"))];
    all.extend(environment);
    let output = output(folder, target, arguments, &all).expect("cargo runs");
    let printed = printed(&output);
    let (here, there) = (packages(&checkout()), packages(folder));
    let others: Vec<_> = there.difference(&here).collect();
    assert!(
        others.is_empty(),
        "not in the Cargo.lock of the checkout: {others:?}"
    );
    (output.status.success(), printed)
}

/// Runs cargo in a folder, with the packages that are on this machine already; only where they are not enough, cargo
/// downloads what is missing.
///
/// # Errors
/// Where there is no cargo. That cargo fails is no error.
pub fn output(
    folder: &Path,
    target: &Path,
    arguments: &[&str],
    environment: &[(&str, &OsStr)],
) -> io::Result<Output> {
    let run = |network: &[&str]| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .arg("--quiet")
            .args(network)
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .envs(environment.iter().copied())
            .output()
    };
    let output = run(&["--offline"])?;
    if output.status.success() || !printed(&output).contains("--offline") {
        return Ok(output);
    }
    run(&[])
}

/// What a command printed.
pub fn printed(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .concat()
}

/// The packages of registries in a folder's lock file, as `name version`.
fn packages(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("Cargo.lock")).expect("a lock file");
    let value = |package: &str, key: &str| {
        let line = package.lines().find(|line| line.starts_with(key))?;
        Some(line.split('"').nth(1)?.to_owned())
    };
    text.split("[[package]]")
        .filter(|package| value(package, "source = ").is_some())
        .filter_map(|package| {
            Some(format!(
                "{} {}",
                value(package, "name = ")?,
                value(package, "version = ")?
            ))
        })
        .collect()
}
