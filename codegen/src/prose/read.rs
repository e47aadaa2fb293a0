//! Parses a description into a tree: Markdown with a parser, and the HTML within it tag by tag.

use std::collections::HashSet;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::element::Element;
use super::html::{self, Token, Tokens, attribute, decode};
use super::open::{Kind, Open};
use super::tree::{Block, Inline};
use super::{Links, target, url};
use crate::text::{head, tail};

/// What the parser shall understand. Footnotes are left as text: rustdoc warns of those that lack an end.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Reads a clean text.
pub(super) fn read<'t>(
    source: &'t str,
    base_url: Option<&'t str>,
    links: &Links<'_>,
) -> Vec<Block> {
    let mut reader = Reader {
        source,
        base_url,
        closed: names(source, "</"),
        opened: names(source, "<"),
        open: Open::new(),
        markdown: Vec::new(),
        code: None,
        html: None,
    };
    // brackets around the name of an item, as rustdoc has them; the code span becomes a link by itself
    let on_broken = |link: BrokenLink<'t>| -> Option<(CowStr<'t>, CowStr<'t>)> {
        let word = link.reference.strip_prefix('`')?.strip_suffix('`')?;
        let is_item = link.link_type == LinkType::Shortcut && target(word, links).is_some();
        is_item.then(|| ("".into(), "".into()))
    };
    let parser = Parser::new_with_broken_link_callback(source, OPTIONS, Some(on_broken));
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range.start, range.end);
    }
    reader.open.finish()
}

struct Reader<'a> {
    source: &'a str,
    base_url: Option<&'a str>,
    /// The names that have an end tag somewhere.
    closed: HashSet<String>,
    /// The names that have a start tag somewhere.
    opened: HashSet<String>,
    open: Open,
    /// The ids of the elements that Markdown has open; 0 for those that are not in the tree.
    markdown: Vec<usize>,
    /// The code block being read.
    code: Option<String>,
    /// The HTML block being read.
    html: Option<String>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        if let Kind::Raw {
            from: Some(from), ..
        } = *self.open.top()
        {
            match &event {
                Event::InlineHtml(html) => {
                    if let Some(Token::Close { name, .. }) = Tokens::new(html).next()
                        && self.open.is_top(&name)
                    {
                        self.cut(from, start);
                        self.open.close_element(&name);
                    }
                    return;
                }
                // what opened within the code has no id; anything else that ends, ends the code too
                Event::End(_) if self.markdown.last().is_some_and(|id| *id != 0) => {
                    self.cut(from, end)
                }
                Event::End(TagEnd::Paragraph) => self.cut(from, end),
                Event::End(_) => {
                    self.markdown.pop();
                    return;
                }
                Event::Start(_) => return self.markdown.push(0),
                _ => return,
            }
        }
        match event {
            Event::Start(tag) => {
                let id = self.start(tag);
                self.markdown.push(id);
            }
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.open.add_text(&text),
            },
            Event::Code(code) => self.open.add(Inline::Code(code.into_string())),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.open.add_text(&text);
            }
            Event::SoftBreak => self.open.add(Inline::Soft),
            Event::HardBreak => self.open.add(Inline::Hard),
            Event::Rule => self.open.add_block(Block::Rule),
            Event::TaskListMarker(done) => self.open.add(Inline::Task(done)),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html_block(&html),
            },
            Event::InlineHtml(html) => {
                for token in Tokens::new(&html) {
                    self.token(token, Some(end));
                }
            }
        }
    }

    /// Takes the source between two places as the code that is open.
    fn cut(&mut self, from: usize, to: usize) {
        let text = decode(self.source.get(from..to).unwrap_or(""));
        self.open.add_raw(&text);
    }

    fn start(&mut self, tag: Tag<'_>) -> usize {
        match tag {
            Tag::Heading { level, .. } => self.open.block(Kind::Heading(number(level)), None),
            Tag::BlockQuote(_) => self.open.block(Kind::Quote, None),
            // whatever the language: rustdoc would take it for a test or warn of it
            Tag::CodeBlock(_) => {
                self.code = Some(String::new());
                0
            }
            Tag::HtmlBlock => {
                self.html = Some(String::new());
                0
            }
            Tag::List(start) => self.open.block(
                Kind::List {
                    start,
                    is_implied: false,
                },
                None,
            ),
            Tag::Item => self.open.block(Kind::Item, None),
            Tag::Table(_) => self.open.block(Kind::Table, None),
            Tag::TableHead | Tag::TableRow => self.open.block(Kind::Row, None),
            Tag::TableCell => self.open.block(Kind::Cell, None),
            Tag::Emphasis => self.open.inline(Kind::Emphasis, None),
            Tag::Strong => self.open.inline(Kind::Strong, None),
            Tag::Strikethrough => self.open.inline(Kind::Strike, None),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                dest_url,
                ..
            } => {
                self.autolink(&dest_url);
                self.open.inline(Kind::Hidden, None)
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                match self.destination(&dest_url) {
                    Some(url) => self.open.inline(Kind::Link(url), None),
                    None => 0,
                }
            }
            // a paragraph begins with its text; the others do not occur with the options chosen
            _ => {
                self.open.end_paragraph();
                0
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let id = self.markdown.pop().unwrap_or(0);
        match tag {
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.open.add_block(Block::Code(code));
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html_block(&html);
            }
            TagEnd::Paragraph => self.open.end_paragraph(),
            _ => self.open.close(id),
        }
    }

    fn destination(&self, url: &str) -> Option<String> {
        // a link to an item stays if it is what a code span would have become; the writer looks
        if url.starts_with("crate::") {
            return Some(url.to_owned());
        }
        url::resolve(url, self.base_url)
    }

    /// `<https://…>`; or a placeholder that only looks like a link.
    fn autolink(&mut self, url: &str) {
        if url::is_absolute(url) || url::is_email(url) {
            self.open.add(Inline::Link {
                url: url.to_owned(),
                content: vec![Inline::Text(url.to_owned())],
            });
        } else {
            self.open.add_text(&format!("<{url}>"));
        }
    }

    fn html_block(&mut self, html: &str) {
        for token in Tokens::new(html) {
            self.token(token, None);
        }
    }

    /// A piece of HTML; `end` is the place behind it when what follows it is Markdown.
    fn token(&mut self, token: Token<'_>, end: Option<usize>) {
        match token {
            Token::Nothing => {}
            Token::Text(text) => match self.open.top() {
                Kind::Raw { .. } => self.open.add_raw(&decode(text)),
                _ => self.flow(&decode(text)),
            },
            Token::Close { name, raw } => match Element::find(&name) {
                _ if matches!(self.open.top(), Kind::Raw { .. } | Kind::Hidden) => {
                    if self.open.is_top(&name) {
                        self.open.close_element(&name);
                    }
                }
                Some(Element::Division | Element::Paragraph) => self.open.end_paragraph(),
                Some(Element::Heading(_)) => {
                    self.open.close_element(&name);
                    self.open.end_paragraph();
                }
                Some(_) => self.open.close_element(&name),
                // markup of the author's own, which no browser would show
                None if self.opened.contains(&name) => {}
                None => self.open.add_text(raw),
            },
            Token::Open {
                name,
                attributes,
                raw,
            } => match Element::find(&name) {
                _ if matches!(self.open.top(), Kind::Raw { .. } | Kind::Hidden) => {}
                Some(element) if element.may_stay_open(&name) || self.closed.contains(&name) => {
                    self.element(element, &name, attributes, end);
                }
                None if self.closed.contains(&name) => {}
                _ => self.open.add_text(raw),
            },
        }
    }

    fn element(&mut self, element: Element, name: &str, attributes: &str, end: Option<usize>) {
        let of = Some(name);
        let list = |start| Kind::List {
            start,
            is_implied: false,
        };
        let raw = |is_block| Kind::Raw {
            is_block,
            from: end,
        };
        match element {
            Element::Division | Element::Paragraph => self.open.end_paragraph(),
            Element::Rule => self.open.add_block(Block::Rule),
            Element::Break => self.open.add(Inline::Hard),
            Element::Superscript => self.open.add_text("^"),
            Element::Image => self.image(attributes),
            Element::Span | Element::Void => {}
            Element::Anchor => {
                if let Some(url) =
                    attribute(attributes, "href").and_then(|url| self.destination(&url))
                {
                    self.open.inline(Kind::Link(url), of);
                }
            }
            Element::Heading(level) => self.block(Kind::Heading(level), name),
            Element::Unordered => self.block(list(None), name),
            Element::Ordered => {
                let start =
                    attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
                self.block(list(Some(start.unwrap_or(1))), name);
            }
            Element::Item => self.block(Kind::Item, name),
            Element::Quote => self.block(Kind::Quote, name),
            Element::Table => self.block(Kind::Table, name),
            Element::Row => self.block(Kind::Row, name),
            Element::Cell => self.block(Kind::Cell, name),
            Element::Preformatted => self.block(raw(true), name),
            Element::Code => self.inline(raw(false), name),
            Element::Emphasis => self.inline(Kind::Emphasis, name),
            Element::Strong => self.inline(Kind::Strong, name),
            Element::Strike => self.inline(Kind::Strike, name),
            Element::Hidden => self.inline(Kind::Hidden, name),
        }
    }

    fn block(&mut self, kind: Kind, name: &str) {
        self.open.block(kind, Some(name));
    }

    fn inline(&mut self, kind: Kind, name: &str) {
        self.open.inline(kind, Some(name));
    }

    /// An image is a link to it; rustdoc's pages load nothing from elsewhere.
    fn image(&mut self, attributes: &str) {
        let text = attribute(attributes, "alt").unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let url = attribute(attributes, "src").and_then(|url| self.destination(&url));
        match url {
            _ if text.is_empty() => {}
            Some(url) if !self.open.is_in_link() => {
                let content = vec![Inline::Text(text)];
                self.open.add(Inline::Link { url, content });
            }
            _ => self.open.add_text(&text),
        }
    }

    /// Text of HTML, in which blanks and line breaks mean a space.
    fn flow(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.open.add(Inline::Soft);
            }
            let mut row = String::with_capacity(line.len());
            for c in line.chars() {
                if !(c == ' ' && row.ends_with(' ')) {
                    row.push(c);
                }
            }
            self.open.add_text(&row);
        }
    }
}

/// The names of all elements whose tags begin so, wherever they stand.
fn names(source: &str, start: &str) -> HashSet<String> {
    source
        .match_indices(start)
        .filter_map(|(at, _)| {
            let rest = tail(source, at.saturating_add(start.len()));
            let end = rest.find(|c: char| !html::is_name(c)).unwrap_or(rest.len());
            let name = head(rest, end);
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                .then(|| name.to_ascii_lowercase())
        })
        .collect()
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
