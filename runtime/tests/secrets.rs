//! Secrets show in nothing that is printed: not in what the client's types are as text, not in errors and panics, not in spans
//! and logs, those of the transports' own libraries included.
#![cfg(all(
    feature = "hyper",
    feature = "ureq",
    feature = "tracing",
    feature = "oauth2"
))]

#[path = "server/mod.rs"]
mod server;

use std::fmt::{Debug, Write as _};
use std::future::IntoFuture;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use castiron_runtime::oauth2::OAuth2;
use castiron_runtime::{
    Api, Auth, Body, Call, Client, Credential, Events, Json, Operation, RequestOptions, Scheme,
};
use server::{Do, Server, answer};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Everything that was printed.
static PRINTED: Mutex<String> = Mutex::new(String::new());

fn print(text: &str) {
    let mut printed = PRINTED.lock().unwrap_or_else(PoisonError::into_inner);
    printed.push_str(text);
    printed.push('\n');
}

struct Traces;

impl Visit for Traces {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        print(&format!("{}={value:?}", field.name()));
    }
}

impl Subscriber for Traces {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut Traces);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Traces);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Traces);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Logs;

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }
    fn log(&self, record: &log::Record<'_>) {
        print(&format!("{} {}", record.target(), record.args()));
    }
    fn flush(&self) {}
}

static API: Api = Api::new("Secrets", "1")
    .schemes(&[
        Scheme::new("bearer", Auth::Bearer),
        Scheme::new("basic", Auth::Basic),
        Scheme::new("header", Auth::Header("x-key")),
        Scheme::new("query", Auth::Query("key")),
        Scheme::new("cookie", Auth::Cookie("session")),
        Scheme::new("oauth", Auth::Bearer),
    ])
    .idempotency_header("idempotency-key");

macro_rules! operations {
    ($($scheme:literal),*) => {
        [$(
            Operation::new($scheme, "GET", "/{what}").security(&[&[$scheme]]),
            Operation::new($scheme, "POST", "/{what}").body(Body::Json).security(&[&[$scheme]]),
        )*]
    };
}
static OPERATIONS: [Operation; 12] =
    operations!("bearer", "basic", "header", "query", "cookie", "oauth");

/// What must not be seen, also as the text that user and password become.
const SECRETS: [&str; 9] = [
    "hushbearer",
    "hushpassword",
    "hushheader",
    "hushquery",
    "hushcookie",
    "hushclient",
    "hushtoken",
    "hushoption",
    "bWU6aHVzaHBhc3N3b3Jk",
];

const CASES: [&str; 9] = [
    "ok", "html", "401", "404", "500", "redirect", "cut", "garbage", "close",
];

fn serve() -> Server {
    Server::start(|request| {
        let case = request.target.split(['/', '?']).nth(1).unwrap_or_default();
        let json = [("Content-Type", "application/json")];
        let answer = match case {
            "token" => answer(
                "200 OK",
                &json,
                r#"{"access_token":"hushtoken","token_type":"bearer","expires_in":60}"#,
            ),
            "ok" => answer("200 OK", &json, r#"{"a":1}"#),
            "html" => answer("200 OK", &[("Content-Type", "text/html")], "<html>"),
            "401" => answer("401 Unauthorized", &json, r#"{"error":"no"}"#),
            "404" => answer("404 Not Found", &json, r#"{"error":"no"}"#),
            "500" => answer("500 Oh", &json, r#"{"error":"no"}"#),
            "redirect" => answer("302 Found", &[("Location", "http://other.invalid/")], ""),
            "cut" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec(),
            "garbage" => b"no HTTP\r\n\r\n".to_vec(),
            _ => Vec::new(),
        };
        vec![Do::Send(answer), Do::Close]
    })
}

#[test]
fn secrets_are_not_printed() {
    tracing::subscriber::set_global_default(Traces).unwrap();
    log::set_logger(&Logs).unwrap();
    // on the level `trace` ureq writes every byte of a connection, and says so
    log::set_max_level(log::LevelFilter::Debug);
    std::panic::set_hook(Box::new(|panic| print(&panic.to_string())));

    let server = serve();
    let tokens = OAuth2::client_credentials(format!("{}/token", server.url()), "me", "hushclient");
    let tokens = tokens.unwrap().parameter("audience", "hushoption");
    print(&format!("{tokens:?}"));
    let builder = Client::anonymous(&API)
        .base_url(server.url())
        .credential("bearer", "hushbearer")
        .credential("basic", Credential::basic("me", "hushpassword"))
        .credential("header", "hushheader")
        .credential("query", "hushquery")
        .credential("cookie", "hushcookie")
        .oauth2("oauth", tokens)
        .retries(0);
    print(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    print(&format!("{client:?}"));
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    for operation in &OPERATIONS {
        for case in CASES {
            let options = || RequestOptions::new().header("x-own", "hushoption");
            print(&format!("{:?}", options()));
            let call = || {
                let call = Call::<Json>::new(&client, operation).path("what", case);
                // a repetition is an event, and takes a while
                let retries = u32::from(case == "500" && operation.method() == "GET");
                call.options(options().retries(retries))
            };
            print(&format!("{:?}", call()));
            let outcomes = [
                runtime.block_on(call().into_future()),
                call().send_blocking(),
            ];
            for outcome in outcomes {
                if let Err(error) = &outcome {
                    print(&format!(
                        "{error} {error:#?} {:?}",
                        std::error::Error::source(error)
                    ));
                }
                // a program that does not handle it
                let panicked = catch_unwind(AssertUnwindSafe(|| drop(outcome.unwrap())));
                drop(panicked);
            }
            let stream = || call().stream_as::<Events<Json>>();
            let opened = runtime
                .block_on(async { stream().stream().await.map(|stream| format!("{stream:?}")) });
            print(&format!("{opened:?}"));
            let down = runtime.block_on(async { call().download().await });
            print(&format!("{down:?}"));
            if let Ok(request) = call().into_request() {
                print(&format!("{:?}", request.headers()));
            }
        }
    }
    let _ = std::panic::take_hook();
    let printed = PRINTED.lock().unwrap();
    assert!(
        printed.contains("http.request.method=\"GET\""),
        "spans were recorded"
    );
    let mut found = String::new();
    for secret in SECRETS {
        for line in printed.lines().filter(|line| line.contains(secret)).take(3) {
            let _ = writeln!(found, "{secret}: {line}");
        }
    }
    assert!(found.is_empty(), "{found}");
}
