//! Diagnostics: errors, warnings and notes about a document, their codes, and how they are printed.
//!
//! A [`Diagnostic`] has a [`Place`]: a file and a JSON pointer into it. Lines and columns are looked up only when it is
//! rendered, so valid documents do not pay for them. Nothing here prints: [`render`](Diagnostics::render) and
//! [`to_json`](Diagnostics::to_json) return text.

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

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated until this is fixed.
    Error,
    /// Something was repaired or dropped; the generated code is usable.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

impl Severity {
    /// The word at the beginning of a message: `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A file, by its index in the files of a load. The root document is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The root document.
    pub const ROOT: Self = Self(0);
    /// The user's settings file.
    pub const SETTINGS: Self = Self(u32::MAX);
    /// Settings that ship with castiron.
    pub const BUNDLED: Self = Self(u32::MAX - 1);
    /// The command line.
    pub const ARGUMENTS: Self = Self(u32::MAX - 2);

    /// The same file where so many others stand before those of its load.
    pub(crate) fn after(self, others: u32) -> Self {
        Self(self.0.saturating_add(others))
    }
}

/// The part of a value that a place refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key of the value; if an object has the key twice, the last one.
    Key,
    /// The first occurrence of the key, in an object that has it twice.
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

/// A place: a file, a JSON pointer (RFC 6901) into it, and a part of the value there.
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

    /// The key of the value that `pointer` names.
    #[must_use]
    pub fn key(file: FileId, pointer: impl Into<String>) -> Self {
        Self {
            file,
            pointer: pointer.into(),
            part: Part::Key,
        }
    }

    /// A range of bytes, for places without a pointer.
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

    /// The value of `key` in this place.
    #[must_use]
    pub fn child(mut self, key: &str) -> Self {
        crate::load::pointer::push(&mut self.pointer, key);
        self.part = Part::Value;
        self
    }
}

/// Another place that a diagnostic refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Where it is.
    pub place: Place,
    /// The label shown under the marked text.
    pub label: String,
}

/// An error, a warning or a note about a document.
///
/// ```
/// use castiron_codegen::Castiron;
/// use castiron_codegen::diagnostic::Code;
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: objekt }
/// ",
/// );
/// let output = Castiron::new("api.yaml").generate_from(&source)?;
/// let found = output.generated.diagnostics.iter().next();
/// assert_eq!(found.map(|diagnostic| diagnostic.code), Some(Code::UnknownValue));
/// eprint!("{}", output.messages());
/// # Ok::<(), castiron_codegen::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The code; `explain` describes each.
    pub code: Code,
    /// The message: one sentence without a full stop.
    pub message: String,
    /// The label shown under the marked text; may be empty.
    pub label: String,
    /// Where it is.
    pub place: Place,
    /// Related places, such as an unclosed bracket.
    pub marks: Vec<Mark>,
    /// A suggestion.
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

    /// Sets the label shown under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn mark(mut self, place: Place, label: impl Into<String>) -> Self {
        self.marks.push(Mark {
            place,
            label: label.into(),
        });
        self
    }

    /// Sets the suggestion.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
