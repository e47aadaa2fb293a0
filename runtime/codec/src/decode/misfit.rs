//! How badly a value fits its type: by that the branches of a union are weighed.

use super::Reader;

/// What weighs a byte that is lost: more than any number of values that are kept. So what a branch of a union keeps of a
/// value is read as the same once more: no other branch keeps more of it.
pub(super) const LOST: u64 = 1 << 32;

impl Reader<'_> {
    /// Notes that so many bytes were passed over.
    #[inline]
    pub(super) fn passed_over(&mut self, bytes: usize) {
        let bytes = (bytes as u64).wrapping_add(1);
        self.misfit = self.misfit.wrapping_add(bytes.wrapping_mul(LOST));
    }

    /// Notes that a value was kept which its type does not list.
    #[doc(hidden)]
    #[inline]
    pub fn unlisted(&mut self) {
        self.misfit = self.misfit.wrapping_add(1);
    }
}
