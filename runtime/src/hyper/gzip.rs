//! Compressed responses (RFC 9110, 8.4.1.3), decompressed as they arrive.

use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use flate2::write::MultiGzDecoder;
use futures_core::Stream;
use http::HeaderMap;
use http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue, RANGE, TRANSFER_ENCODING,
};

use ::hyper::body::Incoming;

use super::Chunks;
use crate::{ResponseBody, TransportError, TransportErrorKind};

/// How much is decompressed at once: it can become a thousand times as much, which no limit has seen yet.
const PIECE: usize = 1 << 10;

/// Asks for compression, unless the program says itself what it takes, or asks for a part whose bytes it counts.
pub(super) fn ask(headers: &mut HeaderMap) -> bool {
    if headers.contains_key(ACCEPT_ENCODING) || headers.contains_key(RANGE) {
        return false;
    }
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    true
}

/// The answer as if it had never been compressed.
pub(super) fn answer(
    mut parts: http::response::Parts,
    chunks: Chunks<Incoming>,
) -> http::Response<ResponseBody> {
    let coding = parts.headers.get(CONTENT_ENCODING);
    let compressed = coding.is_some_and(|coding| {
        let name = coding.as_bytes();
        name.eq_ignore_ascii_case(b"gzip") || name.eq_ignore_ascii_case(b"x-gzip")
    });
    // there is nothing to decompress where there is no body, as in the answer to `HEAD`
    let empty = (parts.headers.get(CONTENT_LENGTH)).is_some_and(|length| length == "0");
    if !compressed || empty || matches!(parts.status.as_u16(), 204 | 304) {
        return http::Response::from_parts(parts, ResponseBody::from_stream(chunks));
    }
    for name in [CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING] {
        parts.headers.remove(name);
    }
    let plain = Plain {
        chunks: Some(chunks),
        packed: Bytes::new(),
        decoder: MultiGzDecoder::new(Vec::new()),
        begun: false,
    };
    http::Response::from_parts(parts, ResponseBody::from_stream(plain))
}

/// What comes of the chunks.
struct Plain {
    /// Nothing once they have ended or failed.
    chunks: Option<Chunks<Incoming>>,
    /// What has arrived and is not decompressed yet.
    packed: Bytes,
    decoder: MultiGzDecoder<Vec<u8>>,
    begun: bool,
}

impl Plain {
    /// Decompresses the next piece, or at the end what is left.
    fn step(&mut self) -> Result<Bytes, std::io::Error> {
        if self.packed.is_empty() {
            self.decoder.try_finish()?;
        } else {
            self.begun = true;
            let piece = self.packed.len().min(PIECE);
            let taken = self.packed.split_to(piece);
            self.decoder.write_all(taken.chunk())?;
        }
        Ok(std::mem::take(self.decoder.get_mut()).into())
    }
}

impl Stream for Plain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let this = &mut *self;
            let Some(chunks) = &mut this.chunks else {
                return Poll::Ready(None);
            };
            let mut ended = false;
            if this.packed.is_empty() {
                match ready!(Pin::new(chunks).poll_next(context)) {
                    Some(Ok(chunk)) if chunk.is_empty() => continue,
                    Some(Ok(chunk)) => this.packed = chunk,
                    Some(Err(error)) => {
                        self.chunks = None;
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => ended = true,
                }
            }
            if ended {
                self.chunks = None;
                if !self.begun {
                    return Poll::Ready(None);
                }
            }
            match self.step() {
                Ok(plain) if plain.is_empty() => {}
                Ok(plain) => return Poll::Ready(Some(Ok(plain))),
                Err(error) => {
                    self.chunks = None;
                    let error = TransportError::new(TransportErrorKind::Other, error);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}
