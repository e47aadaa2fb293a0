//! Objects with declared properties: the one loop behind every generated struct.

use jiter::Peek;

use super::plain::plain_length;
use super::reader::{Mark, syntax};
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
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1u64 << (index % 64);
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                &mut self.rest[word]
            }
        };
        let met = *word & bit != 0;
        *word |= bit;
        met
    }

    fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.rest.get(word).copied().unwrap_or(0),
        };
        word >> (index % 64) & 1 == 1
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
            return Err(self.unexpected("an object"));
        }
        let start = self.index();
        let extra = layout.presence.last() == Some(&Presence::extra);
        let before = extra.then(|| self.mark());
        self.enter()?;
        let mut seen = Seen::default();
        let mut undeclared = false;
        let mut expected = 0;
        let mut key = match self.next_field(layout, expected, b'{') {
            Some(index) => Key::Field(index),
            None => match self.jiter.known_object() {
                Ok(key) => find(layout, expected, key),
                Err(error) => return Err(syntax(self.text, self.base, error)),
            },
        };
        loop {
            match key {
                Key::Field(index) => {
                    expected = index + 1;
                    let met = seen.insert(index);
                    if let (Some(presence), Some(slot)) =
                        (layout.presence.get(index), slots.get_mut(index))
                    {
                        self.field(*presence, &mut **slot, met)
                            .map_err(|error| error.in_property(layout.names[index]))?;
                    }
                }
                Key::Undeclared => {
                    undeclared = true;
                    let from = self.index();
                    self.skip()?;
                    self.misfit += 1 + (self.index() - from);
                }
                Key::End => break,
            }
            key = match self.next_field(layout, expected, b',') {
                Some(index) => Key::Field(index),
                None => match self.jiter.next_key() {
                    Ok(key) => find(layout, expected, key),
                    Err(error) => return Err(syntax(self.text, self.base, error)),
                },
            };
        }
        self.leave();
        for (index, presence) in layout.presence.iter().enumerate() {
            if presence.must_be_there() && !seen.contains(index) {
                return Err(self.missing(layout, &seen, start));
            }
        }
        match before {
            Some(before) if undeclared => self.undeclared(layout, slots, before),
            _ => Ok(()),
        }
    }

    /// Passes over what stands before a value, `{` or `,`, a key, and `:`, when the key is that of a field and is
    /// written without escapes. All else is left as it is, for jiter to read or to refuse. Most of an object's text is
    /// keys, most keys are the expected ones, and comparing is faster than decoding.
    #[inline]
    fn next_field(&mut self, layout: &Layout, expected: usize, before: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let at = blank(bytes, self.index());
        if *bytes.get(at)? != before {
            return None;
        }
        let at = blank(bytes, at + 1);
        if *bytes.get(at)? != b'"' {
            return None;
        }
        let rest = bytes.get(at + 1..)?;
        let is_expected =
            |name: &&&str| rest.get(name.len()) == Some(&b'"') && rest.starts_with(name.as_bytes());
        let (index, length) = match layout.names.get(expected).filter(is_expected) {
            Some(name) => (expected, name.len()),
            None => {
                let length = plain_length(rest)?;
                let key = rest.get(..length)?;
                (position(layout.names, expected, key)?, length)
            }
        };
        let colon = blank(bytes, at + 1 + length + 1);
        if *bytes.get(colon)? != b':' {
            return None;
        }
        self.seek(colon + 1);
        Some(index)
    }

    #[inline]
    fn field(
        &mut self,
        presence: Presence,
        slot: &mut dyn Slot,
        met: bool,
    ) -> Result<(), DecodeError> {
        if presence.takes_null() && self.null()? {
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
        before: Mark,
    ) -> Result<(), DecodeError> {
        let after = self.mark();
        self.rewind(before);
        self.declared = Some(layout.names);
        if let Some(slot) = slots.last_mut() {
            slot.fill(self)?;
        }
        self.rewind(after);
        Ok(())
    }

    #[cold]
    fn missing(&self, layout: &Layout, seen: &Seen, start: usize) -> DecodeError {
        let names: Vec<_> = (layout.presence.iter().zip(layout.names).enumerate())
            .filter(|(index, (presence, _))| presence.must_be_there() && !seen.contains(*index))
            .map(|(_, (_, name))| format!("`{name}`"))
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

/// What a key leads to.
#[inline]
fn find(layout: &Layout, expected: usize, key: Option<&str>) -> Key {
    let Some(key) = key else { return Key::End };
    let found = position(layout.names, expected, key.as_bytes());
    found.map_or(Key::Undeclared, Key::Field)
}

/// Finds a name, first behind where it is expected: texts mostly come in the declared order.
#[inline]
fn position(names: &[&str], expected: usize, key: &[u8]) -> Option<usize> {
    let (before, after) = names.split_at(expected.min(names.len()));
    let is_key = |name: &&str| name.as_bytes() == key;
    (after
        .iter()
        .position(is_key)
        .map(|index| index + before.len()))
    .or_else(|| before.iter().position(is_key))
}

/// The first byte from `at` on that is no white space.
#[inline]
fn blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}
