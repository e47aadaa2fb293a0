//! What the client does when a server misbehaves: each row of the table in `docs/FAULTS.md`, through both transports,
//! against a server that does exactly that.
#![cfg(all(feature = "reqwest", feature = "ureq"))]

#[path = "../server/mod.rs"]
mod server;

mod cases;
mod flows;
#[cfg(feature = "gzip")]
mod gzip;
mod many;
mod quick;

use std::fmt::Write as _;
use std::future::IntoFuture;
use std::time::Duration;

use castiron_runtime::{Api, Auth, Body, Call, Client, Error, Operation, RequestOptions, Response};

use cases::{CASES, Case};
use quick::Quick;
use server::Server;

static PLAIN: Api = Api::new("Faults", "1").auth(Auth::Bearer);
static KEYED: Api = Api::new("Faults", "1")
    .auth(Auth::Bearer)
    .idempotency_header("Idempotency-Key");
static READ: Operation = Operation::new("read", "GET", "/v1/things");
static WRITE: Operation = Operation::new("write", "POST", "/v1/things").body(Body::Json);

#[derive(Clone, Debug, PartialEq)]
struct WriteParams {
    number: i64,
}
castiron_runtime::params!(WriteParams { number: required "number" => body });

#[derive(Clone, Debug)]
struct Thing {
    right: i64,
}
castiron_runtime::object!(Thing { right: required "right" });

#[derive(Clone, Copy, Debug)]
enum Carrier {
    Ureq,
    Hyper,
}

fn send<P>(carrier: Carrier, call: Call<Thing, P>) -> Result<Response<Thing>, Error> {
    match carrier {
        Carrier::Ureq => call.send_blocking(),
        Carrier::Hyper => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(call.into_future()),
    }
}

/// One cell of the table: how a call ended, how many requests the server saw, and what it asked to wait for.
fn cell(carrier: Carrier, case: &Case, api: &'static Api, writes: bool) -> String {
    // where credentials must not go
    let other = Server::start(|_| Vec::new());
    let address = other.url();
    let seen = std::sync::atomic::AtomicU64::new(0);
    let act = case.act;
    let server = Server::start(move |request| {
        let seen = seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        act(request, seen, &address)
    });
    let timeout = Duration::from_millis(if case.slow { 400 } else { 33_333 });
    let quick = Quick::new(timeout);
    let client: Client = Client::builder(api, "sk_secret")
        .base_url(server.url())
        .transport(quick.clone())
        .blocking_transport(quick.clone())
        .timeout(timeout)
        .options(RequestOptions::new().max_response_bytes(1 << 20))
        .build()
        .unwrap();
    let call = || {
        if writes {
            let call = Call::<Thing, WriteParams>::new(&client, &WRITE);
            return send(carrier, call.params(WriteParams { number: 1 }));
        }
        send(carrier, Call::<Thing>::new(&client, &READ))
    };
    let mut outcome = call();
    let mut requests = server.requests();
    if case.twice && outcome.is_ok() {
        // what is left on the connection must not answer another call
        std::thread::sleep(Duration::from_millis(200));
        outcome = call();
        requests = server.requests() - requests;
    }
    assert_eq!(other.requests(), 0, "credentials went to another server");
    let mut text = match &outcome {
        Ok(answer) if answer.right == 1 => "the answer".to_owned(),
        Ok(_) => "another answer".to_owned(),
        Err(error) => {
            assert!(!error.to_string().contains("sk_secret"));
            format!("`{}`", variant(error))
        }
    };
    let plural = if requests == 1 { "" } else { "s" };
    write!(text, ", {requests} request{plural}").unwrap();
    for wait in quick.waits() {
        if wait.subsec_nanos() == 0 {
            write!(text, ", after {} s", wait.as_secs()).unwrap();
        }
    }
    text
}

fn variant(error: &Error) -> String {
    match error {
        Error::Build(_) => "Build".to_owned(),
        Error::Connection(_) => "Connection".to_owned(),
        Error::Timeout(_) => "Timeout".to_owned(),
        Error::TooLarge(_) => "TooLarge".to_owned(),
        Error::Api(error) => format!("Api` {} `{}", error.status().as_u16(), error_text(error)),
        Error::Decode(_) => "Decode".to_owned(),
        Error::Redirect(_) => "Redirect".to_owned(),
        _ => format!("{error:?}"),
    }
}

fn error_text(error: &castiron_runtime::ApiError) -> String {
    let text = error.to_string();
    assert!(text.len() < 400, "the excerpt is bounded: {}", text.len());
    let text = text.split_once(": ").map_or("no message", |(_, text)| text);
    text.chars().take(20).collect()
}

/// The row that a case makes; both transports must come to the same.
fn row(case: &Case) -> String {
    let mut row = format!("| `{}` | {} |", case.name, case.says);
    for (api, writes) in [(&PLAIN, false), (&KEYED, true), (&PLAIN, true)] {
        let [ureq, reqwest] =
            [Carrier::Ureq, Carrier::Hyper].map(|carrier| cell(carrier, case, api, writes));
        assert_eq!(ureq, reqwest, "{}: ureq and reqwest differ", case.name);
        write!(row, " {ureq} |").unwrap();
    }
    row
}

fn rows() -> Vec<&'static str> {
    let table = include_str!("../../../docs/FAULTS.md");
    table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect()
}

/// Checks that the table says of a case what happens.
fn check(name: &str) {
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    check_case(case);
}

fn check_case(case: &Case) {
    let row = row(case);
    assert!(
        rows().contains(&row.as_str()),
        "docs/FAULTS.md has not this row:\n{row}"
    );
}

#[test]
fn each_row_is_a_test() {
    let known = |row: &&str| row.split('`').nth(1).map(str::to_owned);
    // what is compressed is compressed by a feature
    let is_here = |row: &String| cfg!(feature = "gzip") || !row.starts_with("gzip_");
    let rows: Vec<_> = rows().iter().filter_map(known).filter(is_here).collect();
    let cases = CASES.iter().map(|case| case.name.to_owned());
    let flows = flows::FLOWS.iter().map(|flow| flow.name.to_owned());
    #[cfg(feature = "gzip")]
    let flows = flows.chain(gzip::CASES.iter().map(|case| case.name.to_owned()));
    let cases: Vec<_> = cases.chain(flows).collect();
    assert_eq!(rows, cases, "the rows of docs/FAULTS.md and the cases");
}
