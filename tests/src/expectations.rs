//! Expected output: how it is compared, and when it may be replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a failing test tells its reader to run.
pub const HOW_TO_UPDATE: &str =
    "if this is as it should be: CASTIRON_UPDATE=1 cargo test -p castiron-tests";

/// Whether this run may replace expectations: where `CASTIRON_UPDATE` is set.
///
/// # Errors
/// Where `CI` is set as well: there expectations are what is checked, never what is written.
pub fn updating() -> Result<bool, String> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    may_update(set("CASTIRON_UPDATE"), set("CI"))
}

fn may_update(asked: bool, in_ci: bool) -> Result<bool, String> {
    if asked && in_ci {
        return Err("CASTIRON_UPDATE is refused where CI is set".to_owned());
    }
    Ok(asked)
}

/// Makes a folder hold these files and no others.
///
/// # Panics
/// Where the disk refuses.
pub fn replace(folder: &Path, files: &BTreeMap<String, String>) {
    let found = if folder.is_dir() {
        crate::files_under(folder)
    } else {
        Vec::new()
    };
    for path in found {
        if !files.contains_key(&path.to_string_lossy().replace('\\', "/")) {
            fs::remove_file(folder.join(&path))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    for (path, text) in files {
        let full = folder.join(path);
        if fs::read_to_string(&full).is_ok_and(|found| found == *text) {
            continue;
        }
        fs::create_dir_all(full.parent().unwrap_or(folder))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        fs::write(&full, text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

/// The first difference between what was expected and what there is, in a few lines.
pub fn difference(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    for path in expected.keys().filter(|path| !found.contains_key(*path)) {
        out += &format!("\n  {path} is expected and not there");
    }
    for (path, text) in found {
        let Some(wanted) = expected.get(path) else {
            out += &format!("\n  {path} is there and not expected");
            continue;
        };
        let differing = wanted
            .lines()
            .chain([""])
            .zip(text.lines().chain([""]))
            .position(|(wanted, got)| wanted != got);
        if let Some(line) = differing {
            let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
            out += &format!(
                "\n  {path}:{}\n    expected {}\n    found    {}",
                line + 1,
                at(wanted),
                at(text)
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::may_update;

    #[test]
    fn updating_is_asked_for_and_refused_in_ci() {
        assert_eq!(may_update(false, false), Ok(false));
        assert_eq!(may_update(false, true), Ok(false));
        assert_eq!(may_update(true, false), Ok(true));
        assert!(may_update(true, true).is_err());
    }
}
