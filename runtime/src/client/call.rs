//! A request that is ready to be sent.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::answers::{AnswerHead, FromAnswer};
use super::api_error::ApiError;
use super::bounds::Bounds;
use super::boxed::BoxFuture;
use super::error::{BodyError, Error};
use super::items::Streamed;
use super::operation::Operation;
use super::options::RequestOptions;
use super::request::{Draft, Wants};
use super::response::Response;
use super::send::{send, send_blocking};
use super::{Client, Config};
use crate::params::{Params, Parts, style};
use crate::{Encode, Json};

/// A request to an operation that returns `T` and has further parameters `P`.
///
/// Send it with `.await` or [`Call::send_blocking`]; [`Call::all`] fetches every page of a list; [`Call::download`] streams
/// the body as bytes. If `S` is [`Events`](super::Events) or [`Lines`](super::Lines), [`Call::stream`] yields the items of
/// the response as they arrive.
#[must_use = "a call is sent by `.await` or `.send_blocking()`"]
pub struct Call<T, P = (), S = ()> {
    pub(super) inner: Inner,
    types: PhantomData<fn(P) -> (T, S)>,
}

/// Decodes the response to a request that the program sends itself. See [`Call::into_parts`].
#[derive(Clone, Debug)]
pub struct Answer<T> {
    client: Client,
    operation: &'static Operation,
    bounds: Bounds,
    value: PhantomData<fn() -> T>,
}

impl<T: FromAnswer> Answer<T> {
    /// Decodes the response; an unsuccessful one becomes an error.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<T>, Error> {
        let config = &self.client.0;
        let operation = self.operation;
        let is_answer = response.status().is_redirection() && operation.redirects;
        let response = match is_answer {
            true => Ok(response),
            false => check(config, self.bounds, response),
        };
        response
            .and_then(|response| decode(config, Some(operation), self.bounds, response))
            .map_err(|error| error.of(operation))
    }
}

/// A call without its types, so that what is done with it is compiled once.
pub(super) struct Inner {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    path: Vec<(Cow<'static, str>, Option<String>)>,
    parts: Option<Parts>,
    extras: Vec<(String, Json)>,
    options: RequestOptions,
}

impl<T, P, S> fmt::Debug for Call<T, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.inner.operation.id)
            .finish_non_exhaustive()
    }
}

impl<T, P, S> Call<T, P, S> {
    /// A call of an operation, without parameters.
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

    /// Like [`Call::path`], for a value with several parts in a style of its own, such as `;name=1;name=2`.
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

    /// Adds a parameter that the document does not declare, such as one of another version of the API: a property of the
    /// body, or a query parameter if the operation has no body. In a form the name may have brackets.
    pub fn extra(mut self, name: impl Into<String>, value: impl Encode) -> Self {
        let value = crate::from_slice(&crate::to_vec(&value)).unwrap_or_default();
        self.inner.extras.push((name.into(), value));
        self
    }

    /// Changes the response type: [`Json`](crate::Json) or [`Binary`](crate::Binary) if the server sends more than
    /// documented, or `()` to ignore the body.
    pub fn answer_as<U>(self) -> Call<U, P, S> {
        Call {
            inner: self.inner,
            types: PhantomData,
        }
    }

    /// Changes the type of streamed items, such as `Lines<Json>` if the document doesn't declare a stream. See
    /// [`Call::stream`].
    pub fn stream_as<I: Streamed>(self) -> Call<T, P, I> {
        Call {
            inner: self.inner,
            types: PhantomData,
        }
    }

    /// Sends the request, with credentials, retries and options, and returns the response as received. An error response is
    /// not an `Err` here. `max_response_bytes` applies; limits on JSON do not, because nothing is decoded.
    ///
    /// # Errors
    /// If the request can't be built, there is no response, or it is a redirect that is not followed.
    pub async fn send_raw(self) -> Result<http::Response<Bytes>, Error> {
        raw(self.inner.send(Wants::Answer).await)
    }

    /// Blocking version of [`Call::send_raw`].
    ///
    /// # Errors
    /// As [`Call::send_raw`].
    pub fn send_raw_blocking(mut self) -> Result<http::Response<Bytes>, Error> {
        let draft = self.inner.draft()?;
        raw(send_blocking(&self.inner.client, &draft))
    }

    /// Sets options for this request; they take precedence over the client's.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.inner.options = options.or(&self.inner.options);
        self
    }

    /// Builds the request for programs that send it themselves. See [`Call::into_parts`]. Reads files immediately.
    pub fn into_request(mut self) -> Result<http::Request<Bytes>, Error> {
        self.inner.draft()?.whole_request()
    }
}

impl<T: FromAnswer, P, S> Call<T, P, S> {
    /// Builds the request and a decoder for its response, for programs that send it themselves. Reads files immediately.
    pub fn into_parts(mut self) -> Result<(http::Request<Bytes>, Answer<T>), Error> {
        let draft = self.inner.draft_for(Wants::value::<T>())?;
        let request = draft.whole_request()?;
        Ok((
            request,
            Answer {
                client: self.inner.client,
                operation: self.inner.operation,
                bounds: draft.bounds,
                value: PhantomData,
            },
        ))
    }

    /// Decodes the response to a request of this operation.
    pub fn decode(client: &Client, response: http::Response<Bytes>) -> Result<Response<T>, Error> {
        let bounds = Bounds::of(&client.0.options);
        decode(&client.0, None, bounds, check(&client.0, bounds, response)?)
    }

    /// Sends the request and waits for the response.
    pub fn send_blocking(mut self) -> Result<Response<T>, Error> {
        let draft = self.inner.draft_for(Wants::value::<T>())?;
        let client = &self.inner.client;
        let answer = send_blocking(client, &draft)?;
        decode(&client.0, Some(draft.operation), draft.bounds, answer)
            .map_err(|error| error.of(draft.operation))
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
        self.draft_for(Wants::Answer)
    }

    pub(super) fn draft_for(&mut self, wants: Wants) -> Result<Draft, Error> {
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
            wants,
        )
        .map_err(|error| error.of(self.operation))
    }

    /// Sends it, for the whole answer.
    fn send(mut self, wants: Wants) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
        match self.draft_for(wants) {
            Ok(draft) => send(self.client, draft),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}

/// The future of an awaited [`Call`].
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

impl<T: FromAnswer + 'static, P, S> IntoFuture for Call<T, P, S> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        let client = self.inner.client.clone();
        let operation = self.inner.operation;
        let bounds = Bounds::of(&self.inner.options.clone().or(&client.0.options));
        let answer = self.inner.send(Wants::value::<T>());
        CallFuture(Box::pin(async move {
            let answer = answer.await?;
            decode(&client.0, Some(operation), bounds, answer).map_err(|error| error.of(operation))
        }))
    }
}

/// An error that the server answered with, as the answer that it is.
fn raw(outcome: Result<http::Response<Bytes>, Error>) -> Result<http::Response<Bytes>, Error> {
    match outcome {
        Err(Error::Api(error)) => Ok(error.to_response()),
        outcome => outcome,
    }
}

/// An answer that is none of success becomes an error.
fn check(
    config: &Config,
    bounds: Bounds,
    response: http::Response<Bytes>,
) -> Result<http::Response<Bytes>, Error> {
    if response.status().is_success() {
        return Ok(response);
    }
    Err(Error::Api(Box::new(ApiError::new(
        config.api, bounds, response,
    ))))
}

pub(super) fn decode<T: FromAnswer>(
    config: &Config,
    operation: Option<&'static Operation>,
    bounds: Bounds,
    response: http::Response<Bytes>,
) -> Result<Response<T>, Error> {
    let (parts, body) = response.into_parts();
    let media_type = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let head = AnswerHead {
        status: parts.status,
        media_type,
        xml: operation.and_then(|operation| operation.xml.as_ref()),
        bounds,
    };
    let null_as = operation.map_or("", |operation| operation.null_as);
    // null may stand for a list or a map without entries
    let empty = (!null_as.is_empty() && body.trim_ascii() == b"null")
        .then(|| Bytes::from_static(null_as.as_bytes()));
    match T::from_answer(head, empty.as_ref().unwrap_or(&body)) {
        Ok(value) => Ok(Response::new(value, config.api, bounds, parts, body)),
        Err(error) => Err(unreadable(config, bounds, parts, body, error)),
    }
}

#[cold]
pub(super) fn unreadable(
    config: &Config,
    bounds: Bounds,
    parts: http::response::Parts,
    body: Bytes,
    error: crate::DecodeError,
) -> Error {
    let error = BodyError::new(error, config.api, bounds, parts, body);
    Error::Decode(Box::new(error))
}
