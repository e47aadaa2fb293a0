//! Lists: one page, or all of them, forward and backward, with what went before an error kept.

use castiron_tests::{SESSION, block_on, with};
use generated::client::Error;
use generated::identity::{VerificationSession, VerificationSessionListParams};
use generated::runtime::List;
use serde_json::json;

use crate::support::remembering;

fn page(ids: &[&str], has_more: bool) -> String {
    let data: Vec<_> = ids
        .iter()
        .map(|id| with(SESSION, "/id", json!(id)))
        .collect();
    format!(
        r#"{{"object":"list","url":"/v1/identity/verification_sessions","has_more":{has_more},"data":[{}]}}"#,
        data.join(",")
    )
}

#[test]
fn a_list_is_one_page() {
    let (client, memory) = remembering();
    memory.answer(200, page(&["vs_1", "vs_2"], true));
    let list = client
        .identity()
        .verification_sessions()
        .list()
        .send_blocking()
        .expect("a page");
    let list: List<VerificationSession> = list.into_inner();
    assert!(list.has_more);
    assert_eq!(list.data.len(), 2);
    assert_eq!(
        list.url.as_deref(),
        Some("/v1/identity/verification_sessions")
    );
}

#[test]
fn all_pages_are_a_stream() {
    let (client, memory) = remembering();
    memory.answer(200, page(&["vs_1", "vs_2"], true));
    memory.answer(200, page(&["vs_3"], false));
    let params = VerificationSessionListParams::new().limit(2);
    let mut all = client
        .identity()
        .verification_sessions()
        .list()
        .params(params)
        .all();
    let ids = block_on(async move {
        let mut ids = Vec::new();
        while let Some(session) = all.try_next().await.expect("an item") {
            ids.push(session.id);
        }
        ids
    });
    assert_eq!(ids, ["vs_1", "vs_2", "vs_3"]);
    let queries: Vec<_> = memory
        .requests()
        .iter()
        .map(|request| request.uri().query().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(queries, ["limit=2", "limit=2&starting_after=vs_2"]);
}

#[test]
fn all_pages_are_an_iterator_that_can_stop() {
    let (client, memory) = remembering();
    memory.answer(200, page(&["vs_1", "vs_2"], true));
    let ids: Vec<_> = client
        .identity()
        .verification_sessions()
        .list()
        .all_blocking()
        .limit(2)
        .map(|session| session.map(|session| session.id))
        .collect::<Result<_, _>>()
        .expect("items");
    assert_eq!(ids, ["vs_1", "vs_2"]);
    assert_eq!(memory.requests().len(), 1);
}

#[test]
fn pages_are_walked_backward_too() {
    let (client, memory) = remembering();
    memory.answer(200, page(&["vs_3", "vs_4"], true));
    memory.answer(200, page(&["vs_1", "vs_2"], false));
    let params = VerificationSessionListParams::new().ending_before("vs_5");
    let ids: Vec<_> = client
        .identity()
        .verification_sessions()
        .list()
        .params(params)
        .all_blocking()
        .map(|session| session.expect("an item").id)
        .collect();
    assert_eq!(ids, ["vs_4", "vs_3", "vs_2", "vs_1"]);
    assert_eq!(
        memory.requests()[1].uri().query(),
        Some("ending_before=vs_3")
    );
}

#[test]
fn an_error_in_the_middle_loses_nothing_that_came_before() {
    let (client, memory) = remembering();
    memory.answer(200, page(&["vs_1", "vs_2"], true));
    memory.answer(
        400,
        r#"{"error":{"type":"invalid_request_error","message":"no"}}"#,
    );
    let items: Vec<_> = client
        .identity()
        .verification_sessions()
        .list()
        .all_blocking()
        .collect();
    assert_eq!(items.len(), 3);
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 2);
    assert!(matches!(items.last(), Some(Err(Error::Api(_)))));
}
