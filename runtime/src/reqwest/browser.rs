//! In browsers, with `fetch`.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::{BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind};

/// A transport with `fetch`, the default for clients if the feature is enabled.
///
/// The browser handles TLS, proxies, compression and connections. It also follows redirects, without the `Authorization`
/// header if they lead to another origin; and it does not send headers that it controls itself, such as `User-Agent` and
/// `Cookie`.
#[derive(Clone, Debug, Default)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Creates a transport with a new client.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a transport with a configured client.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        // the browser says itself who it is, and how long the body is
        for name in [http::header::USER_AGENT, http::header::CONTENT_LENGTH] {
            request.headers_mut().remove(name);
        }
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let answer = self.0.execute(request).await.map_err(failure)?;
            let mut head = http::Response::new(());
            *head.status_mut() = answer.status();
            *head.headers_mut() = answer.headers().clone();
            let body = ResponseBody::from_stream(Chunks(Box::pin(answer.bytes_stream())));
            Ok(head.map(|()| body))
        })
    }
}

/// The body of an answer, chunk by chunk; dropping it aborts the request.
struct Chunks(Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(failure)))
    }
}

/// URLs may have keys in them and are left out. A browser doesn't tell why there was no answer, so that the server may have
/// seen the request.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = match error.is_builder() {
        true => TransportErrorKind::Connect,
        false => TransportErrorKind::Other,
    };
    TransportError::new(kind, error.without_url())
}
