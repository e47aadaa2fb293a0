//! Ranks the media types of a body.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{AnySchema, MediaType, ReferenceOr, Schema, SchemaData, SchemaKind};

use crate::graph::StringFormat;
use crate::media::{self, Kind, Says, essence};
use crate::shape::schema::says;
use crate::shape::shaper::{Edge, Shaper, Site};

/// One entry of `content`, with the kind of its body.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) media: &'a str,
    pub(super) content: &'a MediaType,
    pub(super) kind: Kind,
}

impl Entry<'_> {
    /// Whether both are JSON of the same schema, whatever else their media types say.
    pub(super) fn is_json_like(&self, other: &Self) -> bool {
        self.kind == Kind::Json
            && other.kind == Kind::Json
            && is_said(self.content)
            && self.content.schema == other.content.schema
    }

    /// Whether both have the same content, and one of them is only a wildcard, such as `*/*`.
    pub(super) fn is_wildcard_of(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.content.schema == other.content.schema
            && self.media.contains('*') != other.media.contains('*')
    }
}

impl Shaper<'_> {
    /// The kind of a body, from its media type and its schema.
    pub(super) fn content_kind(&self, media: &str, content: &MediaType) -> Kind {
        let says = match &content.schema {
            None => Says::Missing,
            Some(ReferenceOr::Reference { .. }) => Says::Other,
            Some(ReferenceOr::Item(schema)) => match says::string_alone(schema, self.config) {
                Some(StringFormat::Plain) => Says::Text,
                Some(StringFormat::Binary) => Says::Bytes,
                _ => Says::Other,
            },
        };
        media::content(media, says)
    }

    /// The media types of a body, the preferred one first.
    pub(super) fn ranked<'c>(&self, content: &'c IndexMap<String, MediaType>) -> Vec<Entry<'c>> {
        let entries = content.iter().map(|(media, content)| Entry {
            media,
            content,
            kind: self.content_kind(media, content),
        });
        let mut list: Vec<_> = entries.collect();
        // `application/json` itself before its relatives, `text/plain` before other texts, and wildcards last.
        list.sort_by_cached_key(|entry| {
            let essence = essence(entry.media);
            (
                entry.kind,
                essence.contains('*'),
                !matches!(essence.as_str(), "application/json" | "text/plain"),
                // the order of a map has no meaning
                essence,
                entry.media,
            )
        });
        list
    }

    /// The type of a body, and its kind: XML without a known type is text.
    pub(super) fn typed(&mut self, entry: Entry<'_>, site: &Site<'_>) -> (Kind, Edge) {
        let edge = self.content(entry.content, entry.kind, site);
        let kind = match entry.kind {
            Kind::Xml if self.is_only_text(edge.ty) => Kind::Text,
            kind => kind,
        };
        (kind, edge)
    }
}

/// Whether a media type has a schema that describes its content.
pub(super) fn is_said(media: &MediaType) -> bool {
    (media.schema.as_ref()).is_some_and(|schema| !is_empty(schema))
}

/// Whether a schema is empty: `{}`.
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

/// The string that a body of a media type is named after.
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

/// Names for the bodies of one status or request, from their media types; from their parameters as well where they differ in
/// these alone, as in `application/json; profile="CamelCase"`.
pub(super) fn names<'a>(media: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, String> {
    // how many media types there are of each kind without parameters, and how many kinds ask for each name
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for one in media.clone() {
        alike.entry(essence(one)).or_default().insert(one);
    }
    let mut askers: BTreeMap<String, usize> = BTreeMap::new();
    for kind in alike.keys() {
        let count = askers.entry(name(kind)).or_default();
        *count = count.saturating_add(1);
    }
    let named = media.map(|one| {
        let kind = essence(one);
        let mut text = match name(one) {
            taken if askers.get(&taken).is_some_and(|count| *count > 1) => {
                kind.replace(['/', '+', '.', '-'], " ")
            }
            free => free,
        };
        if alike.get(&kind).is_some_and(|all| all.len() > 1) {
            for said in parameters(one) {
                text.push(' ');
                text.push_str(&said);
            }
        }
        (one.to_owned(), text)
    });
    named.collect()
}

/// What the parameters of a media type say: `CamelCase` for `profile="CamelCase"`, `version 2` for `version=2`.
fn parameters(media: &str) -> impl Iterator<Item = String> + '_ {
    let all = media.split(';').skip(1);
    all.filter_map(|one| {
        let (key, value) = one.split_once('=')?;
        let (key, value) = (key.trim(), value.trim().trim_matches('"'));
        match value.starts_with(char::is_alphabetic) {
            true => Some(value.to_owned()),
            false => Some(format!("{key} {value}")),
        }
    })
}
