//! Branches of unions that are a single value, and hold nothing.

use super::{Choice, DecodeError, Reader};

impl<'a> Choice<'a> {
    /// The place of the branch that is this very value, which is read with it. To be called before any branch is tried, as
    /// such branches come first.
    ///
    /// # Errors
    /// Where the value is no JSON.
    #[doc(hidden)]
    pub fn unit(&mut self, reader: &mut Reader<'a>) -> Result<Option<usize>, DecodeError> {
        self.next = self.layout.units().count();
        if self.is_blank {
            let first = (self.next > 0).then_some(0);
            if first.is_some() {
                reader.leave_blank(self.level);
            }
            return Ok(first);
        }
        if self.known.is_some() {
            return Ok(None);
        }
        let mut units = self.layout.branches.iter().take(self.next);
        let unit = units.position(|(_, guard)| self.found.fits(guard));
        if unit.is_some() {
            reader.skip()?;
            reader.close(self.level);
        }
        Ok(unit)
    }
}
