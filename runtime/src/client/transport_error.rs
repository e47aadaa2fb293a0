//! Errors of transports.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};

use super::boxed::BoxError;
use super::excerpt::OneLine;
use super::operation::Operation;

/// Why a transport returned no response.
///
/// `Display` is the innermost cause, such as `connection refused`.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: BoxError,
    pub(super) operation: Option<&'static Operation>,
}

/// The kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The connection failed: the server cannot have seen the request.
    Connect,
    /// The request timed out.
    Timeout,
    /// The response is too large.
    TooLarge,
    /// Anything else; the server may have seen the request.
    Other,
}

impl TransportError {
    /// An error with its cause, which may be a string.
    pub fn new(kind: TransportErrorKind, cause: impl Into<BoxError>) -> Self {
        Self {
            kind,
            cause: cause.into(),
            operation: None,
        }
    }

    /// The original error of the transport, such as a `reqwest::Error`, with its sources.
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.cause
    }

    /// The kind of error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut innermost: &(dyn StdError + 'static) = &*self.cause;
        // libraries don't hold errors in circles, but nothing keeps them from it
        for _ in 0..64 {
            // an `io::Error` tells of what is behind the error that it holds, not of that error
            let io = innermost.downcast_ref::<std::io::Error>();
            let held = io.and_then(|error| error.get_ref());
            match held.map(|held| held as &(dyn StdError + 'static)) {
                Some(held) => innermost = held,
                None => match innermost.source() {
                    Some(source) => innermost = source,
                    None => break,
                },
            }
        }
        let io = innermost.downcast_ref::<std::io::Error>();
        let text = match io.filter(|error| error.raw_os_error().is_some()) {
            Some(error) => error.kind().to_string(),
            None => innermost.to_string(),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        OneLine(f).write_str(&words.join(" "))
    }
}

/// The line says it all; see [`TransportError::get_ref`].
impl StdError for TransportError {}

/// The error that a reader passes on, or what the reader itself reports.
impl From<std::io::Error> for TransportError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let kind = match error.kind() {
            ErrorKind::TimedOut => TransportErrorKind::Timeout,
            ErrorKind::ConnectionRefused => TransportErrorKind::Connect,
            _ => TransportErrorKind::Other,
        };
        error
            .downcast::<Self>()
            .unwrap_or_else(|error| Self::new(kind, error))
    }
}

/// So that a reader can pass it on.
impl From<TransportError> for std::io::Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportErrorKind::Timeout => std::io::ErrorKind::TimedOut,
            _ => std::io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}
