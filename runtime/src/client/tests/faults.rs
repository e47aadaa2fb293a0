//! What the client does when something goes wrong.

use super::*;

fn post(client: &Client) -> Call<Thing> {
    Call::new(client, &CREATE)
}

#[test]
fn errors_of_the_server() {
    let memory = Memory::new();
    let body =
        r#"{"error":{"type":"card_error","code":"card_declined","message":"Declined.","extra":7}}"#;
    memory.answer_with(402, &[("x-request-id", "req_9")], body);
    memory.answer_with(
        502,
        &[("content-type", "text/html")],
        "<h1>Bad\n gateway</h1>",
    );
    let client = client(&memory);
    let error = run(get(&client)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetThing (GET /v1/things/{thing}): 402 Payment Required, card_error, card_declined: Declined. (request req_9)"
    );
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("card_declined"), Some("req_9"))
    );
    let api = error.as_api().unwrap();
    assert_eq!(
        api.body::<Json>()
            .unwrap()
            .pointer("/error/extra")
            .and_then(Json::as_i64),
        Some(7)
    );
    for (status, fits) in [
        ("402", true),
        ("4XX", true),
        ("4xx", true),
        ("default", true),
        ("404", false),
        ("5XX", false),
        ("4", false),
        ("", false),
    ] {
        assert_eq!(api.body_for::<Json>(status).is_some(), fits, "{status}");
    }
    assert!(api.body_for::<i64>("402").unwrap().is_err());
    assert!(!format!("{error:?}").contains("extra"));
    let error = get(&client)
        .options(RequestOptions::new().retries(0))
        .send_blocking()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetThing (GET /v1/things/{thing}): 502 Bad Gateway: <h1>Bad gateway</h1>"
    );
}

#[test]
fn answers_that_cannot_be_read() {
    let memory = Memory::new();
    memory.answer_with(200, &[("request-id", "req_1")], r#"{"id":1}"#);
    memory.answer(200, "<html>");
    memory.answer(200, r#"{"id":"x"}"#);
    let client = client(&memory);
    let error = run(get(&client)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetThing (GET /v1/things/{thing}): the answer (200) can't be read: id: expected a string, found 1 \
         (line 1, column 7); it is {\"id\":1} (request req_1)"
    );
    assert!(matches!(run(get(&client)), Err(Error::Decode(_))));
    let small = RequestOptions::new().max_response_bytes(4);
    assert!(matches!(
        run(get(&client).options(small)),
        Err(Error::TooLarge(_))
    ));
    assert_eq!(memory.requests().len(), 3);
}

#[test]
fn what_passes_is_repeated_with_one_key() {
    for blocking in [false, true] {
        let memory = Memory::new();
        memory.fail(TransportErrorKind::Other);
        memory.answer(500, "{}");
        memory.answer(200, r#"{"id":"x"}"#);
        let client = client(&memory);
        let outcome = if blocking {
            post(&client).send_blocking()
        } else {
            run(post(&client))
        };
        assert_eq!(outcome.unwrap().id, "x");
        let requests = memory.requests();
        let keys: Vec<_> = requests
            .iter()
            .map(|request| &request.headers()["idempotency-key"])
            .collect();
        assert_eq!(keys.len(), 3);
        assert!(
            keys.iter().all(|key| *key == keys[0] && key.len() == 36),
            "{keys:?}"
        );
        let waits: Vec<_> = memory
            .waits()
            .into_iter()
            .filter(|wait| *wait < Duration::from_secs(80))
            .collect();
        assert_eq!(waits.len(), 2);
        assert!((250..=500).contains(&waits[0].as_millis()), "{waits:?}");
        assert!((500..=1000).contains(&waits[1].as_millis()), "{waits:?}");
    }
}

#[test]
fn keys_differ_between_calls() {
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let key = || post(&client).into_request().unwrap().headers()["idempotency-key"].clone();
    assert_ne!(key(), key());
    let shared = RequestOptions::new().idempotency_key("k");
    let client: Client = Client::builder(&API, "k")
        .options(shared)
        .without_transport()
        .build()
        .unwrap();
    let key = || post(&client).into_request().unwrap().headers()["idempotency-key"].clone();
    assert_ne!(key(), key());
    let fixed: Client = Client::builder(&API, "k")
        .random(|| 7)
        .without_transport()
        .build()
        .unwrap();
    let key = post(&fixed).into_request().unwrap().headers()["idempotency-key"].clone();
    assert_eq!(key, "00000000-0000-4007-8000-000000000007");
}

#[test]
fn retries_end() {
    let memory = Memory::new();
    memory.respond(|_| {
        Ok(http::Response::builder()
            .status(503)
            .body(Bytes::new())
            .unwrap())
    });
    let client = client(&memory);
    assert_eq!(run(get(&client)).unwrap_err().status().unwrap(), 503);
    assert_eq!(memory.requests().len(), 3);
    run(get(&client).options(RequestOptions::new().retries(0))).unwrap_err();
    assert_eq!(memory.requests().len(), 4);
    run(get(&client).options(RequestOptions::new().retries(5))).unwrap_err();
    assert_eq!(memory.requests().len(), 10);
}

#[test]
fn the_server_says_whether_and_when() {
    let attempts = |status: u16, headers: &[(&str, &str)]| {
        let memory = Memory::new();
        memory.answer_with(status, headers, "{}");
        memory.answer(200, r#"{"id":"x"}"#);
        let _ = post(&client(&memory)).send_blocking();
        (memory.requests().len(), memory.waits().first().copied())
    };
    assert_eq!(
        attempts(429, &[("retry-after", "7")]),
        (2, Some(Duration::from_secs(7)))
    );
    assert_eq!(attempts(429, &[("retry-after", "3600")]).0, 1);
    assert_eq!(attempts(500, &[("stripe-should-retry", "false")]).0, 1);
    assert_eq!(attempts(400, &[("stripe-should-retry", "true")]).0, 2);
    assert_eq!(attempts(409, &[]).0, 2);
    assert_eq!(attempts(404, &[]).0, 1);
}

#[test]
fn what_is_not_safe_is_not_repeated() {
    static PLAIN: Api = Api::new("Plain", "1").server("https://plain.example");
    let attempts = |outcome: &dyn Fn(&Memory)| {
        let memory = Memory::new();
        outcome(&memory);
        memory.answer(200, r#"{"id":"x"}"#);
        let client: Client = Client::builder(&PLAIN, "k")
            .blocking_transport(memory.clone())
            .build()
            .unwrap();
        let _ = Call::<Thing>::new(&client, &CREATE).send_blocking();
        memory.requests().len()
    };
    assert_eq!(attempts(&|memory| memory.answer(500, "{}")), 1);
    assert_eq!(
        attempts(&|memory| memory.fail(TransportErrorKind::Other)),
        1
    );
    assert_eq!(
        attempts(&|memory| memory.fail(TransportErrorKind::Timeout)),
        1
    );
    assert_eq!(
        attempts(&|memory| memory.fail(TransportErrorKind::Connect)),
        2
    );
    assert_eq!(attempts(&|memory| memory.answer(429, "{}")), 2);
}

#[test]
fn time_runs_out() {
    let memory = Memory::new();
    memory.hang();
    memory.hang();
    memory.hang();
    let error = run(get(&client(&memory))).unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert_eq!(memory.requests().len(), 3);
}

#[test]
fn redirects_stay_with_the_server() {
    let memory = Memory::new();
    memory.answer_with(307, &[("location", "/elsewhere?x=1")], "");
    memory.answer(200, r#"{"id":"x"}"#);
    memory.answer_with(302, &[("location", "https://evil.example/")], "");
    memory.answer_with(307, &[("location", "/elsewhere")], "");
    let client = client(&memory);
    assert_eq!(run(get(&client)).unwrap().id, "x");
    assert_eq!(
        memory.requests()[1].uri(),
        "https://api.example/elsewhere?x=1"
    );
    let error = run(get(&client)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetThing (GET /v1/things/{thing}): 302 Found: the server points to https://evil.example/, which is not followed"
    );
    assert!(matches!(run(post(&client)), Err(Error::Redirect(_))));
    assert_eq!(memory.requests().len(), 4);
    memory.respond(|request| {
        let location = request.uri().path().to_owned();
        Ok(http::Response::builder()
            .status(302)
            .header("location", location)
            .body(Bytes::new())
            .unwrap())
    });
    assert!(matches!(run(get(&client)), Err(Error::Redirect(_))));
    assert_eq!(memory.requests().len(), 10);
}

#[test]
fn the_default_timer_wakes() {
    let (sender, receiver) = std::sync::mpsc::channel();
    struct Wake(std::sync::mpsc::Sender<()>);
    impl std::task::Wake for Wake {
        fn wake(self: Arc<Self>) {
            let _ = self.0.send(());
        }
    }
    let waker = Waker::from(Arc::new(Wake(sender)));
    let mut sleep = super::super::timer::sleep(Duration::from_millis(20)).unwrap();
    assert!(
        sleep
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    receiver.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(
        sleep
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
    );
}

/// Whatever a server says, an error is one line without controls, and nothing stands behind it that it says already.
#[test]
fn errors_are_one_line() {
    let hostile = "a\nb\r\u{1b}[2J\u{0}\u{85}\u{202e}c";
    let text = rt::to_string(&hostile.to_owned());
    let bodies = [
        (
            400,
            format!(r#"{{"error":{{"message":{text},"code":{text},"type":{text}}}}}"#),
        ),
        (400, hostile.to_owned()),
        (200, format!(r#"{{"id":{{{text}:1}}}}"#)),
        (200, format!(r#"{{"id":"x","more":{{{text}:{text}}}}}"#)),
        (200, hostile.to_owned()),
    ];
    for (status, body) in bodies {
        let memory = Memory::new();
        memory.answer_with(
            status,
            &[("content-type", "application/json")],
            body.clone(),
        );
        let call = Call::<Keyed>::new(&client(&memory), &GET).path("thing", 1);
        let error = call.send_blocking().unwrap_err();
        let line = error.to_string();
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        assert!(std::error::Error::source(&error).is_none(), "{line:?}");
    }
    // nor what a transport reports, however deep the cause lies
    let cause = std::io::Error::other(std::io::Error::other(hostile));
    let error = Error::from(TransportError::new(TransportErrorKind::Other, cause));
    let line = error.to_string();
    assert_eq!(line.matches("[2J").count(), 1, "{line:?}");
    assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    assert!(std::error::Error::source(&error).is_none());
}

/// A type whose errors name keys that the server has chosen.
#[derive(Clone, Debug, PartialEq)]
struct Keyed {
    id: String,
    more: Option<rt::Map<i64>>,
}

rt::object!(Keyed { id: required "id", more: optional "more" });
