//! Tells the crates from the documents that a command line names.

use std::path::PathBuf;

use crate::args::Chosen;
use crate::failure::Failure;
use crate::here::{Here, STDIN, no_project};
use crate::project::{Crate, FILE, Project};

impl Chosen {
    /// The documents, then the names of crates.
    ///
    /// A word is a crate if there is one of this name; else it is a document if it looks like a path, or is a file.
    pub(crate) fn sorted(&self, here: &Here) -> (Vec<PathBuf>, Vec<String>) {
        let mut specs = self.specs.spec.clone();
        let mut crates = self.krate.clone();
        for word in &self.words {
            match word.to_str() {
                Some(name) if !is_document(name, here) => crates.push(name.to_owned()),
                _ => specs.push(word.clone()),
            }
        }
        (specs, crates)
    }

    /// The crates of `castiron.toml` that are meant: those that are named, or generated from the documents that are; else
    /// all.
    ///
    /// # Errors
    /// Where there is no such crate, or no `castiron.toml`.
    pub(crate) fn crates<'a>(&self, here: &'a Here) -> Result<Vec<&'a Crate>, Failure> {
        let (specs, names) = self.sorted(here);
        let Some(project) = &here.project else {
            return Err(match specs.first() {
                Some(spec) => format!(
                    "name the folder of the crate with `--out DIR`, or write its settings with `init {}`",
                    spec.display()
                ),
                None => no_project(),
            }
            .into());
        };
        if specs.is_empty() {
            return project.named(&names);
        }
        let mut found: Vec<&Crate> = Vec::new();
        for spec in &specs {
            let path = here.document(spec)?;
            let mut known = project.crates.iter();
            let krate = known.find(|krate| krate.spec == path || krate.beside.contains(&path));
            match krate {
                Some(krate) if found.iter().any(|other| other.out == krate.out) => {}
                Some(krate) => found.push(krate),
                None => {
                    return Err(format!(
                        "{FILE} describes no crate of {}; name the folder of one with `--out DIR`",
                        spec.display()
                    )
                    .into());
                }
            }
        }
        match names.is_empty() {
            true => Ok(found),
            false => Err(
                "a crate and a document are named; to generate the document with the crate's settings, name a \
                 folder with `--out DIR`"
                    .into(),
            ),
        }
    }
}

/// Whether a word means a document, not a crate.
fn is_document(word: &str, here: &Here) -> bool {
    let is_crate = |project: &Project| {
        let mut crates = project.crates.iter();
        crates.any(|krate| krate.settings.name == word)
    };
    if here.project.as_ref().is_some_and(is_crate) {
        return false;
    }
    let extension = word.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    word == STDIN
        || word.contains(['/', '\\'])
        || matches!(extension.as_deref(), Some("json" | "yaml" | "yml"))
        || here.folder.join(word).is_file()
}
