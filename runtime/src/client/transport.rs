//! Transports: they send requests. Everything else in the client does no I/O.

use std::time::Duration;

use bytes::Bytes;

use super::body::{BlockingBody, ResponseBody};
use super::boxed::{BoxFuture, MaybeSend, MaybeSync};
use super::transport_error::{TransportError, TransportErrorKind};
use super::upload::StreamBody;

/// Sends a request to a server and returns the response, whatever its status.
///
/// A transport does not follow redirects, retry requests or change headers. It returns once the head of the response has
/// arrived; the body is read from it as it arrives, or is in memory already if a transport can't stream:
/// `response.map(ResponseBody::from)`. It may use the [`SendOptions`] in the request's extensions; the client enforces
/// timeouts in any case.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an asynchronous transport",
    note = "a blocking transport is set by `blocking_transport`, and used by `send_blocking`"
)]
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>>;

    /// Sends a request whose body is read while it is sent. By default, the body is read into memory first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        match collect(request) {
            Ok(request) => self.send(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// Waits before a retry, and for timeouts. `None` if that is not possible: then retries are immediate, and only the
    /// transport ends requests that take too long.
    ///
    /// By default, a thread of the runtime waits.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        super::timer::sleep(duration)
    }
}

/// Blocking version of [`Transport`]. It must enforce timeouts itself: see [`SendOptions`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a blocking transport",
    note = "an asynchronous transport is set by `transport`, and used by awaiting a call"
)]
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends a request and waits for the response.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError>;

    /// Sends a request whose body is read while it is sent. By default, the body is read into memory first.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        self.send(collect(request)?)
    }

    /// Waits before a retry; does nothing on `wasm32-unknown-unknown`, where waiting is not possible.
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

/// The client's options for a transport, in the extensions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendOptions {
    /// The timeout of the request, from connecting to the last byte of the response; for a [streamed](Self::streamed)
    /// response, to the end of its head.
    pub timeout: Duration,
    /// How long the server may send nothing during a streamed response.
    pub idle_timeout: Option<Duration>,
    /// Whether the program reads the response as it arrives.
    pub streamed: bool,
    /// The maximum size of the response body.
    pub max_response_bytes: usize,
}

impl SendOptions {
    /// The options of this request.
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
