//! Documentation, derives and attributes of a type.

use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use crate::derive::DeriveRule;
use crate::model::Meta;

/// What every type derives.
const ALL: [&str; 3] = ["Clone", "Debug", "PartialEq"];

/// What an enum derives that holds no other values than those listed.
const COPY: [&str; 4] = ["Clone", "Copy", "Debug", "PartialEq"];

/// What a type of a single value derives.
const TAG: [&str; 7] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "Hash",
];

/// The attributes of a struct or an enum: documentation, derives, those of the settings.
pub(super) fn attributes(scope: &mut Scope<'_>, meta: &Meta, is_copy: bool) -> Vec<syn::Attribute> {
    let derives: &[&str] = if is_copy { &COPY } else { &ALL };
    let mut attributes = with_derives(scope, meta, derives);
    if !scope.index.api.exhaustive {
        attributes.push(ast::flag("non_exhaustive"));
    }
    attributes
}

/// Those of a struct around another type, which is made by its name.
pub(super) fn of_newtype(scope: &mut Scope<'_>, meta: &Meta) -> Vec<syn::Attribute> {
    with_derives(scope, meta, &ALL)
}

/// Those of a type of a single value.
pub(super) fn of_tag(scope: &mut Scope<'_>, meta: &Meta) -> Vec<syn::Attribute> {
    with_derives(scope, meta, &TAG)
}

/// The attributes of a field or a variant: documentation, and those of the settings.
pub(super) fn of_part(scope: &mut Scope<'_>, meta: &Meta) -> Vec<syn::Attribute> {
    let mut attributes = scope.comments.attributes(meta);
    attributes.extend(parsed(&meta.derived.attributes));
    attributes
}

/// Attributes as the settings write them.
pub(super) fn parsed(texts: &[String]) -> impl Iterator<Item = syn::Attribute> {
    texts.iter().filter_map(|text| DeriveRule::attribute(text))
}

fn with_derives(scope: &mut Scope<'_>, meta: &Meta, all: &[&str]) -> Vec<syn::Attribute> {
    let mut attributes = scope.comments.attributes(meta);
    let mut derives: Vec<syn::Path> = all.iter().map(|derive| ast::name(derive)).collect();
    derives.extend(
        meta.derived
            .derives
            .iter()
            .filter_map(|derive| path(derive)),
    );
    attributes.push(ast::list("derive", quote::quote!(#(#derives),*)));
    attributes.extend(parsed(&meta.derived.attributes));
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
