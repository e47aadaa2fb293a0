//! A request that waits to be sent.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::api::Operation;
use super::error::{ApiError, BodyError, Error};
use super::exchange::{Exchange, Step};
use super::options::RequestOptions;
use super::request::Draft;
use super::response::{Response, request_id};
use super::stream::StreamBody;
use super::transport::{BoxFuture, TransportError, TransportErrorKind};
use super::{Client, Config};
use crate::params::{Params, Parts, style};
use crate::{Decode, Encode, Json};

/// A request to an operation that answers with `T` and takes `P` as further parameters.
///
/// It is sent by `.await` or by [`Call::send_blocking`]; where `T` is a list, by [`Call::all`] for every page.
#[must_use = "a call is sent by `.await` or `.send_blocking()`"]
pub struct Call<T, P = ()> {
    pub(super) inner: Inner,
    types: PhantomData<fn(P) -> T>,
}

/// What reads the answer to a request that the program sends by itself. See [`Call::into_parts`].
#[derive(Clone, Debug)]
pub struct Answer<T> {
    client: Client,
    value: PhantomData<fn() -> T>,
}

impl<T: Decode> Answer<T> {
    /// Reads the answer; one that is none of success becomes an error.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<T>, Error> {
        Call::<T>::decode(&self.client, response)
    }
}

/// A call without its types, so that what is done with it is compiled once.
pub(super) struct Inner {
    pub(super) client: Client,
    operation: &'static Operation,
    path: Vec<(Cow<'static, str>, Option<String>)>,
    parts: Option<Parts>,
    extras: Vec<(String, Json)>,
    options: RequestOptions,
}

impl<T, P> fmt::Debug for Call<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.inner.operation.id)
            .finish_non_exhaustive()
    }
}

impl<T, P> Call<T, P> {
    /// A call of an operation, without parameters so far.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        let inner = Inner {
            client: client.clone(),
            operation,
            path: Vec::new(),
            parts: None,
            extras: Vec::new(),
            options: RequestOptions::default(),
        };
        Self {
            inner,
            types: PhantomData,
        }
    }

    /// Sets a value in the path template. It is encoded so that it cannot leave its segment.
    pub fn path(mut self, name: &'static str, value: impl Encode) -> Self {
        self.inner.path.push((name.into(), style::segment(&value)));
        self
    }

    /// As [`Call::path`], for a value of several parts in a style of its own, such as `;name=1;name=2`.
    #[doc(hidden)]
    pub fn path_as(mut self, name: &'static str, how: crate::Style, value: impl Encode) -> Self {
        let segment = style::path(name, how, &value);
        self.inner.path.push((name.into(), segment));
        self
    }

    /// Sets the further parameters.
    pub fn params(mut self, params: P) -> Self
    where
        P: Params,
    {
        self.inner.params(&params);
        self
    }

    /// Adds a parameter that the document does not have, such as one of an older or newer version of the API: a property
    /// of the body, or a query parameter where the operation takes no body. In a form the name may have brackets.
    pub fn extra(mut self, name: impl Into<String>, value: impl Encode) -> Self {
        let value = crate::from_slice(&crate::to_vec(&value)).unwrap_or_default();
        self.inner.extras.push((name.into(), value));
        self
    }

    /// Sets options for this request; they come before the client's own.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.inner.options = options.or(&self.inner.options);
        self
    }

    /// The request as it would be sent, for one's own input and output. See [`Call::into_parts`]. Files are read now.
    pub fn into_request(mut self) -> Result<http::Request<Bytes>, Error> {
        self.inner.draft()?.whole_request()
    }
}

impl<T: Decode, P> Call<T, P> {
    /// The request as it would be sent, and what reads its answer, for one's own input and output. Files are read now.
    pub fn into_parts(mut self) -> Result<(http::Request<Bytes>, Answer<T>), Error> {
        let request = self.inner.draft()?.whole_request()?;
        Ok((
            request,
            Answer {
                client: self.inner.client,
                value: PhantomData,
            },
        ))
    }

    /// Reads the answer to a request of this operation.
    pub fn decode(client: &Client, response: http::Response<Bytes>) -> Result<Response<T>, Error> {
        decode(&client.0, check(&client.0, response)?)
    }

    /// Sends the request and waits for the answer.
    pub fn send_blocking(mut self) -> Result<Response<T>, Error> {
        let draft = self.inner.draft()?;
        decode(
            &self.inner.client.0,
            send_blocking(&self.inner.client, &draft)?,
        )
    }
}

impl Inner {
    fn params(&mut self, params: &dyn Encode) {
        self.parts = Some(self.empty_parts().fill(params));
    }

    fn empty_parts(&self) -> Parts {
        Parts::new(self.operation.body).part_encodings(self.operation.parts)
    }

    pub(super) fn draft(&mut self) -> Result<Draft, Error> {
        let parts = self.parts.take();
        let mut parts = parts.unwrap_or_else(|| self.empty_parts());
        for (name, value) in std::mem::take(&mut self.extras) {
            parts.add(&name, &value);
        }
        Draft::new(
            &self.client.0,
            self.operation,
            &self.path,
            parts,
            std::mem::take(&mut self.options),
        )
    }
}

/// What awaiting a [`Call`] comes to.
pub struct CallFuture<T>(BoxFuture<'static, Result<Response<T>, Error>>);

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}

impl<T> Future for CallFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T: Decode + 'static, P> IntoFuture for Call<T, P> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        let mut inner = self.inner;
        let client = inner.client.clone();
        let answer = match inner.draft() {
            Ok(draft) => send(inner.client, draft),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        };
        CallFuture(Box::pin(async move { decode(&client.0, answer.await?) }))
    }
}

/// An answer that is none of success becomes an error.
fn check(config: &Config, response: http::Response<Bytes>) -> Result<http::Response<Bytes>, Error> {
    if response.status().is_success() {
        return Ok(response);
    }
    Err(Error::Api(Box::new(ApiError::new(config.api, response))))
}

pub(super) fn decode<T: Decode>(
    config: &Config,
    response: http::Response<Bytes>,
) -> Result<Response<T>, Error> {
    let (parts, body) = response.into_parts();
    let media_type = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    match T::decode_body(&body, media_type) {
        Ok(value) => Ok(Response::new(value, config.api, parts)),
        Err(error) => Err(unreadable(config, parts, error)),
    }
}

#[cold]
fn unreadable(config: &Config, parts: http::response::Parts, error: crate::DecodeError) -> Error {
    let request_id = request_id(config.api, &parts.headers);
    Error::Decode(Box::new(BodyError {
        error,
        status: parts.status,
        request_id,
    }))
}

fn no_transport(how: &str) -> Error {
    TransportError::new(
        TransportErrorKind::Connect,
        format!("the client has no {how}; its builder takes one"),
    )
    .into()
}

/// The request with the body that is read while it is sent, if it has one.
fn streamed(request: &mut http::Request<Bytes>) -> Option<http::Request<StreamBody>> {
    let stream = request.extensions_mut().remove::<StreamBody>()?;
    Some(std::mem::take(request).map(|_| stream))
}

/// Sends a request, repeatedly if need be, and gives the successful answer.
pub(super) fn send(
    client: Client,
    draft: Draft,
) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
    let span = super::trace::Span::new(&draft);
    Box::pin(span.clone().around(async move {
        let transport = client
            .0
            .transport
            .clone()
            .ok_or_else(|| no_transport("transport"))?;
        let mut exchange = Exchange::new(&client.0, &draft)?;
        let mut request = exchange.request();
        let outcome = loop {
            let answer = match streamed(&mut request) {
                Some(request) => transport.send_stream(request),
                None => transport.send(request),
            };
            let outcome = match transport.sleep(exchange.timeout()) {
                Some(limit) => Timed { answer, limit }.await,
                None => answer.await,
            };
            match exchange.next(&client.0, outcome) {
                Step::Done(outcome) => break outcome,
                Step::Again(wait, again) => {
                    if !wait.is_zero()
                        && let Some(sleep) = transport.sleep(wait)
                    {
                        sleep.await;
                    }
                    request = *again;
                }
            }
        };
        span.end(client.0.api, exchange.attempts, &outcome);
        outcome
    }))
}

/// As [`send`], without futures.
pub(super) fn send_blocking(
    client: &Client,
    draft: &Draft,
) -> Result<http::Response<Bytes>, Error> {
    let span = super::trace::Span::new(draft);
    let _entered = span.enter();
    let transport = client
        .0
        .blocking
        .clone()
        .ok_or_else(|| no_transport("blocking transport"))?;
    let mut exchange = Exchange::new(&client.0, draft)?;
    let mut request = exchange.request();
    let outcome = loop {
        let answer = match streamed(&mut request) {
            Some(request) => transport.send_stream(request),
            None => transport.send(request),
        };
        match exchange.next(&client.0, answer) {
            Step::Done(outcome) => break outcome,
            Step::Again(wait, again) => {
                if !wait.is_zero() {
                    transport.sleep(wait);
                }
                request = *again;
            }
        }
    };
    span.end(client.0.api, exchange.attempts, &outcome);
    outcome
}

/// An answer, or an error once its time is up.
struct Timed<'a> {
    answer: BoxFuture<'a, Result<http::Response<Bytes>, TransportError>>,
    limit: BoxFuture<'static, ()>,
}

impl Future for Timed<'_> {
    type Output = Result<http::Response<Bytes>, TransportError>;

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
