//! Diagnostics: errors, warnings and notes about a document, their codes, and how they are printed.
//!
//! A [`Diagnostic`] names a [`Place`], which is a file and a JSON pointer into it. Lines and columns are looked up only when it
//! is rendered, so that a document without faults never pays for them. Nothing in here prints: [`render`](Diagnostics::render)
//! and [`to_json`](Diagnostics::to_json) return text.

mod code;
mod collect;
mod explain;
mod json;
mod render;
#[cfg(test)]
mod tests;

pub use code::Code;
pub use collect::Diagnostics;
pub use explain::Example;
pub use render::{Look, Sources, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated until this is changed.
    Error,
    /// Something was repaired or left out; what was generated can be used.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

impl Severity {
    /// The word that stands at the head of a message: `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Which file of a load is meant: the index into its list of files; the root document is the first one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The document that was asked for.
    pub const ROOT: Self = Self(0);
    /// The settings file that the user wrote.
    pub const SETTINGS: Self = Self(u32::MAX);
    /// Settings that come with castiron.
    pub const BUNDLED: Self = Self(u32::MAX - 1);
    /// The command line.
    pub const ARGUMENTS: Self = Self(u32::MAX - 2);

    /// The same file where so many others stand before those of its load.
    pub(crate) fn after(self, others: u32) -> Self {
        Self(self.0.saturating_add(others))
    }
}

/// Which part of what a pointer names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key under which it stands; where an object has the key twice, the last one.
    Key,
    /// The key where it stands first, in an object that has it twice.
    FirstKey,
    /// The value itself.
    Value,
    /// A range of bytes in the text, for what has no pointer, such as a syntax error.
    Bytes {
        /// Offset of the first byte.
        start: u32,
        /// Offset behind the last byte.
        end: u32,
    },
}

/// Where something stands: a file, a JSON pointer (RFC 6901) into its value, and which part of it is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The pointer into the text as its author wrote it; empty for the whole document.
    pub pointer: String,
    /// Key, value, or a range of bytes.
    pub part: Part,
}

impl Place {
    /// The value that `pointer` names.
    #[must_use]
    pub fn value(file: FileId, pointer: impl Into<String>) -> Self {
        Self {
            file,
            pointer: pointer.into(),
            part: Part::Value,
        }
    }

    /// The key under which the value that `pointer` names stands.
    #[must_use]
    pub fn key(file: FileId, pointer: impl Into<String>) -> Self {
        Self {
            file,
            pointer: pointer.into(),
            part: Part::Key,
        }
    }

    /// Bytes of a text, from `start` up to `end`, for what has no pointer.
    #[must_use]
    pub fn bytes(file: FileId, start: usize, end: usize) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            file,
            pointer: String::new(),
            part: Part::Bytes {
                start: offset(start),
                end: offset(end),
            },
        }
    }

    /// The same place, but its key.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// The value that stands under `key` within this place.
    #[must_use]
    pub fn child(mut self, key: &str) -> Self {
        crate::load::pointer::push(&mut self.pointer, key);
        self.part = Part::Value;
        self
    }
}

/// A further place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Where it is.
    pub place: Place,
    /// What stands under the marked text.
    pub label: String,
}

/// One thing to say about a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is; its table explains each.
    pub code: Code,
    /// What is the matter, in one sentence without a full stop.
    pub message: String,
    /// What stands under the marked text; may be empty.
    pub label: String,
    /// Where it is.
    pub place: Place,
    /// Further places that have to do with it, such as the bracket that is not closed.
    pub marks: Vec<Mark>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the given severity.
    #[must_use]
    pub fn new(severity: Severity, code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            label: String::new(),
            place,
            marks: Vec::new(),
            help: None,
        }
    }

    /// An error.
    #[must_use]
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// A note.
    #[must_use]
    pub fn note(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message)
    }

    /// Says what stands under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Marks a further place.
    #[must_use]
    pub fn mark(mut self, place: Place, label: impl Into<String>) -> Self {
        self.marks.push(Mark {
            place,
            label: label.into(),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
