//! Objects with declared properties: the one loop behind every generated struct.

use jiter::Peek;

use super::reader::Mark;
use super::steps::Before;
use super::{Decode, DecodeError, DecodeErrorKind, Reader};
use crate::layout::{Layout, Presence};

/// A field that waits for its value.
#[doc(hidden)]
pub trait Slot {
    /// Reads the next value into the slot; a value that is there already goes.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
    /// Empties the slot: a later `null` replaces an earlier value.
    fn clear(&mut self);
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

/// What a key of the text leads to.
enum Key {
    Field(usize),
    Undeclared,
    End,
}

/// Which fields were met.
#[derive(Default)]
struct Seen {
    first: u64,
    /// Only structs of more than 64 fields need these.
    rest: Vec<u64>,
}

impl Seen {
    /// Notes a field; whether it was met before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if let Some(index) = index.checked_sub(64) {
            return self.insert_in_rest(index);
        }
        let bit = 1 << index;
        let met = self.first & bit != 0;
        self.first |= bit;
        met
    }

    #[cold]
    fn insert_in_rest(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        if self.rest.len() <= word {
            self.rest.resize(word.saturating_add(1), 0);
        }
        let Some(word) = self.rest.get_mut(word) else {
            return false;
        };
        let met = *word & bit != 0;
        *word |= bit;
        met
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        let word = match index.checked_sub(64) {
            None => self.first,
            Some(index) => self.rest.get(index / 64).copied().unwrap_or(0),
        };
        word >> (index % 64) & 1 == 1
    }
}

/// Which fields the next key may be of.
#[derive(Clone, Copy)]
struct Expected {
    /// The one behind the last.
    next: usize,
    /// Where the order was left for another field: after it, texts go on from here.
    left: usize,
}

impl Expected {
    /// Notes what the last key was.
    #[inline]
    fn after(&mut self, index: usize) {
        if index != self.next {
            self.left = self.next;
        }
        self.next = index.wrapping_add(1);
    }
}

impl Reader<'_> {
    /// Reads an object into slots, one for each field of the layout.
    ///
    /// Keys may come in any order, soonest found in the layout's own; the last of equal keys wins; unknown ones are
    /// passed over or kept for the layout's map. `Ok` means that every required slot is filled.
    #[doc(hidden)]
    pub fn object(
        &mut self,
        layout: &'static Layout,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), DecodeError> {
        if self.peek()? != Peek::Object {
            return self.blank_object(layout, slots);
        }
        self.enter()?;
        let start = self.at;
        let extra = layout.presence.last() == Some(&Presence::extra);
        let begin = extra.then(|| self.mark());
        let mut seen = Seen::default();
        let mut undeclared = false;
        let mut expected = Expected { next: 0, left: 0 };
        let mut before = Before::Bracket;
        loop {
            let key = match self.expected_key(layout, expected, before) {
                Some(index) => Key::Field(index),
                None => self.other_key(layout, expected, before)?,
            };
            before = Before::Comma;
            match key {
                Key::Field(index) => {
                    expected.after(index);
                    let met = seen.insert(index);
                    if let (Some(presence), Some(slot)) =
                        (layout.presence.get(index), slots.get_mut(index))
                    {
                        self.field(*presence, &mut **slot, met)
                            .map_err(|error| error.in_property(layout.name(index)))?;
                    }
                }
                Key::Undeclared => {
                    undeclared = true;
                    let from = self.index();
                    self.skip()?;
                    self.passed_over(self.index().wrapping_sub(from));
                }
                Key::End => break,
            }
        }
        self.leave();
        for (index, presence) in layout.presence.iter().enumerate() {
            if presence.must_be_there() && !seen.contains(index) {
                return Err(self.missing(layout, &seen, start));
            }
        }
        match begin {
            Some(begin) if undeclared => self.undeclared(layout, slots, begin),
            _ => Ok(()),
        }
    }

    /// Takes the next key, if it is an expected one: most texts come in the declared order.
    #[inline]
    fn expected_key(
        &mut self,
        layout: &Layout,
        expected: Expected,
        before: Before,
    ) -> Option<usize> {
        let start = self.key_start(before)?;
        [expected.next, expected.left].into_iter().find(|index| {
            (layout.names.get(*index)).is_some_and(|name| self.takes_key(start, name))
        })
    }

    /// Takes any key.
    #[inline(never)]
    fn other_key(
        &mut self,
        layout: &Layout,
        expected: Expected,
        before: Before,
    ) -> Result<Key, DecodeError> {
        let found = self.key(before, |key| {
            (layout.find(key, expected.next)).map_or(Key::Undeclared, Key::Field)
        })?;
        Ok(found.unwrap_or(Key::End))
    }

    #[inline]
    fn field(
        &mut self,
        presence: Presence,
        slot: &mut dyn Slot,
        met: bool,
    ) -> Result<(), DecodeError> {
        if presence.takes_null() && self.null()? {
            // null is written back as nothing: a branch of a union that has a place for it knows more
            if presence == Presence::optional {
                self.passed_over(0);
            }
            if met {
                slot.clear();
            }
            return Ok(());
        }
        slot.fill(self)
    }

    /// Reads the object once more, for the keys that no field has.
    #[cold]
    fn undeclared(
        &mut self,
        layout: &'static Layout,
        slots: &mut [&mut dyn Slot],
        begin: Mark,
    ) -> Result<(), DecodeError> {
        let after = self.mark();
        self.rewind(begin);
        // the map counts this level itself
        self.leave();
        self.declared = Some(layout);
        if let Some(slot) = slots.last_mut() {
            slot.fill(self)?;
        }
        self.rewind(after);
        Ok(())
    }

    #[cold]
    fn missing(&self, layout: &Layout, seen: &Seen, start: usize) -> DecodeError {
        let names: Vec<_> = (layout.presence.iter().enumerate())
            .filter(|(index, presence)| presence.must_be_there() && !seen.contains(*index))
            .map(|(index, _)| format!("`{}`", layout.name(index)))
            .collect();
        let what = if names.len() == 1 {
            "property"
        } else {
            "properties"
        };
        let message = format!("missing {what} {}", names.join(", "));
        self.error(DecodeErrorKind::Missing, message, start)
    }
}
