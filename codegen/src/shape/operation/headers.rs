//! Response headers.

use openapiv3::{ParameterSchemaOrContent, Response};

use super::section::HEADERS;
use crate::config::Loosened;
use crate::graph::{AnswerHeader, Shape, StringFormat, Use};
use crate::media::Kind;
use crate::shape::shaper::{Shaper, Site, below};

impl<'a> Shaper<'a> {
    /// Adds the headers of a response, with their types. `error` is its status unless it is successful.
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
            let pointer = below(pointer, &["headers", name]);
            let found = HEADERS.follow(self.input.api, header, "");
            let header = found.as_ref().map(|(header, _)| *header);
            let required = header.is_some_and(|header| header.required)
                && !matches!(self.config.tolerant, Loosened::All(true));
            let known = headers
                .iter_mut()
                .find(|known| known.wire.eq_ignore_ascii_case(name));
            if let Some(known) = known {
                known.required &= required;
                match error {
                    None => known.errors.clear(),
                    Some(status) if !known.errors.is_empty() => {
                        known.errors.push(status.to_owned());
                    }
                    Some(_) => {}
                }
                continue;
            }
            let site = Site::root(&pointer, false);
            let mut description = String::new();
            let mut value = None;
            let mut json = false;
            if let Some(header) = header {
                match &header.format {
                    ParameterSchemaOrContent::Schema(schema) => {
                        let pointer = below(&pointer, &["schema"]);
                        value = Some(self.edge(schema, &Site::root(&pointer, false)));
                    }
                    // OpenAPI 3.0, Header Object: a map with one media type
                    ParameterSchemaOrContent::Content(content) => {
                        if let Some(entry) = self.ranked(content).first() {
                            json = entry.kind == Kind::Json;
                            let pointer = below(&pointer, &["content", entry.media, "schema"]);
                            value = Some(self.typed(*entry, &Site::root(&pointer, false)).1);
                        }
                    }
                }
                let said = value.as_ref().map(|edge| edge.meta.description.clone());
                description = header.description.clone().or(said).unwrap_or_default();
            }
            let ty = value.map(|edge| edge.ty).unwrap_or_else(|| Use {
                ty: self.node(Shape::String(StringFormat::Plain), &site),
                nullable: false,
            });
            headers.push(AnswerHeader {
                wire: name.clone(),
                ty,
                errors: error.map(str::to_owned).into_iter().collect(),
                required,
                json,
                description,
            });
        }
    }
}

/// Whether a header is for browsers (Fetch Standard, 3.2): no program reads it.
fn for_browsers(name: &str) -> bool {
    name.get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("access-control-"))
}
