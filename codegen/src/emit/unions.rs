//! Enums whose variants hold other types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ast;
use super::enums::UNRECOGNIZED;
use super::scope::Scope;
use super::table::Table;
use super::tokens::{ident, text};
use crate::model::{Branch, Guard, Literal, Scalar, Type, Union};

/// A union, and the conversions into it from the types that it holds.
pub(super) fn print<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
    out: &mut Vec<syn::Item>,
) {
    let listed: Vec<_> = item
        .branches
        .iter()
        .map(|branch| {
            let ty = scope.ty(&branch.ty);
            ast::variant(
                scope.comments.attributes(&branch.meta),
                &branch.ident,
                Some(ty),
            )
        })
        .collect();
    let json = ast::path_type(scope.runtime("Json"));
    let rest = ast::variant(
        scope.comments.doc(UNRECOGNIZED),
        &item.catch_all,
        Some(json),
    );
    let mut attributes = scope.comments.attributes(&item.meta);
    attributes.push(ast::list("derive", quote!(Clone, Debug, PartialEq)));
    attributes.push(ast::flag("non_exhaustive"));
    out.push(ast::enumeration(
        attributes,
        &item.ident,
        listed.into_iter().chain([rest]).collect(),
    ));
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

fn conversion<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> syn::Item {
    let ty = scope.ty(unboxed(&branch.ty));
    let mut value = ast::path_expr(ast::name("value"));
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
    let (tags, keys) = match guard {
        Guard::Null => return quote!(null),
        Guard::Boolean => return quote!(boolean),
        Guard::Integer => return quote!(integer),
        Guard::Number => return quote!(number),
        Guard::String => return quote!(string),
        Guard::Array => return quote!(array),
        Guard::Any => return quote!(any),
        Guard::Object { tags, keys } => (tags, keys),
    };
    let tags = tags.iter().map(|(property, values)| {
        let (property, values) = (text(property), values.iter().map(literal));
        quote!(#property = #(#values)|*)
    });
    let has = (!keys.is_empty()).then(|| {
        let keys = keys.iter().map(|key| text(key));
        quote!(has #(#keys),*)
    });
    let demands: Vec<_> = tags.chain(has).collect();
    if demands.is_empty() {
        return quote!(object);
    }
    quote!(object(#(#demands),*))
}

fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Boolean(value) => quote!(#value),
        Literal::Integer(value) => {
            let literal = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(#literal)
        }
        Literal::String(value) => {
            let literal = text(value);
            quote!(#literal)
        }
    }
}
