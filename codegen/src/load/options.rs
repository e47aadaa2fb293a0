//! How documents are loaded.

use std::path::PathBuf;

use crate::limits::Limits;

/// Options for loading documents.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The folder that referenced files must be in; by default the folder of the root document.
    pub allow_root: Option<PathBuf>,
    /// Limits on the size of the document.
    pub limits: Limits,
    /// Whether a dangling reference is a warning instead of an error: a schema or a body becomes an untyped value, anything
    /// else is dropped.
    pub repair_references: bool,
    /// Local copies of documents that are referenced by URL, because nothing is downloaded: URL prefixes, each with a folder
    /// or a file. The longest prefix applies. These may be outside of the document's folder.
    pub urls: Vec<(String, PathBuf)>,
    /// OpenAPI Overlays that are applied to each document first, in order.
    pub overlays: Vec<PathBuf>,
    /// Further documents of the same crate, in order.
    pub beside: Vec<PathBuf>,
    /// Whether warnings are errors.
    pub strict: bool,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            allow_root: None,
            limits: Limits::default(),
            repair_references: true,
            urls: Vec::new(),
            overlays: Vec::new(),
            beside: Vec::new(),
            strict: false,
        }
    }
}
