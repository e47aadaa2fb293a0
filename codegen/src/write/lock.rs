//! Locks a folder for one run. The lock ends with the process, however that ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::WriteError;

/// Locks a folder for as long as the answer lives.
pub(super) fn take(dir: &Path) -> Result<File, WriteError> {
    let file = open(dir)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(WriteError::Locked(dir.to_path_buf())),
        // some network disks know no locks; then there is none
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
            Ok(file)
        }
        Err(TryLockError::Error(error)) => Err(WriteError::io("lock", dir)(error)),
    }
}

/// On Unix the folder itself is locked, so that nothing is left behind.
#[cfg(unix)]
fn open(dir: &Path) -> Result<File, WriteError> {
    File::open(dir).map_err(WriteError::io("open", dir))
}

/// Elsewhere folders cannot be locked: a file among the temporary ones, named after the folder, stands for it.
#[cfg(not(unix))]
fn open(dir: &Path) -> Result<File, WriteError> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    dir.canonicalize()
        .unwrap_or_else(|_| dir.to_path_buf())
        .hash(&mut hasher);
    let path = std::env::temp_dir().join(format!("castiron-{:016x}.lock", hasher.finish()));
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    file.map_err(WriteError::io("open", &path))
}
