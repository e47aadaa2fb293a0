//! The ways in which the server misbehaves.

use std::time::Duration;

use super::server::{Do, Request, answer};

pub(crate) struct Case {
    pub name: &'static str,
    /// What the server does, as the table says it.
    pub says: &'static str,
    /// Whether the time for an attempt is short.
    pub slow: bool,
    /// Whether a second call follows, which is the one that the row tells about.
    pub twice: bool,
    /// What it does with a request, of which it has seen some before, beside another server.
    pub act: fn(&Request, u64, &str) -> Vec<Do>,
}

const RIGHT: &str = r#"{"right":1}"#;
const WRONG: &str = r#"{"right":0}"#;

fn right() -> Vec<u8> {
    answer("200 OK", &[], RIGHT)
}

/// Once this, then what is right.
fn once(seen: u64, fault: Vec<Do>) -> Vec<Do> {
    if seen == 0 {
        fault
    } else {
        vec![Do::Send(right())]
    }
}

fn send(text: impl Into<Vec<u8>>) -> Vec<Do> {
    vec![Do::Send(text.into()), Do::Close]
}

fn redirect(status: &str, location: &str) -> Vec<Do> {
    vec![Do::Send(answer(status, &[("Location", location)], ""))]
}

fn drip() -> Vec<Do> {
    let byte = |byte: u8| [Do::Send(vec![byte]), Do::Wait(Duration::from_millis(100))];
    right().into_iter().flat_map(byte).collect()
}

macro_rules! cases {
    ($($name:ident $($flag:ident)* : $says:literal => $act:expr;)*) => {
        pub(crate) static CASES: &[Case] = &[$(Case {
            $($flag: true,)*
            name: stringify!($name),
            says: $says,
            act: $act,
            ..NONE
        },)*];
        mod tests {
            $(#[test] fn $name() { crate::check(stringify!($name)) })*
        }
    };
}

pub(crate) const NONE: Case = Case {
    name: "",
    says: "",
    slow: false,
    twice: false,
    act: |_, _, _| Vec::new(),
};

cases! {
    silent slow: "says nothing until the time is up" => |_, _, _| vec![Do::Wait(Duration::from_secs(3)), Do::Close];
    silent_once slow: "says nothing to the first attempt" => |_, seen, _| once(seen, vec![Do::Wait(Duration::from_secs(3)), Do::Close]);
    drip slow: "sends a byte every tenth of a second" => |_, _, _| drip();
    stalled_body slow: "sends the head and half of the body, then nothing" => |_, _, _| vec![Do::Send(right()[..40].to_vec()), Do::Wait(Duration::from_secs(3)), Do::Close];
    closed: "closes the connection without a word" => |_, _, _| vec![Do::Close];
    closed_once: "closes the connection of the first attempt" => |_, seen, _| once(seen, vec![Do::Close]);
    cut_head: "ends in the middle of the head" => |_, _, _| send(&right()[..20]);
    cut_body: "ends in the middle of the body" => |_, seen, _| once(seen, send(&right()[..right().len() - 3]));
    cut_chunks: "ends between two chunks" => |_, seen, _| once(seen, send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"rig\r\n"));
    garbage: "sends what is no HTTP" => |_, _, _| send("\x16\x03\x01 nothing that anyone could read\r\n\r\n");
    garbage_chunks: "sends chunks of no length" => |_, _, _| send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
    no_json: "answers 200 with HTML" => |_, _, _| vec![Do::Send(answer("200 OK", &[("Content-Type", "text/html")], "<html></html>"))];
    empty: "answers 200 with an empty body" => |_, _, _| vec![Do::Send(answer("200 OK", &[], ""))];
    huge: "states a body that is longer than allowed" => |_, _, _| send(answer("200 OK", &[], &" ".repeat(3 << 20)));
    huge_chunks: "sends chunks without end" => |_, _, _| {
        let mut steps = vec![Do::Send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec())];
        steps.extend((0..64).map(|_| Do::Send(format!("10000\r\n{}\r\n", " ".repeat(65536)).into_bytes())));
        steps
    };
    huge_head: "sends a header of 2 MiB" => |_, _, _| send(answer("200 OK", &[("X-Long", &"x".repeat(2 << 20))], RIGHT));
    length_too_long: "states a longer body than it sends" => |_, seen, _| once(seen, send(format!("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{RIGHT}")));
    length_too_short: "states a shorter body than it sends" => |_, _, _| send(format!("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{RIGHT}"));
    length_wrong: "states a length that is no number" => |_, _, _| send(format!("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{RIGHT}"));
    no_length: "states no length and closes after the body" => |_, _, _| send(format!("HTTP/1.1 200 OK\r\n\r\n{RIGHT}"));
    answered_twice twice: "sends a second answer after the right one; then another call is made" => |_, seen, _| {
        let wrong = answer("200 OK", &[], WRONG);
        once(seen, vec![Do::Send([right(), wrong].concat())])
    };
    unsolicited twice: "sends an answer that nobody asked for, later; then another call is made" => |_, seen, _| {
        once(seen, vec![Do::Send(right()), Do::Send(answer("200 OK", &[], WRONG))])
    };
    status_429: "answers 429 once" => |_, seen, _| once(seen, vec![Do::Send(answer("429 Too Many Requests", &[], "{}"))]);
    retry_after: "answers 429 once, with `Retry-After: 7`" => |_, seen, _| once(seen, vec![Do::Send(answer("429 Too Many Requests", &[("Retry-After", "7")], "{}"))]);
    retry_after_date: "answers 503 once, with a `Retry-After` that is a date 30 seconds after its `Date`" => |_, seen, _| once(seen, vec![Do::Send(answer(
        "503 Service Unavailable",
        &[("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT")],
        "{}",
    ))]);
    retry_after_long: "answers 429 with `Retry-After: 3600`" => |_, _, _| vec![Do::Send(answer("429 Too Many Requests", &[("Retry-After", "3600")], "{}"))];
    retry_after_nonsense: "answers 429 once, with a `Retry-After` that says nothing" => |_, seen, _| once(seen, vec![Do::Send(answer("429 Too Many Requests", &[("Retry-After", "-soon")], "{}"))]);
    status_500: "answers 500 once" => |_, seen, _| once(seen, vec![Do::Send(answer("500 Internal Server Error", &[], "{}"))]);
    status_503_always: "answers 503 again and again" => |_, _, _| vec![Do::Send(answer("503 Service Unavailable", &[], r#"{"message":"down"}"#))];
    should_retry: "answers 400 once, with `Stripe-Should-Retry: true`" => |_, seen, _| once(seen, vec![Do::Send(answer("400 Bad Request", &[("Stripe-Should-Retry", "true")], "{}"))]);
    should_not_retry: "answers 500 with `Stripe-Should-Retry: false`" => |_, _, _| vec![Do::Send(answer("500 Internal Server Error", &[("Stripe-Should-Retry", "false")], "{}"))];
    status_401: "answers 401 to a key; a [provider](GUIDE.md#credentials-that-are-renewed) of credentials is asked once more" => |_, _, _| vec![Do::Send(answer("401 Unauthorized", &[], r#"{"message":"who are you"}"#))];
    status_404: "answers 404" => |_, _, _| vec![Do::Send(answer("404 Not Found", &[], r#"{"message":"no such thing"}"#))];
    error_in_html: "answers 502 with a page of HTML" => |_, _, _| vec![Do::Send(answer("502 Bad Gateway", &[("Content-Type", "text/html")], &format!("<h1>Bad gateway</h1>{}", "x".repeat(100_000))))];
    error_empty: "answers 400 with an empty body" => |_, _, _| vec![Do::Send(answer("400 Bad Request", &[], ""))];
    error_cut: "answers 400 and ends in the middle of the body" => |_, _, _| send("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"mess");
    redirect_here: "redirects (307) within the server" => |request, _, _| match request.target.as_str() {
        "/v1/things" => redirect("307 Temporary Redirect", "/v2/things"),
        _ => vec![Do::Send(right())],
    };
    redirect_elsewhere: "redirects (302) to another server" => |_, _, other| redirect("302 Found", &format!("{other}/v1/things"));
    redirect_loop: "redirects (302) to the same address" => |_, _, _| redirect("302 Found", "/v1/things");
    redirect_nowhere: "redirects (302) without `Location`" => |_, _, _| vec![Do::Send(answer("302 Found", &[], ""))];
    not_modified: "answers 304, which nobody asked for" => |_, _, _| vec![Do::Send(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())];
    informed: "sends 103 before the answer" => |_, _, _| vec![Do::Send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".to_vec()), Do::Send(right())];
}
