//! Parameter types of constructors and setters, and the conversions of their arguments.
//!
//! Parameters accept strings for string formats, numbers for timestamps, arrays and other collections for lists and maps, a
//! branch for a union, and a value for a nullable field. Numbers, booleans, enums and objects are not converted, so that the
//! compiler checks literals where they are written.

use proc_macro2::Ident;
use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use super::tokens::ident;
use crate::model::{Item, Presence, Scalar, Type};

/// How a function takes a value: the type of its argument, and the expression that makes the field's value of it.
pub(super) struct Given {
    pub(super) ty: syn::Type,
    pub(super) value: syn::Expr,
}

/// How a value inside another is taken: its type, and what is made of it.
struct Part {
    ty: syn::Type,
    made: Made,
}

/// What is made of a value inside another.
enum Made {
    /// It is taken as it is.
    Same,
    /// What a function makes of it.
    By(syn::Path),
    /// What an expression makes of it, in which it is `item`.
    As(syn::Expr),
}

/// An argument for a field of a type and presence.
pub(super) fn given<'a>(
    scope: &mut Scope<'a>,
    ty: &'a Type,
    presence: Presence,
    argument: &Ident,
) -> Given {
    let value = ast::path_expr(syn::Path::from(argument.clone()));
    if matches!(presence, Presence::Nullable | Presence::Lenient) {
        let (ty, function) = nullable(scope, ty);
        let value = parse_quote!(#function(#value));
        return Given { ty, value };
    }
    match scope.index.behind_aliases(ty) {
        Type::Array(element) => list(scope, element, value),
        Type::Map(element) => map(scope, element, value),
        Type::Tuple(items) => tuple(scope, items, value).0,
        Type::Scalar(Scalar::Metadata) => map(scope, &Type::Scalar(Scalar::String), value),
        _ if converts(scope, ty) => Given {
            ty: into(scope, ty),
            value: ast::method_call(value, "into", Vec::new()),
        },
        _ => Given {
            ty: scope.ty(ty),
            value,
        },
    }
}

/// `impl IntoIterator<Item = T>` for a list.
fn list<'a>(scope: &mut Scope<'a>, element: &'a Type, value: syn::Expr) -> Given {
    let part = part(scope, element);
    let mut items = ast::method_call(value, "into_iter", Vec::new());
    let function = match part.made {
        Made::Same => None,
        Made::By(function) => Some(ast::path_expr(function)),
        Made::As(value) => Some(parse_quote!(|item| #value)),
    };
    if let Some(function) = function {
        items = ast::method_call(items, "map", vec![function]);
    }
    Given {
        ty: ast::impl_iterator(scope.std("iter", "IntoIterator"), part.ty),
        value: ast::method_call(items, "collect", Vec::new()),
    }
}

/// `impl IntoIterator<Item = (impl Into<String>, T)>` for a map.
pub(super) fn map<'a>(scope: &mut Scope<'a>, element: &'a Type, value: syn::Expr) -> Given {
    let part = part(scope, element);
    let name = into(scope, &Type::Scalar(Scalar::String));
    let inner = part.ty;
    let mut entries = ast::method_call(value, "into_iter", Vec::new());
    // a map takes names in any form by itself
    let value: Option<syn::Expr> = match part.made {
        Made::Same => None,
        Made::By(function) => Some(parse_quote!(#function(item))),
        Made::As(value) => Some(value),
    };
    if let Some(value) = value {
        entries = parse_quote!(#entries.map(|(name, item)| (name, #value)));
    }
    Given {
        ty: ast::impl_iterator(
            scope.std("iter", "IntoIterator"),
            parse_quote!((#name, #inner)),
        ),
        value: ast::method_call(entries, "collect", Vec::new()),
    }
}

/// `(impl Into<String>, T)` for a tuple, and whether it is taken as it is.
fn tuple<'a>(scope: &mut Scope<'a>, items: &'a [Type], value: syn::Expr) -> (Given, bool) {
    let parts: Vec<Part> = items.iter().map(|item| part(scope, item)).collect();
    let is_same = parts.iter().all(|part| matches!(part.made, Made::Same));
    let (mut types, mut values): (Vec<syn::Type>, Vec<syn::Expr>) = (Vec::new(), Vec::new());
    for (at, part) in parts.into_iter().enumerate() {
        let at = syn::Index::from(at);
        types.push(part.ty);
        values.push(match part.made {
            Made::Same => parse_quote!(#value.#at),
            Made::By(function) => parse_quote!(#function(#value.#at)),
            Made::As(made) => parse_quote!({
                let item = #value.#at;
                #made
            }),
        });
    }
    let value = match is_same {
        true => value,
        false => parse_quote!((#(#values,)*)),
    };
    let ty = ast::tuple_type(types);
    (Given { ty, value }, is_same)
}

/// How an element of a list or a map is taken.
fn part<'a>(scope: &mut Scope<'a>, ty: &'a Type) -> Part {
    let item = ast::path_expr(ast::name("item"));
    let nested = |given: Given| Part {
        ty: given.ty,
        made: Made::As(given.value),
    };
    match scope.index.behind_aliases(ty) {
        Type::Nullable(inner) => {
            let (ty, function) = nullable(scope, inner);
            let made = Made::By(function);
            Part { ty, made }
        }
        Type::Array(element) => nested(list(scope, element, item)),
        Type::Map(element) => nested(map(scope, element, item)),
        Type::Tuple(items) => match tuple(scope, items, item) {
            (given, true) => Part {
                ty: given.ty,
                made: Made::Same,
            },
            (given, false) => nested(given),
        },
        Type::Scalar(Scalar::Metadata) => nested(map(scope, &Type::Scalar(Scalar::String), item)),
        _ if converts(scope, ty) => {
            let mut function = scope.std("convert", "Into");
            function.segments.push(ident("into").into());
            Part {
                ty: into(scope, ty),
                made: Made::By(function),
            }
        }
        _ => Part {
            ty: scope.ty(ty),
            made: Made::Same,
        },
    }
}

/// `impl Into<T>`
fn into<'a>(scope: &mut Scope<'a>, ty: &'a Type) -> syn::Type {
    let into = scope.std("convert", "Into");
    ast::impl_trait(ast::generic(into, scope.ty(ty)))
}

/// `impl IntoNullable<T>`, and its function.
fn nullable<'a>(scope: &mut Scope<'a>, ty: &'a Type) -> (syn::Type, syn::Path) {
    let of = scope.runtime("IntoNullable");
    let mut function = of.clone();
    function.segments.push(ident("into_nullable").into());
    (ast::impl_trait(ast::generic(of, scope.ty(ty))), function)
}

/// Whether an argument of the type is taken as `impl Into<T>`.
fn converts<'a>(scope: &Scope<'a>, ty: &'a Type) -> bool {
    match scope.index.behind_aliases(ty) {
        Type::Scalar(scalar) => !matches!(
            scalar,
            Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::F32
                | Scalar::F64
                | Scalar::Unit
        ),
        Type::Item(path) => matches!(scope.index.item(path), Some(Item::Union(_))),
        Type::Array(_) | Type::Tuple(_) | Type::Nullable(_) => false,
        Type::Custom(custom) => custom.wrapper.is_some(),
        Type::Map(_)
        | Type::List(_)
        | Type::Expandable(_)
        | Type::Emptyable(_)
        | Type::Range(_)
        | Type::Boxed(_) => true,
    }
}
