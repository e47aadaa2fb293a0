//! From the document's words to Rust's: cases, symbols, keywords, singular and plural.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Keywords of Rust in any edition, which become raw identifiers where that is allowed.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that no raw identifier may be.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names of the prelude that generated code uses by their short names, and derives and attributes that would clash.
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
    finish(acronyms(&wordy(text)).to_snake_case(), "empty")
}

/// The same, and nothing for nothing.
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

/// A `PascalCase` identifier for a variant of an enum, which may be called like a name of the prelude.
pub(crate) fn variant(text: &str) -> String {
    if is_snake(text) {
        return finish(text.split('_').map(capital).collect(), "Empty");
    }
    finish(acronyms(&wordy(text)).to_upper_camel_case(), "Empty")
}

/// Whether a text is in snake case already, as most texts are: then its words need not be looked for.
fn is_snake(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_plain)
        && !text.starts_with('_')
        && !text.ends_with('_')
        && !text.contains("__")
}

/// A word of ASCII letters with its first letter made large.
fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// Makes an identifier of what is one but for its first character, for keywords that cannot be raw, and for nothing.
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

/// Longer identifiers, in bytes, are cut: they become names of files, in source and in documentation.
const LONGEST: usize = 120;

/// The beginning of an identifier, and a number made of all of it.
fn shortened(ident: &str) -> String {
    // FNV-1a: the same on every machine and in every version
    let hash = ident.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut end = LONGEST - 20;
    while !ident.is_char_boundary(end) {
        end -= 1;
    }
    let start = ident[..end].trim_end_matches('_');
    let digits = hash % 1_000_000_000;
    // an underscore only where the case asks for one
    if start.contains('_') || start.starts_with(char::is_lowercase) {
        format!("{start}_{digits}")
    } else {
        format!("{start}{digits}")
    }
}

/// The text with every character that no identifier has turned into a space, or, where the character carries the
/// meaning (`+1`, `<=`, `*`), into its name.
fn wordy(text: &str) -> String {
    let nothing_else = !text
        .chars()
        .any(|c| c != '_' && unicode_ident::is_xid_continue(c));
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        let sign =
            first && matches!(c, '+' | '-') && chars.peek().is_some_and(char::is_ascii_digit);
        if unicode_ident::is_xid_continue(c) && !nothing_else {
            out.push(c);
        } else if sign || nothing_else {
            push_name(&mut out, c);
        } else if !matches!(c, '\'' | '’') {
            out.push(' ');
        }
        first = false;
    }
    out
}

/// The text with acronyms in the plural as one word, and with digits in front of them: `account3PIDs` is `account 3Pids`.
fn acronyms(text: &str) -> Cow<'_, str> {
    if !text.contains('s') || !text.contains(|c: char| c.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let is = |at: usize, what: fn(&u8) -> bool| bytes.get(at).is_some_and(what);
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while is(at, u8::is_ascii_uppercase) {
            at += 1;
        }
        // two capitals at least, an `s`, and no word that goes on
        if at > start + 1 && bytes.get(at) == Some(&b's') && !is(at + 1, u8::is_ascii_lowercase) {
            found.push((start, at));
        }
        at = at.max(start + 1);
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut done = 0;
    for (start, end) in found {
        let digits = bytes[done..start]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit());
        let number = start - digits.count();
        out.push_str(&text[done..number]);
        if number < start {
            out.push(' ');
        }
        out.push_str(&text[number..=start]);
        out.push_str(&text[start + 1..end].to_ascii_lowercase());
        done = end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The text with every character spelled, so that texts which differ give identifiers which differ, but for case.
pub(crate) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_alphanumeric() && unicode_ident::is_xid_continue(c) {
            out.push(c);
        } else {
            push_name(&mut out, c);
        }
    }
    out
}

/// Words for the case of a text: what tells `a` from `A` when nothing else does.
pub(crate) fn case_word(text: &str) -> &'static str {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    let first_upper = text.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower, first_upper) {
        (true, false, _) => "upper",
        (false, true, _) => "lower",
        (true, true, true) => "pascal",
        (true, true, false) => "camel",
        (false, false, _) => "plain",
    }
}

fn push_name(out: &mut String, c: char) {
    let name = match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '^' => "caret",
        '~' => "tilde",
        '`' => "backtick",
        '\'' => "quote",
        '"' => "double quote",
        '(' => "open paren",
        ')' => "close paren",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '_' => "underscore",
        ' ' => "space",
        _ => {
            out.push_str(&format!(" u{:x} ", u32::from(c)));
            return;
        }
    };
    out.push(' ');
    out.push_str(name);
    out.push(' ');
}

/// The singular of an English plural, as far as spelling tells; a word that is none stays as it is.
pub(crate) fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let cut = |n: usize, add: &str| {
        let end = word.len().saturating_sub(n);
        word.get(..end)
            .map_or_else(|| word.to_owned(), |stem| format!("{stem}{add}"))
    };
    #[rustfmt::skip]
    const SAME: &[&str] = &[
        "series", "species", "news", "sms", "dns", "https", "address", "status", "analytics", "bus",
    ];
    if SAME
        .iter()
        .any(|s| lower == *s || lower.ends_with(&format!("_{s}")))
    {
        return word.to_owned();
    }
    let last = lower.rsplit(['_', '-', ' ', '.']).next().unwrap_or(&lower);
    if let Some((many, one)) = IRREGULAR.iter().find(|(many, _)| last == *many) {
        // they begin alike, but for `people`
        let common = std::iter::zip(many.bytes(), one.bytes()).take_while(|(a, b)| a == b);
        let common = common.count();
        return cut(many.len() - common, &one[common..]);
    }
    if let Some(noun) = lower.strip_suffix("ves")
        && FROM_F.iter().any(|end| noun.ends_with(end))
    {
        return match noun.ends_with("kni") || noun.ends_with("li") || noun.ends_with("wi") {
            true => cut(3, "fe"),
            false => cut(3, "f"),
        };
    }
    if lower.ends_with("ies") && last.len() > 4 && !FROM_IE.contains(&last) {
        return cut(3, "y");
    }
    if lower.ends_with("aches") || lower.ends_with("niches") || lower.ends_with("psyches") {
        let is_other = [
            "coaches", "roaches", "beaches", "teaches", "reaches", "leaches", "peaches", "attaches",
        ];
        return match is_other.iter().any(|other| last.ends_with(other)) {
            true => cut(2, ""),
            false => cut(1, ""),
        };
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "uses"] {
        // `uses` is from `us` (statuses), but `uses`, `causes`, `houses` keep their e
        let keeps = ["ause", "ouse", "fuse", "muse", "buse", "cuse"];
        let keeps_e = ending == "uses"
            && (matches!(last, "uses" | "reuses" | "accuses" | "peruses")
                || keeps.iter().any(|e| lower.ends_with(&format!("{e}s"))));
        if lower.ends_with(ending) && !keeps_e {
            return cut(2, "");
        }
    }
    if lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && lower.len() > 1
    {
        return cut(1, "");
    }
    word.to_owned()
}

/// Plurals that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("geese", "goose"),
    ("hypotheses", "hypothesis"),
    ("men", "man"),
    ("mice", "mouse"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("synopses", "synopsis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("women", "woman"),
];

/// The nouns of English whose `f` or `fe` becomes `ves`, without that: all others have a `v` of their own (`curve`).
const FROM_F: &[&str] = &[
    "cal", "dwar", "el", "hal", "hoo", "kni", "lea", "li", "loa", "scar", "sel", "shea", "shel",
    "thie", "whar", "wi", "wol",
];

/// Nouns in `ie`, whose plurals look like those of nouns in `y`.
const FROM_IE: &[&str] = &[
    "bookies",
    "brownies",
    "calories",
    "cookies",
    "genies",
    "hoodies",
    "hippies",
    "movies",
    "newbies",
    "pixies",
    "prairies",
    "rookies",
    "selfies",
    "smoothies",
    "zombies",
];

/// The plural of an English singular; a word that already is one stays as it is.
pub(crate) fn plural(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if singular(word) != word {
        return word.to_owned();
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|e| lower.ends_with(e));
    if lower.ends_with('y') && !vowel_y {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| lower.ends_with(e))
    {
        return format!("{word}es");
    }
    format!("{word}s")
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
        ] {
            assert_eq!(pascal(given), want, "{given:?}");
        }
        assert_eq!(variant("none"), "None");
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
            assert_eq!(variant(text), finish(text.to_upper_camel_case(), ""));
        }
        for text in ["a_", "_a", "a__b", "A", "a b", "ä"] {
            assert!(!is_snake(text));
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

    #[test]
    fn numbers_of_nouns() {
        for (one, many) in [
            ("allowed_type", "allowed_types"),
            ("address", "addresses"),
            ("company", "companies"),
            ("tax", "taxes"),
            ("status", "statuses"),
            ("invoice", "invoices"),
            ("phase", "phases"),
            ("fee", "fees"),
            ("key", "keys"),
            ("purchase", "purchases"),
            ("branch", "branches"),
        ] {
            assert_eq!(singular(many), one);
            assert_eq!(plural(one), many);
        }
        for (many, one) in [
            ("shelves", "shelf"),
            ("curves", "curve"),
            ("archives", "archive"),
            ("wives", "wife"),
            ("movies", "movie"),
            ("caches", "cache"),
            ("matches", "match"),
            ("attaches", "attach"),
            ("bonuses", "bonus"),
            ("warehouses", "warehouse"),
            ("causes", "cause"),
            ("sales_people", "sales_person"),
            ("children", "child"),
            ("analyses", "analysis"),
            ("lives", "life"),
            ("directives", "directive"),
            ("objectives", "objective"),
            ("drives", "drive"),
        ] {
            assert_eq!(singular(many), one);
        }
        assert_eq!(singular("series"), "series");
        assert_eq!(singular("analysis"), "analysis");
        assert_eq!(plural("settings"), "settings");
    }
}
