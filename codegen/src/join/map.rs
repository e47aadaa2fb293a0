//! Maps the pointer of each schema in the document to its Rust type.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Convert;
use super::convert::outside_of_forms;
use super::{recursion, replace};
use crate::config::Config;
use crate::graph::{Shape, TypeGraph, TypeId, Use};
use crate::model::Mapped;
use crate::name::{Names, params};

/// Maps each schema with a type in the generated crate by its JSON pointer into the loaded document. The schema of a
/// property has the pointer of the property, that of a parameter the parameter's plus `/schema`.
///
/// A schema that is only a reference, or that was merged into others, has no entry of its own.
#[must_use]
pub(crate) fn map(graph: &TypeGraph, names: &Names, config: &Config) -> BTreeMap<String, Mapped> {
    let recursion = recursion::recursion(graph, names);
    let replaced = replace::replaced(graph, &config.types);
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
    let mapped = |ty: Use| {
        let converted = convert.plain(ty);
        Mapped {
            ty: outside_of_forms(converted.ty),
            nullable: converted.nullable,
            is_flattened: false,
        }
    };
    let mut out = BTreeMap::new();
    let mut named = BTreeSet::new();
    for (index, node) in graph.types.iter().enumerate() {
        let ty = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let entry = mapped(Use {
            ty,
            nullable: false,
        });
        // A part merged into a component may have kept its pointer. A request version has the pointer of its original, which
        // comes first.
        let is_first = node.component.is_some() && named.insert(&node.pointer);
        if is_first || !out.contains_key(&node.pointer) {
            out.insert(node.pointer.clone(), entry);
        }
        if let Shape::Object(object) = &node.shape {
            for property in &object.properties {
                let entry = || mapped(property.ty);
                out.entry(property.pointer.clone()).or_insert_with(entry);
            }
        }
    }
    for operation in &graph.operations {
        for parameter in operation.path.iter().chain(&operation.parameters) {
            let pointer = format!("{}/schema", parameter.pointer);
            out.insert(pointer, mapped(parameter.ty));
        }
        if let Some(body) = &operation.body {
            let is_flattened = params::flattened(graph, body).is_some();
            out.insert(
                body.pointer.clone(),
                Mapped {
                    is_flattened,
                    ..mapped(body.ty)
                },
            );
        }
    }
    out
}
