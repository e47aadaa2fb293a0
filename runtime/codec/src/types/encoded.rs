//! Bytes that are encoded as text: base64 and its variants.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE};

use crate::decode::{Decode, DecodeError, DecodeErrorKind, Reader};
use crate::encode::{Encode, Writer};

/// Reads the standard alphabet with padding or without.
const STANDARD_LENIENT: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
/// Reads the alphabet for URLs with padding or without.
const URL_LENIENT: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT);
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes that are text on the wire, in one of the alphabets of RFC 4648.
macro_rules! encoded {
    ($(#[$meta:meta])* $name:ident = $engine:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(Encoded);

        impl $name {
            /// From bytes.
            pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
                Self(Encoded {
                    bytes: bytes.into(),
                    text: None,
                })
            }

            /// From base64 text.
            pub fn parse(text: &str) -> Option<Self> {
                Encoded::parse(text, &$engine).map(Self)
            }

            /// The bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0.bytes
            }

            /// The bytes, without a copy.
            pub fn into_bytes(self) -> Vec<u8> {
                self.0.bytes
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self::new(bytes)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::new(bytes)
            }
        }

        impl<const N: usize> From<&[u8; N]> for $name {
            fn from(bytes: &[u8; N]) -> Self {
                Self::new(bytes.as_slice())
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                self.as_bytes()
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                Encoded::decode(reader, &$engine).map(Self)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                self.0.encode(writer, &$engine);
            }
        }

        crate::serde_impls!($name);
    };
}

encoded! {
    /// Bytes that are base64 on the wire (`format: byte`). What was read is written back with the same text, be it the
    /// standard alphabet or the one for URLs, padded or not.
    Base64 = STANDARD
}
encoded! {
    /// Bytes that are base64 in the alphabet for URLs and file names on the wire (`contentEncoding: base64url`; RFC 4648,
    /// section 5). What was read is written back with the same text, padded or not.
    Base64Url = URL_SAFE
}

/// The usual base64 text of bytes.
pub(super) fn standard(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes, and how they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Encoded {
    pub(super) bytes: Vec<u8>,
    /// The text that was read, where it is not the usual one.
    pub(super) text: Option<Box<str>>,
}

impl Encoded {
    /// Reads base64.
    pub(super) fn standard(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::decode(reader, &STANDARD)
    }

    fn parse(text: &str, usual: &GeneralPurpose) -> Option<Self> {
        let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let engine = if compact.contains(['-', '_']) {
            URL_LENIENT
        } else {
            STANDARD_LENIENT
        };
        let bytes = engine.decode(&compact).ok()?;
        let is_usual = usual.encode(&bytes) == text;
        Some(Self {
            bytes,
            text: (!is_usual).then(|| text.into()),
        })
    }

    fn decode(reader: &mut Reader<'_>, usual: &GeneralPurpose) -> Result<Self, DecodeError> {
        reader.kind()?;
        let start = reader.index();
        match Self::parse(reader.str_or("a string in base64")?, usual) {
            Some(value) => Ok(value),
            None => Err(reader.error(
                DecodeErrorKind::Value,
                "expected a string in base64, found another",
                start,
            )),
        }
    }

    fn encode(&self, writer: &mut Writer, usual: &GeneralPurpose) {
        match &self.text {
            Some(text) => writer.str(text),
            None => writer.str(&usual.encode(&self.bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Binary;
    use super::*;

    #[test]
    fn the_text_is_kept() {
        for (text, bytes) in [
            ("aGk=", "hi"),
            ("aGk", "hi"),
            ("", ""),
            ("PDw_Pz4-", "<<??>>"),
            ("PDw/Pz4+", "<<??>>"),
            // bits behind the last byte that are not zero
            ("aGn", "hi"),
            ("aGk\n=", "hi"),
        ] {
            let json = crate::to_string(&text);
            let value: Base64 = crate::from_str(&json).unwrap();
            assert_eq!(value.as_bytes(), bytes.as_bytes());
            assert_eq!(crate::to_string(&value), json);
            let value: Base64Url = crate::from_str(&json).unwrap();
            assert_eq!(value.as_bytes(), bytes.as_bytes());
            assert_eq!(crate::to_string(&value), json);
            let value: Binary = crate::from_str(&json).unwrap();
            assert_eq!(value.as_bytes(), bytes.as_bytes());
            assert_eq!(crate::to_string(&value), json);
        }
        assert_eq!(crate::to_string(&Base64::from(b"<<??>>")), "\"PDw/Pz4+\"");
        assert_eq!(
            crate::to_string(&Base64Url::from(b"<<??>>")),
            "\"PDw_Pz4-\""
        );
        assert_eq!(crate::to_string(&Base64Url::from(b"hi")), "\"aGk=\"");
        let error = crate::from_str::<Base64>("\"é\"").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a string in base64, found another (line 1, column 1)"
        );
    }
}
