//! Requests by the `reqwest` crate (feature `reqwest`): asynchronous, on a Tokio runtime, TLS by rustls.

use bytes::{Bytes, BytesMut};

use crate::{
    BoxFuture, BuildError, Error, SendOptions, Transport, TransportError, TransportErrorKind,
};

/// Carries requests by a `reqwest::Client`. A client gets one by itself where the feature is on.
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// With a client of its own, which follows no redirects.
    pub fn new() -> Result<Self, Error> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build();
        client
            .map(Self)
            .map_err(|error| Error::Build(BuildError(format!("no HTTP client: {error}"))))
    }

    /// With a client that is set up already. It must not follow redirects, as credentials would go with them.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let options = SendOptions::of(&request);
            let mut request = reqwest::Request::try_from(request).map_err(failure)?;
            *request.timeout_mut() = Some(options.timeout);
            let mut answer = self.0.execute(request).await.map_err(failure)?;
            let mut body = BytesMut::new();
            while let Some(chunk) = answer.chunk().await.map_err(failure)? {
                if body.len() + chunk.len() > options.max_response_bytes {
                    let message = format!("more than {} bytes", options.max_response_bytes);
                    return Err(TransportError::new(TransportErrorKind::TooLarge, message));
                }
                body.extend_from_slice(&chunk);
            }
            let mut response = http::Response::new(body.freeze());
            *response.status_mut() = answer.status();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok(response)
        })
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
