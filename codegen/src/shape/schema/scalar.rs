//! Strings, numbers and booleans, by `type`, `format` and bounds.

use super::bound::Bound;
use super::keywords::{Keywords, Kind};
use crate::graph::{IntegerFormat, NumberFormat, Shape, StringFormat};
use crate::shape::ShapeConfig;
use crate::shape::formats::{self, FormatRule, KnownFormat};

/// The shape of a scalar `type`.
pub(super) fn shape(kind: Kind, keywords: &Keywords<'_>, config: &ShapeConfig) -> Shape {
    let rule = keywords
        .format
        .and_then(|format| config.formats.get(format))
        .and_then(FormatRule::known);
    if let Some(own) = formats::own(&config.formats, keywords.format) {
        match kind {
            Kind::String => return Shape::String(StringFormat::Own(own)),
            Kind::Integer => return Shape::Integer(IntegerFormat::Own(own)),
            Kind::Number => return Shape::Number(NumberFormat::Own(own)),
            Kind::Boolean | Kind::Object | Kind::Array | Kind::Null => {}
        }
    }
    match kind {
        Kind::String => Shape::String(string(rule, keywords.format)),
        Kind::Integer => Shape::Integer(integer(rule, keywords)),
        Kind::Number => number(rule, keywords),
        Kind::Boolean => Shape::Boolean,
        Kind::Object | Kind::Array | Kind::Null => Shape::Any,
    }
}

/// The `type` that a `format` belongs to, for schemas without a type: the formats of OpenAPI's registry that belong to one, and
/// their usual other spellings. The name of a scalar `type` in place of a format means that type. Those of several types, such
/// as `decimal`, and unknown ones imply nothing.
pub(super) fn kind_of_format(format: &str) -> Option<Kind> {
    Some(match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
        | "uint" | "double-int" | "sf-integer" | "unix-time" | "unixtime" | "integer" => {
            Kind::Integer
        }
        "float" | "double" | "sf-decimal" | "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "base64"
        | "base64url"
        | "binary"
        | "byte"
        | "char"
        | "commonmark"
        | "date"
        | "date-time"
        | "date-time-local"
        | "datetime"
        | "duration"
        | "email"
        | "host-name"
        | "hostname"
        | "html"
        | "http-date"
        | "idn-email"
        | "idn-hostname"
        | "ip-address"
        | "ipv4"
        | "ipv6"
        | "iri"
        | "iri-reference"
        | "json-pointer"
        | "media-range"
        | "password"
        | "regex"
        | "relative-json-pointer"
        | "sf-binary"
        | "sf-string"
        | "sf-token"
        | "string"
        | "time"
        | "time-local"
        | "uri"
        | "uri-reference"
        | "uri-template"
        | "url"
        | "uuid" => Kind::String,
        _ => return None,
    })
}

fn string(rule: Option<KnownFormat>, format: Option<&str>) -> StringFormat {
    match rule {
        Some(KnownFormat::String) => return StringFormat::Plain,
        Some(KnownFormat::Secret) => return StringFormat::Secret,
        Some(KnownFormat::Date) => return StringFormat::Date,
        Some(KnownFormat::DateTime) => return StringFormat::DateTime,
        Some(KnownFormat::Time) => return StringFormat::Time,
        Some(KnownFormat::Duration) => return StringFormat::Duration,
        Some(KnownFormat::Uuid) => return StringFormat::Uuid,
        Some(KnownFormat::Uri) => return StringFormat::Uri,
        Some(KnownFormat::Decimal) => return StringFormat::Decimal,
        Some(KnownFormat::Base64) => return StringFormat::Base64,
        Some(KnownFormat::Base64url) => return StringFormat::Base64Url,
        Some(KnownFormat::Binary) => return StringFormat::Binary,
        // The others are formats of numbers.
        Some(_) | None => {}
    }
    match format {
        Some("date") => StringFormat::Date,
        Some("date-time" | "datetime") => StringFormat::DateTime,
        Some("time") => StringFormat::Time,
        Some("duration") => StringFormat::Duration,
        Some("uuid") => StringFormat::Uuid,
        Some("uri" | "url" | "uri-reference" | "iri" | "iri-reference") => StringFormat::Uri,
        Some("decimal") => StringFormat::Decimal,
        Some("byte" | "base64") => StringFormat::Base64,
        Some("base64url") => StringFormat::Base64Url,
        Some("binary") => StringFormat::Binary,
        Some("password") => StringFormat::Secret,
        Some(_) | None => StringFormat::Plain,
    }
}

fn integer(rule: Option<KnownFormat>, keywords: &Keywords<'_>) -> IntegerFormat {
    match rule {
        Some(KnownFormat::Int32) => return IntegerFormat::I32,
        Some(KnownFormat::Int64) => return IntegerFormat::I64,
        Some(KnownFormat::Uint32) => return IntegerFormat::U32,
        Some(KnownFormat::Uint64) => return IntegerFormat::U64,
        Some(KnownFormat::BigInteger) => return IntegerFormat::Big,
        Some(KnownFormat::UnixTime) => return IntegerFormat::UnixTime,
        Some(_) | None => {}
    }
    match keywords.format {
        Some("unix-time" | "unixtime") => return IntegerFormat::UnixTime,
        Some("int8" | "int16" | "int32") => return IntegerFormat::I32,
        Some("uint8" | "uint16" | "uint32") => return IntegerFormat::U32,
        Some("uint64" | "uint") => return IntegerFormat::U64,
        Some("int64") | None => {}
        Some(_) => {}
    }
    let minimum = keywords.minimum.as_ref();
    let maximum = keywords.maximum.as_ref();
    // Bounds usually fit a signed 64-bit number; only those beyond it matter.
    let default = keywords
        .extension("x-castiron-default")
        .or(keywords.data.default.as_ref())
        .and_then(Bound::of)
        .filter(|bound| !fits_i64(bound));
    let low = [minimum, default.as_ref()]
        .into_iter()
        .flatten()
        .any(|bound| !fits_i64(bound) && bound.as_f64().is_some_and(|value| value < 0.0));
    let high = [maximum, default.as_ref()]
        .into_iter()
        .flatten()
        .any(|bound| !fits_i64(bound) && bound.as_f64().is_some_and(|value| value > 0.0));
    let unsigned = minimum
        .and_then(Bound::as_f64)
        .is_some_and(|value| value >= 0.0);
    match (low, high) {
        (false, false) => IntegerFormat::I64,
        (false, true) if unsigned && maximum.is_some_and(fits_u64) => IntegerFormat::U64,
        _ => IntegerFormat::Big,
    }
}

fn fits_i64(bound: &Bound) -> bool {
    match bound {
        Bound::Integer(_) => true,
        // 2^63 is the rounded form of the largest 64-bit number, which is what authors mean.
        Bound::Float(value) => value.abs() <= 9_223_372_036_854_775_808.0,
        Bound::Text(text) => text.parse::<i64>().is_ok(),
    }
}

fn fits_u64(bound: &Bound) -> bool {
    match bound {
        Bound::Integer(value) => *value >= 0,
        Bound::Float(value) => *value >= 0.0 && *value <= 18_446_744_073_709_551_616.0,
        Bound::Text(text) => text.parse::<u64>().is_ok(),
    }
}

fn number(rule: Option<KnownFormat>, keywords: &Keywords<'_>) -> Shape {
    match rule {
        Some(KnownFormat::Float) => return Shape::Number(NumberFormat::Float),
        Some(KnownFormat::Double) => return Shape::Number(NumberFormat::Double),
        Some(KnownFormat::Exact) => return Shape::Number(NumberFormat::Exact),
        Some(KnownFormat::Decimal) => return Shape::Number(NumberFormat::Decimal),
        Some(
            KnownFormat::Int32
            | KnownFormat::Int64
            | KnownFormat::Uint32
            | KnownFormat::Uint64
            | KnownFormat::BigInteger
            | KnownFormat::UnixTime,
        ) => return Shape::Integer(integer(rule, keywords)),
        Some(_) | None => {}
    }
    match keywords.format {
        Some("decimal") => Shape::Number(NumberFormat::Decimal),
        // Documents write `type: number, format: int64` and mean an integer.
        Some("int32" | "int64" | "uint32" | "uint64") => Shape::Integer(integer(rule, keywords)),
        Some(_) | None => Shape::Number(NumberFormat::Double),
    }
}
