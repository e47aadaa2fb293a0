//! Splits chunks of bytes into lines; JSON lines, and JSON text sequences.

use bytes::{Buf, Bytes, BytesMut};

use super::{Cut, Frame, TooLong};

/// Cuts bytes into lines. A line is bounded, so that one without end can't fill the memory.
#[derive(Debug)]
pub(super) struct LineBuffer {
    bytes: BytesMut,
    /// How many of the bytes have been looked at.
    seen: usize,
    /// Whether a line feed belongs to the carriage return before it.
    after_return: bool,
    /// Whether a carriage return ends a line.
    returns: bool,
    limit: usize,
}

impl LineBuffer {
    /// With `returns`, lines end with CR, LF or CR LF; else with LF.
    pub(super) fn new(limit: usize, returns: bool) -> Self {
        Self {
            bytes: BytesMut::new(),
            seen: 0,
            after_return: false,
            returns,
            limit,
        }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.bytes.extend_from_slice(chunk);
    }

    /// The next line, without its end.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, TooLong> {
        if self.after_return
            && let Some(first) = self.bytes.first()
        {
            if *first == b'\n' {
                self.bytes.advance(1);
            }
            self.after_return = false;
        }
        let fresh = self.bytes.get(self.seen..).unwrap_or_default();
        let returns = self.returns;
        let end = fresh
            .iter()
            .position(|byte| *byte == b'\n' || returns && *byte == b'\r');
        let Some(end) = end.map(|end| self.seen.saturating_add(end)) else {
            self.seen = self.bytes.len();
            return match self.seen > self.limit {
                true => Err(TooLong),
                false => Ok(None),
            };
        };
        if end > self.limit {
            return Err(TooLong);
        }
        self.seen = 0;
        self.after_return = self.bytes.get(end) == Some(&b'\r');
        let line = self.bytes.split_to(end).freeze();
        self.bytes.advance(1);
        Ok(Some(line))
    }

    /// What has no end.
    pub(super) fn rest(&mut self) -> Bytes {
        self.seen = 0;
        self.bytes.split().freeze()
    }
}

/// A JSON text a line. Lines without anything in them are passed over.
#[derive(Debug)]
pub(super) struct JsonLines(LineBuffer);

impl JsonLines {
    pub(super) fn new(limit: usize) -> Self {
        Self(LineBuffer::new(limit, false))
    }
}

impl Cut for JsonLines {
    fn push(&mut self, chunk: &[u8]) {
        self.0.push(chunk);
    }

    fn next(&mut self) -> Result<Option<Frame>, TooLong> {
        while let Some(line) = self.0.next()? {
            let frame = frame(line);
            if frame.is_some() {
                return Ok(frame);
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Option<Frame> {
        frame(self.0.rest())
    }
}

/// The text without space around it, unless that is all.
fn frame(text: Bytes) -> Option<Frame> {
    let trimmed = text.trim_ascii();
    (!trimmed.is_empty()).then(|| Frame::of_data(text.slice_ref(trimmed)))
}

/// JSON texts that may run over lines: each ends with a line feed behind it, or with a record separator (RFC 7464). What was
/// cut short ends there too, so that what follows is read.
#[derive(Debug)]
pub(super) struct JsonTexts {
    bytes: BytesMut,
    seen: usize,
    depth: usize,
    in_string: bool,
    escaped: bool,
    limit: usize,
}

impl JsonTexts {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            bytes: BytesMut::new(),
            seen: 0,
            depth: 0,
            in_string: false,
            escaped: false,
            limit,
        }
    }

    /// Cuts off what has been looked at.
    fn cut(&mut self) -> Option<Frame> {
        let text = self
            .bytes
            .split_to(self.seen.min(self.bytes.len()))
            .freeze();
        (self.seen, self.depth) = (0, 0);
        (self.in_string, self.escaped) = (false, false);
        frame(text)
    }
}

impl Cut for JsonTexts {
    fn push(&mut self, chunk: &[u8]) {
        self.bytes.extend_from_slice(chunk);
    }

    fn next(&mut self) -> Result<Option<Frame>, TooLong> {
        while let Some(byte) = self.bytes.get(self.seen).copied() {
            let mut ends = false;
            match byte {
                0x1e => {
                    let found = self.cut();
                    self.bytes.advance(1);
                    if found.is_some() {
                        return Ok(found);
                    }
                    continue;
                }
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                _ if self.in_string => {}
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b'\n' => ends = self.depth == 0,
                _ => {}
            }
            self.seen = self.seen.saturating_add(1);
            if self.seen > self.limit {
                return Err(TooLong);
            }
            if ends && let Some(frame) = self.cut() {
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Option<Frame> {
        self.seen = self.bytes.len();
        self.cut()
    }
}
