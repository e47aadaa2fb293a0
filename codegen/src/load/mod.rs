//! Loads a [`Document`]: every version and form of OpenAPI becomes one document in the form of 3.0, with local references.
//!
//! ```text
//! overlay  Node → Node                  OpenAPI Overlays, applied to the document as its author wrote it
//! read     file → text → Node           JSON or YAML; handles duplicate keys and rounded numbers
//! bundle   Node, other files → Node     one tree; every reference is `#/components/<section>/<name>`
//! lower    Node → Node                  2.0, 3.1 and 3.2 converted to 3.0, the rest as `x-castiron-*`
//! several  Nodes → Node                 merges the documents of one crate
//! fill     Node → openapiv3::OpenAPI    tolerant: repairs mistakes with a warning, never drops silently
//! ```
//! From here on a place is a JSON pointer into the lowered, bundled tree; [`Document::place`] maps it back to the source.

use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::Source;

mod alike;
mod bundle;
mod files;
mod fill;
mod grammar;
mod lines;
mod lower;
pub mod node;
mod options;
mod origin;
mod overlay;
mod parse;
pub mod pointer;
mod read;
mod several;
mod spans;
mod version;

pub use files::{File, Files};
pub(crate) use fill::DEVICE_FLOW;
pub use node::{Node, Number, Object};
pub use options::LoadOptions;
pub use parse::Format;
pub use version::SpecVersion;

use crate::limits::Limits;
use origin::Origins;
use several::Lowered;

/// So many bytes a document has that is worth to be freed early.
const LARGE: usize = 16 << 20;

/// A document that was read, bundled and lowered.
#[derive(Debug)]
pub struct Document {
    /// The document in the form of OpenAPI 3.0. All references are `#/components/<section>/<name>`, and their targets exist.
    /// Examples of media types and the values of shared ones are left out: [`Document::node`] has them.
    pub api: OpenAPI,
    /// The version that the document declares.
    pub version: SpecVersion,
    /// The webhooks of OpenAPI 3.1 (or of `x-webhooks`), by name; their pointers are `/webhooks/<name>`.
    pub webhooks: IndexMap<String, ReferenceOr<PathItem>>,
    root: Node,
    origins: Origins,
    files: Arc<Files>,
    limits: Limits,
}

impl Document {
    /// The limits that apply to it.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The place in the source files of the value at `pointer` in the lowered, bundled document.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Place {
        self.origins.written(self.origins.place(pointer))
    }

    /// The value at `pointer` in the lowered, bundled document.
    #[must_use]
    pub fn node(&self, pointer: &str) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The URLs of its servers, unchanged.
    pub fn servers(&self) -> impl Iterator<Item = &str> {
        self.api.servers.iter().map(|server| server.url.as_str())
    }

    /// The whole lowered, bundled document.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Frees the shared examples of a large document, parsed and in the tree: no pass reads them.
    pub(crate) fn free_examples(&mut self) {
        if !self.is_large() {
            return;
        }
        if let Some(components) = &mut self.api.components {
            components.examples = IndexMap::new();
        }
        if let Node::Object(root) = &mut self.root
            && let Some(Node::Object(components)) = root.get_mut("components")
        {
            components.remove("examples");
        }
    }

    /// Takes the parsed paths of a large document away, so that they can be freed one by one.
    pub(crate) fn take_paths(&mut self) -> Option<IndexMap<String, ReferenceOr<PathItem>>> {
        self.is_large()
            .then(|| std::mem::take(&mut self.api.paths.paths))
    }

    /// Frees the parsed form of a large document, which only `shape` reads.
    pub(crate) fn free_parsed(&mut self) {
        if self.is_large() {
            self.api.paths = openapiv3::Paths::default();
            self.api.components = None;
            self.webhooks = IndexMap::new();
        }
    }

    /// Frees the tree of a large document: afterwards it can only resolve places.
    pub(crate) fn free(&mut self) {
        if self.is_large() {
            self.root = Node::Null;
        }
    }

    /// Whether it is worth to free parts of it early: for a small document that takes more time than it is worth.
    fn is_large(&self) -> bool {
        let bytes: usize = self.files.iter().map(|(_, file)| file.text().len()).sum();
        bytes > LARGE
    }

    /// The files that it came from.
    #[must_use]
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }
}

/// The result of [`load`].
#[derive(Debug)]
pub struct Loaded {
    /// The document. `None` if it can't be read; then the diagnostics contain an error.
    pub document: Option<Document>,
    /// The diagnostics. If they contain an error, nothing should be generated.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub files: Arc<Files>,
}

/// Loads the document at `root`, the files that it refers to, and the documents beside it.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with("api.yaml", "info: { title: no version of OpenAPI }");
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// assert!(loaded.document.is_none());
/// assert!(loaded.diagnostics.has_errors());
/// ```
#[must_use]
pub fn load(source: &dyn Source, root: &Path, options: &LoadOptions) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    if options.strict {
        diagnostics.deny_warnings();
    }
    let mut files = Files::default();
    let mut found = Diagnostics::new();
    let mut whole = one(source, root, options, &mut files, &mut found);
    for path in &options.beside {
        let (mut own, mut said) = (Files::default(), Diagnostics::new());
        let other = one(source, path, options, &mut own, &mut said);
        let by = files.append(own);
        found.extend(said.into_iter().map(|mut diagnostic| {
            for mark in &mut diagnostic.marks {
                mark.place.file = mark.place.file.after(by);
            }
            diagnostic.place.file = diagnostic.place.file.after(by);
            diagnostic
        }));
        whole = whole.zip(other).map(|(mut whole, mut other)| {
            other.origins.shift(by);
            several::add(&mut whole, other, &mut found);
            whole
        });
    }
    diagnostics.extend(overlay::once(found, options, &files));
    let filled = whole.map(|whole| {
        let Lowered {
            root,
            version,
            origins,
        } = whole;
        let mut later = Diagnostics::new();
        let filled = fill::fill(&root, &version, &origins, &files, &mut later);
        diagnostics.extend(later.into_iter().map(|found| written(found, &origins)));
        (filled, root, version, origins)
    });
    let files = Arc::new(files);
    let document = filled.map(|(filled, root, version, origins)| Document {
        api: filled.api,
        version,
        webhooks: filled.webhooks,
        root,
        origins,
        files: Arc::clone(&files),
        limits: options.limits.clone(),
    });
    Loaded {
        document,
        diagnostics,
        files,
    }
}

/// Reads, bundles and lowers one document.
fn one(
    source: &dyn Source,
    root: &Path,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Lowered> {
    let overlaid = read::root(source, root, options, files, diagnostics)
        .and_then(|node| overlay::apply(node, root, source, options, files, diagnostics));
    let (node, brought) = overlaid?;
    // from here on places are those of the tree as overlays left it
    let mut later = Diagnostics::new();
    let mut origins = Origins::new(brought);
    let lowered = lowered(node, source, root, options, files, &mut later, &mut origins);
    diagnostics.extend(later.into_iter().map(|found| written(found, &origins)));
    let (root, version) = lowered?;
    Some(Lowered {
        root,
        version,
        origins,
    })
}

/// A diagnostic with the places where its author wrote what it is about.
fn written(mut diagnostic: Diagnostic, origins: &Origins) -> Diagnostic {
    for mark in &mut diagnostic.marks {
        mark.place = origins.written(mark.place.clone());
    }
    diagnostic.place = origins.written(diagnostic.place);
    diagnostic
}

/// Bundles and lowers.
fn lowered(
    root: Node,
    source: &dyn Source,
    path: &Path,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
    origins: &mut Origins,
) -> Option<(Node, SpecVersion)> {
    let version = match SpecVersion::of(&root) {
        Ok((version, warning)) => {
            diagnostics.extend(warning);
            version
        }
        Err(error) => {
            diagnostics.push(error);
            return None;
        }
    };
    let mut context = bundle::Context {
        source,
        path,
        options,
        version: &version,
        files,
        diagnostics,
        origins,
        helped: 0,
    };
    let mut root = bundle::bundle(root, &mut context);
    lower::lower(&mut root, &version, origins, diagnostics);
    Some((root, version))
}

#[cfg(test)]
mod tests;
