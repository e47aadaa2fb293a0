//! Suggests headers that the client sends automatically.

use crate::tally::one_more;
use std::collections::BTreeMap;

use super::{Suggestion, plain};
use crate::graph::{Location, Parameter, TypeGraph};
use crate::load::{Document, Node};

pub(super) fn suggest(document: &Document, graph: &TypeGraph) -> Vec<Suggestion> {
    let mut out = Vec::new();
    if let Some((name, _, number)) = most_used(graph, |name| {
        name.contains("idempotency") && name.ends_with("key")
    }) {
        out.push(Suggestion {
            table: "client",
            keys: vec![("idempotency-header".into(), quoted(&name))],
            why: format!("{} it", take(number)),
            is_sure: true,
        });
    }
    if let Some((name, parameter, number)) = most_used(graph, |name| {
        name.ends_with("version") && !name.contains("client")
    }) {
        let value = value(document, parameter);
        let mut keys = vec![("version-header", quoted(&name))];
        keys.extend(value.as_deref().map(|value| ("version", quoted(value))));
        out.push(Suggestion {
            table: "client",
            keys: keys
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
            why: match value {
                Some(_) => format!("{} it, with this value", take(number)),
                None => format!(
                    "{} it; without `version` it has the document's version",
                    take(number)
                ),
            },
            is_sure: value.is_some(),
        });
    }
    out
}

fn take(number: usize) -> String {
    match number {
        1 => "an operation takes".to_owned(),
        number => format!("{number} operations take"),
    }
}

/// The header parameter that most operations take, of those whose plain name is like this.
fn most_used(
    graph: &TypeGraph,
    is_it: impl Fn(&str) -> bool,
) -> Option<(String, &Parameter, usize)> {
    let mut found: BTreeMap<&str, (&Parameter, usize)> = BTreeMap::new();
    for parameter in graph
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        if parameter.location == Location::Header && is_it(&plain(&parameter.wire)) {
            one_more(&mut found.entry(&parameter.wire).or_insert((parameter, 0)).1);
        }
    }
    let (name, (parameter, number)) = found.into_iter().max_by_key(|(_, (_, number))| *number)?;
    Some((name.to_owned(), parameter, number))
}

/// The value that the document gives a header: its default, or the only one that it can have.
fn value(document: &Document, parameter: &Parameter) -> Option<String> {
    let schema = document.node(&parameter.pointer)?.get("schema")?;
    let only = match schema.get("enum").and_then(Node::as_array) {
        Some([only]) => Some(only),
        _ => None,
    };
    let value = schema.get("default").or(only)?.as_str()?;
    let is_sent = !value.is_empty() && value.chars().all(|c| ('!'..='~').contains(&c));
    is_sent.then(|| value.to_owned())
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
