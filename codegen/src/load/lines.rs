//! Lines and columns of a text.

use crate::text::tail;
/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    is_ascii: bool,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| u32::try_from(at.saturating_add(1)).unwrap_or(u32::MAX)),
        );
        Self {
            starts,
            is_ascii: text.is_ascii(),
        }
    }

    /// The line and the column of a byte, both from 1; columns count characters.
    pub(super) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= byte);
        let start = line
            .checked_sub(1)
            .and_then(|at| self.starts.get(at))
            .map_or(0, |&start| start as usize);
        let column = if self.is_ascii {
            byte.saturating_sub(start)
        } else {
            text.bytes()
                .take(byte)
                .skip(start)
                .filter(|byte| byte & 0xc0 != 0x80)
                .count()
        };
        (line, column.saturating_add(1))
    }
}

/// The byte at a line and a column, both from 1; columns count bytes or characters, as `in_bytes` says.
pub(super) fn byte_of(text: &str, line: usize, column: usize, in_bytes: bool) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(nth) => text
            .bytes()
            .enumerate()
            .filter(|(_, b)| *b == b'\n')
            .nth(nth)
            .map_or(text.len(), |(at, _)| at.saturating_add(1)),
    };
    let column = column.saturating_sub(1);
    let within = if in_bytes {
        column
    } else {
        tail(text, start)
            .char_indices()
            .nth(column)
            .map_or(text.len().saturating_sub(start), |(at, _)| at)
    };
    let mut at = start.saturating_add(within).min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "a\r\nbü:c\n\nd";
        let lines = Lines::of(text);
        for (needle, want) in [
            ("a", (1, 1)),
            ("b", (2, 1)),
            (":", (2, 3)),
            ("c", (2, 4)),
            ("d", (4, 1)),
        ] {
            assert_eq!(
                lines.position(text, text.find(needle).unwrap()),
                want,
                "{needle}"
            );
        }
        assert_eq!(lines.position(text, 1000), (4, 2));
    }
}
