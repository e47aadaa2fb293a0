//! Replaces files all at once, or not at all.
//!
//! In the folder `.castiron` of the crate, the new files are written to `new/`, the old ones are linked into `old/`, and a
//! journal lists both. Only then are new files renamed to their places. A failure before the journal is complete has changed
//! nothing; after that, the run is rolled back from `old/`, at once or by the next run.
//!
//! If the file system can exchange folders (`swap`), a folder in which several files change is exchanged as a whole, after the
//! files outside of it: `Cargo.toml` is renamed a moment before. A run killed between these two leaves a new manifest beside
//! old sources.
//!
//! The same holds for a power failure, if the file system honours `fsync`: new files and the names of the old ones are flushed
//! to disk before the journal, and renames before the journal is removed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::disk::{FOLDERS, is_inside, remove_empty_parents};
use super::operations::Operations;
use super::swap;
use crate::emit::Files;

/// The folder for all of this, inside the one that is written.
const WORKSHOP: &str = ".castiron";

/// The list of what is to be done, inside the workshop.
const JOURNAL: &str = "journal";

/// The first line of a journal, and the last one, without which it is not whole.
const JOURNAL_HEAD: &str = "castiron journal 1";
const JOURNAL_END: &str = "end";

/// A replacement under way.
pub(super) struct Transaction<'a> {
    dir: &'a Path,
    workshop: PathBuf,
    operations: &'a Operations,
}

impl<'a> Transaction<'a> {
    /// A replacement in a folder.
    pub(super) fn new(dir: &'a Path, operations: &'a Operations) -> Self {
        Self {
            dir,
            workshop: dir.join(WORKSHOP),
            operations,
        }
    }

    /// Whether a run ended in the middle of replacing files.
    pub(super) fn was_interrupted(dir: &Path) -> bool {
        dir.join(WORKSHOP).join(JOURNAL).is_file()
    }

    /// Undoes what an interrupted run left half done.
    pub(super) fn recover(&self) -> Result<(), WriteError> {
        // never through a link: that folder would not be ours
        match fs::symlink_metadata(&self.workshop) {
            Ok(found) if !found.is_dir() => {
                return Err(WriteError::Foreign(vec![WORKSHOP.to_owned()]));
            }
            Ok(_) => {}
            Err(_) => return Ok(()),
        }
        if let Ok(journal) = fs::read_to_string(self.journal()) {
            self.undo(&Steps::parse(&journal))?;
        }
        self.clean()
    }

    /// Writes and removes files. Those that are missing were not there a moment ago.
    pub(super) fn run(
        &self,
        files: &Files,
        changed: &[String],
        missing: &BTreeSet<&str>,
        stray: &[String],
    ) -> Result<(), WriteError> {
        let steps = self
            .stage(files, changed, missing, stray)
            .inspect_err(|_| drop(self.clean()))?;
        if let Err(error) = self.apply(&steps) {
            // should undoing fail as well, the journal stays for the next run
            self.undo(&steps)?;
            self.clean()?;
            return Err(error);
        }
        self.clean()
    }

    fn journal(&self) -> PathBuf {
        self.workshop.join(JOURNAL)
    }

    fn new_file(&self, path: &str) -> PathBuf {
        self.workshop.join("new").join(path)
    }

    fn old_file(&self, path: &str) -> PathBuf {
        self.workshop.join("old").join(path)
    }

    /// Prepares everything and writes the journal.
    fn stage(
        &self,
        files: &Files,
        changed: &[String],
        missing: &BTreeSet<&str>,
        stray: &[String],
    ) -> Result<Steps, WriteError> {
        let mut steps = Steps::default();
        let folders = parents(changed.iter());
        self.create_folders(folders.into_iter().map(|folder| self.new_file(folder)))?;
        self.operations.each(changed, |path| {
            let text = files.get(path).map_or("", String::as_str);
            // a file keeps the permissions that its owner gave it
            let permissions = match missing.contains(path.as_str()) {
                true => None,
                false => fs::symlink_metadata(self.dir.join(path))
                    .ok()
                    .map(|found| found.permissions()),
            };
            self.operations
                .write(&self.new_file(path), text, permissions)
        })?;
        for path in changed {
            if fs::symlink_metadata(self.dir.join(path)).is_ok() {
                self.keep(path)?;
                steps.replaced.push(path.clone());
            } else {
                steps.added.push(path.clone());
            }
        }
        for path in stray {
            self.keep(path)?;
            steps.removed.push(path.clone());
        }
        let mut folders =
            self.folders_of(&steps, |path| [self.new_file(path), self.old_file(path)]);
        folders.extend(self.prepare_exchanges(&mut steps));
        self.operations.sync_folders(&folders)?;
        let unfinished = self.workshop.join("journal.new");
        self.operations.create_folder(&self.workshop)?;
        self.operations.write(&unfinished, &steps.print(), None)?;
        self.operations.rename(&unfinished, &self.journal())?;
        self.operations
            .sync_folders(&[self.workshop.clone(), self.dir.to_path_buf()].into())?;
        Ok(steps)
    }

    /// Prepares the folders that can be exchanged as a whole; gives those that were filled for that.
    fn prepare_exchanges(&self, steps: &mut Steps) -> BTreeSet<PathBuf> {
        let mut filled = BTreeSet::new();
        for folder in FOLDERS {
            let changed: BTreeSet<&str> = steps.below(folder).collect();
            // a single file is renamed in one step anyway, and whether folders were exchanged is told by a replaced one
            let is_told = steps.replaced.iter().any(|path| is_below(path, folder));
            if changed.len() < 2 || !is_told {
                continue;
            }
            let new = self.workshop.join("new");
            let completed = self.operations.complete(self.dir, &new, folder, &changed);
            // whether the system can exchange them is tried with two names of nothing worth
            if let Some(folders) =
                completed.filter(|_| self.operations.can_exchange(&self.workshop))
            {
                filled.extend(folders);
                steps.exchanged.push(folder.to_owned());
            }
        }
        filled
    }

    /// Whether a folder was exchanged.
    fn is_exchanged(&self, steps: &Steps, folder: &str) -> bool {
        let replaced = steps.replaced.iter().find(|path| is_below(path, folder));
        replaced.is_some_and(|path| swap::is_exchanged(&self.old_file(path), &self.new_file(path)))
    }

    /// Keeps the old file.
    fn keep(&self, path: &str) -> Result<(), WriteError> {
        let (from, to) = (self.dir.join(path), self.old_file(path));
        self.create_folders(to.parent().into_iter())?;
        self.operations.keep(&from, &to)
    }

    /// Puts everything in its place.
    fn apply(&self, steps: &Steps) -> Result<(), WriteError> {
        let single = |path: &&String| !steps.exchanged.iter().any(|folder| is_below(path, folder));
        let added = || steps.added.iter().filter(single);
        let folders = parents(added());
        self.create_folders(folders.into_iter().map(|folder| self.dir.join(folder)))?;
        for path in steps.replaced.iter().filter(single).chain(added()) {
            self.operations
                .rename(&self.new_file(path), &self.dir.join(path))?;
        }
        for path in steps.removed.iter().filter(single) {
            self.operations.remove(&self.dir.join(path))?;
            remove_empty_parents(self.dir, path);
        }
        for folder in &steps.exchanged {
            self.operations
                .exchange(&self.new_file(folder), &self.dir.join(folder))?;
        }
        self.settle(steps)?;
        for folder in &steps.exchanged {
            let changed: BTreeSet<&str> = steps.below(folder).collect();
            let old = self.workshop.join("new");
            self.operations.rescue(self.dir, &old, folder, &changed)?;
        }
        Ok(())
    }

    /// Puts everything back.
    fn undo(&self, steps: &Steps) -> Result<(), WriteError> {
        for folder in &steps.exchanged {
            if self.is_exchanged(steps, folder) {
                let (old, new) = (self.new_file(folder), self.dir.join(folder));
                self.operations.exchange(&old, &new)?;
                let changed: BTreeSet<&str> = steps.below(folder).collect();
                let new = self.workshop.join("new");
                self.operations.rescue(self.dir, &new, folder, &changed)?;
            }
        }
        for path in steps.replaced.iter().chain(&steps.removed) {
            let (from, to) = (self.old_file(path), self.dir.join(path));
            if fs::symlink_metadata(&from).is_err() {
                // put back already, by a run that was interrupted in turn
                continue;
            }
            self.create_folders(to.parent().into_iter())?;
            self.operations.rename(&from, &to)?;
            // where both are names of one file, renaming does nothing
            self.operations.remove_if_there(&from)?;
        }
        for path in &steps.added {
            // what still waits in `new/` was not put in its place
            if fs::symlink_metadata(self.new_file(path)).is_err() {
                self.operations.remove_if_there(&self.dir.join(path))?;
            }
            // its folders are made before it, and before the run failed perhaps
            remove_empty_parents(self.dir, path);
        }
        self.settle(steps)
    }

    /// Forces the folders of all files to the disk, before the journal that speaks of them goes.
    fn settle(&self, steps: &Steps) -> Result<(), WriteError> {
        self.operations
            .sync_folders(&self.folders_of(steps, |path| [self.dir.join(path)]))
    }

    /// All folders, those around them included, that hold the places of files.
    fn folders_of<const N: usize>(
        &self,
        steps: &Steps,
        places: impl Fn(&str) -> [PathBuf; N],
    ) -> BTreeSet<PathBuf> {
        let paths = steps
            .replaced
            .iter()
            .chain(&steps.added)
            .chain(&steps.removed);
        let mut folders = BTreeSet::new();
        for place in parents(paths).into_iter().flat_map(places) {
            for folder in place.ancestors() {
                let is_inside = folder.starts_with(self.dir);
                if !is_inside || !folders.insert(folder.to_path_buf()) {
                    break;
                }
            }
        }
        folders
    }

    /// Removes the journal, and then all the rest.
    fn clean(&self) -> Result<(), WriteError> {
        self.operations.remove_if_there(&self.journal())?;
        self.operations.remove_folder(&self.workshop)
    }

    /// Makes folders.
    fn create_folders<P: AsRef<Path>>(
        &self,
        mut folders: impl Iterator<Item = P>,
    ) -> Result<(), WriteError> {
        folders.try_for_each(|folder| self.operations.create_folder(folder.as_ref()))
    }
}

/// The folders of files, each once; an empty path for files that lie in none.
fn parents<'p>(files: impl Iterator<Item = &'p String>) -> BTreeSet<&'p str> {
    files
        .map(|file| file.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect()
}

/// What is done to which file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Steps {
    /// There before and after.
    replaced: Vec<String>,
    /// New.
    added: Vec<String>,
    /// There before only.
    removed: Vec<String>,
    /// Folders that are exchanged as a whole, with all of the above that is in them.
    exchanged: Vec<String>,
}

/// Whether a path lies below a folder.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

impl Steps {
    /// What is done below a folder.
    fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let all = self.replaced.iter().chain(&self.added).chain(&self.removed);
        all.map(String::as_str)
            .filter(move |path| is_below(path, folder))
    }

    fn print(&self) -> String {
        let mut out = format!("{JOURNAL_HEAD}\n");
        for (word, paths) in [
            ("replace", &self.replaced),
            ("add", &self.added),
            ("remove", &self.removed),
            ("exchange", &self.exchanged),
        ] {
            for path in paths {
                out.extend([word, " ", path, "\n"]);
            }
        }
        out + JOURNAL_END + "\n"
    }

    /// Reads a journal; one that is not whole, or not ours, has no steps.
    fn parse(text: &str) -> Self {
        let mut steps = Self::default();
        let Some(body) = text
            .strip_prefix(JOURNAL_HEAD)
            .and_then(|rest| rest.trim_end().strip_suffix(JOURNAL_END))
        else {
            return steps;
        };
        for line in body.lines() {
            match line.split_once(' ') {
                Some((_, path)) if !is_inside(path) => {}
                Some(("replace", path)) => steps.replaced.push(path.to_owned()),
                Some(("add", path)) => steps.added.push(path.to_owned()),
                Some(("remove", path)) => steps.removed.push(path.to_owned()),
                Some(("exchange", path)) => steps.exchanged.push(path.to_owned()),
                _ => {}
            }
        }
        steps
    }
}
