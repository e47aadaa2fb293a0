//! The contents of a document, listed with the selectors that select them.

use crate::tally::one_more;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::graph::Operation;
use crate::load::Document;
use crate::model::{Item, Paths};
use crate::{select, shape};

/// The contents of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Tags, by name.
    pub tags: Vec<ListedTag>,
    /// Operations, in the document's order.
    pub operations: Vec<ListedOperation>,
    /// Schemas with a name, in the document's order.
    pub schemas: Vec<ListedSchema>,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedTag {
    /// The selector of its operations: `tag:books`.
    pub selector: String,
    /// How many operations it has.
    pub operations: usize,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedOperation {
    /// The selector of this operation: `operation:listBooks`, or verb and path if its `operationId` is missing or ambiguous.
    pub selector: String,
    /// Upper case, such as `POST`.
    pub verb: String,
    /// The path template.
    pub path: String,
    /// `tags`
    pub tags: Vec<String>,
    /// Whether the settings select it.
    pub selected: bool,
    /// The Cargo features that include it, each alone; empty if it is always included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
}

/// A schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedSchema {
    /// The selector of this schema: `schema:Book`.
    pub selector: String,
    /// Whether the settings select it.
    pub selected: bool,
}

/// Lists the contents of a document.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::config::Config;
/// use castiron_codegen::contents::contents;
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
/// let contents = contents(&document, &Config::default());
/// assert_eq!(contents.schemas[0].selector, "schema:Pet");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn contents(document: &Document, config: &Config) -> Contents {
    let graph = shape::shape(
        document,
        &config.schemas,
        &config.types.replace,
        &mut Diagnostics::new(),
    );
    let mut selected = graph.clone();
    let _ = select::select(&mut selected, &config.select);
    let key = |operation: &Operation| (operation.verb.clone(), operation.template.clone());
    let kept: Vec<_> = selected.operations.iter().map(key).collect();
    let features = features(document, config);
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in &graph.operations {
        if let Some(id) = &operation.id {
            one_more(ids.entry(id).or_default());
        }
        for tag in &operation.tags {
            one_more(tags.entry(tag).or_default());
        }
    }
    let operations = graph.operations.iter().map(|operation| ListedOperation {
        // an id that several have, or with a star in it, would select more than this one
        selector: match operation.id.as_deref() {
            Some(id) if ids.get(id) == Some(&1) && !id.contains('*') => format!("operation:{id}"),
            _ => format!("{} {}", operation.verb, operation.template),
        },
        verb: operation.verb.clone(),
        path: operation.template.clone(),
        tags: operation.tags.clone(),
        selected: kept.contains(&key(operation)),
        features: features
            .get(&operation.pointer)
            .cloned()
            .unwrap_or_default(),
    });
    let schemas = graph.components.iter().map(|(name, _)| ListedSchema {
        selector: format!("schema:{name}"),
        selected: selected.components.iter().any(|(kept, _)| kept == name),
    });
    let tags = tags.iter().map(|(tag, &operations)| ListedTag {
        selector: format!("tag:{tag}"),
        operations,
    });
    Contents {
        tags: tags.collect(),
        operations: operations.collect(),
        schemas: schemas.collect(),
    }
}

/// The features of operations, by their places, where settings ask for features.
fn features(document: &Document, config: &Config) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    if config.features.is_none() {
        return found;
    }
    let (model, _) = crate::model(document, config);
    let paths = Paths::new(&model);
    for (path, item) in paths.all() {
        let (Item::Resource(resource), Some(gate)) = (item, model.features.gate(path)) else {
            continue;
        };
        for method in &resource.methods {
            let features = gate.iter().cloned().collect();
            found.insert(method.meta.pointer.clone(), features);
        }
    }
    found
}
