//! Classes of characters.

/// Characters from one to another, both included.
pub(super) type Range = (char, char);

/// `\d`
pub(super) const DIGITS: &[Range] = &[('0', '9')];
/// `\w`
pub(super) const WORD: &[Range] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
/// `\s`: white space and line terminators of ECMA-262.
pub(super) const SPACE: &[Range] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];
/// What `.` is not: line terminators.
pub(super) const LINE_ENDS: &[Range] = &[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')];

/// All characters that are in none of these ranges, which are in order and apart.
pub(super) fn complement(ranges: &[Range]) -> Vec<Range> {
    let mut out = Vec::new();
    let mut next = Some('\0');
    for (first, last) in ranges {
        if let (Some(from), Some(to)) = (next, before(*first))
            && from <= to
        {
            out.push((from, to));
        }
        next = after(*last);
    }
    out.extend(next.map(|from| (from, char::MAX)));
    out
}

// surrogates are no characters
fn before(char: char) -> Option<char> {
    match char {
        '\u{e000}' => Some('\u{d7ff}'),
        char => char::from_u32(u32::from(char).checked_sub(1)?),
    }
}

fn after(char: char) -> Option<char> {
    match char {
        '\u{d7ff}' => Some('\u{e000}'),
        char => char::from_u32(u32::from(char).saturating_add(1)),
    }
}
