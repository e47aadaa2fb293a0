//! Headers of the parts of multipart bodies.

use openapiv3::{Header, MediaType, ParameterSchemaOrContent};

use super::section::HEADERS;
use crate::diagnostic::Code;
use crate::graph::{Location, Meta, Parameter, Shape, StringFormat, Style, Use};
use crate::media::Kind;
use crate::shape::annotation::{hints, notes};
use crate::shape::shaper::{Shaper, Site, below};

impl Shaper<'_> {
    /// The headers that callers can set on parts (OpenAPI 3.0, Encoding Object, `headers`): a parameter for each, with the
    /// unique name `part/header`.
    pub(super) fn part_headers(&mut self, media: &MediaType, pointer: &str) -> Vec<Parameter> {
        let mut found = Vec::new();
        let mut encodings: Vec<_> = media.encoding.iter().collect();
        // a map has no order
        encodings.sort_by_key(|(part, _)| *part);
        for (part, encoding) in encodings {
            let mut headers: Vec<_> = encoding.headers.iter().collect();
            headers.sort_by_key(|(name, _)| *name);
            for (name, header) in headers {
                let pointer = below(pointer, &["encoding", part, "headers", name]);
                // the specification has `contentType` for this
                if name.eq_ignore_ascii_case("content-type") {
                    continue;
                }
                if name.eq_ignore_ascii_case("content-disposition") {
                    let message = "`Content-Disposition` is the client's: it has the names of the part and of the file";
                    self.warn(Code::UnsupportedOperation, &pointer, message);
                    continue;
                }
                if let Some((header, pointer)) = self.referred(&HEADERS, header, &pointer) {
                    found.push(self.part_header(part, name, header, pointer));
                }
            }
        }
        found
    }

    fn part_header(
        &mut self,
        part: &str,
        name: &str,
        header: &Header,
        pointer: String,
    ) -> Parameter {
        let mut style = Style::Simple;
        let edge = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let site = below(&pointer, &["schema"]);
                Some(self.edge(schema, &Site::root(&site, true)))
            }
            // OpenAPI 3.0, Header Object: a map with one media type
            ParameterSchemaOrContent::Content(content) => {
                let first = self.ranked(content).into_iter().next();
                first.map(|entry| {
                    if entry.kind == Kind::Json {
                        style = Style::Json;
                    }
                    let site = below(&pointer, &["content", entry.media, "schema"]);
                    self.typed(entry, &Site::root(&site, true)).1
                })
            }
        };
        let mut meta = Meta {
            description: header.description.clone().unwrap_or_default(),
            deprecated: header.deprecated.unwrap_or(false),
            ..Meta::default()
        };
        if let Some(edge) = &edge {
            notes::fill(&mut meta, &edge.meta);
        }
        meta.notes.push(format!(
            "The header {} of the part {}.",
            notes::code(name),
            notes::code(part)
        ));
        let ty = match edge {
            Some(edge) => edge.ty.ty,
            None => self.node(
                Shape::String(StringFormat::Plain),
                &Site::root(&pointer, true),
            ),
        };
        Parameter {
            wire: format!("{part}/{name}"),
            name: hints::parameter(&header.extensions),
            location: Location::Part,
            style,
            explode: header.extensions.contains_key("x-castiron-explode"),
            reserved: false,
            // there is no null outside of JSON
            ty: Use {
                ty,
                nullable: false,
            },
            required: header.required,
            meta,
            element: None,
            pointer,
        }
    }
}
