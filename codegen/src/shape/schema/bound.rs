//! Bounds of numbers, with the exact value from the document.

use serde_json::Value;

/// A bound of a number, as exact as in `openapiv3`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::shape) enum Bound {
    Integer(i64),
    Float(f64),
    /// Digits that neither of them can hold.
    Text(String),
}

impl Bound {
    /// Converts a JSON value to a bound.
    pub(in crate::shape) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(
                number
                    .as_i64()
                    .map_or_else(|| Self::Text(number.to_string()), Self::Integer),
            ),
            Value::String(text) => Some(Self::Text(text.clone())),
            _ => None,
        }
    }

    /// Its value, rounded to a float.
    pub(in crate::shape) fn as_f64(&self) -> Option<f64> {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "compared with powers of two only"
            )]
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}
