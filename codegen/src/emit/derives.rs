//! Documentation, derives and attributes of a type.

use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use crate::derive::DeriveRule;
use crate::model::Meta;

/// What every type derives.
const ALL: [&str; 3] = ["Clone", "Debug", "PartialEq"];

/// The attributes of a struct or an enum: documentation, derives, those of the settings. `own` are derives of this sort
/// of type.
pub(super) fn attributes(scope: &mut Scope<'_>, meta: &Meta, own: &[&str]) -> Vec<syn::Attribute> {
    let mut attributes = with_derives(scope, meta, own);
    if !scope.index.api.exhaustive {
        attributes.push(ast::flag("non_exhaustive"));
    }
    attributes
}

/// Those of a struct around another type, which is made by its name.
pub(super) fn of_newtype(scope: &mut Scope<'_>, meta: &Meta) -> Vec<syn::Attribute> {
    with_derives(scope, meta, &[])
}

fn with_derives(scope: &mut Scope<'_>, meta: &Meta, own: &[&str]) -> Vec<syn::Attribute> {
    let mut attributes = scope.comments.attributes(meta);
    let mut derives: Vec<syn::Path> = Vec::new();
    let (first, rest) = ALL.split_at(1);
    for derive in first.iter().chain(own).chain(rest) {
        derives.push(ast::name(derive));
    }
    derives.extend(
        meta.derived
            .derives
            .iter()
            .filter_map(|derive| path(derive)),
    );
    attributes.push(ast::list("derive", quote::quote!(#(#derives),*)));
    let extra = meta.derived.attributes.iter();
    attributes.extend(extra.filter_map(|text| DeriveRule::attribute(text)));
    attributes
}

/// The path of a derive; one of another crate begins outside of this one.
fn path(derive: &str) -> Option<syn::Path> {
    let mut path: syn::Path = syn::parse_str(derive).ok()?;
    if path.segments.len() > 1 {
        path.leading_colon = Some(parse_quote!(::));
    }
    Some(path)
}
