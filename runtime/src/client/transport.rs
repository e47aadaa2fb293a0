//! What carries requests: everything else in the client is free of input and output.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::stream::StreamBody;

/// A future that can be moved between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries a request to a server and brings the answer, whatever its status.
///
/// A transport does not follow redirects, does not repeat requests and does not change headers. It may look at the
/// [`SendOptions`] among the request's extensions; the client keeps the time anyway.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Sends a request whose body is read while it is sent. Unless a transport does better, the body is read into memory
    /// first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        match collect(request) {
            Ok(request) => self.send(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// Waits, before a request is repeated and while one runs. `None` where there is no way to: then requests are
    /// repeated at once and only the transport ends those that take too long.
    ///
    /// A thread of the runtime waits unless a transport knows better.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        super::timer::sleep(duration)
    }
}

/// As [`Transport`], for programs without futures.
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends a request and waits for the answer.
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError>;

    /// Sends a request whose body is read while it is sent. Unless a transport does better, the body is read into memory
    /// first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.send(collect(request)?)
    }

    /// Waits before a request is repeated; not at all where nothing can wait, which is on `wasm32-unknown-unknown`.
    fn sleep(&self, duration: Duration) {
        if !cfg!(all(target_family = "wasm", target_os = "unknown")) {
            std::thread::sleep(duration);
        }
    }
}

fn collect(request: http::Request<StreamBody>) -> Result<http::Request<Bytes>, TransportError> {
    let (parts, body) = request.into_parts();
    match body.collect() {
        Ok(bytes) => Ok(http::Request::from_parts(parts, bytes)),
        Err(error) => Err(TransportError::new(TransportErrorKind::Other, error)),
    }
}

/// What the client wants of a transport for one request; lies among the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendOptions {
    /// How long the request may take, from connecting to the last byte of the answer.
    pub timeout: Duration,
    /// How long the answer's body may be.
    pub max_response_bytes: usize,
}

impl SendOptions {
    pub(crate) fn new(timeout: Duration, max_response_bytes: usize) -> Self {
        Self {
            timeout,
            max_response_bytes,
        }
    }

    /// What the client wants for this request.
    pub fn of<B>(request: &http::Request<B>) -> Self {
        request.extensions().get().copied().unwrap_or_default()
    }
}

impl Default for SendOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(80),
            max_response_bytes: 256 << 20,
        }
    }
}

/// Why a transport brought no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// The sort of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection: the server cannot have seen the request.
    Connect,
    /// It took too long.
    Timeout,
    /// The answer is too long.
    TooLarge,
    /// Anything else; the server may have seen the request.
    Other,
}

/// Whether servers expect content of a method, so that a request without any says that its length is nothing (RFC 9110,
/// 8.6); some refuse one that does not.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn expects_content(method: &http::Method) -> bool {
    use http::Method;
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

impl TransportError {
    /// An error with its cause, which may be a text.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The sort of error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
