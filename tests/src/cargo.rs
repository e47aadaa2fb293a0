//! Cargo inside of a test: crates that a test has written are compiled and run, without network.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

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

/// Runs cargo in such a folder; warnings are errors. Gives what it printed.
///
/// # Panics
/// With the same where cargo fails.
pub fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &OsStr)]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (subcommand, rest) = arguments.split_first().expect("a subcommand");
    let output = Command::new(cargo)
        .args([subcommand, "--offline", "--quiet"])
        .args(rest)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .envs(environment.iter().copied())
        .output()
        .expect("cargo runs");
    let printed = [output.stdout, output.stderr]
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .concat();
    assert!(
        output.status.success(),
        "cargo {arguments:?} in {}:\n{printed}",
        folder.display()
    );
    printed
}
