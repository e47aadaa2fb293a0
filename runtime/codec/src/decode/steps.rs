//! The tokens between values: brackets, commas, keys and colons.
//!
//! Common forms are read in place. Anything else is left to jiter, from where the step began, so that error messages have one
//! wording.

use jiter::Peek;

use super::{DecodeError, Reader};
use crate::plain::{plain_length, same};

/// What stands before a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The bracket of the object: the reader stands at it.
    Bracket,
    /// A comma, or the object's end.
    Comma,
}

impl Before {
    #[inline]
    fn byte(self) -> u8 {
        match self {
            Self::Bracket => b'{',
            Self::Comma => b',',
        }
    }
}

impl Reader<'_> {
    /// Starts an array: whether there is a first element. After each element ask [`Reader::array_next`].
    #[inline]
    pub fn array(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? != Peek::Array {
            return self.lacks("an array").map(|()| false);
        }
        self.enter()?;
        let first = blank(self.text.as_bytes(), self.at.wrapping_add(1));
        let more = match self.text.as_bytes().get(first) {
            Some(b']') => {
                self.at = first.wrapping_add(1);
                false
            }
            Some(_) => {
                self.at = first;
                true
            }
            None => self.by_jiter(|jiter| jiter.known_array().map(|peek| peek.is_some()))?,
        };
        if !more {
            self.leave();
        }
        Ok(more)
    }

    /// Whether another element of the array follows.
    #[inline]
    pub fn array_next(&mut self) -> Result<bool, DecodeError> {
        let bytes = self.text.as_bytes();
        let at = blank(bytes, self.at);
        match bytes.get(at) {
            Some(b',') => {
                let next = blank(bytes, at.wrapping_add(1));
                if !matches!(bytes.get(next), None | Some(b']')) {
                    self.at = next;
                    return Ok(true);
                }
            }
            Some(b']') => {
                self.at = at.wrapping_add(1);
                self.leave();
                return Ok(false);
            }
            _ => {}
        }
        let more = self.by_jiter(|jiter| jiter.array_step().map(|peek| peek.is_some()))?;
        if !more {
            self.leave();
        }
        Ok(more)
    }

    /// Starts an object that is read as a map: the first key, if any. After each value ask [`Reader::map_next`].
    pub fn map(&mut self) -> Result<Option<String>, DecodeError> {
        if self.peek()? != Peek::Object {
            return self.lacks("an object").map(|()| None);
        }
        self.enter()?;
        self.map_key(Before::Bracket)
    }

    /// The next key of the map, if any.
    pub fn map_next(&mut self) -> Result<Option<String>, DecodeError> {
        self.map_key(Before::Comma)
    }

    fn map_key(&mut self, before: Before) -> Result<Option<String>, DecodeError> {
        let key = self.key(before, str::to_owned)?;
        if key.is_none() {
            self.leave();
        }
        Ok(key)
    }

    /// Takes a key and its colon, and says what it is; `None` at the object's end.
    #[inline]
    pub(super) fn key<T>(
        &mut self,
        before: Before,
        with: impl FnOnce(&str) -> T,
    ) -> Result<Option<T>, DecodeError> {
        let bytes = self.text.as_bytes();
        let mut at = blank(bytes, self.at);
        let is_before = bytes.get(at) == Some(&before.byte());
        if is_before {
            at = blank(bytes, at.wrapping_add(1));
        }
        match bytes.get(at) {
            Some(b'"') if is_before => {
                let start = at.wrapping_add(1);
                let plain = bytes.get(start..).and_then(plain_length);
                if let Some(end) = plain.map(|length| start.wrapping_add(length))
                    && let Some(key) = self.text.get(start..end)
                {
                    let colon = blank(bytes, end.wrapping_add(1));
                    if bytes.get(colon) == Some(&b':') {
                        self.at = colon.wrapping_add(1);
                        return Ok(Some(with(key)));
                    }
                }
            }
            // `{}`, or what stands in the place of a comma
            Some(b'}') if is_before == (before == Before::Bracket) => {
                self.at = at.wrapping_add(1);
                return Ok(None);
            }
            _ => {}
        }
        self.odd_key(before, with)
    }

    #[cold]
    fn odd_key<T>(
        &mut self,
        before: Before,
        with: impl FnOnce(&str) -> T,
    ) -> Result<Option<T>, DecodeError> {
        self.by_jiter(|jiter| {
            let key = match before {
                Before::Bracket => jiter.known_object(),
                Before::Comma => jiter.next_key(),
            };
            key.map(|key| key.map(with))
        })
    }

    /// Where the text of a key begins, if a key comes next.
    #[inline]
    pub(super) fn key_start(&self, before: Before) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let at = blank(bytes, self.at);
        if bytes.get(at) != Some(&before.byte()) {
            return None;
        }
        let at = blank(bytes, at.wrapping_add(1));
        (bytes.get(at) == Some(&b'"')).then_some(at.wrapping_add(1))
    }

    /// Takes the key whose text begins there, and its colon, if it is this name of a [`Layout`](crate::Layout).
    ///
    /// Most of an object's text is keys, most keys are the expected ones, and comparing is faster than finding out what
    /// a key is.
    #[inline]
    pub(super) fn takes_key(&mut self, start: usize, name: &str) -> bool {
        let bytes = self.text.as_bytes();
        let end = start.wrapping_add(name.len());
        let is_name = bytes.get(end) == Some(&b'"')
            && (bytes.get(start..end)).is_some_and(|key| same(key, name.as_bytes()));
        if !is_name {
            return false;
        }
        let colon = blank(bytes, end.wrapping_add(1));
        if bytes.get(colon) != Some(&b':') {
            return false;
        }
        self.at = colon.wrapping_add(1);
        true
    }
}

/// The first byte from `at` on that is no white space.
#[inline]
pub(super) fn blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at)
        && *byte <= b' '
        && matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
    {
        at = at.wrapping_add(1);
    }
    at
}
