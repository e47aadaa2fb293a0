//! An answer and what came with it.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use super::api::Api;

/// A decoded answer, with its status and headers. It can be used as the value itself.
#[derive(Clone, Debug)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: Headers,
    request_id: Option<String>,
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
    pub(crate) fn new(value: T, api: &Api, parts: http::response::Parts) -> Self {
        let request_id = request_id(api, &parts.headers);
        Self {
            value,
            status: parts.status,
            headers: Headers(parts.headers),
            request_id,
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

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers.0
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
        } = self;
        Response {
            value: change(value),
            status,
            headers,
            request_id,
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

/// What the server calls the request.
pub(crate) fn request_id(api: &Api, headers: &HeaderMap) -> Option<String> {
    let names = api
        .request_id_header
        .into_iter()
        .chain(["request-id", "x-request-id"]);
    let value = names.filter_map(|name| headers.get(name)).next()?;
    value.to_str().ok().map(str::to_owned)
}
