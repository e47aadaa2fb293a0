//! A transport of one's own: HTTP/1.1 over plain TCP, for a server on this machine.
//!
//! `cargo run -p castiron-runtime --example own_transport -- http://127.0.0.1:8080 status`

use std::io::{Error, Read, Write};
use std::net::TcpStream;

use bytes::Bytes;
use castiron_runtime::{
    Api, Auth, BlockingTransport, Call, Client, Operation, SendOptions, TransportError,
    TransportErrorKind,
};

struct Tcp;

impl BlockingTransport for Tcp {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let host = request
            .uri()
            .authority()
            .map(|authority| authority.to_string())
            .unwrap_or_default();
        let mut stream = TcpStream::connect(&host)
            .map_err(|e| TransportError::new(TransportErrorKind::Connect, e))?;
        let failed = |error: Error| TransportError::new(TransportErrorKind::Other, error);
        stream
            .set_read_timeout(Some(SendOptions::of(&request).timeout))
            .map_err(failed)?;
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str());
        let mut head = format!("{} {path} HTTP/1.0\r\nHost: {host}\r\n", request.method());
        for (name, value) in request.headers() {
            head.push_str(&format!(
                "{name}: {}\r\n",
                String::from_utf8_lossy(value.as_bytes())
            ));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", request.body().len()));
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(request.body()))
            .map_err(failed)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(failed)?;
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .map_or(answer.len(), |at| at + 4);
        let status = String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned();
        let response = http::Response::builder()
            .status(status.as_str())
            .body(Bytes::from(answer).slice(end..));
        response.map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    }
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
    let answer = Call::<castiron_runtime::Binary>::new(&client, &READ)
        .path("path", path)
        .send_blocking()?;
    println!("{}", String::from_utf8_lossy(answer.as_bytes()));
    Ok(())
}
