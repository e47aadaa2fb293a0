//! The source excerpt that is shown with a message.

use std::borrow::Cow;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::Span;
use crate::text::{floor, head, tail};

/// How many characters of one line are shown at most.
const LINE_LIMIT: usize = 110;
/// How many characters are kept before the marked text when a line is cut.
const LEAD: usize = 30;

/// The one line of a text that is shown, cut to a bearable length.
pub(super) struct Excerpt<'a> {
    name: Cow<'a, str>,
    pub(super) line: usize,
    pub(super) column: usize,
    source: String,
    /// The marked bytes of `source`.
    pub(super) mark: Range<usize>,
    /// The bytes of the text that are shown, where the line is shown whole.
    whole: Option<Range<usize>>,
}

impl<'a> Excerpt<'a> {
    /// An excerpt of nothing, for what has no place in a text.
    pub(super) fn empty(name: Cow<'a, str>) -> Self {
        Self {
            name,
            line: 1,
            column: 1,
            source: String::new(),
            mark: 0..0,
            whole: None,
        }
    }

    /// The bytes of this excerpt that another place of the same text is, if it shows that place.
    pub(super) fn shows(&self, span: &Span) -> Option<Range<usize>> {
        let whole = self.whole.as_ref()?;
        let end = span.bytes.end.min(whole.end);
        let is_within =
            span.line == self.line && whole.start <= span.bytes.start && span.bytes.start <= end;
        is_within
            .then(|| span.bytes.start.saturating_sub(whole.start)..end.saturating_sub(whole.start))
    }

    pub(super) fn cut(name: Cow<'a, str>, text: &str, span: &Span) -> Self {
        let start = floor(text, span.bytes.start);
        let end = floor(text, span.bytes.end.max(start));
        // one character at a time: a whole document may be one line, and a search for either looks at every character
        let breaks = || ['\n', '\r'].into_iter();
        let line_start = breaks()
            .filter_map(|end| head(text, start).rfind(end))
            .max()
            .map_or(0, |at| at.saturating_add(1));
        let line_end = breaks()
            .filter_map(|end| tail(text, start).find(end))
            .min()
            .map_or(text.len(), |at| start.saturating_add(at));
        let end = end.min(line_end);
        let (before, marked, after) = (
            tail(head(text, start), line_start),
            tail(head(text, end), start),
            tail(head(text, line_end), end),
        );
        let mut source = String::new();
        let long = line_end.saturating_sub(line_start) > LINE_LIMIT;
        match before.char_indices().rev().nth(LEAD) {
            Some((at, _)) if long => {
                source.push('…');
                source.push_str(tail(before, at));
            }
            _ => source.push_str(before),
        }
        let mark_start = source.len();
        let room = LINE_LIMIT - LEAD;
        match marked.char_indices().nth(room) {
            Some((at, _)) => {
                source.push_str(head(marked, at));
                source.push('…');
            }
            None => source.push_str(marked),
        }
        let mark = mark_start..source.len();
        if marked.len() <= room {
            match after.char_indices().nth(room.saturating_sub(marked.len())) {
                Some((at, _)) => {
                    source.push_str(head(after, at));
                    source.push('…');
                }
                None => source.push_str(after),
            }
        }
        // marks are as long as what they stand for, so that the label stays where it is
        let source = super::single_line(&source);
        Self {
            name,
            line: span.line,
            column: span.column,
            source,
            mark,
            whole: (!long).then_some(line_start..line_end),
        }
    }
}

/// The excerpts of one diagnostic, each a file of one line to the renderer.
pub(super) struct Excerpts<'a> {
    /// What the diagnostic is about: file 0.
    pub(super) main: Excerpt<'a>,
    /// Further places: files from 1.
    further: Vec<Excerpt<'a>>,
}

impl<'a> Excerpts<'a> {
    pub(super) fn new(main: Excerpt<'a>) -> Self {
        Self {
            main,
            further: Vec::new(),
        }
    }

    /// Adds an excerpt: its file, and its marked bytes.
    pub(super) fn add(&mut self, excerpt: Excerpt<'a>) -> (usize, Range<usize>) {
        let mark = excerpt.mark.clone();
        self.further.push(excerpt);
        (self.further.len(), mark)
    }

    fn at(&self, index: usize) -> Result<&Excerpt<'a>, Error> {
        match index.checked_sub(1) {
            None => Ok(&self.main),
            Some(further) => self.further.get(further).ok_or(Error::FileMissing),
        }
    }
}

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, index: usize) -> Result<&'a str, Error> {
        Ok(&self.at(index)?.name)
    }

    fn source(&'a self, index: usize) -> Result<&'a str, Error> {
        Ok(&self.at(index)?.source)
    }

    fn line_index(&'a self, _: usize, _byte: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'a self, index: usize, _line_index: usize) -> Result<usize, Error> {
        Ok(self.at(index)?.line)
    }

    fn line_range(&'a self, index: usize, _line_index: usize) -> Result<Range<usize>, Error> {
        Ok(0..self.at(index)?.source.len())
    }

    fn location(&'a self, index: usize, _byte: usize) -> Result<Location, Error> {
        let excerpt = self.at(index)?;
        Ok(Location {
            line_number: excerpt.line,
            column_number: excerpt.column,
        })
    }
}
