//! The parser's error, and the parts of an explanation.

use std::ops::Range;

use super::super::outcome::{Cause, ParseError};

/// What a parser said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::load::parse) struct Said {
    /// Its words, without places.
    pub(in crate::load::parse) message: String,
    /// The byte where it stopped.
    pub(in crate::load::parse) at: usize,
    /// The byte where what it was reading began, where it says so.
    pub(in crate::load::parse) began: Option<usize>,
    pub(in crate::load::parse) cause: Cause,
}

/// An explanation under construction.
pub(super) fn found(at: Range<usize>, message: impl Into<String>) -> ParseError {
    ParseError {
        cause: Cause::Syntax,
        at,
        message: message.into(),
        beside: None,
        help: None,
    }
}

impl ParseError {
    pub(super) fn beside(mut self, at: Range<usize>, label: impl Into<String>) -> Self {
        self.beside = Some((at, label.into()));
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The first character that YAML does not allow anywhere.
pub(super) fn control(text: &str) -> Option<ParseError> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (at, c) = text
        .char_indices()
        .find(|(_, c)| c.is_control() && !is_allowed(*c))?;
    let message = format!(
        "a control character, U+{:04X}, which YAML does not allow",
        u32::from(c)
    );
    let error = found(at..at.saturating_add(c.len_utf8()), message);
    Some(error.help("write it as an escape in double quotes, or remove it"))
}

/// The line that a byte is on, without its end.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
    let end = text
        .get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |length| at.saturating_add(length));
    let content = text.get(start..end).unwrap_or_default();
    start..start.saturating_add(content.trim_end_matches('\r').len())
}

/// What of a range is not blank at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default();
    let start = range
        .start
        .saturating_add(content.len().saturating_sub(content.trim_start().len()));
    start..start.saturating_add(content.trim().len())
}

/// The character at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The range of the character at a byte; empty at the end of the text.
pub(super) fn one(text: &str, at: usize) -> Range<usize> {
    at..at.saturating_add(char_at(text, at).map_or(0, char::len_utf8))
}

/// Where the key ends that a line begins with.
pub(super) fn key_of(line: &str) -> Option<usize> {
    let quoted = match line.chars().next()? {
        '[' | '{' => return None,
        quote @ ('"' | '\'') => line.get(1..)?.find(quote)?.saturating_add(2),
        _ => 0,
    };
    let rest = line.get(quoted..)?;
    let end = rest
        .find(": ")
        .or_else(|| rest.strip_suffix(':').map(str::len))?;
    Some(quoted.saturating_add(end))
}

/// What is said of a line that should be a key and a value.
pub(super) fn without_colon(place: Range<usize>, text: &str) -> ParseError {
    let error = found(
        place,
        "this line has no colon with a space behind it, so it is no key",
    );
    match text.split_once(':') {
        Some((key, value)) if !key.is_empty() && !value.is_empty() => {
            error.help(format!("did you mean `{key}: {value}`?"))
        }
        _ => error,
    }
}

/// The first backslash in a text of double quotes that begins no escape, counted from where the text begins.
pub(super) fn bad_escape(text: &str, from: usize) -> Option<usize> {
    let mut characters = text.get(from..)?.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return None,
            '\\' => {
                let (_, escaped) = characters.next()?;
                if !"0abtnvfre \"/\\N_LPxuU\t\n\r".contains(escaped) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
