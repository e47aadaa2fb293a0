//! Any JSON value.

use super::{Map, Number};
use crate::decode::{Decode, DecodeError, Kind, Reader};
use crate::encode::{Encode, Writer};

/// Any JSON value; numbers lose no digits and objects keep their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Map<Json>),
}

impl Json {
    /// A property of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(map) => map.get(name),
            _ => None,
        }
    }

    /// The value at a JSON pointer (RFC 6901), such as `/error/message`.
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        if pointer.is_empty() {
            return Some(self);
        }
        let steps = pointer.strip_prefix('/')?;
        steps.split('/').try_fold(self, |value, step| match value {
            Self::Object(map) => map.get(&step.replace("~1", "/").replace("~0", "~")),
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The integer of a number that is one.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Whether two values are the same where numbers count by their value: `1` and `1.0` are.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.is_same(b),
            (Self::Array(a), Self::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            (Self::Object(a), Self::Object(b)) => {
                a.len() == b.len()
                    && (a.iter()).all(|(name, a)| b.get(name).is_some_and(|b| a.is_same(b)))
            }
            (a, b) => a == b,
        }
    }

    /// Decodes the value as a type.
    pub fn to<T: Decode>(&self) -> Result<T, DecodeError> {
        crate::from_slice(&crate::to_vec(self))
    }
}

impl Decode for Json {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match reader.kind()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Boolean => Self::Bool(reader.bool()?),
            Kind::Number => Self::Number(Number::decode(reader)?),
            Kind::String => Self::String(String::decode(reader)?),
            Kind::Array => Self::Array(Vec::decode(reader)?),
            Kind::Object => Self::Object(Map::decode(reader)?),
        })
    }

    /// No body is null, and a text that isn't JSON is a string, unless it is said to be JSON and begins like some.
    fn decode_body(body: &bytes::Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        if body.is_empty() {
            return Ok(Self::Null);
        }
        let said = media_type.is_some_and(crate::decode::is_json);
        crate::from_slice(body).or_else(|error| match std::str::from_utf8(body) {
            Ok(text) if !said || !text.trim_start().starts_with(['{', '[', '"']) => {
                Ok(Self::String(text.to_owned()))
            }
            _ => Err(error),
        })
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Number(value) => value.encode(writer),
            Self::String(value) => writer.str(value),
            Self::Array(items) => items.encode(writer),
            Self::Object(map) => map.encode(writer),
        }
    }
}

/// The JSON text.
impl std::fmt::Display for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::to_string(self))
    }
}

impl std::str::FromStr for Json {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crate::from_str(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        Self::Number(value.into())
    }
}

impl<T: Into<Json>, const N: usize> From<[T; N]> for Json {
    fn from(items: [T; N]) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl From<Map<Json>> for Json {
    fn from(map: Map<Json>) -> Self {
        Self::Object(map)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(value) => {
                Number::parse(&value.to_string()).map_or(Self::Null, Self::Number)
            }
            Value::String(value) => Self::String(value),
            Value::Array(items) => Self::Array(items.into_iter().map(Into::into).collect()),
            Value::Object(map) => Self::Object(
                map.into_iter()
                    .map(|(name, value)| (name, value.into()))
                    .collect(),
            ),
        }
    }
}

/// Numbers that `serde_json` cannot hold become the nearest `f64`.
impl From<Json> for serde_json::Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => value.into(),
                (_, Some(value)) => value.into(),
                _ => value.as_f64().into(),
            },
            Json::String(value) => Self::String(value),
            Json::Array(items) => Self::Array(items.into_iter().map(Into::into).collect()),
            Json::Object(map) => Self::Object(
                map.into_iter()
                    .map(|(name, value)| (name, value.into()))
                    .collect(),
            ),
        }
    }
}

crate::serde_impls!(Json);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives() {
        let text = r#"{"b":[1,2.50,{"x":null}],"a":"é\"","t":true}"#;
        let json: Json = text.parse().unwrap();
        assert_eq!(json.to_string(), text);
        assert_eq!(json.pointer("/b/2/x"), Some(&Json::Null));
        assert_eq!(json.get("a").and_then(Json::as_str), Some("é\""));
        assert_eq!(json.pointer("/b/9"), None);
        let value: serde_json::Value = json.clone().into();
        assert_eq!(value["b"][0], 1);
        assert_eq!(Json::from(value).pointer("/t"), Some(&Json::Bool(true)));
    }

    /// Each accessor answers for values of its own kind, and for no others.
    #[test]
    fn accessors() {
        for text in [
            "null",
            "true",
            "false",
            "7",
            "-7",
            "1.5",
            "\"7\"",
            "[7]",
            r#"{"a":7}"#,
        ] {
            let json: Json = text.parse().unwrap();
            let other: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(json.as_bool(), other.as_bool(), "{text}");
            assert_eq!(json.as_i64(), other.as_i64(), "{text}");
            assert_eq!(json.as_str(), other.as_str(), "{text}");
            let length = other.as_array().map(Vec::len);
            assert_eq!(json.as_array().map(<[Json]>::len), length, "{text}");
            for pointer in ["", "/a", "/0", "a"] {
                let found = json.pointer(pointer).map(Json::to_string);
                let expected = other.pointer(pointer).map(ToString::to_string);
                assert_eq!(found, expected, "{text} {pointer}");
            }
            assert_eq!(json.get("a").is_some(), other.get("a").is_some(), "{text}");
            assert_eq!(json.to::<Json>().unwrap(), json, "{text}");
        }
    }

    /// What is JSON is read as JSON whatever it is called. Anything else is a string, unless it is called JSON and looks
    /// like a part of some.
    #[test]
    fn bodies() {
        let read = |body: &[u8], media_type| {
            Json::decode_body(&bytes::Bytes::copy_from_slice(body), media_type)
        };
        for media_type in [None, Some("text/plain"), Some("application/json")] {
            assert_eq!(read(b"", media_type).unwrap(), Json::Null);
            assert_eq!(
                read(b"[true]", media_type).unwrap(),
                "[true]".parse().unwrap()
            );
            let text = Json::String("not found".to_owned());
            assert_eq!(read(b"not found", media_type).unwrap(), text);
            assert!(read(b"\xff", media_type).is_err());
            for cut in ["{\"a\":", "  [1,", "\"a"] {
                let is_json = media_type == Some("application/json");
                let text = (!is_json).then(|| Json::String(cut.to_owned()));
                assert_eq!(read(cut.as_bytes(), media_type).ok(), text, "{cut}");
            }
        }
    }

    #[test]
    fn depth_is_an_error() {
        let text = "[".repeat(100_000);
        let error = text.parse::<Json>().unwrap_err();
        assert_eq!(error.kind(), crate::DecodeErrorKind::TooDeep);
    }
}
