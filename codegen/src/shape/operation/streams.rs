//! Answers that are streams of items.

use openapiv3::{MediaType, ReferenceOr, SchemaKind, Type};

use super::media;
use crate::diagnostic::Code;
use crate::graph::{Shape, StreamAnswer, StreamKind, Use};
use crate::shape::annotation::extension;
use crate::shape::shaper::{Shaper, Site, below};

impl Shaper<'_> {
    /// Takes in a stream. The first that a document lists counts.
    pub(super) fn streamed(
        &mut self,
        media: &str,
        chosen: &MediaType,
        pointer: &str,
        found: &mut Option<StreamAnswer>,
    ) {
        let kind = match media::essence(media).as_str() {
            "text/event-stream" => StreamKind::Events,
            _ => StreamKind::Lines,
        };
        if let Some(known) = found {
            // asked for as well, where it holds the same
            if known.kind != kind {
                let message = "the operation answers another stream too: this one is not asked for";
                self.warn(Code::MediaType, pointer, message);
            }
            return;
        }
        let schema = below(pointer, &["schema"]);
        let site = Site::root(&schema, false);
        let is_list = |schema: &ReferenceOr<openapiv3::Schema>| match schema {
            ReferenceOr::Item(schema) => {
                matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_)))
            }
            ReferenceOr::Reference { .. } => false,
        };
        let item = match &chosen.schema {
            None => Use {
                ty: self.node(Shape::Any, &site),
                nullable: false,
            },
            Some(schema) => {
                let edge = self.edge(schema, &site);
                match &self.graph[edge.ty.ty].shape {
                    // `itemSchema`, and the array that older documents write in its place
                    Shape::Array(item) if is_list(schema) => *item,
                    _ => edge.ty,
                }
            }
        };
        *found = Some(StreamAnswer {
            item,
            kind,
            accept: vec![media.to_owned()],
        });
    }
}

/// Whether a media type is a sequence of items, by its name or by what the document says of it.
pub(super) fn is_stream(media: &str, content: &MediaType) -> bool {
    let essence = media::essence(media);
    let sub = essence.split_once('/').map_or("", |(_, sub)| sub);
    let said = content.extensions.contains_key(extension::ITEM_SCHEMA);
    matches!(
        sub,
        "event-stream"
            | "x-ndjson"
            | "ndjson"
            | "jsonl"
            | "x-jsonl"
            | "jsonlines"
            | "x-jsonlines"
            | "json-lines"
            | "x-json-stream"
            | "stream+json"
            | "json-seq"
    ) || sub.ends_with("+json-seq")
        || said && !essence.starts_with("multipart/")
}
