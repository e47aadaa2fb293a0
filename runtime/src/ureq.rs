//! Requests by the `ureq` crate (feature `ureq`): blocking, TLS by rustls.

use std::io::Read;

use bytes::Bytes;
use ureq::{Agent, SendBody};

use crate::client::expects_content;
use crate::{BlockingTransport, SendOptions, StreamBody, TransportError, TransportErrorKind};

/// Carries requests by a `ureq::Agent`. A client gets one by itself where the feature is on.
#[derive(Clone, Debug)]
pub struct Ureq(Agent);

impl Ureq {
    /// With an agent of its own.
    pub fn new() -> Self {
        Self::with_agent(Agent::new_with_defaults())
    }

    /// With an agent that is set up already. Redirects, statuses and times are handled as the client wants them.
    pub fn with_agent(agent: Agent) -> Self {
        Self(agent)
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl BlockingTransport for Ureq {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let options = SendOptions::of(&request);
        let (parts, body) = request.into_parts();
        // without a body `ureq` would announce one in chunks, of which there is none
        let answer = if body.is_empty() && !expects_content(&parts.method) {
            self.run(http::Request::from_parts(parts, ()), options)
        } else {
            self.run(http::Request::from_parts(parts, body.as_ref()), options)
        };
        read(answer, options)
    }

    /// The body is read in the pieces that `ureq` sends.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let options = SendOptions::of(&request);
        let request = request.map(|body| SendBody::from_owned_reader(body.reader()));
        read(self.run(request, options), options)
    }
}

/// The answer in memory, if it is not too long.
fn read(
    answer: Result<http::Response<ureq::Body>, ureq::Error>,
    options: SendOptions,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = answer.map_err(failure)?.into_parts();
    let mut bytes = Vec::new();
    let limit = options.max_response_bytes as u64;
    let mut reader = body.into_reader().take(limit.saturating_add(1));
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| failure(error.into()))?;
    if bytes.len() > options.max_response_bytes {
        return Err(TransportError::new(
            TransportErrorKind::TooLarge,
            format!("more than {limit} bytes"),
        ));
    }
    Ok(http::Response::from_parts(parts, bytes.into()))
}

impl Ureq {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        options: SendOptions,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let request = (self.0.configure_request(request))
            .timeout_global(Some(options.timeout))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        self.0.run(request)
    }
}

/// Only errors that come before a request is sent count as such.
fn failure(error: ureq::Error) -> TransportError {
    use ureq::Error::{BadUri, ConnectionFailed, HostNotFound, InvalidProxyUrl, Io, Timeout};
    let kind = match &error {
        Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => TransportErrorKind::Connect,
        Timeout(_) => TransportErrorKind::Timeout,
        HostNotFound | ConnectionFailed | BadUri(_) | InvalidProxyUrl => {
            TransportErrorKind::Connect
        }
        Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            TransportErrorKind::Connect
        }
        _ => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}
