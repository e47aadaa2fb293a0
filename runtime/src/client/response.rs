//! An answer with its status and headers.

use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::api::Api;
use super::bounds::Bounds;
use super::excerpt::request_id;
use super::headers::HasHeaders;
use crate::{Decode, DecodeError};

/// A decoded answer, with its status and headers. It can be used as the value itself.
#[derive(Clone, Debug)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: Headers,
    request_id: Option<String>,
    body: Body,
    bounds: Bounds,
}

/// The body as it came, which `Debug` does not show.
#[derive(Clone)]
struct Body(Bytes);

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Headers that `Debug` names but does not show: cookies and tokens come in some.
#[derive(Clone)]
struct Headers(HeaderMap);

impl std::fmt::Debug for Headers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set()
            .entries(self.0.keys().map(http::HeaderName::as_str))
            .finish()
    }
}

impl<T> Response<T> {
    pub(crate) fn new(
        value: T,
        api: &Api,
        bounds: Bounds,
        parts: http::response::Parts,
        body: Bytes,
    ) -> Self {
        let request_id = request_id(api, &parts.headers);
        Self {
            value,
            status: parts.status,
            headers: Headers(parts.headers),
            request_id,
            body: Body(body),
            bounds,
        }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status, from 200 to 299.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body as it came, whatever was read from it.
    pub fn body(&self) -> &Bytes {
        &self.body.0
    }

    /// The body as another type: [`Json`](crate::Json), a `String`, or one of the document.
    ///
    /// # Errors
    /// Where the body is no value of that type, or comes to more than the options of the request allow.
    pub fn body_as<U: Decode>(&self) -> Result<U, DecodeError> {
        let media_type = self.headers.0.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        self.bounds.decode(self.body(), media_type)
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers.0
    }

    /// A header as a value: a text, a number, a flag, or a list of them, separated by commas (style `simple` of OpenAPI).
    /// `None` where the header is missing or is no text.
    ///
    /// # Errors
    /// Where the header is no value of that type.
    pub fn header<H: Decode>(&self, name: &str) -> Option<Result<H, DecodeError>> {
        self.header_as(name).transpose()
    }

    /// The server's name for the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The same answer with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        let Self {
            value,
            status,
            headers,
            request_id,
            body,
            bounds,
        } = self;
        Response {
            value: change(value),
            status,
            headers,
            request_id,
            body,
            bounds,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> HasHeaders for Response<T> {
    fn header_map(&self) -> &HeaderMap {
        self.headers()
    }
}
