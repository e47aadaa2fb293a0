//! Objects whose undeclared properties are sorted by patterns of their names, each into a map of its own.

use super::{Decode, DecodeError, Reader, Slot};
use crate::encode::{Encode, Writer};
use crate::pattern::Pattern;
use crate::types::Map;

/// A map of properties, whatever its values are.
#[doc(hidden)]
pub trait Entries {
    /// Reads the next value into the map.
    fn read(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> Entries for Map<T> {
    fn read(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match T::decode(reader) {
            Ok(value) => {
                self.insert(name, value);
                Ok(())
            }
            Err(error) => Err(error.in_property(name)),
        }
    }
}

/// The maps of an object: one for each pattern, and perhaps one more for names that match none.
#[doc(hidden)]
#[allow(missing_debug_implementations)]
pub struct Sorted<'m> {
    patterns: &'static [Pattern],
    maps: &'m mut [&'m mut dyn Entries],
}

impl<'m> Sorted<'m> {
    /// Maps that are filled by the first pattern that a name matches.
    pub fn new(patterns: &'static [Pattern], maps: &'m mut [&'m mut dyn Entries]) -> Self {
        Self { patterns, maps }
    }
}

impl Slot for Sorted<'_> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let declared = reader.take_declared();
        let mut key = reader.map()?;
        while let Some(name) = key {
            let is_declared = declared.is_some_and(|layout| layout.find(&name, 0).is_some());
            let mut patterns = self.patterns.iter();
            let at = patterns.position(|pattern| pattern.is_match(&name));
            match self.maps.get_mut(at.unwrap_or(self.patterns.len())) {
                Some(map) if !is_declared => map.read(name, reader)?,
                _ => reader.skip()?,
            }
            key = reader.map_next()?;
        }
        Ok(())
    }

    fn clear(&mut self) {}
}

/// The same maps, written as one.
#[doc(hidden)]
#[allow(missing_debug_implementations)]
pub struct Together<'m>(pub &'m [&'m dyn WriteEntries]);

/// A map of properties that is written.
#[doc(hidden)]
pub trait WriteEntries {
    /// Writes all entries.
    fn write(&self, writer: &mut Writer, first: &mut bool);
}

impl<T: Encode> WriteEntries for Map<T> {
    fn write(&self, writer: &mut Writer, first: &mut bool) {
        for (name, value) in self {
            writer.property(first, name, value);
        }
    }
}

impl Encode for Together<'_> {
    fn encode(&self, writer: &mut Writer) {
        writer.open();
        let mut first = true;
        for map in self.0 {
            map.write(writer, &mut first);
        }
        writer.close();
    }
}
