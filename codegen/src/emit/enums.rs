//! Enums of plain values, open to unknown ones.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::Scope;
use super::table::Table;
use super::tokens::{ident, text};
use super::{ast, derives};
use crate::model::{Enum, EnumKind, Variant};

/// What the catch-all variant says of itself.
pub(super) const UNRECOGNIZED: &str = "A value that this version of the document does not list.";

/// An enum.
pub(super) fn print(scope: &mut Scope<'_>, item: &Enum) -> syn::Item {
    let mut variants = Vec::with_capacity(item.variants.len().saturating_add(1));
    for variant in &item.variants {
        let attributes = derives::of_part(scope, &variant.meta);
        variants.push(ast::variant(attributes, &variant.ident, None));
    }
    if !item.closed {
        let held = held(scope, item.kind);
        let mut attributes = scope.comments.doc(UNRECOGNIZED);
        attributes.extend(derives::parsed(&item.meta.derived.rest));
        variants.push(ast::variant(
            attributes,
            &item.catch_all,
            Some(ast::path_type(held)),
        ));
    }
    let attributes = derives::attributes(scope, &item.meta, item.closed);
    ast::enumeration(attributes, &item.ident, variants)
}

/// What the variant of values that are not listed holds.
fn held(scope: &mut Scope<'_>, kind: EnumKind) -> syn::Path {
    match kind {
        EnumKind::String => {
            let text = ast::path_type(scope.primitive("str"));
            ast::generic(scope.std("boxed", "Box"), text)
        }
        EnumKind::Integer => scope.primitive("i64"),
        EnumKind::Number => scope.runtime("Number"),
        EnumKind::Value => scope.runtime("Json"),
    }
}

/// How an enum is read and written.
pub(super) fn table(path: &[&str], item: &Enum) -> Table {
    let macro_name = match item.kind {
        EnumKind::String => "string_enum",
        EnumKind::Integer => "integer_enum",
        EnumKind::Number => "number_enum",
        EnumKind::Value => "value_enum",
    };
    let mut table = Table::new(macro_name, path);
    for variant in &item.variants {
        let (name, value) = (ident(&variant.ident), value(item.kind, variant));
        table.row(quote!(#name = #value));
    }
    if !item.closed {
        table.catch_all(&item.catch_all);
    }
    table
}

fn value(kind: EnumKind, variant: &Variant) -> TokenStream {
    let wire = variant.wire.as_str();
    match (kind, wire.parse::<i64>()) {
        (EnumKind::Integer | EnumKind::Number, Ok(number)) if number < 0 => {
            let number = Literal::u64_unsuffixed(number.unsigned_abs());
            quote!(-#number)
        }
        (EnumKind::Integer | EnumKind::Number, Ok(number)) => {
            let number = Literal::i64_unsuffixed(number);
            quote!(#number)
        }
        _ => {
            let wire = text(wire);
            quote!(#wire)
        }
    }
}
