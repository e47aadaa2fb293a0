//! Prints the tree as Markdown.

use super::Links;
use super::inline::{self, Place, longest_run};
use super::tree::{Block, Inline};

/// A whole doc comment.
pub(super) fn document(blocks: &[Block], links: &Links<'_>) -> String {
    let mut writer = Writer {
        links,
        seen: Vec::new(),
        // the item that the comment belongs to is the only heading of the first level
        demotion: u8::from(has_first_level(blocks)),
    };
    writer.blocks(blocks, false)
}

/// One line.
pub(super) fn line(inlines: &[Inline], links: &Links<'_>) -> String {
    inline::write(inlines, Place::Line, links, &mut Vec::new())
}

fn has_first_level(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading(level, _) => *level == 1,
        Block::Quote(content) => has_first_level(content),
        Block::List { items, .. } => items.iter().any(|item| has_first_level(item)),
        _ => false,
    })
}

struct Writer<'a, 'b> {
    links: &'a Links<'b>,
    seen: Vec<String>,
    demotion: u8,
}

impl Writer<'_, '_> {
    /// Blocks below each other, without a blank line between them when they are tight.
    fn blocks(&mut self, blocks: &[Block], is_tight: bool) -> String {
        let mut out = String::new();
        // lists in touch are told apart by their sign
        let mut is_other_sign = false;
        let mut was_list = None;
        for block in blocks {
            let list = match block {
                Block::List { start, .. } => Some(start.is_some()),
                _ => None,
            };
            is_other_sign = list.is_some() && list == was_list && !is_other_sign;
            let text = self.block(block, is_other_sign);
            if text.is_empty() {
                continue;
            }
            was_list = list;
            if !out.is_empty() {
                out.push_str(if is_tight { "\n" } else { "\n\n" });
            }
            out.push_str(&text);
        }
        out
    }

    fn block(&mut self, block: &Block, is_other_sign: bool) -> String {
        match block {
            Block::Paragraph(content) => paragraphs(content)
                .map(|part| self.inlines(part, Place::Paragraph))
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n"),
            Block::Heading(level, content) => {
                let text = self.inlines(content, Place::Heading);
                if text.is_empty() {
                    return text;
                }
                let level = level.saturating_add(self.demotion).clamp(2, 6);
                // signs at the end would be taken for the closing ones
                let text = match text.strip_suffix('#') {
                    Some(before) => format!("{before}\\#"),
                    None => text,
                };
                format!("{} {text}", "#".repeat(usize::from(level)))
            }
            Block::Code(code) => fenced(code),
            Block::Quote(content) => {
                let text = self.blocks(content, false);
                prefixed(&text, "> ", "> ")
            }
            Block::List { start, items } => self.list(*start, items, is_other_sign),
            Block::Table(rows) => self.table(rows),
            Block::Rule => "***".to_owned(),
        }
    }

    fn inlines(&mut self, inlines: &[Inline], place: Place) -> String {
        inline::write(inlines, place, self.links, &mut self.seen)
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], is_other_sign: bool) -> String {
        let is_tight = items.iter().all(|item| is_tight(item));
        let mut out = String::new();
        let mut number = start.map(|start| start.min(999_999_000));
        for item in items {
            let text = self.blocks(item, is_tight);
            if text.is_empty() {
                continue;
            }
            let marker = match (&mut number, is_other_sign) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(number), _) => {
                    let sign = if is_other_sign { ')' } else { '.' };
                    let marker = format!("{number}{sign} ");
                    *number = number.saturating_add(1);
                    marker
                }
            };
            if !out.is_empty() {
                out.push_str(if is_tight { "\n" } else { "\n\n" });
            }
            out.push_str(&prefixed(&text, &marker, &" ".repeat(marker.len())));
        }
        out
    }

    fn table(&mut self, rows: &[Vec<Vec<Inline>>]) -> String {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out.push('|');
            for column in 0..width {
                let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
                let text = self.inlines(cell, Place::Cell);
                out.push(' ');
                out.push_str(&text);
                out.push_str(if text.is_empty() { "|" } else { " |" });
            }
            if at == 0 {
                out.push_str("\n|");
                out.push_str(&" --- |".repeat(width));
            }
        }
        out
    }
}

/// The parts of a paragraph: two line breaks in a row were meant as a blank line.
fn paragraphs(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    let mut parts = Vec::new();
    let mut rest = content;
    let mut breaks = 0_usize;
    for (at, inline) in content.iter().enumerate() {
        let here = content.len().saturating_sub(at);
        match inline {
            Inline::Hard => breaks = breaks.saturating_add(1),
            Inline::Soft => {}
            Inline::Text(text) if text.trim().is_empty() => {}
            _ => breaks = 0,
        }
        if breaks == 2 {
            let length = rest.len().saturating_sub(here).saturating_add(1);
            let (part, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            parts.push(part);
            rest = behind;
        }
    }
    parts.push(rest);
    parts.into_iter()
}

/// Whether an item is at most one paragraph with lists below it.
fn is_tight(item: &[Block]) -> bool {
    item.iter().enumerate().all(|(at, block)| match block {
        Block::Paragraph(content) => at == 0 && paragraphs(content).count() == 1,
        Block::List { start, items } => {
            // an ordered list that does not begin with 1 cannot follow a paragraph directly
            matches!(start, None | Some(1)) && items.iter().all(|item| is_tight(item))
        }
        _ => item.len() == 1,
    })
}

/// A block of code. No language but `text`: rustdoc would take others for a test, or warn of them.
fn fenced(code: &str) -> String {
    let lines: Vec<String> = code
        .split('\n')
        .map(|line| {
            let line: String = line
                .chars()
                .map(|c| if c == '\t' { ' ' } else { c })
                .filter(|c| super::clean::is_kept(*c))
                .collect();
            line.trim_end().to_owned()
        })
        .collect();
    let lines = lines.join("\n");
    let lines = lines.trim_matches('\n');
    if lines.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(code).max(2).saturating_add(1));
    format!("{fence}text\n{lines}\n{fence}")
}

/// Lines with something before the first, and something before the others.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(16));
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        out.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        out.push_str(line);
    }
    out
}
