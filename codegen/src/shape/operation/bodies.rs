//! Request bodies.

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody};
use serde_json::Value;

use super::media::{self, Entry};
use super::section::REQUEST_BODIES;
use crate::diagnostic::Code;
use crate::graph::{Body, Meta, Parameter, PropertyEncoding, Shape, StringFormat, Style, Use};
use crate::media::{Kind, essence, kind};
use crate::shape::annotation::{hints, notes};
use crate::shape::shaper::{Edge, Shaper, Site, below};

impl<'a> Shaper<'a> {
    /// The bodies of a request with the headers of their parts, the preferred one first. Each of the others can send
    /// something that no earlier one can. `hints` are the annotations of the operation.
    pub(super) fn bodies(
        &mut self,
        body: &ReferenceOr<RequestBody>,
        hints: &IndexMap<String, Value>,
        verb: &str,
        pointer: &str,
    ) -> Vec<(Body, Vec<Parameter>)> {
        let found = self.referred(&REQUEST_BODIES, body, &below(pointer, &["requestBody"]));
        let Some((body, pointer)) = found else {
            return Vec::new();
        };
        let mut bodies = Vec::new();
        let called = hints::body(&body.extensions, hints);
        let choice = self.choice(body, &pointer);
        let names = media::names(choice.iter().map(|entry| entry.media));
        for entry in choice {
            let headers = match entry.kind {
                Kind::Multipart => {
                    let pointer = below(&pointer, &["content", entry.media]);
                    self.part_headers(entry.content, &pointer)
                }
                // OpenAPI 3.0, Encoding Object, `headers`: ignored unless it is a multipart body
                _ => Vec::new(),
            };
            let mut one = self.one(body, entry, &pointer, true);
            one.called.clone_from(&called);
            if let Some(name) = names.get(entry.media) {
                name.clone_into(&mut one.name);
            }
            bodies.push((one, headers));
        }
        let silent =
            |body: &Body| matches!(verb, "get" | "head" | "delete") || body.kind == Kind::Form;
        bodies.retain(|(body, _)| body.required || !silent(body) || !self.is_empty(body));
        bodies
    }

    /// The media types of a body to choose from.
    fn choice<'b>(&mut self, body: &'b RequestBody, pointer: &str) -> Vec<Entry<'b>> {
        let ranked = self.ranked(&body.content);
        let real = (ranked.iter()).any(|entry| media::is_said(entry.content));
        let mut chosen: Vec<Entry<'_>> = Vec::new();
        for entry in &ranked {
            let Entry {
                media,
                content,
                kind,
            } = *entry;
            let pointer = below(pointer, &["content", media]);
            if kind == Kind::Xml && self.is_vague_xml(&ranked, *entry, (&pointer, "sent")) {
                continue;
            }
            // beside a media type with a schema, one without adds nothing
            if kind == Kind::Json && real && !media::is_said(content) {
                continue;
            }
            // the content of such a body depends on its media type only
            let is_text = |kind| matches!(kind, Kind::Text | Kind::Events | Kind::Lines);
            // another serialisation of the same schema, unless it can hold files
            let same = |known: &Entry<'_>| {
                let multipart = Kind::Multipart;
                // without a schema it may be anything, except JSON
                (media::is_said(content) || kind == Kind::Json && content.schema.is_some())
                    && known.content.schema == content.schema
                    && (!is_text(kind) || !is_text(known.kind) || entry.is_wildcard_of(known))
                    && (kind == known.kind || kind != multipart && known.kind != multipart)
            };
            let is_second = |known: &Entry<'_>| kind == Kind::Binary && known.kind == Kind::Binary;
            if (chosen.iter()).any(|known| same(known) || is_second(known)) {
                continue;
            }
            let is_form = essence(media) == "multipart/form-data";
            let has_items = kind == Kind::Multipart && !is_form && self.is_list(content);
            if !has_items {
                self.unfollowed(content, &pointer);
            }
            if kind == Kind::Multipart && !has_items && !is_form {
                let message = format!("{media} is sent as multipart/form-data");
                self.warn(Code::MediaType, &pointer, message);
            }
            chosen.push(*entry);
        }
        chosen
    }

    /// The body of a request that the API sends.
    pub(super) fn received(
        &mut self,
        body: &ReferenceOr<RequestBody>,
        pointer: &str,
    ) -> Option<Body> {
        let (body, pointer) =
            self.referred(&REQUEST_BODIES, body, &below(pointer, &["requestBody"]))?;
        let ranked = self.ranked(&body.content);
        let (first, others) = ranked.split_first()?;
        for other in others {
            if other.content.schema != first.content.schema {
                let message = format!(
                    "the type is that of {}: a body of {} has no type of its own",
                    first.media, other.media
                );
                let pointer = below(&pointer, &["content", other.media]);
                self.warn(Code::MediaType, &pointer, message);
            }
        }
        Some(self.one(body, *first, &pointer, false))
    }

    /// Whether a body has no content.
    fn is_empty(&self, body: &Body) -> bool {
        match &self.graph[body.ty.ty].shape {
            Shape::Object(object) => {
                object.properties.is_empty()
                    && object.additional.is_none()
                    && object.patterns.is_empty()
                    && !self.raw.contains_key(&body.ty.ty)
                    && self.graph[body.ty.ty].component.is_none()
            }
            _ => false,
        }
    }

    /// Whether a body is only known to be a string.
    pub(super) fn is_only_text(&self, ty: Use) -> bool {
        let node = &self.graph[ty.ty];
        node.component.is_none()
            && matches!(node.shape, Shape::String(_) | Shape::Any)
            && !self.raw.contains_key(&ty.ty)
    }

    fn one(&mut self, body: &RequestBody, entry: Entry<'_>, pointer: &str, request: bool) -> Body {
        let (media, chosen) = (entry.media, entry.content);
        let at = below(pointer, &["content", media]);
        let pointer = below(&at, &["schema"]);
        let (kind, edge) = self.typed(entry, &Site::root(&pointer, request));
        let mut meta = Meta {
            description: body.description.clone().unwrap_or_default(),
            ..Meta::default()
        };
        notes::fill(&mut meta, &edge.meta);
        if kind == Kind::Multipart {
            self.unwritable_parts(chosen, edge.ty, &pointer);
        }
        let has_items = kind == Kind::Multipart && self.is_list(chosen);
        let encoding = match has_items {
            true => self.by_position(chosen, &at),
            false => encodings(chosen),
        };
        // a wildcard is never sent
        let media_type = match (media.contains('*'), kind) {
            (true, Kind::Json) => "application/json".to_owned(),
            (true, Kind::Text) => "text/plain".to_owned(),
            (true, _) => "application/octet-stream".to_owned(),
            (false, _) => media.to_owned(),
        };
        Body {
            media_type,
            name: media::name(media),
            called: None,
            ty: edge.ty,
            kind,
            required: body.required,
            meta,
            pointer,
            encoding,
        }
    }

    /// Warns about parts whose media type requires a serialisation of objects that is not supported.
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
                && (media_type.split(',')).all(|one| kind(one) != Kind::Json);
            is_unwritable
                .then(|| format!("`{}` is sent as JSON, not as {media_type}", property.wire))
        });
        for message in unwritable.collect::<Vec<_>>() {
            self.warn(Code::UnsupportedOperation, pointer, message);
        }
    }

    /// The schema of a media type; without one, the default for such bodies.
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
            Kind::Text | Kind::Events | Kind::Xml => Shape::String(StringFormat::Plain),
            Kind::Lines | Kind::Binary => Shape::String(StringFormat::Binary),
        };
        let Some(schema) = schema else {
            let ty = self.node(missing, site);
            return Edge::bare(Use {
                ty,
                nullable: false,
            });
        };
        let edge = self.edge(schema, site);
        // Whatever the format of a string in such a body, it is sent as bytes.
        if matches!(kind, Kind::Binary | Kind::Lines)
            && let node = &mut self.found.graph[edge.ty.ty]
            && node.component.is_none()
            && matches!(node.shape, Shape::String(_) | Shape::Any)
            && !self.found.raw.contains_key(&edge.ty.ty)
        {
            node.shape = missing;
        }
        edge
    }
}

/// How properties are serialised, as declared in the document.
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
                allow_reserved,
                extensions: _,
            } = encoding;
            PropertyEncoding {
                property: property.clone(),
                style: match style {
                    Some(QueryStyle::Form) => Some(Style::Form),
                    Some(QueryStyle::SpaceDelimited) => Some(Style::SpaceDelimited),
                    Some(QueryStyle::PipeDelimited) => Some(Style::PipeDelimited),
                    Some(QueryStyle::DeepObject) => Some(Style::DeepObject),
                    // `explode` or `allowReserved` alone applies to the default style
                    None if !explode || *allow_reserved => Some(Style::Form),
                    None => None,
                },
                explode: *explode,
                reserved: *allow_reserved,
                media_type: content_type.clone(),
            }
        })
        .collect()
}
