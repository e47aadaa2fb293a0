//! Joins graph and names into the model, and makes all remaining decisions.
//!
//! ```text
//! recursion   which slots need a Box, and which types have no finite value
//! replace     components that the settings replace by a type of the user
//! direction   which types are sent, and which are received
//! guards      the values that select the branches of unions
//! headers     headers of responses and errors → methods that read them
//! items       types with names → objects, enums, unions, aliases
//! operations  operations → params, resources, groups
//! api         the API as a whole
//! links       re-exports of types
//! xml         tables of types in XML bodies
//! same        merges types that are identical to users
//! layout      the file of each item
//! dependencies the crates of the types that the settings name
//! apart       splits modules that are too long to read
//! beginnings  sorts what is too long for one file by the beginnings of names
//! size        estimates how many lines items have
//! ```
//! Each part is a plain function from graph and names to a part of the model. They share one [`Context`] for lookups, which
//! does not depend on them.

mod answers;
mod apart;
mod api;
mod beginnings;
mod bodies;
mod content;
mod context;
mod convert;
mod defaults;
mod dependencies;
mod direction;
mod guards;
mod headers;
mod items;
mod layout;
mod links;
mod map;
mod methods;
mod operations;
mod paging;
mod places;
mod prose;
mod recursion;
mod replace;
mod same;
mod size;
mod template;
#[cfg(test)]
mod tests;
mod xml;

pub(crate) use map::map;
pub(crate) use paging::{Recognised, of as pages, recognise, unused as unused_page_rules};
pub(crate) use template::sendable;
pub(crate) use xml::vague as vague_in_xml;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::graph::TypeGraph;
use crate::model::{Features, Item, ItemPath, Model};
use crate::name::Names;
use context::Context;
use convert::Convert;
use guards::Guards;
use prose::Writer;

/// Joins the graph and its names.
#[must_use]
pub fn join(graph: &TypeGraph, names: &Names, config: &Config) -> Model {
    let replaced = replace::replaced(graph, &config.types);
    let mut shown;
    let mut names = names;
    if !replaced.is_empty() {
        let hidden = replace::hidden(graph, &replaced);
        shown = names.clone();
        shown.types.retain(|id, _| !hidden.contains(id));
        names = &shown;
    }
    let recursion = recursion::recursion(graph, names);
    let words = prose::words(graph, names);
    let links = |word: &str| words.get(word).cloned();
    let knots = graph.knots();
    let convert = Convert {
        graph,
        names,
        formats: &config.schemas.formats,
        boxes: &recursion.boxes,
        knots: &knots,
        replaced: &replaced,
        near: None,
    };
    let context = Context {
        graph,
        names,
        config,
        convert,
        guards: Guards::new(graph, &recursion.loosened),
        writer: Writer::new(config, &links),
        loosened: &recursion.loosened,
        made: direction::made(graph),
        uploads: direction::uploads(graph),
        heads: graph.answer_heads(),
        answered: {
            let schemas = &config.schemas;
            let loosens = schemas.tolerant.is_any() || schemas.null_is_empty.is_any();
            loosens.then(|| direction::answered(graph))
        },
    };
    // a map is filled much faster in its order
    let mut types: Vec<_> = names.types.iter().collect();
    types.sort_by_key(|(_, path)| *path);
    let types = types.into_iter();
    let mut found: BTreeMap<ItemPath, Item> = types
        .map(|(id, path)| (path.clone(), items::item(&context, *id, path)))
        .collect();
    let xml = xml::tables(graph, names);
    operations::items(&context, xml.operations, &mut found);
    let api = api::api(&context);
    let mut links = links::links(names, &found);
    if !config.names.distinct {
        same::unite(names, &mut found, &mut links);
    }
    let mut model = Model {
        api,
        root: layout::layout(names, found, links, &context.writer),
        xml: xml.tables,
        features: Features::default(),
    };
    model.api.dependencies = dependencies::dependencies(&model, config);
    model
}
