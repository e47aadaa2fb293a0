//! Places in JSON. The text is known to be valid, so this only has to find the ends of strings.

use super::super::parse::relax;
use super::{Bytes, Kind, Spans, decode, offset};

pub(super) fn scan(text: &str) -> Spans {
    let spans = scan_once(text);
    if spans.whole {
        return spans;
    }
    // with comments and commas too many it was read all the same; what they are replaced by has the same length
    relax(text).map_or(spans, |(relaxed, _)| scan_once(&relaxed))
}

fn scan_once(text: &str) -> Spans {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        spans: Spans::default(),
    };
    let is_value = scan.value(None, 0).is_some();
    scan.space();
    scan.spans.whole = is_value && scan.at >= text.len();
    scan.spans
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    spans: Spans,
}

impl Scan<'_> {
    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at = self.at.saturating_add(1);
        }
    }

    /// Steps behind `byte` if it is the next one after white space.
    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at = self.at.saturating_add(usize::from(found));
        found
    }

    /// Steps behind a string, and returns where it stands, quotes included.
    fn string(&mut self) -> Option<Bytes> {
        let start = self.at;
        if self.bytes.get(start) != Some(&b'"') {
            return None;
        }
        self.at = self.at.saturating_add(1);
        loop {
            match self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at = self.at.saturating_add(2),
                _ => self.at = self.at.saturating_add(1),
            }
        }
        self.at = self.at.saturating_add(1);
        Some((offset(start), offset(self.at)))
    }

    /// Steps behind a value. `None` ends the scan: the text is not what it was said to be.
    fn value(&mut self, key: Option<(Box<str>, Bytes)>, depth: usize) -> Option<()> {
        // As deep as the parser goes, and a little more.
        if depth > 256 {
            return None;
        }
        self.space();
        let start = self.at;
        let place = (offset(start), offset(start.saturating_add(1)));
        match self.bytes.get(start)? {
            b'{' => {
                self.at = self.at.saturating_add(1);
                let node = self.spans.open(key, place, Kind::Object);
                let done = self.object(depth);
                self.spans.close(node, offset(self.at));
                done
            }
            b'[' => {
                self.at = self.at.saturating_add(1);
                let node = self.spans.open(key, place, Kind::Array);
                let done = self.array(depth);
                self.spans.close(node, offset(self.at));
                done
            }
            b'"' => {
                let place = self.string()?;
                self.spans.open(key, place, Kind::Scalar);
                Some(())
            }
            _ => {
                while let Some(byte) = self.bytes.get(self.at)
                    && !matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')
                {
                    self.at = self.at.saturating_add(1);
                }
                self.spans
                    .open(key, (offset(start), offset(self.at)), Kind::Scalar);
                (self.at > start).then_some(())
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        if self.eat(b'}') {
            return Some(());
        }
        loop {
            self.space();
            let place = self.string()?;
            let raw = self
                .text
                .get((place.0 as usize).saturating_add(1)..(place.1 as usize).saturating_sub(1))?;
            let key = decode(raw).into();
            if !self.eat(b':') {
                return None;
            }
            self.value(Some((key, place)), depth.saturating_add(1))?;
            if self.eat(b'}') {
                return Some(());
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        if self.eat(b']') {
            return Some(());
        }
        loop {
            self.value(None, depth.saturating_add(1))?;
            if self.eat(b']') {
                return Some(());
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }
}
