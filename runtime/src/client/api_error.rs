//! Error responses of the server.

use std::fmt::{self, Write as _};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::answers::AnswerHead;
use super::api::Api;
use super::bounds::Bounds;
use super::excerpt::{OneLine, excerpt, request_id};
use super::headers::HasHeaders;
use super::operation::Operation;
use crate::{Decode, DecodeError, Json};

/// An error response of the server.
#[derive(Clone)]
pub struct ApiError {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    message: Option<String>,
    code: Option<String>,
    kind: Option<String>,
    body: Bytes,
    bounds: Bounds,
    pub(super) operation: Option<&'static Operation>,
}

/// Places of messages that many APIs use.
const MESSAGES: [&str; 7] = [
    "/error/message",
    "/message",
    "/error_description",
    "/error",
    "/detail",
    "/errors/0/message",
    "/title",
];

impl ApiError {
    pub(crate) fn new(api: &Api, bounds: Bounds, response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let media_type = parts.headers.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let json = match media_type.is_some_and(crate::xml::is_xml) {
            true => crate::xml::untyped(&body),
            // what comes to more than is allowed is not looked into
            false => bounds.decode::<Json>(&body, Some("application/json")).ok(),
        };
        let json = json.unwrap_or_default();
        let text = |pointers: &[&str]| {
            pointers
                .iter()
                .filter(|pointer| !pointer.is_empty())
                .find_map(|pointer| match json.pointer(pointer)? {
                    Json::String(text) => Some(text.clone()),
                    Json::Number(number) => Some(number.to_string()),
                    _ => None,
                })
        };
        let mut messages = vec![api.error_message];
        messages.extend(MESSAGES);
        Self {
            status: parts.status,
            request_id: request_id(api, &parts.headers),
            headers: parts.headers,
            message: text(&messages),
            code: text(&[api.error_code, "/error/code", "/code"]),
            kind: text(&[api.error_kind, "/error/type", "/type"]),
            body,
            bounds,
            operation: None,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request id from the server, for support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The delay that the server asks for in `Retry-After` (RFC 9110, 10.2.3) or `Retry-After-Ms`; a date there is compared
    /// with the date of the response. If the client retries a request, it has waited already; it does not retry requests for
    /// which it would have to wait longer than a minute.
    pub fn retry_after(&self) -> Option<Duration> {
        super::exchange::retry_after(&self.headers)
    }

    /// The message from the server, for people.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The error code from the server, for programs.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The kind of error, as named by the server.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The body as received.
    pub fn raw_body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as the type from the document, or as a `String` if it is text.
    pub fn body<E: Decode>(&self) -> Result<E, DecodeError> {
        let media_type = self.headers.get(CONTENT_TYPE);
        let head = AnswerHead {
            status: self.status,
            media_type: media_type.and_then(|value| value.to_str().ok()),
            xml: self.operation.and_then(|operation| operation.xml.as_ref()),
            bounds: self.bounds,
        };
        super::answers::__read(head, &self.body)
    }

    /// The response as received.
    pub fn to_response(&self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body.clone());
        *response.status_mut() = self.status;
        response.headers_mut().clone_from(&self.headers);
        response
    }

    /// Decodes the body as the type from the document for this status: `404`, a range such as `4XX`, or `default` for any.
    /// `None` if the response has another status. The documentation of a method lists its statuses with their types.
    ///
    /// ```
    /// # use castiron_runtime::{Error, Json};
    /// # fn f(error: Error) {
    /// if let Some(Ok(body)) = error.as_api().and_then(|error| error.body_for::<Json>("4XX")) {
    ///     println!("the server did not like the request: {body}");
    /// }
    /// # }
    /// ```
    pub fn body_for<E: Decode>(&self, status: &str) -> Option<Result<E, DecodeError>> {
        let code = self.status.as_str();
        let range = |digit: &str| code.get(..1) == Some(digit);
        let fits = match status.get(..1) {
            _ if status.eq_ignore_ascii_case("default") => true,
            Some(digit)
                if status
                    .get(1..)
                    .is_some_and(|rest| rest.eq_ignore_ascii_case("xx")) =>
            {
                range(digit)
            }
            _ => status == code,
        };
        fits.then(|| self.body())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = OneLine(f);
        write!(f, "{}", self.status)?;
        if let Some(kind) = &self.kind {
            write!(f, ", {kind}")?;
        }
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        match &self.message {
            Some(message) => write!(f, ": {message}")?,
            None if self.body.is_empty() => {}
            None => write!(f, ": {}", excerpt(&self.body, 200))?,
        }
        match &self.request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

/// Headers and body may hold secrets: they are left out.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status.as_u16())
            .field("request_id", &self.request_id)
            .field("kind", &self.kind)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl std::error::Error for ApiError {}

impl HasHeaders for ApiError {
    fn header_map(&self) -> &HeaderMap {
        self.headers()
    }
}
