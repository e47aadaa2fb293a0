//! Castiron casts Rust types, params and a client from an OpenAPI document.
//!
//! [`generate`] is the table of contents: it names every pass in order.
//!
//! | pass | from → to | what it does |
//! | --- | --- | --- |
//! | [`mod@load`] | text → [`load::Document`] | JSON and YAML, every version lowered to one shape, references bundled |
//! | [`mod@shape`] | document → [`graph::TypeGraph`] | every schema becomes one closed shape; no Rust name yet |
//! | [`mod@select`] | graph → graph | operations and types that were not asked for are left out |
//! | [`mod@name`] | graph → [`name::Names`] | all names at once |
//! | [`mod@analyse`] | edges → boxes | which references need a `Box` |
//! | [`mod@join`] | graph + names → [`model::Model`] | every decision made |
//! | [`mod@emit`] | model → [`emit::Files`] | Rust source; decides nothing |
//! | [`mod@write`] | files → disk | compares or replaces as a whole |
//!
//! What lies between `load` and `write` is pure: text and settings in, files and diagnostics out. Disk is touched at
//! the two ends alone, and nothing here prints but [`mod@build`], in the words that build scripts have for cargo.

#![forbid(unsafe_code)]

pub mod analyse;
pub mod build;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod graph;
pub mod join;
pub mod load;
pub mod model;
pub mod name;
pub mod nearest;
mod parallel;
pub mod prose;
mod report;
pub mod select;
pub mod settings;
pub mod shape;
pub mod source;
pub mod stats;
#[cfg(test)]
mod testing;
pub mod write;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::emit::{EmitOptions, Files};
use crate::load::Document;
use crate::model::Model;
use crate::stats::Stats;

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
    let (model, mut diagnostics) = model(document, config);
    report::modules(
        document,
        &model.root,
        config,
        &options.modules,
        &mut diagnostics,
    );
    let files = emit::emit(&model, options);
    let stats = Stats::of(&model);
    Generated {
        files,
        model,
        stats,
        diagnostics,
    }
}

/// The model of a loaded document: all passes but the last.
pub fn model(document: &Document, config: &Config) -> (Model, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut graph = shape::shape(document, &config.schemas, &mut diagnostics);
    let selected = select::select(&mut graph, &config.select);
    let names = name::name(&graph, &config.names);
    report::report(
        document,
        &graph,
        config,
        &selected,
        &names,
        &mut diagnostics,
    );
    let model = join::join(&graph, &names, config);
    (model, diagnostics)
}
