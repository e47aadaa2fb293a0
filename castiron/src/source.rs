//! Reads documents from disk or from standard input.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use castiron_codegen::source::{Disk, ReadError, Source};

/// What standard input is called in messages.
pub(crate) const STDIN_NAME: &str = "<stdin>";

/// The disk, with standard input as one more file: `<stdin>`, in the current folder.
pub(crate) struct Files;

impl Source for Files {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        if !is_stdin(path) {
            return Disk.read(path, limit);
        }
        // it can be read once only, and what was refused is read again
        static READ: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = match READ.get() {
            Some(bytes) => bytes,
            None => {
                let mut bytes = Vec::new();
                let input = std::io::stdin().lock();
                input
                    .take(limit.saturating_add(1))
                    .read_to_end(&mut bytes)?;
                READ.get_or_init(|| bytes)
            }
        };
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { limit });
        }
        Ok(bytes.clone())
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        if !is_stdin(path) {
            return Disk.canonical(path);
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = Disk.canonical(folder.unwrap_or(Path::new(".")))?;
        Ok(folder.join(STDIN_NAME))
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        Disk.list(folder)
    }
}

/// Whether a path stands for standard input: no file can be meant, as none of this name is there.
fn is_stdin(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == STDIN_NAME) && !path.exists()
}
