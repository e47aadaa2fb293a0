//! Imports and modules.

use proc_macro2::Ident;

use super::{attribute, name, public, text};

/// `use a::b::name;`, or `use a::b::{names};` where there are several.
pub(in crate::emit) fn import(
    attrs: Vec<syn::Attribute>,
    vis: syn::Visibility,
    start: Vec<Ident>,
    names: Vec<Ident>,
) -> syn::Item {
    let mut names = names.into_iter().map(|ident| leaf(ident, None));
    let tree = match (names.next(), names.next()) {
        (Some(only), None) => only,
        (first, second) => syn::UseTree::Group(syn::UseGroup {
            brace_token: Default::default(),
            items: first.into_iter().chain(second).chain(names).collect(),
        }),
    };
    whole(attrs, vis, start, tree)
}

/// `pub use a::b::target;`, or `pub use a::b::target as name;` where they differ.
pub(in crate::emit) fn link(
    attrs: Vec<syn::Attribute>,
    mut path: Vec<Ident>,
    name: Ident,
) -> Option<syn::Item> {
    let target = path.pop()?;
    let name = (target != name).then_some(name);
    Some(whole(attrs, public(), path, leaf(target, name)))
}

fn leaf(ident: Ident, name: Option<Ident>) -> syn::UseTree {
    match name {
        None => syn::UseTree::Name(syn::UseName { ident }),
        Some(rename) => syn::UseTree::Rename(syn::UseRename {
            ident,
            as_token: Default::default(),
            rename,
        }),
    }
}

fn whole(
    attrs: Vec<syn::Attribute>,
    vis: syn::Visibility,
    start: Vec<Ident>,
    tree: syn::UseTree,
) -> syn::Item {
    let tree = start.into_iter().rev().fold(tree, |tree, ident| {
        syn::UseTree::Path(syn::UsePath {
            ident,
            colon2_token: Default::default(),
            tree: Box::new(tree),
        })
    });
    syn::Item::Use(syn::ItemUse {
        attrs,
        vis,
        use_token: Default::default(),
        leading_colon: None,
        tree,
        semi_token: Default::default(),
    })
}

/// `mod name;`
pub(in crate::emit) fn module(
    attrs: Vec<syn::Attribute>,
    vis: syn::Visibility,
    name: Ident,
) -> syn::Item {
    syn::Item::Mod(syn::ItemMod {
        attrs,
        vis,
        unsafety: None,
        mod_token: Default::default(),
        ident: name,
        content: None,
        semi: Some(Default::default()),
    })
}

/// `#[name = "value"]`
pub(in crate::emit) fn named_value(of: &str, value: &str) -> syn::Attribute {
    attribute(syn::Meta::NameValue(syn::MetaNameValue {
        path: name(of),
        eq_token: Default::default(),
        value: text(value),
    }))
}
