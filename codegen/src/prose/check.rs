//! Defines what a doc comment may contain, and checks texts.

use std::cell::Cell;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::escape::is_harmless;
use super::{Links, target, url};
use crate::text::{head, tail};

/// The extensions that rustdoc has on.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Whether rustdoc renders a clean text without a warning and finds no test in it, nothing in it is left to convert, and
/// every code span that should be a link is one.
pub(super) fn is_fine<'t>(text: &'t str, links: &Links<'_>) -> bool {
    if text.contains(" \n") {
        return false;
    }
    let is_broken = Cell::new(false);
    let on_broken = |link: BrokenLink<'t>| -> Option<(CowStr<'t>, CowStr<'t>)> {
        let word = link.reference.trim_matches('`');
        if link.link_type == LinkType::Shortcut && target(word, links).as_deref() == Some(word) {
            return Some((word.to_owned().into(), "".into()));
        }
        if link.link_type != LinkType::Shortcut || !is_harmless(&link.reference) {
            is_broken.set(true);
        }
        None
    };
    let mut check = Check {
        text,
        links,
        seen: Vec::new(),
        link: None,
        is_heading: false,
        items: Vec::new(),
        quotes: 0,
        code: Vec::new(),
        is_code: false,
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(on_broken));
    for (event, range) in parser.into_offset_iter() {
        if is_broken.get() || !check.event(&event, range) {
            return false;
        }
    }
    !is_broken.get() && check.has_single_blank_lines()
}

/// The destination of the link that is open.
enum Destination {
    Url,
    /// A Rust path; what the link shows must be a code span that stands for it.
    Path(String),
}

struct Check<'a, 'b> {
    text: &'a str,
    links: &'a Links<'b>,
    /// The paths that are linked already.
    seen: Vec<String>,
    link: Option<Destination>,
    is_heading: bool,
    /// The columns at which the contents of the open list items begin.
    items: Vec<usize>,
    quotes: usize,
    /// Where the code blocks are.
    code: Vec<Range<usize>>,
    is_code: bool,
}

impl Check<'_, '_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => match tag {
                TagEnd::Heading(_) => self.is_heading = false,
                TagEnd::Item => {
                    self.items.pop();
                }
                TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                TagEnd::CodeBlock => self.is_code = false,
                TagEnd::Link => self.link = None,
                _ => {}
            },
            Event::Text(text) => return self.is_code || self.is_fine_text(text, range),
            Event::Code(code) => return self.is_fine_code(code),
            Event::SoftBreak | Event::HardBreak => return self.continues_rightly(range.end),
            Event::Rule | Event::TaskListMarker(_) => {}
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => return false,
        }
        true
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> bool {
        match tag {
            Tag::Heading { level, .. } => {
                self.is_heading = true;
                *level != HeadingLevel::H1
            }
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                self.code.push(range.clone());
                let source = self.text.get(range).unwrap_or_default();
                let fence = source
                    .len()
                    .saturating_sub(source.trim_start_matches('`').len());
                // one that is never closed would swallow what is written below it
                matches!(kind, CodeBlockKind::Fenced(info) if &**info == "text")
                    && fence >= 3
                    && source.trim_end().ends_with(head(source, fence))
            }
            // deeper than anything that is written here, and each looks for its column
            Tag::Item if self.items.len() > 48 => false,
            Tag::Item => {
                let start = head(self.text, range.start)
                    .rfind('\n')
                    .map_or(0, |at| at.saturating_add(1));
                let item = self
                    .text
                    .get(range.clone())
                    .unwrap_or_default()
                    .trim_start_matches(' ');
                let lead = range.len().saturating_sub(item.len());
                let marker = item.find([' ', '\n']).unwrap_or(item.len());
                let behind = tail(item, marker);
                let blanks = behind
                    .len()
                    .saturating_sub(behind.trim_start_matches(' ').len());
                let width = if (1..=4).contains(&blanks) { blanks } else { 1 };
                self.items.push(
                    range
                        .start
                        .saturating_sub(start)
                        .saturating_add(lead)
                        .saturating_add(marker)
                        .saturating_add(width),
                );
                true
            }
            Tag::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_add(1);
                true
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.is_fine_link(*link_type, dest_url),
            Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => false,
            _ => true,
        }
    }

    fn is_fine_link(&mut self, kind: LinkType, to: &str) -> bool {
        let is_url = match kind {
            LinkType::Email => url::is_email(to),
            _ => url::is_absolute(to),
        };
        self.link = Some(if is_url {
            Destination::Url
        } else {
            Destination::Path(to.to_owned())
        });
        is_url
            || (!self.is_heading
                && (to.starts_with("crate::") || kind == LinkType::ShortcutUnknown))
    }

    fn is_fine_text(&self, text: &str, range: Range<usize>) -> bool {
        let source = self.text.as_bytes();
        let before = |at: usize| at.checked_sub(1).and_then(|before| source.get(before));
        let is_escaped = |at: usize| before(at) == Some(&b'\\');
        for at in range {
            match source.get(at).copied().unwrap_or_default() {
                b'`' if !is_escaped(at) => return false,
                // looks like a footnote without an end
                b'[' if !is_escaped(at) && source.get(at.saturating_add(1)) == Some(&b'^') => {
                    return false;
                }
                _ => {}
            }
        }
        match self.link {
            None => url::find_bare(text).is_none(),
            Some(Destination::Url) => true,
            Some(Destination::Path(_)) => false,
        }
    }

    fn is_fine_code(&mut self, code: &str) -> bool {
        if self.is_heading || matches!(self.link, Some(Destination::Url)) {
            return true;
        }
        let target = target(code, self.links);
        let is_new = target
            .as_ref()
            .is_some_and(|path| !self.seen.contains(path));
        match (&self.link, target) {
            (Some(Destination::Path(to)), Some(path)) if is_new && *to == path => {
                self.seen.push(path);
                true
            }
            (Some(_), _) => false,
            (None, _) => !is_new,
        }
    }

    /// Whether the line that begins here is indented as what it continues: clippy asks for that too.
    fn continues_rightly(&self, start: usize) -> bool {
        // the break's range may or may not hold the blanks that follow it
        let start = head(self.text, start)
            .rfind('\n')
            .map_or(start, |at| at.saturating_add(1));
        let line = tail(self.text, start);
        let blanks = line
            .len()
            .saturating_sub(line.trim_start_matches(' ').len());
        match (self.items.last(), self.quotes) {
            (None, 0) => true,
            (Some(column), 0) => blanks == *column,
            (None, _) => line.trim_start_matches(' ').starts_with('>'),
            (Some(_), _) => line.trim_start_matches(' ').contains('>'),
        }
    }

    /// Whether no two blank lines meet but in code.
    fn has_single_blank_lines(&self) -> bool {
        self.text.match_indices("\n\n\n").all(|(at, _)| {
            let before = self.code.partition_point(|code| code.start <= at);
            let last = before.checked_sub(1).and_then(|last| self.code.get(last));
            last.is_some_and(|code| code.contains(&at))
        })
    }
}
