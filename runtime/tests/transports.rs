//! The adapters against a server on this machine that misbehaves on demand.
#![cfg(any(feature = "reqwest", feature = "ureq"))]

#[cfg(feature = "reqwest")]
use std::future::IntoFuture;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use castiron_runtime::{
    Api, Auth, Body, Call, Client, ClientBuilder, Error, Json, Operation, RequestOptions,
};

static API: Api = Api::new("Faults", "1").auth(Auth::Bearer);
static READ: Operation = Operation::new("read", "GET", "/{what}");
static WRITE: Operation = Operation::new("write", "POST", "/{what}").body(Body::Json);
static CLOSE: Operation = Operation::new("close", "POST", "/{what}");
static DELETE: Operation = Operation::new("delete", "DELETE", "/{what}").body(Body::Json);

#[derive(Clone, Debug, PartialEq)]
struct WriteParams {
    a: i64,
}
castiron_runtime::params!(WriteParams { a: required "a" => body });

/// Starts a server that answers by the path of each request; its address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.trim().parse().unwrap()) {
                break;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
    let reply = |status: &str, headers: &str, body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
    };
    let reply = match path.as_str() {
        "/echo" => reply(
            "200 OK",
            "Request-Id: req_7\r\n",
            &castiron_runtime::to_string(&text),
        ),
        "/error" => reply("404 Not Found", "", r#"{"message":"nothing there"}"#),
        "/redirect" => reply("302 Found", "Location: http://other.invalid/\r\n", ""),
        "/huge" => reply("200 OK", "", &"1".repeat(100_000)),
        "/cut" => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":".to_owned(),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(3));
            reply("200 OK", "", "{}")
        }
        _ => "no HTTP at all".to_owned(),
    };
    let _ = stream.write_all(reply.as_bytes());
}

fn builder(server: &str) -> ClientBuilder<Client> {
    Client::builder(&API, "sk_test").base_url(server).retries(0)
}

/// Whether a request that came back speaks of the length of a body.
fn echo_has_length(echo: &Json) -> bool {
    let text = echo.as_str().unwrap().to_lowercase();
    text.contains("content-length") || text.contains("transfer-encoding")
}

/// What each path must lead to, whatever carries the request.
fn check(send: impl Fn(Call<Json>) -> Result<Json, Error>, client: &Client) {
    let read = |what: &str| Call::<Json>::new(client, &READ).path("what", what);
    let echo = send(read("echo")).unwrap();
    let text = echo.as_str().unwrap().to_lowercase();
    assert!(text.starts_with("get /echo http/1.1\r\n"), "{text}");
    assert!(text.contains("authorization: bearer sk_test\r\n"), "{text}");
    assert!(text.contains("user-agent: castiron/"), "{text}");

    // a method that is about a body says so where there is none, and in no other way
    let close = send(Call::<Json>::new(client, &CLOSE).path("what", "echo")).unwrap();
    let text = close.as_str().unwrap().to_lowercase();
    assert!(text.contains("\r\ncontent-length: 0\r\n"), "{text}");
    assert!(!text.contains("transfer-encoding"), "{text}");
    assert!(text.ends_with("\r\n\r\n"), "{text}");
    assert!(!echo_has_length(&echo), "{echo:?}");

    let error = send(read("error")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "read (GET /{what}): 404 Not Found: nothing there"
    );
    assert!(matches!(send(read("redirect")), Err(Error::Redirect(_))));
    let small = RequestOptions::new().max_response_bytes(1000);
    let error = send(read("huge").options(small)).unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
    for what in ["cut", "garbage"] {
        let error = send(read(what)).unwrap_err();
        assert!(matches!(error, Error::Connection(_)), "{what}: {error}");
    }
    let short = RequestOptions::new().timeout(Duration::from_millis(300));
    let error = send(read("slow").options(short)).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
}

#[cfg(feature = "ureq")]
#[test]
fn ureq() {
    let client = builder(&serve()).build().unwrap();
    check(
        |call| {
            call.send_blocking()
                .map(castiron_runtime::Response::into_inner)
        },
        &client,
    );
    for operation in [&WRITE, &DELETE] {
        let call = Call::<Json, WriteParams>::new(&client, operation).path("what", "echo");
        let echo = call.params(WriteParams { a: 5 }).send_blocking().unwrap();
        assert_eq!(echo.request_id(), Some("req_7"));
        assert!(
            echo.as_str().unwrap().ends_with("\r\n\r\n{\"a\":5}"),
            "{:?}",
            *echo
        );
    }
    let nobody = builder("http://127.0.0.1:1").build().unwrap();
    let error = Call::<Json>::new(&nobody, &READ)
        .path("what", "x")
        .send_blocking()
        .unwrap_err();
    let Error::Connection(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.kind(), castiron_runtime::TransportErrorKind::Connect);
}

#[cfg(feature = "reqwest")]
#[test]
fn reqwest() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let client = builder(&serve()).build().unwrap();
    check(
        |call| {
            runtime
                .block_on(call.into_future())
                .map(castiron_runtime::Response::into_inner)
        },
        &client,
    );
    for operation in [&WRITE, &DELETE] {
        let call = Call::<Json, WriteParams>::new(&client, operation).path("what", "echo");
        let echo = runtime
            .block_on(call.params(WriteParams { a: 5 }).into_future())
            .unwrap();
        assert!(
            echo.as_str().unwrap().ends_with("\r\n\r\n{\"a\":5}"),
            "{:?}",
            *echo
        );
    }
    let nobody = builder("http://127.0.0.1:1").build().unwrap();
    let call = Call::<Json>::new(&nobody, &READ).path("what", "x");
    let error = runtime.block_on(call.into_future()).unwrap_err();
    let Error::Connection(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.kind(), castiron_runtime::TransportErrorKind::Connect);
}
