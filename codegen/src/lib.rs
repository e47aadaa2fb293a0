//! Castiron generates Rust types, params and a client from an OpenAPI document.
//!
//! [`Castiron`] runs the whole pipeline:
//!
//! ```no_run
//! use castiron_codegen::Castiron;
//!
//! Castiron::new("openapi.yaml").generate()?.write("api")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Build scripts use [`mod@build`]. Tools that need a single step call [`load()`](load::load), then [`model()`] for the
//! [`Model`], [`generate`] for the files, [`diff()`](diff::diff) to compare two models, or [`write()`](write::write).
//!
//! # Passes
//!
//! [`generate`] runs the passes, which are private:
//!
//! | pass | from → to | what it does |
//! | --- | --- | --- |
//! | [`mod@load`] | text → [`load::Document`] | parses JSON and YAML, lowers every version to one form, bundles references |
//! | `shape` | document → `TypeGraph` | gives every schema one closed shape; no Rust names yet |
//! | `client` | graph → graph | moves parameters to the client, applies settings for responses |
//! | `name` | graph → `Names` | chooses all names at once |
//! | `select` | graph → graph | drops operations and types that are not selected |
//! | `analyse` | edges → boxes | finds the references that need a `Box` |
//! | `join` | graph + names → [`model::Model`] | makes all remaining decisions |
//! | [`mod@emit`] | model → [`emit::Files`] | prints Rust source; decides nothing |
//! | [`mod@write`] | files → disk | compares or replaces the files as a whole |
//!
//! All passes between `load` and `write` are pure: text and settings in, files and diagnostics out. Only those two access
//! the disk, and only [`mod@build`] prints: instructions for cargo.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

mod analyse;
pub mod atlas;
pub mod build;
mod castiron;
mod client;
pub mod config;
pub mod contents;
mod derive;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod features;
mod graph;
mod hash;
pub mod hidden;
mod join;
mod json;
pub mod limits;
pub mod load;
mod media;
pub mod model;
mod name;
pub mod nearest;
mod parallel;
mod pattern;
mod prose;
mod report;
mod select;
pub mod settings;
mod shape;
pub mod source;
pub mod stats;
pub mod suggest;
mod tally;
#[cfg(test)]
mod testing;
mod text;
pub mod write;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics};
use crate::emit::{EmitOptions, Files};
use crate::graph::{TypeGraph, Untyped};
use crate::load::Document;
use crate::model::{Mapped, Model, Paths};
use crate::name::Names;
use crate::stats::Stats;

pub use castiron::{Castiron, Output, Refused};

/// The version of this generator. The manifest of every generated crate records it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The result of [`generate`].
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate, by their path in it.
    pub files: Files,
    /// The model that the files were printed from.
    pub model: Model,
    /// Counts of the model's contents.
    pub stats: Stats,
    /// Errors, warnings and notes. If there are errors, do not write `files`.
    pub diagnostics: Diagnostics,
    /// What has been used up: a program that ends after writing the files need not take it to pieces.
    #[expect(dead_code, reason = "only kept until all is freed")]
    spent: Spent,
}

/// The data of earlier passes, which nothing reads any more.
#[derive(Clone, Debug, Default)]
#[expect(dead_code, reason = "only kept until all is freed")]
struct Spent(Option<std::sync::Arc<(TypeGraph, Names)>>);

/// Generates a crate from a loaded document.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::config::Config;
/// use castiron_codegen::emit::EmitOptions;
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// let document = loaded.document.ok_or("errors")?;
/// let generated =
///     castiron_codegen::generate(&document, &Config::default(), &EmitOptions::default());
/// assert!(generated.files["src/types.rs"].contains("pub struct Pet"));
/// assert!(!generated.diagnostics.has_errors());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn generate(document: &Document, config: &Config, options: &EmitOptions) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let (graph, config) = shaped(document, config, &mut diagnostics);
    let config = config.as_ref();
    let (graph, names) = named(document, graph, config, &mut diagnostics);
    let untyped = untyped(&graph, config);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    drop((graph, names));
    printed(document, (model, untyped), diagnostics, config, options)
}

/// Like [`generate`], but frees the parts of a large document as soon as no later pass reads them, to save memory.
/// Afterwards the document can only resolve places.
pub fn generate_last(document: &mut Document, config: &Config, options: &EmitOptions) -> Generated {
    let mut diagnostics = Diagnostics::default();
    document.free_examples();
    let (schemas, replaced) = (&config.schemas, &config.types.replace);
    let graph = shape::shape_last(document, schemas, replaced, &mut diagnostics);
    let config = for_graph(config, &diagnostics);
    let config = config.as_ref();
    let (graph, names) = named(document, graph, config, &mut diagnostics);
    document.free();
    let untyped = untyped(&graph, config);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    let printed = printed(document, (model, untyped), diagnostics, config, options);
    Generated {
        // memory is at its peak before this, so that keeping it costs nothing
        spent: Spent(Some(std::sync::Arc::new((graph, names)))),
        ..printed
    }
}

/// Builds the model of a loaded document: all passes except the last.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::config::Config;
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// let document = loaded.document.ok_or("errors")?;
/// let (model, _) = castiron_codegen::model(&document, &Config::default());
/// assert_eq!(model.api.title, "Pets");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn model(document: &Document, config: &Config) -> (Model, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let (graph, config) = shaped(document, config, &mut diagnostics);
    let (graph, names) = named(document, graph, &config, &mut diagnostics);
    let model = joined(document, &graph, &names, &config, &mut diagnostics);
    (model, diagnostics)
}

/// Builds the graph of a document, and says which settings are for it.
fn shaped<'c>(
    document: &Document,
    config: &'c Config,
    diagnostics: &mut Diagnostics,
) -> (TypeGraph, Cow<'c, Config>) {
    let graph = shape::shape(
        document,
        &config.schemas,
        &config.types.replace,
        diagnostics,
    );
    let config = for_graph(config, diagnostics);
    (graph, config)
}

/// The settings for a graph: none if a limit cut the document off, as none could find what it's about.
fn for_graph<'c>(config: &'c Config, diagnostics: &Diagnostics) -> Cow<'c, Config> {
    let is_cut = (diagnostics.iter()).any(|one| one.code == Code::TooMuch);
    match is_cut {
        true => Cow::Owned(Config::default()),
        false => Cow::Borrowed(config),
    }
}

/// Applies the settings to the graph, and names everything in it. Of the document, reads only the tree and its places.
fn named(
    document: &Document,
    mut graph: TypeGraph,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (TypeGraph, Names) {
    let inferred = client::apply(&mut graph, &config.client);
    let (names, selected) = names(&mut graph, config);
    report::report(
        document,
        &graph,
        config,
        &inferred,
        &selected,
        &names,
        diagnostics,
    );
    (graph, names)
}

/// Builds the model.
fn joined(
    document: &Document,
    graph: &TypeGraph,
    names: &Names,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Model {
    let mut model = join::join(graph, names, config);
    let place = || document.place("");
    derive::decide(&mut model, config, &place, diagnostics);
    features::decide(&mut model, config, &place, diagnostics);
    model
}

/// Finds the places in the document that have no type, and the reason for each.
fn untyped(graph: &TypeGraph, config: &Config) -> BTreeMap<String, Untyped> {
    graph.untyped(|component| config.types.replace.contains_key(component))
}

/// Prints the files of the crate.
fn printed(
    document: &Document,
    (model, untyped): (Model, BTreeMap<String, Untyped>),
    mut diagnostics: Diagnostics,
    config: &Config,
    options: &EmitOptions,
) -> Generated {
    report::modules(
        document,
        &model.root,
        config,
        &options.modules,
        &mut diagnostics,
    );
    let paths = Paths::new(&model);
    let stats = Stats::with(&model, &paths, untyped);
    let files = emit::files(&model, paths, options);
    Generated {
        files,
        model,
        stats,
        diagnostics,
        spent: Spent::default(),
    }
}

/// Names everything, then applies the selection, so that a selection renames nothing.
fn names(graph: &mut TypeGraph, config: &Config) -> (Names, Vec<select::Finding>) {
    let mut names = name::name(graph, &config.names);
    if config.select == select::Selection::default() {
        return (names, Vec::new());
    }
    let all: Vec<String> = graph
        .operations
        .iter()
        .map(|operation| operation.pointer.clone())
        .collect();
    let findings = select::select(graph, &config.select);
    names.keep(&all, graph);
    (names, findings)
}

/// Maps the JSON pointer of each schema in a loaded document to its Rust type. The schema of a property has the pointer of
/// the property; the schema of a parameter has the pointer of the parameter plus `/schema`.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::config::Config;
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// let document = loaded.document.ok_or("errors")?;
/// let types = castiron_codegen::map(&document, &Config::default());
/// assert!(types.contains_key("/components/schemas/Pet"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn map(document: &Document, config: &Config) -> BTreeMap<String, Mapped> {
    let mut graph = shape::shape(
        document,
        &config.schemas,
        &config.types.replace,
        &mut Diagnostics::default(),
    );
    client::apply(&mut graph, &config.client);
    let (names, _) = names(&mut graph, config);
    join::map(&graph, &names, config)
}

/// Single passes for this workspace's benchmarks. Not part of the public API: they change without notice.
#[doc(hidden)]
pub mod passes {
    pub use crate::emit::emit;
    pub use crate::join::join;
    pub use crate::name::name;
    pub use crate::shape::shape;
}
