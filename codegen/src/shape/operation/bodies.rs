//! Request bodies.

use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody};

use super::media::{self, Kind};
use super::section::REQUEST_BODIES;
use crate::diagnostic::Code;
use crate::graph::{Body, Meta, PropertyEncoding, Shape, StringFormat, Style, Use};
use crate::shape::annotation::notes;
use crate::shape::shaper::{Edge, Shaper, Site, below};

impl<'a> Shaper<'a> {
    /// The body of a request.
    pub(super) fn body(
        &mut self,
        body: &ReferenceOr<RequestBody>,
        verb: &str,
        pointer: &str,
    ) -> Option<Body> {
        let (body, pointer) =
            self.referred(&REQUEST_BODIES, body, &below(pointer, &["requestBody"]))?;
        let body = self.best(body, &pointer, true)?;
        let silent = matches!(verb, "get" | "head" | "delete")
            || media::kind(&body.media_type) == Kind::Form;
        (body.required || !silent || !self.is_empty(&body)).then_some(body)
    }

    /// The body of a request that the API sends.
    pub(super) fn received(
        &mut self,
        body: &ReferenceOr<RequestBody>,
        pointer: &str,
    ) -> Option<Body> {
        let (body, pointer) =
            self.referred(&REQUEST_BODIES, body, &below(pointer, &["requestBody"]))?;
        self.best(body, &pointer, false)
    }

    /// Whether a body has nothing to give.
    fn is_empty(&self, body: &Body) -> bool {
        match &self.graph[body.ty.ty].shape {
            Shape::Object(object) => {
                object.properties.is_empty()
                    && object.additional.is_none()
                    && !self.raw.contains_key(&body.ty.ty)
                    && self.graph[body.ty.ty].component.is_none()
            }
            _ => false,
        }
    }

    fn best(&mut self, body: &RequestBody, pointer: &str, request: bool) -> Option<Body> {
        let RequestBody {
            description,
            content,
            required,
            extensions: _,
        } = body;
        let ranked = media::ranked(content);
        let (media, chosen) = ranked.first()?;
        let kind = media::kind(media);
        let pointer = below(pointer, &["content", media, "schema"]);
        let edge = self.content(chosen, kind, &Site::root(&pointer, request));
        let mut meta = Meta {
            description: description.clone().unwrap_or_default(),
            ..Meta::default()
        };
        notes::fill(&mut meta, &edge.meta);
        if kind == Kind::Multipart {
            self.unwritable_parts(chosen, edge.ty, &pointer);
        }
        let media_type = match kind {
            Kind::Json if media.contains('*') => "application/json".to_owned(),
            _ => (*media).clone(),
        };
        Some(Body {
            media_type,
            alternatives: ranked
                .iter()
                .skip(1)
                .map(|(media, _)| (*media).clone())
                .collect(),
            ty: edge.ty,
            required: *required,
            meta,
            pointer,
            encoding: encodings(chosen),
        })
    }

    /// Warns about parts whose media type says how an object is written, and no way to write one is known.
    fn unwritable_parts(&mut self, media: &MediaType, ty: Use, pointer: &str) {
        let Shape::Object(object) = &self.graph[ty.ty].shape else {
            return;
        };
        let unwritable = object.properties.iter().filter_map(|property| {
            let said = media.encoding.get(&property.wire)?;
            let media_type = said.content_type.as_deref()?;
            let is_unwritable = matches!(
                self.graph[property.ty.ty].shape,
                Shape::Object(_) | Shape::Map(_)
            ) && said.style.is_none()
                && (media_type.split(',')).all(|one| media::kind(one) != Kind::Json);
            is_unwritable
                .then(|| format!("`{}` is sent as JSON, not as {media_type}", property.wire))
        });
        for message in unwritable.collect::<Vec<_>>() {
            self.warn(Code::UnsupportedOperation, pointer, message);
        }
    }

    /// The schema of a media type; where there is none, what such bodies hold.
    pub(super) fn content(&mut self, media: &MediaType, kind: Kind, site: &Site<'_>) -> Edge {
        let MediaType {
            schema,
            example: _,
            examples: _,
            encoding: _,
            extensions: _,
        } = media;
        let missing = match kind {
            Kind::Json | Kind::Form | Kind::Multipart => Shape::Any,
            Kind::Text => Shape::String(StringFormat::Plain),
            Kind::Binary => Shape::String(StringFormat::Binary),
        };
        let Some(schema) = schema else {
            let ty = self.node(missing, site);
            return Edge::bare(Use {
                ty,
                nullable: false,
            });
        };
        let edge = self.edge(schema, site);
        // Whatever a string in such a body is called, what travels is bytes.
        if kind == Kind::Binary
            && let node = &mut self.graph.types[edge.ty.ty.0 as usize]
            && node.component.is_none()
            && matches!(node.shape, Shape::String(_) | Shape::Any)
            && !self.raw.contains_key(&edge.ty.ty)
        {
            node.shape = missing;
        }
        edge
    }
}

/// How properties are written, where the document says so.
fn encodings(media: &MediaType) -> Vec<PropertyEncoding> {
    media
        .encoding
        .iter()
        .map(|(property, encoding)| {
            let Encoding {
                content_type,
                headers: _,
                style,
                explode,
                allow_reserved: _,
                extensions: _,
            } = encoding;
            PropertyEncoding {
                property: property.clone(),
                style: style.as_ref().map(|style| match style {
                    QueryStyle::Form => Style::Form,
                    QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                    QueryStyle::PipeDelimited => Style::PipeDelimited,
                    QueryStyle::DeepObject => Style::DeepObject,
                }),
                explode: *explode,
                media_type: content_type.clone(),
            }
        })
        .collect()
}
