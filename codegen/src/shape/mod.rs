//! Builds the graph: every schema of the document becomes one closed shape.
//!
//! ```text
//! walk        schemas → nodes            components by name, then nested schemas, then operations by template and verb
//! resolve     allOf, anyOf, oneOf        resolves combined schemas, each once, on demand
//! tuples      arrays of a fixed number of items
//! nullable    moves null to the edges
//! tags        what distinguishes the branches of unions
//! recognise   conventions with a type of their own: pages of lists, metadata, secrets
//! streams     the items of event streams
//! external    replaces branches that have one property by the type of that property
//! units       branches that are a single value hold nothing
//! nested      limits the nesting of types
//! sweep       drops unreachable nodes
//! parts       media types of multipart parts from schemas
//! xml         XML Objects of schemas, if a body is XML
//! ```
//!
//! | folder | contents |
//! | --- | --- |
//! | `schema` | one schema: its keywords, and the shape that results from them |
//! | `union` | combined schemas: inheritance, `allOf`, `anyOf`, `oneOf`, tags |
//! | `operation` | operations with their parameters, bodies, responses and credentials |
//! | `annotation` | parts that do not affect the shape: hints, and notes for the documentation |
//! | `settle` | steps over the whole graph |
//!
//! Vendor keywords are translated to neutral hints. This pass must not know Rust, names or layout, and does not depend on
//! the order of component maps. Unsupported parts of the document become diagnostics with a place.

mod annotation;
mod config;
pub(crate) mod formats;
mod operation;
mod parts;
mod schema;
mod settle;
mod shaper;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod union;
mod walk;
mod xml;

pub use config::{KeepUndeclared, Loosened, ShapeConfig};
pub use formats::{Dependency, FormatRule, KnownFormat, OwnType, Via};
pub(crate) use settle::direction::{REQUEST, is_loosened, received};

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::graph::TypeGraph;
use crate::load::Document;
use operation::operations::Paths;
use settle::{
    direction, external, nested, nullable, periods, recognise, streams, sweep, tuples, units,
    unnamed,
};
use shaper::{Found, Input, Shaper};
use union::{resolve, tags};

/// Builds the graph of a document. `replaced` are the components that have a type of the user's own, by name: what is in
/// them does not count.
///
/// Unsupported parts are added to `diagnostics`; the graph is complete in any case, except that it's empty where a limit is
/// exceeded: the document is refused then, and all further passes would take their time for nothing.
#[must_use]
pub fn shape(
    document: &Document,
    config: &ShapeConfig,
    replaced: &BTreeMap<String, FormatRule>,
    diagnostics: &mut Diagnostics,
) -> TypeGraph {
    let paths = Cow::Borrowed(&document.api.paths.paths);
    let found = walk(document, paths, config, diagnostics);
    settle(found, document, config, replaced, diagnostics)
}

/// Like [`shape`], but frees the parsed form of a large document: its paths one by one, the rest after the walk, as later
/// steps read the tree alone.
#[must_use]
pub(crate) fn shape_last(
    document: &mut Document,
    config: &ShapeConfig,
    replaced: &BTreeMap<String, FormatRule>,
    diagnostics: &mut Diagnostics,
) -> TypeGraph {
    let paths = document.take_paths();
    let paths = match &paths {
        None => Cow::Borrowed(&document.api.paths.paths),
        Some(_) => Cow::Owned(paths.unwrap_or_default()),
    };
    let found = walk(document, paths, config, diagnostics);
    document.free_parsed();
    settle(found, document, config, replaced, diagnostics)
}

/// What the passes read of a document.
macro_rules! input {
    ($document:ident) => {
        Input {
            api: &$document.api,
            webhooks: &$document.webhooks,
            place: &|pointer| $document.place(pointer),
            has: &|pointer| $document.node(pointer).is_some(),
            value: &|pointer| $document.node(pointer).map(|node| node.to_json()),
            limits: $document.limits(),
        }
    };
}

/// Walks over the document: everything that its parsed form is needed for.
fn walk(
    document: &Document,
    paths: Cow<'_, Paths>,
    config: &ShapeConfig,
    diagnostics: &mut Diagnostics,
) -> Found {
    let input = input!(document);
    let mut shaper = Shaper::new(input, config, diagnostics);
    shaper.components();
    shaper.operations(paths);
    shaper.graph.info = shaper.info();
    shaper.found
}

/// All steps after the walk.
fn settle(
    found: Found,
    document: &Document,
    config: &ShapeConfig,
    replaced: &BTreeMap<String, FormatRule>,
    diagnostics: &mut Diagnostics,
) -> TypeGraph {
    let input = input!(document);
    let mut shaper = Shaper {
        found,
        ..Shaper::new(input, config, diagnostics)
    };
    if shaper.is_over() {
        return shaper.empty();
    }
    let mut unions = resolve::resolve(&mut shaper);
    if shaper.is_over() {
        return shaper.empty();
    }
    tuples::settle(&mut shaper, &mut unions);
    nullable::settle(&mut shaper.found.graph, &mut shaper.found.nullable);
    sweep::adopt(&mut shaper, &mut |from, to| {
        if let Some(facts) = unions.remove(&from) {
            unions.insert(to, facts);
        }
    });
    unnamed::unname(&mut shaper.found.graph, input.place);
    // null is on the edges now
    shaper.nullable = shaper.graph.per_type(false);
    sweep::straighten(&mut shaper);
    sweep::shorten(&mut shaper.graph);
    periods::close(&mut shaper.graph);
    direction::split(&mut shaper, replaced, &mut unions);
    tags::decide(&mut shaper, &unions);
    if shaper.is_over() {
        return shaper.empty();
    }
    recognise::conventions(&mut shaper);
    tags::report(&mut shaper);
    streams::events(&mut shaper.graph);
    external::collapse(&mut shaper.graph, config);
    units::settle(&mut shaper.graph);
    nested::bound(&mut shaper);
    if shaper.is_over() {
        return shaper.empty();
    }
    sweep::sweep(&mut shaper.graph);
    parts::fill(&mut shaper.graph, &input);
    xml::collect(&mut shaper.graph, &input);
    debug_assert_eq!(shaper.graph.broken_promises(), [] as [String; 0]);
    shaper.found.graph
}
