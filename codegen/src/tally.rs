//! Counts things in memory: such a count never overflows.

/// Counts one more. Nothing is counted that would not be in memory, so that no count reaches the end of its type.
pub(crate) fn one_more(count: &mut usize) {
    *count = count.saturating_add(1);
}
