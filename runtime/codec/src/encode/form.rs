//! Nested forms: `a[b][0][c]=d`, percent-encoded, pairs joined by `&`.

/// The name under which the next value goes.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Percent-encoded, but for the brackets between the steps.
    name: Vec<u8>,
}

impl Form {
    pub(super) fn below(name: &str) -> Self {
        // names grow step by step: with room for a usual one nothing is moved on the way
        let mut room = Vec::with_capacity(name.len() + 96);
        room.extend_from_slice(name.as_bytes());
        Self { name: room }
    }

    /// Goes into a property; gives what `leave` needs.
    pub(super) fn enter(&mut self, name: &str) -> usize {
        let outer = self.name.len();
        if outer == 0 {
            percent(&mut self.name, name);
        } else {
            self.name.push(b'[');
            percent(&mut self.name, name);
            self.name.push(b']');
        }
        outer
    }

    /// Goes into an element of an array.
    pub(super) fn enter_index(&mut self, index: usize) -> usize {
        self.enter(itoa::Buffer::new().format(index))
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
        out.reserve(self.name.len() + value.len() + 2);
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
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    table
};

/// Appends a text, percent-encoded but for RFC 3986's unreserved characters.
#[doc(hidden)]
pub fn percent(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| !UNRESERVED[usize::from(*byte)]) {
        let (plain, [byte, behind @ ..]) = rest.split_at(at) else {
            break;
        };
        out.extend_from_slice(plain);
        out.extend_from_slice(&[
            b'%',
            HEX[usize::from(byte >> 4)],
            HEX[usize::from(byte & 15)],
        ]);
        rest = behind;
    }
    out.extend_from_slice(rest);
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
        for text in [all.as_str(), "", "plain", "%", "a%", "%a", "a😀b", "&&==[]"] {
            let mut out = Vec::new();
            percent(&mut out, text);
            assert_eq!(
                String::from_utf8(out).unwrap(),
                utf8_percent_encode(text, ENCODED).to_string()
            );
        }
    }
}
