//! `tower` services as transports, and transports as `tower` services (feature `tower`), so that existing layers work
//! between the client and the network: concurrency limits, retry budgets, caches, traces.
//!
//! ```
//! # #[cfg(feature = "hyper")]
//! # fn f() -> Result<(), castiron_runtime::Error> {
//! use castiron_runtime::hyper::Hyper;
//! use castiron_runtime::tower::{AsService, Tower};
//! use castiron_runtime::{Api, Client};
//! use tower::ServiceBuilder;
//! use tower::limit::ConcurrencyLimitLayer;
//!
//! static API: Api = Api::new("Pets", "1.0").server("https://pets.example/v1");
//!
//! let service = ServiceBuilder::new()
//!     .layer(ConcurrencyLimitLayer::new(8))
//!     .service(AsService::new(Hyper::new()?));
//! let client: Client = Client::anonymous(&API).transport(Tower::new(service)).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! `examples/tower_layers.rs` has two layers. A `reqwest_middleware::ClientWithMiddleware` is not a `tower` service:
//! implement [`Transport`] with its `execute` in a few lines, as in `examples/own_async_transport.rs`.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Body, Frame};
use tower_service::Service;

use crate::{
    BoxError, BoxFuture, MaybeSend, ResponseBody, Transport, TransportError, TransportErrorKind,
};

/// A `tower` service as a transport: from `http::Request<B>`, where `B` is created from [`Bytes`], to `http::Response<R>`,
/// where `R` is an [`http_body::Body`].
///
/// Each request uses a clone of the service, as is usual with `tower`. An error of the service may have occurred after the
/// server saw the request, unless it is a [`TransportError`] that says otherwise.
pub struct Tower<S, B = Bytes> {
    service: Mutex<S>,
    body: PhantomData<fn() -> B>,
}

impl<S, B> Tower<S, B> {
    /// Wraps a service.
    pub fn new(service: S) -> Self {
        Self {
            service: Mutex::new(service),
            body: PhantomData,
        }
    }
}

impl<S, B> fmt::Debug for Tower<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tower").finish_non_exhaustive()
    }
}

impl<S, B, R> Transport for Tower<S, B>
where
    S: Service<http::Request<B>, Response = http::Response<R>> + Clone + MaybeSend + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: MaybeSend,
    B: From<Bytes> + MaybeSend + 'static,
    R: Body + MaybeSend + 'static,
    R::Data: MaybeSend,
    R::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let service = self.service.lock();
        let mut service = service.unwrap_or_else(PoisonError::into_inner).clone();
        let request = request.map(B::from);
        Box::pin(async move {
            (poll_fn(|context| service.poll_ready(context)).await).map_err(failure)?;
            let answer = service.call(request).await.map_err(failure)?;
            Ok(answer.map(|body| ResponseBody::from_stream(Chunks(Box::pin(body)))))
        })
    }
}

fn failure(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Other, error),
    }
}

/// The body of an answer, chunk by chunk.
struct Chunks<R>(Pin<Box<R>>);

impl<R: Body> Stream for Chunks<R>
where
    R::Error: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = ready!(self.0.as_mut().poll_frame(context));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(mut chunk))) => {
                    return Poll::Ready(Some(Ok(chunk.copy_to_bytes(chunk.remaining()))));
                }
                Some(Ok(Err(_trailers))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// A transport as a `tower` service, for layers around it. Clones share the transport.
pub struct AsService<T>(Arc<T>);

impl<T: Transport> AsService<T> {
    /// Wraps a transport.
    pub fn new(transport: T) -> Self {
        Self(Arc::new(transport))
    }
}

impl<T> Clone for AsService<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for AsService<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsService").finish_non_exhaustive()
    }
}

impl<T: Transport> Service<http::Request<Bytes>> for AsService<T> {
    type Response = http::Response<ResponseBody>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Self::Response, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Bytes>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        Box::pin(async move { transport.send(request).await })
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = self.poll_chunk(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
