//! Transports: they send requests. Everything else in the client does no I/O.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use futures_core::Stream;

use super::body::{BlockingBody, ResponseBody};
use super::upload::StreamBody;

/// Any error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A future that can be moved between threads; not on `wasm32-unknown-unknown`, where there is one thread.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A future; there is one thread.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A stream that can be moved between threads; not on `wasm32-unknown-unknown`, where there is one thread.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;

/// A stream; there is one thread.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;

/// `Send`, and anything on `wasm32-unknown-unknown`.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub trait MaybeSend: Send {}
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Sync`, and anything on `wasm32-unknown-unknown`.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub trait MaybeSync: Sync {}
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl<T: Sync + ?Sized> MaybeSync for T {}

/// Anything.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub trait MaybeSend {}
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl<T: ?Sized> MaybeSend for T {}

/// Anything.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub trait MaybeSync {}
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl<T: ?Sized> MaybeSync for T {}

/// Carries a request to a server and brings the answer, whatever its status.
///
/// A transport does not follow redirects, does not repeat requests and does not change headers. It answers once the head
/// of the response is there; the body is read from it as it arrives, or is in memory already where a transport can't do
/// better: `response.map(ResponseBody::from)`. It may look at the [`SendOptions`] among the request's extensions; the
/// client keeps the time anyway.
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>>;

    /// Sends a request whose body is read while it is sent. Unless a transport does better, the body is read into memory
    /// first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
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

/// As [`Transport`], for programs without futures. It keeps the time by itself: see [`SendOptions`].
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends a request and waits for the answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError>;

    /// Sends a request whose body is read while it is sent. Unless a transport does better, the body is read into memory
    /// first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
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
    /// How long the request may take, from connecting to the last byte of the answer; of an answer that is
    /// [streamed](Self::streamed), to the end of its head.
    pub timeout: Duration,
    /// How long a streamed answer may be silent.
    pub idle_timeout: Option<Duration>,
    /// Whether the program reads the answer as it arrives.
    pub streamed: bool,
    /// How long the answer's body may be.
    pub max_response_bytes: usize,
}

impl SendOptions {
    /// What the client wants for this request.
    pub fn of<B>(request: &http::Request<B>) -> Self {
        request.extensions().get().copied().unwrap_or_default()
    }
}

impl Default for SendOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(80),
            idle_timeout: None,
            streamed: false,
            max_response_bytes: 256 << 20,
        }
    }
}

/// Why a transport brought no answer.
///
/// `Display` is the innermost cause, such as `connection refused`.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: BoxError,
    pub(super) operation: Option<&'static super::api::Operation>,
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
#[cfg(any(
    all(
        feature = "hyper",
        not(all(target_family = "wasm", target_os = "unknown"))
    ),
    feature = "ureq"
))]
pub(crate) fn expects_content(method: &http::Method) -> bool {
    use http::Method;
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

impl TransportError {
    /// An error with its cause, which may be a text.
    pub fn new(kind: TransportErrorKind, cause: impl Into<BoxError>) -> Self {
        Self {
            kind,
            cause: cause.into(),
            operation: None,
        }
    }

    /// What the transport reported, such as a `reqwest::Error`, with all that is behind it.
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.cause
    }

    /// The sort of error.
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
        f.write_str(&words.join(" "))
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
