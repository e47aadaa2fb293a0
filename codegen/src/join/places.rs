//! The part of the request that each parameter goes to, and how its value is serialised there.

use std::collections::BTreeSet;

use super::bodies::encoding;
use super::context::Context;
use crate::config::FormObjects;
use crate::graph::{self, Location, Shape, StringFormat, Style, Use};
use crate::media::is_json;
use crate::model::*;
use crate::name::params::Source;

/// The part of the request that a params field goes to, and how it is serialised there.
pub(super) fn place(
    context: &Context<'_>,
    source: Source<'_>,
    operation: &graph::Operation,
    body: &BodyEncoding,
) -> Place {
    match source {
        Source::Parameter(parameter) => match parameter.location {
            Location::Query | Location::Path => {
                Place::Query(query_style(parameter), parameter.reserved)
            }
            Location::Header => Place::Header(header_style(parameter)),
            Location::Part => Place::Part(header_style(parameter)),
            Location::Cookie => Place::Cookie(cookie_style(parameter), parameter.reserved),
            Location::Querystring => Place::Querystring(match parameter.style {
                Style::Json => QuerystringForm::Json,
                Style::Simple => QuerystringForm::Text,
                _ => QuerystringForm::Form,
            }),
        },
        Source::Property(property) if *body == BodyEncoding::Form => {
            form_place(context, property, operation)
        }
        Source::Property(_) => Place::Body,
        Source::Body(_) => Place::WholeBody,
    }
}

fn header_style(parameter: &graph::Parameter) -> HeaderStyle {
    match (parameter.style, parameter.explode) {
        (Style::Json, _) => HeaderStyle::Json,
        (_, false) => HeaderStyle::Simple,
        (_, true) => HeaderStyle::SimpleExploded,
    }
}

/// How a property of a form is serialised. By default, arrays repeat the name, and objects are JSON (OpenAPI 3.0, Encoding
/// Object, `style`, `explode` and `contentType`), or use brackets if the settings say so.
fn form_place(
    context: &Context<'_>,
    property: &graph::Property,
    operation: &graph::Operation,
) -> Place {
    let encodings = operation.body.iter().flat_map(|body| &body.encoding);
    let said = encodings
        .into_iter()
        .find(|one| one.property == property.wire);
    let is_array = context.is_array(property.ty);
    let usual = || match context.config.client.form_objects {
        _ if is_array => Place::Form(QueryStyle::FormExploded, false),
        FormObjects::Json if may_be_object(context, property.ty) => {
            Place::Form(QueryStyle::FormJson, false)
        }
        FormObjects::Json | FormObjects::Brackets => Place::Body,
    };
    let Some(said) = said else { return usual() };
    let is_object = matches!(
        context.behind_aliases(property.ty),
        Shape::Object(_) | Shape::Map(_)
    );
    let is_json = said.media_type.as_deref().is_some_and(is_json);
    match said.style {
        None if is_json && is_object => {
            return Place::Form(QueryStyle::FormJson, false);
        }
        None if is_json => return Place::Form(QueryStyle::Json, false),
        _ => {}
    }
    let style = match (said.style, said.explode) {
        (Some(Style::SpaceDelimited), false) => QueryStyle::SpaceDelimited,
        (Some(Style::PipeDelimited), false) => QueryStyle::PipeDelimited,
        (Some(Style::Form), false) => QueryStyle::Form,
        (Some(Style::Form | Style::SpaceDelimited | Style::PipeDelimited), true) => {
            QueryStyle::FormExploded
        }
        (None, _) => return usual(),
        _ if said.reserved => QueryStyle::DeepObject,
        _ => return Place::Body,
    };
    Place::Form(style, said.reserved)
}

/// Whether values of a type may be objects.
fn may_be_object(context: &Context<'_>, ty: Use) -> bool {
    let mut queue = vec![ty];
    let mut seen = BTreeSet::new();
    while let Some(ty) = queue.pop() {
        let end = context.graph.behind(ty).ty;
        if !seen.insert(end) {
            continue;
        }
        match &context.graph[end].shape {
            Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Constant(_)
            | Shape::Enum(_) => {}
            Shape::Emptyable(inner) => queue.push(*inner),
            Shape::Union(union) if union.branches.iter().all(|one| one.under.is_none()) => {
                queue.extend(union.branches.iter().map(|branch| branch.ty));
            }
            _ => return true,
        }
    }
    false
}

/// How properties of a multipart body are serialised, as declared in the document. `style` takes precedence over a media
/// type (OpenAPI 3.1, Encoding Object, `style`); if there are several media types, the caller chooses.
pub(super) fn part_encodings(
    context: &Context<'_>,
    operation: &graph::Operation,
) -> Vec<PartEncoding> {
    if !matches!(
        encoding(context, operation),
        BodyEncoding::Multipart | BodyEncoding::Parts(_)
    ) {
        return Vec::new();
    }
    let encodings = operation.body.iter().flat_map(|body| &body.encoding);
    let encodings = encodings.map(|said| {
        let style = match (said.style, said.explode) {
            (Some(Style::DeepObject), _) => Some(QueryStyle::DeepObject),
            (Some(_), true) => Some(QueryStyle::FormExploded),
            (Some(Style::SpaceDelimited), false) => Some(QueryStyle::SpaceDelimited),
            (Some(Style::PipeDelimited), false) => Some(QueryStyle::PipeDelimited),
            (Some(_), false) => Some(QueryStyle::Form),
            (None, _) => None,
        };
        let media_type = said.media_type.as_deref().map(str::trim);
        let is_one = |media: &&str| !media.is_empty() && !media.contains([',', '*']);
        PartEncoding {
            wire: said.property.clone(),
            media_type: media_type
                .filter(|media| style.is_none() && is_one(media))
                .filter(|media| !is_usual(context, operation, &said.property, media))
                .map(str::to_owned),
            style,
        }
    });
    let says = |part: &PartEncoding| part.media_type.is_some() || part.style.is_some();
    encodings.filter(says).collect()
}

/// Whether this is the default media type of a part (OpenAPI 3.0, Encoding Object, `contentType`).
fn is_usual(
    context: &Context<'_>,
    operation: &graph::Operation,
    property: &str,
    media: &str,
) -> bool {
    let body = operation.body.as_ref().map(|body| body.ty);
    let Some(Shape::Object(object)) = body.map(|ty| context.behind_aliases(ty)) else {
        return false;
    };
    let property = object.properties.iter().find(|one| one.wire == property);
    let Some(property) = property else {
        return false;
    };
    let shape = match context.behind_aliases(property.ty) {
        Shape::Array(item) => context.behind_aliases(*item),
        shape => shape,
    };
    let usual = match shape {
        Shape::Object(_) | Shape::Map(_) => "application/json",
        Shape::String(StringFormat::Binary) => "application/octet-stream",
        Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Constant(_) => "text/plain",
        _ => return false,
    };
    media.eq_ignore_ascii_case(usual)
}

/// How a path parameter is serialised, unless it is the default.
pub(super) fn path_style(parameter: &graph::Parameter) -> Option<PathStyle> {
    match (parameter.style, parameter.explode) {
        (Style::Simple, true) => Some(PathStyle::SimpleExploded),
        (Style::Label, false) => Some(PathStyle::Label),
        (Style::Label, true) => Some(PathStyle::LabelExploded),
        (Style::Matrix, false) => Some(PathStyle::Matrix),
        (Style::Matrix, true) => Some(PathStyle::MatrixExploded),
        (Style::Json, _) => Some(PathStyle::Json),
        _ => None,
    }
}

fn cookie_style(parameter: &graph::Parameter) -> CookieStyle {
    match (parameter.style, parameter.explode) {
        (Style::Json, _) => CookieStyle::Json,
        (Style::Cookie, false) => CookieStyle::Cookie,
        (Style::Cookie, true) => CookieStyle::CookieExploded,
        (_, false) => CookieStyle::Form,
        (_, true) => CookieStyle::FormExploded,
    }
}

fn query_style(parameter: &graph::Parameter) -> QueryStyle {
    match (parameter.style, parameter.explode) {
        (Style::Json, _) => QueryStyle::Json,
        (Style::DeepObject, _) => QueryStyle::DeepObject,
        (Style::SpaceDelimited, false) => QueryStyle::SpaceDelimited,
        (Style::PipeDelimited, false) => QueryStyle::PipeDelimited,
        (_, false) => QueryStyle::Form,
        // separate parts have no delimiter for a style to choose
        (_, true) => QueryStyle::FormExploded,
    }
}
