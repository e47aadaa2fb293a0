//! Prints Markdown as doc comments.
//!
//! The Markdown in the model is clean already. Whatever it contains, this module guarantees that no line ends early, no
//! character changes the text direction (rustc rejects those), and no code block is a doc test.

use std::borrow::Cow;

use crate::hidden::turns;
use crate::text::{head, tail};

/// The lines of a comment, each after a sign: `///` or `//!`.
pub(super) fn comment(sign: &str, markdown: &str) -> String {
    let mut out = String::new();
    for line in lines(markdown).lines() {
        out.push_str(sign);
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The first paragraph of a text.
pub(super) fn summary(markdown: &str) -> &str {
    let markdown = markdown.trim_start();
    let end = markdown.find("\n\n").unwrap_or(markdown.len());
    head(markdown, end).trim_end()
}

/// A text without characters that end a line or turn the reading direction around.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    // what is unsafe is a control character, or no ASCII
    let is_suspect = |byte: u8| !(b' '..=b'~').contains(&byte);
    if !text.bytes().any(is_suspect) || !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_unsafe(*c)).collect())
}

/// Characters that do not belong into a comment (the rustc lint `text_direction_codepoint_in_comment`, and controls).
fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\t') || turns(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The lines of a text, each with a space before it and a line break behind it, without empty ones at either end.
pub(super) fn lines(markdown: &str) -> String {
    let mut blocks = Blocks::default();
    let mut out = String::with_capacity(markdown.len().saturating_add(16));
    let trimmed = markdown.trim_matches(['\n', '\r']).trim_end();
    for line in trimmed.split(ends_line) {
        if trimmed.is_empty() {
            break;
        }
        let line = plain(line);
        let line = blocks.tame(line.trim_end());
        if !line.is_empty() {
            out.push(' ');
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

/// Characters that end a line for somebody.
fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Follows the block structure of Markdown as far as code blocks need it.
#[derive(Default)]
struct Blocks {
    /// The character and length of the open fence.
    fence: Option<(char, usize)>,
    /// The column at which the contents of the current list item begin.
    list: usize,
    /// Whether the line before had text that an indented line would continue.
    in_paragraph: bool,
}

impl Blocks {
    /// A line that starts no Rust code block.
    fn tame<'a>(&mut self, line: &'a str) -> Cow<'a, str> {
        // most lines: text at the margin
        if self.fence.is_none() && line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            (self.in_paragraph, self.list) = (true, 0);
            return Cow::Borrowed(line);
        }
        let start = line
            .len()
            .saturating_sub(line.trim_start_matches([' ', '\t', '>']).len());
        let (before, rest) = line.split_at(start);
        let (marker, rest) = list_marker(rest);
        let fence = fence(rest);
        if let Some((open, length)) = self.fence {
            if fence.is_some_and(|(c, n, info)| c == open && n >= length && info.is_empty()) {
                self.fence = None;
            }
            return Cow::Borrowed(line);
        }
        if let Some((c, length, info)) = fence {
            self.fence = Some((c, length));
            self.in_paragraph = false;
            let language = info.split([',', ' ', '\t']).next().unwrap_or("");
            let language = if is_harmless(language) {
                language
            } else {
                "text"
            };
            return Cow::Owned(format!("{before}{marker}{}{language}", head(rest, length)));
        }
        if rest.is_empty() && marker.is_empty() {
            self.in_paragraph = false;
            return Cow::Borrowed(before.trim_end());
        }
        if before.is_empty() && marker.is_empty() {
            self.in_paragraph = true;
            self.list = 0;
            return Cow::Borrowed(line);
        }
        let columns: usize = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        // four columns more than the contents around would be a code block
        let most = self.list.saturating_add(3);
        let is_code = columns > most && !self.in_paragraph;
        let kept = if is_code {
            before.replace(['\t', ' '], "") + &" ".repeat(self.list.min(most))
        } else {
            before.to_owned()
        };
        self.in_paragraph = true;
        if !marker.is_empty() {
            self.list = kept
                .len()
                .saturating_add(marker.trim_end().len())
                .saturating_add(1);
        } else if columns == 0 {
            self.list = 0;
        }
        // a marker with five spaces behind it would start a code block inside the list item
        let marker = if marker.is_empty() {
            String::new()
        } else {
            format!("{} ", marker.trim_end())
        };
        Cow::Owned(format!("{kept}{marker}{rest}"))
    }
}

/// Splits `- ` or `12. ` from the beginning of a line.
fn list_marker(line: &str) -> (&str, &str) {
    let digits = line
        .len()
        .saturating_sub(line.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    let sign = tail(line, digits);
    let is_marker = match digits {
        0 => sign.starts_with(['-', '*', '+']),
        1..=9 => sign.starts_with(['.', ')']),
        _ => false,
    };
    if !is_marker {
        return ("", line);
    }
    let behind = tail(sign, 1);
    let spaces = behind
        .len()
        .saturating_sub(behind.trim_start_matches([' ', '\t']).len());
    if spaces == 0 {
        ("", line)
    } else {
        line.split_at(digits.saturating_add(1).saturating_add(spaces))
    }
}

/// The fence at the beginning of a line: its character, its length and what stands behind it.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len().saturating_sub(line.trim_start_matches(c).len());
    let info = tail(line, length).trim();
    (length >= 3 && !(c == '`' && info.contains('`'))).then_some((c, length, info))
}

/// Languages that rustdoc does not take for Rust. All others become `text`.
fn is_harmless(language: &str) -> bool {
    matches!(
        language,
        "text"
            | "json"
            | "xml"
            | "html"
            | "http"
            | "yaml"
            | "sh"
            | "bash"
            | "console"
            | "javascript"
            | "python"
            | "ruby"
    )
}

#[cfg(test)]
mod tests {
    use super::{comment, plain, summary};

    #[track_caller]
    fn check(markdown: &str, want: &[&str]) {
        let got = comment("//!", markdown);
        let got: Vec<_> = got
            .lines()
            .map(|line| line.strip_prefix("//!").unwrap_or("?"))
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn plain_lines() {
        check("", &[]);
        check("\n\n", &[]);
        check("One.\n\nTwo  \nthree\n", &[" One.", "", " Two", " three"]);
    }

    #[test]
    fn no_line_ends_early() {
        check(
            "a\rfn main() {}\u{2028}b\u{202e}c",
            &[" afn main() {}", " bc"],
        );
        assert_eq!(plain("a\nb\u{2066}"), "ab");
    }

    #[test]
    fn fences_are_text() {
        check("```\nlet a;\n```", &[" ```text", " let a;", " ```"]);
        check("```rust,no_run\n```", &[" ```text", " ```"]);
        check("```json\n{}\n```", &[" ```json", " {}", " ```"]);
        check(
            "- ~~~~ should_panic\n  ~~~\n  ~~~~",
            &[" - ~~~~text", "   ~~~", "   ~~~~"],
        );
        check("> ```\n> x\n> ```", &[" > ```text", " > x", " > ```"]);
    }

    #[test]
    fn indented_blocks_are_paragraphs() {
        check("A\n\n    panic!()", &[" A", "", " panic!()"]);
        check("\tpanic!()", &[" panic!()"]);
        check(
            "- a\n\n  more\n\n      panic!()",
            &[" - a", "", "   more", "", "   panic!()"],
        );
        check("-      panic!()", &[" - panic!()"]);
        check(">      panic!()", &[" >panic!()"]);
        check("a\n    goes on", &[" a", "     goes on"]);
    }

    #[test]
    fn nested_lists_stay() {
        check(
            "- a\n  - b\n    - c\n\n      d",
            &[" - a", "   - b", "     - c", "", "       d"],
        );
        check("1. a\n2. b", &[" 1. a", " 2. b"]);
    }

    #[test]
    fn summaries() {
        assert_eq!(summary("One\ntwo.\n\nThree"), "One\ntwo.");
        assert_eq!(summary(""), "");
    }
}
