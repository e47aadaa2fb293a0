//! Bytes: in JSON as base64, in bodies as they are.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use bytes::Bytes;

use crate::decode::{Decode, DecodeError, DecodeErrorKind, Reader};
use crate::encode::{Encode, Writer};

/// Reads the standard alphabet with padding or without.
const STANDARD_LENIENT: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
/// Reads the alphabet for URLs with padding or without.
const URL_LENIENT: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT);
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes that are base64 on the wire (`format: byte`). What was read is written back with the same text, be it the
/// standard alphabet or the one for URLs, padded or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Base64 {
    bytes: Vec<u8>,
    /// The text that was read, where it is not the usual one.
    text: Option<Box<str>>,
}

impl Base64 {
    /// From bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            text: None,
        }
    }

    /// From base64 text.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let engine = if compact.contains(['-', '_']) {
            URL_LENIENT
        } else {
            STANDARD_LENIENT
        };
        let bytes = engine.decode(&compact).ok()?;
        let usual = STANDARD.encode(&bytes) == text;
        Some(Self {
            bytes,
            text: (!usual).then(|| text.into()),
        })
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Decode for Base64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.kind()?;
        let start = reader.index();
        match Self::parse(reader.str_or("a string in base64")?) {
            Some(value) => Ok(value),
            None => Err(reader.error(
                DecodeErrorKind::Value,
                "expected a string in base64, found another",
                start,
            )),
        }
    }
}

impl Encode for Base64 {
    fn encode(&self, writer: &mut Writer) {
        match &self.text {
            Some(text) => writer.str(text),
            None => writer.str(&STANDARD.encode(&self.bytes)),
        }
    }
}

crate::serde_impls!(Base64);

/// A file or other raw bytes: what an upload sends and what a download gives (`format: binary`).
///
/// Clones share the bytes. Within JSON it is base64.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary {
    bytes: Bytes,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl Binary {
    /// From bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            file_name: None,
            content_type: None,
        }
    }

    /// Names the file, for multipart bodies.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Says of what media type the bytes are.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes, without a copy.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    pub(crate) fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

macro_rules! from_bytes {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Binary {
            fn from(bytes: $ty) -> Self {
                Self::new(bytes)
            }
        }
    )*};
}
from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// The bytes themselves may be private or long: their number is shown.
impl std::fmt::Debug for Binary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Binary")
            .field("length", &self.bytes.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Decode for Binary {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Base64::decode(reader).map(|value| Self::new(value.into_bytes()))
    }

    /// The body as it is.
    fn decode_body(body: &Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        Ok(Self {
            bytes: body.clone(),
            file_name: None,
            content_type: media_type.map(str::to_owned),
        })
    }
}

impl Encode for Binary {
    fn encode(&self, writer: &mut Writer) {
        writer.binary(self);
    }
}

crate::serde_impls!(Binary);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept() {
        for (text, bytes) in [
            ("aGk=", "hi"),
            ("aGk", "hi"),
            ("", ""),
            ("PDw_Pz4-", "<<??>>"),
            ("PDw/Pz4+", "<<??>>"),
        ] {
            let json = format!("\"{text}\"");
            let value: Base64 = crate::from_str(&json).unwrap();
            assert_eq!(value.as_bytes(), bytes.as_bytes());
            assert_eq!(crate::to_string(&value), json);
        }
        let error = crate::from_str::<Base64>("\"é\"").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a string in base64, found another (line 1, column 1)"
        );
    }

    #[test]
    fn binary_hides_its_bytes() {
        let file = Binary::new("top secret").file_name("a.txt");
        assert!(!format!("{file:?}").contains("secret"));
        assert_eq!(crate::to_string(&file), "\"dG9wIHNlY3JldA==\"");
    }
}
