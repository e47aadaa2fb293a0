//! On native targets.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};

use crate::client::expects_content;
use crate::hyper::{Chunks, Upload};
use crate::{
    BoxFuture, ResponseBody, SendOptions, StreamBody, Transport, TransportError, TransportErrorKind,
};

/// A transport around a `reqwest::Client` of the program.
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Creates a transport with a configured client. It must not follow redirects, which would leak credentials:
    /// `reqwest::redirect::Policy::none()`.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        if request.body().is_empty() && expects_content(request.method()) {
            let nothing = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, nothing);
        }
        Box::pin(self.run(request))
    }

    /// The body is read by a thread of its own, no more than two pieces of 64 KiB ahead of what was sent.
    fn send_stream(
        &self,
        request: http::Request<StreamBody>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = Upload::start(body)
                .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            let body = reqwest::Body::wrap(body);
            self.run(http::Request::from_parts(parts, body)).await
        })
    }
}

impl Reqwest {
    async fn run<B: Into<reqwest::Body>>(
        &self,
        request: http::Request<B>,
    ) -> Result<http::Response<ResponseBody>, TransportError> {
        let options = SendOptions::of(&request);
        let mut request = reqwest::Request::try_from(request).map_err(failure)?;
        // the client keeps the time of what is streamed
        *request.timeout_mut() = (!options.streamed).then_some(options.timeout);
        let answer = self.0.execute(request).await.map_err(failure)?;
        let answer = http::Response::<reqwest::Body>::from(answer);
        Ok(answer.map(|body| ResponseBody::from_stream(Chunks::new(body, failure))))
    }
}

/// URLs may have keys in them and are left out.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = match () {
        () if error.is_connect() || error.is_builder() => TransportErrorKind::Connect,
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () => TransportErrorKind::Other,
    };
    TransportError::new(kind, error.without_url())
}
