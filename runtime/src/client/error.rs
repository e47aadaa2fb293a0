//! What can go wrong with a request.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::api::Api;
use super::response::request_id;
use super::transport::{TransportError, TransportErrorKind};
use crate::{Decode, DecodeError, Json};

/// Why a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be made: a value has no place in a path or a header, or a URL is none.
    Build(BuildError),
    /// No answer came: no connection, or one that broke.
    Connection(TransportError),
    /// No answer came in time.
    Timeout(TransportError),
    /// The answer is longer than allowed.
    TooLarge(TransportError),
    /// The server answered with an error.
    Api(Box<ApiError>),
    /// The answer is not what the document says.
    Decode(Box<BodyError>),
    /// The server sends the request elsewhere, where it is not followed.
    Redirect(Box<Redirect>),
}

/// A request that could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(pub(crate) String);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

/// An answer that says where to go instead.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The status, from 300 to 399.
    pub status: StatusCode,
    /// Where the server points to.
    pub location: Option<String>,
}

/// An answer that could not be read.
#[derive(Clone, Debug)]
pub struct BodyError {
    /// Why.
    pub error: DecodeError,
    /// The status of the answer.
    pub status: StatusCode,
    /// The server's name for the request.
    pub request_id: Option<String>,
}

/// An error that the server answered with.
#[derive(Clone)]
pub struct ApiError {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    message: Option<String>,
    code: Option<String>,
    kind: Option<String>,
    body: Bytes,
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
    pub(crate) fn new(api: &Api, response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let json = crate::from_slice::<Json>(&body).unwrap_or_default();
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

    /// The server's name for the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What the server says, for people.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What the server says, for programs.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The sort of error, in the server's words.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The body as it came.
    pub fn raw_body(&self) -> &Bytes {
        &self.body
    }

    /// The body as the type that the document has for it.
    pub fn body<E: Decode>(&self) -> Result<E, DecodeError> {
        crate::from_slice(&self.body)
    }

    /// The body as the type that the document has for this status: `404`, a range such as `4XX`, or `default` for any.
    /// `None` where the answer has another status. A method's documentation lists its statuses with their types.
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

    /// The start of a body that has no message, on one line.
    fn excerpt(&self) -> String {
        let start = self
            .body
            .get(..self.body.len().min(400))
            .unwrap_or_default();
        let text = String::from_utf8_lossy(start);
        let line: Vec<&str> = text.split_whitespace().collect();
        line.join(" ")
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            None => write!(f, ": {}", self.excerpt())?,
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

impl Error {
    /// The error that the server answered with, if it did.
    pub fn as_api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Redirect(redirect) => Some(redirect.status),
            _ => None,
        }
    }

    /// The server's name for the request, if it gave one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// The code that the server answered with.
    pub fn code(&self) -> Option<&str> {
        self.as_api()?.code()
    }

    pub(crate) fn build(message: impl Into<String>) -> Self {
        Self::Build(BuildError(message.into()))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error.kind() {
            TransportErrorKind::Timeout => Self::Timeout(error),
            TransportErrorKind::TooLarge => Self::TooLarge(error),
            _ => Self::Connection(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "the request cannot be made: {error}"),
            Self::Connection(error) => write!(f, "no answer: {error}"),
            Self::Timeout(error) => write!(f, "no answer in time: {error}"),
            Self::TooLarge(error) => write!(f, "the answer is too long: {error}"),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => {
                write!(
                    f,
                    "the answer ({}) cannot be read: {}",
                    error.status.as_u16(),
                    error.error
                )?;
                match &error.request_id {
                    Some(id) => write!(f, " (request {id})"),
                    None => Ok(()),
                }
            }
            Self::Redirect(redirect) => {
                let location = redirect.location.as_deref().unwrap_or("nowhere");
                write!(
                    f,
                    "{}: the server points to {location}, which is not followed",
                    redirect.status
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::Connection(error) | Self::Timeout(error) | Self::TooLarge(error) => Some(error),
            Self::Api(_) | Self::Redirect(_) => None,
            Self::Decode(error) => Some(&error.error),
        }
    }
}
