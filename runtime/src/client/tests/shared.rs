//! Parameters of the client, cookies, and headers of answers.

use super::*;
use crate::client::{HasHeaders, Shared, SharedParameter};

static API: Api = Api::new("Books", "1")
    .server("https://books.example")
    .parameters(&[
        SharedParameter::new("org").required(),
        SharedParameter::new("Revision").default("2024-10-15"),
        SharedParameter::new("lang"),
        SharedParameter::new("seen"),
    ]);

static LIST: Operation = Operation::new("ListBooks", "GET", "/orgs/{org}/books").shared(&[
    Shared::Path("org"),
    Shared::Header("Revision"),
    Shared::Query("lang"),
    Shared::Cookie("seen"),
]);
static PING: Operation = Operation::new("Ping", "GET", "/ping");

#[derive(Clone, Debug, Default, PartialEq)]
struct ListParams {
    revision: Option<String>,
    lang: Option<String>,
    cookie: Option<String>,
    sid: Option<String>,
}
rt::params!(ListParams {
    revision: optional "Revision" => header, lang: optional "lang" => query(form), cookie: optional "Cookie" => header,
    sid: optional "sid" => cookie(form),
});

fn builder() -> ClientBuilder<Client> {
    Client::anonymous(&API).blocking_transport(Memory::new())
}

fn sent(client: &Client, params: ListParams, options: RequestOptions) -> http::Request<Bytes> {
    let call = Call::<(), ListParams>::new(client, &LIST);
    call.params(params).options(options).into_request().unwrap()
}

#[test]
fn values_of_the_client_go_with_every_request_that_takes_them() {
    let client = builder()
        .parameter("org", "a/b")
        .parameter("lang", 7)
        .build()
        .unwrap();
    let request = sent(&client, ListParams::default(), RequestOptions::new());
    assert_eq!(
        request.uri().to_string(),
        "https://books.example/orgs/a%2Fb/books?lang=7"
    );
    assert_eq!(request.headers()["revision"], "2024-10-15");
    assert!(!request.headers().contains_key("cookie"));
    let ping = Call::<()>::new(&client, &PING).into_request().unwrap();
    assert_eq!(ping.uri().to_string(), "https://books.example/ping");
    assert!(!ping.headers().contains_key("revision"));
}

#[test]
fn a_call_has_the_last_word() {
    let client = builder()
        .parameter("org", "a")
        .parameter("revision", "2025-01-01")
        .build()
        .unwrap();
    let request = sent(&client, ListParams::default(), RequestOptions::new());
    assert_eq!(request.headers()["revision"], "2025-01-01");
    let options = RequestOptions::new()
        .parameter("org", "b")
        .parameter("seen", "x y");
    let params = ListParams {
        revision: Some("own".to_owned()),
        lang: Some("de".to_owned()),
        ..ListParams::default()
    };
    let request = sent(&client, params, options);
    assert_eq!(
        request.uri().to_string(),
        "https://books.example/orgs/b/books?lang=de"
    );
    assert_eq!(request.headers()["revision"], "own");
    assert_eq!(request.headers()["cookie"], "seen=x%20y");
}

#[test]
fn what_is_missing_or_unknown_is_an_error() {
    let error = builder().build().unwrap_err().to_string();
    assert!(
        error.contains("`org`") && error.contains("ClientBuilder::parameter"),
        "{error}"
    );
    let error = builder().parameter_per_request("tenant").build();
    let error = error.unwrap_err().to_string();
    assert!(error.contains("no parameter `tenant`"), "{error}");
    // names are compared as those of headers are
    let client = builder().parameter_per_request("Org").build().unwrap();
    let options = RequestOptions::new().parameter("org", "a");
    sent(&client, ListParams::default(), options);
    let error = Call::<()>::new(&client, &LIST)
        .into_request()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("`org`") && error.contains("ClientBuilder::parameter"),
        "{error}"
    );
    let error = builder()
        .parameter("tenant", "x")
        .build()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no parameter `tenant`") && error.contains("`Revision`"),
        "{error}"
    );
    let call =
        Call::<()>::new(&client, &PING).options(RequestOptions::new().parameter("tenant", "x"));
    assert!(call.into_request().is_err());
}

#[test]
fn all_cookies_are_in_one_header() {
    let client = builder().parameter("org", "a").build().unwrap();
    let params = ListParams {
        cookie: Some("a=1; b=2".to_owned()),
        sid: Some("3".to_owned()),
        ..ListParams::default()
    };
    let request = sent(
        &client,
        params,
        RequestOptions::new().header("cookie", "c=4"),
    );
    let all: Vec<_> = request.headers().get_all("cookie").iter().collect();
    assert_eq!(all, ["a=1; b=2; sid=3; c=4"]);
}

#[test]
fn headers_of_answers_and_errors_are_values() {
    let memory = Memory::new();
    memory.answer_with(200, &[("x-left", "7"), ("x-tags", "a, b")], "{}");
    memory.answer_with(429, &[("retry-at", "2024-05-01T00:00:00Z")], "slow");
    let client = Client::anonymous(&API)
        .blocking_transport(memory)
        .parameter("org", "a")
        .retries(0);
    let client = client.build().unwrap();
    let answer = Call::<Json>::new(&client, &LIST).send_blocking().unwrap();
    assert_eq!(answer.header_as("X-Left"), Ok(Some(7)));
    assert_eq!(
        answer.header_as("X-Tags"),
        Ok(Some(vec!["a".to_owned(), "b".to_owned()]))
    );
    assert_eq!(answer.header_as::<i64>("X-Right"), Ok(None));
    assert!(answer.header_as::<i64>("X-Tags").is_err());
    let error = Call::<Json>::new(&client, &LIST)
        .send_blocking()
        .unwrap_err();
    let at = error
        .as_api()
        .unwrap()
        .header_as::<crate::DateTime>("retry-at");
    assert!(matches!(at, Ok(Some(_))), "{at:?}");
}
