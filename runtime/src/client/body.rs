//! The body of a response, read as it arrives.

use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::boxed::BoxStream;
use super::transport_error::{TransportError, TransportErrorKind};

/// The response body from a [`Transport`](super::Transport): bytes in memory, or a stream of chunks.
///
/// ```
/// use castiron_runtime::ResponseBody;
///
/// let whole = ResponseBody::from("{}");
/// assert!(whole.as_bytes().is_some());
/// ```
pub struct ResponseBody(Chunks);

enum Chunks {
    Whole(Bytes),
    Stream(BoxStream<'static, Result<Bytes, TransportError>>),
}

impl ResponseBody {
    /// A body that arrives in chunks. Dropping it must close the connection or free it for other requests.
    pub fn from_stream<S>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + super::boxed::MaybeSend + 'static,
    {
        Self(Chunks::Stream(Box::pin(stream)))
    }

    /// The bytes, if all of them are in memory already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Chunks::Whole(bytes) => Some(bytes),
            Chunks::Stream(_) => None,
        }
    }

    /// What is in memory; nothing of what is not.
    pub(super) fn into_memory(self) -> Bytes {
        match self.0 {
            Chunks::Whole(bytes) => bytes,
            Chunks::Stream(_) => Bytes::new(),
        }
    }

    /// The next chunk; `None` at the end.
    pub fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.0 {
            Chunks::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Chunks::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Chunks::Stream(stream) => stream.as_mut().poll_next(context),
        }
    }

    /// Reads the whole body into memory.
    ///
    /// # Errors
    /// Errors of the transport, and [`TransportErrorKind::TooLarge`] if there are more than `limit` bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        if let Some(bytes) = self.as_bytes() {
            return match bytes.len() > limit {
                true => Err(too_large(limit as u64)),
                false => Ok(bytes.clone()),
            };
        }
        let mut collected = Collected::default();
        while let Some(chunk) = poll_fn(|context| self.poll_chunk(context)).await {
            collected.add(chunk?, limit)?;
        }
        Ok(collected.finish())
    }
}

/// Chunks that become one piece of memory. A body that came in one chunk is not copied.
#[derive(Default)]
struct Collected {
    first: Bytes,
    rest: BytesMut,
}

impl Collected {
    fn add(&mut self, chunk: Bytes, limit: usize) -> Result<(), TransportError> {
        let held = self.first.len().saturating_add(self.rest.len());
        if held.saturating_add(chunk.len()) > limit {
            return Err(too_large(limit as u64));
        }
        if self.first.is_empty() && self.rest.is_empty() {
            self.first = chunk;
            return Ok(());
        }
        if self.rest.is_empty() {
            self.rest
                .extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.rest.extend_from_slice(&chunk);
        Ok(())
    }

    fn finish(self) -> Bytes {
        match self.rest.is_empty() {
            true => self.first,
            false => self.rest.freeze(),
        }
    }
}

impl Default for ResponseBody {
    fn default() -> Self {
        Self(Chunks::Whole(Bytes::new()))
    }
}

impl Stream for ResponseBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}

/// The bytes may be private or long: their number is shown.
impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.as_bytes().map(Bytes::len);
        f.debug_struct("ResponseBody")
            .field("in_memory", &length)
            .finish()
    }
}

/// As [`ResponseBody`], for a [`BlockingTransport`](super::BlockingTransport): bytes in memory, or a reader.
pub struct BlockingBody(Source);

enum Source {
    Whole(Bytes),
    Reader(Box<dyn Read + Send>),
}

impl BlockingBody {
    /// A body that is read as it arrives. Dropping the reader must close the connection or free it for other requests. A
    /// [`TransportError`] inside an [`io::Error`] is passed on.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self(Source::Reader(Box::new(reader)))
    }

    /// The bytes, if all of them are in memory already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Whole(bytes) => Some(bytes),
            Source::Reader(_) => None,
        }
    }

    /// What is in memory; nothing of what is not.
    pub(super) fn into_memory(self) -> Bytes {
        match self.0 {
            Source::Whole(bytes) => bytes,
            Source::Reader(_) => Bytes::new(),
        }
    }

    /// Reads the whole body into memory.
    ///
    /// # Errors
    /// Errors of the transport, and [`TransportErrorKind::TooLarge`] if there are more than `limit` bytes.
    pub fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        match self.0 {
            Source::Whole(bytes) if bytes.len() > limit => Err(too_large(limit as u64)),
            Source::Whole(bytes) => Ok(bytes),
            Source::Reader(reader) => {
                let mut bytes = Vec::new();
                let most = (limit as u64).saturating_add(1);
                (reader.take(most))
                    .read_to_end(&mut bytes)
                    .map_err(TransportError::from)?;
                match bytes.len() > limit {
                    true => Err(too_large(limit as u64)),
                    false => Ok(bytes.into()),
                }
            }
        }
    }
}

impl Read for BlockingBody {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Source::Reader(reader) => reader.read(buffer),
            Source::Whole(bytes) => {
                let taken = bytes.split_to(bytes.len().min(buffer.len()));
                if let Some(buffer) = buffer.get_mut(..taken.len()) {
                    buffer.copy_from_slice(&taken);
                }
                Ok(taken.len())
            }
        }
    }
}

impl Default for BlockingBody {
    fn default() -> Self {
        Self(Source::Whole(Bytes::new()))
    }
}

/// The bytes may be private or long: their number is shown.
impl fmt::Debug for BlockingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.as_bytes().map(Bytes::len);
        f.debug_struct("BlockingBody")
            .field("in_memory", &length)
            .finish()
    }
}

macro_rules! from_memory {
    ($($ty:ty),*) => {$(
        impl From<$ty> for ResponseBody {
            fn from(bytes: $ty) -> Self {
                Self(Chunks::Whole(bytes.into()))
            }
        }
        impl From<$ty> for BlockingBody {
            fn from(bytes: $ty) -> Self {
                Self(Source::Whole(bytes.into()))
            }
        }
    )*};
}
from_memory!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// An answer that is longer than it may be.
pub(crate) fn too_large(limit: u64) -> TransportError {
    let message = format!("more than {limit} bytes");
    TransportError::new(TransportErrorKind::TooLarge, message)
}
