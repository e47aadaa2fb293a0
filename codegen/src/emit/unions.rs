//! Enums whose variants hold other types.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::enums::UNRECOGNIZED;
use super::scope::Scope;
use super::table::Table;
use super::tokens::{ident, text};
use crate::model::{Branch, Guard, Scalar, Type, Union};

/// A union, and the conversions into it from the types that it holds.
pub(super) fn print<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
    out: &mut Vec<TokenStream>,
) {
    let attributes = docs::attributes(&item.meta);
    let name = ident(&item.ident);
    let variants: Vec<_> = item
        .branches
        .iter()
        .map(|branch| {
            let attributes = docs::attributes(&branch.meta);
            let name = ident(&branch.ident);
            let ty = scope.ty(&branch.ty);
            quote!(#attributes #name(#ty),)
        })
        .collect();
    let catch_all = ident(&item.catch_all);
    let catch_all_doc = docs::outer(UNRECOGNIZED);
    let json = scope.runtime("Json");
    out.push(quote! {
        #attributes
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #catch_all_doc
            #catch_all(#json),
        }
    });
    for branch in &item.branches {
        if is_convertible(scope, item, branch, path) {
            out.push(conversion(scope, item, branch));
        }
    }
}

/// Whether a value of the branch's type can only mean this branch.
fn is_convertible<'a>(
    scope: &Scope<'a>,
    item: &'a Union,
    branch: &'a Branch,
    path: &[&'a str],
) -> bool {
    let index = scope.index;
    let inner = unboxed(&branch.ty);
    let is_plain = match index.behind_aliases(inner) {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Json | Scalar::Unit),
        // the union itself, boxed
        Type::Item(held) => index.real(held) != path,
        Type::Nullable(_) | Type::Custom(_) => false,
        _ => true,
    };
    is_plain
        && item
            .branches
            .iter()
            .all(|other| other == branch || !index.may_be_same(&other.ty, &branch.ty))
        && item
            .branches
            .iter()
            .filter(|other| *other == branch)
            .count()
            == 1
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        ty => ty,
    }
}

fn conversion<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> TokenStream {
    let (name, variant) = (ident(&item.ident), ident(&branch.ident));
    let from = scope.std("convert", "From");
    let ty = scope.ty(unboxed(&branch.ty));
    let value = if matches!(branch.ty, Type::Boxed(_)) {
        let boxed = scope.std("boxed", "Box");
        quote!(#boxed::new(value))
    } else {
        quote!(value)
    };
    quote! {
        impl #from<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }
    }
}

/// How a union is read and written.
pub(super) fn table(path: &[&str], item: &Union) -> Table {
    let mut table = Table::new("union", path);
    for branch in &item.branches {
        let (name, guard) = (ident(&branch.ident), guard(&branch.guard));
        table.row(quote!(#name: #guard));
    }
    table.catch_all(&item.catch_all);
    table
}

fn guard(guard: &Guard) -> TokenStream {
    let (tag, keys) = match guard {
        Guard::Null => return quote!(null),
        Guard::Boolean => return quote!(boolean),
        Guard::Integer => return quote!(integer),
        Guard::Number => return quote!(number),
        Guard::String => return quote!(string),
        Guard::Array => return quote!(array),
        Guard::Any => return quote!(any),
        Guard::Object { tag, keys } => (tag, keys),
    };
    let tag = tag.as_ref().map(|(property, values)| {
        let (property, values) = (text(property), values.iter().map(|value| text(value)));
        quote!(#property = #(#values)|*)
    });
    let keys = keys.iter().map(|key| text(key));
    match (tag, keys.len()) {
        (None, 0) => quote!(object),
        (Some(tag), 0) => quote!(object(#tag)),
        (None, _) => quote!(object(has #(#keys),*)),
        (Some(tag), _) => quote!(object(#tag, has #(#keys),*)),
    }
}
