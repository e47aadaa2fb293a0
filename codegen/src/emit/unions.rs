//! Enums whose variants hold other types.

use proc_macro2::TokenStream;
use quote::quote;

use super::enums::UNRECOGNIZED;
use super::scope::Scope;
use super::table::{Table, value};
use super::tokens::{ident, text};
use super::{ast, conversions, derives};
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
            let is_held = branch.unit().is_none() && branch.ty != Type::Scalar(Scalar::Unit);
            let ty = is_held.then(|| scope.ty(&branch.ty));
            ast::variant(derives::of_part(scope, &branch.meta), &branch.ident, ty)
        })
        .collect();
    let by_head = is_by_head(item);
    let (held, doc) = match by_head {
        true => ("Binary", "Another answer, as it came."),
        false => ("Json", UNRECOGNIZED),
    };
    let mut of_rest = match &item.open {
        Some(meta) => scope.comments.attributes(meta),
        None => scope.comments.doc(doc),
    };
    of_rest.extend(derives::parsed(&item.meta.derived.rest));
    let held = ast::path_type(scope.runtime(held));
    let rest = ast::variant(of_rest, &item.catch_all, Some(held));
    let attributes = derives::attributes(scope, &item.meta, false);
    out.push(ast::enumeration(
        attributes,
        &item.ident,
        listed.into_iter().chain([rest]).collect(),
    ));
    if !by_head {
        conversions::print(scope, item, path, out);
    }
}

/// Whether status and media type tell the branches apart.
fn is_by_head(item: &Union) -> bool {
    let by_head = |branch: &Branch| matches!(branch.guard, Guard::Answer { .. });
    item.branches.iter().all(by_head)
}

/// How a union is read and written.
pub(super) fn table(path: &[&str], item: &Union) -> Table {
    let macro_name = if is_by_head(item) { "answers" } else { "union" };
    let mut table = Table::new(macro_name, path);
    let units = item.branches.iter().filter_map(|branch| {
        let (name, value) = (ident(&branch.ident), value(branch.unit()?));
        Some(quote!(#name = #value))
    });
    let units: Vec<_> = units.collect();
    if !units.is_empty() {
        table.row(quote!([#(#units),*]));
    }
    for branch in item.branches.iter().filter(|one| one.unit().is_none()) {
        let name = ident(&branch.ident);
        table.row(match &branch.guard {
            Guard::Under(property) => {
                let property = text(property);
                quote!(#name in #property)
            }
            demand => {
                let guard = guard(demand);
                quote!(#name: #guard)
            }
        });
    }
    match item.open {
        Some(_) => table.anything(&item.catch_all),
        None => table.catch_all(&item.catch_all),
    }
    table
}

/// Which of several answers is a page.
pub(super) fn page_table<'a>(
    scope: &mut Scope<'a>,
    path: &[&str],
    branch: &'a Branch,
    media_type: &str,
) -> Table {
    let mut table = Table::new("answers_page", path);
    let (name, media_type, ty) = (ident(&branch.ident), text(media_type), scope.ty(&branch.ty));
    table.row(quote!(#name #media_type: #ty));
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
        Guard::Value(json) => return value(json),
        Guard::Answer { status, media_type } => {
            let status = text(status);
            let media_type = media_type.as_ref().map(|media_type| text(media_type));
            return quote!(#status #media_type);
        }
        Guard::Under(property) => {
            let property = text(property);
            return quote!(only(#property));
        }
        Guard::Several(keys) => {
            let keys = keys.iter().map(|key| {
                let name = text(&key.name);
                let null = key.nullable.then(|| quote!(or null));
                quote!(#name #null)
            });
            return quote!(several(#(#keys),*));
        }
        Guard::Object { tags, keys } => (tags, keys),
    };
    let (lacks, tags): (Vec<_>, Vec<_>) = tags.iter().partition(|(_, values)| values.is_empty());
    let lacks = (!lacks.is_empty()).then(|| {
        let lacks = lacks.iter().map(|(property, _)| text(property));
        quote!(lacks #(#lacks),*)
    });
    let tags = tags.into_iter().map(|(property, values)| {
        let (property, values) = (text(property), values.iter().map(literal));
        quote!(#property = #(#values)|*)
    });
    let has = (!keys.is_empty()).then(|| {
        let keys = keys.iter().map(|key| text(key));
        quote!(has #(#keys),*)
    });
    let demands: Vec<_> = tags.chain(lacks).chain(has).collect();
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
