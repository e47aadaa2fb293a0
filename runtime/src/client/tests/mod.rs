//! The client over the transport in memory.

use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;

use super::*;
use crate as rt;
use crate::testing::Memory;
use crate::{Body, Json, List};

mod credentials;
mod faults;
mod hooked;
mod pages;
mod parts;
mod places;
mod resumed;
mod servers;
mod shared;
#[cfg(feature = "tracing")]
mod traced;

static API: Api = Api::new("Tests", "1.0")
    .server("https://api.example/base/")
    .version_header("Api-Version", "2021-08-04")
    .account_header("Api-Account")
    .idempotency_header("Idempotency-Key")
    .error_message("/error/message");

static GET: Operation = Operation::new("GetThing", "GET", "/v1/things/{thing}");
static CREATE: Operation = Operation::new("PostThings", "POST", "/v1/things").body(Body::Form);

#[derive(Clone, Debug, PartialEq)]
struct Thing {
    id: String,
}
rt::object!(Thing { id: required "id" });

fn client(memory: &Memory) -> Client {
    Client::builder(&API, "sk_secret")
        .transport(memory.clone())
        .blocking_transport(memory.clone())
        .build()
        .unwrap()
}

/// Runs a future whose wakes come at once or never.
pub(super) fn run<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    for _ in 0..100 {
        if let Poll::Ready(output) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return output;
        }
    }
    panic!("the future never ends");
}

/// What a program hands to another thread or spawns as a task: that these are so is part of their interface.
#[test]
fn calls_go_from_thread_to_thread() {
    fn sent<T: Send>() {}
    fn shared<T: Send + Sync>() {}
    fn spawned<F: IntoFuture<IntoFuture: Send>>(_: F) {}
    shared::<Client>();
    shared::<Error>();
    shared::<Response<Thing>>();
    sent::<Call<Thing>>();
    sent::<crate::Pages<List<Thing>>>();
    sent::<crate::BlockingPages<List<Thing>>>();
    spawned(get(&client(&Memory::new())));
}

fn get(client: &Client) -> Call<Thing> {
    Call::new(client, &GET).path("thing", "th_1")
}

#[test]
fn a_call_is_awaited_or_blocks() {
    let memory = Memory::new();
    memory.answer_with(200, &[("request-id", "req_1")], r#"{"id":"th_1"}"#);
    memory.answer(200, r#"{"id":"th_2"}"#);
    let client = client(&memory);
    let first = run(get(&client)).unwrap();
    assert_eq!(
        (
            first.id.as_str(),
            first.status().as_u16(),
            first.request_id()
        ),
        ("th_1", 200, Some("req_1"))
    );
    assert_eq!(
        get(&client).send_blocking().unwrap().into_inner().id,
        "th_2"
    );
    let request = &memory.requests()[0];
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://api.example/base/v1/things/th_1");
    assert_eq!(request.headers()["authorization"], "Bearer sk_secret");
    assert_eq!(request.headers()["api-version"], "2021-08-04");
    assert_eq!(request.headers()["accept"], "application/json");
    assert!(
        request.headers()["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("castiron/")
    );
    assert!(!request.headers().contains_key("idempotency-key"));
}

#[test]
fn options_come_before_the_clients() {
    let memory = Memory::new();
    memory.answer(200, r#"{"id":"x"}"#);
    let client: Client = Client::builder(&API, "sk_secret")
        .blocking_transport(memory.clone())
        .base_url("http://localhost:12111/")
        .account("acct_usual")
        .app_info("shop", "2")
        .build()
        .unwrap();
    let options = RequestOptions::new()
        .api_key("sk_other")
        .account("acct_1")
        .api_version("2020-01-01")
        .idempotency_key("k")
        .header("X-Own", "1")
        .timeout(Duration::from_secs(3));
    get(&client).options(options).send_blocking().unwrap();
    let request = &memory.requests()[0];
    // the document's path stays where the URL has none
    assert_eq!(request.uri(), "http://localhost:12111/base/v1/things/th_1");
    for (name, value) in [
        ("authorization", "Bearer sk_other"),
        ("api-account", "acct_1"),
        ("api-version", "2020-01-01"),
        ("idempotency-key", "k"),
        ("x-own", "1"),
    ] {
        assert_eq!(request.headers()[name], value);
    }
    assert!(
        request.headers()["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("shop/2 castiron/")
    );
    assert_eq!(SendOptions::of(request).timeout, Duration::from_secs(3));
}

#[test]
fn options_without_a_header_are_refused() {
    static BARE: Api = Api::new("Bare", "1").server("https://bare.example");
    let client: Client = Client::anonymous(&BARE)
        .without_transport()
        .build()
        .unwrap();
    let refused = |options| {
        let call = Call::<Thing>::new(&client, &CREATE).options(options);
        call.into_request().unwrap_err().to_string()
    };
    let error = refused(RequestOptions::new().account("acct_1"));
    assert!(error.contains("name an account, but"), "{error}");
    let error = refused(RequestOptions::new().api_version("2"));
    assert!(error.contains("`version-header`"), "{error}");
    assert!(Call::<Thing>::new(&client, &CREATE).into_request().is_ok());
}

#[test]
fn secrets_are_not_shown() {
    let memory = Memory::new();
    let client = client(&memory);
    let request = get(&client)
        .options(RequestOptions::new().header("X-Token", "sk_secret"))
        .into_request();
    let options = RequestOptions::new()
        .api_key("sk_secret")
        .header("a", "sk_secret");
    let shown = format!(
        "{client:?} {:?} {options:?} {:?}",
        get(&client),
        request.unwrap().headers()["authorization"]
    );
    assert!(!shown.contains("sk_secret"), "{shown}");
}

#[test]
fn one_can_send_by_oneself() {
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let request = get(&client).into_request().unwrap();
    assert_eq!(request.uri().path(), "/base/v1/things/th_1");
    let answer = http::Response::new(Bytes::from(r#"{"id":"x"}"#));
    assert_eq!(Call::<Thing>::decode(&client, answer).unwrap().id, "x");
    // with a transport's feature on, a client has one by itself
    #[cfg(not(feature = "reqwest"))]
    {
        let error = run(get(&client)).unwrap_err();
        assert!(error.to_string().contains("`reqwest`"), "{error}");
    }
    #[cfg(not(feature = "ureq"))]
    {
        let error = get(&client).send_blocking().unwrap_err();
        assert!(error.to_string().contains("`ureq`"), "{error}");
    }
}

#[test]
fn raw_answers() {
    let memory = Memory::new();
    for _ in 0..2 {
        memory.answer(503, "{}");
        memory.answer_with(200, &[("content-type", "text/html")], "<html>");
        memory.answer(404, r#"{"message":"no"}"#);
    }
    let client = client(&memory);
    let blocking = || get(&client).send_raw_blocking().unwrap();
    let awaited = || run(Box::pin(get(&client).send_raw())).unwrap();
    for (page, missing) in [(blocking(), blocking()), (awaited(), awaited())] {
        assert_eq!(
            (page.status().as_u16(), &page.body()[..]),
            (200, &b"<html>"[..])
        );
        assert_eq!(page.headers()["content-type"], "text/html");
        assert_eq!(missing.status(), 404);
        assert_eq!(missing.body(), r#"{"message":"no"}"#);
    }
    let request = &memory.requests()[1];
    assert_eq!(request.headers()["authorization"], "Bearer sk_secret");
}

/// What came is not lost with an answer that can't be read.
#[test]
fn an_answer_that_cannot_be_read_is_kept() {
    let memory = Memory::new();
    let headers = [
        ("content-type", "application/json"),
        ("location", "/things/th_9"),
    ];
    memory.answer_with(201, &headers, r#"{"id":9,"at":"now"}"#);
    let error = Call::<Thing>::new(&client(&memory), &CREATE)
        .send_blocking()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "PostThings (POST /v1/things): the answer (201) can't be read: id: expected a string, found 9 \
         (line 1, column 7); it is application/json: {\"id\":9,\"at\":\"now\"}"
    );
    assert_eq!(error.operation().unwrap().template(), "/v1/things");
    let Error::Decode(error) = error else {
        panic!()
    };
    assert_eq!(
        error
            .body::<Json>()
            .unwrap()
            .get("id")
            .and_then(Json::as_i64),
        Some(9)
    );
    assert_eq!(error.headers()["location"], "/things/th_9");
    assert_eq!(error.to_response().status(), 201);
}

#[test]
fn answers_that_are_no_json() {
    let memory = Memory::new();
    memory.answer_with(200, &[("content-type", "application/pdf")], "%PDF");
    memory.answer_with(200, &[("content-type", "text/csv")], "a,b");
    memory.answer_with(204, &[], "");
    memory.answer_with(204, &[], "");
    let client = client(&memory);
    let file = Call::<rt::Binary>::new(&client, &GET)
        .path("thing", 1)
        .send_blocking()
        .unwrap();
    assert_eq!(file.as_bytes(), "%PDF");
    let text = Call::<String>::new(&client, &GET)
        .path("thing", 1)
        .send_blocking()
        .unwrap();
    assert_eq!(*text, "a,b");
    Call::<()>::new(&client, &GET)
        .path("thing", 1)
        .send_blocking()
        .unwrap();
    let none = Call::<Option<Thing>>::new(&client, &GET)
        .path("thing", 1)
        .send_blocking()
        .unwrap();
    assert_eq!(*none, None);
}

#[test]
fn a_generated_client_comes_out_of_the_builder() {
    struct Own(Client);
    impl From<Client> for Own {
        fn from(client: Client) -> Self {
            Self(client)
        }
    }
    let own = ClientBuilder::new(&API, Some("k".into())).without_transport();
    let own: Own = own.build().unwrap();
    assert_eq!(own.0.api().title, "Tests");
    for url in [
        "localhost",
        "",
        "/x",
        "https://a/?q",
        "https://a?",
        "https://a/#x",
        "https://u:p@a",
    ] {
        assert!(
            ClientBuilder::<Client>::new(&API, None)
                .base_url(url)
                .without_transport()
                .build()
                .is_err(),
            "{url}"
        );
    }
}
