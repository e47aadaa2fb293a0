//! Bytes in bodies, unencoded.

use std::io::Read;
use std::path::Path;

use bytes::Bytes;

use super::encoded::{self, Encoded};
use super::source::Source;

use crate::decode::{Decode, DecodeError, Reader};
use crate::encode::{Encode, Writer};

/// A file or other raw bytes, for uploads and downloads (`format: binary`).
///
/// Clones share the bytes. Within JSON it is base64.
///
/// An upload need not fit into memory: [`Binary::from_path`], [`Binary::from_opener`] and [`Binary::from_reader`] are read
/// while they are sent, as a part of a multipart body or as a whole body. In JSON or a form they are read into memory, and
/// become null if that fails.
///
/// ```
/// use castiron_codec::Binary;
///
/// let report = Binary::from_path("Cargo.toml")?.content_type("text/plain");
/// let pipe = Binary::from_reader(5, std::io::repeat(b'x'));
/// assert!(report.is_streamed() && pipe.is_streamed());
/// # Ok::<_, std::io::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Binary {
    bytes: Bytes,
    /// What is read in place of the bytes.
    source: Option<Source>,
    file_name: Option<String>,
    content_type: Option<String>,
    /// The text that was read in JSON, where it is not the usual one.
    text: Option<Box<str>>,
}

impl Binary {
    /// From bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            ..Self::default()
        }
    }

    /// A file on disk, which is read while it is sent, again for each attempt; it keeps its file name. Its length is
    /// determined now and must not change.
    pub fn from_path(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let length = std::fs::metadata(path)?.len();
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.map(|name| name.into_owned());
        let path = path.to_owned();
        let file = Self::from_opener(length, move || std::fs::File::open(&path));
        Ok(Self {
            file_name: name,
            ..file
        })
    }

    /// Bytes of a known length, from a reader that is opened again for each attempt.
    pub fn from_opener<R: Read + Send + 'static>(
        length: u64,
        open: impl Fn() -> std::io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = move || open().map(|reader| Box::new(reader) as _);
        Self {
            source: Some(Source::again(length, open)),
            ..Self::default()
        }
    }

    /// Bytes of a known length, from a reader that can be read once: a request with them is never retried, even if that were
    /// safe, and clones share the reader.
    pub fn from_reader(length: u64, reader: impl Read + Send + 'static) -> Self {
        Self {
            source: Some(Source::once(length, Box::new(reader))),
            ..Self::default()
        }
    }

    /// Sets the file name, for multipart bodies.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The bytes; empty if they are read while they are sent.
    pub fn as_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes, without a copy; empty if they are read while they are sent.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// Whether the bytes are read while they are sent.
    pub fn is_streamed(&self) -> bool {
        self.source.is_some()
    }

    /// What is read in place of the bytes.
    #[doc(hidden)]
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// The name of the file, for multipart bodies.
    #[doc(hidden)]
    pub fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type that was read or given.
    #[doc(hidden)]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// `None` where bytes that are still to be read cannot be.
    pub(crate) fn to_base64(&self) -> Option<String> {
        let Some(source) = &self.source else {
            return Some(match &self.text {
                Some(text) => text.to_string(),
                None => encoded::standard(&self.bytes),
            });
        };
        let mut bytes = Vec::new();
        source.open().ok()?.read_to_end(&mut bytes).ok()?;
        Some(encoded::standard(&bytes))
    }
}

/// Bytes that are read while they are sent are equal to their clones only.
impl PartialEq for Binary {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.source, &other.source) {
            (None, None) => self.bytes == other.bytes,
            (Some(source), Some(other)) => source.is(other),
            _ => false,
        };
        same && self.file_name == other.file_name
            && self.content_type == other.content_type
            && self.text == other.text
    }
}

impl Eq for Binary {}

impl std::hash::Hash for Binary {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.bytes, &self.file_name, &self.content_type).hash(state);
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
        let length = self.source.as_ref().map(Source::length);
        let length = length.unwrap_or(self.bytes.len() as u64);
        f.debug_struct("Binary")
            .field("length", &length)
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
        Encoded::standard(reader).map(|Encoded { bytes, text }| Self {
            text,
            ..Self::new(bytes)
        })
    }

    const AS_IT_CAME: bool = true;

    /// The body as it is.
    fn decode_body(body: &Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        Ok(Self {
            bytes: body.clone(),
            content_type: media_type.map(str::to_owned),
            ..Self::default()
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

    /// Everything that makes two files differ.
    fn all() -> Vec<Binary> {
        let mut all = Vec::new();
        for bytes in ["", "a", "b"] {
            for name in [None, Some("a"), Some("b")] {
                for media_type in [None, Some("text/plain"), Some("image/png")] {
                    all.push(Binary {
                        file_name: name.map(str::to_owned),
                        content_type: media_type.map(str::to_owned),
                        ..Binary::new(bytes)
                    });
                }
            }
        }
        // the same bytes, spelled otherwise
        all.push(crate::from_str("\"YR\"").unwrap());
        all.push(Binary::from_reader(1, std::io::repeat(b'a')));
        all.push(Binary::from_reader(1, std::io::repeat(b'a')));
        all.push(Binary::from_reader(1, std::io::repeat(b'a')).file_name("a"));
        all
    }

    #[test]
    fn files_are_equal_to_their_clones_only() {
        let all = all();
        for (at, file) in all.iter().enumerate() {
            for (with, other) in all.iter().enumerate() {
                assert_eq!(*file == other.clone(), at == with, "{file:?}, {other:?}");
            }
        }
    }

    #[test]
    fn files_have_the_name_and_the_media_type_that_they_are_given() {
        let file = Binary::new("a");
        assert_eq!((file.name(), file.media_type()), (None, None));
        let file = file.file_name("a.txt").content_type("text/plain");
        assert_eq!(file.name(), Some("a.txt"));
        assert_eq!(file.media_type(), Some("text/plain"));
    }

    #[test]
    fn binary_hides_its_bytes() {
        let file = Binary::new("top secret").file_name("a.txt");
        assert!(!format!("{file:?}").contains("secret"));
        assert_eq!(crate::to_string(&file), "\"dG9wIHNlY3JldA==\"");
    }
}
