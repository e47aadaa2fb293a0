//! Where parameters go in a request, and how their values are written there.

use super::bodies::encoding;
use super::context::Context;
use crate::graph::{self, Location, Style};
use crate::model::*;
use crate::name::params::Source;

/// Where a field of params goes, and how it is written there.
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
            Location::Header => Place::Header(match (parameter.style, parameter.explode) {
                (Style::Json, _) => HeaderStyle::Json,
                (_, false) => HeaderStyle::Simple,
                (_, true) => HeaderStyle::SimpleExploded,
            }),
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

/// How a property of a form is written. Without a word of the document, arrays repeat the name (OpenAPI 3.0, Encoding
/// Object, `style` and `explode`); objects, for which there is no common way, are written in brackets.
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
    match said {
        Some(said) if is_json(said.media_type.as_deref()) => Place::Form(QueryStyle::Json),
        Some(said) => match (said.style, said.explode) {
            (Some(Style::SpaceDelimited), false) => Place::Form(QueryStyle::SpaceDelimited),
            (Some(Style::PipeDelimited), false) => Place::Form(QueryStyle::PipeDelimited),
            (Some(Style::Form), false) => Place::Form(QueryStyle::Form),
            (Some(Style::Form | Style::SpaceDelimited | Style::PipeDelimited), true) => {
                Place::Form(QueryStyle::FormExploded)
            }
            (None, _) if is_array => Place::Form(QueryStyle::FormExploded),
            _ => Place::Body,
        },
        None if is_array => Place::Form(QueryStyle::FormExploded),
        None => Place::Body,
    }
}

/// How properties of a multipart body are written, where the document says so. A style comes before a media type
/// (OpenAPI 3.1, Encoding Object, `style`); a media type that leaves a choice is the caller's to choose.
pub(super) fn part_encodings(
    context: &Context<'_>,
    operation: &graph::Operation,
) -> Vec<PartEncoding> {
    if encoding(context, operation) != BodyEncoding::Multipart {
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
                .map(str::to_owned),
            style,
        }
    });
    let says = |part: &PartEncoding| part.media_type.is_some() || part.style.is_some();
    encodings.filter(says).collect()
}

fn is_json(media_type: Option<&str>) -> bool {
    media_type.is_some_and(|media| media.ends_with("/json") || media.ends_with("+json"))
}

/// How a path parameter is written, where that is not the usual way.
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
        // parts that stand by themselves have nothing between them that a style could choose
        (_, true) => QueryStyle::FormExploded,
    }
}
