//! Chooses the media type of a body.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    AnySchema, MediaType, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};

/// What a media type holds, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Json,
    Form,
    Multipart,
    Xml,
    Text,
    Binary,
}

/// What a media type holds.
pub(super) fn kind(media: &str) -> Kind {
    let media = essence(media);
    let (class, sub) = media.split_once('/').unwrap_or(("", &media));
    let suffix = sub.rsplit_once('+').map(|(_, suffix)| suffix);
    match (class, sub) {
        _ if sub == "json" || suffix == Some("json") || sub == "*" && class == "*" => Kind::Json,
        ("application", "*") => Kind::Json,
        ("application", "x-www-form-urlencoded") => Kind::Form,
        ("multipart", _) => Kind::Multipart,
        _ if is_xml(&media) => Kind::Xml,
        ("text", _) => Kind::Text,
        (
            _,
            "yaml" | "x-yaml" | "x-ndjson" | "jsonl" | "x-jsonlines" | "graphql" | "javascript"
            | "toml",
        ) => Kind::Text,
        // vector graphics are a text to who asks for them
        _ if matches!(suffix, Some("xml" | "yaml")) => Kind::Text,
        _ => Kind::Binary,
    }
}

/// The media type without parameters, in lower case.
pub(super) fn essence(media: &str) -> String {
    media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// What a body holds, by its media type and its schema together.
pub(super) fn content_kind(media: &str, content: &MediaType) -> Kind {
    let kind = kind(media);
    if kind != Kind::Json || !media.contains('*') {
        return kind;
    }
    let Some(schema) = &content.schema else {
        return Kind::Binary;
    };
    let ReferenceOr::Item(schema) = schema else {
        return kind;
    };
    // a wildcard says nothing of quotes around a text, or of an encoding of bytes
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) if text.enumeration.is_empty() => match text.format {
            VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Kind::Binary,
            VariantOrUnknownOrEmpty::Empty => Kind::Text,
            _ => kind,
        },
        _ => kind,
    }
}

/// Whether a media type is XML (RFC 7303).
pub(super) fn is_xml(media: &str) -> bool {
    let essence = essence(media);
    let sub = essence.split_once('/').map_or("", |(_, sub)| sub);
    // vector graphics are pictures to who asks for them
    (sub == "xml" || sub.ends_with("+xml")) && essence != "image/svg+xml"
}

/// Whether a media type has a schema that says something.
pub(super) fn is_said(media: &MediaType) -> bool {
    (media.schema.as_ref()).is_some_and(|schema| !is_empty(schema))
}

/// Whether a schema says nothing: `{}`.
fn is_empty(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = schema else {
        return false;
    };
    schema
        == &Schema {
            schema_data: SchemaData {
                title: schema.schema_data.title.clone(),
                description: schema.schema_data.description.clone(),
                ..SchemaData::default()
            },
            schema_kind: SchemaKind::Any(AnySchema::default()),
        }
}

/// The text that a body of a media type is named after.
pub(super) fn name(media: &str) -> String {
    let essence = essence(media);
    let (class, sub) = essence.split_once('/').unwrap_or(("", &essence));
    match (class, sub) {
        (_, "*") if class == "*" => "any".to_owned(),
        (class, "*") => class.to_owned(),
        ("text", "plain") => "text".to_owned(),
        (_, "octet-stream") => "binary".to_owned(),
        (_, "x-www-form-urlencoded") => "form".to_owned(),
        ("multipart", _) => "multipart".to_owned(),
        (_, sub) => sub
            .strip_prefix("x-")
            .unwrap_or(sub)
            .replace(['+', '.', '-'], " "),
    }
}

/// The texts that the bodies of one status or request are named after, by their media types: no two are the same, but for
/// media types that differ in parameters alone.
pub(super) fn names<'a>(media: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, String> {
    let is_taken = |one: &str, text: &str| {
        let mut others = media.clone().filter(|other| essence(other) != essence(one));
        others.any(|other| name(other) == text)
    };
    let named = media.clone().map(|one| {
        let text = match name(one) {
            taken if is_taken(one, &taken) => essence(one).replace(['/', '+', '.', '-'], " "),
            free => free,
        };
        (one.to_owned(), text)
    });
    named.collect()
}

/// The media types of a body, the one that fits best first.
pub(super) fn ranked(content: &IndexMap<String, MediaType>) -> Vec<(&String, &MediaType)> {
    let mut list: Vec<_> = content.iter().collect();
    // `application/json` itself before its relatives, `text/plain` before other texts, and a wildcard behind what is named.
    list.sort_by_cached_key(|(media, _)| {
        let essence = essence(media);
        (
            kind(media),
            essence.contains('*'),
            !matches!(essence.as_str(), "application/json" | "text/plain"),
            // the order of a map means nothing
            essence,
            (*media).clone(),
        )
    });
    list
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn knows_what_media_types_hold() {
        for (media, want) in [
            ("application/json", Kind::Json),
            ("application/json; charset=utf-8", Kind::Json),
            ("application/problem+json", Kind::Json),
            ("text/json", Kind::Json),
            ("*/*", Kind::Json),
            ("application/x-www-form-urlencoded", Kind::Form),
            ("multipart/form-data", Kind::Multipart),
            ("multipart/mixed", Kind::Multipart),
            ("text/plain", Kind::Text),
            ("text/event-stream", Kind::Text),
            ("application/xml", Kind::Xml),
            ("text/xml; charset=utf-8", Kind::Xml),
            ("application/atom+xml", Kind::Xml),
            ("image/svg+xml", Kind::Text),
            ("application/pdf", Kind::Binary),
            ("application/octet-stream", Kind::Binary),
            ("image/*", Kind::Binary),
            ("", Kind::Binary),
        ] {
            assert_eq!(kind(media), want, "{media}");
        }
    }
}
