//! Items as text.

use proc_macro2::TokenStream;

/// Prints one item, with blank lines between the functions of an `impl`.
pub(super) fn item(item: syn::Item) -> String {
    let is_impl = matches!(item, syn::Item::Impl(_));
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    if is_impl { apart(&text) } else { text }
}

/// Prints one item that is given as tokens.
pub(super) fn tokens(tokens: TokenStream) -> String {
    match syn::parse2::<syn::Item>(tokens.clone()) {
        Ok(parsed) => item(parsed),
        // cannot be: every item is built from whole pieces; and if it were, the compiler would name the place
        Err(_) => format!("{tokens}\n"),
    }
}

/// Puts a blank line behind every function of an `impl` but the last.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
}

/// Moves every line that is not empty to the right. No literal that is printed spans lines, so this changes none.
pub(super) fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
