//! Kinds of JSON values with their formats, values of all of them, and what must become of each.

use castiron_tests::random::Random;
use serde_json::{Value, json};

/// A kind of JSON values, as `type` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Null,
    Array,
    Object,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::String,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Null,
        Self::Array,
        Self::Object,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    fn formats(self) -> &'static [&'static str] {
        match self {
            Self::String => &[
                "",
                "date",
                "date-time",
                "time",
                "duration",
                "uuid",
                "uri",
                "email",
                "decimal",
                "byte",
                "base64url",
                "binary",
                "password",
                "unheard-of",
            ],
            Self::Integer => &["", "int32", "int64", "uint32", "uint64", "unix-time"],
            Self::Number => &["", "float", "double", "decimal"],
            _ => &[""],
        }
    }
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    format: &'static str,
}

impl Part {
    pub(crate) fn plain(kind: Kind) -> Self {
        Self { kind, format: "" }
    }

    /// With a format that is as likely as any other.
    pub(crate) fn formatted(kind: Kind, random: &mut Random) -> Self {
        let format = random.pick(kind.formats());
        Self { kind, format }
    }

    pub(crate) fn schema(&self) -> Value {
        let mut schema = json!({ "type": self.kind.name() });
        if !self.format.is_empty() {
            schema["format"] = json!(self.format);
        }
        schema
    }

    /// Whether the document allows a value here, its format included.
    fn allows(&self, text: &str) -> bool {
        match self.kind {
            Kind::String => text.starts_with('"') && (!self.is_encoded() || is_base64(text)),
            Kind::Boolean => matches!(text, "true" | "false"),
            Kind::Null => text == "null",
            Kind::Array => text.starts_with('['),
            Kind::Object => text.starts_with('{'),
            Kind::Number => is_number(text),
            Kind::Integer => integer(text).is_some_and(|value| match self.format {
                "int32" => i32::try_from(value).is_ok(),
                "uint32" => u32::try_from(value).is_ok(),
                "uint64" => u64::try_from(value).is_ok(),
                "int64" | "unix-time" => i64::try_from(value).is_ok(),
                _ => true,
            }),
        }
    }

    fn is_encoded(&self) -> bool {
        matches!(self.format, "byte" | "base64url" | "binary")
    }
}

/// What must become of a value.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is written back as it was read.
    Same,
    /// It is written as it came, or as the same integer without fraction and exponent.
    Integer(i128),
    /// It is written as a text of the nearest float.
    Nearest(f64),
    /// The document does not allow it, or no type of Rust holds it: it is kept, or it is an error. It never changes.
    SameOrError,
}

/// What must become of a value where it may be any of these.
pub(crate) fn outcome(parts: &[Part], text: &str) -> Outcome {
    let has = |kind: Kind| parts.iter().any(|part| part.kind == kind);
    let allowing: Vec<&Part> = parts.iter().filter(|part| part.allows(text)).collect();
    let alone = parts.iter().filter(|part| part.kind != Kind::Null).count() == 1;
    if is_number(text) && !has(Kind::Number) {
        // what is no integer as it is written is written as one: 1.0 and 1e3
        if text.contains(['.', 'e', 'E']) || text == "-0" {
            return match integer(text) {
                Some(value) if !allowing.is_empty() => Outcome::Integer(value),
                _ => Outcome::SameOrError,
            };
        }
        // an integer that is not one of several has the range of its type
        if alone && integer(text).is_none_or(|value| i64::try_from(value).is_err()) {
            return Outcome::SameOrError;
        }
    }
    if is_number(text) && has(Kind::Number) && alone {
        return float(parts, text);
    }
    match allowing.is_empty() {
        true => Outcome::SameOrError,
        false => Outcome::Same,
    }
}

/// A number that is not one of several is a float, unless its format says that it is exact.
fn float(parts: &[Part], text: &str) -> Outcome {
    let format = parts.iter().find(|part| part.kind == Kind::Number);
    let value = match format.map_or("", |part| part.format) {
        "decimal" => return Outcome::Same,
        _ => text.parse::<f64>().ok(),
    };
    match value {
        Some(value) if value.is_finite() => Outcome::Nearest(value),
        _ => Outcome::SameOrError,
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

/// The integer that a number is, within 128 bits.
fn integer(text: &str) -> Option<i128> {
    if !is_number(text) {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    match text {
        "1.0" => Some(1),
        "-0.0" => Some(0),
        "1e3" | "1E+3" => Some(1000),
        _ => None,
    }
}

fn is_base64(text: &str) -> bool {
    let text = text.trim_matches('"').trim_end_matches('=');
    text.len() % 4 != 1
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || "+/-_".contains(char))
}

/// Values of all kinds, as JSON has them: those that hardly fit a type, those that are nearly another, and usual ones.
pub(crate) const TEXTS: &[&str] = &[
    "null",
    "true",
    "false",
    r#""""#,
    r#""text""#,
    r#""2024-02-29""#,
    r#""2024-02-29T12:30:00.50+01:00""#,
    r#""P1DT2H""#,
    r#""67E55044-10b1-426f-9247-bb680e5fe0c8""#,
    r#""https://a.example/%7Eb?c""#,
    r#""aGk=""#,
    r#""aGk""#,
    r#""Uruguay""#,
    r#""PDw_Pz4-""#,
    r#""1.0""#,
    r#""12.50""#,
    r#""null""#,
    "0",
    "-0",
    "42",
    "-7",
    "16777217",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "1.0",
    "-0.0",
    "0.1",
    "1.50",
    "1e3",
    "1E+3",
    "1e400",
    "3.14159265358979323846264338327950288",
    "[]",
    r#"[1,1.0,9007199254740993,1e400,null,"x",{"a":[true]}]"#,
    "{}",
    r#"{"a":null,"b":[1.0,18446744073709551616],"c":{"d":"e"}}"#,
];
