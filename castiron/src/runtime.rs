//! The dependency on the runtime, from flags and settings, as the crate's manifest needs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use castiron_codec::sources as codec;
use castiron_codegen::emit::{Embedded, GitReference, Runtime, Sources};
use castiron_codegen::settings::RuntimeSettings;
use castiron_runtime::sources as runtime;
use clap::Args;

use crate::paths::{absolute, portable, relative};
use crate::program::Program;

/// The runtime, on the command line: at most one of these flags; without any, castiron.toml decides.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Runtime (castiron.toml: [runtime])")]
pub struct RuntimeArgs {
    /// Use the runtime in this folder; Cargo.toml gets a path relative to the crate, unless this one is absolute
    #[arg(long, value_name = "DIR", group = "source")]
    pub runtime: Option<PathBuf>,
    /// Use this version of the runtime from the registry
    #[arg(long, value_name = "REQUIREMENT", group = "source")]
    pub runtime_version: Option<String>,
    /// Use the runtime from a git repository
    #[arg(long, value_name = "URL", group = "source")]
    pub runtime_git: Option<String>,
    /// Commit of the git repository
    #[arg(
        long,
        value_name = "COMMIT",
        requires = "runtime_git",
        conflicts_with = "runtime_tag"
    )]
    pub runtime_rev: Option<String>,
    /// Tag of the git repository
    #[arg(long, value_name = "TAG", requires = "runtime_git")]
    pub runtime_tag: Option<String>,
    /// Copy the runtime's sources into the crate, so that it depends on no package of castiron
    #[arg(long, group = "source")]
    pub embed_runtime: bool,
}

/// A choice of runtime, as flags or settings say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A version requirement for the registry.
    Version(String),
    /// A repository.
    Git {
        /// Its address.
        url: String,
        /// What is taken of it.
        reference: Option<GitReference>,
    },
    /// The runtime's folder, as it was given, and the folder that it is relative to.
    Path {
        /// Where a relative path starts.
        base: PathBuf,
        /// The path.
        path: PathBuf,
    },
    /// The sources are written into the crate.
    Embedded,
}

impl RuntimeArgs {
    /// What the flags say, if anything; paths are relative to the current folder.
    pub fn choice(&self, folder: &Path) -> Option<Choice> {
        let reference = match (&self.runtime_rev, &self.runtime_tag) {
            (Some(rev), _) => Some(GitReference::Rev(rev.clone())),
            (None, Some(tag)) => Some(GitReference::Tag(tag.clone())),
            (None, None) => None,
        };
        if self.embed_runtime {
            return Some(Choice::Embedded);
        }
        if let Some(version) = &self.runtime_version {
            return Some(Choice::Version(version.clone()));
        }
        if let Some(url) = &self.runtime_git {
            let url = url.clone();
            return Some(Choice::Git { url, reference });
        }
        self.runtime.as_ref().map(|path| Choice::Path {
            base: folder.to_path_buf(),
            path: path.clone(),
        })
    }

    /// The flags again, each with its value, to show a command that does the same.
    pub fn words(&self) -> Vec<(&'static str, Option<String>)> {
        let path = self.runtime.as_ref().map(|path| path.display().to_string());
        let options = [
            ("--runtime", path),
            ("--runtime-version", self.runtime_version.clone()),
            ("--runtime-git", self.runtime_git.clone()),
            ("--runtime-rev", self.runtime_rev.clone()),
            ("--runtime-tag", self.runtime_tag.clone()),
        ];
        let mut words: Vec<_> = options
            .into_iter()
            .filter(|(_, value)| value.is_some())
            .collect();
        if self.embed_runtime {
            words.push(("--embed-runtime", None));
        }
        words
    }
}

impl Choice {
    /// What `[runtime]` says in a `castiron.toml` that lies in the folder `root`.
    pub(crate) fn of_settings(runtime: &RuntimeSettings, root: &Path) -> Self {
        match runtime {
            RuntimeSettings::Version { version } => Self::Version(version.clone()),
            RuntimeSettings::Git { git, rev, tag } => {
                let rev = rev.clone().map(GitReference::Rev);
                Self::Git {
                    url: git.clone(),
                    reference: rev.or(tag.clone().map(GitReference::Tag)),
                }
            }
            RuntimeSettings::Path { path } => Self::Path {
                base: root.to_path_buf(),
                path: portable(path),
            },
            RuntimeSettings::Embedded { .. } => Self::Embedded,
        }
    }

    /// What a crate takes when nothing was said: the runtime that the program brings, else its own version.
    pub fn of_program(program: &Program) -> Self {
        match &program.runtime {
            Some(path) => Self::Path {
                base: path.clone(),
                path: PathBuf::new(),
            },
            None => Self::Version(castiron_codegen::VERSION.to_owned()),
        }
    }

    /// The runtime for the manifest of a crate in the folder `out`.
    ///
    /// # Errors
    /// Where the folder is no runtime, or no relative path leads to it.
    pub fn resolve(&self, out: &Path) -> Result<Runtime, String> {
        match self {
            Self::Version(version) => Ok(Runtime::Version(version.clone())),
            Self::Git { url, reference } => Ok(Runtime::Git {
                url: url.clone(),
                reference: reference.clone(),
            }),
            Self::Path { base, path } => folder(base, path, out).map(Runtime::Path),
            Self::Embedded => embedded().map(|all| Runtime::Embedded(Box::new(all))),
        }
    }
}

/// The path of the runtime's folder as a manifest in `out` names it.
fn folder(base: &Path, path: &Path, out: &Path) -> Result<PathBuf, String> {
    let full = absolute(base, path);
    if !is_runtime(&full) {
        return Err(format!(
            "{} is not a folder of castiron-runtime; `[runtime]` in castiron.toml takes `embedded = true` (the sources \
             are written into the crate), `git = \"URL\"` with `rev` or `tag`, `version = \"{}\"` or another `path`",
            full.display(),
            castiron_codegen::VERSION
        ));
    }
    if path.is_absolute() {
        return Ok(full);
    }
    relative(out, &full).ok_or_else(|| {
        format!(
            "no relative path leads from {} to {}; `embedded = true` in `[runtime]` needs none",
            out.display(),
            full.display()
        )
    })
}

/// Whether a folder holds the package of the runtime.
fn is_runtime(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("Cargo.toml"))
        .is_ok_and(|manifest| manifest.contains("name = \"castiron-runtime\""))
}

/// The runtime's sources, which this program carries.
fn embedded() -> Result<Embedded, String> {
    let files = |all: Vec<(String, &'static str)>| all.into_iter().collect::<BTreeMap<_, _>>();
    Embedded::new(
        &Sources {
            version: runtime::VERSION,
            license: runtime::LICENSE,
            manifest: runtime::MANIFEST,
            files: &files(runtime::files()),
        },
        &Sources {
            version: codec::VERSION,
            license: codec::LICENSE,
            manifest: codec::MANIFEST,
            files: &files(codec::files()),
        },
    )
    .map_err(|error| format!("the runtime in this program cannot be embedded: {error}"))
}
