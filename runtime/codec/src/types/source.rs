//! The content of a file to upload: bytes in memory, or a reader.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// A reader that can be moved between threads.
pub(super) type BoxRead = Box<dyn Read + Send>;

/// Bytes that are read when they are sent. Clones share it.
#[doc(hidden)]
#[derive(Clone)]
pub struct Source {
    length: u64,
    opener: Arc<Opener>,
}

enum Opener {
    /// As often as it is wanted.
    Again(Box<dyn Fn() -> io::Result<BoxRead> + Send + Sync>),
    /// Once.
    Once(Mutex<Option<BoxRead>>),
}

impl Source {
    pub fn again(
        length: u64,
        open: impl Fn() -> io::Result<BoxRead> + Send + Sync + 'static,
    ) -> Self {
        Self {
            length,
            opener: Arc::new(Opener::Again(Box::new(open))),
        }
    }

    pub fn once(length: u64, reader: BoxRead) -> Self {
        Self {
            length,
            opener: Arc::new(Opener::Once(Mutex::new(Some(reader)))),
        }
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether it can be read more than once.
    pub fn can_reopen(&self) -> bool {
        matches!(*self.opener, Opener::Again(_))
    }

    /// A reader of all its bytes, exactly as many as were stated.
    pub fn open(&self) -> io::Result<Exactly> {
        let reader = match &*self.opener {
            Opener::Again(open) => open()?,
            Opener::Once(reader) => {
                let reader = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
                reader.ok_or_else(|| io::Error::other("the bytes were read already"))?
            }
        };
        Ok(Exactly {
            reader,
            left: self.length,
        })
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opener, &other.opener)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Ends after a number of bytes, and fails if there are fewer: a body must be as long as it was said to be.
#[doc(hidden)]
pub struct Exactly {
    reader: BoxRead,
    left: u64,
}

impl Read for Exactly {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = most.min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        let count = self.reader.read(buffer)?;
        if count == 0 {
            let message = format!("the bytes end {} too early", self.left);
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
        }
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}
