//! Enforces timeouts while waiting for responses.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::body::ResponseBody;
use super::boxed::BoxFuture;
use super::transport::{SendOptions, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// What a transport brings of one attempt.
pub(super) type Attempted<B> = Result<http::Response<B>, TransportError>;

/// Sends a request that is no attempt of a call, within its time.
pub(super) async fn timed(
    transport: &dyn Transport,
    request: http::Request<Bytes>,
) -> Attempted<ResponseBody> {
    let limit = transport.sleep(SendOptions::of(&request).timeout);
    within(limit, transport.send(request)).await
}

/// An answer, unless the limit ends first.
pub(super) async fn within<'a, B>(
    limit: Option<BoxFuture<'static, ()>>,
    answer: BoxFuture<'a, Attempted<B>>,
) -> Attempted<B> {
    match limit {
        Some(limit) => Timed { answer, limit }.await,
        None => answer.await,
    }
}

/// An answer, or an error once its time is up.
struct Timed<'a, B> {
    answer: BoxFuture<'a, Attempted<B>>,
    limit: BoxFuture<'static, ()>,
}

impl<B> Future for Timed<'_, B> {
    type Output = Attempted<B>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(answer) = self.answer.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        match self.limit.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(TransportError::new(
                TransportErrorKind::Timeout,
                "the time for an attempt is up",
            ))),
            Poll::Pending => Poll::Pending,
        }
    }
}
