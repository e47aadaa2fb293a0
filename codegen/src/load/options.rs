//! How documents are loaded.

use std::path::PathBuf;

use crate::limits::Limits;

/// How documents are loaded.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The folder that files referred to may come from; the folder of the root document if not given.
    pub allow_root: Option<PathBuf>,
    /// How much the document may come to.
    pub limits: Limits,
    /// Whether a reference that can't be resolved costs only the part that needs it, with a warning, instead of being an
    /// error: a schema or a body becomes an untyped value, anything else is left out.
    pub repair_references: bool,
    /// What stands for documents that references name by URL, as nothing is downloaded: beginnings of URLs, each with the
    /// folder or the file that holds a copy. The longest beginning counts. References may leave the document's folder for
    /// these.
    pub urls: Vec<(String, PathBuf)>,
    /// OpenAPI Overlays that are applied to the document before anything else, in order.
    pub overlays: Vec<PathBuf>,
    /// Further documents of the same crate, in order. Overlays are for the first document alone.
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
