//! An answer and what came with it.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use super::api::Api;
use crate::{Decode, DecodeError, Json};

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

    /// A header as a value: a text, a number, a flag, or a list of them, separated by commas (style `simple` of OpenAPI).
    /// `None` where the header is missing or is no text.
    ///
    /// # Errors
    /// Where the header is no value of that type.
    pub fn header<H: Decode>(&self, name: &str) -> Option<Result<H, DecodeError>> {
        let text = self.headers.0.get(name)?.to_str().ok()?.trim();
        Some(from_header(text))
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

/// A header's text as a value: what it is as a text, else as a number or flag, else as a list.
fn from_header<T: Decode>(text: &str) -> Result<T, DecodeError> {
    let quoted = |text: &str| crate::to_string(&Json::String(text.to_owned()));
    let plain = |text: &str| match text {
        "true" | "false" => text.to_owned(),
        _ if crate::from_str::<crate::Number>(text).is_ok() => text.to_owned(),
        _ => quoted(text),
    };
    let list = |item: &dyn Fn(&str) -> String| {
        let items: Vec<_> = text.split(',').map(|part| item(part.trim())).collect();
        format!("[{}]", items.join(","))
    };
    crate::from_str(&quoted(text)).or_else(|error| {
        let others = [plain(text), list(&quoted), list(&plain)];
        let mut read = others.iter().filter_map(|text| crate::from_str(text).ok());
        read.next().ok_or(error)
    })
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

#[cfg(test)]
mod tests {
    use super::from_header;

    #[test]
    fn headers_as_values() {
        assert_eq!(from_header::<i64>("12"), Ok(12));
        assert_eq!(from_header::<f64>("1.5"), Ok(1.5));
        assert_eq!(from_header::<bool>("true"), Ok(true));
        assert_eq!(from_header::<String>("12"), Ok("12".to_owned()));
        assert_eq!(
            from_header::<Vec<String>>("a, 1"),
            Ok(vec!["a".to_owned(), "1".to_owned()])
        );
        assert_eq!(from_header::<Vec<i64>>("1,2"), Ok(vec![1, 2]));
        assert!(from_header::<i64>("soon").is_err());
    }
}
