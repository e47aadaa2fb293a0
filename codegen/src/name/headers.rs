//! Names of the methods that read response headers: one per header, regardless of its case.

use std::collections::{BTreeMap, HashSet};

use super::{scope, words};
use crate::graph::TypeGraph;

/// Methods that responses and errors already have.
const TAKEN: [&str; 22] = [
    "body",
    "body_as",
    "body_for",
    "clone",
    "code",
    "fmt",
    "header",
    "header_as",
    "header_json",
    "header_map",
    "headers",
    "into_inner",
    "kind",
    "map",
    "message",
    "raw_body",
    "request_id",
    "required_header_as",
    "required_header_json",
    "status",
    "to_response",
    "to_string",
];

/// The method for each header, by the header's name in lower case.
pub(super) fn idents(graph: &TypeGraph) -> BTreeMap<String, String> {
    let headers = graph.operations.iter().flat_map(|one| &one.headers);
    let mut wires: Vec<String> = headers.map(|one| one.wire.to_lowercase()).collect();
    wires.sort_unstable();
    wires.dedup();
    let wishes = wires.iter().map(|wire| {
        let ident = words::snake(wire);
        scope::Wish {
            others: vec![format!("{ident}_header")],
            ident,
            text: wire,
            origin: wire,
            claim: scope::Claim::Placed,
        }
    });
    let taken: HashSet<String> = TAKEN.into_iter().map(str::to_owned).collect();
    let idents = scope::resolve(wishes.collect(), scope::Case::Snake, &taken);
    wires.into_iter().zip(idents).collect()
}
