//! Explains syntax errors in YAML.

use std::ops::Range;

use super::super::outcome::ParseError;
use super::open::{Open, Opened};
use super::said::{
    Said, bad_escape, char_at, control, found, key_of, line, one, trimmed, without_colon,
};

/// Explains what a parser of YAML said of a text.
pub(in crate::load::parse) fn explain(text: &str, said: Said) -> ParseError {
    let looked_at = LookedAt {
        text,
        at: said.at.min(text.len()),
        said: &said,
        open: Open::at(text, said.at),
    };
    looked_at.explain().unwrap_or_else(|| {
        let mut error = found(one(text, said.at), said.message.clone());
        error.cause = said.cause;
        error
    })
}

/// No parser gives up at this depth.
const SHALLOW: usize = 60;

/// A text, and where and how reading it failed.
struct LookedAt<'a> {
    text: &'a str,
    at: usize,
    said: &'a Said,
    open: Open,
}

impl LookedAt<'_> {
    fn explain(&self) -> Option<ParseError> {
        let said = self.said.message.as_str();
        if let Some(error) = self.conflict().or_else(|| self.tab()) {
            return Some(error);
        }
        if said.starts_with("control characters") {
            return control(self.text);
        }
        if said.starts_with("found unknown escape character") {
            return self.escape();
        }
        if let Some(quote) = self.open.quote
            && said.contains("quoted scalar")
        {
            let error = found(one(self.text, quote.at), "this quote is not closed");
            return Some(error.beside(self.at..self.at, "reading stopped here"));
        }
        if said.starts_with("found character that cannot start any token") {
            return self.indicator(self.at);
        }
        if said.contains("while scanning an anchor") || said.contains("while scanning an alias") {
            let before = self.text.get(line(self.text, self.at).start..self.at)?;
            let back = before.rfind(['*', '&'])?;
            return self.indicator(self.at.saturating_sub(before.len()).saturating_add(back));
        }
        if said.contains("recursion limit exceeded") || said.ends_with("expected a key") {
            return self.not_a_tree();
        }
        if said.starts_with("unknown anchor") {
            let name: String = self
                .rest()
                .chars()
                .skip(1)
                .take_while(|c| !c.is_whitespace() && !"[]{},".contains(*c))
                .collect();
            let error = found(
                self.at..self.at.saturating_add(1).saturating_add(name.len()),
                format!("no anchor `&{name}` is defined before this"),
            );
            return Some(error.help("a string that begins with `*` needs quotes"));
        }
        if let Some(bracket) = self.open.brackets.last() {
            return self.bracket(*bracket);
        }
        if let Some(bracket @ (']' | '}')) = char_at(self.text, self.at) {
            let message = format!("no bracket is open that this `{bracket}` could close");
            return Some(found(one(self.text, self.at), message));
        }
        if said.starts_with("mapping values are not allowed") {
            return self.second_colon();
        }
        if said.starts_with("did not find expected '-' indicator") {
            return self.key_in_list();
        }
        if said.starts_with("did not find expected key") {
            return self.no_key();
        }
        if said.starts_with("did not find expected <document start>") {
            let first = self.open.levels.first()?;
            let error = found(
                self.here(),
                "indented less than the first line of the document",
            );
            return Some(error.beside(one(self.text, first.at), "the document begins here"));
        }
        if said.starts_with("could not find expected ':'") {
            return self.no_colon();
        }
        None
    }

    /// What YAML can say and no tree of JSON can: values that hold themselves, keys that are no strings.
    fn not_a_tree(&self) -> Option<ParseError> {
        if !self.said.message.ends_with("expected a key") {
            return self.within_itself();
        }
        let message = match char_at(self.text, self.at)? {
            '[' | '-' => "a list as a key; keys are strings",
            _ => "an object as a key; keys are strings",
        };
        Some(found(one(self.text, self.at), message))
    }

    /// An alias within the value of its anchor, which is deep although the text is not.
    fn within_itself(&self) -> Option<ParseError> {
        let depth = self
            .open
            .levels
            .len()
            .saturating_add(self.open.brackets.len());
        let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let found_at = self.rest().match_indices('*').find(|(at, _)| {
            let at = self.at.saturating_add(*at);
            let before = self.text.get(..at).unwrap_or_default();
            let behind = self.text.get(at.saturating_add(1)..).unwrap_or_default();
            let end = behind.find(|c| !is_name(c)).unwrap_or(behind.len());
            let name = behind.get(..end).unwrap_or_default();
            !name.is_empty()
                && before.ends_with([' ', '[', ','])
                && before.contains(&format!("&{name}"))
        });
        let (at, _) = found_at.filter(|_| depth < SHALLOW)?;
        let message = "this alias stands within the value that it repeats";
        Some(found(one(self.text, self.at.saturating_add(at)), message))
    }

    /// The text from where reading stopped.
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The line where reading stopped, without its indentation.
    fn here(&self) -> Range<usize> {
        trimmed(self.text, line(self.text, self.at))
    }

    /// The nearest line above a byte that is neither blank nor a comment, without its indentation.
    fn above(&self, at: usize) -> Option<Range<usize>> {
        let mut start = line(self.text, at).start;
        while start > 0 {
            let above = line(self.text, start.saturating_sub(1));
            start = above.start;
            let content = trimmed(self.text, above);
            let text = self.text.get(content.clone())?;
            if !text.is_empty() && !text.starts_with('#') {
                return Some(content);
            }
        }
        None
    }

    /// How far the line of a byte is indented, in blanks.
    fn indent(&self, at: usize) -> usize {
        let line = line(self.text, at);
        (trimmed(self.text, line.clone()).start).saturating_sub(line.start)
    }

    /// The two sides of a merge that nobody decided.
    fn conflict(&self) -> Option<ParseError> {
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let place = trimmed(self.text, start..start.saturating_add(line.len()));
                let error = found(place, "a merge conflict that was not resolved");
                return Some(error.help("choose one of the two sides, and take out the markers"));
            }
            start = start.saturating_add(line.len());
        }
        None
    }

    /// A tab among the blanks before a line's content.
    fn tab(&self) -> Option<ParseError> {
        let line = line(self.text, self.at);
        let content = self.text.get(line.clone())?;
        let blanks = content.len().saturating_sub(content.trim_start().len());
        let tab = content
            .get(..blanks)?
            .find('\t')?
            .saturating_add(line.start);
        let is_meant = self.open.quote.is_none()
            && self.at <= line.start.saturating_add(blanks).saturating_add(1);
        let error = found(
            tab..tab.saturating_add(1),
            "a tab; YAML is indented by spaces alone",
        );
        is_meant.then(|| error.help("write spaces instead of tabs"))
    }

    /// A backslash within double quotes that begins no escape.
    fn escape(&self) -> Option<ParseError> {
        let before = self.text.get(..self.at.saturating_add(1))?;
        let back = match char_at(self.text, self.at)? {
            '\\' => self.at,
            '"' => self
                .at
                .saturating_add(bad_escape(self.text, self.at.saturating_add(1))?)
                .saturating_add(1),
            _ => before.rfind('\\')?,
        };
        let escaped = char_at(self.text, back.saturating_add(1))?;
        let message = format!("`\\{escaped}` is not an escape in double quotes");
        let help = format!(
            "write `\\\\{escaped}`, or put the string in single quotes, which have no escapes"
        );
        Some(
            found(
                back..back.saturating_add(1).saturating_add(escaped.len_utf8()),
                message,
            )
            .help(help),
        )
    }

    /// A character that a string without quotes can't begin with.
    fn indicator(&self, at: usize) -> Option<ParseError> {
        let character = char_at(self.text, at)?;
        let message = match character {
            '\t' => {
                return Some(found(
                    one(self.text, at),
                    "a tab where a value should begin",
                ));
            }
            _ => format!("a string without quotes can't begin with `{character}`"),
        };
        Some(found(one(self.text, at), message).help("put the string in quotes"))
    }

    /// Something within brackets that is neither the next entry nor the end.
    fn bracket(&self, open: Opened) -> Option<ParseError> {
        let Opened { at, character } = open;
        let opening = line(self.text, at);
        let behind = self.text.get(at..opening.end)?;
        if let Some(comment) = behind.find(" #") {
            let comment = at.saturating_add(comment).saturating_add(1);
            let error = found(
                comment..opening.end,
                "a space and `#` begin a comment, which hides what is behind",
            );
            return Some(
                error
                    .beside(
                        one(self.text, at),
                        format!("so this `{character}` is not closed"),
                    )
                    .help("put the string in quotes"),
            );
        }
        let (closing, other) = match character {
            '[' => (']', '}'),
            _ => ('}', ']'),
        };
        if char_at(self.text, self.at) == Some(other) {
            let message = format!("`{other}` can't close `{character}`");
            return Some(
                found(one(self.text, self.at), message).beside(one(self.text, at), "opened here"),
            );
        }
        if self.at > opening.end {
            let error = found(
                one(self.text, at),
                format!("this `{character}` is not closed"),
            );
            return Some(error.beside(one(self.text, self.at), "reading stopped here"));
        }
        let error = found(
            one(self.text, self.at),
            format!("expected `,` or `{closing}`"),
        );
        Some(error.beside(one(self.text, at), "opened here"))
    }

    /// A colon where no key can be.
    fn second_colon(&self) -> Option<ParseError> {
        let here = self.here();
        let before = self.text.get(here.start..self.at)?;
        if let Some(first) = key_of(before) {
            let error = found(one(self.text, self.at), "a second colon on this line");
            let key = before.get(..first)?;
            return Some(error.help(format!("put the value of `{key}` in quotes")));
        }
        self.deeper(here)
    }

    /// A line that is indented deeper than the one above it, which has a value already, or no colon.
    fn deeper(&self, here: Range<usize>) -> Option<ParseError> {
        let above = self.above(here.start)?;
        let text = self.text.get(above.clone())?;
        let Some(end) = key_of(text) else {
            return Some(without_colon(above, text));
        };
        let key = text.get(..end)?;
        let message = format!("indented deeper than `{key}`, which has a value already");
        let error = found(here, message).beside(above, "the value is here");
        Some(error.help("indent both lines alike"))
    }

    /// A key at the indentation of a list's items.
    fn key_in_list(&self) -> Option<ParseError> {
        let error = found(self.here(), "a key among the items of a list");
        let error = match self.said.began {
            Some(began) => error.beside(one(self.text, began), "the list begins here"),
            None => error,
        };
        Some(
            error.help(
                "indent it as deep as the item that it belongs to, or as the key of the list",
            ),
        )
    }

    /// Something that is no key among keys.
    fn no_key(&self) -> Option<ParseError> {
        let here = self.here();
        let before = self.text.get(here.start..self.at)?.trim_end();
        if let Some(quote @ ('"' | '\'')) = before.chars().next_back() {
            let error = found(self.at..here.end, "text behind the closing quote");
            return Some(error.help(match quote {
                '"' => "a quote within the text is written `\\\"`",
                _ => "a single quote within the text is written twice: `''`",
            }));
        }
        let text = self.text.get(here.clone())?;
        if text == "-" || text.starts_with("- ") {
            let error = found(here, "an item of a list among the keys of an object");
            return Some(match self.said.began {
                Some(began) => error.beside(one(self.text, began), "the object begins here"),
                None => error,
            });
        }
        if let Some(error) = self.below_block(
            self.at,
            "indented less than the text above, but deeper than its key",
        ) {
            return Some(error);
        }
        let mine = self.indent(self.at);
        let levels = Open::at(self.text, here.start.saturating_sub(mine)).levels;
        let is_known = levels.iter().any(|level| level.indent == mine);
        if is_known || self.at != here.start {
            return None;
        }
        let Some(deeper) = levels.iter().find(|level| level.indent > mine) else {
            return self.deeper(here);
        };
        let allowed = match levels.iter().rfind(|level| level.indent < mine) {
            Some(below) => format!("{} or {}", below.indent, deeper.indent),
            None => deeper.indent.to_string(),
        };
        let spaces = if mine == 1 { "space" } else { "spaces" };
        let message = format!("indented by {mine} {spaces}; the lines above allow {allowed}");
        let neighbour = format!("indented by {} from here on", deeper.indent);
        Some(found(here, message).beside(one(self.text, deeper.at), neighbour))
    }

    /// What is said of the line of a byte where it ends a literal or folded block, not being indented like it.
    fn below_block(&self, at: usize, message: &str) -> Option<ParseError> {
        let here = line(self.text, at);
        let open = Open::at(self.text, here.end);
        let (header, end) = open.block_ended?;
        let error = found(trimmed(self.text, here.clone()), message);
        (line(self.text, end).start == here.start)
            .then(|| error.beside(one(self.text, header), "the text begins here"))
    }

    /// A line that should be a key, and has no colon.
    fn no_colon(&self) -> Option<ParseError> {
        let start = self.said.began?;
        let key = trimmed(self.text, line(self.text, start));
        let text = self.text.get(key.clone())?;
        let message = "indented less than the text above, so no part of it, and no key";
        if let Some(error) = self.below_block(start, message) {
            return Some(error);
        }
        key_of(text).is_none().then(|| without_colon(key, text))
    }
}
