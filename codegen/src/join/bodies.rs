//! The encoding of request bodies.

use super::context::Context;
use crate::config::FormObjects;
use crate::graph::{self, Shape, Style};
use crate::media::{self, Kind};
use crate::model::BodyEncoding;
use crate::name::params;

/// Whether a body is required but none of its properties is.
pub(super) fn takes_empty_object(context: &Context<'_>, operation: &graph::Operation) -> bool {
    let Some(body) = operation.body.as_ref().filter(|body| body.required) else {
        return false;
    };
    matches!(
        encoding(context, operation),
        BodyEncoding::Json
            | BodyEncoding::JsonAs(_)
            | BodyEncoding::Xml(_)
            | BodyEncoding::Multipart
    ) && params::flattened(context.graph, body)
        .is_some_and(|properties| properties.iter().all(|property| !property.required))
}

/// The media type of a form or multipart body, with parameters from the document; the client adds the boundary.
pub(super) fn content_type(context: &Context<'_>, operation: &graph::Operation) -> Option<String> {
    let is_meant = matches!(
        encoding(context, operation),
        BodyEncoding::Form
            | BodyEncoding::FormExploded
            | BodyEncoding::FormJson
            | BodyEncoding::Multipart
            | BodyEncoding::Parts(_)
    );
    let has_items = matches!(encoding(context, operation), BodyEncoding::Parts(_));
    let media_type = &operation.body.as_ref().filter(|_| is_meant)?.media_type;
    let mut parts = media_type.split(';').map(str::trim);
    let essence = match parts.next()? {
        other if !has_items && other.to_ascii_lowercase().starts_with("multipart/") => {
            "multipart/form-data"
        }
        form => form,
    };
    let name = |part: &str| {
        part.split('=')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let kept = parts.filter(|part| !part.is_empty() && name(part) != "boundary");
    let kept: Vec<_> = kept.collect();
    (!kept.is_empty()).then(|| format!("{essence}; {}", kept.join("; ")))
}

fn is_list(context: &Context<'_>, body: &graph::Body) -> bool {
    let shape = context.behind_aliases(body.ty);
    matches!(shape, Shape::Array(_) | Shape::Tuple(_))
        && media::essence(&body.media_type) != "multipart/form-data"
}

pub(super) fn encoding(context: &Context<'_>, operation: &graph::Operation) -> BodyEncoding {
    let Some(body) = &operation.body else {
        return BodyEncoding::None;
    };
    let media_type = || body.media_type.trim().to_owned();
    match body.kind {
        Kind::Xml => BodyEncoding::Xml(media_type()),
        Kind::Json if media_type().eq_ignore_ascii_case("application/json") => BodyEncoding::Json,
        // parameters are part of the declared media type
        Kind::Json => BodyEncoding::JsonAs(media_type()),
        Kind::Form => {
            let is_deep = body
                .encoding
                .iter()
                .any(|one| one.style == Some(Style::DeepObject));
            let objects = context.config.client.form_objects;
            match params::flattened(context.graph, body) {
                None if !is_deep && objects == FormObjects::Json => BodyEncoding::FormJson,
                None if !is_deep => BodyEncoding::FormExploded,
                _ => BodyEncoding::Form,
            }
        }
        Kind::Multipart if is_list(context, body) => {
            BodyEncoding::Parts(media::essence(&body.media_type))
        }
        Kind::Multipart => BodyEncoding::Multipart,
        Kind::Text | Kind::Events => BodyEncoding::Text(media_type()),
        Kind::Lines | Kind::Binary => BodyEncoding::Binary(media_type()),
    }
}
