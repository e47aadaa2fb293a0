//! Responses that are streams of items.

use openapiv3::{ReferenceOr, SchemaKind, Type};

use super::media::Entry;
use crate::diagnostic::Code;
use crate::graph::{Shape, StreamAnswer, StreamKind, Use};
use crate::media::Kind;
use crate::shape::annotation::extension;
use crate::shape::shaper::{Shaper, Site, below};

impl Shaper<'_> {
    /// Adds a stream. The first one in the document wins.
    pub(super) fn streamed(
        &mut self,
        entry: Entry<'_>,
        kind: StreamKind,
        pointer: &str,
        found: &mut Option<StreamAnswer>,
    ) {
        if let Some(known) = found {
            // accepted as well if it has the same content
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
        let item = match &entry.content.schema {
            None => Use {
                ty: self.node(Shape::Any, &site),
                nullable: false,
            },
            Some(schema) => {
                let edge = self.edge(schema, &site);
                match &self.graph[edge.ty.ty].shape {
                    // `itemSchema`, or the array that older documents use instead
                    Shape::Array(item) if is_list(schema) => *item,
                    _ => edge.ty,
                }
            }
        };
        *found = Some(StreamAnswer {
            item,
            kind,
            accept: vec![entry.media.to_owned()],
        });
    }
}

/// The kind of stream of a media type, if it is one: from its name, or because the document describes an item.
pub(super) fn kind(entry: &Entry<'_>) -> Option<StreamKind> {
    let extensions = &entry.content.extensions;
    match entry.kind {
        Kind::Events => Some(StreamKind::Events),
        Kind::Lines => Some(StreamKind::Lines),
        Kind::Multipart => None,
        _ => (extensions.contains_key(extension::ITEM_SCHEMA)).then_some(StreamKind::Lines),
    }
}
