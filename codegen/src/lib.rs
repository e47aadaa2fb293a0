//! Castiron generates Rust types, params and a client from an OpenAPI document.
//!
//! [`Castiron`] does all of it:
//!
//! ```no_run
//! use castiron_codegen::Castiron;
//!
//! Castiron::new("openapi.yaml").generate()?.write("api")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Build scripts have [`mod@build`]. Tools that need a part of it call [`load()`](load::load), then [`model()`] for the [`Model`], [`generate`] for the
//! files, [`diff()`](diff::diff) to compare two models, [`write()`](write::write) to write.
//!
//! # Passes
//!
//! [`generate`] is the table of contents: it names every pass in order. The passes themselves are private.
//!
//! | pass | from → to | what it does |
//! | --- | --- | --- |
//! | [`mod@load`] | text → [`load::Document`] | JSON and YAML, every version lowered to one shape, references bundled |
//! | `shape` | document → `TypeGraph` | every schema becomes one closed shape; no Rust name yet |
//! | `select` | graph → graph | operations and types that were not asked for are left out |
//! | `client` | graph → graph | parameters that belong to the client, answers by settings |
//! | `name` | graph → `Names` | all names at once |
//! | `analyse` | edges → boxes | which references need a `Box` |
//! | `join` | graph + names → [`model::Model`] | every decision made |
//! | [`mod@emit`] | model → [`emit::Files`] | Rust source; decides nothing |
//! | [`mod@write`] | files → disk | compares or replaces as a whole |
//!
//! What lies between `load` and `write` is pure: text and settings in, files and diagnostics out. Disk is touched at
//! the two ends alone, and nothing here prints but [`mod@build`], in the words that build scripts have for cargo.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
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
pub mod write;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::emit::{EmitOptions, Files};
use crate::graph::{TypeGraph, Untyped};
use crate::load::Document;
use crate::model::{Mapped, Model};
use crate::name::Names;
use crate::stats::Stats;

pub use castiron::{Castiron, Output, Refused};

/// The version of this generator, which is recorded in the manifest of every generated crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The result of [`generate`].
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate, by their path in it.
    pub files: Files,
    /// The model that they were printed from.
    pub model: Model,
    /// Counts of what is in the model.
    pub stats: Stats,
    /// Errors, warnings and notes. If there are errors, do not write `files`.
    pub diagnostics: Diagnostics,
}

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
    let (graph, names) = meant(document, config, &mut diagnostics);
    let untyped = untyped(&graph, config);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    drop((graph, names));
    printed(document, (model, untyped), diagnostics, config, options)
}

/// Like [`generate`], but frees the content of the document as soon as the graph is built, to save memory. Afterwards it only
/// resolves places.
pub fn generate_last(document: &mut Document, config: &Config, options: &EmitOptions) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let (graph, names) = meant(document, config, &mut diagnostics);
    document.free();
    let untyped = untyped(&graph, config);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    drop((graph, names));
    printed(document, (model, untyped), diagnostics, config, options)
}

/// The model of a loaded document: all passes but the last.
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
    let (graph, names) = meant(document, config, &mut diagnostics);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    (model, diagnostics)
}

/// Builds the graph of a document, with all names.
fn meant(
    document: &Document,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (TypeGraph, Names) {
    let mut graph = shape::shape(document, &config.schemas, diagnostics);
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

/// The places of the document that have no type, and why.
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
    let files = emit::emit(&model, options);
    let stats = Stats::of(&model, untyped);
    Generated {
        files,
        model,
        stats,
        diagnostics,
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

/// The Rust types of the schemas of a loaded document, by the JSON pointer of the schema. The schema of a property stands at
/// the property's place, that of a parameter at `…/schema`.
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
    let mut graph = shape::shape(document, &config.schemas, &mut Diagnostics::default());
    client::apply(&mut graph, &config.client);
    let (names, _) = names(&mut graph, config);
    join::map(&graph, &names, config)
}

/// Single passes, for the benchmarks of this workspace. Not part of the public API: they change without notice.
#[doc(hidden)]
pub mod passes {
    pub use crate::emit::emit;
    pub use crate::join::join;
    pub use crate::name::name;
    pub use crate::shape::shape;
}
