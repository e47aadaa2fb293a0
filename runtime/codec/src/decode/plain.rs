//! Strings without escapes, found and compared in place.

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

/// Whether two texts are the same. Names are short: what a call of the system's comparison costs, is more than
/// comparing them.
#[inline]
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    // the two ends, which overlap where the text is shorter than both
    match one.len() {
        17..=32 => {
            one.first_chunk::<16>() == other.first_chunk::<16>()
                && one.last_chunk::<16>() == other.last_chunk::<16>()
        }
        8..=16 => {
            one.first_chunk::<8>() == other.first_chunk::<8>()
                && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        4..=7 => {
            one.first_chunk::<4>() == other.first_chunk::<4>()
                && one.last_chunk::<4>() == other.last_chunk::<4>()
        }
        2..=3 => {
            one.first_chunk::<2>() == other.first_chunk::<2>()
                && one.last_chunk::<2>() == other.last_chunk::<2>()
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn every_byte_counts() {
        let text: Vec<u8> = (b'A'..=b'z').collect();
        for length in 0..text.len() {
            let one = &text[..length];
            assert!(same(one, &text.clone()[..length]), "{length}");
            assert!(!same(one, &text[..length + 1]), "{length}");
            for at in 0..length {
                let mut other = one.to_vec();
                other[at] = b'-';
                assert!(!same(one, &other), "{length}, {at}");
            }
        }
    }
}
