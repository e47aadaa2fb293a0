//! Streams of calls.

use super::*;

#[derive(Clone, Debug, PartialEq)]
struct Delta {
    text: String,
}
crate::object!(Delta { text: required "text" });

fn client(memory: &Memory) -> Client {
    Client::anonymous(&API)
        .transport(memory.clone())
        .blocking_transport(memory.clone())
        .build()
        .unwrap()
}

/// All items of a call, by both ways of reading, with the errors among them as text.
fn both<T, S: Streamed>(
    prepare: impl Fn(&Memory),
    call: impl Fn(&Client) -> Call<T, (), S>,
    show: impl Fn(S::Item) -> String,
) -> (Vec<String>, Memory) {
    let show = |item: Result<S::Item, Error>| match item {
        Ok(item) => show(item),
        Err(error) => format!("error: {error}"),
    };
    let memory = Memory::new();
    prepare(&memory);
    let blocking: Vec<_> = match call(&client(&memory)).stream_blocking() {
        Ok(items) => items.map(&show).collect(),
        Err(error) => vec![format!("error: {error}")],
    };
    let again = Memory::new();
    prepare(&again);
    let call = call(&client(&again));
    let awaited = crate::client::tests::run(async {
        let mut items = match call.stream().await {
            Ok(items) => items,
            Err(error) => return vec![format!("error: {error}")],
        };
        let mut shown = Vec::new();
        while let Some(item) = items.try_next().await.transpose() {
            shown.push(show(item));
        }
        shown
    });
    assert_eq!(blocking, awaited);
    assert_eq!(memory.requests().len(), again.requests().len());
    (blocking, memory)
}

const EVENT_STREAM: [(&str, &str); 1] = [("content-type", "text/event-stream")];

#[test]
fn typed_events() {
    let chunks = [
        "data: {\"text\":\"Hel\"}\n\nevent: x\nid: 3\nda",
        "ta: {\"text\":\"lo\"}\n\ndata: {\"text\":7}\n\n",
        "data: {\"text\":\"!\"}\n\ndata: [DONE]\n\ndata: {\"text\":\"never\"}\n\n",
    ];
    let (items, memory) = both(
        |memory| memory.answer_chunks(200, &EVENT_STREAM, chunks.map(Ok)),
        |client| Call::<(), (), Events<Delta>>::new(client, &CHAT).extra("stream", false),
        |event| format!("{} {} {}", event.event, event.id, event.text),
    );
    assert_eq!(
        items,
        [
            "message  Hel",
            "x 3 lo",
            "error: createChat (POST /chats): the answer (200) can't be read: text: expected a string, found 7 \
             (line 1, column 9); it is text/event-stream: {\"text\":7}",
            "message 3 !",
        ]
    );
    let request = &memory.requests()[0];
    assert_eq!(request.headers()["accept"], "text/event-stream");
    assert_eq!(request.body(), r#"{"stream":true}"#);
}

#[test]
fn texts_and_lines() {
    let (items, _) = both(
        |memory| memory.answer_chunks(200, &EVENT_STREAM, [Ok("data: plain text\n\ndata: 7\n\n")]),
        |client| Call::<(), (), Events<String>>::new(client, &FEED),
        |event| event.into_inner(),
    );
    assert_eq!(items, ["plain text", "7"]);
    let lines = [("content-type", "application/x-ndjson")];
    let (items, _) = both(
        |memory| memory.answer_chunks(200, &lines, [Ok("{\"a\":1}\nno\n[2"), Ok("]")]),
        |client| Call::<(), (), Lines<Json>>::new(client, &FEED),
        |item| item.to_string(),
    );
    assert_eq!(items.len(), 3);
    assert_eq!((items[0].as_str(), items[2].as_str()), ("{\"a\":1}", "[2]"));
    assert!(items[1].starts_with("error: readFeed (GET /feed): the answer (200) can't be read"));
}

#[test]
fn what_is_no_stream() {
    let (items, memory) = both(
        |memory| memory.answer_with(200, &[("content-type", "application/json")], "{\"a\":1}"),
        |client| Call::<(), (), Events<Json>>::new(client, &FEED),
        |_| String::new(),
    );
    assert_eq!(
        items,
        [
            "error: readFeed (GET /feed): the answer (200) can't be read: expected a stream of items, found another \
          answer; it is application/json: {\"a\":1}"
        ]
    );
    assert_eq!(memory.requests().len(), 1);
    let (items, _) = both(
        |memory| memory.answer(404, r#"{"message":"no such feed"}"#),
        |client| Call::<(), (), Events<Json>>::new(client, &FEED),
        |_| String::new(),
    );
    assert_eq!(
        items,
        ["error: readFeed (GET /feed): 404 Not Found: no such feed"]
    );
}

#[test]
fn streams_go_on_where_they_were() {
    let broken = TransportErrorKind::Other;
    let prepare = |memory: &Memory| {
        let first = ["retry: 20\nid: 1\ndata: a\n\nid: 2\ndata: b\n"];
        let chunks = first.map(Ok).into_iter().chain([Err(broken)]);
        memory.answer_chunks(200, &EVENT_STREAM, chunks);
        memory.answer_chunks(200, &EVENT_STREAM, [Ok("id: 3\ndata: c\n\n")]);
        memory.answer(500, "");
        memory.answer_chunks(200, &EVENT_STREAM, [Ok("data: d\n\n")]);
        memory.answer(204, "");
    };
    let call = |client: &Client, reconnects| {
        let options = RequestOptions::new().reconnects(reconnects).retries(0);
        Call::<(), (), Events<String>>::new(client, &FEED).options(options)
    };
    let show = |event: Event<String>| event.data;
    let (items, memory) = both(prepare, |client| call(client, 3), show);
    assert_eq!(items, ["a", "c", "d"]);
    let ids: Vec<_> = (memory.requests().iter())
        .map(|request| request.headers().get("last-event-id").cloned())
        .map(|id| id.map_or(String::new(), |id| id.to_str().unwrap().to_owned()))
        .collect();
    assert_eq!(ids, ["", "1", "3", "3", "3"]);
    assert_eq!(memory.waits()[0], Duration::from_millis(20));
    // without the option, what broke off is an error, and what ended has ended
    let (items, memory) = both(prepare, |client| call(client, 0), show);
    let error = "error: readFeed (GET /feed): no answer: as the test says";
    assert_eq!(items, ["a", error]);
    assert_eq!(memory.requests().len(), 1);
}

#[test]
fn items_of_a_call_are_bounded() {
    let options = || RequestOptions::new().max_item_bytes(10);
    let (items, _) = both(
        |memory| memory.answer_chunks(200, &EVENT_STREAM, [Ok("data: 1\n\ndata: 12345678901\n\n")]),
        |client| Call::<(), (), Events<String>>::new(client, &FEED).options(options()),
        |event| event.data,
    );
    let error = "error: readFeed (GET /feed): the answer is too long: more than 10 bytes";
    assert_eq!(items, ["1", error]);
}
