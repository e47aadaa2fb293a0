//! Test helpers shared by all passes: small documents, taken through the passes.

use std::path::Path;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::graph::TypeGraph;
use crate::load::{self, Document, LoadOptions};
use crate::model::{Item, Model, Namespace};
use crate::name::{self, Names};
use crate::shape::shape;
use crate::source::Memory;

/// A document in YAML.
#[track_caller]
pub(crate) fn document(yaml: &str) -> Document {
    let source = Memory::new().with("openapi.yaml", yaml);
    let loaded = load::load(&source, Path::new("openapi.yaml"), &LoadOptions::default());
    let Some(document) = loaded.document else {
        panic!("the test's own document does not load:\n{yaml}")
    };
    document
}

/// The graph of a document in YAML.
#[track_caller]
pub(crate) fn graph(yaml: &str, config: &Config) -> TypeGraph {
    let own = &config.types.replace;
    shape(
        &document(yaml),
        &config.schemas,
        own,
        &mut Diagnostics::new(),
    )
}

/// What all passes say of a document in YAML, without notes.
#[track_caller]
pub(crate) fn messages(yaml: &str, config: &Config) -> Vec<String> {
    let (_, diagnostics) = crate::model(&document(yaml), config);
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity != Severity::Note)
        .map(|diagnostic| diagnostic.message.clone())
        .collect()
}

/// The graph and names of a document in YAML.
#[track_caller]
pub(crate) fn names(yaml: &str, config: &Config) -> (TypeGraph, Names) {
    let mut graph = graph(yaml, config);
    crate::client::apply(&mut graph, &config.client);
    let names = name::name(&graph, &config.names);
    (graph, names)
}

/// The model of a document in YAML.
#[track_caller]
pub(crate) fn model(yaml: &str, config: &Config) -> Model {
    let (graph, names) = names(yaml, config);
    crate::join::join(&graph, &names, config)
}

/// The item at a path of modules and an identifier, as it lies.
#[track_caller]
pub(crate) fn item<'a>(model: &'a Model, path: &str) -> &'a Item {
    let parts: Vec<&str> = path.split("::").collect();
    let (ident, modules) = parts.split_last().expect("a path");
    let mut at: &Namespace = &model.root;
    for module in modules {
        at = at
            .children
            .iter()
            .find(|child| child.ident == *module)
            .unwrap_or_else(|| panic!("no module {module} on the way to {path}"));
    }
    at.items
        .iter()
        .find(|item| item.ident() == *ident)
        .unwrap_or_else(|| panic!("no {path}"))
}
