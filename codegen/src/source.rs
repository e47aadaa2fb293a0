//! Where documents come from: files on disk, or memory in tests and in build scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

/// Reads the files of a document.
///
/// [`load`](crate::load::load) decides which files may be read, by comparing [canonical](Source::canonical) paths; a source
/// only has to resolve paths correctly.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::source::{Memory, ReadError, Source as _};
///
/// let source = Memory::new().with("api/pets.yaml", "openapi: 3.1.0");
/// assert_eq!(source.read(Path::new("api/../api/pets.yaml"), 1_000)?, b"openapi: 3.1.0");
/// assert_eq!(source.read(Path::new("api/pets.yaml"), 3), Err(ReadError::TooLarge { limit: 3 }));
/// # Ok::<(), ReadError>(())
/// ```
pub trait Source {
    /// Reads a whole file, or fails if it has more than `limit` bytes.
    ///
    /// # Errors
    /// If the file does not exist, is not a regular file, is too large or can't be read.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// The canonical path of a file or folder: absolute, without `.` and `..`, symbolic links resolved.
    ///
    /// # Errors
    /// If there is no such file.
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError>;

    /// The names of what a folder holds, in any order. A source that can't tell has none; then references to files whose
    /// names are written differently are not followed.
    fn list(&self, folder: &Path) -> Vec<String> {
        let _ = folder;
        Vec::new()
    }
}

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    NotFound,
    /// It is a folder or a device.
    NotAFile,
    /// It holds more bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// An error of the operating system, with its message.
    Io(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("there is no such file"),
            Self::NotAFile => f.write_str("this is not a plain file"),
            Self::TooLarge { limit } => write!(f, "it is larger than {limit} bytes"),
            Self::Io(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// The files on disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Source for Disk {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let metadata = std::fs::metadata(path)?;
        // A pipe has no size and may never end, but `castiron --spec /dev/stdin` is fair use; folders are not.
        if metadata.is_dir() {
            return Err(ReadError::NotAFile);
        }
        let file = std::fs::File::open(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0));
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { limit });
        }
        Ok(bytes)
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        Ok(std::fs::canonicalize(path)?)
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.collect()
    }
}

/// Files in memory. `.` and `..` in paths are resolved, with `/` as the root.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(normal(path.as_ref()), content.into());
        self
    }
}

impl Source for Memory {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.files.get(&normal(path)).ok_or(ReadError::NotFound)?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { limit });
        }
        Ok(bytes.clone())
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        let path = normal(path);
        if self.files.keys().any(|file| file.starts_with(&path)) {
            Ok(path)
        } else {
            Err(ReadError::NotFound)
        }
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let folder = normal(folder);
        let below = self.files.keys().filter_map(|file| {
            let name = file.strip_prefix(&folder).ok()?.components().next()?;
            Some(name.as_os_str().to_string_lossy().into_owned())
        });
        below.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Works out `.` and `..` by the text alone; `..` at the root stays at the root.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::ParentDir => {
                out.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_works_out_dots() {
        let memory = Memory::new().with("api/schemas/../openapi.yaml", "x");
        assert_eq!(
            memory.read(Path::new("/api/./openapi.yaml"), 10),
            Ok(b"x".to_vec())
        );
        assert_eq!(
            memory.canonical(Path::new("api/schemas/..")),
            Ok(PathBuf::from("/api"))
        );
        assert_eq!(
            memory.canonical(Path::new("other")),
            Err(ReadError::NotFound)
        );
    }

    #[test]
    fn sizes_are_bounded() {
        let memory = Memory::new().with("a", "12345");
        assert_eq!(memory.read(Path::new("a"), 5), Ok(b"12345".to_vec()));
        assert_eq!(
            memory.read(Path::new("a"), 4),
            Err(ReadError::TooLarge { limit: 4 })
        );
    }

    #[test]
    fn a_folder_is_not_a_file() {
        assert_eq!(
            Disk.read(&std::env::temp_dir(), 10),
            Err(ReadError::NotAFile)
        );
        assert_eq!(
            Disk.read(Path::new("no/such/file"), 10),
            Err(ReadError::NotFound)
        );
    }
}
