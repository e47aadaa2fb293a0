//! JSON with comments and trailing commas, as editors allow it.

/// What a text has that JSON does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Relaxed {
    /// `// …` or `/* … */`.
    Comment,
    /// A comma before `}` or `]`.
    TrailingComma,
}

/// The text with blanks of the same length in the place of comments and of commas behind last entries, and the byte and
/// the kind of the first of them; `None` where there are none.
pub(in crate::load) fn relax(text: &str) -> Option<(String, usize, Relaxed)> {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut first: Option<(usize, Relaxed)> = None;
    // where the last comma stands that nothing but white space and comments came behind
    let mut comma = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match (byte, bytes.get(at.saturating_add(1))) {
            (b'"', _) => {
                comma = None;
                at = string_end(bytes, at);
                continue;
            }
            (b'/', Some(b'/')) => line_end(bytes, at),
            (b'/', Some(b'*')) => text
                .get(at.saturating_add(2)..)
                .and_then(|rest| rest.find("*/"))
                .map_or(bytes.len(), |length| {
                    at.saturating_add(2)
                        .saturating_add(length)
                        .saturating_add(2)
                }),
            (b',', _) => {
                comma = Some(at);
                at = at.saturating_add(1);
                continue;
            }
            (b'}' | b']', _) => {
                if let Some(comma) = comma.take() {
                    blank(&mut out, comma..comma.saturating_add(1));
                    if first.is_none_or(|(at, _)| comma < at) {
                        first = Some((comma, Relaxed::TrailingComma));
                    }
                }
                at = at.saturating_add(1);
                continue;
            }
            (byte, _) => {
                if !byte.is_ascii_whitespace() {
                    comma = None;
                }
                at = at.saturating_add(1);
                continue;
            }
        };
        blank(&mut out, at..end);
        first = first.or(Some((at, Relaxed::Comment)));
        at = end;
    }
    let (at, what) = first?;
    // blanks took the place of whole characters alone
    String::from_utf8(out).ok().map(|out| (out, at, what))
}

/// Puts blanks in the place of bytes, but for line breaks.
fn blank(out: &mut [u8], range: std::ops::Range<usize>) {
    for byte in out.get_mut(range).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// The end of the string that begins at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at.saturating_add(1);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at = at.saturating_add(2),
            b'"' => return at.saturating_add(1),
            _ => at = at.saturating_add(1),
        }
    }
    bytes.len()
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |length| at.saturating_add(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_last_commas() {
        for (text, want, what) in [
            (
                "{\"a\": 1, // ü\n\"b\": 2}",
                "{\"a\": 1,      \n\"b\": 2}",
                (9, Relaxed::Comment),
            ),
            ("[1, /* ] */ 2]", "[1,         2]", (4, Relaxed::Comment)),
            ("[1, 2,]", "[1, 2 ]", (5, Relaxed::TrailingComma)),
            ("[1, // x\n]", "[1      \n]", (2, Relaxed::TrailingComma)),
            (
                "[1,\n /* x */ ]",
                "[1 \n         ]",
                (2, Relaxed::TrailingComma),
            ),
            (
                "[\"// ,]\", \"\\\",]\",]",
                "[\"// ,]\", \"\\\",]\" ]",
                (16, Relaxed::TrailingComma),
            ),
            ("[1 /* open", "[1        ", (3, Relaxed::Comment)),
        ] {
            let (relaxed, at, kind) = relax(text).expect("something to relax");
            assert_eq!((relaxed.as_str(), (at, kind)), (want, what), "{text}");
            assert_eq!(relaxed.len(), text.len());
        }
        for text in ["", "{}", "[1, 2]", "{\"a\": \"http://x\"}", "[\"open, // ]"] {
            assert_eq!(relax(text), None, "{text}");
        }
    }
}
