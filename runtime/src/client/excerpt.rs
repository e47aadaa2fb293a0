//! What errors show of an answer: the start of its body, and the server's name for the request.

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

/// What the server calls the request.
pub(crate) fn request_id(api: &Api, headers: &HeaderMap) -> Option<String> {
    let names = api
        .request_id_header
        .into_iter()
        .chain(["request-id", "x-request-id"]);
    let value = names.filter_map(|name| headers.get(name)).next()?;
    value.to_str().ok().map(str::to_owned)
}
