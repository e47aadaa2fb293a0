//! Prints the inline content of a paragraph.

use super::escape::{Around, Pairs, is_line_start, push};
use super::tree::{Inline, text};
use super::{Links, clean, target, url};
use crate::text::tail;

/// Where the inlines stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    /// One line, with links to items.
    Line,
    /// One line, without links to items.
    Heading,
    Cell,
}

/// Writes inlines; `seen` are the targets that have their link already.
pub(super) fn write(
    inlines: &[Inline],
    place: Place,
    links: &Links<'_>,
    seen: &mut Vec<String>,
) -> String {
    let mut writer = Writer {
        out: String::new(),
        place,
        links,
        seen,
        pairs: Pairs::count(inlines),
        is_in_link: false,
        marks: Vec::new(),
        last_mark: None,
    };
    writer.all(inlines, None, false);
    let mut out = writer.out;
    trim_end(&mut out);
    out
}

struct Writer<'a, 'b> {
    out: String,
    place: Place,
    links: &'a Links<'b>,
    seen: &'a mut Vec<String>,
    pairs: Pairs,
    is_in_link: bool,
    /// The marks that are open.
    marks: Vec<&'static str>,
    /// The length of the output when the last mark was closed.
    last_mark: Option<usize>,
}

impl Writer<'_, '_> {
    /// `next` is the character behind them all, `may_close` whether a closing bracket may come behind them.
    fn all(&mut self, inlines: &[Inline], next: Option<char>, may_close: bool) {
        let last_bracket = inlines.iter().rposition(has_bracket);
        for (at, inline) in inlines.iter().enumerate() {
            let behind = inlines.get(at.saturating_add(1)..).unwrap_or_default();
            let next = match behind.first() {
                Some(inline) => first_char(inline).or(next),
                None => next,
            };
            let may_close = may_close || last_bracket.is_some_and(|last| last > at);
            match inline {
                Inline::Text(text) => self.text(text, next, may_close),
                Inline::Code(code) => self.code(code, next),
                Inline::Emphasis(content) => self.marked("*", content, next, may_close),
                Inline::Strong(content) => self.marked("**", content, next, may_close),
                Inline::Strike(content) => self.marked("~~", content, next, may_close),
                Inline::Link { url, content } => self.link(url, content),
                Inline::Task(done) => self.out.push_str(if *done { "[x] " } else { "[ ] " }),
                Inline::Soft => self.line_break(""),
                Inline::Hard => self.line_break("\\"),
            }
        }
    }

    fn line_break(&mut self, sign: &str) {
        let kept = self.out.trim_end_matches(' ').len();
        if self.place != Place::Paragraph {
            if kept == self.out.len() && !self.out.is_empty() {
                self.out.push(' ');
            }
            return;
        }
        self.out.truncate(kept);
        if !is_line_start(&self.out) {
            self.out.push_str(sign);
            self.out.push('\n');
        }
    }

    /// Text, in which URLs become links.
    fn text(&mut self, text: &str, next: Option<char>, may_close: bool) {
        let text: String = text
            .chars()
            .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
            .filter(|c| clean::is_kept(*c))
            .collect();
        let mut around = Around {
            next,
            pairs: self.pairs,
            is_in_link: self.is_in_link,
            is_in_cell: self.place == Place::Cell,
            may_close,
        };
        let mut rest = text.as_str();
        let last_bracket = text.rfind(']').unwrap_or(0);
        while !self.is_in_link
            && let Some(bare) = url::find_bare(rest)
        {
            let (before, at) = rest.split_at(bare.start);
            around.next = Some('<');
            around.may_close = may_close || last_bracket > text.len().saturating_sub(at.len());
            self.piece(before, around);
            rest = tail(at, bare.url.len());
            if bare.is_template {
                self.code(bare.url, rest.chars().next().or(next));
            } else {
                self.out.push('<');
                self.out.push_str(bare.url);
                self.out.push('>');
            }
        }
        around.next = next;
        around.may_close = may_close;
        self.piece(rest, around);
    }

    /// Text without URLs. Two blanks never meet: they would be one, or a hard line break.
    fn piece(&mut self, text: &str, around: Around) {
        let text = if self.out.ends_with(' ') {
            text.trim_start_matches(' ')
        } else {
            text
        };
        push(&mut self.out, text, around);
    }

    fn code(&mut self, code: &str, next: Option<char>) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let code: String = code.chars().filter(|c| clean::is_kept(*c)).collect();
        if code.is_empty() {
            return;
        }
        let path = if self.is_in_link || self.place == Place::Heading {
            None
        } else {
            target(&code, self.links).filter(|path| !self.seen.contains(path))
        };
        let code = if self.place == Place::Cell {
            code.replace('|', "\\|")
        } else {
            code
        };
        let longest = longest_run(&code);
        let fence = "`".repeat(longest.saturating_add(1));
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        // two spans in touch would be one with longer fences
        if self.out.ends_with('`') && !self.out.ends_with("\\`") {
            self.out.push(' ');
        }
        let span = format!("{fence}{pad}{code}{pad}{fence}");
        match path {
            Some(path) => {
                if path == code && !matches!(next, Some('(' | '[' | ':')) {
                    self.out.push_str(&format!("[{span}]"));
                } else {
                    self.out.push_str(&format!("[{span}]({path})"));
                }
                self.seen.push(path);
            }
            None => self.out.push_str(&span),
        }
    }

    /// Content between marks; without them where they would not be read as such.
    fn marked(
        &mut self,
        mark: &'static str,
        content: &[Inline],
        next: Option<char>,
        may_close: bool,
    ) {
        let start = self.out.len();
        let touches = self.last_mark == Some(start);
        if self.marks.contains(&mark) || touches {
            return self.all(content, next, may_close);
        }
        self.out.push_str(mark);
        self.marks.push(mark);
        self.all(content, None, may_close);
        self.marks.pop();
        let mut inner = self.out.split_off(start.saturating_add(mark.len()));
        self.out.truncate(start);
        let length = inner.len();
        trim_end(&mut inner);
        let ends_blank = inner.len() < length;
        let bare = inner.trim_start_matches([' ', '\n']);
        if bare.len() < inner.len() && !self.out.ends_with([' ', '\n']) && !self.out.is_empty() {
            self.out.push(' ');
        }
        let before = self.out.chars().next_back();
        let behind = if ends_blank { Some(' ') } else { next };
        let opens = is_flank(before, bare.chars().next());
        let closes = is_flank(behind, bare.chars().next_back());
        if opens && closes {
            self.out.push_str(mark);
            self.out.push_str(bare);
            self.out.push_str(mark);
            self.last_mark = Some(self.out.len());
        } else {
            self.out.push_str(bare);
        }
        if ends_blank && !self.out.is_empty() {
            self.out.push(' ');
        }
    }

    fn link(&mut self, url: &str, content: &[Inline]) {
        if url.starts_with("crate::") {
            // the link of a code span comes back by itself when it is still right
            return self.all(content, None, false);
        }
        let start = self.out.len();
        let was_in_link = std::mem::replace(&mut self.is_in_link, true);
        self.out.push('[');
        self.all(content, Some(']'), false);
        self.is_in_link = was_in_link;
        let mut inner = self.out.split_off(start.saturating_add(1));
        self.out.truncate(start);
        trim_end(&mut inner);
        let inner = inner.trim_start_matches([' ', '\n']);
        if self.is_in_link {
            self.out.push_str(inner);
        } else if inner.is_empty() || text(content) == url {
            self.out.push_str(&format!("<{url}>"));
        } else {
            // an exclamation mark would make an image of it
            if self.out.ends_with('!') && !self.out.ends_with("\\!") {
                self.out.pop();
                self.out.push_str("\\!");
            }
            self.out.push_str(&format!("[{inner}]({url})"));
        }
    }
}

/// Whether a mark between these is read as one: the outer side decides when the inner one is punctuation.
fn is_flank(outer: Option<char>, inner: Option<char>) -> bool {
    let is_punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    match inner {
        None => false,
        Some(c) if c.is_whitespace() => false,
        Some(c) if is_punctuation(c) => {
            outer.is_none_or(|o| o.is_whitespace() || is_punctuation(o))
        }
        Some(_) => true,
    }
}

/// The character with which an inline begins.
fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
            content.first().and_then(first_char)
        }
        Inline::Link { .. } | Inline::Task(_) => Some('['),
        Inline::Soft | Inline::Hard => Some(' '),
    }
}

fn has_bracket(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.contains(']'),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
            content.iter().any(has_bracket)
        }
        Inline::Link { .. } | Inline::Code(_) | Inline::Task(_) => false,
        Inline::Soft | Inline::Hard => false,
    }
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Removes blanks and line breaks from the end, also those that were meant.
fn trim_end(text: &mut String) {
    loop {
        let kept = text.trim_end_matches([' ', '\n']).len();
        let ended_line = tail(text, kept).starts_with('\n');
        text.truncate(kept);
        let backslashes = text.len().saturating_sub(text.trim_end_matches('\\').len());
        if !(ended_line && backslashes % 2 == 1) {
            return;
        }
        text.pop();
    }
}
