//! Headers of answers.

use openapiv3::{ParameterSchemaOrContent, Response};

use super::section::HEADERS;
use crate::graph::Shape;
use crate::shape::annotation::notes;
use crate::shape::shaper::{Shaper, Site, below};

impl<'a> Shaper<'a> {
    /// The headers that an answer carries, with the types that they can be read as.
    pub(super) fn headers<'r>(&mut self, response: &'r Response, pointer: &str) -> Vec<String>
    where
        'a: 'r,
    {
        let mut notes = Vec::new();
        for (name, header) in &response.headers {
            if for_browsers(name) {
                continue;
            }
            let header = HEADERS.follow(self.input.api, header, "");
            let mut what = "String";
            let mut text = String::new();
            if let Some((header, _)) = header {
                if let ParameterSchemaOrContent::Schema(schema) = &header.format {
                    let pointer = below(pointer, &["headers", name, "schema"]);
                    let edge = self.edge(schema, &Site::root(&pointer, false));
                    what = rust_type(&self.graph[edge.ty.ty].shape);
                    text.clone_from(&edge.meta.description);
                }
                if let Some(description) = &header.description {
                    text.clone_from(description);
                }
            }
            let line = text.lines().next().unwrap_or_default().trim();
            let colon = if line.is_empty() { "" } else { ": " };
            notes.push(format!(
                "Header {} (`{what}`){colon}{line}",
                notes::code(name)
            ));
        }
        notes
    }
}

/// What a header of this shape can be read as.
fn rust_type(shape: &Shape) -> &'static str {
    match shape {
        Shape::Integer(_) => "i64",
        Shape::Number(_) => "f64",
        Shape::Boolean => "bool",
        Shape::Array(_) => "Vec<String>",
        _ => "String",
    }
}

/// Whether a header speaks to a browser (Fetch Standard, 3.2): no program reads it.
fn for_browsers(name: &str) -> bool {
    name.get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("access-control-"))
}
