//! Places in YAML, from the events of a parser with positions.

use granit_parser::{Event, Parser, ScalarStyle, Span};

use super::{Bytes, Kind, Spans, offset};
use crate::text::tail;

pub(super) fn scan(text: &str) -> Spans {
    let spans = scan_once(text);
    if spans.whole || !text.contains('\t') {
        return spans;
    }
    // The parser that read the text takes tabs between the parts of a flow collection, this one does not. Blanks have the
    // same length.
    let again = scan_once(&text.replace('\t', " "));
    if again.whole { again } else { spans }
}

fn scan_once(text: &str) -> Spans {
    let mut scan = Scan {
        text,
        index: Index::of(text),
        spans: Spans::default(),
        open: Vec::new(),
        key: None,
    };
    for event in Parser::new_from_str(text) {
        // The text was read by another parser; where this one disagrees the places before it still hold.
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::DocumentEnd) {
            scan.spans.whole = true;
            break;
        }
        scan.event(&event, span);
    }
    let end = offset(text.len());
    while let Some(open) = scan.open.pop() {
        scan.spans.close(open.node, end);
    }
    scan.spans
}

/// A collection whose end has not been seen.
struct Open {
    node: usize,
    is_object: bool,
    /// How many collections are open within a key that is itself a collection.
    in_key: usize,
}

struct Scan<'a> {
    text: &'a str,
    index: Index<'a>,
    spans: Spans,
    open: Vec<Open>,
    /// The key that the next value belongs to.
    key: Option<(Box<str>, Bytes)>,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let place = (
            self.index.byte(span.start.index()),
            self.index.byte(span.end.index()),
        );
        let wants_key = self.key.is_none() && self.open.last().is_some_and(|open| open.is_object);
        if let Some(open) = self.open.last_mut()
            && open.in_key > 0
        {
            // A collection as a key can't be in a document that was read; skip it whole.
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    open.in_key = open.in_key.saturating_add(1)
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    open.in_key = open.in_key.saturating_sub(1)
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let place = self.trim(place, *style);
                if wants_key {
                    self.key = Some((text.as_ref().into(), place));
                } else {
                    let key = self.key.take();
                    let node = self.spans.open(key, place, Kind::Scalar);
                    self.anchor(*anchor, node);
                }
            }
            Event::Alias(anchor) => {
                if wants_key {
                    let text = self
                        .text
                        .get(place.0 as usize..place.1 as usize)
                        .unwrap_or_default();
                    self.key = Some((text.into(), place));
                } else {
                    let key = self.key.take();
                    self.spans.open(key, place, Kind::Alias(*anchor));
                }
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                if wants_key {
                    if let Some(open) = self.open.last_mut() {
                        open.in_key = 1;
                    }
                    self.key = Some(("".into(), place));
                    return;
                }
                let is_object = matches!(event, Event::MappingStart(..));
                let key = self.key.take();
                let node = self.spans.open(
                    key,
                    place,
                    if is_object { Kind::Object } else { Kind::Array },
                );
                self.anchor(*anchor, node);
                self.open.push(Open {
                    node,
                    is_object,
                    in_key: 0,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.spans.close(open.node, place.1);
                }
                self.key = None;
            }
            _ => {}
        }
    }

    fn anchor(&mut self, anchor: usize, node: usize) {
        if anchor > 0 {
            if self.spans.anchors.len() <= anchor {
                self.spans
                    .anchors
                    .resize(anchor.saturating_add(1), usize::MAX);
            }
            if let Some(known) = self.spans.anchors.get_mut(anchor) {
                *known = node;
            }
        }
    }

    /// Scalars may be marked up to the next token: white space and comments behind them are not part of them.
    fn trim(&self, place: Bytes, style: ScalarStyle) -> Bytes {
        let text = self
            .text
            .get(place.0 as usize..place.1 as usize)
            .unwrap_or_default();
        let length = match style {
            ScalarStyle::SingleQuoted => quoted(text, b'\'', b'\''),
            ScalarStyle::DoubleQuoted => quoted(text, b'"', b'\\'),
            _ => text.trim_end().len(),
        };
        (place.0, place.0.saturating_add(offset(length)))
    }
}

/// The length of the quoted text at the beginning of `text`.
fn quoted(text: &str, quote: u8, escape: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        if byte == escape && (escape != quote || bytes.get(at.saturating_add(1)) == Some(&quote)) {
            at = at.saturating_add(2);
        } else if byte == quote {
            return at.saturating_add(1);
        } else {
            at = at.saturating_add(1);
        }
    }
    text.len()
}

/// From the parser's character offsets to bytes.
struct Index<'a> {
    text: &'a str,
    /// The byte of every [`STRIDE`]th character; empty for ASCII, where both are the same.
    every: Vec<u32>,
}

const STRIDE: usize = 128;

impl<'a> Index<'a> {
    fn of(text: &'a str) -> Self {
        let every = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STRIDE)
                .map(|(at, _)| offset(at))
                .collect()
        };
        Self { text, every }
    }

    fn byte(&self, character: usize) -> u32 {
        if self.every.is_empty() {
            return offset(character.min(self.text.len()));
        }
        let Some(&start) = self.every.get(character / STRIDE) else {
            return offset(self.text.len());
        };
        let rest = tail(self.text, start as usize);
        let within = rest
            .char_indices()
            .nth(character % STRIDE)
            .map_or(rest.len(), |(at, _)| at);
        start.saturating_add(offset(within))
    }
}
