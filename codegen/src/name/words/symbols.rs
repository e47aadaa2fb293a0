//! Symbols: characters that no identifier can contain, and strings that consist of them.

/// Replaces every character that identifiers cannot contain by a space, or by its name if it carries the meaning (`+1`,
/// `<=`, `*`).
pub(super) fn wordy(text: &str) -> String {
    let nothing_else = !text
        .chars()
        .any(|c| c != '_' && unicode_ident::is_xid_continue(c));
    let mut out = String::with_capacity(text.len().saturating_add(8));
    let mut chars = text.chars().peekable();
    let mut first = true;
    // a script without cases ends where a word of another begins
    let mut is_caseless = false;
    while let Some(c) = chars.next() {
        if is_caseless && c.is_uppercase() {
            out.push(' ');
        }
        is_caseless = c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
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

/// Spells out every character, so that different strings give different identifiers, apart from case.
pub(crate) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    for c in text.chars() {
        if c.is_alphanumeric() && unicode_ident::is_xid_continue(c) {
            out.push(c);
        } else {
            push_name(&mut out, c);
        }
    }
    out
}

/// Words for the case of a string: they distinguish `a` from `A` when nothing else does.
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::spelled;

    #[test]
    fn a_script_without_cases_ends_where_a_capital_letter_begins() {
        for (text, want) in [
            ("車両Resource", "車両 Resource"),
            ("車両id", "車両id"),
            ("größeID", "größeID"),
            ("שלוםA", "שלום A"),
        ] {
            assert_eq!(super::wordy(text), want);
        }
    }

    #[test]
    fn each_symbol_of_a_keyboard_has_a_word_of_its_own() {
        let mut words = BTreeSet::new();
        for symbol in (' '..='~').filter(|c| !c.is_alphanumeric()) {
            let word = spelled(&symbol.to_string());
            let is_word = |c: char| c.is_ascii_lowercase() || c == ' ';
            assert!(word.chars().all(is_word), "{symbol} is {word}");
            assert!(words.insert(word.clone()), "{symbol} is {word}, as another");
        }
    }
}
