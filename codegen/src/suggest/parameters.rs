//! Suggests client parameters: those that nearly all operations require.

use crate::tally::one_more;
use std::collections::BTreeMap;

use super::{Suggestion, plain};
use crate::graph::{Location, TypeGraph};

/// Of fewer operations nothing can be said.
const LEAST: usize = 5;

pub(super) fn suggest(graph: &TypeGraph, version_header: Option<&str>) -> Option<Suggestion> {
    let all = graph.operations.len();
    if all < LEAST {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in &graph.operations {
        let path = operation.path.iter().filter(|one| {
            // what stands behind it is about it: `/orgs/{org}/users`, not `/users/{user}`
            let variable = format!("{{{}}}", one.wire);
            operation.template.find(&variable) == operation.template.find('{')
        });
        let others = operation.parameters.iter().filter(|one| {
            let is_own =
                matches!(one.location, Location::Header) && is_own(&one.wire, version_header);
            one.required && one.location != Location::Querystring && !is_own
        });
        for parameter in path.chain(others) {
            one_more(counts.entry(&parameter.wire).or_default());
        }
    }
    // nine of ten
    let usual: Vec<(&str, usize)> = (counts.into_iter())
        .filter(|(_, number)| number.saturating_mul(10) >= all.saturating_mul(9))
        .collect();
    let least = usual.iter().map(|(_, number)| *number).min()?;
    let names: Vec<toml::Value> = usual.iter().map(|(name, _)| (*name).into()).collect();
    Some(Suggestion {
        table: "client",
        keys: vec![("parameters".into(), toml::Value::from(names).to_string())],
        why: match usual.len() {
            1 => format!("{least} of {all} operations require it"),
            _ => format!("{least} of {all} operations require them"),
        },
        is_sure: true,
    })
}

/// Whether the client sends a header anyway.
fn is_own(name: &str, version_header: Option<&str>) -> bool {
    version_header.is_some_and(|header| name.eq_ignore_ascii_case(header))
        || plain(name).ends_with("idempotencykey")
}
