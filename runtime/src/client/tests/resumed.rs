//! Downloads that break off and go on.

use super::*;
use crate::TransportErrorKind;

static FILE: Operation = Operation::new("getFile", "GET", "/file");
const TAG: (&str, &str) = ("etag", "\"v1\"");

fn bytes(from: usize, to: usize) -> Vec<u8> {
    (from..to).map(|at| (at % 251) as u8).collect()
}

/// An answer whose body breaks off, where `breaks`.
fn answer(memory: &Memory, status: u16, headers: &[(&str, &str)], body: Vec<u8>, breaks: bool) {
    let broken = breaks.then_some(Err(TransportErrorKind::Other));
    let middle = body.len() / 3;
    let chunks = [body[..middle].to_vec(), body[middle..].to_vec()];
    let chunks = chunks.into_iter().filter(|chunk| !chunk.is_empty()).map(Ok);
    memory.answer_chunks(status, headers, chunks.chain(broken));
}

fn range(from: usize) -> String {
    format!("bytes {from}-999/1000")
}

/// What a download comes to, by both ways of reading, and the requests of one of them.
fn both(
    reconnects: u32,
    prepare: impl Fn(&Memory),
) -> (Result<Vec<u8>, String>, Vec<http::Request<Bytes>>) {
    let call = |memory: &Memory| {
        prepare(memory);
        let client = Client::builder(&API, "key").transport(memory.clone());
        let client = client.blocking_transport(memory.clone()).build().unwrap();
        let options = RequestOptions::new().retries(0).reconnects(reconnects);
        Call::<Json>::new(&client, &FILE).options(options)
    };
    let shown = |bytes: Result<Bytes, Error>| match bytes {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(error) => Err(error.to_string()),
    };
    let memory = Memory::new();
    let blocking = call(&memory).download_blocking();
    let blocking = shown(blocking.and_then(|download| download.bytes()));
    let again = Memory::new();
    let call = call(&again);
    let awaited = shown(run(async { call.download().await?.bytes().await }));
    assert_eq!(blocking, awaited);
    assert_eq!(memory.requests().len(), again.requests().len());
    (blocking, memory.requests())
}

fn header<'a>(request: &'a http::Request<Bytes>, name: &str) -> &'a str {
    let value = request.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

/// Wherever it breaks, and however often, the bytes are those of the file.
#[test]
fn the_bytes_are_those_of_the_file() {
    for breaks in [&[1][..], &[3, 500], &[999], &[400, 401, 402, 900]] {
        let (found, requests) = both(1, |memory| {
            let starts = [0].iter().chain(breaks);
            let ends = breaks.iter().chain(&[1000]);
            for (index, (from, to)) in starts.zip(ends).enumerate() {
                let range = range(*from);
                let (status, headers) = match index {
                    0 => (200, vec![TAG]),
                    _ => (206, vec![TAG, ("content-range", range.as_str())]),
                };
                answer(memory, status, &headers, bytes(*from, *to), *to < 1000);
            }
        });
        assert_eq!(found, Ok(bytes(0, 1000)), "{breaks:?}");
        assert_eq!(header(&requests[0], "range"), "");
        for (request, at) in requests.iter().skip(1).zip(breaks) {
            assert_eq!(header(request, "range"), format!("bytes={at}-"));
            assert_eq!(header(request, "if-range"), "\"v1\"");
            assert_eq!(header(request, "accept-encoding"), "identity");
        }
    }
}

/// A server that knows no ranges gives the file once more.
#[test]
fn known_bytes_are_passed_over() {
    let modified = [("last-modified", "Thu, 01 Jan 1970 00:00:00 GMT")];
    let (found, requests) = both(2, |memory| {
        answer(memory, 200, &modified, bytes(0, 500), true);
        memory.fail(TransportErrorKind::Connect);
        answer(memory, 200, &modified, bytes(0, 1000), false);
    });
    assert_eq!(found, Ok(bytes(0, 1000)));
    assert_eq!(header(&requests[2], "if-range"), modified[0].1);
}

#[test]
fn what_cannot_go_on_is_an_error() {
    let broken = "getFile (GET /file): no answer: as the test says";
    let other = "the server does not give the rest of the same file";
    let weak = ("etag", "W/\"v1\"");
    let (at, elsewhere) = (range(500), range(400));
    let (rest, wrong) = (
        ("content-range", at.as_str()),
        ("content-range", elsewhere.as_str()),
    );
    let changed = ("etag", "\"v2\"");
    for (reconnects, first, second, status, count, expected) in [
        // not asked for, and nothing that says which file it is
        (0, TAG, &[TAG, rest][..], 206, 1, broken),
        (1, weak, &[TAG, rest], 206, 1, broken),
        (1, ("x", "y"), &[TAG, rest], 206, 1, broken),
        // another file, another part, no part
        (9, TAG, &[changed, rest], 206, 2, other),
        (9, TAG, &[changed], 200, 2, other),
        (9, TAG, &[("x", "y")], 200, 2, other),
        (9, TAG, &[TAG, wrong], 206, 2, other),
        (9, TAG, &[TAG], 206, 2, other),
        (9, TAG, &[], 416, 2, "416"),
    ] {
        let (found, requests) = both(reconnects, |memory| {
            answer(memory, 200, &[first], bytes(0, 500), true);
            answer(memory, status, second, bytes(500, 1000), false);
        });
        let error = found.unwrap_err();
        assert!(error.contains(expected), "{error}");
        assert_eq!(requests.len(), count, "{second:?}");
    }
}

#[test]
fn an_error_says_how_long_to_wait() {
    let memory = Memory::new();
    memory.answer_with(429, &[("retry-after", "3600")], "{}");
    let client = Client::builder(&API, "key").blocking_transport(memory);
    let error = Call::<Json>::new(&client.build().unwrap(), &FILE).send_blocking();
    let error = error.unwrap_err();
    let wait = error.as_api().unwrap().retry_after();
    assert_eq!(wait, Some(Duration::from_secs(3600)));
}
