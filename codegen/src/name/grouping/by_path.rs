//! Resources from the first fixed segment of the path.

use super::{Placement, segments, words};
use crate::graph::{Answer, Operation, Shape, TypeGraph};

/// The placement under the first fixed segment.
pub fn place(graph: &TypeGraph, operation: &Operation) -> Placement {
    let segments = segments(&operation.template);
    let first = segments
        .iter()
        .find(|s| !s.starts_with('{'))
        .copied()
        .unwrap_or("root");
    let home = words::snake(first);
    let class = words::pascal(first).trim_end_matches('_').to_owned();
    let method = match &operation.id {
        Some(id) => words::snake(id),
        None => {
            let listed = matches!(&operation.answer, Answer::Json(ty)
                if matches!(graph[ty.ty].shape, Shape::List(_) | Shape::Array(_)));
            if listed && operation.verb == "GET" {
                method(operation).replacen("get", "list", 1)
            } else {
                method(operation)
            }
        }
    };
    Placement {
        params: words::pascal(&format!("{method}_params")),
        resource: format!("{class}Resource"),
        accessor: home.clone(),
        package: vec![home.clone()],
        home,
        class,
        method,
    }
}

/// A method spelled from verb and path, for operations without an `operationId`: `get_users_by_id`.
pub fn method(operation: &Operation) -> String {
    let mut text = operation.verb.to_lowercase();
    for segment in segments(&operation.template) {
        text.push('_');
        if segment.starts_with('{') {
            text.push_str("by_");
        }
        text.push_str(segment);
    }
    words::snake(&text)
}
