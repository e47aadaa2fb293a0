//! Answers that the server compresses, or says to: the third table of `docs/FAULTS.md`.

use std::io::Write as _;

use crate::cases::{Case, NONE};
use crate::server::{Do, Request};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn right() -> Vec<u8> {
    packed(br#"{"right":1}"#)
}

/// An answer whose body is said to be compressed.
fn said(status: &str, body: &[u8]) -> Vec<Do> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    vec![Do::Send([head.as_bytes(), body].concat())]
}

/// The answer with one byte changed.
fn changed(at_end: usize) -> Vec<u8> {
    let mut body = right();
    let at = body.len() - at_end;
    body[at] ^= 0xff;
    body
}

macro_rules! cases {
    ($($name:ident : $says:literal => $act:expr;)*) => {
        pub(crate) static CASES: &[Case] = &[$(Case {
            name: stringify!($name),
            says: $says,
            act: $act,
            ..NONE
        },)*];
        mod tests {
            $(#[test] fn $name() { super::check(stringify!($name)) })*
        }
    };
}

cases! {
    gzip_right: "compresses the answer" => |_: &Request, _, _| said("200 OK", &right());
    gzip_members: "compresses the answer in two members" => |_, _, _| said("200 OK", &[packed(b"{\"right\""), packed(b":1}")].concat());
    gzip_error: "answers 404, compressed" => |_, _, _| said("404 Not Found", &packed(br#"{"message":"no such thing"}"#));
    gzip_cut: "ends the compressed answer in its middle" => |_, _, _| said("200 OK", &right()[..15]);
    gzip_none: "says that the answer is compressed, which is not" => |_, _, _| said("200 OK", br#"{"right":1}"#);
    gzip_sum: "compresses the answer, with a wrong checksum" => |_, _, _| said("200 OK", &changed(8));
    gzip_bomb: "compresses 64 MiB into 64 KiB" => |_, _, _| said("200 OK", &packed(&vec![b' '; 64 << 20]));
}

fn check(name: &str) {
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    crate::check_case(case);
}
