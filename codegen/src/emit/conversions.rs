//! From what programs write to the union that holds it.

use syn::parse_quote;

use super::ast;
use super::scope::Scope;
use super::tokens::ident;
use crate::model::{Branch, EnumKind, Item, Scalar, Type, Union};

/// The conversions into a union: from the types that it holds, and from literals that can only mean one of them.
pub(super) fn print<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    path: &[&'a str],
    out: &mut Vec<syn::Item>,
) {
    let convertible: Vec<_> = (item.branches.iter())
        .filter(|branch| scope.index.is_convertible(item, branch, path))
        .collect();
    for branch in &convertible {
        out.push(conversion(scope, item, branch));
    }
    if let Some(of_array) = from_array(scope, item, &convertible) {
        out.extend([of_array, marker(scope, item, "FromItems")]);
    }
    for (literal, name) in [
        (Literal::Text, "FromText"),
        (Literal::Integer, "FromInteger"),
        (Literal::Float, "FromFloat"),
    ] {
        let own = (convertible.iter()).any(|branch| literal.is_own(scope, &branch.ty));
        let found = (item.branches.iter())
            .filter_map(|branch| Some((literal.distance(scope, &branch.ty, DEPTH)?, branch)))
            .min_by_key(|(distance, _)| *distance);
        let Some((_, branch)) = found else { continue };
        if !own {
            let ty = literal.ty(scope);
            let value = ast::method_call(ast::path_expr(ast::name("value")), "into", Vec::new());
            out.push(implementation(scope, item, branch, ty, value));
        }
        out.push(marker(scope, item, name));
    }
}

/// `impl Marker for Name {}`, by which a setter of what may be null knows that a literal will do.
fn marker(scope: &Scope<'_>, item: &Union, marker: &str) -> syn::Item {
    let (name, marker) = (ident(&item.ident), scope.runtime_path(marker));
    parse_quote!(impl #marker for #name {})
}

/// No union lies deeper in others where a literal is meant for it.
const DEPTH: u8 = 4;

/// What programs write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    Text,
    Integer,
    Float,
}

impl Literal {
    /// Its type.
    fn ty(self, scope: &Scope<'_>) -> syn::Type {
        match self {
            Self::Text => {
                let text = scope.primitive("str");
                parse_quote!(&#text)
            }
            Self::Integer => ast::path_type(scope.primitive("i64")),
            Self::Float => ast::path_type(scope.primitive("f64")),
        }
    }

    /// Whether a type is that of the literal.
    fn is_own<'a>(self, scope: &Scope<'a>, ty: &'a Type) -> bool {
        let own = match self {
            // a `&str` is no type of a field
            Self::Text => return false,
            Self::Integer => Scalar::I64,
            Self::Float => Scalar::F64,
        };
        *scope.index.behind_aliases(unboxed(ty)) == Type::Scalar(own)
    }

    /// How many unions lie between a type and what the literal is meant for in it, if it can be meant as one: a `From` makes
    /// it of the literal. The nearest is taken, so that no union is made by way of itself.
    fn distance<'a>(self, scope: &Scope<'a>, ty: &'a Type, depth: u8) -> Option<u8> {
        let is_near = match scope.index.behind_aliases(unboxed(ty)) {
            Type::Scalar(scalar) => self.is_own(scope, ty) || self.is_meant_as(*scalar),
            Type::Expandable(_) => self == Self::Text,
            // an enum says by its own name what it is
            Type::Emptyable(inner) if self != Self::Float && !is_enum(scope, inner) => {
                return self.distance(scope, inner, depth);
            }
            Type::Item(path) => match scope.index.item(path) {
                Some(Item::Enum(item)) if item.closed => false,
                Some(Item::Enum(item)) => match self {
                    Self::Text => item.kind == EnumKind::String,
                    Self::Integer => item.kind == EnumKind::Integer,
                    Self::Float => false,
                },
                Some(Item::Union(item)) => {
                    let depth = depth.checked_sub(1)?;
                    let branches = item.branches.iter();
                    let nearest = branches
                        .filter_map(|b| self.distance(scope, &b.ty, depth))
                        .min();
                    return nearest.map(|distance| distance + 1);
                }
                _ => false,
            },
            _ => false,
        };
        is_near.then_some(0)
    }

    fn is_meant_as(self, scalar: Scalar) -> bool {
        match self {
            Self::Text => matches!(
                scalar,
                Scalar::String
                    | Scalar::Secret
                    | Scalar::Date
                    | Scalar::DateTime
                    | Scalar::Time
                    | Scalar::Duration
                    | Scalar::Uuid
                    | Scalar::Uri
                    | Scalar::Decimal
            ),
            Self::Integer => matches!(scalar, Scalar::Timestamp | Scalar::Number),
            Self::Float => scalar == Scalar::Number,
        }
    }
}

fn is_enum<'a>(scope: &Scope<'a>, ty: &'a Type) -> bool {
    match scope.index.behind_aliases(ty) {
        Type::Item(path) => matches!(scope.index.item(path), Some(Item::Enum(_))),
        _ => false,
    }
}

/// `impl<T: Into<Element>, const N: usize> From<[T; N]> for Name`, where one branch is a list.
fn from_array<'a>(
    scope: &mut Scope<'a>,
    item: &'a Union,
    convertible: &[&'a Branch],
) -> Option<syn::Item> {
    let element = |branch: &&'a Branch| match scope.index.behind_aliases(unboxed(&branch.ty)) {
        Type::Array(element) => Some(&**element),
        _ => None,
    };
    let mut lists = convertible
        .iter()
        .filter(|branch| element(branch).is_some());
    let (branch, None) = (lists.next()?, lists.next()) else {
        return None;
    };
    let element = scope.ty(element(branch)?);
    let (name, variant) = (ident(&item.ident), ident(&branch.ident));
    let (from, into) = (scope.std("convert", "From"), scope.std("convert", "Into"));
    let size = scope.primitive("usize");
    let mut list: syn::Expr = parse_quote!(value.into_iter().map(#into::into).collect());
    if matches!(branch.ty, Type::Boxed(_)) {
        let new = scope.std("boxed", "Box");
        list = parse_quote!(#new::new(#list));
    }
    Some(parse_quote! {
        impl<T: #into<#element>, const N: #size> #from<[T; N]> for #name {
            fn from(value: [T; N]) -> Self {
                Self::#variant(#list)
            }
        }
    })
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        ty => ty,
    }
}

fn conversion<'a>(scope: &mut Scope<'a>, item: &'a Union, branch: &'a Branch) -> syn::Item {
    let ty = scope.ty(unboxed(&branch.ty));
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
