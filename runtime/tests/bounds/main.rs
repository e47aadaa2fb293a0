//! What holds on the wire whatever the server or a value does: secrets stay with their server, values in their places, answers
//! within their bounds, and what may have had its effect is not sent again.
#![cfg(all(feature = "hyper", feature = "ureq", feature = "gzip"))]

mod json;
#[path = "../server/mod.rs"]
mod server;

use std::future::IntoFuture;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use castiron_runtime::hyper::Hyper;
use castiron_runtime::testing::Memory;
use castiron_runtime::{
    Api, Auth, Body, Call, Client, Credential, Error, Json, Lines, Operation, RequestOptions,
    Scheme, TransportErrorKind,
};
use server::{Do, Server, answer};

static API: Api = Api::new("Bounds", "1").schemes(&[
    Scheme::new("bearer", Auth::Bearer),
    Scheme::new("basic", Auth::Basic),
    Scheme::new("header", Auth::Header("x-key")),
    Scheme::new("query", Auth::Query("key")),
    Scheme::new("cookie", Auth::Cookie("session")),
]);
const SCHEMES: [&str; 5] = ["bearer", "basic", "header", "query", "cookie"];
static OPERATIONS: [Operation; 5] = [
    Operation::new("bearer", "GET", "/x").security(&[&["bearer"]]),
    Operation::new("basic", "GET", "/x").security(&[&["basic"]]),
    Operation::new("header", "GET", "/x").security(&[&["header"]]),
    Operation::new("query", "GET", "/x").security(&[&["query"]]),
    Operation::new("cookie", "GET", "/x").security(&[&["cookie"]]),
];
static READ: Operation = Operation::new("read", "GET", "/x");
static WRITE: Operation = Operation::new("write", "POST", "/x").body(Body::Json);
static PATH: Operation = Operation::new("path", "GET", "/a/{one}/b/{two}/c");
const HUSH: &str = "hush-4f1c";

fn client(url: &str) -> Client {
    // reading the certificates of the system takes a while
    static HYPER: OnceLock<Hyper> = OnceLock::new();
    let hyper = HYPER.get_or_init(|| Hyper::new().unwrap()).clone();
    let mut client = Client::anonymous(&API)
        .base_url(url)
        .transport(hyper)
        .retries(0);
    for scheme in SCHEMES {
        let credential = match scheme {
            "basic" => Credential::basic("me", HUSH),
            _ => HUSH.into(),
        };
        client = client.credential(scheme, credential);
    }
    client.build().unwrap()
}

/// Sends a call in both ways.
fn both<T: castiron_runtime::FromAnswer + 'static>(
    call: impl Fn() -> Call<T>,
) -> [Result<(), Error>; 2] {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    let awaited = runtime.block_on(call().into_future()).map(drop);
    [awaited, call().send_blocking().map(drop)]
}

/// No status and no place of a credential takes it to another scheme, host or port.
#[test]
fn credentials_stay_with_their_server() {
    let other = Server::start(|_| vec![Do::Send(answer("200 OK", &[], "{}"))]);
    let port = other.url().rsplit(':').next().unwrap().to_owned();
    let targets = [
        other.url(),
        format!("http://localhost:{port}/"),
        format!("http://127.0.0.2:{port}/x"),
        format!("//127.0.0.1:{port}/x"),
        // another scheme at this server's own address: see below
        "https://HERE/x".to_owned(),
        format!("http://HERE@127.0.0.1:{port}/x"),
        format!("\\\\127.0.0.1:{port}\\x"),
        format!("http:\\\\127.0.0.1:{port}\\x"),
    ];
    for target in targets {
        let location = target.clone();
        let here = Server::start(move |request| {
            let host = request.header("host").unwrap_or_default();
            let location = location.replace("HERE", host);
            let status = request.target.split(['/', '?']).nth(1).unwrap_or_default();
            let status = if status == "x" { "302" } else { status };
            vec![Do::Send(answer(
                &format!("{status} Elsewhere"),
                &[("Location", &location)],
                "",
            ))]
        });
        for status in ["301", "302", "303", "307", "308"] {
            for operation in &OPERATIONS {
                let client = client(&format!("{}/{status}", here.url()));
                for outcome in both(|| Call::<Json>::new(&client, operation)) {
                    let error = outcome.unwrap_err();
                    assert!(
                        !matches!(error, Error::Decode(_)),
                        "{target} {status}: {error}"
                    );
                    let shown = format!("{error} {error:?}");
                    assert!(!shown.contains(HUSH), "{shown}");
                }
            }
        }
    }
    assert_eq!(other.requests(), 0);
}

/// Random texts of characters that mean something somewhere.
fn texts() -> impl Iterator<Item = String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % bound
    };
    let special: Vec<char> =
        "/\\.%?#&=;,:@ \r\n\t\0\"'<>{}[]|^`~+*()!$\u{7f}\u{85}ä€😀\u{2028}\u{202e}"
            .chars()
            .collect();
    let fixed = [
        "..",
        ".",
        "%2e%2e",
        "../..",
        "..%2f",
        "a/../b",
        "%00",
        "//evil.example",
        "\\..\\",
        "?x",
        "#x",
    ];
    let random = (0..2000).map(move |_| {
        let length = 1 + below(6);
        let mut pick = || match below(3) {
            0 => char::from(b'a' + u8::try_from(below(26)).unwrap()),
            _ => special[below(special.len())],
        };
        (0..length).map(|_| pick()).collect()
    });
    fixed.into_iter().map(str::to_owned).chain(random)
}

/// A value of the path is one segment, which decodes to the value; what would not stay one is refused.
#[test]
fn values_stay_in_their_segment() {
    let client = client("https://api.example/base");
    let mut made = 0;
    for text in texts() {
        let call = Call::<Json>::new(&client, &PATH)
            .path("one", text.as_str())
            .path("two", "z");
        let Ok(request) = call.into_request() else {
            continue;
        };
        made += 1;
        let uri = request.uri();
        assert_eq!(uri.host(), Some("api.example"), "{text:?}");
        assert_eq!(uri.query(), None, "{text:?}");
        let segments: Vec<_> = uri.path().split('/').collect();
        let ["", "base", "a", one, "b", "z", "c"] = segments[..] else {
            panic!("{text:?} became {uri}");
        };
        let decoded = percent_encoding::percent_decode_str(one)
            .decode_utf8()
            .unwrap();
        assert_eq!(decoded, text);
        let dots = one.replace("%2e", ".").replace("%2E", ".");
        assert!(
            dots != "." && dots != ".." && !one.contains(['\\', '%', ';']) || one.contains('%'),
            "{one}"
        );
        assert!(
            one.bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\'),
            "{one}"
        );
    }
    assert!(made > 1900, "{made}");
}

/// A header's value is what it was, or is refused; a cookie can't begin another.
#[test]
fn headers_and_cookies_stay_one() {
    for text in texts() {
        let client = Client::anonymous(&API)
            .base_url("https://api.example")
            .credential("cookie", text.as_str());
        let client = client.without_transport().build().unwrap();
        let options = RequestOptions::new().header("x-own", text.clone());
        let call = Call::<Json>::new(&client, &READ).options(options);
        match call.into_request() {
            Ok(request) => {
                assert_eq!(request.headers()["x-own"].as_bytes(), text.as_bytes());
                assert!(!text.contains(['\r', '\n', '\0']), "{text:?}");
            }
            Err(error) => assert!(
                text.contains(|c: char| c.is_ascii_control()),
                "{text:?}: {error}"
            ),
        }
        let request = Call::<Json>::new(&client, &OPERATIONS[4])
            .into_request()
            .unwrap();
        let cookie = request.headers()["cookie"].to_str().unwrap();
        let value = cookie.strip_prefix("session=").unwrap();
        assert!(
            !value.contains([';', ',', '"', '\\', ' ', '=']),
            "{text:?} became {cookie}"
        );
    }
}

fn packed(bytes: &[u8], times: u64) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..times {
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap()
}

/// 32 MiB of nothing in 32 KiB are an error at the limit, not memory; and within it they come out whole.
#[test]
fn decompression_is_bounded() {
    let bomb = packed(&vec![b' '; 1 << 20], 32);
    let server = Server::start(move |request| {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        let body = match request.header("x-own") {
            Some("small") => packed(br#"{"a":1}"#, 1),
            Some("cut") => packed(br#"{"a":1}"#, 1)[..10].to_vec(),
            _ => bomb.clone(),
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        vec![Do::Send([head.into_bytes(), body].concat())]
    });
    let client = client(&server.url());
    let call = |what: &'static str| {
        let options = RequestOptions::new()
            .header("x-own", what)
            .max_response_bytes(1 << 20);
        let client = client.clone();
        move || Call::<Json>::new(&client, &READ).options(options.clone())
    };
    for outcome in both(call("bomb")) {
        assert!(matches!(outcome, Err(Error::TooLarge(_))), "{outcome:?}");
    }
    for outcome in both(call("small")) {
        outcome.unwrap();
    }
    for outcome in both(call("cut")) {
        assert!(matches!(outcome, Err(Error::Connection(_))), "{outcome:?}");
    }
    // a stream of it ends where its own limit is
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    let error = runtime.block_on(async {
        let options = RequestOptions::new().max_item_bytes(1 << 16);
        let call = Call::<()>::new(&client, &READ)
            .stream_as::<Lines<Json>>()
            .options(options);
        call.stream().await.unwrap().try_next().await.unwrap_err()
    });
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
}

/// Deep nesting is an error of decoding, however deep, and numbers are what they are or an error with their path.
#[test]
fn nesting_and_numbers() {
    let memory = Memory::new();
    let client: Client = Client::anonymous(&API)
        .base_url("https://api.example")
        .blocking_transport(memory.clone())
        .build()
        .unwrap();
    for depth in [1_000, 1_000_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            memory.answer(
                200,
                format!("{}1{}", open.repeat(depth), close.repeat(depth)),
            );
            let error = Call::<Json>::new(&client, &READ)
                .send_blocking()
                .unwrap_err();
            assert!(matches!(error, Error::Decode(_)), "{error}");
        }
    }
    for (text, right) in [
        ("9223372036854775807", true),
        ("-9223372036854775808", true),
        ("9223372036854775808", false),
        ("1e400", false),
        ("NaN", false),
        ("1.5", false),
    ] {
        memory.answer(200, text);
        let answer = Call::<i64>::new(&client, &READ).send_blocking();
        assert_eq!(answer.is_ok(), right, "{text}");
    }
    memory.answer(200, "1".repeat(1 << 20));
    assert!(Call::<i64>::new(&client, &READ).send_blocking().is_err());
}

/// For every status and every kind of failure: what has no key goes out once, unless it is certain that nothing happened.
#[test]
fn nothing_without_a_key_goes_twice() {
    static PLAIN: Api = Api::new("Plain", "1").server("https://plain.example");
    let requests = |prepare: &dyn Fn(&Memory)| {
        let memory = Memory::new();
        prepare(&memory);
        memory.respond(|_| Ok(http::Response::new(Bytes::from("{}"))));
        let client: Client = Client::builder(&PLAIN, "k")
            .blocking_transport(memory.clone())
            .retries(5)
            .build()
            .unwrap();
        let _ = Call::<Json>::new(&client, &WRITE).send_blocking();
        memory.requests().len()
    };
    for status in 200..600 {
        let sent = requests(&|memory| memory.answer(status, "{}"));
        assert_eq!(sent, if status == 429 { 2 } else { 1 }, "{status}");
        let advised = [
            ("x-should-retry", "true"),
            ("retry-after", "0"),
            ("location", "/y"),
        ];
        let sent = requests(&|memory| memory.answer_with(status, &advised, "{}"));
        assert_eq!(sent, if status == 429 { 2 } else { 1 }, "{status}");
    }
    for (kind, sent) in [
        (TransportErrorKind::Connect, 2),
        (TransportErrorKind::Timeout, 1),
        (TransportErrorKind::Other, 1),
        (TransportErrorKind::TooLarge, 1),
    ] {
        assert_eq!(requests(&|memory| memory.fail(kind)), sent, "{kind:?}");
    }
}

/// A server whose certificate nobody vouches for gets no request, over either transport.
#[test]
fn certificates_are_verified() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let read = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&read);
    std::thread::spawn(move || {
        for stream in listener.incoming().take(8).flatten() {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let server = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut server = rustls::StreamOwned::new(server, stream);
            let mut byte = [0];
            if server.read(&mut byte).is_ok_and(|count| count > 0) {
                seen.store(true, Ordering::SeqCst);
            }
        }
    });
    let client = client(&format!("https://localhost:{port}"));
    for outcome in both(|| Call::<Json>::new(&client, &OPERATIONS[0])) {
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::Connection(_)), "{error}");
        assert!(
            error.to_string().to_lowercase().contains("certificate"),
            "{error}"
        );
        assert!(!format!("{error:?}").contains(HUSH));
    }
    assert!(!read.load(Ordering::SeqCst), "a request went out");
}
