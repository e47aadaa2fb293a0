//! Replacing files all at once, or not at all.
//!
//! In the folder itself, in `.castiron`: the new files are written to `new/`, the old ones linked into `old/`, and a
//! journal lists both. Only then new files are renamed into their places. What goes wrong before the journal stands has
//! changed nothing; what goes wrong after it is undone from `old/`, at once or by the next run. A power failure is not
//! guarded against: files are not forced to the disk one by one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::disk::{create_dir, is_inside, remove_empty_parents};
use crate::emit::Files;
use crate::parallel::in_parallel;

/// The folder for all of this, inside the one that is written.
const WORKSHOP: &str = ".castiron";

/// The first line of a journal, and the last one, without which it is not whole.
const JOURNAL_HEAD: &str = "castiron journal 1";
const JOURNAL_END: &str = "end";

/// A replacement under way.
pub(super) struct Transaction<'a> {
    dir: &'a Path,
    workshop: PathBuf,
}

impl<'a> Transaction<'a> {
    fn new(dir: &'a Path) -> Self {
        Self {
            dir,
            workshop: dir.join(WORKSHOP),
        }
    }

    /// Whether a run ended in the middle of replacing files.
    pub(super) fn was_interrupted(dir: &Path) -> bool {
        Transaction::new(dir).journal().is_file()
    }

    /// Undoes what an interrupted run left half done.
    pub(super) fn recover(dir: &Path) -> Result<(), WriteError> {
        let this = Transaction::new(dir);
        // never through a link: that folder would not be ours
        match fs::symlink_metadata(&this.workshop) {
            Ok(found) if !found.is_dir() => {
                return Err(WriteError::Foreign(vec![WORKSHOP.to_owned()]));
            }
            Ok(_) => {}
            Err(_) => return Ok(()),
        }
        if let Ok(journal) = fs::read_to_string(this.journal()) {
            this.undo(&Steps::parse(&journal))?;
        }
        this.clean()
    }

    /// Writes and removes files.
    pub(super) fn run(
        dir: &'a Path,
        files: &Files,
        changed: &[String],
        stray: &[String],
    ) -> Result<(), WriteError> {
        let this = Self::new(dir);
        let steps = this
            .stage(files, changed, stray)
            .inspect_err(|_| drop(this.clean()))?;
        if let Err(error) = this.apply(&steps) {
            // should undoing fail as well, the journal stays for the next run
            this.undo(&steps)?;
            this.clean()?;
            return Err(error);
        }
        this.clean()?;
        for path in stray {
            remove_empty_parents(dir, path);
        }
        Ok(())
    }

    fn journal(&self) -> PathBuf {
        self.workshop.join("journal")
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
        stray: &[String],
    ) -> Result<Steps, WriteError> {
        let mut steps = Steps::default();
        create_parents(changed.iter().map(|path| self.new_file(path)))?;
        let written = in_parallel(changed, |path| {
            let full = self.new_file(path);
            let text = files.get(path).map_or("", String::as_str);
            fs::write(&full, text).map_err(WriteError::io("write", &full))
        });
        written.into_iter().collect::<Result<(), _>>()?;
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
        let unfinished = self.workshop.join("journal.new");
        create_parent(&unfinished)?;
        fs::write(&unfinished, steps.print()).map_err(WriteError::io("write", &unfinished))?;
        fs::rename(&unfinished, self.journal())
            .map_err(WriteError::io("write", &self.journal()))?;
        Ok(steps)
    }

    /// Keeps the old file: as a second name for it where the disk can do that, else as a copy.
    fn keep(&self, path: &str) -> Result<(), WriteError> {
        let (from, to) = (self.dir.join(path), self.old_file(path));
        create_parent(&to)?;
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .map_err(WriteError::io("copy", &from))
    }

    /// Puts everything in its place.
    fn apply(&self, steps: &Steps) -> Result<(), WriteError> {
        create_parents(steps.added.iter().map(|path| self.dir.join(path)))?;
        for path in steps.replaced.iter().chain(&steps.added) {
            let full = self.dir.join(path);
            fs::rename(self.new_file(path), &full).map_err(WriteError::io("write", &full))?;
        }
        for path in &steps.removed {
            let full = self.dir.join(path);
            fs::remove_file(&full).map_err(WriteError::io("remove", &full))?;
        }
        Ok(())
    }

    /// Puts everything back.
    fn undo(&self, steps: &Steps) -> Result<(), WriteError> {
        for path in steps.replaced.iter().chain(&steps.removed) {
            let (from, to) = (self.old_file(path), self.dir.join(path));
            if fs::symlink_metadata(&from).is_err() {
                // put back already, by a run that was interrupted in turn
                continue;
            }
            create_parent(&to)?;
            fs::rename(&from, &to).map_err(WriteError::io("restore", &to))?;
            // where both are names of one file, renaming does nothing
            remove_if_there(&from)?;
        }
        for path in &steps.added {
            // what still waits in `new/` was not put in its place
            if fs::symlink_metadata(self.new_file(path)).is_err() {
                remove_if_there(&self.dir.join(path))?;
                remove_empty_parents(self.dir, path);
            }
        }
        Ok(())
    }

    /// Removes the journal, and then all the rest.
    fn clean(&self) -> Result<(), WriteError> {
        remove_if_there(&self.journal())?;
        match fs::remove_dir_all(&self.workshop) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteError::io("remove", &self.workshop)(error))
            }
            _ => Ok(()),
        }
    }
}

fn create_parent(path: &Path) -> Result<(), WriteError> {
    path.parent().map_or(Ok(()), create_dir)
}

/// Makes the folders of files, each once.
fn create_parents(files: impl Iterator<Item = PathBuf>) -> Result<(), WriteError> {
    let folders: BTreeSet<PathBuf> = files
        .filter_map(|file| file.parent().map(Path::to_owned))
        .collect();
    folders.iter().try_for_each(|folder| create_dir(folder))
}

fn remove_if_there(path: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WriteError::io("remove", path)(error))
        }
        _ => Ok(()),
    }
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
}

impl Steps {
    fn print(&self) -> String {
        let mut out = format!("{JOURNAL_HEAD}\n");
        for (word, paths) in [
            ("replace", &self.replaced),
            ("add", &self.added),
            ("remove", &self.removed),
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
                _ => {}
            }
        }
        steps
    }
}
