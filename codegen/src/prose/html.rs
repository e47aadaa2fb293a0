//! Splits HTML into tags and text, and decodes entities. Nothing here fails: what is not a tag is text.

use crate::text::{head, tail};
use pulldown_cmark::{Event, Parser};

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Open {
        /// In lower case.
        name: String,
        attributes: &'a str,
        /// The tag as it stands.
        raw: &'a str,
    },
    Close {
        name: String,
        raw: &'a str,
    },
    /// A comment, a declaration or a processing instruction.
    Nothing,
}

/// Cuts HTML into tokens.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// The token at the beginning of the rest, which begins with `<`, and its length.
    fn tag(&self) -> Option<(Token<'a>, usize)> {
        let rest = self.rest;
        for (open, close) in [
            ("<!--", "-->"),
            ("<![CDATA[", "]]>"),
            ("<!", ">"),
            ("<?", "?>"),
        ] {
            if let Some(inside) = rest.strip_prefix(open) {
                let end = inside.find(close).map_or(rest.len(), |at| {
                    open.len().saturating_add(at).saturating_add(close.len())
                });
                return Some((Token::Nothing, end));
            }
        }
        let is_close = rest.starts_with("</");
        let from = if is_close { 2 } else { 1 };
        if !tail(rest, from).starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let length = tail(rest, from)
            .find(|c| !is_name(c))
            .unwrap_or(rest.len().saturating_sub(from));
        let name_end = from.saturating_add(length);
        let end = tag_end(tail(rest, name_end))?.saturating_add(name_end);
        let name = tail(head(rest, name_end), from).to_ascii_lowercase();
        let raw = head(rest, end.saturating_add(1));
        let token = if is_close {
            Token::Close { name, raw }
        } else {
            Token::Open {
                name,
                attributes: tail(head(rest, end), name_end),
                raw,
            }
        };
        Some((token, end.saturating_add(1)))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('<')
            && let Some((token, length)) = self.tag()
        {
            self.rest = tail(self.rest, length);
            return Some(token);
        }
        let mut tags = self.rest.match_indices('<').map(|(at, _)| at);
        let end = tags.find(|at| *at > 0).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Token::Text(text))
    }
}

/// Whether the name of an element can hold this.
pub(super) fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')
}

/// Where the `>` of a tag stands. Quotes hide it, unless they are never closed; another `<` means that this is no tag.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find(['>', '<'])
        .filter(|at| tail(text, *at).starts_with('>'))
}

/// The value of an attribute, decoded.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.trim_start();
        let value;
        (value, rest) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(after) => match after.chars().next() {
                Some(quote @ ('"' | '\'')) => tail(after, 1)
                    .split_once(quote)
                    .unwrap_or((tail(after, 1), "")),
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            },
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
        if rest.is_empty() {
            return None;
        }
    }
}

/// Text with its entities replaced by what they stand for.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(head(rest, at));
        rest = tail(rest, at);
        let end = rest.bytes().take(40).position(|b| b == b';').filter(|end| {
            tail(head(rest, *end), 1)
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'#')
        });
        let length = match end {
            Some(end) => end.saturating_add(1),
            None => 1,
        };
        match entity(head(rest, length)) {
            Some(text) => out.push_str(&text),
            None => out.push_str(head(rest, length)),
        }
        rest = tail(rest, length);
    }
    out.push_str(rest);
    out
}

/// What an entity stands for. The parser has the table; a text of an entity alone makes it look there.
fn entity(entity: &str) -> Option<String> {
    match entity {
        "&" => return None,
        "&nbsp;" => return Some(" ".to_owned()),
        _ => {}
    }
    let text: String = Parser::new(entity)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    let text: String = text
        .chars()
        .map(|c| if c == '\t' || c == '\n' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, attribute, decode};

    #[test]
    fn tokens() {
        let got: Vec<String> = Tokens::new("é<P class='a>b'>x < y<!-- > -->&amp;</p ><1><a\n<b>")
            .map(|token| match token {
                Token::Text(text) => format!("text {text}"),
                Token::Open { name, .. } => format!("open {name}"),
                Token::Close { name, .. } => format!("close {name}"),
                Token::Nothing => "nothing".to_owned(),
            })
            .collect();
        assert_eq!(
            got,
            [
                "text é",
                "open p",
                "text x ",
                "text < y",
                "nothing",
                "text &amp;",
                "close p",
                "text <1>",
                "text <a\n",
                "open b"
            ]
        );
    }

    #[test]
    fn attributes() {
        let href = |text| attribute(text, "href").unwrap_or_default();
        assert_eq!(href(" class=x href=\"/a?b&amp;c\" id='y'"), "/a?b&c");
        assert_eq!(href(" HREF = '/a' /"), "/a");
        assert_eq!(href(" href=/a/b"), "/a/b");
        assert_eq!(href(" href=\"/a"), "/a");
        assert_eq!(href(" disabled data-href='x'"), "");
    }

    #[test]
    fn entities() {
        assert_eq!(
            decode("a &amp; b &lt;c&gt; &mdash; &#8217; &nope; & &&copy;&#0;"),
            "a & b <c> — ’ &nope; & &©\u{fffd}"
        );
    }
}
