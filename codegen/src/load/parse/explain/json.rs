//! Explains syntax errors in JSON.

use super::super::outcome::ParseError;
use super::said::{Said, char_at, found, one, trimmed};

/// Explains what a parser of JSON said of a text.
pub(in crate::load::parse) fn explain(text: &str, said: Said) -> ParseError {
    let at = said.at;
    let message = said.message.as_str();
    let here = one(text, at);
    let error = if message.starts_with("EOF") {
        unfinished(text)
    } else if message == "expected value" {
        no_value(text, at)
    } else if message.starts_with("expected `,` or") && char_at(text, before(text, at)) != Some(',')
    {
        let error = found(here, message);
        match char_at(text, at) {
            Some('"' | '{' | '[') => Some(error.help("separate the two by a comma")),
            _ => Some(error),
        }
    } else if message == "key must be a string" {
        Some(found(here, "a key stands in double quotes"))
    } else if message.starts_with("control character") {
        // the parser has read it already
        let read = text.get(..=at).unwrap_or(text);
        let at = read.rfind(char::is_control).unwrap_or(at);
        let what = match char_at(text, at) {
            Some('\n' | '\r') => "a line break within a string".to_owned(),
            Some('\t') => "a tab within a string".to_owned(),
            _ => "a control character within a string".to_owned(),
        };
        Some(found(one(text, at), what).help("write `\\n` for a line break, `\\t` for a tab"))
    } else if message == "trailing characters" {
        Some(found(here, "the document has ended before this").help("is there an extra bracket?"))
    } else if message == "invalid escape" {
        let escaped = char_at(text, at).unwrap_or('\\');
        Some(
            found(here, format!("`\\{escaped}` is not an escape in JSON"))
                .help("a backslash itself is written `\\\\`"),
        )
    } else {
        None
    };
    error.unwrap_or_else(|| {
        let mut error = found(one(text, at), said.message.clone());
        error.cause = said.cause;
        error
    })
}

/// The last byte before `at` that is not blank.
fn before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.char_indices().next_back().map_or(0, |(at, _)| at)
}

/// What is open at the end of a text.
fn unfinished(text: &str) -> Option<ParseError> {
    let end = trimmed(text, 0..text.len()).end;
    let mut brackets: Vec<(usize, char)> = Vec::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let mut closed = false;
                while let Some((_, inner)) = characters.next() {
                    match inner {
                        '\\' => {
                            characters.next();
                        }
                        '"' => {
                            closed = true;
                            break;
                        }
                        _ => {}
                    }
                }
                if !closed {
                    let error = found(one(text, at), "this string is not closed");
                    return Some(error.beside(end..end, "the text ends here"));
                }
            }
            '{' | '[' => brackets.push((at, character)),
            '}' | ']' => {
                brackets.pop();
            }
            _ => {}
        }
    }
    let (at, bracket) = brackets.pop()?;
    let error = found(end..end, "the text ends here; was it cut off?");
    Some(error.beside(one(text, at), format!("this `{bracket}` is not closed")))
}

/// What stands where a value should.
fn no_value(text: &str, at: usize) -> Option<ParseError> {
    let here = one(text, at);
    let rest = text.get(at..)?;
    match char_at(text, at)? {
        '\'' => Some(found(here, "JSON has no single quotes").help("write `\"` instead of `'`")),
        character if character.is_alphabetic() => {
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            let word = rest.get(..length)?;
            let error = found(
                at..at.saturating_add(length),
                format!("`{word}` is not a JSON value"),
            );
            Some(match word {
                "undefined" | "None" | "NULL" | "Null" | "nil" => error.help("write `null`"),
                "True" | "TRUE" => error.help("write `true`"),
                "False" | "FALSE" => error.help("write `false`"),
                "NaN" | "Infinity" => error.help("JSON has no such number"),
                _ => error.help("strings need double quotes"),
            })
        }
        ',' | '}' | ']' => Some(found(here, "a value is missing before this")),
        _ => None,
    }
}
