//! Placeholder values without a text: a reader that gives every type the smallest value that it accepts.
//!
//! Types ask a reader for what they expect, so such a reader creates a value of any type with the code that exists anyway. It
//! acts only where a text would be rejected, so that decoding texts costs no more.

use jiter::{Jiter, Peek};

use super::{DecodeError, Reader, Slot};
use crate::layout::{Layout, Presence};

impl Reader<'_> {
    /// A reader without a text: every value that is asked for is the least of its type.
    pub(crate) fn blank() -> Reader<'static> {
        let mut reader = Reader::new("");
        reader.blank = Some(Vec::new());
        reader
    }

    /// Whether there is no text, and any value will do.
    #[inline]
    pub(crate) fn is_blank(&self) -> bool {
        self.blank.is_some()
    }

    /// A value of the wrong sort came next: an error, unless there is no text at all.
    #[cold]
    pub(super) fn lacks(&mut self, expected: &'static str) -> Result<(), DecodeError> {
        if self.is_blank() {
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    /// Nothing follows; without a text that reads as null.
    #[cold]
    pub(super) fn peek_at_end(&mut self) -> Result<Peek, DecodeError> {
        if self.is_blank() {
            return Ok(Peek::Null);
        }
        self.by_jiter(Jiter::peek)
    }

    /// Fills what must be there with the least values, where there is no text.
    #[cold]
    pub(super) fn blank_object(
        &mut self,
        layout: &'static Layout,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), DecodeError> {
        self.lacks("an object")?;
        self.enter()?;
        for (index, (presence, slot)) in layout.presence.iter().zip(slots).enumerate() {
            if matches!(presence, Presence::required | Presence::filled) {
                slot.fill(self)
                    .map_err(|error| error.in_property(layout.name(index)))?;
            }
        }
        self.leave();
        Ok(())
    }
}
