//! The files that references point to, each read once, and only from permitted places.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::super::files::File;
use super::super::node::Node;
use super::super::read;
use super::context::Context;
use super::reference::normal;
use super::similar;
use crate::diagnostic::{Code, FileId};
use crate::limits::Limit;
use crate::source::ReadError;

/// All trees by their files.
#[derive(Default)]
pub(super) struct Trees {
    trees: Vec<Option<Node>>,
    /// Canonical paths of what was read.
    known: HashMap<PathBuf, FileId>,
    /// The folders, and single files, that may be read: the document's folder first. Empty if it can't be determined.
    allowed: Vec<PathBuf>,
}

/// Why a file can't be read.
pub(super) struct NoFile {
    pub(super) code: Code,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Trees {
    /// The root's tree.
    pub(super) fn new(root: Node, context: &Context<'_>) -> Self {
        let mut trees = Self {
            trees: vec![Some(root)],
            ..Self::default()
        };
        if let Ok(path) = context.source.canonical(context.path) {
            let folder = match &context.options.allow_root {
                Some(folder) => context.source.canonical(folder).ok(),
                None => path.parent().map(Path::to_owned),
            };
            let copies = &context.options.urls;
            let copies = copies
                .iter()
                .filter_map(|(_, copy)| context.source.canonical(copy).ok());
            trees.allowed = folder.into_iter().chain(copies).collect();
            trees.known.insert(path, FileId::ROOT);
        }
        trees
    }

    /// The tree of a file.
    pub(super) fn get(&self, file: FileId) -> Option<&Node> {
        self.trees.get(file.0 as usize)?.as_ref()
    }

    /// Takes the root's tree out.
    pub(super) fn take_root(&mut self) -> Node {
        self.trees
            .first_mut()
            .and_then(Option::take)
            .unwrap_or(Node::Null)
    }

    /// The file that `resource` names, seen from `from`.
    pub(super) fn open(
        &mut self,
        from: FileId,
        resource: &str,
        context: &mut Context<'_>,
    ) -> Result<FileId, NoFile> {
        // On every system references are written with slashes.
        self.open_path(&folder_of(from, context).join(resource), context)
    }

    /// The files that `resource` can mean, seen from `from`, as it does not exist: their paths, from there.
    pub(super) fn similar(
        &self,
        from: FileId,
        resource: &str,
        context: &Context<'_>,
    ) -> Vec<String> {
        similar::similar(
            resource,
            &folder_of(from, context),
            context.source,
            &self.allowed,
        )
    }

    /// The tree of the file at a path.
    pub(super) fn open_path(
        &mut self,
        path: &Path,
        context: &mut Context<'_>,
    ) -> Result<FileId, NoFile> {
        let path = match context.source.canonical(path) {
            Ok(path) => path,
            Err(error) => return Err(unreadable(&error)),
        };
        if let Some(&id) = self.known.get(&path) {
            return match self.get(id) {
                Some(_) => Ok(id),
                // Its own trouble has been reported.
                None => Err(NoFile {
                    code: Code::UnreadableFile,
                    label: "this file can't be read".into(),
                    help: None,
                }),
            };
        }
        let Some(allowed) = self
            .allowed
            .iter()
            .find(|allowed| path.starts_with(allowed))
        else {
            return Err(NoFile {
                code: Code::OutsideRoot,
                label: "this file lies outside the document's folder".into(),
                help: Some("`--allow-root DIR` names a folder that files may come from".into()),
            });
        };
        let most = context.options.limits.of(Limit::Files);
        if self.trees.len() >= most {
            return Err(NoFile {
                code: Code::TooMuch,
                label: format!("more than {most} files"),
                help: Some(Limit::Files.remedy()),
            });
        }
        let bytes = match context
            .source
            .read(&path, context.options.limits.of(Limit::FileBytes) as u64)
        {
            Ok(bytes) => bytes,
            Err(error) => return Err(unreadable(&error)),
        };
        // Shown the way the root is: as seen from where the command runs.
        let is_own = self.allowed.first() == Some(allowed);
        let name = match (
            path.strip_prefix(allowed)
                .map_err(drop)
                .and_then(|inner| is_own.then_some(inner).ok_or(())),
            context.path.parent(),
            &context.options.allow_root,
        ) {
            (Ok(inner), Some(folder), None) => folder.join(inner).display().to_string(),
            (Ok(inner), _, Some(root)) => root.join(inner).display().to_string(),
            _ => path.display().to_string(),
        };
        let (id, tree) = read::file(bytes, &path, name, context.files, context.diagnostics);
        self.known.insert(path, id);
        self.trees
            .resize_with((id.0 as usize).saturating_add(1), || None);
        let found = tree.is_some();
        if let Some(slot) = self.trees.get_mut(id.0 as usize) {
            *slot = tree;
        }
        if found {
            Ok(id)
        } else {
            Err(NoFile {
                code: Code::UnreadableFile,
                label: "this file can't be read".into(),
                help: None,
            })
        }
    }

    /// The file beside the document that says of itself that it is the resource of this URL. Its folders are the last parts
    /// of the URL's path, or some of them.
    pub(super) fn beside(&mut self, url: &str, context: &mut Context<'_>) -> Option<FileId> {
        let (_, path) = url.split_once("://")?.1.split_once('/')?;
        let folder = context.path.parent().unwrap_or(Path::new("")).to_owned();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        for first in 0..parts.len() {
            let below: PathBuf = parts.get(first..)?.iter().collect();
            let Ok(path) = context.source.canonical(&folder.join(below)) else {
                continue;
            };
            let may_be_read = self.allowed.iter().any(|allowed| path.starts_with(allowed));
            if !may_be_read || self.known.contains_key(&path) {
                continue;
            }
            // most files are something else, and are not parsed for this
            let names_itself = context
                .source
                .read(&path, context.options.limits.of(Limit::FileBytes) as u64)
                .is_ok_and(|bytes| {
                    let text = String::from_utf8_lossy(&bytes);
                    text.contains(url) || text.contains(&*normal(url))
                });
            if names_itself {
                return self.open_path(&path, context).ok();
            }
        }
        None
    }

    /// The words of a file's path below the allowed folder, without its extension, for names.
    pub(super) fn words(&self, file: FileId, path: &Path) -> Vec<String> {
        if file == FileId::ROOT {
            return Vec::new();
        }
        let inner = self
            .allowed
            .iter()
            .find_map(|allowed| path.strip_prefix(allowed).ok())
            .unwrap_or(path);
        // a copy that is a single file
        let inner = match inner.as_os_str().is_empty() {
            true => path.file_name().map_or(path, Path::new),
            false => inner,
        };
        inner
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect()
    }
}

/// The folder that references of a file start from.
fn folder_of(file: FileId, context: &Context<'_>) -> PathBuf {
    let path = match file {
        FileId::ROOT => Some(context.path),
        file => context.files.get(file).map(File::path),
    };
    let folder = path.and_then(Path::parent);
    folder.unwrap_or(Path::new("")).to_owned()
}

fn unreadable(error: &ReadError) -> NoFile {
    let code = match error {
        ReadError::TooLarge { .. } => Code::FileTooLarge,
        _ => Code::UnreadableFile,
    };
    NoFile {
        code,
        label: error.to_string(),
        help: match error {
            ReadError::TooLarge { .. } => Some(Limit::FileBytes.remedy()),
            _ => None,
        },
    }
}
