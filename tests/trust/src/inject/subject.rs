//! A document with the files beside it.

use std::fs;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::{Look, Severity, Sources as _};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_codegen::{Generated, atlas, generate};
use castiron_tests::files_under;
use serde_json::Value;

/// A document, the files that it refers to, and its settings.
#[derive(Debug)]
pub struct Subject {
    /// The name of its folder.
    pub name: String,
    /// The document.
    pub document: Value,
    beside: Memory,
    config: Config,
}

/// What came of a document.
#[derive(Debug)]
pub enum Cast {
    /// The crate, its map, and how warnings are shown.
    Crate(Box<Generated>, String, String),
    /// The errors, and how they are shown.
    Refused(Vec<Refusal>, String),
}

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence.
    pub message: String,
    /// Whether the text has the place that it names.
    pub has_place: bool,
}

impl Subject {
    /// A document on disk, with what lies in its folder where that is said.
    ///
    /// # Errors
    /// Where it can't be read, or is no tree of JSON.
    pub fn read(path: &Path, with_folder: bool) -> Result<Self, String> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let document =
            crate::tree::read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut beside = Memory::new();
        let mut settings = String::new();
        let folder = path.parent().unwrap_or(path);
        if with_folder {
            for file in files_under(folder) {
                let content = fs::read(folder.join(&file)).map_err(|error| error.to_string())?;
                beside = beside.with(file, content);
            }
            settings = fs::read_to_string(folder.join("castiron.toml")).unwrap_or_default();
        }
        let name = if with_folder { folder } else { path };
        Ok(Self {
            name: name
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            document,
            beside,
            config: Config::from_toml(&settings).map_err(|error| error.to_string())?,
        })
    }

    /// A document alone.
    #[must_use]
    pub fn of(name: &str, document: Value) -> Self {
        Self {
            name: name.to_owned(),
            document,
            beside: Memory::new(),
            config: Config::default(),
        }
    }

    /// Generates a crate from another document in the place of this one.
    #[must_use]
    pub fn cast(&self, document: &Value) -> Cast {
        let root = PathBuf::from("document.json");
        let source = self.beside.clone().with(&root, document.to_string());
        let loaded = load(&source, &root, &LoadOptions::default());
        let mut diagnostics = loaded.diagnostics;
        if let Some(document) = loaded.document.filter(|_| !diagnostics.has_errors()) {
            let generated = generate(&document, &self.config, &EmitOptions::default());
            if !generated.diagnostics.has_errors() {
                let page = atlas::page(&generated.model, "generated", None);
                let mut shown = diagnostics.render(&*loaded.files, &Look::default());
                shown += &generated
                    .diagnostics
                    .render(&*loaded.files, &Look::default());
                return Cast::Crate(Box::new(generated), page, shown);
            }
            diagnostics = generated.diagnostics;
        }
        let errors = diagnostics
            .iter()
            .filter(|message| message.severity == Severity::Error)
            .map(|message| Refusal {
                message: message.message.clone(),
                has_place: loaded.files.bytes(&message.place).is_some(),
            });
        Cast::Refused(
            errors.collect(),
            diagnostics.render(&*loaded.files, &Look::default()),
        )
    }
}
