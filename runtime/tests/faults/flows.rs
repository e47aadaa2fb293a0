//! Downloads and streams of items, when the server misbehaves: the second table of `docs/FAULTS.md`.

use std::fmt::Write as _;
use std::time::Duration;

use castiron_runtime::{Call, Client, Error, Event, Events, RequestOptions};

use crate::quick::Quick;
use crate::server::{Do, Request, Server, answer};
use crate::{Carrier, PLAIN, READ, Thing, variant};

pub(crate) struct Flow {
    pub name: &'static str,
    says: &'static str,
    /// Whether time runs out.
    slow: bool,
    act: fn(&Request, u64) -> Vec<Do>,
}

const EVENT: &str = "id: 1\ndata: {\"right\":1}\n\n";
const EVENTS: &str = "id: 1\ndata: {\"right\":1}\n\nid: 2\ndata: {\"right\":1}\n\n";

/// The head of an answer in chunks.
fn head() -> Do {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    Do::Send(head.into())
}

fn chunk(text: &str) -> Do {
    Do::Send(format!("{:x}\r\n{text}\r\n", text.len()).into_bytes())
}

fn right() -> Vec<Do> {
    vec![head(), chunk(EVENTS), chunk("")]
}

fn once(seen: u64, fault: Vec<Do>) -> Vec<Do> {
    if seen == 0 { fault } else { right() }
}

fn stop() -> Do {
    Do::Wait(Duration::from_secs(3))
}

macro_rules! flows {
    ($($name:ident $($slow:ident)? : $says:literal => $act:expr;)*) => {
        pub(crate) static FLOWS: &[Flow] = &[$(Flow {
            name: stringify!($name),
            says: $says,
            slow: !stringify!($($slow)?).is_empty(),
            act: $act,
        },)*];
        mod tests {
            $(#[test] fn $name() { super::check(stringify!($name)) })*
        }
    };
}

flows! {
    flow_right: "sends two events and ends" => |_, _| right();
    flow_silent slow: "says nothing until the time is up" => |_, _| vec![stop(), Do::Close];
    flow_stalled slow: "sends one event, then nothing" => |_, seen| once(seen, vec![head(), chunk(EVENT), stop()]);
    flow_slow slow: "sends two events, later than an attempt may take" => |_, _| {
        let pause = || Do::Wait(Duration::from_millis(250));
        vec![head(), chunk(EVENT), pause(), chunk(": still there\n"), pause(), chunk(EVENT), chunk("")]
    };
    flow_cut_event: "closes in the middle of the second event" => |_, seen| once(seen, vec![head(), chunk(EVENT), chunk("id: 2\nda"), Do::Close]);
    flow_cut_chunk: "closes in the middle of a chunk" => |_, seen| once(seen, vec![head(), chunk(EVENT), Do::Send(b"40\r\ndata".to_vec()), Do::Close]);
    flow_garbage_chunk: "sends an event, then a chunk of no length" => |_, seen| once(seen, vec![head(), chunk(EVENT), Do::Wait(Duration::from_millis(100)), Do::Send(b"zz\r\n".to_vec()), Do::Close]);
    flow_no_length: "sends two events without a length and closes" => |_, _| {
        vec![Do::Send(format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n{EVENTS}").into_bytes()), Do::Close]
    };
    flow_unreadable: "sends an event that is no JSON between two that are" => |_, _| vec![head(), chunk(EVENT), chunk("data: right\n\n"), chunk(EVENT), chunk("")];
    flow_unfinished: "sends an event, and one that no empty line ends" => |_, _| vec![head(), chunk(EVENT), chunk("data: {\"right\":1}\n"), chunk("")];
    flow_long_line: "sends a line that is longer than an item may be" => |_, _| vec![head(), chunk(EVENT), chunk(&"x".repeat(300_000)), chunk("")];
    flow_long: "sends more than the answer may have" => |_, _| vec![head(), Do::Repeat(format!("{:x}\r\n{EVENT}\r\n", EVENT.len()).into_bytes(), 80_000), chunk("")];
    flow_no_content: "answers 204" => |_, _| vec![Do::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())];
    flow_json: "answers 200 with JSON" => |_, _| vec![Do::Send(answer("200 OK", &[("Content-Type", "application/json")], "{}"))];
    flow_html: "answers 200 with HTML" => |_, _| vec![Do::Send(answer("200 OK", &[("Content-Type", "text/html")], "<html></html>"))];
    flow_503_once: "answers 503 once" => |_, seen| once(seen, vec![Do::Send(answer("503 Service Unavailable", &[], "{}"))]);
    flow_404: "answers 404" => |_, _| vec![Do::Send(answer("404 Not Found", &[], r#"{"message":"no such feed"}"#))];
    flow_closed_once: "closes the connection of the first attempt" => |_, seen| once(seen, vec![Do::Close]);
}

fn wait<F: Future>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}

fn download(carrier: Carrier, call: Call<Thing>) -> Result<String, Error> {
    let bytes = match carrier {
        Carrier::Ureq => call.download_blocking()?.bytes()?,
        Carrier::Hyper => wait(async { call.download().await?.bytes().await })?,
    };
    Ok(format!("{} bytes", bytes.len()))
}

fn stream(carrier: Carrier, call: Call<Thing>, most: usize) -> Result<String, Error> {
    let call = call.stream_as::<Events<Thing>>();
    let items: Vec<Result<Event<Thing>, Error>> = match carrier {
        Carrier::Ureq => call.stream_blocking()?.take(most).collect(),
        Carrier::Hyper => wait(async {
            let mut stream = call.stream().await?;
            let mut items = Vec::new();
            while items.len() < most
                && let Some(item) = stream.try_next().await.transpose()
            {
                items.push(item);
            }
            Ok::<_, Error>(items)
        })?,
    };
    let mut parts: Vec<String> = Vec::new();
    let mut count = 0;
    for item in items {
        match item {
            Ok(item) => {
                assert_eq!(item.right, 1);
                count += 1;
            }
            Err(error) => {
                parts.extend((count > 0).then(|| events(count)));
                count = 0;
                parts.push(format!("`{}`", variant(&error)));
            }
        }
    }
    if count > 0 || parts.is_empty() {
        parts.push(events(count));
    }
    Ok(parts.join(", then "))
}

fn events(count: usize) -> String {
    match count {
        0 => "no event".to_owned(),
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    }
}

fn cell(carrier: Carrier, flow: &Flow, how: usize) -> String {
    let seen = std::sync::atomic::AtomicU64::new(0);
    let act = flow.act;
    let server = Server::start(move |request| {
        act(
            request,
            seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst),
        )
    });
    let timeout = Duration::from_millis(if flow.slow { 400 } else { 33_333 });
    let quick = Quick::new(timeout);
    let options = RequestOptions::new()
        .timeout(timeout)
        .idle_timeout(timeout)
        .max_response_bytes(1 << 20)
        .max_item_bytes(1 << 18)
        .reconnects(u32::from(how == 2));
    let client: Client = Client::builder(&PLAIN, "sk_secret")
        .base_url(server.url())
        .transport(quick.clone())
        .blocking_transport(quick)
        .options(options)
        .build()
        .unwrap();
    let call = Call::<Thing>::new(&client, &READ);
    let outcome = match how {
        0 => download(carrier, call),
        // what goes on for good is looked at for a while
        _ => stream(carrier, call, if how == 2 { 4 } else { usize::MAX }),
    };
    let mut text = outcome.unwrap_or_else(|error| format!("`{}`", variant(&error)));
    let requests = server.requests();
    let plural = if requests == 1 { "" } else { "s" };
    write!(text, ", {requests} request{plural}").unwrap();
    text
}

fn row(flow: &Flow) -> String {
    let mut row = format!("| `{}` | {} |", flow.name, flow.says);
    for how in 0..3 {
        let [ureq, reqwest] =
            [Carrier::Ureq, Carrier::Hyper].map(|carrier| cell(carrier, flow, how));
        assert_eq!(ureq, reqwest, "{}: ureq and reqwest differ", flow.name);
        write!(row, " {ureq} |").unwrap();
    }
    row
}

fn check(name: &str) {
    let flow = FLOWS.iter().find(|flow| flow.name == name).unwrap();
    let row = row(flow);
    assert!(
        crate::rows().contains(&row.as_str()),
        "docs/FAULTS.md has not this row:\n{row}"
    );
}
