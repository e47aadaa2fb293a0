//! Files that are read while they are sent, through both transports, to a server that counts.
#![cfg(all(feature = "reqwest", feature = "ureq"))]

mod server;

use std::future::IntoFuture;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use castiron_runtime::{
    Api, Auth, Binary, Body, Call, Client, Error, Operation, RequestOptions, Response,
};

use server::{Do, Request, Server, answer};

static API: Api = Api::new("Files", "1")
    .auth(Auth::Bearer)
    .idempotency_header("Idempotency-Key");
static WHOLE: Operation = Operation::new("put", "PUT", "/files").body(Body::Binary);
static PARTS: Operation = Operation::new("create", "POST", "/files").body(Body::Multipart);

#[derive(Clone, Debug)]
struct WholeParams {
    body: Binary,
}
castiron_runtime::params!(WholeParams { body: required "body" => whole_body });

#[derive(Clone, Debug)]
struct PartsParams {
    purpose: String,
    file: Binary,
}
castiron_runtime::params!(PartsParams {
    purpose: required "purpose" => body,
    file: required "file" => body,
});

const LENGTH: u64 = 64 << 20;

/// Many bytes, of which the furthest read is known.
struct Counted {
    at: u64,
    furthest: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'7');
        self.at += buffer.len() as u64;
        self.furthest.fetch_max(self.at, Ordering::SeqCst);
        Ok(buffer.len())
    }
}

/// A server that fails so many times, and remembers what it saw.
fn serve(failures: usize) -> (Server, Arc<Mutex<Vec<Request>>>) {
    let seen: Arc<Mutex<Vec<Request>>> = Arc::default();
    let kept = Arc::clone(&seen);
    let server = Server::start(move |request| {
        let mut seen = kept.lock().unwrap();
        seen.push(request.clone());
        let status = match seen.len() <= failures {
            true => "503 Service Unavailable",
            false => "200 OK",
        };
        vec![Do::Send(answer(status, &[("Retry-After-Ms", "1")], ""))]
    });
    (server, seen)
}

fn client(server: &str) -> Client {
    Client::builder(&API, "sk")
        .base_url(server)
        .timeout(Duration::from_secs(120))
        .build()
        .unwrap()
}

type Sent = Result<Response<()>, Error>;

fn by_ureq<P>(call: Call<(), P>) -> Sent {
    call.send_blocking()
}

fn by_reqwest<P>(call: Call<(), P>) -> Sent {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(call.into_future())
}

fn whole(client: &Client, body: Binary) -> Call<(), WholeParams> {
    Call::new(client, &WHOLE).params(WholeParams { body })
}

fn parts(client: &Client, file: Binary) -> Call<(), PartsParams> {
    let purpose = "evidence".to_owned();
    Call::new(client, &PARTS).params(PartsParams { purpose, file })
}

/// A long file arrives whole, in one body and as a part of one.
fn long_file(
    send_whole: fn(Call<(), WholeParams>) -> Sent,
    send_parts: fn(Call<(), PartsParams>) -> Sent,
) {
    let (server, seen) = serve(0);
    let client = client(&server.url());
    let file = || {
        let furthest = Arc::new(AtomicU64::new(0));
        Binary::from_reader(LENGTH, Counted { at: 0, furthest })
    };
    send_whole(whole(&client, file())).unwrap();
    send_parts(parts(&client, file().file_name("a.bin"))).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0].header("content-length"), Some("67108864"));
    assert_eq!(seen[0].header("transfer-encoding"), None);
    assert_eq!(
        seen[0].header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(seen[0].length, LENGTH);
    assert_eq!(seen[0].sum, LENGTH * u64::from(b'7'));
    let kind = seen[1].header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let head = String::from_utf8_lossy(&seen[1].body);
    let begin = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nevidence\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n777"
    );
    assert!(head.starts_with(&begin), "{}", &head[..300]);
    let around = begin.len() - 3 + format!("\r\n--{boundary}--\r\n").len();
    assert_eq!(seen[1].length, LENGTH + around as u64);
}

#[test]
fn long_files_by_ureq() {
    long_file(by_ureq, by_ureq);
}

#[test]
fn long_files_by_reqwest() {
    long_file(by_reqwest, by_reqwest);
}

/// Nothing reads ahead of what is sent but what lies in buffers: a server that takes nothing stops the reader.
fn reader_waits(send: fn(Call<(), WholeParams>) -> Sent) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let client: Client = Client::builder(&API, "sk")
        .base_url(address)
        .timeout(Duration::from_millis(800))
        .build()
        .unwrap();
    let furthest = Arc::new(AtomicU64::new(0));
    let reader = Counted {
        at: 0,
        furthest: Arc::clone(&furthest),
    };
    let error = send(whole(&client, Binary::from_reader(LENGTH, reader))).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    let furthest = furthest.load(Ordering::SeqCst);
    assert!(
        furthest > 0 && furthest < LENGTH / 4,
        "{furthest} bytes were read"
    );
    drop(listener);
}

#[test]
fn the_reader_waits_by_ureq() {
    reader_waits(by_ureq);
}

#[test]
fn the_reader_waits_by_reqwest() {
    reader_waits(by_reqwest);
}

/// What can be opened again is sent again; what cannot is not, although the server would take it.
fn again(send: fn(Call<(), PartsParams>) -> Sent) {
    let path = std::env::temp_dir().join(format!(
        "castiron-upload-{}-{send:p}.txt",
        std::process::id()
    ));
    std::fs::write(&path, "from the disk").unwrap();
    let (server, seen) = serve(1);
    send(parts(
        &client(&server.url()),
        Binary::from_path(&path).unwrap(),
    ))
    .unwrap();
    std::fs::remove_file(&path).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].body, seen[1].body);
    let text = String::from_utf8_lossy(&seen[0].body);
    assert!(
        text.contains("\r\n\r\nfrom the disk\r\n--castiron-"),
        "{text}"
    );
    assert!(text.contains("filename=\"castiron-upload-"), "{text}");

    let (server, seen) = serve(1);
    let once = Binary::from_reader(3, "abc".as_bytes());
    let error = send(parts(&client(&server.url()), once)).unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(seen.lock().unwrap().len(), 1);

    let (server, seen) = serve(0);
    let short = Binary::from_reader(5, "abc".as_bytes());
    let error = send(parts(&client(&server.url()), short)).unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error}");
    assert_eq!(seen.lock().unwrap().len(), 0);
}

#[test]
fn sent_again_by_ureq() {
    again(by_ureq);
}

#[test]
fn sent_again_by_reqwest() {
    again(by_reqwest);
}

/// Without a transport that streams, the body is in the request.
#[test]
fn collected() {
    let client = client("http://127.0.0.1:1");
    let file = Binary::from_opener(3, || Ok("abc".as_bytes()));
    let request = whole(&client, file.clone()).into_request().unwrap();
    assert_eq!(request.body(), "abc");
    assert_eq!(request.headers()["content-length"], "3");
    let memory = castiron_runtime::testing::Memory::new();
    memory.answer(200, "");
    let client: Client = Client::builder(&API, "sk")
        .base_url("http://127.0.0.1:1")
        .blocking_transport(memory.clone())
        .build()
        .unwrap();
    let options = RequestOptions::new().retries(0);
    whole(&client, file)
        .options(options)
        .send_blocking()
        .unwrap();
    assert_eq!(memory.requests()[0].body(), "abc");
}
