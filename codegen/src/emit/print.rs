//! Prints syntax trees as text.

use proc_macro2::TokenStream;

use super::comments::Comments;

/// Prints one item, `depth` levels to the right. No literal that is printed spans lines, so indenting changes none.
pub(super) fn item(item: syn::Item, comments: &Comments, depth: usize) -> String {
    let is_impl = matches!(item, syn::Item::Impl(_));
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    comments.write(&text, is_impl, depth)
}

/// Prints one item that is given as tokens.
pub(super) fn tokens(tokens: TokenStream, comments: &Comments, depth: usize) -> String {
    match syn::parse2::<syn::Item>(tokens.clone()) {
        Ok(parsed) => item(parsed, comments, depth),
        // cannot be: every item is built from whole pieces; and if it were, the compiler would name the place
        Err(_) => format!("{tokens}\n"),
    }
}
