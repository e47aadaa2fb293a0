//! Errors of requests.

use std::fmt::{self, Write as _};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::api::Api;
use super::api_error::ApiError;
use super::bounds::Bounds;
use super::excerpt::{OneLine, excerpt, request_id};
use super::operation::Operation;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::{Decode, DecodeError};

/// Why a call failed.
///
/// `Display` shows the operation, its method and path, and the cause, on one line. The chain of
/// [`source`](std::error::Error::source)s does not repeat that line.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be built: a value is invalid in a path or a header, or a URL is invalid.
    Build(BuildError),
    /// No complete response: the connection failed or broke.
    Connection(TransportError),
    /// The request timed out.
    Timeout(TransportError),
    /// The response is larger than allowed.
    TooLarge(TransportError),
    /// The server returned an error.
    Api(Box<ApiError>),
    /// The response does not match the document.
    Decode(Box<BodyError>),
    /// The server returned a redirect that is not followed.
    Redirect(Box<Redirect>),
}

/// A request that could not be built.
#[derive(Clone, Debug)]
pub struct BuildError {
    message: String,
    operation: Option<&'static Operation>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BuildError {}

/// A redirect response.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The status, from 300 to 399.
    pub status: StatusCode,
    /// The `Location` header.
    pub location: Option<String>,
    pub(crate) operation: Option<&'static Operation>,
}

/// A response, or an item of a stream, that could not be decoded. It keeps the body, so that nothing is lost.
#[derive(Clone)]
pub struct BodyError {
    /// The decoding error.
    pub error: DecodeError,
    /// The status of the response.
    pub status: StatusCode,
    /// The request id from the server.
    pub request_id: Option<String>,
    headers: HeaderMap,
    body: Bytes,
    bounds: Bounds,
    operation: Option<&'static Operation>,
}

impl BodyError {
    pub(crate) fn new(
        error: DecodeError,
        api: &Api,
        bounds: Bounds,
        parts: http::response::Parts,
        body: Bytes,
    ) -> Self {
        Self {
            error,
            status: parts.status,
            request_id: request_id(api, &parts.headers),
            headers: parts.headers,
            body,
            bounds,
            operation: None,
        }
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as received; for a stream, the text of the item.
    pub fn raw_body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as another type, such as [`Json`](crate::Json), within the limits of the request's options.
    pub fn body<T: Decode>(&self) -> Result<T, DecodeError> {
        self.bounds.decode(&self.body, self.media_type())
    }

    /// The response as received.
    pub fn to_response(&self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body.clone());
        *response.status_mut() = self.status;
        response.headers_mut().clone_from(&self.headers);
        response
    }

    fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }
}

/// With the media type and the first bytes of the body.
impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = OneLine(f);
        write!(f, "{}; it is ", self.error)?;
        match (self.body.is_empty(), self.media_type()) {
            (true, _) => f.write_str("empty"),
            (false, Some(media_type)) => write!(f, "{media_type}: {}", excerpt(&self.body, 80)),
            (false, None) => f.write_str(&excerpt(&self.body, 80)),
        }
    }
}

/// Headers and body may hold secrets: they are left out.
impl fmt::Debug for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyError")
            .field("error", &self.error)
            .field("status", &self.status.as_u16())
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl Error {
    /// The error response of the server, if there is one.
    pub fn as_api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status),
            Self::Redirect(redirect) => Some(redirect.status),
            _ => None,
        }
    }

    /// The request id from the server, if there is one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// The error code from the server.
    pub fn code(&self) -> Option<&str> {
        self.as_api()?.code()
    }

    /// The called operation. `None` if a client could not be built.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::Build(error) => error.operation,
            Self::Connection(error) | Self::Timeout(error) | Self::TooLarge(error) => {
                error.operation
            }
            Self::Api(error) => error.operation,
            Self::Decode(error) => error.operation,
            Self::Redirect(redirect) => redirect.operation,
        }
    }

    /// The same error as one of this operation.
    pub(crate) fn of(mut self, called: &'static Operation) -> Self {
        let operation = match &mut self {
            Self::Build(error) => &mut error.operation,
            Self::Connection(error) | Self::Timeout(error) | Self::TooLarge(error) => {
                &mut error.operation
            }
            Self::Api(error) => &mut error.operation,
            Self::Decode(error) => &mut error.operation,
            Self::Redirect(redirect) => &mut redirect.operation,
        };
        operation.get_or_insert(called);
        self
    }

    pub(crate) fn build(message: impl Into<String>) -> Self {
        Self::Build(BuildError {
            message: message.into(),
            operation: None,
        })
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

/// For what reads and writes: the error is the one that the [`std::io::Error`] holds.
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Timeout(_) => Self::new(std::io::ErrorKind::TimedOut, error),
            error => Self::other(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            operation.name(f)?;
            f.write_str(": ")?;
        }
        let mut f = OneLine(f);
        match self {
            Self::Build(error) => write!(f, "the request can't be made: {error}"),
            Self::Connection(error) => write!(f, "no answer: {error}"),
            Self::Timeout(error) => write!(f, "no answer in time: {error}"),
            Self::TooLarge(error) => write!(f, "the answer is too long: {error}"),
            Self::Api(error) => write!(f, "{error}"),
            Self::Decode(error) => {
                let status = error.status.as_u16();
                write!(f, "the answer ({status}) can't be read: {error}")?;
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

/// The line says it all: there is no source behind it. What the transport reported is in [`TransportError::get_ref`].
impl std::error::Error for Error {}
