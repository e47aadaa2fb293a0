//! Media types of multipart parts from schemas, where `encoding` has none.

use super::annotation::extension;
use super::shaper::{Input, below};
use crate::graph::{PropertyEncoding, Shape, TypeGraph, Use};

/// Adds the media types of strings with encoded content (OpenAPI 3.1, Encoding Object, `contentType`, and "Considerations
/// for File Uploads").
pub(super) fn fill(graph: &mut TypeGraph, input: &Input<'_>) {
    let mut found: Vec<(usize, PropertyEncoding)> = Vec::new();
    for (index, operation) in graph.operations.iter().enumerate() {
        let body = operation.body.as_ref();
        let Some(body) = body.filter(|body| body.media_type.starts_with("multipart/")) else {
            continue;
        };
        let Shape::Object(object) = &graph[graph.behind(body.ty).ty].shape else {
            continue;
        };
        for property in &object.properties {
            if (body.encoding.iter())
                .any(|said| said.property == property.wire && says_something(said))
            {
                continue;
            }
            let media_type = held(graph, input, &property.pointer, property.ty);
            found.extend(media_type.map(|media_type| {
                let encoding = PropertyEncoding {
                    property: property.wire.clone(),
                    style: None,
                    explode: true,
                    reserved: false,
                    media_type: Some(media_type),
                };
                (index, encoding)
            }));
        }
    }
    for (index, encoding) in found {
        let body = graph.operations.get_mut(index);
        if let Some(body) = body.and_then(|operation| operation.body.as_mut()) {
            body.encoding
                .retain(|said| said.property != encoding.property);
            body.encoding.push(encoding);
        }
    }
}

fn says_something(said: &PropertyEncoding) -> bool {
    said.media_type.is_some() || said.style.is_some()
}

/// The media type of a string's content, or of the strings in an array.
fn held(graph: &TypeGraph, input: &Input<'_>, pointer: &str, ty: Use) -> Option<String> {
    let end = &graph[graph.behind(ty).ty];
    let [encoding, media, _] = extension::CONTENT.map(|key| {
        let at = |pointer: &str| (input.value)(&below(pointer, &[key]));
        let value = at(pointer).or_else(|| at(&end.pointer))?;
        value.as_str().map(str::to_owned)
    });
    match &end.shape {
        Shape::Array(item) => held(graph, input, &graph[item.ty].pointer, *item),
        // JSON in a string would be encoded as JSON twice
        Shape::String(_) => media
            .filter(|media| !media.to_ascii_lowercase().ends_with("json"))
            .or_else(|| encoding.map(|_| "application/octet-stream".to_owned())),
        _ => None,
    }
}
