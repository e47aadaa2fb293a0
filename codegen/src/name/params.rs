//! What an operation takes beside its path parameters, in order.

use crate::graph::{Body, Operation, Property, Shape, TypeGraph};

/// Where a field of the params comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A query, header or cookie parameter.
    Parameter(&'a crate::graph::Parameter),
    /// A property of the body.
    Property(&'a Property),
    /// The body itself.
    Body(&'a Body),
}

impl<'a> Source<'a> {
    /// Its name on the wire; the body's is `body`.
    pub fn wire(self) -> &'a str {
        match self {
            Self::Parameter(p) => &p.wire,
            Self::Property(p) => &p.wire,
            Self::Body(_) => "body",
        }
    }

    /// Whether it must be given.
    pub fn required(self) -> bool {
        match self {
            Self::Parameter(p) => p.required,
            Self::Property(p) => p.required,
            Self::Body(b) => b.required,
        }
    }
}

/// What an operation takes: the required ones first, else in the document's order, parameters before the body.
///
/// The properties of a body whose schema is an object without a name become fields of the params. Any other body (a
/// named schema, an array, a union, text, bytes) is one field.
pub fn sources<'a>(graph: &'a TypeGraph, operation: &'a Operation) -> Vec<Source<'a>> {
    let mut out: Vec<Source<'a>> = operation.parameters.iter().map(Source::Parameter).collect();
    if let Some(body) = &operation.body {
        match flattened(graph, body) {
            Some(properties) => out.extend(
                properties
                    .iter()
                    .filter(|p| !p.read_only)
                    .map(Source::Property),
            ),
            None => out.push(Source::Body(body)),
        }
    }
    out.sort_by_key(|source| !source.required());
    out
}

/// The properties of a body that become fields of the params.
pub fn flattened<'a>(graph: &'a TypeGraph, body: &Body) -> Option<&'a [Property]> {
    let node = &graph[body.ty.ty];
    match &node.shape {
        Shape::Object(object)
            if node.component.is_none()
                && !body.ty.nullable
                // undeclared properties of any type are nobody's field
                && object.additional.is_none_or(|ty| matches!(graph[ty.ty].shape, Shape::Any))
                // leaving out a body as a whole is another thing than leaving out its properties
                && (body.required || object.properties.iter().all(|p| !p.required)) =>
        {
            Some(&object.properties)
        }
        _ => None,
    }
}
