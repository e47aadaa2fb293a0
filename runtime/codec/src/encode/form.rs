//! Nested forms: `a[b][0][c]=d`, percent-encoded, pairs joined by `&`.

use super::hexadecimal;
use crate::plain::none;

/// The name under which the next value goes.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Percent-encoded, but for the brackets between the steps.
    name: Vec<u8>,
}

impl Form {
    pub(super) fn below(name: &str) -> Self {
        // names grow step by step: with room for a usual one nothing is moved on the way
        let mut room = Vec::with_capacity(name.len().saturating_add(96));
        room.extend_from_slice(name.as_bytes());
        Self { name: room }
    }

    /// Goes into a property; gives what `leave` needs.
    pub(super) fn enter(&mut self, name: &str) -> usize {
        self.step(|out| percent(out, name))
    }

    /// The same with a name of unreserved characters only.
    fn enter_plain(&mut self, name: &str) -> usize {
        self.step(|out| out.extend_from_slice(name.as_bytes()))
    }

    /// Adds to the name, in brackets where it is not the first step.
    #[inline]
    fn step(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> usize {
        let outer = self.name.len();
        if outer > 0 {
            self.name.push(b'[');
        }
        write(&mut self.name);
        if outer > 0 {
            self.name.push(b']');
        }
        outer
    }

    /// Goes into a property whose name is written as in JSON, if that is its name in a form too.
    #[inline]
    pub(super) fn enter_written(&mut self, name: &str) -> Option<usize> {
        is_unreserved(name.as_bytes()).then(|| self.enter_plain(name))
    }

    /// Goes into an element of an array.
    pub(super) fn enter_index(&mut self, index: usize) -> usize {
        self.enter_plain(itoa::Buffer::new().format(index))
    }

    pub(super) fn leave(&mut self, outer: usize) {
        self.name.truncate(outer);
    }

    /// Writes `name=value`. A value that stands outside of any name has no place in a form and is its name.
    pub(super) fn pair(&self, out: &mut Vec<u8>, value: &str) {
        self.start(out, value);
        percent(out, value);
    }

    /// The same for a value of unreserved characters only.
    pub(super) fn pair_plain(&self, out: &mut Vec<u8>, value: &str) {
        self.start(out, value);
        out.extend_from_slice(value.as_bytes());
    }

    #[inline]
    fn start(&self, out: &mut Vec<u8>, value: &str) {
        // no two texts in memory are longer than `usize` counts
        out.reserve(self.name.len().wrapping_add(value.len()).wrapping_add(2));
        if !out.is_empty() {
            out.push(b'&');
        }
        if !self.name.is_empty() {
            out.extend_from_slice(&self.name);
            out.push(b'=');
        }
    }
}

/// Whether a byte stands as it is in names and values of forms and queries: RFC 3986's unreserved characters do.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler makes the table, and refuses what is out of range"
)]
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    table
};

/// Whether all bytes stand as they are, as those of most texts do.
#[inline]
fn is_unreserved(bytes: &[u8]) -> bool {
    none(bytes, reserved, |byte| !stays(byte))
}

/// Whether one byte stands as it is; every byte has an entry.
#[inline]
fn stays(byte: u8) -> bool {
    UNRESERVED
        .get(usize::from(byte))
        .is_some_and(|stays| *stays)
}

/// Not zero when one of eight bytes must be encoded.
///
/// Bytes are seven bits wide here, so that no sum reaches the next one: a sum has the highest bit where its byte is at
/// least the one that was meant.
#[inline]
fn reserved(word: u64) -> u64 {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let low = word & !HIGH;
    let at_least = |bytes: u64, least: u8| bytes.wrapping_add(all(0x80_u8.wrapping_sub(least)));
    let within = |bytes: u64, least: u8, most: u8| {
        at_least(bytes, least) & !at_least(bytes, most.wrapping_add(1))
    };
    let letter = within(low | all(0x20), b'a', b'z') & at_least(low, b'A');
    let digit = within(low, b'0', b'9');
    // `-` and `.` are neighbours
    let mark = within(low, b'-', b'.') | within(low, b'_', b'_') | within(low, b'~', b'~');
    (word | !(letter | digit | mark)) & HIGH
}

/// Appends a text, percent-encoded but for RFC 3986's unreserved characters.
#[doc(hidden)]
#[inline]
pub fn percent(out: &mut Vec<u8>, text: &str) {
    if is_unreserved(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        encoded(out, text);
    }
}

/// Piece by piece: each gets room for the longest that it may become, and what is left over goes.
fn encoded(out: &mut Vec<u8>, text: &str) {
    for piece in text.as_bytes().chunks(256) {
        let mut at = out.len();
        // three bytes for each of at most 256
        out.resize(at.wrapping_add(piece.len().wrapping_mul(3)), 0);
        for byte in piece {
            if stays(*byte) {
                if let Some(place) = out.get_mut(at) {
                    *place = *byte;
                }
                at = at.wrapping_add(1);
            } else {
                if let Some(places) = out.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
                    let [high, low] = hexadecimal(*byte, *b"0123456789ABCDEF");
                    *places = [b'%', high, low];
                }
                at = at.wrapping_add(3);
            }
        }
        out.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

    use super::percent;

    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');

    #[test]
    fn as_the_set_says() {
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        let each = all.chars().map(String::from);
        let amid = all.chars().map(|letter| format!("abcd{letter}efgh"));
        // eight at once are looked at together
        let alone = all.chars().map(|letter| letter.to_string().repeat(9));
        let texts = [all.as_str(), "", "plain", "%", "a%", "%a", "a😀b", "&&==[]"];
        let texts = texts.map(str::to_owned).into_iter().chain([all.repeat(3)]);
        for text in &texts
            .chain(each)
            .chain(amid)
            .chain(alone)
            .collect::<Vec<_>>()
        {
            let mut out = Vec::new();
            percent(&mut out, text);
            assert_eq!(
                String::from_utf8(out).unwrap(),
                utf8_percent_encode(text, ENCODED).to_string()
            );
        }
    }
}
