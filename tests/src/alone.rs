//! Crates whose Cargo features decide what is compiled: each feature alone, none, and all.

use std::path::Path;

use crate::cargo;

/// The features of a manifest that stand for handles: those of its feature `full`. None for an API without operations.
#[must_use]
pub fn features(manifest: &str) -> Vec<String> {
    let list = manifest
        .split_once("\nfull = [")
        .and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.unwrap_or_default();
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Checks a package of a workspace with no feature, with each one alone and with all; warnings are errors. What the compiler
/// said where it failed.
///
/// # Panics
/// Where cargo can't be run.
#[must_use]
pub fn failing(workspace: &Path, package: &str, features: &[String]) -> Vec<String> {
    let sets = features.iter().map(String::as_str).chain(["", "full"]);
    let mut failed = Vec::new();
    for set in sets {
        let arguments = [
            "check",
            "--no-default-features",
            "--package",
            package,
            "--features",
            set,
        ];
        let (succeeded, printed) =
            cargo::ended(workspace, &workspace.join("target"), &arguments, &[]);
        if !succeeded {
            failed.push(format!("{package} with `{set}`:\n{printed}"));
        }
    }
    failed
}
