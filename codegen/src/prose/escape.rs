//! Escapes text in Markdown: only characters that need a backslash get one.

use super::tree::{Block, Inline, text};
use crate::text::{head, tail};

/// How often the characters that come in pairs occur in a paragraph. One alone marks nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Pairs {
    stars: usize,
    underscores: usize,
    tildes: usize,
}

impl Pairs {
    /// Counts them, with those that the paragraph's own marks will add.
    pub(super) fn count(inlines: &[Inline]) -> Self {
        let mut pairs = Self::default();
        pairs.add(inlines);
        pairs
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.stars = self.stars.saturating_add(text.matches('*').count());
                    self.underscores = self.underscores.saturating_add(text.matches('_').count());
                    self.tildes = self.tildes.saturating_add(text.matches('~').count());
                }
                Inline::Emphasis(content) | Inline::Strong(content) => {
                    self.stars = self.stars.saturating_add(2);
                    self.add(content);
                }
                Inline::Strike(content) => {
                    self.tildes = self.tildes.saturating_add(2);
                    self.add(content);
                }
                Inline::Link { content, .. } => self.add(content),
                _ => {}
            }
        }
    }
}

/// What surrounds a piece of text.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The character that will follow it.
    pub(super) next: Option<char>,
    pub(super) pairs: Pairs,
    pub(super) is_in_link: bool,
    pub(super) is_in_cell: bool,
    /// A bracket may be closed by something behind this text.
    pub(super) may_close: bool,
}

/// Appends text so that it is read as text.
pub(super) fn push(out: &mut String, text: &str, around: Around) {
    let mut text = text;
    if is_line_start(out) {
        text = text.trim_start_matches(' ');
    }
    let forced = if is_line_start(out) {
        block_start(text)
    } else {
        None
    };
    for (at, c) in text.char_indices() {
        let rest = tail(text, at.saturating_add(c.len_utf8()));
        let next = rest.chars().next().or(around.next);
        let is_marked = forced == Some(at)
            || match c {
                '`' => true,
                '\\' => next.is_none_or(|n| n.is_ascii_punctuation() || n == '\n'),
                '*' => around.pairs.stars > 1 && !is_between_blanks(out, next),
                '_' => {
                    around.pairs.underscores > 1
                        && !is_between_blanks(out, next)
                        && !(out.ends_with(char::is_alphanumeric)
                            && next.is_some_and(char::is_alphanumeric)
                            || out.ends_with('_') && next == Some('_') && is_inside_word(out, rest))
                }
                '~' => around.pairs.tildes > 1 && !is_between_blanks(out, next),
                '[' => around.is_in_link || needs_bracket_escape(rest, around),
                ']' => around.is_in_link,
                '!' => rest.is_empty() && next == Some('['),
                '<' => {
                    next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?'))
                }
                '&' => is_entity(rest),
                '|' => around.is_in_cell,
                _ => false,
            };
        if is_marked {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether the next character begins a line.
pub(super) fn is_line_start(out: &str) -> bool {
    out.is_empty() || out.ends_with('\n')
}

fn is_between_blanks(out: &str, next: Option<char>) -> bool {
    out.chars().next_back().is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace)
}

/// Whether a run of underscores has letters on both sides.
fn is_inside_word(out: &str, rest: &str) -> bool {
    out.trim_end_matches('_').ends_with(char::is_alphanumeric)
        && rest
            .trim_start_matches('_')
            .starts_with(char::is_alphanumeric)
}

/// Whether an opening bracket could begin a link; `rest` is the text behind it.
fn needs_bracket_escape(rest: &str, around: Around) -> bool {
    match rest.find(']') {
        None => around.may_close,
        Some(end) => {
            let behind = tail(rest, end.saturating_add(1))
                .chars()
                .next()
                .or(around.next);
            !is_harmless(head(rest, end)) || matches!(behind, Some('(' | '[' | ':'))
        }
    }
}

/// Whether rustdoc takes `[content]` for text: it holds what no path has.
pub(super) fn is_harmless(content: &str) -> bool {
    content.contains(['.', '/', '-', '=', '+', '%', '$', '"', '\''])
        && !content.contains([
            '`', '#', '@', '<', '>', '[', '\\', '^', '(', '!', '*', '_', '&', ':',
        ])
}

/// Whether `&` with this behind it would be read as an entity.
fn is_entity(rest: &str) -> bool {
    let length = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    length > 0 && tail(rest, length).starts_with(';')
}

/// The character at the beginning of a line that would make it something else than a paragraph.
fn block_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let consists_of = |set: &[char]| line.chars().all(|c| c == ' ' || set.contains(&c));
    let is_marked = match first {
        '>' => true,
        '#' => {
            let rest = line.trim_start_matches('#');
            line.len().saturating_sub(rest.len()) < 7 && ends_word(rest)
        }
        '+' => ends_word(tail(line, 1)),
        '-' | '|' | ':' => {
            (first == '-' && ends_word(tail(line, 1)))
                || (line.contains('-') && consists_of(&['-', '|', ':']))
        }
        '*' => ends_word(tail(line, 1)) || consists_of(&['*']),
        '_' => consists_of(&['_']),
        '=' => consists_of(&['=']),
        '~' => line.starts_with("~~~"),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let is_number = tail(line, digits).starts_with(['.', ')'])
                && ends_word(tail(line, digits.saturating_add(1)));
            return (digits < 10 && is_number).then_some(digits);
        }
        _ => false,
    };
    is_marked.then_some(0)
}

/// The text of blocks as paragraphs in which every sign is escaped: what is left when nothing else would do.
pub(super) fn plain_blocks(blocks: &[Block]) -> String {
    let mut paragraphs = Vec::new();
    gather(blocks, &mut paragraphs);
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

fn gather(blocks: &[Block], paragraphs: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading(_, content) => {
                paragraphs.push(plain_inlines(content))
            }
            Block::Code(code) => paragraphs.push(plain(code)),
            Block::Quote(content) => gather(content, paragraphs),
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, paragraphs)),
            Block::Table(rows) => {
                let cells = rows.iter().flatten();
                paragraphs.extend(cells.map(|cell| plain_inlines(cell)));
            }
            Block::Rule => {}
        }
    }
}

/// As [`plain_blocks`], for one line.
pub(super) fn plain_inlines(inlines: &[Inline]) -> String {
    plain(&text(inlines))
}

/// A text on one line with every special character escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().filter(|c| super::clean::is_kept(*c)) {
            if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '?') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
