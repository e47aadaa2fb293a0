//! Text to [`Document`]: every version and form of OpenAPI becomes one 3.0-shaped document with local references.
//!
//! ```text
//! overlay  Node → Node                  OpenAPI Overlays, which see the document as its author wrote it
//! read     file → text → Node           JSON or YAML, with duplicate keys and rounded numbers put right
//! bundle   Node, other files → Node     one tree; every reference is `#/components/<section>/<name>`
//! lower    Node → Node                  2.0, 3.1 and 3.2 said in the words of 3.0, the rest as `x-castiron-*`
//! fill     Node → openapiv3::OpenAPI    tolerant: what is odd is repaired with a warning, never lost in silence
//! ```
//! From here on a place is a JSON pointer into the lowered, bundled tree; [`Document::place`] leads back to the text.

use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};

use crate::diagnostic::{Diagnostics, Place};
use crate::source::Source;

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
mod spans;
mod version;

pub use files::{File, Files};
pub use node::{Node, Number, Object};
pub use options::LoadOptions;
pub use parse::Format;
pub use version::SpecVersion;

use crate::limits::Limits;
use origin::Origins;

/// So many bytes a document has that is worth to be freed early.
const LARGE: usize = 16 << 20;

/// A document that was read, bundled and lowered.
#[derive(Debug)]
pub struct Document {
    /// The document in the form of OpenAPI 3.0. References are `#/components/<section>/<name>` and lead somewhere.
    pub api: OpenAPI,
    /// The version that the document names.
    pub version: SpecVersion,
    /// The webhooks of OpenAPI 3.1 (or of `x-webhooks`), by name; they stand at `/webhooks/<name>`.
    pub webhooks: IndexMap<String, ReferenceOr<PathItem>>,
    root: Node,
    origins: Origins,
    files: Arc<Files>,
    limits: Limits,
}

impl Document {
    /// How much it may come to.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Where the author wrote what stands at `pointer` in the lowered, bundled document.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Place {
        self.origins.written(self.origins.place(pointer))
    }

    /// The value at `pointer` in the lowered, bundled document.
    #[must_use]
    pub fn node(&self, pointer: &str) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The URLs of its servers, as written.
    pub fn servers(&self) -> impl Iterator<Item = &str> {
        self.api.servers.iter().map(|server| server.url.as_str())
    }

    /// The whole lowered, bundled document.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Frees what a large document holds beside the places of things; a small one is kept, as freeing takes time.
    pub(crate) fn free(&mut self) {
        if self
            .files
            .iter()
            .map(|(_, file)| file.text().len())
            .sum::<usize>()
            > LARGE
        {
            self.api.paths = openapiv3::Paths::default();
            self.api.components = None;
            self.webhooks = IndexMap::new();
            self.root = Node::Null;
        }
    }

    /// The files that it came from.
    #[must_use]
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }
}

/// The outcome of a load.
#[derive(Debug)]
pub struct Loaded {
    /// The document. Absent if something made it impossible to tell what it says; the diagnostics hold an error then.
    pub document: Option<Document>,
    /// What there is to say. With an error in here nothing should be generated.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub files: Arc<Files>,
}

/// Reads the document at `root` and what it refers to.
#[must_use]
pub fn load(source: &dyn Source, root: &Path, options: &LoadOptions) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    if options.strict {
        diagnostics.deny_warnings();
    }
    let mut files = Files::default();
    let overlaid = read::root(source, root, options, &mut files, &mut diagnostics)
        .and_then(|node| overlay::apply(node, source, options, &mut files, &mut diagnostics));
    // from here on places are those of the tree as overlays left it
    let mut later = Diagnostics::new();
    let mut origins = Origins::default();
    let parts = overlaid.and_then(|(node, brought)| {
        origins = Origins::new(brought);
        assemble(
            node,
            source,
            root,
            options,
            &mut files,
            &mut later,
            &mut origins,
        )
    });
    diagnostics.extend(later.into_iter().map(|mut diagnostic| {
        for mark in &mut diagnostic.marks {
            mark.place = origins.written(mark.place.clone());
        }
        diagnostic.place = origins.written(diagnostic.place);
        diagnostic
    }));
    let files = Arc::new(files);
    let document = parts.map(|parts| Document {
        api: parts.filled.api,
        version: parts.version,
        webhooks: parts.filled.webhooks,
        root: parts.root,
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

/// What a [`Document`] is made of, while the files are still being gathered.
struct Parts {
    root: Node,
    version: SpecVersion,
    filled: fill::Filled,
}

/// Bundles, lowers and fills.
fn assemble(
    root: Node,
    source: &dyn Source,
    path: &Path,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
    origins: &mut Origins,
) -> Option<Parts> {
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
    let filled = fill::fill(&root, &version, origins, files, diagnostics);
    Some(Parts {
        root,
        version,
        filled,
    })
}

#[cfg(test)]
mod tests;
