//! Values that tables list: tags of unions, constants, and the values of enums.

use jiter::Peek;

use super::{DecodeError, DecodeErrorKind, Reader};
use crate::encode::{Encode, Writer};
use crate::types::Json;

/// A value of a tag, as a literal.
#[doc(hidden)]
pub trait TagValue: Sync + std::fmt::Debug {
    /// Whether the JSON text is this value.
    fn is(&self, text: &str) -> bool;
    /// The text of a value that is a string.
    fn string(&self) -> Option<&str> {
        None
    }
    /// Writes this value.
    fn write(&self, writer: &mut Writer);
}

/// A value of a tag that is no plain literal, as JSON text.
#[doc(hidden)]
pub struct JsonText(pub &'static str);

impl std::fmt::Debug for JsonText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl TagValue for JsonText {
    fn is(&self, text: &str) -> bool {
        text == self.0 || crate::from_str::<Json>(text).is_ok_and(|json| json == known_json(self.0))
    }

    fn write(&self, writer: &mut Writer) {
        known_json(self.0).encode(writer);
    }
}

/// The value of a JSON text in a table.
#[doc(hidden)]
pub fn known_json(text: &str) -> Json {
    crate::from_str(text).unwrap_or_default()
}

/// The place of a JSON value in a table.
#[doc(hidden)]
pub fn json_index(texts: &[&str], json: &Json) -> Option<usize> {
    texts.iter().position(|text| known_json(text) == *json)
}

/// What the variants of an open enum of strings stand for.
#[doc(hidden)]
pub struct StringTable<T: 'static> {
    /// The texts that are known.
    pub texts: &'static [&'static str],
    /// The variant of each text.
    pub values: &'static [T],
    /// The variant that holds any other text.
    pub other: fn(Box<str>) -> T,
}

/// An open enum of strings.
#[doc(hidden)]
pub trait StringEnum: Clone + 'static {
    /// What its variants stand for.
    const TABLE: StringTable<Self>;

    /// The variant that stands for a text.
    #[inline]
    fn known(text: &str) -> Self {
        match text_index(Self::TABLE.texts, text) {
            Some(index) => Self::TABLE.values[index].clone(),
            None => (Self::TABLE.other)(text.into()),
        }
    }
}

/// The place of a text in a table.
pub(crate) fn text_index(texts: &[&str], text: &str) -> Option<usize> {
    texts.iter().position(|known| *known == text)
}

impl TagValue for &'static str {
    fn is(&self, text: &str) -> bool {
        match text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
        {
            Some(inner) if !inner.contains('\\') => inner == *self,
            Some(_) => Reader::new(text).str().is_ok_and(|string| string == *self),
            None => false,
        }
    }

    fn string(&self) -> Option<&str> {
        Some(self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.str(self);
    }
}

impl TagValue for bool {
    fn is(&self, text: &str) -> bool {
        text == if *self { "true" } else { "false" }
    }

    fn write(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
}

impl TagValue for i64 {
    fn is(&self, text: &str) -> bool {
        text.parse() == Ok(*self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.i64(*self);
    }
}

impl Reader<'_> {
    /// Reads a string as the variant that stands for it, or as the one that holds any other.
    #[doc(hidden)]
    #[inline]
    pub fn string_enum<T: StringEnum>(&mut self) -> Result<T, DecodeError> {
        Ok(match self.text_of(T::TABLE.texts)? {
            Ok(index) => T::TABLE.values[index].clone(),
            Err(text) => (T::TABLE.other)(text),
        })
    }

    /// Reads a string of a list: its index, or the string itself where the list lacks it.
    fn text_of(&mut self, texts: &[&str]) -> Result<Result<usize, Box<str>>, DecodeError> {
        let text = self.str()?;
        Ok(match text_index(texts, text) {
            Some(index) => Ok(index),
            None => {
                let text: Box<str> = text.into();
                self.misfit += 1 + text.len();
                Err(text)
            }
        })
    }

    /// Reads a value of which only one is allowed, for the unit struct that stands for it.
    #[doc(hidden)]
    #[inline]
    pub fn tag<T: Default>(&mut self, value: &'static dyn TagValue) -> Result<T, DecodeError> {
        self.only(value).map(|()| T::default())
    }

    fn only(&mut self, value: &'static dyn TagValue) -> Result<(), DecodeError> {
        let peek = self.peek()?;
        let start = self.index();
        if peek == Peek::String
            && let Some(string) = value.string()
        {
            if self.str()? == string {
                return Ok(());
            }
            self.at = start;
        }
        let raw = self.raw()?;
        if value.is(raw) {
            return Ok(());
        }
        let found = match peek {
            Peek::Array => "an array",
            Peek::Object => "an object",
            _ if raw.len() > 80 => "another value",
            _ => raw,
        };
        Err(self.error(
            DecodeErrorKind::Value,
            format!("expected {value:?}, found {found}"),
            start,
        ))
    }
}
