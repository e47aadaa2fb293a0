//! The two documents of a comparison: their names, and how they are loaded.

use std::fmt;
use std::path::{Path, PathBuf};

use castiron_codegen::diagnostic::Sources as _;
use castiron_codegen::model::Model;

use super::history;
use crate::args::Reading;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::project::Crate;
use crate::target::Target;

/// A document that was named on the command line.
pub(crate) struct Named {
    /// Its name there.
    pub(crate) name: Option<String>,
    /// Its path in the checkout.
    pub(crate) original: PathBuf,
    /// What git keeps of it, where that is meant.
    pub(crate) kept: Option<history::Kept>,
    /// Further documents, where they were named too; else they are those of the crate.
    pub(crate) further: Vec<PathBuf>,
}

impl Named {
    /// The document of a crate as git keeps it in a revision, and as it is.
    pub(crate) fn since(krate: &Crate, revision: &str) -> Result<[Self; 2], Failure> {
        let folder = krate.spec.parent().unwrap_or(Path::new("."));
        let file = krate.spec.file_name().unwrap_or_default().to_string_lossy();
        // revisions are read from where the document lies
        let inside = Here {
            folder: folder.to_path_buf(),
            project: None,
        };
        let old = Self::find(&inside, Some(&format!("{revision}:{file}")))?;
        let new = Self {
            name: None,
            original: krate.spec.clone(),
            kept: None,
            further: Vec::new(),
        };
        Ok([old, new])
    }

    pub(crate) fn find(here: &Here, name: Option<&str>) -> Result<Self, Failure> {
        let kept = name
            .map(|name| history::kept(here, name))
            .transpose()?
            .flatten();
        let original = match (&kept, name) {
            (Some(kept), _) => kept.original.clone(),
            (None, Some(name)) => here.document(Path::new(name))?,
            (None, None) => here.spec(None)?,
        };
        Ok(Self {
            name: name.map(str::to_owned),
            original,
            kept,
            further: Vec::new(),
        })
    }
}

/// A place in the text of a document: `openapi.yaml:12:3`.
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// Whether the file is not the document itself, but one that it refers to.
    pub(super) is_elsewhere: bool,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl At {
    /// The place without the name of the document: `12:3`.
    pub(super) fn short(&self) -> String {
        if self.is_elsewhere {
            self.to_string()
        } else {
            format!("{}:{}", self.line, self.column)
        }
    }
}

impl Named {
    /// The further documents: those that were named, else the crate's, of the same revision.
    fn beside(&self, of: Option<&Crate>) -> Result<Vec<PathBuf>, Failure> {
        if !self.further.is_empty() {
            return Ok(self.further.clone());
        }
        let Some(krate) = of.filter(|krate| krate.spec == self.original) else {
            return Ok(Vec::new());
        };
        let Some(kept) = &self.kept else {
            return Ok(krate.beside.clone());
        };
        let folder = krate.spec.parent().unwrap_or(Path::new("."));
        let old = kept.document.parent().unwrap_or(Path::new("."));
        let all = krate.beside.iter().map(|path| match path.strip_prefix(folder) {
            Ok(inner) => Ok(old.join(inner)),
            Err(_) => Err(Failure::from(format!(
                "{} lies outside of {}, the folder of the first document, so that its old version can't be read",
                path.display(),
                folder.display()
            ))),
        });
        all.collect()
    }
}

/// One of the documents, with its model.
pub(crate) struct Side {
    /// The document as it was named: `HEAD:openapi.yaml` is read from a folder whose name says nothing.
    name: String,
    input: Input,
    pub(crate) model: Model,
}

impl Side {
    /// Reads a document; its diagnostics, and which of the two it is, where it gives no model.
    pub(crate) fn read(
        here: &Here,
        which: &str,
        named: &Named,
        of: Option<&Crate>,
        reading: &Reading,
        console: &Console,
    ) -> Result<Option<Self>, Failure> {
        let kept = named.kept.as_ref().map(|kept| kept.document.clone());
        let spec = kept.unwrap_or_else(|| named.original.clone());
        let beside = named.beside(of)?;
        let mut input = Input::read(here, &Target { spec, beside, of }, reading)?;
        let made = input
            .sound()
            .map(|document| castiron_codegen::model(document, &input.config));
        if let Some((_, diagnostics)) = &made {
            input.add(diagnostics, reading);
        }
        match made.filter(|_| !input.diagnostics.has_errors()) {
            Some((model, _)) => Ok(Some(Self {
                name: named.name.clone().unwrap_or_else(|| input.name.clone()),
                input,
                model,
            })),
            None => {
                console.diagnostics(&input.diagnostics, &input.sources());
                let name = named.name.as_ref().unwrap_or(&input.name);
                console.error(&format!("the {which} document, {name}, gives no crate"));
                Ok(None)
            }
        }
    }

    /// Where something stands in the document's text.
    pub(super) fn place(&self, pointer: &str) -> Option<At> {
        let place = self.input.document.as_ref()?.place(pointer);
        let span = self.input.files.span(&place)?;
        let file = self.input.files.name(place.file);
        let is_elsewhere = file != self.input.name;
        let file = if is_elsewhere { file } else { &self.name };
        Some(At {
            is_elsewhere,
            file: file.to_owned(),
            line: span.line,
            column: span.column,
        })
    }

    /// The document's name, as places have it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
