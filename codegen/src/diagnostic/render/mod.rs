//! Diagnostics as text for a terminal: file, line, column, and an excerpt of the document.
//!
//! The excerpt is cut out of the text before it is handed to the renderer, because a minified document of several megabytes may
//! be a single line.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::diagnostic as cs;
use codespan_reporting::term::{self, Config, DisplayStyle};
use indexmap::IndexMap;

use crate::hidden::shown;

use super::{Code, Diagnostic, Diagnostics, FileId, Place, Severity};

mod ansi;
mod excerpt;

use excerpt::{Excerpt, Excerpts};

/// Where a [`Place`] lies in the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes.
    pub bytes: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// What rendering needs to know about the files that diagnostics speak of.
pub trait Sources {
    /// The name to show, mostly a path relative to where the command was run.
    fn name(&self, file: FileId) -> &str;
    /// The whole text; empty if it could not be read.
    fn text(&self, file: FileId) -> &str;
    /// Which bytes of the text a place is. `None` if the text has no such place.
    fn bytes(&self, place: &Place) -> Option<Range<usize>>;
    /// The line and the column of a byte, both from 1; columns count characters.
    fn position(&self, file: FileId, byte: usize) -> (usize, usize);

    /// Where a place lies in the text. `None` if the text has no such place.
    fn span(&self, place: &Place) -> Option<Span> {
        let bytes = self.bytes(place)?;
        let (line, column) = self.position(place.file, bytes.start);
        Some(Span {
            bytes,
            line,
            column,
        })
    }
}

/// What rendered diagnostics look like.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether to colour them with ANSI escapes.
    pub colour: bool,
    /// How many are shown of each severity before "and N more".
    pub limit: usize,
    /// How many warnings and notes are shown that say the same of different places, before the others are counted.
    pub alike: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: false,
            limit: 50,
            alike: 5,
        }
    }
}

impl Diagnostics {
    /// The diagnostics in the order of severity and place, with the place of each.
    pub(super) fn in_order<'a>(
        &'a self,
        sources: &dyn Sources,
    ) -> Vec<(&'a Diagnostic, Option<Span>)> {
        let mut list: Vec<_> = self.iter().map(|d| (d, sources.span(&d.place))).collect();
        list.sort_by_key(|(d, span)| {
            (
                d.severity,
                d.place.file,
                span.as_ref().map(|span| span.bytes.start),
                d.code,
                &d.message,
            )
        });
        list
    }

    /// All diagnostics as text, errors first, in the order of their places.
    #[must_use]
    pub fn render(&self, sources: &dyn Sources, look: &Look) -> String {
        let mut out = String::new();
        let mut shown: BTreeMap<Severity, usize> = BTreeMap::new();
        let mut groups: IndexMap<Group, usize> = IndexMap::new();
        for (diagnostic, span) in self.in_order(sources) {
            if diagnostic.severity != Severity::Error {
                let count = groups.entry(Group::of(diagnostic)).or_default();
                *count = count.saturating_add(1);
                if *count > look.alike {
                    continue;
                }
            }
            let shown = shown.entry(diagnostic.severity).or_default();
            *shown = shown.saturating_add(1);
            if *shown <= look.limit {
                render_one(&mut out, diagnostic, span.as_ref(), sources, look.colour);
            }
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let shown = shown.get(&severity).copied().unwrap_or_default();
            let more = shown.saturating_sub(look.limit);
            if more > 0 {
                let plural = if more == 1 { "" } else { "s" };
                out.push_str(&format!("and {more} more {}{plural}\n", severity.as_str()));
            }
        }
        for (group, count) in groups.iter().filter(|(_, count)| **count > look.alike) {
            let severity = group.severity.as_str();
            let more = count.saturating_sub(look.alike);
            out.push_str(&format!(
                "{severity}[{}]: {more} more like this: {}\n",
                group.code, group.message
            ));
        }
        out
    }
}

/// What diagnostics have in common that say the same of different places.
#[derive(PartialEq, Eq, Hash)]
struct Group {
    severity: Severity,
    code: Code,
    /// The message, with `…` for every name in it.
    message: String,
}

impl Group {
    fn of(diagnostic: &Diagnostic) -> Self {
        let parts = diagnostic.message.split('`').enumerate();
        let parts: Vec<&str> = parts
            .map(|(index, part)| if index % 2 == 1 { "…" } else { part })
            .collect();
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: single_line(&parts.join("`")),
        }
    }
}

/// One diagnostic as text.
fn render_one(
    out: &mut String,
    diagnostic: &Diagnostic,
    span: Option<&Span>,
    sources: &dyn Sources,
    colour: bool,
) {
    let severity = match diagnostic.severity {
        Severity::Error => cs::Severity::Error,
        Severity::Warning => cs::Severity::Warning,
        Severity::Note => cs::Severity::Note,
    };
    let mut report = cs::Diagnostic::new(severity)
        .with_code(diagnostic.code.as_str())
        .with_message(single_line(&diagnostic.message));
    let name = shown(sources.name(diagnostic.place.file));
    let text = sources.text(diagnostic.place.file);
    let mut excerpts = Excerpts::new(match span {
        Some(span) => Excerpt::cut(name.clone(), text, span),
        None => Excerpt::empty(name.clone()),
    });
    match span {
        Some(_) => report.labels.push(
            cs::Label::primary(0, excerpts.main.mark.clone())
                .with_message(single_line(&diagnostic.label)),
        ),
        None => report.notes.push(format!("in {name}")),
    }
    for mark in &diagnostic.marks {
        let Some(span) = sources.span(&mark.place) else {
            continue;
        };
        let file = mark.place.file;
        let (index, bytes) = match excerpts.main.shows(&span) {
            Some(bytes) if file == diagnostic.place.file => (0, bytes),
            _ => excerpts.add(Excerpt::cut(
                shown(sources.name(file)),
                sources.text(file),
                &span,
            )),
        };
        let label = cs::Label::secondary(index, bytes).with_message(single_line(&mark.label));
        report.labels.push(label);
    }
    if !diagnostic.place.pointer.is_empty() {
        report
            .notes
            .push(format!("at {}", single_line(&diagnostic.place.pointer)));
    }
    if let Some(help) = &diagnostic.help {
        report.notes.push(format!("help: {}", shown(help)));
    }
    let config = Config {
        display_style: DisplayStyle::Rich,
        start_context_lines: 0,
        end_context_lines: 0,
        ..Config::default()
    };
    let mut text = String::new();
    let done = if colour {
        let mut bytes = Vec::new();
        let done =
            term::emit_to_write_style(&mut ansi::Ansi(&mut bytes), &config, &excerpts, &report);
        text = String::from_utf8_lossy(&bytes).into_owned();
        done
    } else {
        term::emit_to_string(&mut text, &config, &excerpts, &report)
    };
    if done.is_err() {
        // An excerpt that can't be drawn must not swallow the message.
        text = format!(
            "{}[{}]: {}\n  at {name}:{}:{}\n",
            diagnostic.severity.as_str(),
            diagnostic.code,
            single_line(&diagnostic.message),
            excerpts.main.line,
            excerpts.main.column
        );
    }
    let end = text.trim_end().len();
    text.truncate(end);
    out.push_str(&text);
    out.push_str("\n\n");
}

/// Text of a document can hold line breaks and control characters; a terminal must see neither.
fn single_line(text: &str) -> String {
    shown(text).replace(['\n', '\t'], " ")
}
