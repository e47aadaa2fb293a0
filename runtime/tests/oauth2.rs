//! Tokens that are renewed by themselves: one request for many that need it, renewal before the end and after a 401, refresh
//! tokens that are replaced, and nothing secret in what is shown.
#![cfg(feature = "oauth2")]

use std::future::IntoFuture;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use castiron_runtime::oauth2::OAuth2;
use castiron_runtime::testing::Memory;
use castiron_runtime::{Api, Auth, Call, Client, Json, Operation, Scheme, Secret};

static API: Api = Api::new("Tokens", "1")
    .server("https://api.example")
    .schemes(&[Scheme::new("login", Auth::Bearer)])
    .security(&[&["login"]]);
static READ: Operation = Operation::new("read", "GET", "/things");

/// Answers requests for tokens with `t1`, `t2` and so on, and any other by what the closure says of its token.
fn server(
    token: impl Fn(u32) -> String + Send + 'static,
    thing: impl Fn(&str) -> u16 + Send + 'static,
) -> Memory {
    let memory = Memory::new();
    let mut count = 0;
    memory.respond(move |request| {
        let (status, body) = match request.uri().host() {
            Some("login.example") => {
                count += 1;
                (200, token(count))
            }
            _ => {
                let proof = request.headers()["authorization"].to_str().unwrap();
                (thing(proof), "{}".to_owned())
            }
        };
        let answer = http::Response::builder().status(status);
        let answer = answer.header("content-type", "application/json");
        Ok(answer.body(Bytes::from(body)).unwrap())
    });
    memory
}

fn lasting(count: u32) -> String {
    format!(r#"{{"access_token":"t{count}","token_type":"bearer","expires_in":3600}}"#)
}

fn client(memory: &Memory, tokens: &OAuth2) -> Client {
    let client = Client::anonymous(&API).oauth2("login", tokens.clone());
    let client = client.transport(memory.clone()).retries(0);
    client.blocking_transport(memory.clone()).build().unwrap()
}

fn block_on<F: IntoFuture>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let mut runtime = runtime;
    runtime.build().unwrap().block_on(future.into_future())
}

/// What each request was, in short.
fn seen(memory: &Memory) -> Vec<String> {
    let short = |request: &http::Request<Bytes>| match request.uri().host() {
        Some("login.example") => String::from_utf8(request.body().to_vec()).unwrap(),
        _ => request.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned(),
    };
    memory.requests().iter().map(short).collect()
}

fn credentials() -> OAuth2 {
    let tokens = OAuth2::client_credentials("https://login.example/token", "me", "hush-secret");
    tokens
        .unwrap()
        .scope("a")
        .scope("b")
        .parameter("audience", "things")
}

#[test]
fn one_token_for_many() {
    for blocking in [false, true] {
        let memory = server(lasting, |_| 200);
        let client = client(&memory, &credentials());
        for _ in 0..3 {
            let call = Call::<Json>::new(&client, &READ);
            match blocking {
                true => call.send_blocking().map(drop),
                false => block_on(call).map(drop),
            }
            .unwrap();
        }
        assert_eq!(
            seen(&memory),
            [
                "grant_type=client_credentials&scope=a+b&audience=things",
                "Bearer t1",
                "Bearer t1",
                "Bearer t1",
            ]
        );
        let asked = &memory.requests()[0];
        // RFC 6749, 2.3.1
        assert_eq!(
            asked.headers()["authorization"],
            "Basic bWU6aHVzaC1zZWNyZXQ="
        );
        assert_eq!(
            asked.headers()["content-type"],
            "application/x-www-form-urlencoded"
        );
    }
}

/// All of them meet a server that has forgotten the token: one asks for a new one, and the others take it.
#[test]
fn a_refused_token_is_renewed_once() {
    let memory = server(
        lasting,
        |proof| if proof == "Bearer t1" { 401 } else { 200 },
    );
    let client = client(&memory, &credentials());
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || Call::<Json>::new(&client, &READ).send_blocking().map(drop))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap().unwrap();
    }
    block_on(Call::<Json>::new(&client, &READ)).unwrap();
    let asked = |text: &&String| text.starts_with("grant_type");
    assert_eq!(
        seen(&memory).iter().filter(asked).count(),
        2,
        "{:?}",
        seen(&memory)
    );
}

/// What has ended is asked for again; what never ends is not.
#[test]
fn ends() {
    let ended = |count: u32| {
        format!(r#"{{"access_token":"t{count}","token_type":"bearer","expires_in":0}}"#)
    };
    let endless = |count: u32| format!(r#"{{"access_token":"t{count}","token_type":"bearer"}}"#);
    for (memory, tokens) in [(server(ended, |_| 200), 2), (server(endless, |_| 200), 1)] {
        let client = client(&memory, &credentials());
        for _ in 0..2 {
            block_on(Call::<Json>::new(&client, &READ)).unwrap();
        }
        let asked = seen(&memory)
            .iter()
            .filter(|text| text.starts_with("grant"))
            .count();
        assert_eq!(asked, tokens);
    }
}

#[test]
fn refresh_tokens_are_replaced() {
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let keep = Arc::clone(&kept);
    let token = |count: u32| {
        format!(
            r#"{{"access_token":"t{count}","token_type":"bearer","expires_in":0,"refresh_token":"r{count}"}}"#
        )
    };
    let memory = server(token, |_| 200);
    let tokens = OAuth2::refresh_token("https://login.example/token", "me", None, "r0").unwrap();
    let tokens = tokens.on_refresh_token(move |token: &Secret| {
        keep.lock().unwrap().push(token.expose().to_owned());
    });
    let client = client(&memory, &tokens);
    block_on(Call::<Json>::new(&client, &READ)).unwrap();
    Call::<Json>::new(&client, &READ).send_blocking().unwrap();
    let asked: Vec<_> = seen(&memory)
        .into_iter()
        .filter(|text| text.starts_with("grant"))
        .collect();
    assert_eq!(
        asked,
        [
            "grant_type=refresh_token&refresh_token=r0&client_id=me",
            "grant_type=refresh_token&refresh_token=r1&client_id=me",
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["r1", "r2"]);
}

/// The server of the tokens refuses, or says nothing that can be read: the call says so, and shows no secret.
#[test]
fn no_token() {
    for (answer, says) in [
        (r#"{"access_token":"t-hush""#, "what is no token"),
        ("<html>", "what is no token"),
    ] {
        let memory = server(move |_| answer.to_owned(), |_| 200);
        let client = client(&memory, &credentials());
        let error = block_on(Call::<Json>::new(&client, &READ)).unwrap_err();
        let blocking = Call::<Json>::new(&client, &READ)
            .send_blocking()
            .unwrap_err();
        for error in [error, blocking] {
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(says), "{shown}");
            assert!(!shown.contains("hush"), "{shown}");
        }
    }
    let memory = Memory::new();
    memory.answer(
        401,
        r#"{"error":"invalid_client","error_description":"who are you"}"#,
    );
    memory.fail(castiron_runtime::TransportErrorKind::Connect);
    let client = client(&memory, &credentials());
    let error = block_on(Call::<Json>::new(&client, &READ)).unwrap_err();
    assert!(
        error.to_string().contains("invalid_client: who are you"),
        "{error}"
    );
    // what the network does is what it is for any request
    let error = block_on(Call::<Json>::new(&client, &READ)).unwrap_err();
    assert!(
        matches!(error, castiron_runtime::Error::Connection(_)),
        "{error}"
    );
    assert!(!format!("{:?} {client:?}", credentials()).contains("hush"));
    assert!(OAuth2::client_credentials("no url", "a", "b").is_err());
}
