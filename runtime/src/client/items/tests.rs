//! How streams are cut into items, from tables.

use std::time::Duration;

use super::super::*;
use super::TooLong;
use super::frames::{Frame, Frames};
use crate::testing::Memory;
use crate::{Body, Json};

/// All items of a stream that arrives in pieces of a length.
fn cut(media_type: &str, bytes: &[u8], piece: usize) -> Result<Vec<Frame>, TooLong> {
    let mut frames = Frames::new(Some(media_type), true, 64, "").unwrap();
    let mut found = Vec::new();
    for piece in bytes.chunks(piece.max(1)) {
        frames.push(piece);
        while let Some(frame) = frames.next()? {
            found.push(frame);
        }
    }
    frames.end();
    while let Some(frame) = frames.next()? {
        found.push(frame);
    }
    Ok(found)
}

fn shown(frames: &[Frame]) -> Vec<(String, String, String)> {
    let text = |frame: &Frame| String::from_utf8(frame.data.to_vec()).unwrap();
    let shown = |frame: &Frame| (frame.event.clone(), frame.id.clone(), text(frame));
    frames.iter().map(shown).collect()
}

/// Event, id and data of an event.
type Shown<'a> = (&'a str, &'a str, &'a str);

/// What the rules of WHATWG HTML, 9.2.6 come to: the stream, then each of its events.
const EVENTS: &[(&str, &[Shown<'_>])] = &[
    ("", &[]),
    ("data: a\n\n", &[("message", "", "a")]),
    ("data:a\n\n", &[("message", "", "a")]),
    // one space is taken off, no more
    ("data:  a\n\n", &[("message", "", " a")]),
    ("data:\ta\n\n", &[("message", "", "\ta")]),
    // each way to end a line
    ("data: a\r\n\r\n", &[("message", "", "a")]),
    ("data: a\r\r", &[("message", "", "a")]),
    (
        "data: a\r\ndata: b\rdata: c\n\n",
        &[("message", "", "a\nb\nc")],
    ),
    (
        "data: a\n\r\ndata: b\n\n",
        &[("message", "", "a"), ("message", "", "b")],
    ),
    // a byte order mark at the start, and there alone
    ("\u{feff}data: a\n\n", &[("message", "", "a")]),
    ("\u{feff}\u{feff}data: a\n\n", &[]),
    ("data: a\n\n\u{feff}data: b\n\n", &[("message", "", "a")]),
    // fields without a value, and without a colon
    ("data\n\n", &[("message", "", "")]),
    ("data\ndata\n\n", &[("message", "", "\n")]),
    ("data:\n\n", &[("message", "", "")]),
    // comments, other fields, names in other cases
    (": ping\n\n", &[]),
    (":\ndata: a\n: b\n\n", &[("message", "", "a")]),
    (
        "other: x\ndata: a\nData: b\n data: c\n\n",
        &[("message", "", "a")],
    ),
    // what is cut short is no event
    ("data: a", &[]),
    ("data: a\n", &[]),
    ("data: a\n\ndata: b\n", &[("message", "", "a")]),
    // events and ids
    (
        "event: add\ndata: 1\n\ndata: 2\n\n",
        &[("add", "", "1"), ("message", "", "2")],
    ),
    ("event:\ndata: 1\n\n", &[("message", "", "1")]),
    ("event: add\n\ndata: 1\n\n", &[("message", "", "1")]),
    ("event: a\nevent: b\ndata: 1\n\n", &[("b", "", "1")]),
    (
        "id: 1\ndata: a\n\ndata: b\n\n",
        &[("message", "1", "a"), ("message", "1", "b")],
    ),
    ("id: 1\n\ndata: a\n\n", &[("message", "1", "a")]),
    (
        "id: 1\ndata: a\n\nid\ndata: b\n\n",
        &[("message", "1", "a"), ("message", "", "b")],
    ),
    (
        "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n",
        &[("message", "1", "a"), ("message", "1", "b")],
    ),
    // examples of the standard
    (
        "data: YHOO\ndata: +2\ndata: 10\n\n",
        &[("message", "", "YHOO\n+2\n10")],
    ),
    (
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
        &[
            ("message", "1", "first event"),
            ("message", "", "second event"),
        ],
    ),
    (
        "data\n\ndata\ndata\n\ndata:",
        &[("message", "", ""), ("message", "", "\n")],
    ),
    (
        "data:test\n\ndata: test\n\n",
        &[("message", "", "test"), ("message", "", "test")],
    ),
    // more bytes than one a character
    ("data: é😀\nid: ü\n\n", &[("message", "ü", "é😀")]),
];

#[test]
fn events_by_the_standard() {
    for (stream, expected) in EVENTS {
        for piece in [1, 2, 3, 5, usize::MAX] {
            let found = cut("text/event-stream; charset=utf-8", stream.as_bytes(), piece);
            let found = shown(&found.unwrap());
            let expected: Vec<_> = expected
                .iter()
                .map(|(event, id, data)| (event.to_string(), id.to_string(), data.to_string()))
                .collect();
            assert_eq!(found, expected, "{stream:?} in pieces of {piece}");
        }
    }
}

#[test]
fn a_byte_order_mark_within_an_event_is_a_character() {
    let frames = cut("text/event-stream", "data: \u{feff}a\n\n".as_bytes(), 1).unwrap();
    let event = <Events<String> as super::Streamed>::read(frames[0].clone()).unwrap();
    assert_eq!(event.data, "\u{feff}a");
}

#[test]
fn pauses_and_positions() {
    for (stream, retry, id) in [
        ("retry: 100\n", Some(100), ""),
        ("retry: 100\nretry: 2\n\n", Some(2), ""),
        ("retry: 1x\n", None, ""),
        ("retry: -1\n", None, ""),
        ("retry\n", None, ""),
        ("retry: 99999999999999999999\n", Some(u64::MAX), ""),
        // an id holds once its event has ended
        ("id: 7\n", None, ""),
        ("id: 7\n\n", None, "7"),
        ("id: 7\ndata: a\n\nid: 8\ndata: b\n", None, "7"),
    ] {
        let mut frames = Frames::new(Some("text/event-stream"), true, 64, "").unwrap();
        frames.push(stream.as_bytes());
        while frames.next().unwrap().is_some() {}
        let expected = (id, retry.map(Duration::from_millis));
        assert_eq!(frames.position(), expected, "{stream:?}");
    }
    let mut frames = Frames::new(Some("text/event-stream"), true, 64, "6").unwrap();
    frames.push(b"data: a\n\n");
    assert_eq!(frames.next().unwrap().unwrap().id, "6");
}

#[test]
fn bytes_that_are_no_text() {
    let found = cut("text/event-stream", b"data: a\xffb\n\n", 1).unwrap();
    assert_eq!(found[0].data, "a\u{fffd}b");
}

#[test]
fn lines_of_json() {
    for (media_type, stream, expected) in [
        ("application/x-ndjson", "1\n2\n", &["1", "2"][..]),
        (
            "application/jsonl",
            "{\"a\":1}\r\n\n  \n[2]",
            &["{\"a\":1}", "[2]"],
        ),
        // each line is one item, whatever is in it
        ("application/x-ndjson", "{\n1\n", &["{", "1"]),
        (
            "application/json-seq",
            "\u{1e}1\n\u{1e}{\"a\":\n2}\n",
            &["1", "{\"a\":\n2}"],
        ),
        // what was cut short ends with the next separator
        (
            "application/json-seq",
            "\u{1e}{\"a\":\u{1e}2\n\u{1e}3",
            &["{\"a\":", "2", "3"],
        ),
        (
            "application/geo+json-seq",
            "\u{1e}\u{1e}\n\u{1e}\"\\\"{\"\n",
            &["\"\\\"{\""],
        ),
    ] {
        for piece in [1, 2, 3, usize::MAX] {
            let found = cut(media_type, stream.as_bytes(), piece).unwrap();
            let found: Vec<_> = found.iter().map(|frame| frame.data.clone()).collect();
            assert_eq!(
                found, expected,
                "{media_type} {stream:?} in pieces of {piece}"
            );
        }
    }
    // under the media type of JSON, texts may run over lines
    let mut frames = Frames::new(Some("application/json"), false, 64, "").unwrap();
    frames.push(b"{\"a\":\n1}\n{\"a\":2}\n");
    let first = frames.next().unwrap().unwrap();
    assert_eq!(first.data, "{\"a\":\n1}");
}

#[test]
fn items_are_bounded() {
    let long = "x".repeat(65);
    for (media_type, stream) in [
        ("text/event-stream", format!("data: {long}\n\n")),
        ("text/event-stream", long.clone()),
        ("text/event-stream", "data: 0123456789\n".repeat(7)),
        ("text/event-stream", format!(": {long}\n")),
        ("application/x-ndjson", format!("{long}\n")),
        ("application/x-ndjson", long.clone()),
        ("application/json-seq", format!("\u{1e}[{long}")),
        (
            "application/json-seq",
            format!("\u{1e}{}", " \n".repeat(40)),
        ),
    ] {
        for piece in [1, 7, usize::MAX] {
            let found = cut(media_type, stream.as_bytes(), piece);
            let blank = stream.contains(" \n");
            assert_eq!(found.is_err(), !blank, "{media_type} {stream:?}");
        }
    }
}

static API: Api = Api::new("Chats", "1")
    .server("https://chats.example")
    .auth(Auth::None);
static CHAT: Operation = Operation::new("createChat", "POST", "/chats")
    .body(Body::Json)
    .stream_flag("stream")
    .stream_end("[DONE]");
static FEED: Operation = Operation::new("readFeed", "GET", "/feed");

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
