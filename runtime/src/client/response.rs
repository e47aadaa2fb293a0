//! A response with its status and headers.

use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::api::Api;
use super::bounds::Bounds;
use super::excerpt::request_id;
use super::headers::HasHeaders;
use crate::{Decode, DecodeError, Encode};

/// A decoded response, with its status and headers. It dereferences to the value.
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

    /// Returns only the value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status, from 200 to 299.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body as received.
    pub fn body(&self) -> &Bytes {
        &self.body.0
    }

    /// Decodes the body as another type: [`Json`](crate::Json), a `String`, or one of the document.
    ///
    /// # Errors
    /// If the body does not match the type, or exceeds the limits of the request's options.
    pub fn body_as<U: Decode>(&self) -> Result<U, DecodeError> {
        let media_type = self.headers.0.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        self.bounds.decode(self.body(), media_type)
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers.0
    }

    /// Decodes a header: a string, a number, a boolean, or a comma-separated list of them (style `simple` of OpenAPI).
    /// `None` if the header is missing or is not text.
    ///
    /// # Errors
    /// If the header does not match the type.
    pub fn header<H: Decode>(&self, name: &str) -> Option<Result<H, DecodeError>> {
        self.header_as(name).transpose()
    }

    /// The request id from the server.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The same response with another value.
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

/// A response that no server sent, for tests of functions that take one. Its body is the value as JSON; it has no request id.
///
/// ```
/// use castiron_runtime::{Response, http};
///
/// let response: Response<Vec<i64>> = http::Response::new(vec![1, 2]).into();
/// assert_eq!(response.len(), 2);
/// assert_eq!(response.body_as::<Vec<i64>>().unwrap(), [1, 2]);
/// ```
impl<T: Encode> From<http::Response<T>> for Response<T> {
    fn from(response: http::Response<T>) -> Self {
        let (parts, value) = response.into_parts();
        let body = Body(crate::to_vec(&value).into());
        Self {
            value,
            status: parts.status,
            headers: Headers(parts.headers),
            request_id: None,
            body,
            bounds: Bounds::default(),
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
