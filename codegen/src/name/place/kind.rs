//! Names for schemas that are not components: from the title, or from the kind of value.

use crate::graph::{Shape, TypeGraph, TypeId};

/// A title that can be a name: one or a few words.
pub(super) fn brief(title: Option<&str>) -> Option<String> {
    let title = title?;
    (title.len() <= 48
        && title.split_whitespace().count() <= 4
        && title.chars().any(char::is_alphanumeric))
    .then(|| title.to_owned())
}

/// The kind of an unnamed type, in one word.
pub(crate) fn kind(graph: &TypeGraph, id: TypeId) -> &'static str {
    match &graph[id].shape {
        Shape::Any => "any",
        Shape::Boolean => "boolean",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::String(_) => "string",
        Shape::Constant(_) => "constant",
        Shape::Enum(_) => "enum",
        Shape::Array(_) => "list",
        Shape::Tuple(_) => "tuple",
        Shape::List(_) => "page",
        Shape::Map(_) | Shape::Metadata(_) => "map",
        Shape::Object(_) => "object",
        Shape::Union(_) => "variant",
        Shape::Range(_) => "range",
        Shape::Emptyable(_) => "emptyable",
        Shape::Expandable(inner) | Shape::Alias(inner) => {
            // an alias may refer to itself
            if inner.ty == id {
                "object"
            } else {
                shallow(graph, inner.ty)
            }
        }
    }
}

fn shallow(graph: &TypeGraph, id: TypeId) -> &'static str {
    match &graph[id].shape {
        Shape::Expandable(_) | Shape::Alias(_) => "object",
        _ => kind(graph, id),
    }
}
