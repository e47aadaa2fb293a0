//! The narrowest common type of values that several branches of a union declare differently.

use std::mem::{Discriminant, discriminant};

use serde_json::Value;

use super::alike::{alike, kind};
use super::look::end;
use crate::graph::{
    IntegerFormat, Meta, NumberFormat, Shape, StringFormat, TypeGraph, UnionBranch, UnionShape,
    Untyped, Use,
};
use crate::shape::shaper::{Shaper, Site};

/// A type for values of any of these types: a union, if they are of several kinds of JSON. Any value if one of them is of no
/// single kind.
pub(super) fn widest(shaper: &mut Shaper<'_>, all: &[Use], site: &Site<'_>) -> Use {
    let nullable = all.iter().any(|ty| ty.nullable);
    let shape = match common(&shaper.graph, all) {
        Some(Wide::Plain(shape)) => shape,
        Some(Wide::Array(items)) => {
            // arrays of arrays are not looked into
            let shape = match common(&shaper.graph, &items) {
                Some(Wide::Plain(shape)) => Some(shape),
                _ => None,
            };
            let nullable = shape.is_some() && items.iter().any(|item| item.nullable);
            let items = match shape {
                Some(shape) => Use {
                    ty: shaper.node(shape, site),
                    nullable,
                },
                None => kinds(shaper, &items, site),
            };
            Shape::Array(items)
        }
        Some(Wide::Object) => Shape::Map(shaper.any(site, Untyped::Differs)),
        None => return kinds(shaper, all, site),
    };
    let ty = shaper.node(shape, site);
    Use { ty, nullable }
}

/// A union of the kinds of JSON that these types are of, each with the type of all values of its kind.
fn kinds(shaper: &mut Shaper<'_>, all: &[Use], site: &Site<'_>) -> Use {
    let graph = &shaper.graph;
    if all
        .iter()
        .any(|ty| graph[end(graph, *ty)].shape == Shape::Any)
    {
        return shaper.any(site, Untyped::Anything);
    }
    let mut groups: Vec<(Discriminant<Value>, Vec<Use>)> = Vec::new();
    for ty in all {
        let Some(kind) = kind(&graph[end(graph, *ty)].shape) else {
            return shaper.any(site, Untyped::Differs);
        };
        let kind = discriminant(&kind);
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, group)) if group.iter().any(|one| alike(graph, *one, *ty)) => {}
            Some((_, group)) => group.push(*ty),
            None => groups.push((kind, vec![*ty])),
        }
    }
    if groups.len() < 2 {
        return shaper.any(site, Untyped::Differs);
    }
    let branches = groups.into_iter().map(|(_, group)| {
        let ty = match group[..] {
            [only] => only,
            _ => widest(shaper, &group, site),
        };
        let ty = Use {
            nullable: false,
            ..ty
        };
        UnionBranch::new(ty, Meta::default())
    });
    let branches = branches.collect();
    Use {
        ty: shaper.node(Shape::Union(UnionShape { branches }), site),
        nullable: all.iter().any(|ty| ty.nullable),
    }
}

/// What several types have in common.
enum Wide {
    Plain(Shape),
    /// Arrays of these items.
    Array(Vec<Use>),
    Object,
}

fn common(graph: &TypeGraph, all: &[Use]) -> Option<Wide> {
    let shapes = || all.iter().map(|ty| &graph[end(graph, *ty)].shape);
    if shapes().all(is_text) {
        return Some(Wide::Plain(Shape::String(StringFormat::Plain)));
    }
    if shapes().all(|shape| lists(shape, Value::is_boolean) || *shape == Shape::Boolean) {
        return Some(Wide::Plain(Shape::Boolean));
    }
    let is_short = |shape: &Shape| match shape {
        Shape::Integer(format) => matches!(
            format,
            IntegerFormat::I32 | IntegerFormat::I64 | IntegerFormat::U32 | IntegerFormat::UnixTime
        ),
        listed => lists(listed, Value::is_i64),
    };
    if shapes().all(is_short) {
        return Some(Wide::Plain(Shape::Integer(IntegerFormat::I64)));
    }
    let is_number = |shape: &Shape| {
        matches!(shape, Shape::Integer(_) | Shape::Number(_)) || lists(shape, Value::is_number)
    };
    if shapes().all(is_number) {
        return Some(Wide::Plain(Shape::Number(NumberFormat::Exact)));
    }
    let items = |shape: &Shape| match shape {
        Shape::Array(items) => Some(vec![*items]),
        Shape::Tuple(items) => Some(items.clone()),
        _ => None,
    };
    if let Some(items) = shapes().map(items).collect::<Option<Vec<_>>>() {
        return Some(Wide::Array(items.concat()));
    }
    let is_object = |shape: &Shape| {
        matches!(
            shape,
            Shape::Object(_) | Shape::Map(_) | Shape::Metadata(_) | Shape::List(_)
        )
    };
    shapes().all(is_object).then_some(Wide::Object)
}

/// Whether all values are strings that may be printed.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::String(format) => !matches!(format, StringFormat::Secret | StringFormat::Binary),
        listed => lists(listed, Value::is_string),
    }
}

/// Whether a shape lists its values, all of this kind.
fn lists(shape: &Shape, is_kind: fn(&Value) -> bool) -> bool {
    match shape {
        Shape::Constant(value) => is_kind(value),
        Shape::Enum(values) => values.iter().all(|one| is_kind(&one.value)),
        _ => false,
    }
}
