//! A transport with the `ureq` crate (feature `ureq`): blocking, TLS with rustls.

use std::io::Read;

use bytes::Bytes;
use ureq::{Agent, SendBody};

use crate::client::expects_content;
use crate::{
    BlockingBody, BlockingTransport, SendOptions, StreamBody, TransportError, TransportErrorKind,
};

/// A transport around a `ureq::Agent`, the default for clients if the feature is enabled.
#[derive(Clone, Debug)]
pub struct Ureq(Agent);

impl Ureq {
    /// Creates a transport with a new agent.
    pub fn new() -> Self {
        Self::with_agent(Agent::new_with_defaults())
    }

    /// Creates a transport with a configured agent. The client controls redirects, statuses and timeouts.
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
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        let options = SendOptions::of(&request);
        let (parts, body) = request.into_parts();
        // without a body `ureq` would announce one in chunks, of which there is none
        if body.is_empty() && !expects_content(&parts.method) {
            self.run(http::Request::from_parts(parts, ()), options)
        } else {
            self.run(http::Request::from_parts(parts, body.as_ref()), options)
        }
    }

    /// The body is read in the pieces that `ureq` sends.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        let options = SendOptions::of(&request);
        let request = request.map(|body| SendBody::from_owned_reader(body.reader()));
        self.run(request, options)
    }
}

impl Ureq {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        options: SendOptions,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        let config = self.0.configure_request(request);
        let config = match options.streamed {
            false => config.timeout_global(Some(options.timeout)),
            // each of them for itself, as nothing of `ureq` ends with the head
            true => (config.timeout_global(None))
                .timeout_resolve(Some(options.timeout))
                .timeout_connect(Some(options.timeout))
                .timeout_send_request(Some(options.timeout))
                .timeout_recv_response(Some(options.timeout))
                .timeout_per_read(options.idle_timeout),
        };
        let request = config
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        let answer = self.0.run(request).map_err(failure)?;
        Ok(answer.map(|body| BlockingBody::from_reader(Reading(body.into_reader()))))
    }
}

/// A body whose errors are those of a transport.
struct Reading(ureq::BodyReader<'static>);

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let interrupted = std::io::ErrorKind::Interrupted;
        self.0.read(buffer).map_err(|error| match error.kind() {
            kind if kind == interrupted => error,
            _ => failure(error.into()).into(),
        })
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
