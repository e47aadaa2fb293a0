//! The items that a type or an item refers to.

use super::{Item, Params, Paths, Type};

/// The types that an item holds.
pub(crate) fn held(item: &Item) -> Vec<&Type> {
    match item {
        Item::Object(object) | Item::Params(Params { object, .. }) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            fields
                .chain(object.extra.iter().map(|extra| &extra.ty))
                .collect()
        }
        Item::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        Item::Alias(alias) | Item::Newtype(alias) => vec![&alias.ty],
        Item::Enum(_) | Item::Tag(_) | Item::Resource(_) | Item::Group(_) => Vec::new(),
    }
}

/// The paths of the items in a type.
pub(crate) fn items<'a>(ty: &'a Type, paths: &Paths<'a>) -> Vec<Vec<&'a str>> {
    match ty {
        Type::Item(path) => vec![paths.real(path)],
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => items(inner, paths),
        Type::Tuple(parts) => parts.iter().flat_map(|part| items(part, paths)).collect(),
        Type::Scalar(_) | Type::Custom(_) => Vec::new(),
    }
}

/// The number of items in a type.
pub(crate) fn item_count(ty: &Type) -> usize {
    match ty {
        Type::Item(_) => 1,
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => item_count(inner),
        Type::Tuple(parts) => parts.iter().map(item_count).sum(),
        Type::Scalar(_) | Type::Custom(_) => 0,
    }
}
