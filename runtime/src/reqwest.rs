//! Requests by the `reqwest` crate (feature `reqwest`): asynchronous, on a Tokio runtime, TLS by rustls.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http_body::{Body, Frame, SizeHint};
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::sync::mpsc;

use crate::client::expects_content;
use crate::{
    BoxFuture, Error, ResponseBody, SendOptions, StreamBody, Transport, TransportError,
    TransportErrorKind,
};

/// Carries requests by a `reqwest::Client`. A client gets one by itself where the feature is on.
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// With a client of its own, which follows no redirects. Whom it trusts is up to the system; cryptography is that of
    /// `ring`, unless the program has set another [`CryptoProvider`] for itself.
    pub fn new() -> Result<Self, Error> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(
                tls().map_err(|error| Error::build(format!("no TLS: {error}")))?,
            )
            .redirect(reqwest::redirect::Policy::none())
            .build();
        client
            .map(Self)
            .map_err(|error| Error::build(format!("no HTTP client: {error}")))
    }

    /// With a client that is set up already. It must not follow redirects, as credentials would go with them.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| Arc::new(ring::default_provider()));
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
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
        Ok(answer.map(|body| ResponseBody::from_stream(Chunks(body))))
    }
}

/// The body of an answer, chunk by chunk.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(chunk))) => return Poll::Ready(Some(Ok(chunk))),
                Some(Ok(Err(_trailers))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// How many bytes are read at once, and how many times that may wait to be sent.
const PIECE: usize = 64 << 10;
const AHEAD: usize = 2;

/// A body that a thread reads: reading blocks, and what sends must not.
struct Upload {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    left: u64,
}

impl Upload {
    fn start(body: StreamBody) -> io::Result<Self> {
        let (sender, pieces) = mpsc::channel(AHEAD);
        let left = body.length();
        let mut reader = body.reader();
        let read = move || loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = (&mut reader).take(PIECE as u64).read_to_end(&mut piece);
            let piece = match read {
                Ok(0) => return,
                Ok(_) => Ok(piece.into()),
                Err(error) => Err(error),
            };
            let failed = piece.is_err();
            // nobody receives any more once the request has ended
            if sender.blocking_send(piece).is_err() || failed {
                return;
            }
        };
        let thread = std::thread::Builder::new().name("castiron-upload".to_owned());
        thread.spawn(read)?;
        Ok(Self { pieces, left })
    }
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = ready!(self.pieces.poll_recv(context));
        if let Some(Ok(piece)) = &piece {
            self.left = self.left.saturating_sub(piece.len() as u64);
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
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
