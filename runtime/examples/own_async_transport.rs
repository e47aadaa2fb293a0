//! A transport of one's own that is awaited: HTTP/1.0 over a connection of Tokio, for a server on this machine. The blocking
//! twin is `own_transport.rs`.
//!
//! `cargo run -p castiron-runtime --example own_async_transport -- http://127.0.0.1:8080 status`

use bytes::Bytes;
use castiron_runtime::{
    Api, Auth, Binary, BoxFuture, Call, Client, Operation, Transport, TransportError,
    TransportErrorKind,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

struct Tcp;

impl Transport for Tcp {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let failed = |error| TransportError::new(TransportErrorKind::Other, error);
            let host = request.uri().authority().map_or("", |host| host.as_str());
            let connecting = TcpStream::connect(host).await;
            let mut stream =
                connecting.map_err(|e| TransportError::new(TransportErrorKind::Connect, e))?;
            stream
                .write_all(&head(&request, host))
                .await
                .map_err(failed)?;
            stream.write_all(request.body()).await.map_err(failed)?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.map_err(failed)?;
            parse(answer).map_err(|error| TransportError::new(TransportErrorKind::Other, error))
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

fn parse(answer: Vec<u8>) -> Result<http::Response<Bytes>, http::Error> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.map_or(answer.len(), |at| at + 4);
    let status = String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned();
    let response = http::Response::builder().status(status.as_str());
    response.body(Bytes::from(answer).slice(end..))
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
    let answer = runtime.block_on(async {
        let call = Call::<Binary>::new(&client, &READ).path("path", path);
        call.await
    })?;
    println!("{}", String::from_utf8_lossy(answer.as_bytes()));
    Ok(())
}
