//! The parts of a response that errors show: the start of its body, and the request id.

use std::fmt;

use http::HeaderMap;

use super::api::Api;

/// The start of a body, on one line.
pub(super) fn excerpt(body: &[u8], most: usize) -> String {
    let start = body.get(..most.saturating_mul(2)).unwrap_or(body);
    let text = String::from_utf8_lossy(start);
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    let mut line = line.chars().filter(|c| !c.is_control());
    let mut out: String = line.by_ref().take(most).collect();
    if line.next().is_some() || body.len() > start.len() {
        out.push('…');
    }
    out
}

/// Writes on one line what a server may have chosen: controls would begin another line or move a terminal's cursor, and marks of
/// direction would turn the text around.
pub(super) struct OneLine<'a, 'b>(pub(super) &'a mut fmt::Formatter<'b>);

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_plain = |c: char| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let mut parts = text.split(|c| !is_plain(c));
        self.0.write_str(parts.next().unwrap_or_default())?;
        parts.try_for_each(|part| {
            self.0.write_char(' ')?;
            self.0.write_str(part)
        })
    }
}

/// What the server calls the request.
pub(crate) fn request_id(api: &Api, headers: &HeaderMap) -> Option<String> {
    let names = api
        .request_id_header
        .into_iter()
        .chain(["request-id", "x-request-id"]);
    let value = names.filter_map(|name| headers.get(name)).next()?;
    value.to_str().ok().map(str::to_owned)
}
