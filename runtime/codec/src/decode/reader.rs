//! The pull reader over a JSON text. It knows no Rust type: types ask it for what they expect next.

use std::borrow::Cow;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::plain::plain_length;
use super::{DecodeError, DecodeErrorKind};

/// How far a reader goes before it gives up. Both limits end in an error, never in a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep arrays and objects may lie in each other. 128 unless told otherwise.
    pub depth: usize,
    /// How many bytes of stack reading may use. 768 KiB unless told otherwise, as threads often have 2 MiB.
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

/// Reads values from a JSON text, one after the other, without building a tree of it.
///
/// Hand-written [`Decode`](crate::Decode) impls call its methods; each reads the next value or fails with what it
/// expected, what it found, and where.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) jiter: Jiter<'a>,
    /// Where in the text `jiter` began.
    pub(super) base: usize,
    depth: usize,
    limits: Limits,
    stack: usize,
    /// Names that the next map leaves out, because fields beside it have them.
    pub(super) declared: Option<&'static [&'static str]>,
    /// How much of the text the types did not know: the bytes of properties that were passed over, and of values that
    /// their enum does not list, one more for each.
    pub(super) misfit: usize,
}

/// What sort of JSON value comes next.
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
    /// A reader at the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self::with_limits(text, Limits::default())
    }

    /// A reader at the start of a text, with other limits than the usual.
    pub fn with_limits(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            jiter: Jiter::new(text.as_bytes()),
            base: 0,
            depth: 0,
            limits,
            stack: stack_address(),
            declared: None,
            misfit: 0,
        }
    }

    /// The sort of the next value.
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

    /// Reads `null`, or leaves what comes next.
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
            _ => Err(self.unexpected("a boolean")),
        }
    }

    /// Reads the word that comes next by its first letter.
    #[inline]
    fn word(&mut self, word: &str) -> Result<(), DecodeError> {
        let start = self.index();
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.seek(start + word.len());
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
            return Err(self.unexpected(expected));
        }
        let (text, base) = (self.text, self.base);
        let start = self.index() + 1;
        let behind = text.as_bytes().get(start..).unwrap_or_default();
        if let Some(length) = plain_length(behind)
            && let Some(string) = text.get(start..start + length)
        {
            self.seek(start + length + 1);
            return Ok(string);
        }
        match self.jiter.known_str() {
            Ok(string) => Ok(string),
            Err(error) => Err(syntax(text, base, error)),
        }
    }

    /// Reads the empty string, or leaves what comes next.
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

    /// The names that fields beside the next map have.
    pub(crate) fn take_declared(&mut self) -> &'static [&'static str] {
        self.declared.take().unwrap_or_default()
    }

    /// Reads any value and gives its text.
    pub fn raw(&mut self) -> Result<&'a str, DecodeError> {
        let peek = self.peek()?;
        let start = self.index();
        match self.jiter.known_skip(peek) {
            Ok(()) => Ok(self.text.get(start..self.index()).unwrap_or_default()),
            Err(error) => Err(self.syntax(error)),
        }
    }

    /// Passes over any value.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        let peek = self.peek()?;
        self.jiter
            .known_skip(peek)
            .map_err(|error| self.syntax(error))
    }

    /// Starts an array: whether there is a first element. After each element ask [`Reader::array_next`].
    pub fn array(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? != Peek::Array {
            return Err(self.unexpected("an array"));
        }
        self.enter()?;
        let more = match self.jiter.known_array() {
            Ok(more) => more.is_some(),
            Err(error) => return Err(self.syntax(error)),
        };
        if !more {
            self.leave();
        }
        Ok(more)
    }

    /// Whether another element of the array follows.
    pub fn array_next(&mut self) -> Result<bool, DecodeError> {
        let more = match self.jiter.array_step() {
            Ok(more) => more.is_some(),
            Err(error) => return Err(self.syntax(error)),
        };
        if !more {
            self.leave();
        }
        Ok(more)
    }

    /// Starts an object that is read as a map: the first key, if any. After each value ask [`Reader::map_next`].
    pub fn map(&mut self) -> Result<Option<String>, DecodeError> {
        if self.peek()? != Peek::Object {
            return Err(self.unexpected("an object"));
        }
        self.enter()?;
        let (text, base) = (self.text, self.base);
        let key = match self.jiter.known_object() {
            Ok(key) => key.map(str::to_owned),
            Err(error) => return Err(syntax(text, base, error)),
        };
        if key.is_none() {
            self.leave();
        }
        Ok(key)
    }

    /// The next key of the map, if any.
    pub fn map_next(&mut self) -> Result<Option<String>, DecodeError> {
        let (text, base) = (self.text, self.base);
        let key = match self.jiter.next_key() {
            Ok(key) => key.map(str::to_owned),
            Err(error) => return Err(syntax(text, base, error)),
        };
        if key.is_none() {
            self.leave();
        }
        Ok(key)
    }

    /// Checks that nothing but white space follows.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        self.jiter.finish().map_err(|error| self.syntax(error))
    }

    /// The error of a value that is not what the caller expects: says what was found instead.
    ///
    /// The text of a string is left out, as it may be a secret.
    #[cold]
    pub fn unexpected(&mut self, expected: &'static str) -> DecodeError {
        let start = self.index();
        let kind = match self.kind() {
            Ok(kind) => kind,
            Err(error) => return error,
        };
        let before = self.jiter.clone();
        let found: Cow<'static, str> = match kind {
            Kind::Null => "null".into(),
            Kind::String => "a string".into(),
            Kind::Array => "an array".into(),
            Kind::Object => "an object".into(),
            Kind::Boolean | Kind::Number => match self.raw() {
                Ok(raw) => excerpt(raw).into(),
                Err(error) => return error,
            },
        };
        self.jiter = before;
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
        self.base + self.jiter.current_index()
    }

    /// Goes on at another byte of the text, which must begin a value or what stands between values.
    #[inline]
    pub(super) fn seek(&mut self, index: usize) {
        let rest = self.text.as_bytes().get(index..).unwrap_or_default();
        let tape = std::mem::replace(&mut self.jiter, Jiter::new(&[])).into_tape();
        self.jiter = Jiter::with_tape(rest, tape);
        self.base = index;
    }

    #[inline]
    pub(super) fn peek(&mut self) -> Result<Peek, DecodeError> {
        match self.jiter.peek() {
            Ok(peek) => Ok(peek),
            Err(error) => Err(self.syntax(error)),
        }
    }

    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), DecodeError> {
        self.depth += 1;
        if self.depth > self.limits.depth
            || self.stack.abs_diff(stack_address()) > self.limits.stack
        {
            return Err(self.too_deep());
        }
        Ok(())
    }

    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
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
        self.seek(mark.index);
        self.depth = mark.depth;
        self.declared = None;
    }

    #[cold]
    fn no_value(&self) -> DecodeError {
        self.error(DecodeErrorKind::Syntax, "expected a value", self.index())
    }

    #[cold]
    pub(super) fn syntax(&self, error: JiterError) -> DecodeError {
        syntax(self.text, self.base, error)
    }
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    index: usize,
    depth: usize,
}

#[cold]
pub(super) fn syntax(text: &str, base: usize, error: JiterError) -> DecodeError {
    let kind = match error.error_type {
        JiterErrorType::JsonError(JsonErrorType::RecursionLimitExceeded) => {
            DecodeErrorKind::TooDeep
        }
        JiterErrorType::JsonError(JsonErrorType::NumberOutOfRange) => DecodeErrorKind::Value,
        JiterErrorType::JsonError(_) => DecodeErrorKind::Syntax,
        JiterErrorType::WrongType { .. } => DecodeErrorKind::Type,
    };
    DecodeError::new(kind, error.error_type.to_string()).at(text, base + error.index)
}

/// A short form of a scalar's text.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(40) {
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
