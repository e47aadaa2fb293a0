//! Server-sent events (WHATWG HTML, 9.2.6, "Interpreting an event stream").

use std::time::Duration;

use bytes::Bytes;

use super::lines::LineBuffer;
use super::{Cut, Frame, TooLong};

/// Cuts a stream into events.
#[derive(Debug)]
pub(super) struct EventLines {
    lines: LineBuffer,
    /// Whether nothing has been read so far, where a byte order mark may be.
    at_start: bool,
    data: Vec<u8>,
    has_data: bool,
    event: String,
    id: String,
    retry: Option<Duration>,
    /// The id and the pause that hold for a stream that goes on from here.
    position: (String, Option<Duration>),
    limit: usize,
}

impl EventLines {
    /// The id is the last one of the stream that this one goes on from.
    pub(super) fn new(limit: usize, id: String) -> Self {
        Self {
            lines: LineBuffer::new(limit, true),
            at_start: true,
            data: Vec::new(),
            has_data: false,
            event: String::new(),
            position: (id.clone(), None),
            id,
            retry: None,
            limit,
        }
    }

    /// A line that is not empty.
    fn field(&mut self, line: &[u8]) -> Result<(), TooLong> {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                if self.has_data {
                    self.data.push(b'\n');
                }
                self.has_data = true;
                self.data.extend_from_slice(value);
                if self.data.len() > self.limit {
                    return Err(TooLong);
                }
            }
            b"event" => self.event = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => self.id = String::from_utf8_lossy(value).into_owned(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let digits = std::str::from_utf8(value).unwrap_or_default();
                // more than fits is as good as forever
                self.retry = Some(Duration::from_millis(digits.parse().unwrap_or(u64::MAX)));
                self.position.1 = self.retry;
            }
            // a comment, or what a later version knows
            _ => {}
        }
        Ok(())
    }

    /// What an empty line does: an event without data is none.
    fn dispatch(&mut self) -> Option<Frame> {
        let event = std::mem::take(&mut self.event);
        let data = std::mem::take(&mut self.data);
        self.position.0.clone_from(&self.id);
        if !std::mem::take(&mut self.has_data) {
            return None;
        }
        let data = match String::from_utf8(data) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        Some(Frame {
            data: Bytes::from(data),
            event: match event.is_empty() {
                true => "message".to_owned(),
                false => event,
            },
            id: self.id.clone(),
            retry: self.retry.take(),
        })
    }
}

impl Cut for EventLines {
    fn push(&mut self, chunk: &[u8]) {
        self.lines.push(chunk);
    }

    fn next(&mut self) -> Result<Option<Frame>, TooLong> {
        while let Some(mut line) = self.lines.next()? {
            if std::mem::take(&mut self.at_start) && line.starts_with("\u{feff}".as_bytes()) {
                line = line.slice(3..);
            }
            if !line.is_empty() {
                self.field(&line)?;
            } else if let Some(frame) = self.dispatch() {
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    fn position(&self) -> (&str, Option<Duration>) {
        (&self.position.0, self.position.1)
    }

    /// What no empty line follows is no event.
    fn finish(&mut self) -> Option<Frame> {
        None
    }
}
