//! Placeholder values without a text: a reader that gives every type the smallest value that it accepts.
//!
//! Types ask a reader for what they expect, so such a reader creates a value of any type with the code that exists anyway. It
//! acts only where a text would be rejected, so that decoding texts costs no more.

use jiter::{Jiter, Peek};

use super::choice::Failure;
use super::making::Making;
use super::union::{Found, UnionLayout};
use super::{Choice, Decode, DecodeError, DecodeErrorKind, Kind, Reader, Slot};
use crate::layout::{Layout, Presence};

impl<'a> Reader<'a> {
    /// A reader without a text: every value that is asked for is the least of its type.
    pub(crate) fn blank() -> Reader<'static> {
        let mut reader = Reader::new("");
        reader.blank = Some(Making::default());
        reader
    }

    /// What a union is where there is no text: the first branch that has a value.
    #[cold]
    pub(super) fn blank_choice(
        &mut self,
        layout: &'static UnionLayout,
        kind: Kind,
    ) -> Result<Choice<'a>, DecodeError> {
        let level = self.enter_blank(std::ptr::from_ref(layout).addr())?;
        Ok(Choice {
            layout,
            found: Found::new(kind),
            next: 0,
            candidates: 0,
            level,
            mark: self.mark(),
            known: None,
            best: None,
            failures: Vec::new(),
            is_blank: true,
        })
    }

    /// Starts to make a union, known by the address of its table. The answer is for [`Reader::leave_blank`].
    ///
    /// A union that lies within itself is made as any other, so that it has a value that ends; within that, it is none.
    #[cold]
    pub(super) fn enter_blank(&mut self, table: usize) -> Result<usize, DecodeError> {
        let at = self.index();
        (self.blank.get_or_insert_default().enter(table)).ok_or_else(|| {
            self.error(
                DecodeErrorKind::TooDeep,
                "a union that has no other values than those that hold it",
                at,
            )
        })
    }

    /// Ends what [`Reader::enter_blank`] began, and all within it.
    pub(super) fn leave_blank(&mut self, level: usize) {
        self.blank.get_or_insert_default().leave(level);
    }

    /// Whether the union of this level lies within itself, and none around it does.
    pub(super) fn is_outermost_again(&mut self, level: usize) -> bool {
        (self.blank.get_or_insert_default()).is_outermost_again(level)
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

impl<'a> Choice<'a> {
    /// Takes note that a branch has no value: the next one is tried.
    pub(super) fn failed_blank(&mut self, reader: &mut Reader<'a>, error: DecodeError) {
        reader.leave_blank(self.level.saturating_add(1));
        reader.rewind(self.mark);
        self.failures.push(Failure {
            name: "",
            layout: <()>::LAYOUT,
            error,
        });
    }

    /// What a union is of which no branch has a value: an unknown form, where it lies within itself; where it lies in
    /// another that does, that one has other branches.
    #[cold]
    pub(super) fn no_blank(&mut self, reader: &mut Reader<'a>) -> Result<(), DecodeError> {
        let is_last_resort = reader.is_outermost_again(self.level);
        reader.leave_blank(self.level);
        match self.failures.pop() {
            Some(failure) if !is_last_resort => Err(failure.error),
            _ => Ok(()),
        }
    }
}
