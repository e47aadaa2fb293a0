//! Replaces a folder atomically.
//!
//! If the system can exchange two names at once (`renameat2` with `RENAME_EXCHANGE` on Linux, `renamex_np` on macOS), a new
//! version of a folder in which several files change is prepared beside the crate: new files, and hard links to all others.
//! Then the two folders are exchanged, and at any moment all sources are old or all are new. Otherwise files are renamed one
//! after the other.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Exchanges two names in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// No other system is known to do this.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether two names lead to one file. `None` where that can't be told, and nothing is exchanged.
#[cfg(unix)]
fn is_same_file(a: &Metadata, b: &Metadata) -> Option<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Some((a.dev(), a.ino()) == (b.dev(), b.ino()))
}

#[cfg(not(unix))]
fn is_same_file(_: &Metadata, _: &Metadata) -> Option<bool> {
    None
}

/// Gives everything below a folder that is not in `changed` a second name below another folder, in which new files lie
/// already. Gives the folders that were filled. `changed` are paths below `dir`, with `/`.
pub(super) fn complete(
    dir: &Path,
    new: &Path,
    folder: &str,
    changed: &BTreeSet<&str>,
) -> io::Result<BTreeSet<PathBuf>> {
    let probe = fs::symlink_metadata(dir)?;
    if is_same_file(&probe, &probe).is_none() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut filled = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let (from, to) = (dir.join(&folder), new.join(&folder));
        let mut entries = fs::read_dir(&from)?.peekable();
        let is_kept = entries.peek().is_none();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            // what is no text is none of ours, and is left where it is by leaving all where it is
            let name = name.to_str().ok_or(io::ErrorKind::InvalidData)?;
            let path = format!("{folder}/{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
                continue;
            }
            if changed.contains(path.as_str()) {
                continue;
            }
            fs::create_dir_all(&to)?;
            if kind.is_symlink() {
                link_again(&entry.path(), &new.join(&path))?;
            } else {
                fs::hard_link(entry.path(), new.join(&path))?;
            }
        }
        // an empty folder is somebody's; one that is left without a file is not
        if is_kept {
            fs::create_dir_all(&to)?;
        }
        if to.is_dir() {
            fs::set_permissions(&to, fs::metadata(&from)?.permissions())?;
            filled.insert(to);
        }
    }
    Ok(filled)
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn link_again(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a file that was replaced stands below `new` now, by the second name of the old one.
pub(super) fn is_exchanged(kept: &Path, new: &Path) -> bool {
    match (fs::symlink_metadata(kept), fs::symlink_metadata(new)) {
        (Ok(kept), Ok(new)) => is_same_file(&kept, &new).unwrap_or(false),
        _ => false,
    }
}

/// Moves what somebody wrote into the old folder while the new one was prepared.
pub(super) fn rescue(
    dir: &Path,
    old: &Path,
    folder: &str,
    changed: &BTreeSet<&str>,
) -> io::Result<()> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(old.join(&folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let Some(path) = entry
                .file_name()
                .to_str()
                .map(|name| format!("{folder}/{name}"))
            else {
                continue;
            };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
                continue;
            }
            let there = fs::symlink_metadata(dir.join(&path)).ok();
            let is_there = |there: &Metadata| {
                kind.is_symlink()
                    || entry
                        .metadata()
                        .is_ok_and(|here| is_same_file(&here, there).unwrap_or(true))
            };
            if changed.contains(path.as_str()) || there.as_ref().is_some_and(is_there) {
                continue;
            }
            if let Some(parent) = dir.join(&path).parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(entry.path(), dir.join(&path))?;
        }
    }
    Ok(())
}
