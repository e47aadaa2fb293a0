//! Bodies that are read while they are sent.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;

use crate::{Exactly, Source};

/// A body in parts, some of which are read only when they are sent. Its length is known; clones share everything.
#[derive(Clone, Default)]
pub struct StreamBody {
    pieces: Arc<[Piece]>,
    length: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Bytes(Bytes),
    Source(Source),
}

impl StreamBody {
    pub(crate) fn new(pieces: Vec<Piece>) -> Self {
        let length = pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes.len() as u64,
            Piece::Source(source) => source.length(),
        });
        Self {
            length: length.fold(0, u64::saturating_add),
            pieces: pieces.into(),
        }
    }

    /// Its length in bytes, the same as in the request's `Content-Length`.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether it can be read, and so sent, more than once.
    pub fn can_reopen(&self) -> bool {
        let again = |piece: &Piece| match piece {
            Piece::Bytes(_) => true,
            Piece::Source(source) => source.can_reopen(),
        };
        self.pieces.iter().all(again)
    }

    /// Reads it from the beginning. Reading may block: on a file, or on a reader of the program.
    pub fn reader(&self) -> StreamReader {
        StreamReader {
            pieces: self.pieces.iter().cloned().collect(),
            open: None,
        }
    }

    /// Reads all of it into memory.
    pub fn collect(&self) -> io::Result<Bytes> {
        let mut bytes = Vec::new();
        self.reader().read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// The bytes may be private or long: their number is shown.
impl fmt::Debug for StreamBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamBody")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Reads a [`StreamBody`]. Lazy parts are opened when they are reached.
pub struct StreamReader {
    pieces: VecDeque<Piece>,
    open: Option<Exactly>,
}

impl fmt::Debug for StreamReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader").finish_non_exhaustive()
    }
}

impl Read for StreamReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(open) = &mut self.open {
                let count = open.read(buffer)?;
                if count > 0 {
                    return Ok(count);
                }
                self.open = None;
            }
            match self.pieces.front_mut() {
                None => return Ok(0),
                Some(Piece::Bytes(bytes)) if bytes.is_empty() => {
                    self.pieces.pop_front();
                }
                Some(Piece::Bytes(bytes)) => {
                    let count = bytes.len().min(buffer.len());
                    let taken = bytes.split_to(count);
                    if let Some(buffer) = buffer.get_mut(..count) {
                        buffer.copy_from_slice(&taken);
                    }
                    return Ok(count);
                }
                Some(Piece::Source(source)) => {
                    self.open = Some(source.open()?);
                    self.pieces.pop_front();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(length: u64, text: &'static str) -> StreamBody {
        let source = Source::once(length, Box::new(text.as_bytes()));
        StreamBody::new(vec![
            Piece::Bytes("<".into()),
            Piece::Source(source),
            Piece::Bytes(Bytes::new()),
            Piece::Bytes(">".into()),
        ])
    }

    #[test]
    fn pieces_come_in_their_order() {
        let body = body(3, "abc");
        assert_eq!((body.length(), body.can_reopen()), (5, false));
        assert_eq!(body.collect().unwrap(), "<abc>");
        let error = body.collect().unwrap_err();
        assert_eq!(error.to_string(), "the bytes were read already");
        let source = Source::again(2, || Ok(Box::new("ab".as_bytes())));
        let body = StreamBody::new(vec![Piece::Source(source)]);
        assert!(body.can_reopen());
        for _ in 0..2 {
            assert_eq!(body.collect().unwrap(), "ab");
        }
    }

    #[test]
    fn a_body_is_as_long_as_it_was_said() {
        assert_eq!(body(2, "abc").collect().unwrap(), "<ab>");
        let error = body(5, "abc").collect().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
