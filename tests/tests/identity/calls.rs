//! Calls: requests that wait to be sent, the ways to send them, and what comes back.

use castiron_tests::{SESSION, block_on};
use generated::StripeErrorResponse;
use generated::client::{Error, RequestOptions};
use generated::identity::verification_session_create_params::Type;
use generated::identity::{
    VerificationSession, VerificationSessionCreateParams, VerificationSessionsResource,
};
use generated::runtime::TransportErrorKind;

use crate::support::{client, remembering, sent};

const REFUSED: &str = r#"{"error":{"code":"resource_missing","message":"No such session: vs_0","param":"session","type":"invalid_request_error"}}"#;

#[test]
fn a_resource_has_one_method_an_operation() {
    let sessions: VerificationSessionsResource = client().identity().verification_sessions();
    let lines = [
        sent(sessions.create(VerificationSessionCreateParams::new(Type::Document))).0,
        sent(sessions.retrieve("vs_1")).0,
        sent(sessions.update("vs_1")).0,
        sent(sessions.list()).0,
        sent(sessions.cancel("vs_1")).0,
        sent(sessions.redact("vs_1")).0,
    ];
    assert_eq!(
        lines,
        [
            "POST /v1/identity/verification_sessions",
            "GET /v1/identity/verification_sessions/vs_1",
            "POST /v1/identity/verification_sessions/vs_1",
            "GET /v1/identity/verification_sessions",
            "POST /v1/identity/verification_sessions/vs_1/cancel",
            "POST /v1/identity/verification_sessions/vs_1/redact",
        ]
    );
}

#[test]
fn a_call_is_awaited() {
    let (client, memory) = remembering();
    memory.answer_with(
        200,
        &[
            ("request-id", "req_7"),
            ("content-type", "application/json"),
        ],
        SESSION,
    );
    let session = block_on(async {
        client
            .identity()
            .verification_sessions()
            .retrieve("vs_1")
            .await
    })
    .expect("an answer");
    assert_eq!(session.id, "vs_1");
    assert_eq!(session.status(), 200);
    assert_eq!(session.request_id(), Some("req_7"));
    assert_eq!(
        session
            .headers()
            .get("content-type")
            .map(|value| value.as_bytes()),
        Some(&b"application/json"[..])
    );
    let session: VerificationSession = session.into_inner();
    assert!(!session.livemode);
}

#[test]
fn a_call_blocks() {
    let (client, memory) = remembering();
    memory.answer(200, SESSION);
    let session = client
        .identity()
        .verification_sessions()
        .cancel("vs_1")
        .send_blocking()
        .expect("an answer");
    assert_eq!(session.id, "vs_1");
    let request = &memory.requests()[0];
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://api.stripe.com/v1/identity/verification_sessions/vs_1/cancel"
    );
}

#[test]
fn a_call_is_carried_by_ones_own_means() {
    let client = client();
    let call = client.identity().verification_sessions().retrieve("vs_1");
    let request = call.into_request().expect("a request");
    assert_eq!(
        request.uri(),
        "https://api.stripe.com/v1/identity/verification_sessions/vs_1"
    );
    let authorization = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    assert!(
        authorization
            .is_some_and(|value| value.starts_with("Bearer ") || value.starts_with("Basic ")),
        "{authorization:?}"
    );
}

#[test]
fn options_belong_to_one_call() {
    let (client, memory) = remembering();
    memory.answer(200, SESSION);
    memory.answer(200, SESSION);
    let sessions = client.identity().verification_sessions();
    let options = RequestOptions::new()
        .idempotency_key("once")
        .account("acct_1")
        .header("X-Mine", "yes");
    sessions
        .cancel("vs_1")
        .options(options)
        .send_blocking()
        .expect("an answer");
    sessions.cancel("vs_1").send_blocking().expect("an answer");
    let requests = memory.requests();
    let header = |at: usize, name: &str| {
        requests[at]
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    assert_eq!(header(0, "idempotency-key").as_deref(), Some("once"));
    assert_eq!(header(0, "x-mine").as_deref(), Some("yes"));
    assert_eq!(header(0, "stripe-account").as_deref(), Some("acct_1"));
    assert_ne!(header(1, "idempotency-key").as_deref(), Some("once"));
    assert_eq!(header(1, "stripe-account"), None);
    assert_eq!(header(1, "x-mine"), None);
}

#[test]
fn what_has_an_effect_is_repeated_with_the_key_that_it_had() {
    let (client, memory) = remembering();
    memory.fail(TransportErrorKind::Other);
    memory.answer(500, "{}");
    memory.answer(200, SESSION);
    let sessions = client.identity().verification_sessions();
    sessions.cancel("vs_1").send_blocking().expect("an answer");
    let requests = memory.requests();
    let keys: Vec<_> = requests
        .iter()
        .map(|request| &request.headers()["idempotency-key"])
        .collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[test]
fn a_value_never_leaves_its_segment() {
    let sessions = client().identity().verification_sessions();
    assert_eq!(
        sent(sessions.retrieve("a/b?c=d#e")).0,
        "GET /v1/identity/verification_sessions/a%2Fb%3Fc%3Dd%23e"
    );
    for escaping in ["", ".", ".."] {
        assert!(
            sessions.retrieve(escaping).into_request().is_err(),
            "{escaping:?}"
        );
    }
}

#[test]
fn a_refusal_is_a_typed_error() {
    let (client, memory) = remembering();
    memory.answer_with(404, &[("request-id", "req_8")], REFUSED);
    let error = client
        .identity()
        .verification_sessions()
        .retrieve("vs_0")
        .send_blocking()
        .expect_err("a refusal");
    let Error::Api(refusal) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(refusal.status(), 404);
    assert_eq!(refusal.request_id(), Some("req_8"));
    assert_eq!(refusal.code(), Some("resource_missing"));
    assert_eq!(refusal.message(), Some("No such session: vs_0"));
    let body: StripeErrorResponse = refusal.body().expect("the document's own error body");
    assert_eq!(body.error.param.as_deref(), Some("session"));
    let shown = error.to_string();
    assert!(
        shown.contains("No such session: vs_0") && shown.contains("req_8"),
        "{shown}"
    );
}

#[test]
fn an_answer_that_does_not_fit_names_the_field() {
    let (client, memory) = remembering();
    memory.answer(
        200,
        r#"{"id":"vs_1","object":"identity.verification_session"}"#,
    );
    let error = client
        .identity()
        .verification_sessions()
        .retrieve("vs_1")
        .send_blocking()
        .expect_err("half an answer");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    memory.fail(TransportErrorKind::Other);
    let error = client
        .identity()
        .verification_sessions()
        .create(VerificationSessionCreateParams::new(Type::Document));
    let error = error
        .options(RequestOptions::new().retries(0))
        .send_blocking()
        .expect_err("no connection");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
}

#[test]
fn the_key_is_not_shown() {
    let shown = format!("{:?}", client());
    assert!(!shown.contains("sk_test_1"), "{shown}");
}
