//! Identifiers and literals as tokens. Nothing else in `emit` makes an identifier from text.

use proc_macro2::{Ident, Literal, Span};

/// Whether a word must be written `r#word` (The Rust Reference, Keywords, edition 2024).
#[rustfmt::skip]
fn is_keyword(word: &str) -> bool {
    // most names are told by their length or an underscore
    word.len() <= 8 && !word.contains('_') && matches!(
        word,
        "abstract" | "as" | "async" | "await" | "become" | "box" | "break" | "const" | "continue" | "do" | "dyn"
        | "else" | "enum" | "extern" | "false" | "final" | "fn" | "for" | "gen" | "if" | "impl" | "in" | "let" | "loop"
        | "macro" | "match" | "mod" | "move" | "mut" | "override" | "priv" | "pub" | "ref" | "return" | "static"
        | "struct" | "trait" | "true" | "try" | "type" | "typeof" | "unsafe" | "unsized" | "use" | "virtual" | "where"
        | "while" | "yield"
    )
}

/// Words that cannot even be written raw.
const NEVER: [&str; 4] = ["Self", "crate", "self", "super"];

/// An identifier, raw where it is a keyword.
///
/// The model's identifiers are valid; should one not be, it is made valid rather than trusted.
pub(super) fn ident(name: &str) -> Ident {
    if NEVER.contains(&name) || name.bytes().all(|byte| byte == b'_') {
        return Ident::new(&format!("{name}_x"), Span::call_site());
    }
    if is_keyword(name) {
        return Ident::new_raw(name, Span::call_site());
    }
    if is_ident(name) {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new(&mended(name), Span::call_site())
    }
}

/// A string literal.
pub(super) fn text(value: &str) -> Literal {
    Literal::string(value)
}

/// A literal of what JSON writes for a text within the quotation marks: names in tables are copied and compared so.
pub(super) fn written(value: &str) -> Literal {
    let json = serde_json::to_string(value).unwrap_or_default();
    let inner = json
        .strip_prefix('"')
        .and_then(|json| json.strip_suffix('"'));
    text(inner.unwrap_or(value))
}

/// Whether a text is an identifier by its characters.
fn is_ident(name: &str) -> bool {
    let mut bytes = name.bytes();
    if name.is_ascii() {
        bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    } else {
        syn::parse_str::<Ident>(name).is_ok()
    }
}

/// An identifier near a text that is none.
fn mended(name: &str) -> String {
    let letters = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    std::iter::once('_')
        .chain(letters)
        .chain("x".chars())
        .collect()
}

/// The name, or the name with as many underscores behind it as keep it apart from those that are taken.
pub(super) fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = name.to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{free, ident};

    #[test]
    fn identifiers() {
        for (given, want) in [
            ("status", "status"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("r#type", "_r_typex"),
            ("self", "self_x"),
            ("Self", "Self_x"),
            ("größe", "größe"),
            ("", "_x"),
            ("_", "__x"),
            ("9lives", "_9livesx"),
            ("a b", "_a_bx"),
            ("x; fn main() {}", "_x__fn_main_____x"),
        ] {
            assert_eq!(ident(given).to_string(), want, "{given:?}");
        }
    }

    #[test]
    fn free_names() {
        assert_eq!(free("a", |_| false), "a");
        assert_eq!(free("a", |name| ["a", "a_"].contains(&name)), "a__");
    }
}
