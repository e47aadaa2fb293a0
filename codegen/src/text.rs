//! Parts of texts by byte indices, for every index: where slices would panic, at the end and inside of a character, these
//! functions give what is there.

/// The nearest character boundary at or before an index; the end of the text if the index lies behind it.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

/// The text before an index.
pub(crate) fn head(text: &str, end: usize) -> &str {
    split(text, end).0
}

/// The text from an index on.
pub(crate) fn tail(text: &str, start: usize) -> &str {
    split(text, start).1
}

fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(floor(text, at)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_has_a_head_and_a_tail() {
        for text in ["", "a", "aß", "ß€𝄞", "word\u{301}s"] {
            for at in 0..text.len() + 3 {
                let (head, tail) = (head(text, at), tail(text, at));
                assert_eq!(format!("{head}{tail}"), text);
                assert!(head.len() <= at && at - head.len() < 4 || tail.is_empty());
                if text.is_char_boundary(at) {
                    assert_eq!(head.len(), at);
                }
            }
        }
    }
}
