//! The operations on the disk, one function each.
//!
//! Only tests lead from here to `mod`: they count the operations.
//!
//! Nothing else in this pass changes the disk while a crate is replaced, so that a test can make each operation fail in turn,
//! or end the run there, and check what is left.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread::Builder;

use super::{WriteError, swap};

/// So many files are forced to the disk at a time: each waits for the disk, not for a processor.
const AT_ONCE: usize = 16;

/// The operations on a disk.
#[derive(Debug, Default)]
pub(super) struct Operations {
    #[cfg(test)]
    pub(super) fault: super::tests::faults::Fault,
}

impl Operations {
    /// Writes a new file and forces it to the disk. It gets these permissions, if any.
    pub(super) fn write(
        &self,
        path: &Path,
        text: &str,
        permissions: Option<Permissions>,
    ) -> Result<(), WriteError> {
        let written = || -> io::Result<()> {
            let mut file = File::create(path)?;
            self.write_all(&mut file, text.as_bytes())?;
            if let Some(permissions) = permissions {
                fs::set_permissions(path, permissions)?;
            }
            file.sync_all()
        };
        written().map_err(WriteError::io("write", path))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "in tests it counts")]
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// The same, and half of the text where the run ends here.
    #[cfg(test)]
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        self.fault
            .step()
            .or_else(|error| file.write_all(half).and(Err(error)))?;
        file.write_all(bytes)
    }

    /// Keeps a file under a second name: as a link where the disk can do that, else as a copy.
    pub(super) fn keep(&self, from: &Path, to: &Path) -> Result<(), WriteError> {
        self.step()
            .and_then(|()| {
                fs::hard_link(from, to).or_else(|_| {
                    fs::copy(from, to)?;
                    File::open(to)?.sync_all()
                })
            })
            .map_err(WriteError::io("copy", from))
    }

    /// Renames a file, over another one if there is one.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), WriteError> {
        self.step()
            .and_then(|()| fs::rename(from, to))
            .map_err(WriteError::io("write", to))
    }

    /// Completes a folder that is to take the place of another; says whether it could. Nothing is changed where it is.
    pub(super) fn complete(
        &self,
        dir: &Path,
        new: &Path,
        folder: &str,
        changed: &BTreeSet<&str>,
    ) -> Option<BTreeSet<PathBuf>> {
        self.step()
            .and_then(|()| swap::complete(dir, new, folder, changed))
            .ok()
    }

    /// Whether folders can be exchanged here, tried with two that hold nothing.
    pub(super) fn can_exchange(&self, workshop: &Path) -> bool {
        let probes = [workshop.join("probe"), workshop.join("probe.new")];
        let [a, b] = &probes;
        probes.iter().all(|probe| fs::create_dir(probe).is_ok())
            && self.exchange(a, b).is_ok()
            && probes.iter().all(|probe| fs::remove_dir(probe).is_ok())
    }

    /// Exchanges two folders in one step.
    pub(super) fn exchange(&self, a: &Path, b: &Path) -> Result<(), WriteError> {
        self.step()
            .and_then(|()| self.exchange_names(a, b))
            .map_err(WriteError::io("exchange", b))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "in tests some disks can't do it")]
    fn exchange_names(&self, a: &Path, b: &Path) -> io::Result<()> {
        swap::exchange(a, b)
    }

    #[cfg(test)]
    fn exchange_names(&self, a: &Path, b: &Path) -> io::Result<()> {
        if self.fault.has_no_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        swap::exchange(a, b)
    }

    /// Moves what somebody else wrote into an old folder meanwhile.
    pub(super) fn rescue(
        &self,
        dir: &Path,
        old: &Path,
        folder: &str,
        changed: &BTreeSet<&str>,
    ) -> Result<(), WriteError> {
        self.step()
            .and_then(|()| swap::rescue(dir, old, folder, changed))
            .map_err(WriteError::io("move files of", &old.join(folder)))
    }

    /// Removes a file.
    pub(super) fn remove(&self, path: &Path) -> Result<(), WriteError> {
        self.step()
            .and_then(|()| fs::remove_file(path))
            .map_err(WriteError::io("remove", path))
    }

    /// Removes a file that may be missing.
    pub(super) fn remove_if_there(&self, path: &Path) -> Result<(), WriteError> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            _ => self.remove(path),
        }
    }

    /// Makes a folder and those around it.
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), WriteError> {
        if path.is_dir() {
            return Ok(());
        }
        self.step()
            .and_then(|()| fs::create_dir_all(path))
            .map_err(WriteError::io("create", path))
    }

    /// Removes a folder with all that it holds, if it is there.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), WriteError> {
        match self.step().and_then(|()| fs::remove_dir_all(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteError::io("remove", path)(error))
            }
            _ => Ok(()),
        }
    }

    /// Forces the names in folders to the disk, where the system knows how to. Folders that are missing are passed over.
    pub(super) fn sync_folders(&self, folders: &BTreeSet<PathBuf>) -> Result<(), WriteError> {
        if !cfg!(unix) {
            return Ok(());
        }
        let folders: Vec<&PathBuf> = folders.iter().filter(|folder| folder.is_dir()).collect();
        self.each(&folders, |folder| {
            self.step()
                .and_then(|()| File::open(folder)?.sync_all())
                // some file systems can't do this for folders
                .or_else(|error| match error.kind() {
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
                    _ => Err(error),
                })
                .map_err(WriteError::io("write", folder))
        })
    }

    /// Does something that waits for the disk for each of these, several at a time, as far as the system has threads. After a
    /// failure no more is begun.
    pub(super) fn each<T: Sync>(
        &self,
        list: &[T],
        what: impl Fn(&T) -> Result<(), WriteError> + Sync,
    ) -> Result<(), WriteError> {
        let share = list.len().div_ceil(AT_ONCE).max(1);
        std::thread::scope(|scope| {
            let what = &what;
            let started: Vec<_> = list
                .chunks(share)
                .map(|chunk| {
                    let work = move || chunk.iter().try_for_each(what);
                    Builder::new().spawn_scoped(scope, work).map_err(|_| chunk)
                })
                .collect();
            // every thread is waited for, whichever of them fails
            started
                .into_iter()
                .map(|thread| match thread {
                    Ok(thread) => thread
                        .join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                    Err(chunk) => chunk.iter().try_for_each(what),
                })
                .fold(Ok(()), Result::and)
        })
    }

    /// Where a test ends the run.
    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "in tests it counts")]
    #[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        self.fault.step()
    }
}
