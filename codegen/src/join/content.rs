//! The content of items, without their places: what two items must share to be one type.

use crate::hash::Map;
use crate::model::{
    Alias, Branch, Custom, Derived, Enum, EnumKind, Extra, Field, Guard, Item, ItemPath, Meta,
    Object, Presence, Scalar, Tag, Type, Union, Variant,
};

/// The content of an item, without its origin. The items that it refers to are left out.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Content<'a> {
    /// Equal to no other item.
    Alone(&'a ItemPath),
    Object(
        &'a str,
        Words<'a>,
        Vec<FieldContent<'a>>,
        Vec<ExtraContent<'a>>,
        bool,
    ),
    Enum(
        &'a str,
        Words<'a>,
        EnumKind,
        Vec<VariantContent<'a>>,
        &'a str,
        bool,
    ),
    Union(
        &'a str,
        Words<'a>,
        Vec<BranchContent<'a>>,
        &'a str,
        Option<Words<'a>>,
    ),
    Alias(&'a str, Words<'a>, Skeleton<'a>),
    Newtype(&'a str, Words<'a>, Skeleton<'a>),
    Tag(&'a str, Words<'a>, &'a str),
}

type Words<'a> = (&'a str, &'a [String], Option<&'a str>, &'a Derived);
type FieldContent<'a> = (
    [&'a str; 2],
    Skeleton<'a>,
    Presence,
    bool,
    [Option<&'a str>; 2],
    Words<'a>,
);
type ExtraContent<'a> = (&'a str, Option<&'a str>, Skeleton<'a>, Words<'a>);
type VariantContent<'a> = ([&'a str; 2], Words<'a>);
type BranchContent<'a> = (&'a str, Skeleton<'a>, Guard, Words<'a>);

/// A type from the outside in.
type Skeleton<'a> = Vec<Part<'a>>;

/// A part of a type. How many parts follow that belong to it is known from its kind.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Part<'a> {
    /// One of the items.
    Item,
    /// Another path of an item.
    Path(&'a ItemPath),
    Scalar(Scalar),
    Custom(&'a Custom),
    Tuple(usize),
    Array,
    Map,
    List,
    Expandable,
    Emptyable,
    Range,
    Nullable,
    Boxed,
}

/// The content of an item, and the numbers of the items that it refers to.
///
/// Items of operations are always unique, so that no two of them are merged.
pub(super) fn content<'a>(
    path: &'a ItemPath,
    item: &'a Item,
    numbers: &Map<&ItemPath, usize>,
) -> (Content<'a>, Vec<usize>) {
    let mut refers = Vec::new();
    let mut skeleton = |ty: &'a Type| {
        let mut parts = Vec::with_capacity(1);
        forget(ty, numbers, &mut parts, &mut refers);
        parts
    };
    let content = match item {
        Item::Object(object) => object_content(object, &mut skeleton),
        Item::Enum(values) => enum_content(values),
        Item::Union(union) => union_content(union, &mut skeleton),
        Item::Alias(Alias { ident, meta, ty }) => Content::Alias(ident, words(meta), skeleton(ty)),
        Item::Newtype(Alias { ident, meta, ty }) => {
            Content::Newtype(ident, words(meta), skeleton(ty))
        }
        Item::Tag(Tag { ident, meta, json }) => Content::Tag(ident, words(meta), json),
        Item::Params(_) | Item::Resource(_) | Item::Group(_) => Content::Alone(path),
    };
    (content, refers)
}

fn object_content<'a>(
    object: &'a Object,
    mut skeleton: impl FnMut(&'a Type) -> Skeleton<'a>,
) -> Content<'a> {
    let Object {
        ident,
        meta,
        fields,
        extra,
        constructible,
    } = object;
    // the order of arguments of `new` matters; the other fields come from a map, which has no order
    let mut fields: Vec<&Field> = fields.iter().collect();
    fields.sort_by(
        |a, b| match (a.presence.is_needed(), b.presence.is_needed()) {
            (false, false) => a.wire.cmp(&b.wire),
            (a, b) => b.cmp(&a),
        },
    );
    let field = |field: &'a Field| {
        let Field {
            ident,
            wire,
            ty,
            presence,
            null_is_empty,
            tag,
            default,
            meta,
        } = field;
        let texts = [ident.as_str(), wire];
        let more = [tag.as_deref(), default.as_deref()];
        (
            texts,
            skeleton(ty),
            *presence,
            *null_is_empty,
            more,
            words(meta),
        )
    };
    let fields = fields.into_iter().map(field).collect();
    let extra = extra.iter().map(|extra| {
        let Extra {
            ident,
            pattern,
            ty,
            meta,
        } = extra;
        (
            ident.as_str(),
            pattern.as_deref(),
            skeleton(ty),
            words(meta),
        )
    });
    Content::Object(ident, words(meta), fields, extra.collect(), *constructible)
}

fn enum_content(values: &Enum) -> Content<'_> {
    let Enum {
        ident,
        meta,
        kind,
        variants,
        catch_all,
        closed,
    } = values;
    let variants = variants.iter().map(|variant| {
        let Variant { ident, wire, meta } = variant;
        ([ident.as_str(), wire], words(meta))
    });
    let variants = variants.collect();
    Content::Enum(ident, words(meta), *kind, variants, catch_all, *closed)
}

fn union_content<'a>(
    union: &'a Union,
    mut skeleton: impl FnMut(&'a Type) -> Skeleton<'a>,
) -> Content<'a> {
    let Union {
        ident,
        meta,
        branches,
        catch_all,
        open,
    } = union;
    let branches = branches.iter().map(|branch| {
        let Branch {
            ident,
            ty,
            guard,
            meta,
        } = branch;
        (ident.as_str(), skeleton(ty), guard.in_order(), words(meta))
    });
    let open = open.as_ref().map(words);
    Content::Union(ident, words(meta), branches.collect(), catch_all, open)
}

/// The documentation and attributes of an item or a part of one, without its place in the document.
fn words(meta: &Meta) -> Words<'_> {
    let Meta {
        doc,
        rules,
        deprecated,
        pointer: _,
        derived,
    } = meta;
    (doc, rules, deprecated.as_deref(), derived)
}

/// Lists the parts of a type, and the items that it refers to.
fn forget<'a>(
    ty: &'a Type,
    numbers: &Map<&ItemPath, usize>,
    parts: &mut Skeleton<'a>,
    refers: &mut Vec<usize>,
) {
    let (part, inner) = match ty {
        Type::Item(path) => match numbers.get(path) {
            Some(number) => {
                refers.push(*number);
                (Part::Item, None)
            }
            None => (Part::Path(path), None),
        },
        Type::Scalar(scalar) => (Part::Scalar(*scalar), None),
        Type::Custom(custom) => (Part::Custom(custom), None),
        Type::Tuple(items) => {
            parts.push(Part::Tuple(items.len()));
            for item in items {
                forget(item, numbers, parts, refers);
            }
            return;
        }
        Type::Array(inner) => (Part::Array, Some(inner)),
        Type::Map(inner) => (Part::Map, Some(inner)),
        Type::List(inner) => (Part::List, Some(inner)),
        Type::Expandable(inner) => (Part::Expandable, Some(inner)),
        Type::Emptyable(inner) => (Part::Emptyable, Some(inner)),
        Type::Range(inner) => (Part::Range, Some(inner)),
        Type::Nullable(inner) => (Part::Nullable, Some(inner)),
        Type::Boxed(inner) => (Part::Boxed, Some(inner)),
    };
    parts.push(part);
    if let Some(inner) = inner {
        forget(inner, numbers, parts, refers);
    }
}
