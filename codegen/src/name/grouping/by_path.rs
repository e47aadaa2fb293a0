//! Resources from the fixed segments of paths.

use super::{Decisions, Named, Placement, in_levels, in_module, method, segments, verbs, words};
use crate::graph::TypeGraph;

/// Groups by the first fixed segment: `/guilds/{guild}/roles` belongs to the guilds.
///
/// A path of one segment that is a verb (`/search`) is a method, of the tag's group if there is a tag.
pub(super) fn first(graph: &TypeGraph, decisions: &Decisions, operation: &Named<'_>) -> Placement {
    if let [only] = segments(&operation.template).as_slice()
        && verbs::is_verb(&words::snake(only))
        && let Some(tag) = operation.tags.first()
    {
        let method = method::of_procedure(operation, only, &decisions.drop_prefix);
        return in_module(tag, operation, method);
    }
    of_segment(
        graph,
        decisions,
        operation,
        first_segment(&operation.template),
    )
}

/// Groups by the last plural segment: `/namespaces/{namespace}/pods/{name}/log` belongs to the pods. Falls back to the first
/// fixed segment.
pub(super) fn collection(
    graph: &TypeGraph,
    decisions: &Decisions,
    operation: &Named<'_>,
) -> Placement {
    let all = segments(&operation.template);
    let plural = all
        .iter()
        .rev()
        .find(|s| !s.starts_with('{') && verbs::is_several(s));
    of_segment(
        graph,
        decisions,
        operation,
        plural.map_or_else(|| first_segment(&operation.template), |s| *s),
    )
}

/// The first segment of a path template that is not a parameter.
pub(super) fn first_segment(template: &str) -> &str {
    segments(template)
        .iter()
        .find(|s| !s.starts_with('{'))
        .copied()
        .unwrap_or("root")
}

fn of_segment(
    graph: &TypeGraph,
    decisions: &Decisions,
    operation: &Named<'_>,
    segment: &str,
) -> Placement {
    // a tag that is not a group may be in the id as well: `listCoreV1Node`
    let mut groups: Vec<&str> = operation
        .tags
        .first()
        .map(String::as_str)
        .into_iter()
        .collect();
    groups.push(segment);
    in_levels(graph, decisions, operation, segment, &groups)
}
