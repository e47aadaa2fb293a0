//! Decoding errors, and where they occurred.

use std::borrow::Cow;
use std::fmt;

/// Why JSON could not be decoded as a type.
///
/// `Display` shows the place first, as a program would write it, then what was expected and found, then line and column:
/// `data[3].last_error.code: expected a string, found 12 (line 7, column 21)`.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    message: Cow<'static, str>,
    /// From the innermost to the outermost: segments are added while the error travels upwards.
    path: Vec<Segment>,
    position: Option<(usize, usize)>,
    /// Whether it says that the value is of another form than the type, rather than a bad one of this form.
    is_unfit: bool,
}

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A property of an object, by name.
    Property(Cow<'static, str>),
    /// An element of an array, from 0.
    Index(usize),
}

/// The kind of a [`DecodeError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input is not JSON.
    Syntax,
    /// A value of another JSON type than the one expected.
    Type,
    /// A value of the right JSON type that the type does not allow, such as a number out of range.
    Value,
    /// A required property is missing.
    Missing,
    /// Arrays and objects are nested deeper than the reader allows.
    TooDeep,
}

impl DecodeError {
    /// An error of the given kind; path and position are added by the reader.
    #[cold]
    pub fn new(kind: DecodeErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            path: Vec::new(),
            position: None,
            is_unfit: false,
        }))
    }

    /// The same error of a value that is of another form than the type: what tells forms apart, such as a constant, has
    /// another value. A union that finds nothing else for it keeps it as one that it does not know.
    #[cold]
    #[must_use]
    pub fn unfit(mut self) -> Self {
        self.0.is_unfit = true;
        self
    }

    /// Whether the value is of another form than the type.
    pub(crate) fn is_unfit(&self) -> bool {
        self.0.is_unfit
    }

    /// The step from the value that was being read towards the one at fault.
    pub(crate) fn outermost(&self) -> Option<&Segment> {
        self.0.path.last()
    }

    /// The kind of error.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// What was expected and what was found, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The steps from the document's root to the value, outermost first.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.0.path.iter().rev()
    }

    /// The place of the value as a program would write it, such as `data[3].last_error.code`; empty at the root.
    pub fn path(&self) -> String {
        let mut text = String::new();
        for segment in self.segments() {
            match segment {
                Segment::Index(index) => text.push_str(&format!("[{index}]")),
                Segment::Property(name) if plain(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                Segment::Property(name) => text.push_str(&format!("[{name:?}]")),
            }
        }
        text
    }

    /// Line and column of the input, both from 1; columns count bytes.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.position
    }

    #[cold]
    pub(crate) fn at(mut self, text: &str, index: usize) -> Self {
        if self.0.position.is_none() {
            let before = text.as_bytes().get(..index).unwrap_or(text.as_bytes());
            let lines = before.split(|byte| *byte == b'\n');
            let last = lines.clone().next_back().unwrap_or_default();
            self.0.position = Some((lines.count(), last.len().saturating_add(1)));
        }
        self
    }

    #[cold]
    pub(crate) fn in_property(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(Segment::Property(name.into()));
        self
    }

    #[cold]
    pub(crate) fn in_index(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }
}

/// Whether a name can be written behind a dot. Beyond ASCII every character counts as a letter: the tables that know
/// better would be in every program.
fn plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$'))
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.message)?;
        match self.0.position {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .field("message", &self.0.message)
            .field("position", &self.0.position)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_like_code() {
        let error = DecodeError::new(DecodeErrorKind::Type, "expected a string, found 12")
            .in_property("code")
            .in_property("last error")
            .in_index(3)
            .in_property("data")
            .at("{\n  12}", 4);
        assert_eq!(
            error.to_string(),
            "data[3][\"last error\"].code: expected a string, found 12 (line 2, column 3)"
        );
        assert_eq!(error.kind(), DecodeErrorKind::Type);
    }

    #[test]
    fn the_root_has_no_path() {
        let error = DecodeError::new(DecodeErrorKind::Syntax, "expected a value");
        assert_eq!(error.to_string(), "expected a value");
        assert_eq!(error.position(), None);
    }
}
