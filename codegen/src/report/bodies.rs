//! Reports XML bodies, and multipart bodies without parts.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Body, Operation, Shape, TypeGraph};
use crate::join;
use crate::load::Document;
use crate::media::{Kind, essence};

pub(super) fn report(document: &Document, graph: &TypeGraph, diagnostics: &mut Diagnostics) {
    xml(document, graph, diagnostics);
    partless(document, graph, diagnostics);
}

/// Warns of multipart bodies that have no parts: neither properties nor, but in forms, items.
fn partless(document: &Document, graph: &TypeGraph, diagnostics: &mut Diagnostics) {
    let is_partless = |body: &&Body| match &graph[graph.behind(body.ty).ty].shape {
        Shape::Object(_) | Shape::Map(_) | Shape::Metadata(_) | Shape::Union(_) | Shape::Any => {
            false
        }
        Shape::Array(_) | Shape::Tuple(_) => essence(&body.media_type) == "multipart/form-data",
        _ => true,
    };
    let bodies = (graph.operations.iter()).filter_map(|operation| operation.body.as_ref());
    let multipart = bodies.filter(|body| body.kind == Kind::Multipart);
    for body in multipart.filter(is_partless) {
        let message = "nothing of this body is sent: the parts of a multipart body are the properties of an object";
        diagnostics.push(Diagnostic::warning(
            Code::UnsupportedOperation,
            document.place(&body.pointer),
            message,
        ));
    }
}

/// Notes that programs need a feature for what is XML.
fn xml(document: &Document, graph: &TypeGraph, diagnostics: &mut Diagnostics) {
    let is_xml = |operation: &&Operation| {
        let body = operation.body.as_ref();
        !operation.xml.is_empty() || body.is_some_and(|body| body.kind == Kind::Xml)
    };
    for operation in graph.operations.iter().filter(is_xml) {
        let message =
            "a body of this operation is XML: programs that call it need the feature `xml`";
        let place = document.place(&operation.pointer);
        diagnostics.push(Diagnostic::note(Code::MediaType, place, message));
    }
    let mut vague: Vec<&str> = (join::vague_in_xml(graph).into_iter())
        .map(|id| graph[id].pointer.as_str())
        .collect();
    vague.sort_unstable();
    vague.dedup();
    for pointer in vague {
        let message =
            "nothing in XML tells which type a value of this schema has: it is read as text";
        diagnostics.push(Diagnostic::warning(
            Code::MediaType,
            document.place(pointer),
            message,
        ));
    }
}
