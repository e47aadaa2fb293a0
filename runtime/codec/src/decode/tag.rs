//! Values that tables list: tags of unions, constants, and the values of enums.

use jiter::Peek;

use super::{Decode, DecodeError, DecodeErrorKind, Reader};
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
    /// Whether it is an array or an object.
    fn is_compound(&self) -> bool {
        false
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
        text == self.0
            || crate::from_str::<Json>(text).is_ok_and(|json| json.is_same(&known_json(self.0)))
    }

    fn is_compound(&self) -> bool {
        self.0.starts_with(['[', '{'])
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
    (texts.iter().position(|text| known_json(text) == *json))
        .or_else(|| (texts.iter()).position(|text| known_json(text).is_same(json)))
}

/// Reads a value: its place in a table, or the value itself where the table lacks it.
#[doc(hidden)]
pub fn listed_json(
    reader: &mut Reader<'_>,
    texts: &[&str],
) -> Result<Result<usize, Json>, DecodeError> {
    if reader.is_blank() && !texts.is_empty() {
        return Ok(Ok(0));
    }
    let json = Json::decode(reader)?;
    let index = json_index(texts, &json);
    if index.is_none() {
        reader.unlisted();
    }
    Ok(index.ok_or(json))
}

/// A value that a closed enum does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unlisted;

impl std::fmt::Display for Unlisted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not one of the listed values")
    }
}

impl std::error::Error for Unlisted {}

/// Refuses a value that a closed enum does not list; `listed` are its texts, or JSON.
#[doc(hidden)]
#[cold]
pub fn unlisted(reader: &Reader<'_>, listed: &[&dyn std::fmt::Debug], start: usize) -> DecodeError {
    const SHOWN: usize = 8;
    let mut message = String::from("expected one of ");
    for (index, value) in listed.iter().take(SHOWN).enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        message.push_str(&format!("{comma}{value:?}"));
    }
    if listed.len() > SHOWN {
        message.push_str(", …");
    }
    reader.error(
        DecodeErrorKind::Value,
        message + ", found another value",
        start,
    )
}

/// What the variants of an open enum of strings stand for.
#[doc(hidden)]
pub struct StringTable<T: 'static> {
    /// The texts that are known.
    pub texts: &'static [&'static str],
    /// The variant of each text.
    pub values: &'static [T],
    /// The variant that holds any other text, of an open enum.
    pub other: Option<fn(Box<str>) -> T>,
}

/// An enum of strings.
#[doc(hidden)]
pub trait StringEnum: Clone + 'static {
    /// What its variants stand for.
    const TABLE: StringTable<Self>;

    /// The variant that stands for a text, if one does.
    #[inline]
    fn find(text: &str) -> Option<Self> {
        text_index(Self::TABLE.texts, text).and_then(Self::listed)
    }

    /// The variant at a place of the table.
    #[inline]
    fn listed(index: usize) -> Option<Self> {
        Self::TABLE.values.get(index).cloned()
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
        text.parse() == Ok(*self) || super::number::integer(text) == Some(i128::from(*self))
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
        let Some(other) = T::TABLE.other else {
            return self.closed_enum();
        };
        match self.text_of(T::TABLE.texts)? {
            // there are as many values as texts
            Ok(index) => {
                T::listed(index).ok_or_else(|| self.unlisted_text(T::TABLE.texts, self.index()))
            }
            Err(text) => Ok(other(text)),
        }
    }

    fn closed_enum<T: StringEnum>(&mut self) -> Result<T, DecodeError> {
        self.peek()?;
        let start = self.index();
        let found = self.text_of(T::TABLE.texts)?.ok().and_then(T::listed);
        found.ok_or_else(|| self.unlisted_text(T::TABLE.texts, start))
    }

    #[cold]
    fn unlisted_text(&self, texts: &[&str], start: usize) -> DecodeError {
        let listed: Vec<&dyn std::fmt::Debug> = texts.iter().map(|text| text as _).collect();
        unlisted(self, &listed, start)
    }

    /// Reads a string of a list: its index, or the string itself where the list lacks it.
    fn text_of(&mut self, texts: &[&str]) -> Result<Result<usize, Box<str>>, DecodeError> {
        let is_blank = self.is_blank();
        let text = self.str()?;
        Ok(match text_index(texts, text) {
            Some(index) => Ok(index),
            None if is_blank && !texts.is_empty() => Ok(0),
            None => {
                let text: Box<str> = text.into();
                self.unlisted();
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
        if value.is(raw) || self.is_blank() {
            return Ok(());
        }
        let found = match peek {
            Peek::Array => "an array",
            Peek::Object => "an object",
            _ if raw.len() > 80 => "another value",
            _ => raw,
        };
        let message = format!("expected {value:?}, found {found}");
        Err(self.error(DecodeErrorKind::Value, message, start).unfit())
    }
}
