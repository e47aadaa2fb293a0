//! Documents from git: `REVISION:FILE`.
//!
//! The old document is taken from git, and not from a copy of the model in the crate: it is there already wherever the
//! document is under version control, it can't disagree with the generated code, it works for crates that were generated
//! by earlier versions of Castiron, and it adds nothing to what is published.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::here::Here;
use crate::paths::absolute;

/// A document out of git, in a folder of its own that is removed in the end.
pub(crate) struct Kept {
    /// The document.
    pub(super) document: PathBuf,
    /// The document in the checkout.
    pub(super) original: PathBuf,
    /// Removed with this value. Its name can't be guessed, so that nobody else on the machine can prepare it.
    _folder: TempDir,
}

/// What git keeps under `REVISION:FILE`; `None` where the text names a file that is there, or no revision.
pub(super) fn kept(here: &Here, named: &str) -> Result<Option<Kept>, Failure> {
    // a drive's letter is no revision
    let split = named
        .split_once(':')
        .filter(|(revision, _)| revision.len() > 1);
    let Some((revision, file)) = split else {
        return Ok(None);
    };
    if absolute(&here.folder, Path::new(named)).exists() || revision.starts_with('-') {
        return Ok(None);
    }
    let original = absolute(&here.folder, Path::new(file));
    let folder = original.parent().unwrap_or(&here.folder).to_path_buf();
    let name = original
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    // all files beside it, as it may refer to them
    let listed = git(
        &folder,
        &["ls-tree", "-r", "--name-only", "-z", revision, "."],
    )?;
    let temporary = tempfile::Builder::new()
        .prefix("castiron-")
        .tempdir()
        .map_err(|error| format!("cannot make a temporary folder: {error}"))?;
    let target = temporary.path().to_path_buf();
    let kept = Kept {
        document: target.join(&name),
        original,
        _folder: temporary,
    };
    let mut found = false;
    for path in String::from_utf8_lossy(&listed)
        .split('\0')
        .filter(|path| is_document(path))
    {
        let bytes = git(&folder, &["show", &format!("{revision}:./{path}")])?;
        let to = target.join(path);
        let parent = to.parent().unwrap_or(&target);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&to, bytes))
            .map_err(|error| format!("cannot write {}: {error}", to.display()))?;
        found |= path == name;
    }
    if !found {
        return Err(format!("git keeps no {file} in {revision}").into());
    }
    Ok(Some(kept))
}

fn is_document(path: &str) -> bool {
    !path.is_empty()
        && [".json", ".yaml", ".yml"]
            .iter()
            .any(|end| path.ends_with(end))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    Err(format!("git {}: {}", arguments.join(" "), message.trim()))
}
