//! JSON strings. Nearly all need no escapes, and are copied whole.

use super::hexadecimal;
use crate::plain::is_plain;

/// Appends a text with its quotation marks, escaped where it has to be.
#[inline]
pub(super) fn quoted(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    if !is_plain(bytes) {
        escaped(out, bytes);
        return;
    }
    // a text is at most half of what `usize` counts
    out.reserve(bytes.len().wrapping_add(2));
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}

/// Appends a property's name and its colon, behind a comma where it is not the first.
#[inline]
pub(super) fn key(out: &mut Vec<u8>, is_first: bool, name: &str) {
    let bytes = name.as_bytes();
    out.reserve(bytes.len().wrapping_add(4));
    if !is_first {
        out.push(b',');
    }
    if is_plain(bytes) {
        out.push(b'"');
        out.extend_from_slice(bytes);
        out.extend_from_slice(b"\":");
    } else {
        escaped(out, bytes);
        out.push(b':');
    }
}

/// The same behind a comma, for a name as JSON writes it.
#[inline]
pub(super) fn written_key(out: &mut Vec<u8>, name: &str) {
    out.reserve(name.len().wrapping_add(4));
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// What stands behind the backslash for each byte; 0 where there is none, `u` where the code follows.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler makes the table, and refuses what is out of range"
)]
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[b'\t' as usize] = b't';
    table[b'\n' as usize] = b'n';
    table[0x0c] = b'f';
    table[b'\r' as usize] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// What stands behind the backslash for one byte; every byte has an entry.
#[inline]
fn escape(byte: u8) -> u8 {
    ESCAPES.get(usize::from(byte)).copied().unwrap_or_default()
}

#[cold]
fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    out.reserve(
        bytes
            .len()
            .saturating_add(bytes.len() / 8)
            .saturating_add(8),
    );
    out.push(b'"');
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| escape(*byte) != 0) {
        let (plain, [byte, behind @ ..]) = rest.split_at(at) else {
            break;
        };
        out.extend_from_slice(plain);
        match escape(*byte) {
            b'u' => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&hexadecimal(*byte, *b"0123456789abcdef"));
            }
            letter => out.extend_from_slice(&[b'\\', letter]),
        }
        rest = behind;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::quoted;

    fn same(text: &str) {
        let mut out = b"before".to_vec();
        quoted(&mut out, text);
        let expected = serde_json::to_string(text).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("before{expected}"));
    }

    #[test]
    fn every_character_at_every_place() {
        let ascii = (0..=0x7f_u8).map(char::from);
        let longer = [
            '\u{80}', 'é', 'ÿ', '\u{7ff}', '€', '\u{2028}', '\u{ffff}', '😀',
        ];
        for character in ascii.chain(longer) {
            for length in 0..=26 {
                for at in 0..=length {
                    let mut text = "abcdefghijklmnopqrstuvwxyz"[..length].to_owned();
                    text.insert(at, character);
                    same(&text);
                }
            }
        }
    }

    /// A borrow out of one byte must not hide another, nor find one where there is none.
    #[test]
    fn neighbours() {
        let edges = [
            '\0', '\u{1}', '\u{1f}', ' ', '!', '"', '#', '[', '\\', ']', '\u{7f}', 'ƀ',
        ];
        for first in edges {
            for second in edges {
                for third in edges {
                    same(&format!("{first}{second}{third}"));
                    same(&format!("{first}{second}{third}aa"));
                    same(&format!("aaaaaa{first}{second}{third}aaaaaaaa"));
                }
            }
        }
    }

    #[test]
    fn long_texts() {
        same("");
        same(&"\u{1}\"\\".repeat(1000));
        same(&"plain text, é and 漢字 ".repeat(1000));
        same(&format!("{}\n", "x".repeat(4099)));
    }
}
