//! Event streams whose schema describes the whole event: `{ event, data, id, retry }`.

use crate::graph::{Shape, StreamAnswer, StreamKind, TypeGraph, Use};

/// If the schema of a stream describes the whole event, the item is its data; if it lists several events with data of their
/// own, the item is one of them.
pub(in crate::shape) fn events(graph: &mut TypeGraph) {
    let each = graph.operations.iter();
    let found: Vec<Option<(Use, StreamKind)>> = each
        .map(|operation| whole(graph, operation.stream.as_ref()?))
        .collect();
    for (operation, found) in graph.operations.iter_mut().zip(found) {
        if let (Some(stream), Some(found)) = (&mut operation.stream, found) {
            (stream.item, stream.kind) = found;
        }
    }
}

/// The items of a stream whose schema describes the whole event.
fn whole(graph: &TypeGraph, stream: &StreamAnswer) -> Option<(Use, StreamKind)> {
    if stream.kind != StreamKind::Events {
        return None;
    }
    let item = graph.behind(stream.item);
    match &graph[item.ty].shape {
        Shape::Union(union) => {
            let mut branches = union.branches.iter().map(|branch| graph.behind(branch.ty));
            let all = branches.all(|branch| data(graph, branch).is_some());
            all.then_some((stream.item, StreamKind::EventObjects))
        }
        _ => data(graph, item).map(|data| (data, StreamKind::Events)),
    }
}

/// The data of a schema that has only fields of an event.
fn data(graph: &TypeGraph, ty: Use) -> Option<Use> {
    let Shape::Object(object) = &graph[ty.ty].shape else {
        return None;
    };
    let of_event = |wire: &str| matches!(wire, "data" | "event" | "id" | "retry" | "comment");
    let data = object.properties.iter().find(|one| one.wire == "data")?;
    let all = object.properties.iter().all(|one| of_event(&one.wire));
    // an object with only `data` may as well be the data itself
    (all && object.properties.len() > 1).then_some(data.ty)
}
