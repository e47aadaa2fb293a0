//! Removes characters and line endings that a doc comment must not contain.

use std::borrow::Cow;

use crate::hidden::turns;
use crate::text::tail;

/// A text with `\n` as its only line break, no control, bidirectional or invisible characters, no tabs, no trailing
/// spaces (but for the two of a hard line break), no blank lines at either end and no indentation that all lines share.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let text = characters(text);
    let mut lines: Vec<&str> = text.split('\n').collect();
    while lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines.remove(0);
        // only the first few lines of a text are ever blank, but a long run of them must not be slow
        let blank = lines.iter().take_while(|l| l.trim().is_empty()).count();
        lines.drain(..blank);
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            line.len()
                .saturating_sub(line.trim_start_matches(' ').len())
        })
        .min()
        .unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let kept = line.get(indent..).unwrap_or("");
        let bare = kept.trim_end_matches(' ');
        let spaces = kept.len().saturating_sub(bare.len());
        let goes_on = lines
            .get(at.saturating_add(1))
            .is_some_and(|l| !l.trim().is_empty());
        if at > 0 {
            out.push('\n');
        }
        let lead = bare
            .len()
            .saturating_sub(bare.trim_start_matches(' ').len());
        out.push_str(if at == 0 && lead < 4 {
            tail(bare, lead)
        } else {
            bare
        });
        if spaces >= 2 && goes_on && !bare.is_empty() {
            out.push_str("  ");
        }
    }
    Cow::Owned(out)
}

/// Whether there is surely nothing to do.
fn is_clean(text: &str) -> bool {
    if text.starts_with([' ', '\n']) || text.ends_with([' ', '\n']) {
        return false;
    }
    let mut before = b'\n';
    for &byte in text.as_bytes() {
        match byte {
            b'\n' if before == b' ' => return false,
            b'\n' | b' '..=b'~' => {}
            0x80.. => return text.chars().all(is_kept) && !text.contains(" \n"),
            _ => return false,
        }
        before = byte;
    }
    true
}

/// Whether a character stays as it is.
pub(super) fn is_kept(c: char) -> bool {
    c == '\n' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_invisible(c))
}

/// Characters that change how others are shown, or show nothing.
fn is_invisible(c: char) -> bool {
    turns(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

/// Line breaks and spaces made alike, what must not be there left out.
fn characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = Some(0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push('\n');
                column = Some(0);
            }
            // a tab indents to the next multiple of four; inside a line it is a space
            '\t' => match column.as_mut() {
                Some(at) => {
                    let width = 4_usize.saturating_sub(*at % 4);
                    out.extend(std::iter::repeat_n(' ', width));
                    *at = at.saturating_add(width);
                }
                None => out.push(' '),
            },
            '\u{b}' | '\u{c}' => out.push(' '),
            ' ' => {
                out.push(' ');
                column = column.map(|at| at.saturating_add(1));
            }
            c if is_kept(c) => {
                out.push(c);
                column = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(clean(text), want);
        assert_eq!(clean(want), want);
    }

    #[test]
    fn line_breaks() {
        check("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne");
        check("\n \n\n a \nb\n\n", "a\nb");
        check("  a\n\n    b  ", "a\n\n  b");
        check("a  \nb   \n\nc", "a  \nb\n\nc");
    }

    #[test]
    fn characters_that_do_not_belong() {
        check("a\u{202e}b\u{0}c\u{7}\u{feff}\u{200b}d", "abcd");
        check(
            "’ “ — … é 漢 👩\u{200d}🚀\u{a0}x",
            "’ “ — … é 漢 👩\u{200d}🚀\u{a0}x",
        );
        check("a\tb\n\tc\n  \td", "a b\n    c\n    d");
        check(" \t\u{b} ", "");
    }
}
