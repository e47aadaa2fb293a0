//! Parses large YAML texts in pieces: on several cores at once, and with less memory.
//!
//! A text is cut before lines that begin an entry of a block mapping near the root, if every enclosing mapping was begun by a
//! line with nothing but its key. A piece is a valid text once the lines of those keys are put before it; afterwards the
//! mappings that were cut are joined again.
//!
//! Lines are only looked at, not parsed: an apparent entry may be inside a string. Then a piece has an unterminated string, an
//! alias without its anchor, or pieces that do not fit together, and the text is parsed as a whole. So is every text with an
//! error, so that messages are those of the whole.

use super::super::node::Node;
use super::{Parsed, State, mend};
use crate::load::parse::Format;
use crate::parallel::in_parallel;
use crate::text::{head, tail};

/// About how large a piece is. The parser keeps all events of a text until its end, so small ones need less memory.
const SIZE: usize = 128 * 1024;

/// How deep a text is cut: `components:`, `schemas:`, and the name of one.
const DEEPEST: usize = 3;

/// Reads a text piece by piece; nothing where that cannot be done, or where anything is the matter with it.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    let pieces = cut(text, text.len() / SIZE)?;
    let read = in_parallel(&pieces, true, Piece::read);
    let mut read = read.into_iter();
    let (mut whole, state) = read.next()??;
    for (next, piece) in read.zip(pieces.get(1..)?) {
        let (node, other) = next?;
        state.join(&other);
        join(&mut whole, node, piece.above.len(), &state)?;
    }
    Some(state.finish(whole, Format::Yaml, false))
}

/// A part of a text.
#[derive(Debug)]
struct Piece<'a> {
    /// The lines of the keys of the mappings that it continues, from the root.
    above: Vec<&'a str>,
    text: &'a str,
}

impl Piece<'_> {
    fn read(&self) -> Option<(Node, State)> {
        let whole = [&self.above.concat(), self.text].concat();
        let state = State::new(&whole);
        let (node, more) = super::yaml_node(&whole, &state).ok()?;
        (!more).then_some((node, state))
    }
}

/// Adds what follows to a mapping; `depth` mappings deep, the last entry of the one goes on in the first of the other.
fn join(whole: &mut Node, rest: Node, depth: usize, state: &State) -> Option<()> {
    let (Node::Object(whole), Node::Object(rest)) = (whole, rest) else {
        return None;
    };
    let mut rest = rest.into_iter();
    if depth > 0 {
        let (key, value) = whole.last_mut()?;
        let (same, more) = rest.next()?;
        if *key != same {
            return None;
        }
        join(value, more, depth.saturating_sub(1), state)?;
    }
    rest.for_each(|(key, node)| whole.push(key, node));
    if mend::has_duplicates(whole.entries()) {
        state.duplicates.set(true);
    }
    Some(())
}

/// A line that stands above others, being less indented.
struct Above<'a> {
    indent: usize,
    line: &'a str,
    /// Whether it is a key and nothing else.
    is_key: bool,
    /// How far the lines of its entries are indented.
    entries: Option<usize>,
}

/// Cuts a text into about as many pieces of about the same size.
fn cut(text: &str, count: usize) -> Option<Vec<Piece<'_>>> {
    if count < 2 {
        return None;
    }
    let mut pieces = Vec::with_capacity(count);
    let mut stack: Vec<Above<'_>> = Vec::new();
    let (mut above, mut start, mut at) = (Vec::new(), 0, 0_usize);
    for line in text.split_inclusive('\n') {
        let here = at;
        at = at.saturating_add(line.len());
        let content = line.trim_start_matches(' ');
        let indent = line.len().saturating_sub(content.len());
        let content = content.trim_end();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if indent == 0 && starts_document(content) {
            // of further documents, or of how to read this one
            if here > 0 || content != "---" {
                return None;
            }
            continue;
        }
        while stack.last().is_some_and(|above| above.indent >= indent) {
            stack.pop();
        }
        let is_entry = !content.starts_with(|c| "-?:#,[]{}&*!|>%@`\t".contains(c));
        if stack.iter().all(|above| above.is_key) && stack.len() < DEEPEST {
            let entries = stack
                .last_mut()
                .map(|above| *above.entries.get_or_insert(indent));
            if entries.unwrap_or(0) != indent {
                return None;
            }
            let piece = text.len().checked_div(count)?;
            let is_due = here >= piece.saturating_mul(pieces.len().saturating_add(1));
            if is_entry && is_due && pieces.len().saturating_add(1) < count {
                let text = tail(head(text, here), start);
                pieces.push(Piece { above, text });
                above = stack.iter().map(|above| above.line).collect();
                start = here;
            }
        }
        stack.push(Above {
            indent,
            line,
            is_key: is_entry && content.ends_with(':'),
            entries: None,
        });
    }
    if pieces.is_empty() {
        return None;
    }
    let text = tail(text, start);
    pieces.push(Piece { above, text });
    Some(pieces)
}

/// Whether a line at the left edge may belong to the marks between documents.
fn starts_document(content: &str) -> bool {
    content.starts_with("---") || content.starts_with("...") || content.starts_with('%')
}

#[cfg(test)]
mod tests {
    use super::{cut, join, parse};
    use crate::load::parse::{Format, State, yaml_whole};

    /// Every way of cutting a text, and how the pieces of the finest are told apart.
    #[track_caller]
    fn check(text: &str, want: Option<usize>) {
        let whole = yaml_whole(text);
        let mut most = None;
        for count in 2..=text.len() {
            let Some(pieces) = cut(text, count) else {
                continue;
            };
            let state = State::new(text);
            let joined = pieces.iter().try_fold(None, |whole, piece| {
                let (node, other) = piece.read()?;
                state.join(&other);
                let Some(mut whole) = whole else {
                    return Some(Some(node));
                };
                join(&mut whole, node, piece.above.len(), &state)?;
                Some(Some(whole))
            });
            if let Some(Some(node)) = joined {
                let parsed = state.finish(node, Format::Yaml, false);
                let whole = whole.as_ref().expect("what is wrong is left to the whole");
                assert_eq!(parsed.node, whole.node, "{pieces:?}");
                assert_eq!(parsed.duplicates, whole.duplicates, "{pieces:?}");
                assert_eq!(parsed.rounded, whole.rounded, "{pieces:?}");
                most = most.max(Some(pieces.len()));
            }
        }
        assert_eq!(most, want, "{text}");
    }

    #[test]
    fn mappings_are_cut_through_and_joined() {
        check("a: 1\nb: 2\nc: 3\n", Some(3));
        check("a:\n  b: 1\n  c: 2\nd: 3\n", Some(3));
        check("---\na:\n  b:\n    c: 1\n    d: 2\n  e: 3\n", Some(2));
        check("a:\n\n  b: 1\n# no\n  'c d': 2\n", Some(2));
        check("a: &x {b: 1}\nc: *x\nd: *x\n", None);
        check("a: 1\nb: 2\na: 3\n", Some(3));
        check(
            "a:\n  b: 1\n  c: 2\n  b: 12345678901234567890123\n",
            Some(3),
        );
        check("x:\n  a: {}\n  <<: {c: 1}\n", Some(2));
    }

    #[test]
    fn what_is_inside_of_values_is_not_cut() {
        check("a: |\n  b: 1\n  c: 2\n", None);
        check("a:\n- b: 1\n- c: 2\n", None);
        check("- a: 1\n- b: 1\n", None);
        check("a:\n  b:\n    c:\n      d: 1\n      e: 2\n", None);
        check("a:\n  x\n  y\n", None);
    }

    #[test]
    fn what_only_looks_like_entries_is_read_as_a_whole() {
        check("a: \"x\nb: y\nc: z\"\n", None);
        check("a: [x,\nb: y,\nc: z]\n", None);
        check("a:\n  \"x\nb:\n  c\"\n", None);
    }

    #[test]
    fn what_is_wrong_is_left_to_the_whole() {
        check("a:\n    b: 1\n  c: 2\n", None);
        check("a:\n  x\n  b: 1\n", None);
        check("a: 1\n---\nb: 2\n", None);
        check("%YAML 1.2\n---\na: 1\nb: 2\n", None);
        check("a: b: c\nd: 1\n", None);
    }

    #[test]
    fn small_texts_are_not_worth_it() {
        let large = |lines: usize| "x:\n".to_owned() + &"  a: 1\n".repeat(lines);
        assert!(parse(&large(100)).is_none());
        assert!(parse(&large(40_000)).is_some_and(|parsed| parsed.duplicates.len() == 39_999));
    }
}
