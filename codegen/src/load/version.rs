//! The specification and version that a document follows.

use std::fmt;

use super::node::{Node, Number, Object};
use crate::diagnostic::{Code, Diagnostic, FileId, Place};
use crate::text::head;

/// The version of the specification that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecVersion {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0; the number behind the second dot.
    V3_0(u32),
    /// OpenAPI 3.1; the number behind the second dot.
    V3_1(u32),
    /// OpenAPI 3.2; the number behind the second dot.
    V3_2(u32),
}

/// A version of the specification, without the number of its edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Level {
    V2,
    V3_0,
    V3_1,
    V3_2,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V2 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        })
    }
}

impl SpecVersion {
    /// The version without the number of its edition.
    pub(super) fn level(&self) -> Level {
        match self {
            Self::V2 => Level::V2,
            Self::V3_0(_) => Level::V3_0,
            Self::V3_1(_) => Level::V3_1,
            Self::V3_2(_) => Level::V3_2,
        }
    }

    /// Whether schemas are JSON Schema 2020-12, as they are from 3.1 on.
    #[must_use]
    pub fn is_json_schema(&self) -> bool {
        matches!(self, Self::V3_1(_) | Self::V3_2(_))
    }

    /// The number alone, such as `3.0.3`.
    #[must_use]
    pub fn number(&self) -> String {
        match self {
            Self::V2 => "2.0".to_owned(),
            Self::V3_0(patch) => format!("3.0.{patch}"),
            Self::V3_1(patch) => format!("3.1.{patch}"),
            Self::V3_2(patch) => format!("3.2.{patch}"),
        }
    }

    /// The version that a document names, or why it can't be told.
    pub(super) fn of(root: &Node) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        let Some(object) = root.as_object() else {
            return Err(no_object(root));
        };
        let (key, value) = match (object.get("openapi"), object.get("swagger")) {
            (Some(value), _) => ("openapi", value),
            (None, Some(value)) => ("swagger", value),
            (None, None) => {
                return Err(no_version(object));
            }
        };
        let place = Place::value(FileId::ROOT, super::pointer::of(&[key]));
        let text = match value {
            Node::String(text) => text.to_string(),
            // `swagger: 2.0` without quotes is a number in YAML.
            Node::Number(Number::Int(n)) => format!("{n}.0"),
            Node::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let mut parts = text.trim().trim_start_matches('v').split('.').map(|part| {
            let digits = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            head(part, digits).parse::<u32>().ok()
        });
        let (major, minor, patch) = (
            parts.next().flatten(),
            parts.next().flatten(),
            parts.next().flatten(),
        );
        let patch = patch.unwrap_or(0);
        let mut warning = is_odd(&text).then(|| {
            Diagnostic::warning(
                Code::UnknownVersion,
                place.clone(),
                format!("`{text}` has more in it than a version"),
            )
            .label("the rest is ignored")
        });
        let version = match (major, minor) {
            (Some(2), None | Some(0)) => Self::V2,
            (Some(3), None | Some(0)) => Self::V3_0(patch),
            (Some(3), Some(1)) => Self::V3_1(patch),
            (Some(3), Some(2)) => Self::V3_2(patch),
            (Some(3), Some(_)) => {
                warning = Some(
                    Diagnostic::warning(
                        Code::UnknownVersion,
                        place,
                        format!("OpenAPI {text} is not supported; it is read as 3.2"),
                    )
                    .label("not known"),
                );
                Self::V3_2(patch)
            }
            _ => {
                return Err(Diagnostic::error(
                    Code::UnknownVersion,
                    place,
                    format!("`{text}` is not a known version of OpenAPI"),
                )
                .label("not known")
                .help("2.0, 3.0, 3.1 and 3.2 are"));
            }
        };
        Ok((version, warning))
    }
}

/// Whether something stands in or behind a version that belongs to none: a name in front (`v3.0.0`) and a suffix (`3.0.0-rc2`)
/// are versions that people write, as is one without the last number.
fn is_odd(text: &str) -> bool {
    let text = text.trim().trim_start_matches('v');
    let numbers = text.split_once('-').map_or(text, |(numbers, _)| numbers);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').count() > 3 || !numbers.split('.').all(is_number)
}

/// What is said of a file that holds something else than an object.
fn no_object(root: &Node) -> Diagnostic {
    let (message, help) = match root {
        Node::Null => ("this file is empty".to_owned(), "is this the right file?"),
        Node::String(text) if text.trim_start().starts_with('<') => (
            "this is HTML or XML, no OpenAPI document".to_owned(),
            "was a page saved that shows the document, instead of the document itself?",
        ),
        _ => {
            let kind = a(root.kind());
            let message = format!("an OpenAPI document is an object, found {kind}");
            (message, "is this the right file?")
        }
    };
    Diagnostic::error(
        Code::UnknownVersion,
        Place::value(FileId::ROOT, ""),
        message,
    )
    .help(help)
}

/// Keys by which other kinds of documents are known, and what these are.
const OTHERS: [(&str, &str); 7] = [
    ("asyncapi", "an AsyncAPI document"),
    ("arazzo", "an Arazzo description"),
    ("overlay", "an OpenAPI Overlay"),
    (
        "swaggerVersion",
        "a Swagger document of a version before 2.0",
    ),
    ("$schema", "a JSON Schema"),
    ("item", "a Postman collection"),
    ("raml", "a RAML document"),
];

/// What is said of an object that names no version.
fn no_version(object: &Object) -> Diagnostic {
    let other = OTHERS.iter().find(|(key, _)| object.get(key).is_some());
    let message = match other {
        Some((_, what)) => format!("this is {what}, no OpenAPI document"),
        None => "this document does not say which version of OpenAPI it follows".to_owned(),
    };
    let place = match other {
        Some((key, _)) => Place::key(FileId::ROOT, super::pointer::of(&[key])),
        None => Place::value(FileId::ROOT, ""),
    };
    Diagnostic::error(Code::UnknownVersion, place, message).help(
        "an OpenAPI document begins with `openapi: 3.0.3` or the like, or with `swagger: \"2.0\"`",
    )
}

/// A kind of value with its article.
pub(super) fn a(kind: &str) -> String {
    match kind {
        "null" => "null".to_owned(),
        "array" | "object" | "integer" => format!("an {kind}"),
        kind => format!("a {kind}"),
    }
}

impl fmt::Display for SpecVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V2 => f.write_str("Swagger 2.0"),
            Self::V3_0(patch) => write!(f, "OpenAPI 3.0.{patch}"),
            Self::V3_1(patch) => write!(f, "OpenAPI 3.1.{patch}"),
            Self::V3_2(patch) => write!(f, "OpenAPI 3.2.{patch}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions() {
        for (document, want) in [
            (json!({"swagger": "2.0"}), Some("Swagger 2.0")),
            (json!({"swagger": 2.0}), Some("Swagger 2.0")),
            (json!({"swagger": 2}), Some("Swagger 2.0")),
            (json!({"openapi": "3.0.3"}), Some("OpenAPI 3.0.3")),
            (json!({"openapi": 3.1}), Some("OpenAPI 3.1.0")),
            (json!({"openapi": "3.0.0-rc2"}), Some("OpenAPI 3.0.0")),
            (json!({"openapi": "3.2.0"}), Some("OpenAPI 3.2.0")),
            (json!({"openapi": "4.0"}), None),
            (json!({"openapi": []}), None),
            (json!({"swagger": "1.2"}), None),
            (json!({}), None),
            (json!([]), None),
        ] {
            let got = SpecVersion::of(&Node::from(&document))
                .ok()
                .map(|(version, _)| version.to_string());
            assert_eq!(got.as_deref(), want, "{document}");
        }
    }

    #[test]
    fn what_belongs_to_no_version_is_said() {
        for (version, is_said) in [
            ("3.0.3", false),
            ("3.1", false),
            ("v3.0.0", false),
            ("3.0.0-rc2", false),
            ("3.0.0 [", true),
            ("3.0.0.1", true),
            ("3.0.x", true),
            ("3.0.", true),
        ] {
            let found = SpecVersion::of(&Node::from(&json!({"openapi": version})));
            let (_, warning) = found.expect("a version");
            assert_eq!(warning.is_some(), is_said, "{version}");
        }
    }
}
