//! Parses JSON or YAML into a [`Node`].

use serde::Deserialize;
use serde::de::DeserializeSeed;

use super::lines::byte_of;
use super::node::Node;

mod explain;
mod mend;
mod outcome;
mod pieces;
mod relax;
mod value;

use explain::Said;
use value::{NodeSeed, State, TOO_MANY};

pub use outcome::Format;
pub(super) use outcome::{Cause, Duplicate, ParseError, Parsed, Twice};
pub(super) use relax::{Relaxed, relax};

/// Reads a text. `hint` is what the file's name says; the content decides when the two disagree.
pub(super) fn parse(text: &str, hint: Option<Format>) -> Result<Parsed, ParseError> {
    let looks_json = text.trim_start().starts_with(['{', '[']);
    let begins_with_comment = || text.trim_start().starts_with(['/']);
    match (hint, looks_json) {
        (Some(Format::Json), false) if begins_with_comment() => {
            json(text).or_else(|error| nearly_json(text, error))
        }
        // Where the name says JSON, so does the message. Otherwise flow-style YAML, which also begins with a brace,
        // gets a second chance.
        (Some(Format::Json), true) => json(text).or_else(|error| nearly_json(text, error)),
        (None, true) => json(text).or_else(|error| yaml(text).map_err(|_| error)),
        (Some(Format::Yaml), true) => json(text).or_else(|_| yaml(text)),
        (_, false) => yaml(text),
    }
}

/// A text that calls itself JSON and is not quite: with comments, or with commas behind last entries.
fn nearly_json(text: &str, error: ParseError) -> Result<Parsed, ParseError> {
    if error.cause != Cause::Syntax {
        return Err(error);
    }
    if let Some((text, relaxed)) = relax(text)
        && let Ok(parsed) = json(&text)
    {
        return Ok(Parsed { relaxed, ..parsed });
    }
    Err(error)
}

fn json(text: &str) -> Result<Parsed, ParseError> {
    let state = State::new(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = NodeSeed(&state)
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| {
            let message = error.to_string();
            let at = byte_of(text, error.line(), error.column().max(1), true);
            let said = Said {
                message: without_place(&message),
                at,
                began: None,
                cause: cause(&message),
            };
            explain::json(text, said)
        })?;
    Ok(state.finish(node, Format::Json, false))
}

/// How many brackets may be open at once before a text is not even tried as YAML: far more than can be nested, but
/// the parser takes time that grows with the square of this.
const OPEN_BRACKETS: usize = 2_000;

/// Where a text opens too many brackets, if it does. Brackets within strings count too, which the limit allows for;
/// a key at the beginning of a line ends whatever was open.
fn too_many_brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let (mut line_start, mut at) = (true, 0_usize);
    for bytes in text.as_bytes().chunks(64) {
        // most of a text: nothing is open, and nothing opens
        if open == 0 && !has_opening(bytes) {
            line_start = bytes.last() == Some(&b'\n');
            at = at.saturating_add(bytes.len());
            continue;
        }
        for byte in bytes {
            match byte {
                b'[' | b'{' => open = open.saturating_add(1),
                b']' | b'}' => open = open.saturating_sub(1),
                _ if line_start && byte.is_ascii_alphanumeric() => open = 0,
                _ => {}
            }
            if open > OPEN_BRACKETS {
                return Some(at);
            }
            line_start = *byte == b'\n';
            at = at.saturating_add(1);
        }
    }
    None
}

/// Whether a bracket opens. All bytes are looked at, which takes less than stopping at the first.
fn has_opening(bytes: &[u8]) -> bool {
    let is_opening = |byte: &u8| matches!(byte, b'[' | b'{');
    bytes
        .iter()
        .fold(false, |found, byte| found | is_opening(byte))
}

fn yaml(text: &str) -> Result<Parsed, ParseError> {
    if let Some(at) = too_many_brackets(text) {
        return Err(ParseError {
            cause: Cause::Depth,
            at: at..at.saturating_add(1),
            message: "too many brackets are open".to_owned(),
            beside: None,
            help: None,
        });
    }
    match pieces::parse(text) {
        Some(parsed) => Ok(parsed),
        None => yaml_whole(text),
    }
}

fn yaml_whole(text: &str) -> Result<Parsed, ParseError> {
    let state = State::new(text);
    let (node, more) = yaml_node(text, &state).map_err(|error| {
        let message = error.to_string();
        let said = Said {
            message: without_place(&message),
            at: error
                .location()
                .map_or(0, |at| byte_of(text, at.line(), at.column().max(1), false)),
            began: began(&message).map(|(line, column)| byte_of(text, line, column, false)),
            cause: cause(&message),
        };
        explain::yaml(text, said)
    })?;
    Ok(state.finish(node, Format::Yaml, more))
}

/// The value of the first document in a text, and whether there are more.
fn yaml_node(text: &str, state: &State) -> Result<(Node, bool), serde_yaml::Error> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Ok((Node::Null, false));
    };
    let node = NodeSeed(state).deserialize(first)?;
    let more = match documents.next() {
        // What is no document at all is a mistake in this one.
        Some(second) => serde::de::IgnoredAny::deserialize(second).map(|_| true)?,
        None => false,
    };
    Ok((node, more))
}

/// The parsers tell kinds of trouble apart by their wording only.
fn cause(message: &str) -> Cause {
    if message.contains(TOO_MANY) || message.contains("repetition limit") {
        Cause::Aliases
    } else if message.contains("recursion limit") {
        Cause::Depth
    } else {
        Cause::Syntax
    }
}

/// A message without the " at line 1 column 2" that the parsers put in and behind it.
fn without_place(message: &str) -> String {
    let mut parts = message.split(" at line ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(" column ").unwrap_or(rest);
        out.push_str(rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// The line and the column, both from 1, where what the parser was reading began: the last ones that its message names, if it
/// says what it was doing.
fn began(message: &str) -> Option<(usize, usize)> {
    let (_, doing) = message.split_once(", while ")?;
    let (_, place) = doing.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests;
