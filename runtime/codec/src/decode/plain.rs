//! Strings without escapes, found in place.

use crate::encode::string::special;

/// How long a string is whose quotation mark was passed, where it holds no escape and ends; all else is for jiter to
/// read or to refuse. The text is known to be UTF-8, so that nothing else has to be looked at.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut length = 0;
    for word in words {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            // the lowest one is never wrong
            length += found.trailing_zeros() as usize / 8;
            return (bytes.get(length) == Some(&b'"')).then_some(length);
        }
        length += 8;
    }
    let at = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    (rest.get(at) == Some(&b'"')).then_some(length + at)
}
