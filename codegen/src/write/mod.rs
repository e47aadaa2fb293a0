//! Writes files to disk: compares them, or replaces them as a whole.
//!
//! - Only files whose first line has the [marker](crate::emit::MARKER) belong to castiron. A file without the marker at the path of a generated
//!   file stops the run; other files without it are left alone.
//! - A README without the marker is the user's, and is kept.
//! - Replacing is all or nothing: new files are staged, the old ones are kept until all are in place, and the next run rolls back a run
//!   that was interrupted. Where the file system can exchange folders, the sources change atomically.
//! - Unchanged files are not touched, so that nothing is compiled again.
//! - Symbolic links inside the crate are not followed.
//!
//! Must not know: the model, the document, the terminal.

mod changes;
mod disk;
mod error;
mod lock;
mod operations;
mod swap;
#[cfg(test)]
mod tests;
mod transaction;

use std::path::Path;

pub use changes::Changed;
pub use error::WriteError;

use crate::emit::Files;
use disk::State;
use operations::Operations;
use transaction::Transaction;

/// The differences between a folder and the files that it should contain. All paths are relative to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Missing files.
    pub missing: Vec<String>,
    /// Files that differ.
    pub changed: Vec<Changed>,
    /// Generated files that are no longer needed.
    pub stray: Vec<String>,
    /// Files and links that castiron did not write, where generated files should go.
    pub foreign: Vec<String>,
    /// Whether a run was interrupted here; the next run that writes repairs it.
    pub interrupted: bool,
    /// The number of files that are up to date.
    pub unchanged: usize,
}

impl Drift {
    /// Whether the folder is up to date.
    pub fn is_none(&self) -> bool {
        self.missing.is_empty()
            && self.changed.is_empty()
            && self.stray.is_empty()
            && self.foreign.is_empty()
            && !self.interrupted
    }
}

/// What a run changed. All paths are relative to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were written, including new ones.
    pub changed: Vec<String>,
    /// The number of unchanged files.
    pub unchanged: usize,
    /// Files that were removed.
    pub removed: Vec<String>,
}

/// Compares a folder with the files that it should contain, without writing.
///
/// # Errors
/// If a file can't be read.
pub fn compare(dir: &Path, files: &Files) -> Result<Drift, WriteError> {
    let state = State::read(dir, files)?;
    Ok(Drift {
        changed: changes::describe(&state.changed, files),
        missing: state.missing,
        stray: state.stray,
        foreign: state.foreign,
        interrupted: Transaction::was_interrupted(dir),
        unchanged: state.unchanged,
    })
}

/// Writes these files into a folder: all of them, or, on failure, none.
///
/// # Errors
/// If a file that castiron did not write is in the way, if another run works on the folder, or on an I/O error.
///
/// ```
/// use castiron_codegen::Castiron;
/// use castiron_codegen::source::Memory;
/// use castiron_codegen::write::{compare, write};
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "{ openapi: 3.0.3, info: { title: Pets, version: '1' }, paths: {} }",
/// );
/// let files = Castiron::new("api.yaml").generate_from(&source)?.generated.files;
/// let folder = tempfile::tempdir()?;
/// assert!(!write(folder.path(), &files)?.changed.is_empty());
/// assert!(compare(folder.path(), &files)?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(dir: &Path, files: &Files) -> Result<Written, WriteError> {
    write_with(dir, files, &Operations::default())
}

fn write_with(dir: &Path, files: &Files, operations: &Operations) -> Result<Written, WriteError> {
    disk::check_paths(files)?;
    operations.create_folder(dir)?;
    let _lock = lock::take(dir)?;
    let transaction = Transaction::new(dir, operations);
    transaction.recover()?;
    let state = State::read(dir, files)?;
    if !state.foreign.is_empty() {
        return Err(WriteError::Foreign(state.foreign));
    }
    let mut changed = state.missing.clone();
    changed.extend(state.changed.into_iter().map(|(path, _)| path));
    changed.sort();
    if !changed.is_empty() || !state.stray.is_empty() {
        let missing = state.missing.iter().map(String::as_str).collect();
        transaction.run(files, &changed, &missing, &state.stray)?;
    }
    Ok(Written {
        changed,
        unchanged: state.unchanged,
        removed: state.stray,
    })
}
