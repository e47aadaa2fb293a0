//! Compares a folder with the files it should contain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path};

use super::WriteError;
use crate::emit::{Files, MARKER, README, RUNTIME_FOLDER};
use crate::parallel::in_parallel;
use crate::text::head;

/// Where all generated files but the manifest and the README lie; only here strays are looked for.
pub(super) const FOLDERS: [&str; 2] = ["src", RUNTIME_FOLDER];

/// So few files are read sooner than another thread has started.
const FEW: usize = 32;

/// How a folder differs from the files that it should hold. Paths are relative to it, with `/`.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) missing: Vec<String>,
    /// With the text that is there.
    pub(super) changed: Vec<(String, Vec<u8>)>,
    pub(super) stray: Vec<String>,
    pub(super) foreign: Vec<String>,
    pub(super) unchanged: usize,
}

impl State {
    pub(super) fn read(dir: &Path, files: &Files) -> Result<Self, WriteError> {
        let mut state = Self::default();
        let all_folders: BTreeSet<&str> = files.keys().flat_map(|path| folders(path)).collect();
        let mut links: BTreeSet<&str> = BTreeSet::new();
        for folder in all_folders {
            if !folders_hold(folder, &links) && is_link(dir, folder) {
                links.insert(folder);
            }
        }
        let jobs: Vec<_> = files.iter().collect();
        let all = in_parallel(&jobs, jobs.len() > FEW, |(path, _)| {
            if folders_hold(path, &links) {
                return None;
            }
            let full = dir.join(path);
            match fs::symlink_metadata(&full) {
                Ok(found) if found.is_symlink() => None,
                Ok(_) => Some(fs::read(&full)),
                Err(error) => Some(Err(error)),
            }
        });
        for ((path, wanted), found) in jobs.into_iter().zip(all) {
            let Some(found) = found else {
                // a link to a README is the user's
                if path == README {
                    state.unchanged = state.unchanged.saturating_add(1);
                    continue;
                }
                if !folders_hold(path, &links) {
                    state.foreign.push(path.clone());
                }
                continue;
            };
            let full = dir.join(path);
            match found {
                Ok(found) if is_same(&found, wanted) => {
                    state.unchanged = state.unchanged.saturating_add(1)
                }
                Ok(found) if is_marked(&found) => state.changed.push((path.clone(), found)),
                // a README of the user's own is what the crate should have
                Ok(_) if path == README => state.unchanged = state.unchanged.saturating_add(1),
                Ok(_) => state.foreign.push(path.clone()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    state.missing.push(path.clone())
                }
                // a folder where a file should be, or a file where a folder should be
                Err(_) if full.is_dir() => state.foreign.push(path.clone()),
                Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                    state.foreign.push(path.clone());
                }
                Err(error) => return Err(WriteError::io("read", &full)(error)),
            }
        }
        state.foreign.extend(links.into_iter().map(str::to_owned));
        state.foreign.sort();
        state.foreign.dedup();
        for folder in FOLDERS {
            strays(dir, folder, files, &mut state.stray)?;
        }
        if !files.contains_key(README) && !is_link(dir, README) && starts_marked(&dir.join(README))
        {
            state.stray.push(README.to_owned());
        }
        state.stray.sort();
        Ok(state)
    }
}

/// The folders of a path, from the outermost on.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| head(path, at))
}

/// Whether one of the folders of a path is listed.
fn folders_hold(path: &str, listed: &BTreeSet<&str>) -> bool {
    folders(path).any(|folder| listed.contains(folder))
}

fn is_link(dir: &Path, path: &str) -> bool {
    fs::symlink_metadata(dir.join(path)).is_ok_and(|found| found.is_symlink())
}

/// Finds files that carry the marker and are not wanted.
fn strays(dir: &Path, at: &str, files: &Files, out: &mut Vec<String>) -> Result<(), WriteError> {
    let mut folders = vec![at.to_owned()];
    while let Some(folder) = folders.pop() {
        let full = dir.join(&folder);
        let is_folder = fs::symlink_metadata(&full).is_ok_and(|found| found.is_dir());
        if !is_folder {
            continue;
        }
        let entries = fs::read_dir(&full).map_err(WriteError::io("list", &full))?;
        for entry in entries {
            let entry = entry.map_err(WriteError::io("list", &full))?;
            let kind = entry
                .file_type()
                .map_err(WriteError::io("look at", &entry.path()))?;
            // a name that is no text is none of ours
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = format!("{folder}/{name}");
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && !files.contains_key(&path) && starts_marked(&entry.path()) {
                out.push(path);
            }
        }
    }
    Ok(())
}

/// Whether a file holds a text. Line ends may be those of Windows: git turns them around when it checks files out.
fn is_same(found: &[u8], wanted: &str) -> bool {
    if found == wanted.as_bytes() {
        return true;
    }
    let breaks = |text: &[u8]| text.iter().filter(|byte| **byte == b'\n').count();
    // every line break brings one byte more
    if found.len() != wanted.len().saturating_add(breaks(found)) {
        return false;
    }
    let mut found = found.split(|byte| *byte == b'\n').peekable();
    let mut wanted = wanted.as_bytes().split(|byte| *byte == b'\n');
    while let Some(line) = found.next() {
        let is_last = found.peek().is_none();
        let line = if is_last {
            Some(line)
        } else {
            line.strip_suffix(b"\r")
        };
        if line.is_none() || line != wanted.next() {
            return false;
        }
    }
    wanted.next().is_none()
}

/// Whether the first line of a text carries the marker, after the comment sign of its language.
pub(super) fn is_marked(text: &[u8]) -> bool {
    ["// ", "# ", "<!-- "].iter().any(|sign| {
        text.strip_prefix(sign.as_bytes())
            .is_some_and(|rest| rest.starts_with(MARKER.as_bytes()))
    })
}

/// The same for a file; one that cannot be read is not ours to remove.
pub(super) fn starts_marked(path: &Path) -> bool {
    let mut head = Vec::new();
    let most = (MARKER.len() as u64).saturating_add(8);
    fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut head))
        .is_ok()
        && is_marked(&head)
}

/// Refuses paths that lead out of the folder, and those that not every disk can hold.
pub(super) fn check_paths(files: &Files) -> Result<(), WriteError> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        if !is_inside(path) {
            return Err(WriteError::Outside(path.clone()));
        }
        // folders are compared as well: `Pet/a.rs` and `pet/b.rs` would lie in one folder on some disks
        for part in folders(path).chain([path.as_str()]) {
            let is_other = seen
                .insert(part.to_lowercase(), part)
                .is_some_and(|other| other != part);
            if is_other || !is_portable(part) {
                return Err(WriteError::Unportable(path.clone()));
            }
        }
    }
    Ok(())
}

/// Whether the last part of a path is a name on Windows as well, where some stand for devices whatever their ending.
fn is_portable(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_numbered = ["com", "lpt"].iter().any(|device| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_device = is_numbered || ["aux", "con", "nul", "prn"].contains(&stem.as_str());
    !is_device && !name.ends_with(['.', ' ']) && !name.contains(['<', '>', ':', '"', '|', '?', '*'])
}

/// Whether a path is relative and never goes up.
pub(super) fn is_inside(path: &str) -> bool {
    let is_plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    is_plain && !path.is_empty() && !path.contains(['\\', '\n', '\r'])
}

/// Removes the folders above a path, from the innermost on, for as long as they are empty.
pub(super) fn remove_empty_parents(dir: &Path, path: &str) {
    let mut parent = Path::new(path).parent();
    while let Some(folder) = parent.filter(|folder| !folder.as_os_str().is_empty()) {
        // fails where something is left inside, and that ends it
        if fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
        parent = folder.parent();
    }
}
