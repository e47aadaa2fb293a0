//! Branches of unions that hold the value of an object's only property (`{"failed": …}`, as serde tags enums).

use super::{Choice, Decode, DecodeError, Reader};
use crate::encode::{Encode, Writer};

/// A choice whose next branch is for objects of one property, whose value it holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct ChoiceUnder<'c, 'a> {
    choice: &'c mut Choice<'a>,
    key: &'static str,
}

impl<'a> Choice<'a> {
    /// The same choice, where the next branch is for objects of one property.
    #[doc(hidden)]
    #[inline]
    pub fn under(&mut self, key: &'static str) -> ChoiceUnder<'_, 'a> {
        ChoiceUnder { choice: self, key }
    }
}

impl<'a> ChoiceUnder<'_, 'a> {
    /// As [`Choice::attempt`].
    #[doc(hidden)]
    pub fn attempt<T: Decode, U>(
        self,
        reader: &mut Reader<'a>,
        wrap: fn(T) -> U,
        found: &mut Option<U>,
    ) -> Result<bool, DecodeError> {
        if !self.choice.next_fits() {
            return Ok(false);
        }
        let before = reader.misfit;
        let value = reader.only_property(self.key, T::decode);
        // the table of what the property holds says nothing of the object
        let tried = (<()>::LAYOUT, value);
        self.choice.attempted(reader, before, tried, wrap, found)
    }
}

impl<'a> Reader<'a> {
    /// Reads the value of the only property of an object, which the guard of the branch has found; the value itself, where
    /// there is no text.
    fn only_property<T>(
        &mut self,
        key: &'static str,
        read: fn(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if !self.is_blank() {
            self.map()?;
        }
        let value = read(self).map_err(|error| error.in_property(key))?;
        if !self.is_blank() {
            self.map_next()?;
        }
        Ok(value)
    }
}

/// A value as an object's only property.
#[doc(hidden)]
#[derive(Debug)]
pub struct Under<'v, T>(&'static str, &'v T);

/// A value as an object's only property.
#[doc(hidden)]
#[inline]
pub fn under<'v, T: Encode>(key: &'static str, value: &'v T) -> Under<'v, T> {
    Under(key, value)
}

impl<T: Encode> Encode for Under<'_, T> {
    fn encode(&self, writer: &mut Writer) {
        writer.open();
        writer.property(&mut true, self.0, self.1);
        writer.close();
    }
}
