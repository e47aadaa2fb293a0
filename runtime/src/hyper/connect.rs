//! Connections: TLS, and proxies from the environment.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::hyper::rt::{Read, ReadBufCursor, Write};
use http::{HeaderValue, Uri};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::net::TcpStream;
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Connects to servers.
#[derive(Clone)]
pub(super) struct Connector {
    https: HttpsConnector<Plain>,
    proxies: Arc<Matcher>,
}

impl Connector {
    pub(super) fn new() -> Result<Self, rustls::Error> {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        let proxies = Arc::new(Matcher::from_env());
        let plain = Plain {
            http,
            proxies: Arc::clone(&proxies),
        };
        let https = HttpsConnector::from((plain, tls()?));
        Ok(Self { https, proxies })
    }

    /// What the proxy of a URL without TLS wants to know; others are told when the tunnel is made.
    pub(super) fn proxy_authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        match uri.scheme_str() {
            Some("http") => self.proxies.intercept(uri)?.basic_auth().cloned(),
            _ => None,
        }
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

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Stream>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        self.https.call(server)
    }
}

/// Connects without TLS: to the server, or through a proxy.
#[derive(Clone)]
struct Plain {
    http: HttpConnector,
    proxies: Arc<Matcher>,
}

impl Service<Uri> for Plain {
    type Response = Stream;
    type Error = BoxError;
    type Future = Connecting<Stream>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.http.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let Some(proxy) = self.proxies.intercept(&server) else {
            let connecting = self.http.call(server);
            return Box::pin(async move { Ok(Stream::new(connecting.await?, false)) });
        };
        if proxy.uri().scheme_str() != Some("http") {
            return Box::pin(async { Err("the proxy is none that speaks HTTP".into()) });
        }
        if server.scheme_str() == Some("https") {
            let mut tunnel = Tunnel::new(proxy.uri().clone(), self.http.clone());
            if let Some(proof) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(proof.clone());
            }
            let connecting = tunnel.call(server);
            return Box::pin(async move { Ok(Stream::new(connecting.await?, false)) });
        }
        let connecting = self.http.call(proxy.uri().clone());
        Box::pin(async move { Ok(Stream::new(connecting.await?, true)) })
    }
}

/// A connection that knows whether a proxy is at its other end.
pub(super) struct Stream {
    inner: TokioIo<TcpStream>,
    to_proxy: bool,
}

impl Stream {
    fn new(inner: TokioIo<TcpStream>, to_proxy: bool) -> Self {
        Self { inner, to_proxy }
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.inner.connected().proxy(self.to_proxy)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(context, buffers)
    }
}
