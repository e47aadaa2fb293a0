//! How streams are cut into items, from tables.

mod calls;

use std::time::Duration;

use super::super::*;
use super::TooLong;
use super::frame::Frame;
use super::frames::Frames;
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
