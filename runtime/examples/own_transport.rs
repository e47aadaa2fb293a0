//! A transport of one's own: HTTP/1.0 over plain TCP, for a server on this machine.
//!
//! `cargo run -p castiron-runtime --example own_transport -- http://127.0.0.1:8080 status`

use std::io::{BufRead, BufReader, Error, Write};
use std::net::TcpStream;

use castiron_runtime::bytes::Bytes;
use castiron_runtime::{
    Api, Auth, BlockingBody, BlockingTransport, Call, Client, Operation, SendOptions,
    TransportError, TransportErrorKind, http,
};

struct Tcp;

impl BlockingTransport for Tcp {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        let failed = |error: Error| TransportError::new(TransportErrorKind::Other, error);
        let host = request.uri().authority().map_or("", |host| host.as_str());
        let mut stream = TcpStream::connect(host)
            .map_err(|e| TransportError::new(TransportErrorKind::Connect, e))?;
        let timeout = Some(SendOptions::of(&request).timeout);
        stream.set_read_timeout(timeout).map_err(failed)?;
        stream.write_all(&head(&request, host)).map_err(failed)?;
        stream.write_all(request.body()).map_err(failed)?;
        let (mut stream, mut response) = (BufReader::new(stream), http::Response::builder());
        let mut line = String::new();
        while stream.read_line(&mut line).map_err(failed)? > 0 && !line.trim().is_empty() {
            response = match line.trim().split_once(": ") {
                Some((name, value)) => response.header(name, value),
                None => response.status(line.get(9..12).unwrap_or_default()),
            };
            line.clear();
        }
        // HTTP/1.0: the body ends with the connection, and is read as it arrives
        let response = response.body(BlockingBody::from_reader(stream));
        response.map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    }
}

fn head(request: &http::Request<Bytes>, host: &str) -> Vec<u8> {
    let path = request.uri().path_and_query();
    let path = path.map_or("/", |path| path.as_str());
    let mut head = format!("{} {path} HTTP/1.0\r\nHost: {host}\r\n", request.method()).into_bytes();
    for (name, value) in request.headers() {
        let line = [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"];
        head.extend_from_slice(&line.concat());
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
        .blocking_transport(Tcp)
        .build()?;
    let call = Call::<()>::new(&client, &READ).path("path", path);
    call.download_blocking()?.to_writer(std::io::stdout())?;
    Ok(())
}
