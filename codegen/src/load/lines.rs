//! Lines and columns of a text.

use crate::text::tail;

/// Characters are counted once for so many bytes, as a document may be one long line.
const BLOCK: usize = 4096;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// The characters before each block; none if all characters are one byte.
    counts: Vec<u32>,
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
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                counts.push(u32::try_from(count).unwrap_or(u32::MAX));
                count = characters(block).saturating_add(count);
            }
        }
        Self { starts, counts }
    }

    /// The line and the column of a byte, both from 1; columns count characters.
    pub(super) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= byte);
        let start = line
            .checked_sub(1)
            .and_then(|at| self.starts.get(at))
            .map_or(0, |&start| start as usize);
        let column = self
            .before(text, byte)
            .saturating_sub(self.before(text, start));
        (line, column.saturating_add(1))
    }

    /// The characters that begin before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        if self.counts.is_empty() {
            return byte;
        }
        // a text whose length is a multiple has no block at its end
        let block = (byte / BLOCK).min(self.counts.len().saturating_sub(1));
        let known = self.counts.get(block).copied().unwrap_or_default() as usize;
        let rest = text.as_bytes().get(block.saturating_mul(BLOCK)..byte);
        known.saturating_add(characters(rest.unwrap_or_default()))
    }
}

/// The characters that begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| *byte & 0xc0 != 0x80).count()
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

    /// What [`Lines::position`] finds, by counting from the beginning.
    fn counted(text: &str, byte: usize) -> (usize, usize) {
        let before: Vec<char> = (text.char_indices())
            .take_while(|(at, _)| *at < byte)
            .map(|(_, c)| c)
            .collect();
        let lines = before.iter().filter(|c| **c == '\n').count();
        let column = before.iter().rev().take_while(|c| **c != '\n').count();
        (lines + 1, column + 1)
    }

    #[test]
    fn long_lines() {
        for (ends, parts) in [(3000, ["ü", "a"]), (9001, ["😀", "é"]), (97, ["x", "取"])] {
            let long: String = (0..3 * BLOCK)
                .map(|at| match at % ends {
                    0 => "\n",
                    _ => parts[at % 7 / 4],
                })
                .collect();
            let lines = Lines::of(&long);
            for at in (0..=long.len())
                .step_by(101)
                .chain([BLOCK, 2 * BLOCK, long.len()])
            {
                if long.is_char_boundary(at) {
                    assert_eq!(lines.position(&long, at), counted(&long, at), "{at}");
                }
            }
        }
        let exact = "ü".repeat(BLOCK);
        assert_eq!(
            Lines::of(&exact).position(&exact, exact.len()),
            (1, BLOCK + 1)
        );
    }
}
