//! Strings without escapes, found and compared in place, eight bytes at a time.

/// How long a string is whose quotation mark was passed, where it holds no escape and ends; all else is for jiter to
/// read or to refuse. The text is known to be UTF-8, so that nothing else has to be looked at.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    // no sum is more than there are bytes
    let mut length = 0_usize;
    for word in words {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            // the lowest one is never wrong
            length = length.wrapping_add(found.trailing_zeros() as usize / 8);
            return (bytes.get(length) == Some(&b'"')).then_some(length);
        }
        length = length.wrapping_add(8);
    }
    let at = rest.iter().position(|byte| is_special(*byte))?;
    (rest.get(at) == Some(&b'"')).then_some(length.wrapping_add(at))
}

/// Whether a text has nothing that must be escaped.
#[inline]
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    none(bytes, special, is_special)
}

/// Whether no byte is of a sort. `in_word` is not zero for eight bytes with one of that sort.
#[inline]
pub(crate) fn none(
    bytes: &[u8],
    in_word: impl Fn(u64) -> u64,
    is_one: impl Fn(u8) -> bool,
) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut found = 0;
    for word in words {
        found |= in_word(u64::from_le_bytes(*word));
    }
    // the last eight bytes overlap those before; a shorter text is put together from its two ends
    found |= match (bytes.last_chunk::<8>(), rest) {
        (_, []) => 0,
        (Some(word), _) => in_word(u64::from_le_bytes(*word)),
        (None, _) => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
                in_word(first << 32 | last)
            }
            _ => rest
                .iter()
                .fold(0, |found, byte| found | u64::from(is_one(*byte))),
        },
    };
    found == 0
}

/// Not zero when one of eight bytes must be escaped: one below 0x20, a quotation mark or a backslash.
///
/// Subtracting from every byte at once borrows into its highest bit where the byte is smaller. A borrow may reach the
/// next byte too, but only from one that was found itself, so that "none" is never wrong. Bytes of 0x80 and more, parts
/// of longer characters, have that bit already and are masked.
#[inline]
fn special(word: u64) -> u64 {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    const ONES: u64 = all(1);
    const HIGH: u64 = all(0x80);
    let control = word.wrapping_sub(const { all(0x20) });
    let quote = (word ^ const { all(b'"') }).wrapping_sub(ONES);
    let backslash = (word ^ const { all(b'\\') }).wrapping_sub(ONES);
    (control | quote | backslash) & !word & HIGH
}

/// The same for one byte.
#[inline]
fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
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
