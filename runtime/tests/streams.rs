//! Streams of items from a server on this machine: pieces of any size, pauses, broken connections, many items, no end.
#![cfg(all(feature = "reqwest", feature = "ureq"))]

mod server;

use std::time::Duration;

use castiron_runtime::{
    Api, Auth, Call, Client, Error, Event, Events, Json, Lines, Operation, RequestOptions,
};

use server::{Do, Server};

static API: Api = Api::new("Feeds", "1").auth(Auth::None);
static READ: Operation = Operation::new("readFeed", "GET", "/feed");

#[derive(Clone, Debug, PartialEq)]
struct Tick {
    n: i64,
}
castiron_runtime::object!(Tick { n: required "n" });

fn head(media_type: &str) -> Do {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    Do::Send(head.into_bytes())
}

/// A chunk on the wire; nothing is the last.
fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

fn send(bytes: &[u8]) -> Do {
    Do::Send(chunk(bytes))
}

fn client(server: &Server) -> Client {
    Client::anonymous(&API)
        .base_url(server.url())
        .build()
        .unwrap()
}

fn ticks(client: &Client) -> Call<(), (), Events<Tick>> {
    Call::new(client, &READ)
}

fn wait<F: Future>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}

type Item = Result<Event<Tick>, Error>;

/// What both ways of reading give, until the stream ends or so many items are there.
fn both(server: &Server, options: &RequestOptions, most: usize) -> [Vec<Item>; 2] {
    let client = client(server);
    let call = || ticks(&client).options(options.clone());
    let blocking = call().stream_blocking().unwrap().take(most).collect();
    let awaited = wait(async {
        let mut items = call().stream().await.unwrap();
        let mut all = Vec::new();
        while all.len() < most
            && let Some(item) = items.try_next().await.transpose()
        {
            all.push(item);
        }
        all
    });
    [blocking, awaited]
}

fn numbers(items: &[Item]) -> Vec<i64> {
    items.iter().flatten().map(|event| event.n).collect()
}

/// Each byte in a chunk and a segment of its own.
#[test]
fn byte_by_byte() {
    let server = Server::start(|_| {
        let stream = ": é\r\ndata: {\"n\":1}\r\n\r\nid: ü\rdata: {\"n\":\rdata: 2}\r\r";
        let mut steps = vec![head("text/event-stream")];
        steps.extend(stream.bytes().map(|byte| send(&[byte])));
        steps.push(send(&[]));
        steps
    });
    for items in both(&server, &RequestOptions::new(), usize::MAX) {
        assert_eq!(numbers(&items), [1, 2]);
        assert_eq!(items[1].as_ref().unwrap().id, "ü");
    }
}

/// Items are there although the stream never ends, and dropping it closes the connection.
#[test]
fn items_arrive_as_they_come() {
    for blocking in [true, false] {
        let server = Server::start(|_| {
            let mut steps = vec![head("text/event-stream")];
            for n in 0..3 {
                steps.push(send(format!("data: {{\"n\":{n}}}\n\n").as_bytes()));
                steps.push(Do::Wait(Duration::from_millis(20)));
            }
            steps.push(Do::Hold);
            steps
        });
        let client = client(&server);
        // the server never ends the stream, so that all of it can't be what is waited for
        let seen = match blocking {
            true => {
                let items = ticks(&client).stream_blocking().unwrap().take(3);
                items.map(|item| item.unwrap().n).collect::<Vec<_>>()
            }
            false => wait(async {
                let mut items = ticks(&client).stream().await.unwrap();
                let mut seen = Vec::new();
                while seen.len() < 3 {
                    seen.push(items.try_next().await.unwrap().unwrap().n);
                }
                seen
            }),
        };
        assert_eq!(seen, [0, 1, 2]);
        assert!(
            server.closed(1),
            "dropping the stream closes the connection"
        );
    }
}

/// The time for an attempt ends with the head; silence has one of its own.
#[test]
fn pauses() {
    let server = Server::start(|_| {
        let mut steps = vec![head("text/event-stream")];
        for n in 0..3 {
            steps.push(send(format!("data: {{\"n\":{n}}}\n\n").as_bytes()));
            steps.push(Do::Wait(Duration::from_millis(150)));
        }
        steps.push(send(&[]));
        steps
    });
    let short = RequestOptions::new().timeout(Duration::from_millis(200));
    for items in both(&server, &short, usize::MAX) {
        assert_eq!(numbers(&items), [0, 1, 2]);
        assert_eq!(items.len(), 3);
    }
    for items in both(
        &server,
        &short.idle_timeout(Duration::from_millis(50)),
        usize::MAX,
    ) {
        assert_eq!(numbers(&items), [0]);
        assert!(matches!(items[1], Err(Error::Timeout(_))), "{items:?}");
        assert_eq!(items.len(), 2);
    }
}

#[test]
fn cut_in_the_middle() {
    let server = Server::start(|request| {
        let first = b"data: {\"n\":1}\nid: 1\n\ndata: {\"n\":2";
        match request.header("last-event-id") {
            None => vec![head("text/event-stream"), send(first), Do::Close],
            Some(id) => {
                assert_eq!(id, "1");
                let last = b"data: {\"n\":2}\n\nevent: end\ndata: {}\n\n";
                vec![head("text/event-stream"), send(last), send(&[])]
            }
        }
    });
    for items in both(&server, &RequestOptions::new(), usize::MAX) {
        assert_eq!(numbers(&items), [1]);
        assert!(matches!(items[1], Err(Error::Connection(_))), "{items:?}");
        assert_eq!(items.len(), 2);
    }
    // an item that can't be read is no end
    for items in both(&server, &RequestOptions::new().reconnects(1), 3) {
        assert_eq!(numbers(&items), [1, 2]);
        let Err(Error::Decode(error)) = &items[2] else {
            panic!("{items:?}")
        };
        assert_eq!(error.raw_body(), "{}");
    }
}

#[test]
fn a_hundred_thousand_events() {
    const MANY: usize = 100_000;
    let server = Server::start(|_| {
        let all: Vec<u8> = (0..MANY)
            .flat_map(|n| format!("id: {n}\ndata: {{\"n\":{n}}}\n\n").into_bytes())
            .collect();
        // pieces that end anywhere
        let pieces = all.chunks(4093).map(send);
        [head("text/event-stream")]
            .into_iter()
            .chain(pieces)
            .chain([send(&[])])
            .collect()
    });
    let expected: Vec<_> = (0..MANY as i64).collect();
    for items in both(&server, &RequestOptions::new(), usize::MAX) {
        assert!(numbers(&items) == expected);
        assert_eq!(items.last().unwrap().as_ref().unwrap().id, "99999");
    }
}

/// A stream without end is read as long as somebody reads it, and no further.
#[test]
fn endless() {
    let server = Server::start(|_| {
        let events = "data: {\"n\":1}\n\n".repeat(1000);
        vec![
            head("text/event-stream"),
            Do::Repeat(chunk(events.as_bytes()), 1 << 20),
        ]
    });
    for items in both(&server, &RequestOptions::new(), 1000) {
        assert_eq!(numbers(&items), vec![1; 1000]);
    }
    assert!(server.closed(2));
    let sent = server.sent();
    assert!(sent < 64 << 20, "{sent} bytes were sent");
    // a line without end is an error, not a memory that fills
    let server = Server::start(|_| {
        vec![
            head("text/event-stream"),
            Do::Repeat(chunk(&[b'x'; 65536]), 1 << 20),
        ]
    });
    for items in both(
        &server,
        &RequestOptions::new().max_item_bytes(1 << 20),
        usize::MAX,
    ) {
        assert!(matches!(items[0], Err(Error::TooLarge(_))), "{items:?}");
        assert_eq!(items.len(), 1);
    }
    assert!(server.closed(2));
}

#[test]
fn lines_and_texts() {
    for (media_type, stream) in [
        ("application/x-ndjson", "{\"n\":1}\n{\"n\":2}"),
        (
            "application/json-seq",
            "\u{1e}{\"n\":1}\n\u{1e}{\"n\":\n2}\n",
        ),
    ] {
        let server =
            Server::start(move |_| vec![head(media_type), send(stream.as_bytes()), send(&[])]);
        let client = client(&server);
        let call = || Call::<(), (), Lines<Tick>>::new(&client, &READ);
        let items: Result<Vec<_>, _> = call().stream_blocking().unwrap().collect();
        assert_eq!(items.unwrap(), [Tick { n: 1 }, Tick { n: 2 }]);
        let any = wait(async {
            call()
                .stream_as::<Lines<Json>>()
                .stream()
                .await?
                .try_next()
                .await
        });
        assert_eq!(any.unwrap().unwrap().to_string(), "{\"n\":1}");
    }
}
