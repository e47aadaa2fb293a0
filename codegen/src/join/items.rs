//! Turns types of the graph into items: objects, enums, unions, aliases.

use super::context::Context;
use super::convert::{Converted, exact, outside_of_forms};
use crate::graph::{AnswerHead, EnumValue, ObjectShape, Shape, TypeId, UnionShape};
use crate::model::{
    Alias, Branch, Enum, EnumKind, Extra, Field, Guard, Item, Meta, Object, Presence, Scalar, Tag,
    Type, Union, Variant,
};

/// The item of a named type.
pub(super) fn item(context: &Context<'_>, id: TypeId, path: &[String]) -> Item {
    let node = &context.graph[id];
    let ident = path.last().cloned().unwrap_or_default();
    let meta = context.writer.meta(&node.meta, &node.pointer);
    match &node.shape {
        Shape::Object(shape) => Item::Object(object(context, id, ident, meta, shape)),
        Shape::Enum(values) => Item::Enum(enumeration(context, id, ident, meta, values)),
        Shape::Union(shape) => Item::Union(union(context, id, ident, meta, shape)),
        Shape::Constant(value) => Item::Tag(Tag {
            ident,
            meta: tag_meta(meta, value),
            json: value.to_string(),
        }),
        _ => {
            if context.convert.is_nothing(id) {
                let ty = Type::Scalar(Scalar::Json);
                return Item::Alias(Alias { ident, meta, ty });
            }
            let ty = context.convert.spelled(id).ty;
            let alias = Alias { ident, meta, ty };
            if context.convert.is_item(id) {
                Item::Newtype(alias)
            } else {
                Item::Alias(alias)
            }
        }
    }
}

fn tag_meta(meta: Meta, value: &serde_json::Value) -> Meta {
    Meta {
        doc: format!("Always `{}`.", value.to_string().replace('`', "'")),
        ..meta
    }
}

fn object(
    context: &Context<'_>,
    id: TypeId,
    ident: String,
    meta: Meta,
    object: &ObjectShape,
) -> Object {
    let idents = context
        .names
        .fields
        .get(&id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut fields = Vec::with_capacity(object.properties.len());
    for (slot, (property, ident)) in object.properties.iter().zip(idents).enumerate() {
        let loosened = context.loosened.contains(&(id.0, slot as u32));
        let convert = context
            .convert
            .near(context.names.homes.get(&id), property.called());
        let (ty, presence) = convert.field(id, slot, property.ty, property.required && !loosened);
        // constants identify an object
        let constant = matches!(context.graph[property.ty.ty].shape, Shape::Constant(_));
        let schemas = &context.config.schemas;
        let tolerated = context.is_loosened(id, property, &schemas.tolerant);
        let presence = match presence {
            Presence::Required if tolerated && !constant => Presence::Optional,
            Presence::Nullable if schemas.absent_is_null || tolerated => Presence::Lenient,
            presence => presence,
        };
        let may_be_empty = matches!(
            context.behind_aliases(property.ty),
            Shape::Array(_) | Shape::Map(_)
        );
        let null_is_empty = presence == Presence::Required
            && may_be_empty
            && context.is_loosened(id, property, &schemas.null_is_empty);
        fields.push(Field {
            ident: ident.clone(),
            wire: property.wire.clone(),
            ty: match context.uploads.contains(&id) {
                true => ty,
                false => outside_of_forms(ty),
            },
            presence,
            null_is_empty,
            tag: (presence == Presence::Required && context.is_text(property.ty))
                .then(|| property.tag.clone())
                .flatten(),
            default: (presence == Presence::Optional && context.config.schemas.decode_defaults)
                .then(|| super::defaults::default(context.graph, property))
                .flatten(),
            meta: context.writer.property(property, loosened),
        });
    }
    // identifier and kind first, because readers look for them first
    fields.sort_by_key(|field| match field.wire.as_str() {
        "id" => 0,
        "object" => 1,
        _ => 2,
    });
    let patterns = object.patterns.iter().map(|one| (one.ty, Some(one)));
    let all = patterns.chain(object.additional.map(|ty| (ty, None)));
    let idents = idents.iter().skip(object.properties.len());
    let extra = all
        .zip(idents)
        .map(|((ty, pattern), ident)| {
            let converted = context.convert.plain(ty);
            let ty = if converted.nullable {
                Type::Nullable(Box::new(converted.ty))
            } else {
                converted.ty
            };
            let doc = match pattern {
                Some(pattern) => context.writer.line(&pattern.note),
                None => "Properties that the document does not name.".to_owned(),
            };
            Extra {
                ident: ident.clone(),
                pattern: pattern.map(|one| one.pattern.regex.clone()),
                ty: outside_of_forms(ty),
                meta: Meta {
                    doc,
                    ..Meta::default()
                },
            }
        })
        .collect();
    Object {
        ident,
        meta,
        fields,
        extra,
        constructible: context.made.contains(&id),
    }
}

fn enumeration(
    context: &Context<'_>,
    id: TypeId,
    ident: String,
    meta: Meta,
    values: &[EnumValue],
) -> Enum {
    let is_closed = context.config.types.closed_enums && !values.is_empty();
    let kind = if values.iter().all(|v| v.value.is_string()) {
        EnumKind::String
    } else if values.iter().all(|v| v.value.is_i64()) {
        // a closed one has no other numbers
        match context.graph[id].hints.number && !is_closed {
            true => EnumKind::Number,
            false => EnumKind::Integer,
        }
    } else {
        EnumKind::Value
    };
    let (variants, catch_all) = variants(context, id);
    let variants: Vec<_> = values
        .iter()
        .zip(variants)
        .map(|(value, ident)| Variant {
            ident: ident.clone(),
            wire: match (&value.value, kind) {
                (serde_json::Value::String(text), EnumKind::String) => text.clone(),
                (value, _) => value.to_string(),
            },
            meta: context.writer.value(value),
        })
        .collect();
    Enum {
        ident,
        meta,
        kind,
        closed: is_closed,
        variants,
        catch_all,
    }
}

fn union(
    context: &Context<'_>,
    id: TypeId,
    ident: String,
    meta: Meta,
    union: &UnionShape,
) -> Union {
    let (variants, catch_all) = variants(context, id);
    if let Some(heads) = context.heads.get(&id) {
        return answers(context, id, ident, meta, union, heads);
    }
    let mut catch_all = catch_all;
    let mut open = None;
    let mut branches = Vec::with_capacity(union.branches.len());
    for (slot, (branch, ident)) in union.branches.iter().zip(variants).enumerate() {
        let behind = context.graph.behind(branch.ty);
        if matches!(context.graph[behind.ty].shape, Shape::Any) {
            let mut meta = context.writer.meta(&branch.meta, "");
            if meta.doc.is_empty() {
                meta.doc = "Any other value, which the document allows.".to_owned();
            }
            (catch_all, open) = (ident.clone(), Some(meta));
            continue;
        }
        let is_unnamed_unit = branch.unit && context.graph[branch.ty.ty].component.is_none();
        let Converted { mut ty, nullable } = match is_unnamed_unit {
            true => Converted {
                ty: Type::Scalar(Scalar::Unit),
                nullable: false,
            },
            false => context.convert.slot(id, slot, branch.ty),
        };
        // null in any other branch means null of the union
        if nullable && branch.under.is_some() && !ty.is_untyped() {
            ty = Type::Nullable(Box::new(ty));
        }
        branches.push(Branch {
            ident: ident.clone(),
            ty: exact(outside_of_forms(ty)),
            guard: context.guards.of(context.graph, branch),
            meta: context.writer.meta(&branch.meta, ""),
        });
    }
    Union {
        ident,
        meta,
        branches,
        catch_all,
        open,
    }
}

/// One of an operation's response bodies, by status and media type.
fn answers(
    context: &Context<'_>,
    id: TypeId,
    ident: String,
    meta: Meta,
    union: &UnionShape,
    heads: &[AnswerHead],
) -> Union {
    let (variants, catch_all) = variants(context, id);
    let branches = (union.branches.iter().zip(heads)).zip(variants);
    let branches = branches.map(|((branch, head), ident)| {
        let converted = context.convert.plain(branch.ty);
        let ty = match head.media_type {
            None => Type::Scalar(Scalar::Unit),
            Some(_) if converted.nullable && !converted.ty.is_untyped() => {
                Type::Nullable(Box::new(converted.ty))
            }
            Some(_) => converted.ty,
        };
        Branch {
            ident: ident.clone(),
            ty,
            guard: Guard::Answer {
                status: head.status.clone(),
                media_type: head.media_type.clone(),
            },
            meta: context.writer.meta(&branch.meta, ""),
        }
    });
    Union {
        ident,
        meta: Meta {
            doc: "What is answered, by status and media type.".to_owned(),
            ..meta
        },
        branches: branches.collect(),
        catch_all,
        open: None,
    }
}

/// Identifiers of variants, followed by that of the catch-all.
fn variants<'a>(context: &Context<'a>, id: TypeId) -> (&'a [String], String) {
    match context
        .names
        .variants
        .get(&id)
        .and_then(|all| all.split_last())
    {
        Some((catch_all, variants)) => (variants, catch_all.clone()),
        None => (&[], "Unrecognized".to_owned()),
    }
}
