//! Transports: they send requests. Everything else in the client does no I/O.

use std::time::Duration;

use bytes::Bytes;

use super::body::{BlockingBody, ResponseBody};
use super::boxed::{BoxFuture, MaybeSend, MaybeSync};
use super::transport_error::{TransportError, TransportErrorKind};
use super::upload::StreamBody;

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
