//! Resources from the fixed segments of paths.

use super::{Placement, in_module, method, segments, words};
use crate::graph::{Operation, TypeGraph};

/// The placement under the first fixed segment: `/guilds/{guild}/roles` belongs to the guilds.
pub fn first(graph: &TypeGraph, operation: &Operation) -> Placement {
    of_segment(graph, operation, first_segment(&operation.template))
}

/// The placement under the last segment that is a plural: `/namespaces/{namespace}/pods/{name}/log` belongs to the
/// pods. The first fixed segment, where none is.
pub fn collection(graph: &TypeGraph, operation: &Operation) -> Placement {
    let all = segments(&operation.template);
    let plural = all
        .iter()
        .rev()
        .find(|s| !s.starts_with('{') && words::singular(&words::snake(s)) != words::snake(s));
    of_segment(
        graph,
        operation,
        plural.map_or_else(|| first_segment(&operation.template), |s| *s),
    )
}

/// The first segment of a path template that is no parameter.
pub fn first_segment(template: &str) -> &str {
    segments(template)
        .iter()
        .find(|s| !s.starts_with('{'))
        .copied()
        .unwrap_or("root")
}

fn of_segment(graph: &TypeGraph, operation: &Operation, segment: &str) -> Placement {
    // a tag that is no group may stand in the id as well: `listCoreV1Node`
    let mut groups: Vec<&str> = operation
        .tags
        .first()
        .map(String::as_str)
        .into_iter()
        .collect();
    groups.push(segment);
    in_module(segment, operation, method::name(graph, operation, &groups))
}
