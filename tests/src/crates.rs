//! Generated crates with a program beside them, in a workspace of their own.

use std::fs;
use std::path::Path;

/// Makes a folder a workspace of these members, with a copy of the runtime and the versions of this checkout.
///
/// # Errors
/// What can't be read or written.
pub fn workspace(folder: &Path, members: &[String], runtime: &Path) -> Result<(), String> {
    // a copy, so that the runtime may change while a long run goes on
    copy(runtime, &folder.join("runtime"))?;
    let inherited = inherited(runtime)?;
    let members: Vec<&str> = ["runtime"]
        .into_iter()
        .chain(members.iter().map(String::as_str))
        .collect();
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n\n\
         {inherited}"
    );
    put(&folder.join("Cargo.toml"), &workspace)?;
    let lock = crate::workspace().join("Cargo.lock");
    match fs::copy(&lock, folder.join("Cargo.lock")) {
        Ok(_) => Ok(()),
        Err(error) => Err(shown(&lock, &error)),
    }
}

/// The manifest of a generated crate in such a workspace, whose library is `api_NAME`.
#[must_use]
pub fn manifest(name: &str, binaries: &str, features: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\nname = \"api_{name}\"\ndoctest = false\n\
         {binaries}[features]\n{}\n[dependencies]\ncastiron-runtime = {{ path = \"../runtime\", features = [{features}] }}\n",
        "reqwest = []\nureq = []\nwebhooks = []\ntracing = []\nchrono = []\ntime = []\njiff = []\nuuid = []\nurl = []\nrust_decimal = []"
    )
}

/// What the runtime's manifest takes from that of its workspace.
fn inherited(runtime: &Path) -> Result<String, String> {
    let path = runtime.join("../Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| shown(&path, &error))?;
    let sections = text
        .split("\n[")
        .filter(|section| section.starts_with("workspace."));
    Ok(sections.map(|section| format!("[{section}\n")).collect())
}

/// Copies a folder's sources and its manifest.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let entries = fs::read_dir(from).map_err(|error| shown(from, &error))?;
    for entry in entries.flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            if entry.file_name() != "target" {
                copy(&path, &target)?;
            }
        } else {
            let bytes = fs::read(&path).map_err(|error| shown(&path, &error))?;
            put(&target, &String::from_utf8_lossy(&bytes))?;
        }
    }
    Ok(())
}

/// Writes a file and the folders around it.
///
/// # Errors
/// What the system says, with the path.
pub fn put(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| shown(folder, &error))?;
    }
    fs::write(path, text).map_err(|error| shown(path, &error))
}

/// An error of the system, with the path.
pub fn shown(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
