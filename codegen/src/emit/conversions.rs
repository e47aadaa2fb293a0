//! `From` implementations that convert values into the unions that hold them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use super::table::value;
use super::tokens::ident;
use crate::model::{Becomes, Branch, Conversion, Given, Type, Union, Written};

/// The conversions into a union: from the types that it holds, and from literals that can only mean one of them.
pub(super) fn print<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
    out: &mut Vec<syn::Item>,
) {
    let mut conversions = scope.index.conversions(item, path).into_iter().peekable();
    while let Some(Conversion { given, becomes }) = conversions.next() {
        let written = given.written();
        if !matches!(becomes, Becomes::Itself(_)) {
            out.push(implementation(scope, item, given, &becomes));
        }
        let next = conversions.peek().and_then(|next| next.given.written());
        if let Some(written) = written.filter(|_| written != next) {
            out.push(marker(scope, item, written));
        }
    }
}

/// The types that convert into a union, with the generics that they need.
pub(super) fn into_union<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
) -> Vec<(Option<TokenStream>, syn::Type)> {
    let conversions = scope.index.conversions(item, path).into_iter();
    conversions
        .filter(|conversion| !matches!(conversion.becomes, Becomes::Itself(_)))
        .map(|conversion| given_type(scope, conversion.given))
        .collect()
}

/// What converts as a type, with the generics that it needs.
fn given_type<'a>(scope: &mut Scope<'a>, given: Given<'a>) -> (Option<TokenStream>, syn::Type) {
    let size = scope.primitive("usize");
    match given {
        Given::Type(ty) => (None, scope.ty(ty)),
        Given::ArrayOf(element) => {
            let (element, into) = (scope.ty(element), scope.std("convert", "Into"));
            let generics = quote!(<T: #into<#element>, const N: #size>);
            (Some(generics), parse_quote!([T; N]))
        }
        Given::Array(element) => {
            let element = scope.ty(element);
            (Some(quote!(<const N: #size>)), parse_quote!([#element; N]))
        }
        Given::Texts => {
            let text = scope.primitive("str");
            (Some(quote!(<const N: #size>)), parse_quote!([&#text; N]))
        }
        Given::Text => {
            let text = ast::path_type(scope.primitive("str"));
            (None, ast::reference_type(text))
        }
        Given::Integer => (None, ast::path_type(scope.primitive("i64"))),
        Given::Float => (None, ast::path_type(scope.primitive("f64"))),
    }
}

/// `impl Marker for Name {}`, by which a setter of what may be null knows that a literal will do.
fn marker(scope: &Scope<'_>, item: &Union, written: Written) -> syn::Item {
    let marker = scope.runtime_path(match written {
        Written::Text => "FromText",
        Written::Integer => "FromInteger",
        Written::Float => "FromFloat",
        Written::Array => "FromItems",
    });
    let name = ident(&item.ident);
    parse_quote!(impl #marker for #name {})
}

/// `impl From<T> for Name`.
fn implementation<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    given: Given<'a>,
    becomes: &Becomes<'a>,
) -> syn::Item {
    let (generics, ty) = given_type(scope, given);
    let value = ast::path_expr(ast::name("value"));
    let body = match becomes {
        Becomes::Unit(branch) => return from_unit(scope, item, branch, ty),
        Becomes::Held(branch) => holding(scope, branch, value),
        Becomes::Within(branch) => {
            holding(scope, branch, ast::method_call(value, "into", Vec::new()))
        }
        Becomes::List(branch) => {
            let into = scope.std("convert", "Into");
            let list = parse_quote!(value.into_iter().map(#into::into).collect());
            holding(scope, branch, list)
        }
        Becomes::OneOf(units, branch) => one_of(scope, item, units, *branch),
        Becomes::Itself(_) => value,
    };
    let from = ast::Function {
        attrs: Vec::new(),
        name: ident("from"),
        is_public: false,
        arguments: vec![ast::argument(ident("value"), ty.clone())],
        returns: ast::path_type(ast::self_path()),
        body: vec![syn::Stmt::Expr(body, None)],
    };
    let of = ast::generic(scope.std("convert", "From"), ty);
    let mut made = ast::implementation(Some(of), ast::name(&item.ident), vec![from]);
    if let (Some(generics), syn::Item::Impl(made)) = (generics, &mut made) {
        made.generics = parse_quote!(#generics);
    }
    made
}

/// A branch that holds a value.
fn holding(scope: &Scope<'_>, branch: &Branch, mut value: syn::Expr) -> syn::Expr {
    if matches!(branch.ty, Type::Boxed(_)) {
        let mut new = scope.std("boxed", "Box");
        new.segments.push(ident("new").into());
        value = ast::call(new, Some(value));
    }
    let mut variant = ast::self_path();
    variant.segments.push(ident(&branch.ident).into());
    ast::call(variant, Some(value))
}

fn from_unit(scope: &Scope<'_>, item: &Union, branch: &Branch, ty: syn::Type) -> syn::Item {
    let (name, variant) = (ident(&item.ident), ident(&branch.ident));
    let from = scope.std("convert", "From");
    parse_quote! {
        impl #from<#ty> for #name {
            fn from(_: #ty) -> Self {
                Self::#variant
            }
        }
    }
}

/// The branch that is a value, or what holds any other.
fn one_of(
    scope: &Scope<'_>,
    item: &Union,
    units: &[&Branch],
    branch: Option<&Branch>,
) -> syn::Expr {
    let arms = units.iter().filter_map(|branch| {
        let (variant, value) = (ident(&branch.ident), value(branch.unit()?));
        Some(quote!(#value => Self::#variant,))
    });
    let into = parse_quote!(value.into());
    let other = match branch {
        Some(branch) => holding(scope, branch, into),
        None => {
            let variant = ident(&item.catch_all);
            parse_quote!(Self::#variant(#into))
        }
    };
    parse_quote! {
        match value {
            #(#arms)*
            _ => #other,
        }
    }
}
