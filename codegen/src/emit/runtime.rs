//! Where a generated crate gets the runtime from.

use std::path::PathBuf;

use super::embedded::Embedded;
use super::manifest::quoted;

/// Where the generated crate gets the runtime from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, absolute or relative to the generated crate.
    Path(PathBuf),
    /// A version requirement for a registry.
    Version(String),
    /// A repository.
    Git {
        /// Its address, as cargo takes it.
        url: String,
        /// What is taken of it; the default branch where it is missing.
        reference: Option<GitReference>,
    },
    /// The runtime is written into the crate.
    Embedded(Box<Embedded>),
}

/// A revision of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitReference {
    /// A commit.
    Rev(String),
    /// A tag.
    Tag(String),
}

impl Runtime {
    /// The value of the dependency in `Cargo.toml` (The Cargo Book, Specifying Dependencies) of a crate with this name.
    pub(super) fn dependency(&self, name: &str) -> String {
        match self {
            Self::Path(path) => {
                let path = path.to_string_lossy().replace('\\', "/");
                format!("{{ path = {} }}", quoted(&path))
            }
            Self::Version(version) => quoted(version),
            Self::Git { url, reference } => {
                let reference = match reference {
                    None => String::new(),
                    Some(GitReference::Rev(rev)) => format!(", rev = {}", quoted(rev)),
                    Some(GitReference::Tag(tag)) => format!(", tag = {}", quoted(tag)),
                };
                format!("{{ git = {}{reference} }}", quoted(url))
            }
            Self::Embedded(embedded) => embedded.dependency(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GitReference, Runtime};

    #[test]
    fn dependencies() {
        let git = |reference| Runtime::Git {
            url: "https://git.example/castiron".to_owned(),
            reference,
        };
        for (runtime, want) in [
            (Runtime::Path("..\\rt".into()), r#"{ path = "../rt" }"#),
            (Runtime::Version("0.1".to_owned()), r#""0.1""#),
            (git(None), r#"{ git = "https://git.example/castiron" }"#),
            (
                git(Some(GitReference::Rev("abc".to_owned()))),
                r#"{ git = "https://git.example/castiron", rev = "abc" }"#,
            ),
            (
                git(Some(GitReference::Tag("v1\"".to_owned()))),
                r#"{ git = "https://git.example/castiron", tag = "v1\"" }"#,
            ),
        ] {
            assert_eq!(runtime.dependency("pets"), want);
        }
    }
}
