//! Answers that are read while they arrive, through both transports, from a server that counts.
#![cfg(all(feature = "reqwest", feature = "ureq"))]

mod server;

use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

use castiron_runtime::{Api, Auth, Call, Client, Error, Operation, RequestOptions};
use futures_util::StreamExt;

use server::{Do, Server, answer};

static API: Api = Api::new("Archives", "1").auth(Auth::None);
static READ: Operation = Operation::new("readArchive", "GET", "/archive");

const PIECE: usize = 64 << 10;
const PIECES: u64 = 256;
const LENGTH: u64 = PIECE as u64 * PIECES;

fn head(length: u64) -> Do {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nContent-Length: {length}\r\n\r\n"
    );
    Do::Send(head.into_bytes())
}

fn long() -> Vec<Do> {
    vec![head(LENGTH), Do::Repeat(vec![b'7'; PIECE], PIECES)]
}

fn call(server: &Server) -> Call<()> {
    let client: Client = Client::anonymous(&API)
        .base_url(server.url())
        .build()
        .unwrap();
    Call::new(&client, &READ)
}

fn wait<F: Future>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}

/// A path for a test of this name.
fn path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("castiron-{}-{name}", std::process::id()))
}

#[test]
fn to_writers_and_files() {
    let server = Server::start(|_| long());
    let file = path("to-file");
    wait(async {
        let mut download = call(&server).download().await.unwrap();
        assert_eq!(download.media_type(), Some("application/x-tar"));
        assert_eq!(download.content_length(), Some(LENGTH));
        let mut all = Vec::new();
        assert_eq!(download.to_writer(&mut all).await.unwrap(), LENGTH);
        assert!(all.iter().all(|byte| *byte == b'7'));
        let download = call(&server).download().await.unwrap();
        assert_eq!(download.to_file(&file).await.unwrap(), LENGTH);
        let sizes = call(&server).download().await.unwrap();
        let sizes = sizes.map(|chunk| chunk.unwrap().len() as u64);
        assert_eq!(sizes.fold(0, async |sum, size| sum + size).await, LENGTH);
        let whole = call(&server).download().await.unwrap().bytes().await;
        assert_eq!(whole.unwrap().len() as u64, LENGTH);
    });
    assert_eq!(std::fs::metadata(&file).unwrap().len(), LENGTH);
    let download = || call(&server).download_blocking().unwrap();
    assert_eq!(download().to_file(&file).unwrap(), LENGTH);
    assert_eq!(std::fs::metadata(&file).unwrap().len(), LENGTH);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(download().to_writer(std::io::sink()).unwrap(), LENGTH);
    assert_eq!(download().bytes().unwrap().len() as u64, LENGTH);
    let mut start = [0; 3];
    download().read_exact(&mut start).unwrap();
    assert_eq!(&start, b"777");
}

/// Who reads slowly is waited for, and who stops reading closes the connection.
#[test]
fn nothing_is_read_ahead_and_dropping_closes() {
    let server = Server::start(|_| vec![head(1 << 30), Do::Repeat(vec![b'7'; PIECE], 1 << 14)]);
    wait(async {
        let mut download = call(&server).download().await.unwrap();
        assert!(!download.chunk().await.unwrap().unwrap().is_empty());
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(
            server.sent() < 64 << 20,
            "{} bytes were sent",
            server.sent()
        );
        drop(download);
        tokio::time::sleep(Duration::from_millis(50)).await;
    });
    assert!(server.closed(1));
    let server = Server::start(|_| vec![head(1 << 30), Do::Repeat(vec![b'7'; PIECE], 1 << 14)]);
    let mut download = call(&server).download_blocking().unwrap();
    download.read_exact(&mut [0; 9]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        server.sent() < 64 << 20,
        "{} bytes were sent",
        server.sent()
    );
    drop(download);
    assert!(server.closed(1));
}

/// How a download fails, by both transports.
fn failures(server: &Server, options: &RequestOptions) -> [Error; 2] {
    let call = || call(server).options(options.clone().retries(0));
    let asynchronous = wait(async { call().download().await?.bytes().await.map(drop) });
    let blocking = (call().download_blocking()).and_then(|download| download.bytes().map(drop));
    [asynchronous.unwrap_err(), blocking.unwrap_err()]
}

#[test]
fn limits() {
    let server = Server::start(|_| long());
    for error in failures(&server, &RequestOptions::new().max_response_bytes(1000)) {
        assert!(matches!(error, Error::TooLarge(_)), "{error}");
        let says = "readArchive (GET /archive): the answer is too long: more than 1000 bytes";
        assert_eq!(error.to_string(), says);
    }
    let cut = Server::start(|_| vec![head(100), Do::Send(b"777".to_vec()), Do::Close]);
    for error in failures(&cut, &RequestOptions::new()) {
        assert!(matches!(error, Error::Connection(_)), "{error}");
    }
    // the time for an attempt ends with the head, the one for silence does not
    let pause = || Do::Wait(Duration::from_millis(150));
    let slow = Server::start(move |_| {
        let piece = || Do::Send(b"7".to_vec());
        vec![head(3), piece(), pause(), piece(), pause(), piece()]
    });
    let short = RequestOptions::new().timeout(Duration::from_millis(200));
    let patient = short.clone().idle_timeout(Duration::from_secs(20));
    let whole = || call(&slow).options(patient.clone());
    assert_eq!(
        wait(async { whole().download().await?.bytes().await }).unwrap(),
        "777"
    );
    assert_eq!(whole().download_blocking().unwrap().bytes().unwrap(), "777");
    for error in failures(
        &slow,
        &RequestOptions::new().idle_timeout(Duration::from_millis(50)),
    ) {
        assert!(matches!(error, Error::Timeout(_)), "{error}");
    }
    let silent = Server::start(|_| vec![Do::Wait(Duration::from_secs(3)), Do::Close]);
    for error in failures(&silent, &short) {
        assert!(matches!(error, Error::Timeout(_)), "{error}");
    }
}

#[test]
fn errors_are_read_and_files_stay_as_they_were() {
    let missing = r#"{"message":"no such archive"}"#;
    let server = Server::start(move |_| vec![Do::Send(answer("404 Not Found", &[], missing))]);
    for error in failures(&server, &RequestOptions::new()) {
        let says = "readArchive (GET /archive): 404 Not Found: no such archive";
        assert_eq!(error.to_string(), says);
    }
    let cut = Server::start(|_| vec![head(100), Do::Send(b"777".to_vec()), Do::Close]);
    let file = path("kept");
    std::fs::write(&file, "before").unwrap();
    let error = wait(async { call(&cut).download().await.unwrap().to_file(&file).await });
    let error = error.unwrap_err();
    let held = error
        .get_ref()
        .and_then(|error| error.downcast_ref::<Error>());
    assert!(matches!(held, Some(Error::Connection(_))), "{error}");
    let download = call(&cut).download_blocking().unwrap();
    assert!(download.to_file(&file).is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "before");
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let parts = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let parts = parts.filter(|entry| {
        let name_of = entry.as_ref().unwrap().file_name();
        name_of.to_string_lossy().starts_with(&format!("{name}."))
    });
    assert_eq!(parts.count(), 0, "parts are removed");
    std::fs::remove_file(&file).unwrap();
}

/// What is compressed counts as what it becomes, so that little on the wire can't fill the memory.
#[cfg(feature = "gzip")]
#[test]
fn compressed_answers() {
    use std::io::Write;
    let compressed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        let body = encoder.finish().unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        vec![Do::Send([head.into_bytes(), body].concat())]
    };
    let server = Server::start(move |request| match request.header("accept-encoding") {
        Some(accepted) if accepted.contains("gzip") => compressed(br#"{"compressed":true}"#),
        _ => vec![Do::Send(answer("200 OK", &[], "{}"))],
    });
    let both = |call: &dyn Fn() -> Call<castiron_runtime::Json>| {
        [call().send_blocking(), wait(call().into_future())]
    };
    let client: Client = Client::anonymous(&API)
        .base_url(server.url())
        .build()
        .unwrap();
    for answer in both(&|| Call::new(&client, &READ)) {
        assert_eq!(answer.unwrap().to_string(), r#"{"compressed":true}"#);
    }
    let bomb = compressed(&vec![b' '; 64 << 20]);
    let Do::Send(bytes) = &bomb[0] else { panic!() };
    assert!(bytes.len() < 1 << 18, "{}", bytes.len());
    let bytes = bytes.clone();
    let server = Server::start(move |_| vec![Do::Send(bytes.clone())]);
    let small = RequestOptions::new().max_response_bytes(1 << 20);
    let client: Client = Client::anonymous(&API)
        .base_url(server.url())
        .build()
        .unwrap();
    for answer in both(&|| Call::new(&client, &READ).options(small.clone())) {
        assert!(matches!(answer, Err(Error::TooLarge(_))), "{answer:?}");
    }
    for error in failures(&server, &small) {
        assert!(matches!(error, Error::TooLarge(_)), "{error}");
    }
}

/// A download that is cut goes on behind the bytes that it has, by both transports.
#[test]
fn goes_on_where_it_was_cut() {
    let server = Server::start(|request| {
        let header = |name: &str| {
            let mut headers = request.headers.iter();
            headers
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        };
        let from = header("range").map(|range| {
            assert_eq!(header("if-range").as_deref(), Some("\"1\""));
            let from = range.trim_start_matches("bytes=").trim_end_matches('-');
            from.parse::<u64>().unwrap()
        });
        let (status, range) = match from {
            None => ("200 OK", String::new()),
            Some(from) => {
                let range = format!("Content-Range: bytes {from}-{}/{LENGTH}\r\n", LENGTH - 1);
                ("206 Partial Content", range)
            }
        };
        let left = LENGTH - from.unwrap_or(0);
        let head =
            format!("HTTP/1.1 {status}\r\nETag: \"1\"\r\n{range}Content-Length: {left}\r\n\r\n");
        let sent = left.min(LENGTH / 2 + 1);
        let mut script = vec![Do::Send(head.into_bytes())];
        script.push(Do::Repeat(vec![b'7'; PIECE], sent / PIECE as u64));
        script.push(Do::Send(vec![b'7'; (sent % PIECE as u64) as usize]));
        if sent < left {
            script.push(Do::Close);
        }
        script
    });
    let call = || call(&server).options(RequestOptions::new().reconnects(3));
    let (file, all) = (path("goes-on"), vec![b'7'; LENGTH as usize]);
    assert_eq!(
        wait(async { call().download().await.unwrap().to_file(&file).await }).unwrap(),
        LENGTH
    );
    assert!(std::fs::read(&file).unwrap() == all);
    assert_eq!(
        call().download_blocking().unwrap().to_file(&file).unwrap(),
        LENGTH
    );
    assert!(std::fs::read(&file).unwrap() == all);
    std::fs::remove_file(&file).unwrap();
}
