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
/// the kind of the first of each kind, in the order of the text; `None` where there are none.
pub(in crate::load) fn relax(text: &str) -> Option<(String, Vec<(usize, Relaxed)>)> {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let (mut first_comment, mut first_comma) = (None, None);
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
                    first_comma = first_comma.or(Some((comma, Relaxed::TrailingComma)));
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
        first_comment = first_comment.or(Some((at, Relaxed::Comment)));
        at = end;
    }
    let mut found: Vec<(usize, Relaxed)> = first_comment.into_iter().chain(first_comma).collect();
    found.sort_unstable_by_key(|(at, _)| *at);
    if found.is_empty() {
        return None;
    }
    // blanks took the place of whole characters alone
    String::from_utf8(out).ok().map(|out| (out, found))
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
        for (text, want, found) in [
            (
                "{\"a\": 1, // ü\n\"b\": 2}",
                "{\"a\": 1,      \n\"b\": 2}",
                vec![(9, Relaxed::Comment)],
            ),
            (
                "[1, /* ] */ 2]",
                "[1,         2]",
                vec![(4, Relaxed::Comment)],
            ),
            ("[1, 2,]", "[1, 2 ]", vec![(5, Relaxed::TrailingComma)]),
            (
                "[1, // x\n]",
                "[1      \n]",
                vec![(2, Relaxed::TrailingComma), (4, Relaxed::Comment)],
            ),
            (
                "[1,\n /* x */ ]",
                "[1 \n         ]",
                vec![(2, Relaxed::TrailingComma), (5, Relaxed::Comment)],
            ),
            (
                "[\"// ,]\", \"\\\",]\",]",
                "[\"// ,]\", \"\\\",]\" ]",
                vec![(16, Relaxed::TrailingComma)],
            ),
            ("[1 /* open", "[1        ", vec![(3, Relaxed::Comment)]),
        ] {
            let (relaxed, firsts) = relax(text).expect("something to relax");
            assert_eq!((relaxed.as_str(), firsts), (want, found), "{text}");
            assert_eq!(relaxed.len(), text.len());
        }
        for text in ["", "{}", "[1, 2]", "{\"a\": \"http://x\"}", "[\"open, // ]"] {
            assert_eq!(relax(text), None, "{text}");
        }
    }

    /// Whatever is put wherever it may stand, the first of each kind is found, and what remains is the same JSON.
    #[test]
    fn the_first_of_each_kind_is_found_anywhere() {
        let plain = ["[", "{", "\"a\": ", "\"/*,\"", "}", ",", "[", "]", "]"];
        let whole: serde_json::Value = serde_json::from_str(&plain.concat()).expect("JSON");
        // before each piece stands nothing, a comment, or (before a bracket that closes something) a comma as well
        for mut choice in 0..4_usize.pow(4) {
            let (mut text, mut found) = (String::new(), Vec::new());
            for (at, piece) in plain.iter().enumerate() {
                let here = choice % 4;
                if [1, 4, 7, 8].contains(&at) {
                    choice /= 4;
                    if here & 2 != 0 && [4, 8].contains(&at) {
                        found.push((text.len(), Relaxed::TrailingComma));
                        text.push(',');
                    }
                    if here & 1 != 0 {
                        found.push((text.len(), Relaxed::Comment));
                        text.push_str("// ] é,\n");
                    }
                }
                text.push_str(piece);
            }
            let mut first: Vec<(usize, Relaxed)> = Vec::new();
            for one in found {
                if !first.iter().any(|(_, kind)| *kind == one.1) {
                    first.push(one);
                }
            }
            let relaxed = relax(&text);
            assert_eq!(relaxed.is_some(), !first.is_empty(), "{text}");
            if let Some((json, found)) = relaxed {
                assert_eq!(found, first, "{text}");
                assert_eq!(json.len(), text.len());
                assert_eq!(
                    serde_json::from_str::<serde_json::Value>(&json).ok(),
                    Some(whole.clone()),
                    "{text}"
                );
            }
        }
    }
}
