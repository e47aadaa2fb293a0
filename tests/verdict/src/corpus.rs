//! Documents, as trees that can be changed.

use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Look;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::Model;
use castiron_codegen::source::{Disk, Memory, Source};

use serde::Deserialize;

use crate::tree::Tree;

/// The documents that a table lists in its first column, relative to its folder.
///
/// # Errors
/// When the table can't be read.
pub fn listed(index: &Path) -> Result<Vec<PathBuf>, String> {
    let text =
        std::fs::read_to_string(index).map_err(|error| format!("{}: {error}", index.display()))?;
    let folder = index.parent().unwrap_or(Path::new("."));
    let paths = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next());
    Ok(paths.map(|path| folder.join(path)).collect())
}

/// A document as a tree.
///
/// # Errors
/// When the file can't be read, or holds neither JSON nor YAML.
pub fn tree(path: &Path) -> Result<Tree, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    // of several documents in one file the first counts
    let yaml = |text: &str| match serde_yaml::Deserializer::from_str(text).next() {
        Some(first) => Tree::deserialize(first),
        None => serde_yaml::from_str(text),
    };
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text)
        .or_else(|_| yaml(text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A document on disk.
///
/// # Errors
/// The diagnostics, rendered.
pub fn document_at(path: &Path) -> Result<Document, String> {
    document(&Disk, path)
}

/// A document given as text, in the place of one on disk: what it refers to is found beside that.
///
/// # Errors
/// The diagnostics, rendered.
pub fn document_of(path: &Path, text: String) -> Result<Document, String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut source = Memory::new();
    // a document alone in a large folder refers to nothing
    if text.contains(".json\"") || text.contains(".yaml") {
        for file in castiron_tests::files_under(folder) {
            if let Ok(bytes) = std::fs::read(folder.join(&file)) {
                source = source.with(Path::new("beside").join(&file), bytes);
            }
        }
    }
    let name = Path::new("beside").join(path.file_name().unwrap_or_default());
    document(&source.with(&name, text.into_bytes()), &name)
}

/// The model of a document on disk, with the settings that are bundled for its API.
///
/// # Errors
/// The diagnostics, rendered.
pub fn model(path: &Path) -> Result<Model, String> {
    made(&document_at(path)?)
}

/// The model of a document given as text.
///
/// # Errors
/// The diagnostics, rendered.
pub fn model_of(path: &Path, text: String) -> Result<Model, String> {
    made(&document_of(path, text)?)
}

fn made(document: &Document) -> Result<Model, String> {
    let config = Config::bundled(&document.api.info.title, document.servers())?
        .map_or_else(Config::default, |(_, config)| config);
    Ok(castiron_codegen::model(document, &config).0)
}

fn document(source: &dyn Source, path: &Path) -> Result<Document, String> {
    let loaded = load(source, path, &LoadOptions::default());
    match loaded.document {
        Some(document) if !loaded.diagnostics.has_errors() => Ok(document),
        _ => Err(loaded.diagnostics.render(&*loaded.files, &Look::default())),
    }
}
