//! Decodes JSON into Rust values.
//!
//! [`Reader`] pulls values out of a text, common forms in place and all others through the `jiter` crate; [`Decode`] is
//! implemented by types. Neither is generic over the other: a type costs the compiler one small function, not a visitor.

mod blank;
mod choice;
mod error;
mod making;
mod misfit;
pub(crate) mod number;
mod object;
mod place;
mod reader;
mod sorted;
mod std_types;
mod steps;
mod tag;
mod tuples;
mod under;
mod union;
mod unit;

#[cfg(test)]
mod tests;

use crate::layout::Layout;

#[doc(hidden)]
pub use choice::Choice;
pub use error::{DecodeError, DecodeErrorKind, Segment};
#[doc(hidden)]
pub use object::Slot;
pub use reader::{Kind, Limits, Reader};
#[doc(hidden)]
pub use sorted::{Entries, Sorted, Together, WriteEntries};
pub use tag::Unlisted;
#[doc(hidden)]
pub use tag::{
    JsonText, StringEnum, StringTable, TagValue, json_index, known_json, listed_json, unlisted,
};
#[doc(hidden)]
pub use under::{ChoiceUnder, Under, under};
#[doc(hidden)]
pub use union::{Demand, Guard, UnionLayout};

/// A type that can be decoded from JSON.
pub trait Decode: Sized {
    /// How the type looks on the wire, for structs with a table.
    #[doc(hidden)]
    const LAYOUT: &'static Layout = &Layout {
        names: &[],
        presence: &[],
        places: &[],
    };

    /// Whether a body is taken as it came, whatever it says: a text, bytes, nothing.
    #[doc(hidden)]
    const AS_IT_CAME: bool = false;

    /// Decodes the next value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Decodes a response body: JSON by default, for some types raw bytes, text, or nothing.
    fn decode_body(body: &bytes::Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        let _ = media_type;
        from_slice(body)
    }
}

/// Decodes a whole JSON string.
pub fn from_str<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_reader(&mut Reader::new(text))
}

/// Decodes whole JSON in UTF-8; a leading byte order mark is skipped.
pub fn from_slice<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    from_str(utf8(bytes)?)
}

/// Decodes whole JSON with custom limits.
pub fn from_slice_with<T: Decode>(bytes: &[u8], limits: Limits) -> Result<T, DecodeError> {
    from_reader(&mut Reader::with_limits(utf8(bytes)?, limits))
}

/// Whether a media type is that of JSON: `application/json`, `application/problem+json`, …
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn from_reader<T: Decode>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    let value = T::decode(reader)?;
    reader.finish()?;
    Ok(value)
}

fn utf8(bytes: &[u8]) -> Result<&str, DecodeError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(not_utf8(bytes, error.valid_up_to())),
    }
}

#[cold]
fn not_utf8(bytes: &[u8], index: usize) -> DecodeError {
    let valid = bytes
        .get(..index)
        .and_then(|valid| std::str::from_utf8(valid).ok())
        .unwrap_or_default();
    DecodeError::new(DecodeErrorKind::Syntax, "the text is not UTF-8").at(valid, index)
}
