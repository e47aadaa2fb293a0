//! Suggests which properties of an error body hold its message, code and type.

use crate::tally::one_more;
use std::collections::{BTreeMap, BTreeSet};

use super::{Suggestion, last, values};
use crate::graph::{Shape, TypeGraph};

/// The keys of `[client.error]`, each with the names that mean it, the likeliest first.
const ROLES: [(&str, &[&str]); 3] = [
    (
        "message",
        &[
            "message",
            "detail",
            "errordescription",
            "errormessage",
            "msg",
            "description",
            "title",
            "error",
        ],
    ),
    ("code", &["code", "errorcode", "error"]),
    ("kind", &["type", "kind", "errortype", "category"]),
];

pub(super) fn suggest(graph: &TypeGraph) -> Option<Suggestion> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut operations = 0_usize;
    for operation in &graph.operations {
        let found: BTreeSet<String> = operation
            .errors
            .iter()
            .flat_map(|(_, body)| values(graph, *body))
            .filter(|(_, ty)| {
                matches!(
                    graph[ty.ty].shape,
                    Shape::String(_) | Shape::Enum(_) | Shape::Integer(_) | Shape::Constant(_)
                )
            })
            .map(|(pointer, _)| pointer)
            .collect();
        operations = operations.saturating_add(usize::from(!found.is_empty()));
        for pointer in found {
            one_more(counts.entry(pointer).or_default());
        }
    }
    let mut keys: Vec<(&'static str, String)> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for (role, names) in ROLES {
        let usual = || {
            counts
                .iter()
                .filter(|(_, count)| (*count).saturating_mul(2) > operations)
        };
        let found = names.iter().find_map(|name| {
            usual()
                .map(|(pointer, _)| pointer.as_str())
                .find(|pointer| last(pointer) == *name && !taken.contains(pointer))
        });
        if let Some(pointer) = found {
            taken.push(pointer);
            keys.push((role, toml::Value::from(pointer).to_string()));
        }
    }
    (!keys.is_empty()).then(|| Suggestion {
        table: "client.error",
        keys: keys
            .into_iter()
            .map(|(key, value)| (key.into(), value))
            .collect(),
        why: "most errors of the document have these".to_owned(),
        is_sure: true,
    })
}
