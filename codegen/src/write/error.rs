//! Errors of the file system.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a folder could not be compared or written. Its content is unchanged.
#[derive(Debug)]
pub enum WriteError {
    /// Files or links that castiron did not write stand where generated files should go. Relative to the folder.
    Foreign(Vec<String>),
    /// Another run is at work in the folder.
    Locked(PathBuf),
    /// A path of the generated files leads out of the folder.
    Outside(String),
    /// A path that some disks can't hold: a name of a device on Windows, or one that differs from another in case only.
    Unportable(String),
    /// The disk refused.
    Io {
        /// What was tried, such as `read`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl WriteError {
    /// Makes an error of what the disk said; to be given to `map_err`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(paths) => {
                f.write_str("these were not written by castiron and stand in its way:")?;
                for path in paths.iter().take(MOST) {
                    write!(f, "\n  {path}")?;
                }
                if paths.len() > MOST {
                    write!(f, "\n  and {} more", paths.len().saturating_sub(MOST))?;
                }
                Ok(())
            }
            Self::Locked(path) => write!(f, "another run is writing to {}", path.display()),
            Self::Outside(path) => write!(f, "{path:?} leads out of the folder"),
            Self::Unportable(path) => write!(
                f,
                "{path:?} can't be written on every system: it is reserved on Windows, or differs from another path in \
                 case only"
            ),
            Self::Io {
                action,
                path,
                source,
            } => {
                write!(f, "cannot {action} {}: {source}", path.display())
            }
        }
    }
}

/// So many paths are listed.
const MOST: usize = 10;

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
