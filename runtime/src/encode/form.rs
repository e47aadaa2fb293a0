//! Nested forms: `a[b][0][c]=d`, percent-encoded, pairs joined by `&`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What is encoded in names and values of forms and queries: all but RFC 3986's unreserved characters.
pub(super) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The name under which the next value goes.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Percent-encoded, but for the brackets between the steps.
    name: Vec<u8>,
}

impl Form {
    pub(super) fn below(name: &str) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
        }
    }

    /// Goes into a property or an element; gives what `leave` needs.
    pub(super) fn enter(&mut self, step: &str) -> usize {
        let outer = self.name.len();
        if outer == 0 {
            percent(&mut self.name, step);
        } else {
            self.name.push(b'[');
            percent(&mut self.name, step);
            self.name.push(b']');
        }
        outer
    }

    pub(super) fn leave(&mut self, outer: usize) {
        self.name.truncate(outer);
    }

    /// Writes `name=value`. A value that stands outside of any name has no place in a form and is its name.
    pub(super) fn pair(&self, out: &mut Vec<u8>, value: &str) {
        if !out.is_empty() {
            out.push(b'&');
        }
        if !self.name.is_empty() {
            out.extend_from_slice(&self.name);
            out.push(b'=');
        }
        percent(out, value);
    }
}

/// Appends a text, percent-encoded.
pub(super) fn percent(out: &mut Vec<u8>, text: &str) {
    for part in percent_encode(text.as_bytes(), ENCODED) {
        out.extend_from_slice(part.as_bytes());
    }
}
