//! A transport with the `hyper` crate (feature `hyper`): asynchronous, on a Tokio runtime, HTTP/1.1, TLS with rustls.

mod connect;
#[cfg(feature = "gzip")]
mod gzip;
mod upload;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, HeaderValue, PROXY_AUTHORIZATION};
use http_body::{Body, Frame};
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::client::expects_content;
use crate::{
    BoxFuture, Error, ResponseBody, StreamBody, Transport, TransportError, TransportErrorKind,
};
use connect::Connector;
use upload::Payload;
pub(crate) use upload::Upload;

/// How long a connection that nobody uses is kept.
const IDLE: Duration = Duration::from_secs(90);

/// A transport with a `hyper` client, which keeps connections for further requests. It is the default for clients if the
/// feature is enabled.
///
/// - TLS 1.2 and 1.3, with rustls. Certificates are always verified, against the system's trust store. Cryptography is from
///   `ring`, unless the program has set another [`CryptoProvider`](rustls::crypto::CryptoProvider).
/// - Proxies from the environment: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, read once, on creation.
///   Connections to a proxy use HTTP.
/// - Redirects are not followed.
#[derive(Clone)]
pub struct Hyper {
    client: legacy::Client<Connector, Payload>,
    connector: Connector,
}

impl fmt::Debug for Hyper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hyper").finish_non_exhaustive()
    }
}

impl Hyper {
    /// Creates a transport with its own connections.
    ///
    /// # Errors
    /// If the system's certificates can't be loaded.
    pub fn new() -> Result<Self, Error> {
        let connector =
            Connector::new().map_err(|error| Error::build(format!("no TLS: {error}")))?;
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(connector.clone());
        Ok(Self { client, connector })
    }

    async fn run(
        &self,
        mut request: http::Request<Payload>,
    ) -> Result<http::Response<ResponseBody>, TransportError> {
        if let Some(proof) = self.connector.proxy_authorization(request.uri()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, proof);
        }
        #[cfg(feature = "gzip")]
        let asked = gzip::ask(request.headers_mut());
        let answer = self.client.request(request).await.map_err(failure)?;
        let (parts, body) = answer.into_parts();
        let chunks = Chunks::new(body, interrupted);
        #[cfg(feature = "gzip")]
        if asked {
            return Ok(gzip::answer(parts, chunks));
        }
        Ok(http::Response::from_parts(
            parts,
            ResponseBody::from_stream(chunks),
        ))
    }
}

impl Transport for Hyper {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        if request.body().is_empty() && expects_content(request.method()) {
            let nothing = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, nothing);
        }
        Box::pin(self.run(request.map(Payload::Whole)))
    }

    /// The body is read by a thread of its own, no more than two pieces of 64 KiB ahead of what was sent.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = Upload::start(body)
                .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            let request = http::Request::from_parts(parts, Payload::Upload(body));
            self.run(request).await
        })
    }
}

/// The body of an answer, chunk by chunk: that of hyper, or of a client that stands on it.
pub(crate) struct Chunks<B: Body> {
    body: B,
    failure: fn(B::Error) -> TransportError,
}

impl<B: Body> Chunks<B> {
    /// The chunks of a body, and what an error of it means.
    pub(crate) fn new(body: B, failure: fn(B::Error) -> TransportError) -> Self {
        Self { body, failure }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Stream for Chunks<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(chunk))) => return Poll::Ready(Some(Ok(chunk))),
                Some(Ok(Err(_trailers))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err((self.failure)(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The connection fails while the body of an answer arrives.
fn interrupted(error: ::hyper::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Other, error)
}

/// Only what comes before a request is sent counts as an error of connecting.
fn failure(error: legacy::Error) -> TransportError {
    let kind = match error.is_connect() {
        true => TransportErrorKind::Connect,
        false => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}
