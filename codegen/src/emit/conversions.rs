//! `From` implementations that convert values into the unions that hold them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use super::table::value;
use super::tokens::ident;
use crate::model::{Branch, Meant, Scalar, Type, Union, Written};

/// The conversions into a union: from the types that it holds, and from literals that can only mean one of them.
pub(super) fn print<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
    out: &mut Vec<syn::Item>,
) {
    let conversions = scope.index.conversions(item, path);
    for branch in conversions.branches {
        out.push(conversion(scope, item, branch));
    }
    if let Some(of_array) = (conversions.array).and_then(|branch| from_array(scope, item, branch)) {
        out.extend([of_array, marker(scope, item, "FromItems")]);
    }
    let of_arrays = conversions.arrays.iter();
    let of_arrays: Vec<_> = of_arrays
        .flat_map(|branch| from_arrays(scope, item, branch))
        .collect();
    if !of_arrays.is_empty() {
        out.extend(of_arrays);
        out.push(marker(scope, item, "FromItems"));
    }
    for meant in conversions.literals {
        let (ty, name) = literal(scope, meant.written);
        match meant.branch {
            _ if meant.is_own => {}
            Some(branch) if meant.units.is_empty() => {
                let value =
                    ast::method_call(ast::path_expr(ast::name("value")), "into", Vec::new());
                out.push(implementation(scope, item, branch, ty, value));
            }
            _ => out.push(from_values(scope, item, &meant, ty)),
        }
        out.push(marker(scope, item, name));
    }
}

/// The types that convert into a union, with the generics that they need.
pub(super) fn into_union<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
) -> Vec<(Option<TokenStream>, TokenStream)> {
    let conversions = scope.index.conversions(item, path);
    let mut all = Vec::new();
    for branch in conversions.branches {
        let ty = scope.ty(branch.ty.unboxed());
        all.push((None, quote!(#ty)));
    }
    let array = conversions.array.map(|branch| branch.ty.unboxed());
    if let Some(Type::Array(element)) = array.map(|ty| scope.index.behind_aliases(ty)) {
        let element = scope.ty(element);
        let (into, size) = (scope.std("convert", "Into"), scope.primitive("usize"));
        let generics = quote!(<T: #into<#element>, const N: #size>);
        all.push((Some(generics), quote!([T; N])));
    }
    for branch in &conversions.arrays {
        let size = scope.primitive("usize");
        for element in elements(scope, branch) {
            let generics = quote!(<const N: #size>);
            all.push((Some(generics), quote!([#element; N])));
        }
    }
    for meant in conversions.literals.iter().filter(|meant| !meant.is_own) {
        let (ty, _) = literal(scope, meant.written);
        all.push((None, quote!(#ty)));
    }
    all
}

/// The type of a literal, and the marker of what it converts into.
fn literal(scope: &Scope<'_>, written: Written) -> (syn::Type, &'static str) {
    match written {
        Written::Text => {
            let text = scope.primitive("str");
            (parse_quote!(&#text), "FromText")
        }
        Written::Integer => (ast::path_type(scope.primitive("i64")), "FromInteger"),
        Written::Float => (ast::path_type(scope.primitive("f64")), "FromFloat"),
    }
}

/// `impl Marker for Name {}`, by which a setter of what may be null knows that a literal will do.
fn marker(scope: &Scope<'_>, item: &Union, marker: &str) -> syn::Item {
    let (name, marker) = (ident(&item.ident), scope.runtime_path(marker));
    parse_quote!(impl #marker for #name {})
}

/// `impl From<&str> for Name`, by way of the branches that are a text each.
fn from_values(scope: &Scope<'_>, item: &Union, meant: &Meant<'_>, ty: syn::Type) -> syn::Item {
    let name = ident(&item.ident);
    let arms = meant.units.iter().filter_map(|branch| {
        let (variant, value) = (ident(&branch.ident), value(branch.unit()?));
        Some(quote!(#value => Self::#variant,))
    });
    let other = match meant.branch {
        Some(branch) if matches!(branch.ty, Type::Boxed(_)) => {
            let (variant, new) = (ident(&branch.ident), scope.std("boxed", "Box"));
            quote!(Self::#variant(#new::new(value.into())))
        }
        Some(branch) => {
            let variant = ident(&branch.ident);
            quote!(Self::#variant(value.into()))
        }
        None => {
            let variant = ident(&item.catch_all);
            quote!(Self::#variant(value.into()))
        }
    };
    let from = scope.std("convert", "From");
    parse_quote! {
        impl #from<#ty> for #name {
            fn from(value: #ty) -> Self {
                match value {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
    }
}

/// `impl<T: Into<Element>, const N: usize> From<[T; N]> for Name`, for the branch that is a list.
fn from_array<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> Option<syn::Item> {
    let Type::Array(element) = scope.index.behind_aliases(branch.ty.unboxed()) else {
        return None;
    };
    let element = scope.ty(element);
    let (name, variant) = (ident(&item.ident), ident(&branch.ident));
    let (from, into) = (scope.std("convert", "From"), scope.std("convert", "Into"));
    let size = scope.primitive("usize");
    let list = collected(scope, branch);
    Some(parse_quote! {
        impl<T: #into<#element>, const N: #size> #from<[T; N]> for #name {
            fn from(value: [T; N]) -> Self {
                Self::#variant(#list)
            }
        }
    })
}

/// What an array holds that converts into a branch, where only that tells branches apart: the elements, or texts.
fn elements<'a>(scope: &mut Scope<'a>, branch: &'a Branch) -> Vec<syn::Type> {
    let Type::Array(element) = scope.index.behind_aliases(branch.ty.unboxed()) else {
        return Vec::new();
    };
    let mut all = vec![scope.ty(element)];
    if *scope.index.behind_aliases(element) == Type::Scalar(Scalar::String) {
        let str = scope.primitive("str");
        all.push(parse_quote!(&#str));
    }
    all
}

/// `impl<const N: usize> From<[Element; N]> for Name`, for one of several branches that are lists.
fn from_arrays<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> Vec<syn::Item> {
    let (name, variant) = (ident(&item.ident), ident(&branch.ident));
    let (from, size) = (scope.std("convert", "From"), scope.primitive("usize"));
    let list = collected(scope, branch);
    let all = elements(scope, branch).into_iter().map(|element| {
        parse_quote! {
            impl<const N: #size> #from<[#element; N]> for #name {
                fn from(value: [#element; N]) -> Self {
                    Self::#variant(#list)
                }
            }
        }
    });
    all.collect()
}

/// The list of a branch, of the elements of `value`.
fn collected(scope: &Scope<'_>, branch: &Branch) -> syn::Expr {
    let into = scope.std("convert", "Into");
    let list: syn::Expr = parse_quote!(value.into_iter().map(#into::into).collect());
    if matches!(branch.ty, Type::Boxed(_)) {
        let new = scope.std("boxed", "Box");
        return parse_quote!(#new::new(#list));
    }
    list
}

fn conversion<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> syn::Item {
    let ty = scope.ty(branch.ty.unboxed());
    if branch.unit().is_some() {
        let (name, variant) = (ident(&item.ident), ident(&branch.ident));
        let from = scope.std("convert", "From");
        return parse_quote! {
            impl #from<#ty> for #name {
                fn from(_: #ty) -> Self {
                    Self::#variant
                }
            }
        };
    }
    let value = ast::path_expr(ast::name("value"));
    implementation(scope, item, branch, ty, value)
}

/// `impl From<T> for Name`, by way of a branch that holds what is made of `value`.
fn implementation(
    scope: &Scope<'_>,
    item: &Union,
    branch: &Branch,
    ty: syn::Type,
    mut value: syn::Expr,
) -> syn::Item {
    if matches!(branch.ty, Type::Boxed(_)) {
        let mut new = scope.std("boxed", "Box");
        new.segments.push(ident("new").into());
        value = ast::call(new, Some(value));
    }
    let mut variant = ast::self_path();
    variant.segments.push(ident(&branch.ident).into());
    let from = ast::Function {
        attrs: Vec::new(),
        name: ident("from"),
        is_public: false,
        arguments: vec![ast::argument(ident("value"), ty.clone())],
        returns: ast::path_type(ast::self_path()),
        body: vec![syn::Stmt::Expr(ast::call(variant, Some(value)), None)],
    };
    let of = ast::generic(scope.std("convert", "From"), ty);
    ast::implementation(Some(of), &item.ident, vec![from])
}
