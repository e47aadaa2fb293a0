//! A fast path for descriptions without any markup.

use super::{Links, target};

/// Whether a text is words and code spans alone, so that it needs no parser. May say no where [`check`](super::check)
/// says yes, never the other way round. The text is clean.
pub(super) fn is_plain(text: &str, links: &Links<'_>) -> bool {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b'\n');
    let behind = |i: usize| bytes.get(i.saturating_add(1)..).unwrap_or_default();
    let mut i = 0;
    if !is_plain_start(bytes) {
        return false;
    }
    while i < bytes.len() {
        match at(i) {
            b'*' | b'[' | b'<' | b'&' | b'\\' | b'~' | b'|' => return false,
            b'_' if i == 0
                || !(is_word_byte(at(i.saturating_sub(1)))
                    && is_word_byte(at(i.saturating_add(1)))) =>
            {
                return false;
            }
            b':' if at(i.saturating_add(1)) == b'/' => return false,
            b'\n' if !is_plain_line(behind(i), i > 0 && at(i.saturating_sub(1)) == b'\n') => {
                return false;
            }
            b' ' if at(i.saturating_add(1)) == b'\n' => return false,
            b'`' => {
                let Some(length) = behind(i).iter().position(|b| matches!(b, b'`' | b'\n')) else {
                    return false;
                };
                let end = i.saturating_add(1).saturating_add(length);
                let code = text.get(i.saturating_add(1)..end).unwrap_or_default();
                if length == 0
                    || at(end) != b'`'
                    || at(end.saturating_add(1)) == b'`'
                    || code.trim() != code
                    || target(code, links).is_some()
                {
                    return false;
                }
                i = end;
            }
            _ => {}
        }
        i = i.saturating_add(1);
    }
    true
}

/// Whether what follows a line break begins nothing but a line of a paragraph, or is the only blank line.
fn is_plain_line(rest: &[u8], after_blank: bool) -> bool {
    match rest.first() {
        Some(b'\n') => !after_blank,
        _ => is_plain_start(rest),
    }
}

/// Whether a line begins with a letter, or a sign that has no meaning there.
fn is_plain_start(line: &[u8]) -> bool {
    match line.first() {
        None => true,
        Some(b'0'..=b'9') => {
            let digits = line.iter().take_while(|b| b.is_ascii_digit()).count();
            !matches!(line.get(digits), Some(b'.' | b')'))
        }
        Some(b) => {
            b.is_ascii_alphabetic()
                || *b >= 0x80
                || matches!(b, b'(' | b'"' | b'\'' | b'$' | b'/' | b'@' | b'%' | b'.')
                || (*b == b'`' && line.get(1) != Some(&b'`'))
        }
    }
}

/// Letters, digits, and the underscore between them.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn plain() {
        for text in [
            "",
            "A foo_bar, `code` (1.5%) — “x”; a-b: c.",
            "One\ntwo\n\n`three`",
            "2 apples\n3.5 of them".trim_end_matches(".5 of them"),
        ] {
            assert!(is_plain(text, &|_| None), "{text}");
        }
        assert!(!is_plain("`User`", &|_| Some("crate::User".to_owned())));
    }

    #[test]
    fn not_plain() {
        for text in [
            "*a*",
            "a\n- b",
            "a\n1. b",
            "a\n===",
            "a\n# b",
            "a\n\n\nb",
            "a\n  b",
            "_a_",
            "a `b",
            "a ``b``",
            "https://a.b",
            "<p>",
            "&amp;",
            "- a",
            "# a",
            "> a",
            "``` a",
            "` a `",
            "\\",
            "a\n+ b",
            "[a]",
        ] {
            assert!(!is_plain(text, &|_| None), "{text}");
        }
    }
}
