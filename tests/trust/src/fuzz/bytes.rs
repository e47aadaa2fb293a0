//! Changes of bytes.

use castiron_tests::random::Random;

/// Words that mean something to some reader.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00",
    "null",
    "true",
    "false",
    "NaN",
    "1e400",
    "-0",
    "0.1",
    "-1",
    "9223372036854775808",
    "18446744073709551616",
    "1e-400",
    "$ref",
    "#/components/schemas/",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "properties",
    "items",
    "type",
    "enum",
    "const",
    "discriminator",
    "mapping",
    "propertyName",
    "additionalProperties",
    "required",
    "default",
    "example",
    "format",
    "nullable",
    "x-",
    "&a ",
    "*a",
    "<<: ",
    "!!",
    "|\n",
    ">\n",
    "- ",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "# ",
    "\t",
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "é",
    "\u{1f600}",
    "data:",
    "event:",
    "id:",
    "retry:",
    "t=",
    "v1=",
    "$.",
    "[?@.a == 1]",
    "..*",
    "https://",
    "../",
    "%2e%2e",
    "{id}",
];

/// A few changes of bytes; `others` lend pieces.
pub(super) fn mutate(text: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    for _ in 0..1 + random.below(5) {
        let at = random.below(text.len() + 1);
        let end = (at + 1 + random.sized(7)).min(text.len());
        match random.below(8) {
            0 if at < text.len() => text[at] ^= 1 << random.below(8),
            1 if at < text.len() => text[at] = random.below(256) as u8,
            2 if at < end => drop(text.drain(at..end)),
            3 if at < end => {
                let piece = text[at..end].to_vec();
                let times = 1 + random.below(4);
                let to = random.below(text.len() + 1);
                text.splice(to..to, piece.repeat(times));
            }
            4 if !others.is_empty() => {
                let other = random.pick(others);
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                text.splice(at..at, other[from..to].iter().copied());
            }
            5 => text.truncate(at),
            _ => {
                let word = *random.pick(WORDS);
                text.splice(at..at, word.bytes());
            }
        }
    }
}

/// A text of any characters, some of them unusual.
pub(super) fn text(random: &mut Random) -> String {
    let mut out = String::new();
    for _ in 0..random.sized(6) {
        match random.below(6) {
            0 => out.push_str(random.pick::<&str>(WORDS)),
            1 => out.extend(char::from_u32(random.below(0x11_0000) as u32)),
            2 => out.push(random.below(128) as u8 as char),
            _ => out.push(*random.pick(&[
                'a', 'b', ' ', '/', '.', '%', '&', '=', '+', '[', ']', '?', '#', ';', ',',
            ])),
        }
    }
    out
}
