//! Event streams whose schema describes the whole event: `{ event, data, id, retry }`.

use crate::graph::{Shape, StreamKind, TypeGraph, Use};

/// Where the schema of a stream describes the whole event, the item is its data; where it has several events with data of
/// their own, the item is one of them.
pub(in crate::shape) fn events(graph: &mut TypeGraph) {
    for index in 0..graph.operations.len() {
        let Some(stream) = &graph.operations[index].stream else {
            continue;
        };
        if stream.kind != StreamKind::Events {
            continue;
        }
        let item = graph.behind(stream.item);
        let (new, kind) = match &graph[item.ty].shape {
            Shape::Union(union) => {
                let mut branches = union.branches.iter().map(|branch| graph.behind(branch.ty));
                if !branches.all(|branch| data(graph, branch).is_some()) {
                    continue;
                }
                (stream.item, StreamKind::EventObjects)
            }
            _ => match data(graph, item) {
                Some(data) => (data, StreamKind::Events),
                None => continue,
            },
        };
        if let Some(stream) = &mut graph.operations[index].stream {
            (stream.item, stream.kind) = (new, kind);
        }
    }
}

/// The data of a schema that has nothing but what an event has.
fn data(graph: &TypeGraph, ty: Use) -> Option<Use> {
    let Shape::Object(object) = &graph[ty.ty].shape else {
        return None;
    };
    let of_event = |wire: &str| matches!(wire, "data" | "event" | "id" | "retry" | "comment");
    let data = object.properties.iter().find(|one| one.wire == "data")?;
    let all = object.properties.iter().all(|one| of_event(&one.wire));
    // an object with `data` and nothing else is as likely what the data is
    (all && object.properties.len() > 1).then_some(data.ty)
}
