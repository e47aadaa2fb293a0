//! A transport of one's own that is awaited: HTTP/1.0 over a connection of Tokio, for a server on this machine. The blocking
//! twin is `own_transport.rs`.
//!
//! `cargo run -p castiron-runtime --example own_async_transport -- http://127.0.0.1:8080 status`

use castiron_runtime::bytes::Bytes;
use castiron_runtime::{
    Api, Auth, BoxFuture, Call, Client, Operation, ResponseBody, Transport, TransportError,
    TransportErrorKind, http,
};
use futures_util::stream;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

struct Tcp;

impl Transport for Tcp {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let failed = |error| TransportError::new(TransportErrorKind::Other, error);
            let host = request.uri().authority().map_or("", |host| host.as_str());
            let mut stream = (TcpStream::connect(host).await)
                .map_err(|e| TransportError::new(TransportErrorKind::Connect, e))?;
            let sent = [head(&request, host), request.body().to_vec()].concat();
            stream.write_all(&sent).await.map_err(failed)?;
            let (mut stream, mut response) = (BufReader::new(stream), http::Response::builder());
            let mut line = String::new();
            while stream.read_line(&mut line).await.map_err(failed)? > 0 && !line.trim().is_empty()
            {
                response = match line.trim().split_once(": ") {
                    Some((name, value)) => response.header(name, value),
                    None => response.status(line.get(9..12).unwrap_or_default()),
                };
                line.clear();
            }
            // HTTP/1.0: the body ends with the connection, and is read as it arrives
            let chunks = stream::try_unfold(stream, move |mut stream| async move {
                let mut chunk = Vec::with_capacity(8 << 10);
                let count = stream.read_buf(&mut chunk).await.map_err(failed)?;
                Ok((count > 0).then(|| (chunk.into(), stream)))
            });
            (response.body(ResponseBody::from_stream(chunks)))
                .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
        })
    }
    // pauses and the limit of an attempt are kept by the runtime, unless `sleep` says how Tokio does it
    fn sleep(&self, duration: std::time::Duration) -> Option<BoxFuture<'static, ()>> {
        Some(Box::pin(tokio::time::sleep(duration)))
    }
}

fn head(request: &http::Request<Bytes>, host: &str) -> Vec<u8> {
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let mut head = format!("{} {path} HTTP/1.0\r\nHost: {host}\r\n", request.method()).into_bytes();
    for (name, value) in request.headers() {
        head.extend_from_slice(
            &[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat(),
        );
    }
    head.extend_from_slice(format!("Content-Length: {}\r\n\r\n", request.body().len()).as_bytes());
    head
}

static API: Api = Api::new("A server on this machine", "1").auth(Auth::None);
static READ: Operation = Operation::new("read", "GET", "/{path}").accept("*/*");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments
        .next()
        .unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    let path = arguments.next().unwrap_or_else(|| "status".to_owned());
    let client: Client = Client::anonymous(&API)
        .base_url(server)
        .transport(Tcp)
        .build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let call = Call::<()>::new(&client, &READ).path("path", path);
    runtime.block_on(async { call.download().await?.to_writer(std::io::stdout()).await })?;
    Ok(())
}
