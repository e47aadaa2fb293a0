//! The table of media types: what their bodies hold, for requests, responses, parts, parameters and headers.

/// What a body holds, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// JSON, and what nothing but a wildcard says.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and its relatives.
    Multipart,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Server-sent events: a stream in answers, text anywhere else.
    Events,
    /// One JSON value per line: a stream in answers, bytes in requests, so that they can be sent from a file.
    Lines,
    /// Bytes.
    Binary,
}

/// What a schema alone says of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// There is no schema.
    Missing,
    /// `type: string`, without a format that has a type of its own.
    Text,
    /// `type: string, format: binary`.
    Bytes,
    /// Anything else.
    Other,
}

/// What a body holds, by its media type and its schema together.
pub(crate) fn content(media: &str, says: Says) -> Kind {
    match (kind(media), says) {
        // raw bytes whatever they mean to others: nothing in JSON holds them as they are
        (Kind::Json, Says::Bytes) => Kind::Binary,
        // a wildcard says nothing of quotes around a text, and without a schema nothing at all
        (Kind::Json, Says::Text) if media.contains('*') => Kind::Text,
        (Kind::Json, Says::Missing) if media.contains('*') => Kind::Binary,
        (kind, _) => kind,
    }
}

/// What a media type holds, whatever its schema.
pub(crate) fn kind(media: &str) -> Kind {
    let media = essence(media);
    let (class, sub) = media.split_once('/').unwrap_or(("", &media));
    let suffix = sub.rsplit_once('+').map(|(_, suffix)| suffix);
    match (class, sub) {
        (_, "event-stream") => Kind::Events,
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines"
            | "json-lines" | "x-json-stream" | "stream+json" | "json-seq",
        ) => Kind::Lines,
        _ if suffix == Some("json-seq") => Kind::Lines,
        _ if is_json(&media) => Kind::Json,
        ("*" | "application", "*") => Kind::Json,
        ("application", "x-www-form-urlencoded") => Kind::Form,
        ("multipart", _) => Kind::Multipart,
        _ if is_xml(&media) => Kind::Xml,
        ("text", _) => Kind::Text,
        (_, "yaml" | "x-yaml" | "graphql" | "javascript" | "toml") => Kind::Text,
        // `image/svg+xml` among them
        _ if matches!(suffix, Some("xml" | "yaml")) => Kind::Text,
        _ => Kind::Binary,
    }
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether a media type is JSON by its name (RFC 6839).
pub(crate) fn is_json(media: &str) -> bool {
    let essence = essence(media);
    (essence.split_once('/')).is_some_and(|(_, sub)| sub == "json" || sub.ends_with("+json"))
}

/// Whether a media type is XML (RFC 7303).
pub(crate) fn is_xml(media: &str) -> bool {
    let essence = essence(media);
    // vector graphics are read as text: nobody has a schema for them
    essence != "image/svg+xml"
        && (essence.split_once('/')).is_some_and(|(_, sub)| sub == "xml" || sub.ends_with("+xml"))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Says, content, is_json, kind};

    /// Each media type, what it holds by its name, and with a schema of plain text, of bytes, and without a schema.
    const TABLE: &[(&str, Kind, [Kind; 3])] = {
        use Kind::{Binary, Events, Form, Json, Lines, Multipart, Text, Xml};
        &[
            ("application/json", Json, [Json, Binary, Json]),
            (
                "Application/JSON; charset=utf-8",
                Json,
                [Json, Binary, Json],
            ),
            ("application/problem+json", Json, [Json, Binary, Json]),
            ("text/json", Json, [Json, Binary, Json]),
            ("*/*", Json, [Text, Binary, Binary]),
            ("application/*", Json, [Text, Binary, Binary]),
            ("application/x-www-form-urlencoded", Form, [Form; 3]),
            ("multipart/form-data", Multipart, [Multipart; 3]),
            ("multipart/mixed", Multipart, [Multipart; 3]),
            ("application/xml", Xml, [Xml; 3]),
            ("text/xml; charset=utf-8", Xml, [Xml; 3]),
            ("application/atom+xml", Xml, [Xml; 3]),
            ("text/plain", Text, [Text; 3]),
            ("text/*", Text, [Text; 3]),
            ("text/csv", Text, [Text; 3]),
            ("image/svg+xml", Text, [Text; 3]),
            ("application/yaml", Text, [Text; 3]),
            ("application/vnd.oai.openapi+yaml", Text, [Text; 3]),
            ("application/graphql", Text, [Text; 3]),
            ("text/event-stream", Events, [Events; 3]),
            ("application/x-ndjson", Lines, [Lines; 3]),
            ("application/jsonl", Lines, [Lines; 3]),
            ("application/stream+json", Lines, [Lines; 3]),
            ("application/json-seq", Lines, [Lines; 3]),
            ("application/geo+json-seq", Lines, [Lines; 3]),
            ("application/octet-stream", Binary, [Binary; 3]),
            ("application/pdf", Binary, [Binary; 3]),
            ("image/*", Binary, [Binary; 3]),
            ("json", Binary, [Binary; 3]),
            ("", Binary, [Binary; 3]),
        ]
    };

    #[test]
    fn knows_what_a_media_type_holds_with_each_schema() {
        for (media, by_name, [text, bytes, missing]) in TABLE {
            assert_eq!(kind(media), *by_name, "{media}");
            assert_eq!(content(media, Says::Other), *by_name, "{media}");
            assert_eq!(content(media, Says::Text), *text, "{media} of text");
            assert_eq!(content(media, Says::Bytes), *bytes, "{media} of bytes");
            assert_eq!(content(media, Says::Missing), *missing, "{media} alone");
        }
    }

    #[test]
    fn a_wildcard_is_json_only_for_want_of_another() {
        for (media, want) in [
            ("text/json;v=1", true),
            ("a/b+JSON", true),
            ("*/*", false),
            ("json", false),
        ] {
            assert_eq!(is_json(media), want, "{media}");
        }
    }
}
