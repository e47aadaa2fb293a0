//! Why a text can't be read, in the terms of who wrote it.
//!
//! Parsers speak of what they were doing: tokens, block mappings, simple keys. An author wants to know which bracket is
//! open, which line is indented otherwise than its neighbours, and which value needs quotes. Nothing here decides whether
//! a text is good: it is looked at again, once, only after a parser refused it, and where nothing better is found the
//! parser's own words are passed on.

use std::ops::Range;

use super::{Cause, ParseError};

mod json;
mod open;
mod yaml;

pub(super) use json::explain as json;
pub(super) use yaml::explain as yaml;

/// What a parser said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Its words, without places.
    pub(super) message: String,
    /// The byte where it stopped.
    pub(super) at: usize,
    /// The byte where what it was reading began, where it says so.
    pub(super) began: Option<usize>,
    pub(super) cause: Cause,
}

/// An explanation under construction.
fn found(at: Range<usize>, message: impl Into<String>) -> ParseError {
    ParseError {
        cause: Cause::Syntax,
        at,
        message: message.into(),
        beside: None,
        help: None,
    }
}

impl ParseError {
    fn beside(mut self, at: Range<usize>, label: impl Into<String>) -> Self {
        self.beside = Some((at, label.into()));
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The line that a byte is on, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text
        .get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |length| at + length);
    let content = text.get(start..end).unwrap_or_default();
    start..start + content.trim_end_matches('\r').len()
}

/// What of a range is not blank at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (content.len() - content.trim_start().len());
    start..(start + content.trim().len())
}

/// The character at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The range of the character at a byte; empty at the end of the text.
fn one(text: &str, at: usize) -> Range<usize> {
    at..at + char_at(text, at).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;
