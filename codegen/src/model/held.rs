//! The items that a type or an item refers to.

use super::{Custom, Item, ItemPath, Params, Paths, Type};

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
    let mut out = Vec::new();
    each_item(ty, &mut |path| out.push(paths.real(path)));
    out
}

/// The number of items in a type.
pub(crate) fn item_count(ty: &Type) -> usize {
    let mut count = 0_usize;
    each_item(ty, &mut |_| count = count.saturating_add(1));
    count
}

/// The types of other crates in a type.
pub(crate) fn customs(ty: &Type) -> Vec<&Custom> {
    let mut out = Vec::new();
    each_leaf(ty, &mut |leaf| {
        if let Type::Custom(custom) = leaf {
            out.push(custom);
        }
    });
    out
}

fn each_item<'a>(ty: &'a Type, found: &mut impl FnMut(&'a ItemPath)) {
    each_leaf(ty, &mut |leaf| {
        if let Type::Item(path) = leaf {
            found(path);
        }
    });
}

fn each_leaf<'a>(ty: &'a Type, found: &mut impl FnMut(&'a Type)) {
    match ty {
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => each_leaf(inner, found),
        Type::Tuple(parts) => parts.iter().for_each(|part| each_leaf(part, found)),
        Type::Item(_) | Type::Scalar(_) | Type::Custom(_) => found(ty),
    }
}
