//! Converts names of the document to Rust's: cases, symbols, keywords, singular and plural.

mod english;
mod simple;
mod symbols;

use crate::text::head;
use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};

pub(crate) use english::{plural, singular};
use simple::{by_case, by_words, is_snake};
use symbols::wordy;
pub(crate) use symbols::{case_word, spelled};

/// Rust keywords of all editions, which become raw identifiers if allowed.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names of the prelude that generated code uses unqualified, and derives and attributes that would clash.
const PRELUDE: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Vec",
    "Box",
    "String",
    "Result",
    "Ok",
    "Err",
    "Self",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Into",
    "From",
    "Send",
    "Sync",
    "Copy",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "ToString",
];

/// Whether the word must be written `r#word`.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// A `snake_case` identifier for a field, module, method or parameter; keywords are left for the emitter to escape.
pub(crate) fn snake(text: &str) -> String {
    if is_snake(text) {
        return finish(text.to_owned(), "empty");
    }
    if let Some(ident) = by_case(text, false).or_else(|| by_words(text, false)) {
        return finish(ident, "empty");
    }
    finish(acronyms(&wordy(text)).to_snake_case(), "empty")
}

/// The same, but empty for an empty string.
pub(super) fn snake_or_nothing(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => snake(text),
    }
}

/// A `PascalCase` identifier for a type.
pub(crate) fn pascal(text: &str) -> String {
    let ident = variant(text);
    if PRELUDE.contains(&ident.as_str()) {
        return ident + "_";
    }
    ident
}

/// A `PascalCase` identifier for an enum variant, which may equal a name of the prelude.
pub(crate) fn variant(text: &str) -> String {
    if let Some(ident) = by_case(text, true).or_else(|| by_words(text, true)) {
        return finish(ident, "Empty");
    }
    finish(camel(&acronyms(&wordy(text))), "Empty")
}

/// The words of a string in pascal case.
fn camel(text: &str) -> String {
    let mut ident = String::with_capacity(text.len());
    for part in text.split(|c: char| !c.is_alphanumeric()) {
        if is_number_torn(&ident, part.chars().next()) {
            ident.push('_');
        }
        ident.push_str(&part.to_upper_camel_case());
    }
    ident
}

/// Whether two numbers would become one: in `V1_2` for `v1.2` an underscore keeps them apart, as Rust's style allows between
/// digits.
fn is_number_torn(ident: &str, next: Option<char>) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    ident.ends_with(is_digit) && next.is_some_and(is_digit)
}

/// Completes an identifier: fixes the first character, keywords that cannot be raw, and the empty string.
fn finish(mut ident: String, empty: &str) -> String {
    if ident.is_empty() {
        return empty.to_owned();
    }
    if !ident.starts_with(|c: char| c == '_' || unicode_ident::is_xid_start(c)) {
        ident.insert(0, '_');
    }
    if NEVER_RAW.contains(&ident.as_str()) {
        ident.push('_');
    }
    if ident.len() > LONGEST {
        shortened(&ident)
    } else {
        ident
    }
}

/// Identifiers with more letters are hard to read: a shorter alternative is preferred.
const READABLE: usize = 60;

/// Whether an identifier has no more letters than can be read.
pub(crate) fn is_readable(name: &str) -> bool {
    name.chars().count() <= READABLE
}

/// Longer identifiers, in bytes, are cut: they become file names, in source and in documentation.
const LONGEST: usize = 120;

/// The beginning of an identifier, followed by a hash of all of it.
fn shortened(ident: &str) -> String {
    // FNV-1a: the same on every machine and in every version
    let hash = ident.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut end = LONGEST - 20;
    while !ident.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let start = head(ident, end).trim_end_matches('_');
    let digits = hash % 1_000_000_000;
    // an underscore only if the case uses them
    if !start.contains(char::is_uppercase) {
        format!("{start}_{digits}")
    } else {
        format!("{start}{digits}")
    }
}

/// The string with plural acronyms as one word, and with preceding digits: `account3PIDs` is `account 3Pids`.
fn acronyms(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_one = |letters: &[u8]| matches!(letters, [b'A'..=b'Z', b'A'..=b'Z', b's']);
    if !bytes.windows(3).any(is_one) {
        return Cow::Borrowed(text);
    }
    let is = |at: usize, what: fn(&u8) -> bool| bytes.get(at).is_some_and(what);
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while is(at, u8::is_ascii_uppercase) {
            at = at.saturating_add(1);
        }
        // at least two capitals, an `s`, and the end of the word
        if at > start.saturating_add(1)
            && bytes.get(at) == Some(&b's')
            && !is(at.saturating_add(1), u8::is_ascii_lowercase)
        {
            found.push((start, at));
        }
        at = at.max(start.saturating_add(1));
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().saturating_add(4));
    let mut done = 0;
    for (start, end) in found {
        let before = text.get(done..start).unwrap_or_default();
        let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = before.strip_prefix(words).unwrap_or_default();
        out.push_str(words);
        if !number.is_empty() {
            out.push(' ');
        }
        out.push_str(number);
        let mut letters = text.get(start..end).unwrap_or_default().chars();
        out.extend(letters.next());
        out.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The beginning of a value as JSON.
fn short(value: &serde_json::Value) -> String {
    value.to_string().chars().take(40).collect()
}

/// The string that the variant of a JSON value is named after.
pub(crate) fn of_value(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => {
            let digits = number.to_string();
            let (sign, digits) = match digits.strip_prefix('-') {
                Some(rest) => ("minus ", rest),
                None => ("n", digits.as_str()),
            };
            // without the sign of its exponent it would be another number
            let digits = digits.replace('-', " minus ");
            format!("{sign}{digits}")
        }
        serde_json::Value::Bool(true) => "true".to_owned(),
        serde_json::Value::Bool(false) => "false".to_owned(),
        serde_json::Value::Null => "null".to_owned(),
        serde_json::Value::Object(entries) if entries.is_empty() => "empty object".to_owned(),
        serde_json::Value::Array(items) if items.is_empty() => "empty list".to_owned(),
        serde_json::Value::Array(_) => format!("list {}", short(value)),
        serde_json::Value::Object(_) => short(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn snake_case() {
        for (given, want) in [
            ("line1", "line1"),
            ("fooBar", "foo_bar"),
            ("X-Rate-Limit", "x_rate_limit"),
            ("3d_secure", "_3d_secure"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("", "empty"),
            ("getAccount3PIDs", "get_account_3pids"),
            ("listIDs", "list_ids"),
            ("URLs", "urls"),
            ("HTTPServer", "http_server"),
            ("IDs_of_URLs", "ids_of_urls"),
            ("DNSsec", "dn_ssec"),
            ("*", "star"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("type", "type"),
            ("$ref", "ref"),
            ("größe", "größe"),
            ("名前", "名前"),
            ("_", "underscore"),
        ] {
            assert_eq!(snake(given), want, "{given:?}");
        }
    }

    #[test]
    fn pascal_case() {
        for (given, want) in [
            ("us_ssn", "UsSsn"),
            (
                "identity.verification_session",
                "IdentityVerificationSession",
            ),
            ("Option", "Option_"),
            ("string", "String_"),
            ("self", "Self_"),
            ("2checkout", "_2checkout"),
            ("<=", "LessEquals"),
            ("v1.2", "V1_2"),
            ("0.5", "_0_5"),
            ("gpt-4.1-nano-2025-04-14", "Gpt4_1Nano2025_04_14"),
            ("Release 2.10", "Release2_10"),
            ("1024x1024", "_1024x1024"),
        ] {
            assert_eq!(pascal(given), want, "{given:?}");
        }
        assert_eq!(variant("none"), "None");
    }

    #[test]
    fn different_numbers_are_called_differently() {
        let numbers = [
            "0", "5", "50", "0.5", "0.05", "5.0", "5.5", "55", "-5", "-0.5", "-55", "1e5", "1e-5",
            "15", "1.5e-5",
        ];
        let mut seen = std::collections::BTreeMap::new();
        for number in numbers {
            let value = serde_json::from_str(number).expect("a number");
            if let Some(other) = seen.insert(variant(&of_value(&value)), number) {
                panic!("{number} and {other} have one name");
            }
        }
        let name = |text: &str| variant(&of_value(&serde_json::from_str(text).expect("a number")));
        assert_eq!(["5", "0.5", "-0.5"].map(name), ["N5", "N0_5", "Minus0_5"]);
    }

    #[test]
    fn the_short_way_comes_to_the_same() {
        for text in [
            "a",
            "line1",
            "a_b2_3d",
            "3d_secure",
            "us_ssn",
            "x_1",
            "self",
            "none",
        ] {
            assert!(is_snake(text));
            assert_eq!(snake(text), finish(text.to_snake_case(), ""));
            assert_eq!(variant(text), finish(camel(text), ""));
        }
        // every string of three of these, with another letter behind it or none
        let letters = [
            'a', 's', '1', 'A', '_', '-', '+', '\'', '/', ' ', '{', 'ä', '’',
        ];
        let (mut plain_ones, mut by_case_ones) = (0, 0);
        let last = [None, Some('a'), Some('1'), Some('B')];
        for (first, second) in letters.iter().flat_map(|a| letters.map(|b| (*a, b))) {
            for (third, fourth) in letters.iter().flat_map(|a| last.map(|b| (*a, b))) {
                let text = [first, second, third].into_iter().chain(fourth);
                let text = String::from_iter(text);
                plain_ones += usize::from(by_words(&text, true).is_some());
                by_case_ones += usize::from(by_case(&text, true).is_some());
                let long = acronyms(&wordy(&text)).into_owned();
                assert_eq!(snake(&text), finish(long.to_snake_case(), "empty"));
                assert_eq!(variant(&text), finish(camel(&long), "Empty"));
                if variant(&text).contains(|c: char| c.is_alphabetic()) {
                    // underscores are between digits alone
                    let plain = variant(&text).trim_matches('_').replace('_', "");
                    assert_eq!(plain, long.to_upper_camel_case());
                }
            }
        }
        assert!(plain_ones > 400 && by_case_ones > 400);
        for text in ["a_", "_a", "a__b", "A", "a b", "ä"] {
            assert!(!is_snake(text));
        }
    }

    #[test]
    fn words_of_ascii_are_those_of_heck() {
        // every string of six of these: words of capitals, digits within them, plural acronyms
        let letters = ['a', 's', '1', 'A', 'B', '.', '_'];
        for number in 0..letters.len().pow(6) {
            let letter = |at: u32| letters[number / letters.len().pow(at) % letters.len()];
            let text: String = (0..6).map(letter).collect();
            let long = acronyms(&wordy(&text)).into_owned();
            assert_eq!(snake(&text), finish(long.to_snake_case(), "empty"));
            assert_eq!(variant(&text), finish(camel(&long), "Empty"));
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (a, b) = (
            format!("{}a", "long".repeat(80)),
            format!("{}b", "long".repeat(80)),
        );
        assert!(snake(&a).len() <= LONGEST && pascal(&a).len() <= LONGEST);
        assert_ne!(snake(&a), snake(&b));
    }
}
