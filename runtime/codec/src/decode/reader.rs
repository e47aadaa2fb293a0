//! The pull reader over a JSON text. It knows no Rust type: types call it for the values that they expect.
//!
//! `steps`, `place` and `blank` hold further methods of the same [`Reader`].

use std::borrow::Cow;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::making::Making;
use super::place::Places;
use super::steps::blank;
use super::{DecodeError, DecodeErrorKind};
use crate::layout::Layout;
use crate::plain::plain_length;

/// The limits of a reader. Both end in an error, never in a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum nesting of arrays and objects. 128 by default.
    pub depth: usize,
    /// The maximum stack use in bytes. 768 KiB by default, because threads often have 2 MiB.
    pub stack: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 128,
            stack: 768 * 1024,
        }
    }
}

/// Reads values from JSON, one after the other, without building a tree.
///
/// Places in a text and counts of its bytes are at most `isize::MAX`: the sums of them here wrap around nowhere, and
/// are written so that no build checks it.
///
/// Hand-written [`Decode`](crate::Decode) impls call its methods; each reads the next value or fails with what it
/// expected, what it found, and where.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    /// The byte of the text at which it stands.
    pub(super) at: usize,
    /// The last string that had escapes.
    unescaped: String,
    /// Jiter's room for such strings.
    tape: Vec<u8>,
    depth: usize,
    limits: Limits,
    stack: usize,
    /// The properties that the next map leaves out, because fields beside it have them.
    pub(super) declared: Option<&'static Layout>,
    /// How much of the text the types did not know: in units of [`LOST`](super::misfit::LOST) the bytes of what was passed
    /// over, one more for each, and in units of one the values that were kept although their type does not list them.
    pub(super) misfit: u64,
    /// Whether there is no text and every value is the least of its type; then the unions that are being made.
    pub(super) blank: Option<Making>,
    pub(super) places: Places,
}

/// The kind of the next JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl<'a> Reader<'a> {
    /// A reader at the start of the input.
    pub fn new(text: &'a str) -> Self {
        Self::with_limits(text, Limits::default())
    }

    /// A reader at the start of the input, with custom limits.
    pub fn with_limits(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            at: 0,
            unescaped: String::new(),
            tape: Vec::new(),
            depth: 0,
            limits,
            stack: stack_address(),
            declared: None,
            misfit: 0,
            blank: None,
            places: Places::default(),
        }
    }

    /// The kind of the next value.
    #[inline]
    pub fn kind(&mut self) -> Result<Kind, DecodeError> {
        match self.peek()? {
            Peek::Null => Ok(Kind::Null),
            Peek::True | Peek::False => Ok(Kind::Boolean),
            Peek::String => Ok(Kind::String),
            Peek::Array => Ok(Kind::Array),
            Peek::Object => Ok(Kind::Object),
            peek if peek.is_num() => Ok(Kind::Number),
            _ => Err(self.no_value()),
        }
    }

    /// Reads `null`, or consumes nothing.
    #[inline]
    pub fn null(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? == Peek::Null {
            return self.word("null").map(|()| true);
        }
        Ok(false)
    }

    /// Reads a boolean.
    pub fn bool(&mut self) -> Result<bool, DecodeError> {
        match self.peek()? {
            Peek::True => self.word("true").map(|()| true),
            Peek::False => self.word("false").map(|()| false),
            _ => self.lacks("a boolean").map(|()| false),
        }
    }

    /// Reads the word that comes next by its first letter.
    #[inline]
    fn word(&mut self, word: &str) -> Result<(), DecodeError> {
        let end = self.at.wrapping_add(word.len());
        if self.text.as_bytes().get(self.at..end) == Some(word.as_bytes()) {
            self.at = end;
            return Ok(());
        }
        self.skip()
    }

    /// Reads a string; it lives until the next call.
    #[inline]
    pub fn str(&mut self) -> Result<&str, DecodeError> {
        self.str_or("a string")
    }

    /// Reads a string that is described as `expected` where there is none.
    pub fn str_or(&mut self, expected: &'static str) -> Result<&str, DecodeError> {
        if self.peek()? != Peek::String {
            return self.lacks(expected).map(|()| "");
        }
        let start = self.at.wrapping_add(1);
        let behind = self.text.as_bytes().get(start..).unwrap_or_default();
        if let Some(length) = plain_length(behind)
            && let end = start.wrapping_add(length)
            && let Some(string) = self.text.get(start..end)
        {
            self.at = end.wrapping_add(1);
            return Ok(string);
        }
        self.escaped()
    }

    /// Reads a string with escapes, or refuses it.
    #[cold]
    fn escaped(&mut self) -> Result<&str, DecodeError> {
        let mut unescaped = std::mem::take(&mut self.unescaped);
        unescaped.clear();
        self.by_jiter(|jiter| jiter.known_str().map(|string| unescaped.push_str(string)))?;
        self.unescaped = unescaped;
        Ok(&self.unescaped)
    }

    /// Reads the empty string, or consumes nothing.
    pub fn empty_string(&mut self) -> Result<bool, DecodeError> {
        self.peek()?;
        let empty = self
            .text
            .get(self.index()..)
            .is_some_and(|rest| rest.starts_with("\"\""));
        if empty {
            self.skip()?;
        }
        Ok(empty)
    }

    /// The properties that fields beside the next map have.
    pub(crate) fn take_declared(&mut self) -> Option<&'static Layout> {
        self.declared.take()
    }

    /// Reads any value and returns its text.
    pub fn raw(&mut self) -> Result<&'a str, DecodeError> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Skips any value.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        if self.peek()? == Peek::String
            && let Some(behind) = self.text.as_bytes().get(self.at.wrapping_add(1)..)
            && let Some(length) = plain_length(behind)
        {
            self.at = self.at.wrapping_add(length).wrapping_add(2);
            return Ok(());
        }
        if self.is_blank() {
            return Ok(());
        }
        self.by_jiter(Jiter::next_skip)
    }

    /// Checks that only white space follows.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        if blank(self.text.as_bytes(), self.at) == self.text.len() {
            return Ok(());
        }
        self.by_jiter(Jiter::finish)
    }

    /// The error for an unexpected value: describes what was found instead.
    ///
    /// The text of a string is left out, as it may be a secret.
    #[cold]
    pub fn unexpected(&mut self, expected: &'static str) -> DecodeError {
        let start = self.index();
        let kind = match self.kind() {
            Ok(kind) => kind,
            Err(error) => return error,
        };
        let found: Cow<'static, str> = match kind {
            Kind::Null => "null".into(),
            Kind::String => "a string".into(),
            Kind::Array => "an array".into(),
            Kind::Object => "an object".into(),
            Kind::Boolean | Kind::Number => match self.raw() {
                Ok(raw) => excerpt(raw, 40).into(),
                Err(error) => return error,
            },
        };
        self.at = start;
        self.error(
            DecodeErrorKind::Type,
            format!("expected {expected}, found {found}"),
            start,
        )
    }

    /// An error about the value that was read last, or any other part of the text that starts at byte `index`.
    #[cold]
    pub fn error(
        &self,
        kind: DecodeErrorKind,
        message: impl Into<Cow<'static, str>>,
        index: usize,
    ) -> DecodeError {
        DecodeError::new(kind, message).at(self.text, index)
    }

    /// The byte where the reader stands; before a value once its kind was asked for.
    #[inline]
    pub fn index(&self) -> usize {
        self.at
    }

    /// Goes to the next value, and says how it begins.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Peek, DecodeError> {
        let bytes = self.text.as_bytes();
        let at = blank(bytes, self.at);
        match bytes.get(at) {
            Some(byte) => {
                self.at = at;
                Ok(Peek::new(*byte))
            }
            None => self.peek_at_end(),
        }
    }

    /// Lets jiter read on from here, and goes to where it stopped; its errors name the place in the whole text.
    pub(super) fn by_jiter<T>(
        &mut self,
        read: impl FnOnce(&mut Jiter<'a>) -> Result<T, JiterError>,
    ) -> Result<T, DecodeError> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let mut jiter = Jiter::with_tape(rest, std::mem::take(&mut self.tape));
        let found = read(&mut jiter);
        let passed = jiter.current_index();
        self.tape = jiter.into_tape();
        match found {
            Ok(found) => {
                self.at = self.at.wrapping_add(passed);
                Ok(found)
            }
            Err(error) => Err(self.syntax(error)),
        }
    }

    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), DecodeError> {
        self.depth = self.depth.wrapping_add(1);
        if self.depth > self.limits.depth
            || self.stack.abs_diff(stack_address()) > self.limits.stack
        {
            return Err(self.too_deep());
        }
        Ok(())
    }

    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.wrapping_sub(1);
    }

    #[cold]
    fn too_deep(&self) -> DecodeError {
        let message = format!(
            "arrays and objects lie too deep in each other (level {})",
            self.depth
        );
        self.error(DecodeErrorKind::TooDeep, message, self.index())
    }

    /// A place to come back to with [`Reader::rewind`].
    #[cold]
    pub(super) fn mark(&self) -> Mark {
        Mark {
            index: self.index(),
            depth: self.depth,
        }
    }

    #[cold]
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.at = mark.index;
        self.depth = mark.depth;
        self.declared = None;
    }

    #[cold]
    fn no_value(&self) -> DecodeError {
        self.error(DecodeErrorKind::Syntax, "expected a value", self.index())
    }

    #[cold]
    fn syntax(&self, error: JiterError) -> DecodeError {
        let kind = match error.error_type {
            JiterErrorType::JsonError(JsonErrorType::RecursionLimitExceeded) => {
                DecodeErrorKind::TooDeep
            }
            JiterErrorType::JsonError(JsonErrorType::NumberOutOfRange) => DecodeErrorKind::Value,
            JiterErrorType::JsonError(_) => DecodeErrorKind::Syntax,
            JiterErrorType::WrongType { .. } => DecodeErrorKind::Type,
        };
        let place = self.at.saturating_add(error.index);
        self.error(kind, error.error_type.to_string(), place)
    }
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    index: usize,
    depth: usize,
}

/// A short form of a text: this many characters at most.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Roughly where the stack's top is: its distance to an earlier answer is how much stack lies between.
#[inline(never)]
fn stack_address() -> usize {
    let marker = 0u8;
    std::ptr::from_ref(std::hint::black_box(&marker)).addr()
}
