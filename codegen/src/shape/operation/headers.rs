//! Headers of answers.

use openapiv3::{ParameterSchemaOrContent, Response};

use super::section::HEADERS;
use crate::graph::{AnswerHeader, Shape, StringFormat, Use};
use crate::shape::shaper::{Shaper, Site, below};

impl<'a> Shaper<'a> {
    /// Adds the headers that an answer carries, with what their values are: `error` is its status where it is none of
    /// success.
    pub(super) fn headers<'r>(
        &mut self,
        response: &'r Response,
        error: Option<&str>,
        pointer: &str,
        headers: &mut Vec<AnswerHeader>,
    ) where
        'a: 'r,
    {
        for (name, header) in &response.headers {
            // OpenAPI 3.0, Response Object, `headers`: `Content-Type` is ignored
            if for_browsers(name) || name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let known = headers
                .iter_mut()
                .find(|known| known.wire.eq_ignore_ascii_case(name));
            if let Some(known) = known {
                match error {
                    None => known.errors.clear(),
                    Some(status) if !known.errors.is_empty() => {
                        known.errors.push(status.to_owned());
                    }
                    Some(_) => {}
                }
                continue;
            }
            let pointer = below(pointer, &["headers", name, "schema"]);
            let site = Site::root(&pointer, false);
            let mut description = String::new();
            let mut ty = None;
            if let Some((header, _)) = HEADERS.follow(self.input.api, header, "") {
                if let ParameterSchemaOrContent::Schema(schema) = &header.format {
                    let edge = self.edge(schema, &site);
                    ty = Some(edge.ty);
                    description = edge.meta.description;
                }
                if let Some(own) = &header.description {
                    description.clone_from(own);
                }
            }
            let ty = ty.unwrap_or_else(|| Use {
                ty: self.node(Shape::String(StringFormat::Plain), &site),
                nullable: false,
            });
            headers.push(AnswerHeader {
                wire: name.clone(),
                ty,
                errors: error.map(str::to_owned).into_iter().collect(),
                description,
            });
        }
    }
}

/// Whether a header speaks to a browser (Fetch Standard, 3.2): no program reads it.
fn for_browsers(name: &str) -> bool {
    name.get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("access-control-"))
}
