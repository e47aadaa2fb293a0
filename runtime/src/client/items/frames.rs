//! How a stream is split, by its media type.

use std::fmt;
use std::time::Duration;

use super::events::EventLines;
use super::frame::Frame;
use super::lines::{JsonLines, JsonTexts};
use super::{Cut, TooLong};
use crate::client::essence;

/// Cuts a stream into items.
pub(super) struct Frames {
    cut: Box<dyn Cut>,
    has_ended: bool,
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames").finish_non_exhaustive()
    }
}

impl Frames {
    /// By the media type of the answer; where that says nothing, by what the operation documents. `None` where the answer is
    /// no stream of items.
    pub(super) fn new(
        media_type: Option<&str>,
        events: bool,
        limit: usize,
        last_id: &str,
    ) -> Option<Self> {
        let essence = media_type.map(essence).unwrap_or_default();
        let (class, sub) = essence.split_once('/').unwrap_or_default();
        let as_events = || Box::new(EventLines::new(limit, last_id.to_owned())) as Box<dyn Cut>;
        let cut: Box<dyn Cut> = match sub {
            "event-stream" => as_events(),
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines"
            | "json-lines" | "x-json-stream" | "stream+json" => Box::new(JsonLines::new(limit)),
            _ if sub == "json-seq" || sub.ends_with("+json-seq") => Box::new(JsonTexts::new(limit)),
            _ if sub == "json" || sub.ends_with("+json") => match events {
                true => return None,
                false => Box::new(JsonTexts::new(limit)),
            },
            // nothing, or as little as that
            "" | "plain" | "octet-stream" if events => as_events(),
            "" | "plain" | "octet-stream" => Box::new(JsonLines::new(limit)),
            _ if class == "multipart" || sub == "html" => return None,
            _ if events => return None,
            _ => Box::new(JsonLines::new(limit)),
        };
        let has_ended = false;
        Some(Self { cut, has_ended })
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.cut.push(chunk);
    }

    /// See [`Cut::position`].
    pub(super) fn position(&self) -> (&str, Option<Duration>) {
        self.cut.position()
    }

    /// Says that nothing follows.
    pub(super) fn end(&mut self) {
        self.has_ended = true;
    }

    /// The next item.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, TooLong> {
        let found = self.cut.next()?;
        match found.is_none() && std::mem::take(&mut self.has_ended) {
            true => Ok(self.cut.finish()),
            false => Ok(found),
        }
    }
}
