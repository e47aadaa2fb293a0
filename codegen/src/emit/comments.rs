//! Inserts documentation after an item is laid out.
//!
//! While an item is formatted, a number stands for each block of documentation; afterwards the block replaces the line with its
//! number. So long texts don't go through the formatter, which would only copy them.

use quote::quote;

use super::ast;
use super::docs;
use super::joined::joined;
use super::root::Root;
use super::tokens::text;
use crate::model::Meta;
use crate::text::head;

/// The blocks of the items of one module.
pub(super) struct Comments {
    /// How links to items begin.
    start: Root,
    blocks: Vec<String>,
}

impl Comments {
    /// Without any documentation yet, for a module in which paths begin so.
    pub(super) fn new(start: Root) -> Self {
        let blocks = Vec::new();
        Self { start, blocks }
    }

    /// The documentation and the deprecation of an item.
    pub(super) fn attributes(&mut self, meta: &Meta) -> Vec<syn::Attribute> {
        let mut attributes = self.doc(&meta.doc);
        attributes.extend(meta.deprecated.as_deref().map(|note| match note {
            "" => ast::flag("deprecated"),
            note => {
                let note = text(&docs::plain(note));
                ast::list("deprecated", quote!(note = #note))
            }
        }));
        attributes
    }

    /// `///` lines; none for an empty text.
    pub(super) fn doc(&mut self, markdown: &str) -> Vec<syn::Attribute> {
        let lines = docs::lines(&self.start.links(markdown));
        if lines.is_empty() {
            return Vec::new();
        }
        self.blocks.push(lines);
        vec![ast::doc(&self.blocks.len().saturating_sub(1).to_string())]
    }

    /// Copies the lines of an item that was laid out, `depth` levels to the right, with its documentation in its place
    /// and, in an `impl`, with blank lines between the functions.
    pub(super) fn write(&self, laid_out: &str, is_impl: bool, depth: usize) -> String {
        let mut out = String::with_capacity(laid_out.len().saturating_mul(5) / 4);
        let lines = joined(laid_out, depth.saturating_mul(4));
        let mut lines = lines.iter().map(|line| &**line).peekable();
        while let Some(line) = lines.next() {
            let code = line.trim_start_matches(' ');
            let indent = depth
                .saturating_mul(4)
                .saturating_add(line.len())
                .saturating_sub(code.len());
            match code
                .strip_prefix("///")
                .and_then(|number| self.block(number))
            {
                Some(block) => {
                    for text in block.lines() {
                        push(&mut out, indent, "///", text);
                    }
                }
                None => push(&mut out, indent, "", code),
            }
            if is_impl && line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
                out.push('\n');
            }
        }
        out
    }

    fn block(&self, number: &str) -> Option<&str> {
        self.blocks
            .get(number.parse::<usize>().ok()?)
            .map(String::as_str)
    }
}

fn push(out: &mut String, indent: usize, sign: &str, text: &str) {
    const SPACES: &str = "                ";
    let mut left = indent;
    while left > 0 {
        let some = left.min(SPACES.len());
        out.push_str(head(SPACES, some));
        left = left.saturating_sub(some);
    }
    out.push_str(sign);
    out.push_str(text);
    out.push('\n');
}
