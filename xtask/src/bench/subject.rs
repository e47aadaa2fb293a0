//! The crates that are compiled.

use std::path::{Path, PathBuf};

/// A crate that is compiled.
pub(super) struct Subject {
    /// To show.
    pub(super) name: String,
    pub(super) dir: PathBuf,
    /// Its name in its manifest.
    pub(super) package: String,
    /// The file that is touched to have it compiled again, such as `src/lib.rs`.
    pub(super) source: &'static str,
}

impl Subject {
    /// The crate in a folder.
    pub(super) fn open(name: String, dir: PathBuf, source: &'static str) -> Result<Self, String> {
        let package = manifest(&dir)?
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(toml::Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| format!("{} has no name", dir.display()))?;
        Ok(Self {
            name,
            dir,
            package,
            source,
        })
    }
}

/// The manifest of the package in a folder.
pub(super) fn manifest(dir: &Path) -> Result<toml::Table, String> {
    let file = dir.join("Cargo.toml");
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    text.parse()
        .map_err(|error| format!("{}: {error}", file.display()))
}
