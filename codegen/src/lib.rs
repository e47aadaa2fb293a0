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
pub mod limits;
pub mod load;
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

/// The version of this generator, which stands in the manifest of every crate that it writes.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What [`generate`] gives.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate, by their path in it.
    pub files: Files,
    /// The model that they were printed from.
    pub model: Model,
    /// Counts of what is in the model.
    pub stats: Stats,
    /// What there is to say of the document. With errors among them, `files` is not to be written.
    pub diagnostics: Diagnostics,
}

/// Generates a crate from a loaded document.
pub fn generate(document: &Document, config: &Config, options: &EmitOptions) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let (graph, names) = meant(document, config, &mut diagnostics);
    let untyped = untyped(&graph, config);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    drop((graph, names));
    printed(document, (model, untyped), diagnostics, config, options)
}

/// The same, for a document of which nothing but places is needed any more: a large one is freed once its meaning is known,
/// so that it does not lie in memory beside all that is made of it.
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
pub fn model(document: &Document, config: &Config) -> (Model, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let (graph, names) = meant(document, config, &mut diagnostics);
    let model = joined(document, &graph, &names, config, &mut diagnostics);
    (model, diagnostics)
}

/// What a document means, with all its names.
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

/// Every decision made.
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

/// The files of a crate.
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

/// Names everything, then takes the selection: what it leaves has the names that it has in the whole.
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

/// What the schemas of a loaded document have become: their types by the JSON pointer of the schema. The schema of a
/// property stands at the property's place, that of a parameter at `…/schema`.
#[must_use]
pub fn map(document: &Document, config: &Config) -> BTreeMap<String, Mapped> {
    let mut graph = shape::shape(document, &config.schemas, &mut Diagnostics::default());
    client::apply(&mut graph, &config.client);
    let (names, _) = names(&mut graph, config);
    join::map(&graph, &names, config)
}

/// The passes one by one, for the benchmarks of this workspace. No part of the public API: they change without notice.
#[doc(hidden)]
pub mod passes {
    pub use crate::emit::emit;
    pub use crate::join::join;
    pub use crate::name::name;
    pub use crate::shape::shape;
}
