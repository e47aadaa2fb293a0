//! Converts descriptions of a document to the Markdown of doc comments.
//!
//! A description is CommonMark, HTML or both, and was not written for rustdoc. The output is Markdown that rustdoc renders
//! without a warning and that contains no doc test; `check` defines this. A description that passes the check is kept byte for
//! byte. Any other is parsed into a tree, printed again and checked again; if even that fails, it becomes plain text with every
//! special character escaped. So the guarantees hold for any input, and a second run changes nothing.
//!
//! This module knows nothing of OpenAPI and nothing of the model: it looks names up through a function.

mod check;
mod clean;
mod element;
mod escape;
mod html;
mod inline;
mod open;
mod plain;
mod read;
mod sentence;
#[cfg(test)]
mod tests;
mod tree;
mod url;
mod write;

use crate::text::head;
use serde::Deserialize;

/// How descriptions become documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct ProseOptions {
    /// What relative links stand on, such as `https://example.com`. Without it only the text of such a link is kept.
    pub base_url: Option<String>,
}

/// Finds the Rust path of what a word in a code span names, such as `crate::identity::VerificationSession`.
pub(crate) type Links<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Turns descriptions into documentation.
pub(crate) struct Prose<'a> {
    options: &'a ProseOptions,
    links: &'a Links<'a>,
}

impl<'a> Prose<'a> {
    /// `links` is asked for each word that stands alone in a code span; the span becomes a link to the path it gives,
    /// once for each path in a comment.
    pub(crate) fn new(options: &'a ProseOptions, links: &'a Links<'a>) -> Self {
        Self { options, links }
    }

    /// The body of a doc comment, without a line break at its end; empty when there is nothing to say.
    pub(crate) fn markdown(&self, description: &str) -> String {
        let text = clean::clean(description);
        // most texts with an end tag are HTML; the writer keeps the others too
        let is_html = text.contains("</");
        if plain::is_plain(&text, self.links) || (!is_html && check::is_fine(&text, self.links)) {
            return text.into_owned();
        }
        let blocks = read::read(&text, self.options.base_url.as_deref(), self.links);
        self.checked(write::document(&blocks, self.links), || {
            escape::plain_blocks(&blocks)
        })
    }

    /// The first sentence on one line, for a parameter or a member of a list.
    pub(crate) fn line(&self, description: &str) -> String {
        let text = clean::clean(description);
        if plain::is_plain(&text, self.links) {
            let paragraph = text.split("\n\n").next().unwrap_or_default();
            let end = sentence::end(paragraph).unwrap_or(paragraph.len());
            return head(paragraph, end).replace('\n', " ");
        }
        let blocks = read::read(&text, self.options.base_url.as_deref(), self.links);
        let Some(inlines) = tree::first_text(&blocks) else {
            return String::new();
        };
        let inlines = sentence::first(inlines);
        self.checked(write::line(&inlines, self.links), || {
            escape::plain_inlines(&inlines)
        })
    }

    /// `written`, or what `otherwise` gives when it would not do.
    fn checked(&self, written: String, otherwise: impl FnOnce() -> String) -> String {
        if check::is_fine(&written, self.links) {
            written
        } else {
            otherwise()
        }
    }
}

/// A plain text on one line as Markdown that shows it as it is.
pub(crate) fn escaped(text: &str) -> String {
    escape::plain(text)
}

/// Whether a code span's text may name something: a path or a dotted name, not an expression.
fn is_word(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && code
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-'))
}

/// The Rust path that a code span's text stands for.
fn target(code: &str, links: &Links<'_>) -> Option<String> {
    if is_word(code) {
        // rustdoc knows items by their names without the mark of a raw identifier
        links(code)
            .map(|path| path.replace("r#", ""))
            .filter(|path| is_path(path))
    } else {
        None
    }
}

/// Whether this can be the destination of an intra-doc link.
fn is_path(path: &str) -> bool {
    !path.is_empty()
        && path
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '@'))
}
