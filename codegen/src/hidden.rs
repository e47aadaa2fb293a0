//! Invisible characters: controls, and characters that change the text direction
//! ([CVE-2021-42574](https://trojansource.codes)). Sources, pages and messages never contain them: they are escaped,
//! replaced or removed.

use std::borrow::Cow;

/// Whether a character changes the text direction.
///
/// ```
/// assert!(castiron_codegen::hidden::turns('\u{202e}'));
/// ```
#[must_use]
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a terminal or an editor would do something else with a character than show it. Line breaks and tabs are fine.
#[must_use]
pub(crate) fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || turns(c)
}

/// Text for a terminal, in which each hidden character is replaced by a mark with the same number of bytes.
///
/// ```
/// assert_eq!(castiron_codegen::hidden::shown("a\u{1b}[2Jb"), "a [2Jb");
/// ```
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mark = |c: char| match c {
        c if !is_hidden(c) => c,
        c if c.len_utf8() == 1 => ' ',
        c if c.len_utf8() == 2 => '\u{b7}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(mark).collect())
}

/// JSON in which hidden characters are escaped: they only occur inside strings.
///
/// ```
/// assert_eq!(castiron_codegen::hidden::in_json("\"a\u{202e}b\""), r#""a\u202eb""#);
/// ```
#[must_use]
pub fn in_json(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().saturating_add(16));
    for c in text.chars() {
        if is_hidden(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{in_json, shown};

    #[test]
    fn hidden_characters_are_marked() {
        for (text, want) in [
            ("plain é\n\t", "plain é\n\t"),
            ("a\u{1b}[2J\u{7f}\rb", "a [2J  b"),
            ("a\u{85}\u{61c}b", "a\u{b7}\u{b7}b"),
            ("a\u{202e}b\u{2069}", "a\u{fffd}b\u{fffd}"),
        ] {
            assert_eq!(shown(text), want);
            assert_eq!(shown(text).len(), text.len());
        }
    }

    #[test]
    fn in_json_they_are_escaped() {
        let text = serde_json::json!("a\u{202e}\u{85}\u{1b}é").to_string();
        let escaped = in_json(&text);
        assert_eq!(escaped, "\"a\\u202e\\u0085\\u001bé\"");
        let (before, after): (String, String) = (
            serde_json::from_str(&text).unwrap(),
            serde_json::from_str(&escaped).unwrap(),
        );
        assert_eq!(before, after);
    }
}
