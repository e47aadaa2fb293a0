//! Streams of items, in any pieces.

use castiron_runtime::testing::Memory;
use castiron_runtime::{Api, Call, Client, Error, Events, Json, Lines, Operation, to_string};
use castiron_tests::random::Random;

use super::bytes;

static API: Api = Api::new("Streams", "1").server("https://streams.example");
static OPERATION: Operation = Operation::new("stream", "GET", "/stream");

/// Name, id and data of an event.
type Shown = (String, String, String);

/// The bytes in pieces.
fn pieces(
    text: &[u8],
    random: &mut Random,
) -> Vec<Result<Vec<u8>, castiron_runtime::TransportErrorKind>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at((1 + random.sized(7)).min(rest.len()));
        out.push(Ok(piece.to_vec()));
        rest = after;
    }
    out
}

fn client(memory: &Memory) -> Result<Client, Error> {
    Client::anonymous(&API)
        .blocking_transport(memory.clone())
        .retries(0)
        .build()
}

/// Event streams against a reader by the standard (WHATWG HTML, 9.2.6).
pub(super) fn streams(random: &mut Random) -> Result<(), String> {
    let mut text = Vec::new();
    for _ in 0..random.below(12) {
        let field = *random.pick(&[
            "data",
            "data",
            "data",
            "event",
            "id",
            "",
            "retry ",
            "dat",
            "\u{feff}data",
            "other",
        ]);
        let colon = *random.pick(&[":", ": ", ":  ", ""]);
        let value = match random.below(3) {
            0 => String::new(),
            1 => "a b".to_owned(),
            _ => bytes::text(random),
        };
        let end = *random.pick(&["\n", "\r\n", "\r", "\n\n", "\r\r", "\r\n\r\n"]);
        text.extend([field, colon, &value, end].concat().bytes());
    }
    let expected = by_the_standard(&text);
    let memory = Memory::new();
    memory.answer_chunks(
        200,
        &[("content-type", "text/event-stream")],
        pieces(&text, random),
    );
    let show = || format!("{:?}", String::from_utf8_lossy(&text));
    let client = client(&memory).map_err(|error| error.to_string())?;
    let call = Call::<Json>::new(&client, &OPERATION).stream_as::<Events<String>>();
    let options = castiron_runtime::RequestOptions::new().reconnects(0);
    let items = call
        .options(options)
        .stream_blocking()
        .map_err(|error| error.to_string())?;
    let mut found: Vec<Shown> = Vec::new();
    for item in items {
        match item {
            Ok(event) => found.push((event.event, event.id, event.data)),
            Err(error) => return Err(format!("{}: {error}", show())),
        }
    }
    if found == expected {
        Ok(())
    } else {
        Err(format!(
            "{} is {found:?}, and {expected:?} by the standard",
            show()
        ))
    }
}

fn by_the_standard(text: &[u8]) -> Vec<Shown> {
    let text = String::from_utf8_lossy(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = Vec::new();
    let (mut event, mut id, mut data) = (String::new(), String::new(), String::new());
    // a line without an end is no line
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    for line in whole.split('\n') {
        if line.is_empty() {
            if !data.is_empty() {
                data.pop();
                let name = if event.is_empty() { "message" } else { &event };
                out.push((name.to_owned(), id.clone(), std::mem::take(&mut data)));
            }
            event.clear();
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut event),
            "data" => data += &format!("{value}\n"),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            _ => {}
        }
    }
    out
}

/// Lines of JSON: each is an item, and what is none is an error, never a panic.
pub(super) fn lines(random: &mut Random) -> Result<(), String> {
    let values: Vec<Json> = (0..random.below(6))
        .map(|_| super::forms::value(random, 0))
        .collect();
    let mut text = Vec::new();
    let is_sequence = random.chance(30);
    for value in &values {
        let start = if is_sequence { "\u{1e}" } else { "" };
        let end = if is_sequence {
            "\n"
        } else {
            *random.pick(&["\n", "\r\n", "\n\n"])
        };
        text.extend([start, &to_string(value), end].concat().bytes());
    }
    let is_changed = random.chance(30);
    if is_changed {
        bytes::mutate(&mut text, &[], random);
    }
    let media_type = if is_sequence {
        "application/json-seq"
    } else {
        "application/x-ndjson"
    };
    let memory = Memory::new();
    memory.answer_chunks(200, &[("content-type", media_type)], pieces(&text, random));
    let client = client(&memory).map_err(|error| error.to_string())?;
    let call = Call::<Json>::new(&client, &OPERATION).stream_as::<Lines<Json>>();
    let found: Vec<_> = call
        .stream_blocking()
        .map_err(|error| error.to_string())?
        .collect();
    let show = || format!("{:?} is {found:?}", String::from_utf8_lossy(&text));
    if is_changed {
        // an error may be followed by items, but not by any number of them
        return if found.len() <= text.len() + 1 {
            Ok(())
        } else {
            Err(show())
        };
    }
    let is_same = found.len() == values.len()
        && found
            .iter()
            .zip(&values)
            .all(|(found, value)| found.as_ref().is_ok_and(|found| found == value));
    if is_same { Ok(()) } else { Err(show()) }
}
