//! Fields of structs, variants of enums, branches of unions.

use std::collections::BTreeSet;

use super::class::Classes;
use super::{Names, place, scope, words};
use crate::graph::{
    EnumValue, ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, UnionShape,
};

impl Classes {
    /// Whether the document says of its components what they are: resources, or of which class.
    pub(crate) fn is_marked(&self) -> bool {
        self.marked || self.annotated
    }
}

/// Names the members of every type with a path.
pub(crate) fn members(graph: &TypeGraph, classes: &Classes, names: &mut Names) {
    let ids: Vec<TypeId> = names.types.keys().copied().collect();
    let is_marked = classes.is_marked();
    let heads = graph.answer_heads();
    for id in ids {
        if let Some(heads) = heads.get(&id) {
            let texts = heads.iter().map(|head| head.name.as_str()).collect();
            names.variants.insert(id, with_catch_all(texts));
            continue;
        }
        match &graph[id].shape {
            Shape::Object(object) => {
                names.fields.insert(id, fields(graph, object));
            }
            Shape::Enum(values) => {
                names.variants.insert(id, variants(values));
            }
            Shape::Union(union) => {
                let branches = branches(graph, names, id, union, is_marked);
                names.variants.insert(id, branches);
            }
            _ => {}
        }
    }
}

/// Identifiers of the properties, followed by those of the flattened maps.
fn fields(graph: &TypeGraph, object: &ObjectShape) -> Vec<String> {
    let patterns = place::patterns(graph, object);
    let texts = object.properties.iter().map(Property::called);
    let texts = texts.chain(patterns.iter().map(String::as_str));
    let extra = object.additional.map(|_| "additional_properties");
    scope::idents(texts.chain(extra), scope::Case::Snake, &[])
}

/// Identifiers of the values, followed by that of the catch-all.
fn variants(values: &[EnumValue]) -> Vec<String> {
    let texts: Vec<String> = values
        .iter()
        .map(|value| {
            value
                .name
                .clone()
                .unwrap_or_else(|| words::of_value(&value.value))
        })
        .collect();
    with_catch_all(texts.iter().map(String::as_str).collect())
}

/// Identifiers of the branches, followed by that of the catch-all.
///
/// A branch is named after its component, after what distinguishes it, or after its kind of value. A type of another
/// namespace includes that: `checkout::Session` is `CheckoutSession`, whether or not there is another session.
fn branches(
    graph: &TypeGraph,
    names: &Names,
    of: TypeId,
    union: &UnionShape,
    is_marked: bool,
) -> Vec<String> {
    let at = names.types.get(&of).map_or(&[][..], Vec::as_slice);
    let is_numbered = graph[of].component.is_none() && is_marked;
    let texts: Vec<String> = union
        .branches
        .iter()
        .zip(place::telling(graph, union))
        .map(|(branch, told)| {
            let id = branch.ty.ty;
            let id = names.same.get(&id).copied().unwrap_or(id);
            match (
                names.types.get(&id).and_then(|path| path.split_last()),
                branch.tag_name(),
            ) {
                _ if branch.under.is_some() => told,
                _ if branch.unit && graph[id].component.is_none() => told,
                (_, Some(_)) if graph[id].component.is_none() => told,
                (Some(_), None)
                    if graph[id].component.is_none()
                        && !is_numbered
                        && told != place::kind(graph, id) =>
                {
                    told
                }
                (Some((ident, namespace)), _) => {
                    let ident = ident.trim_end_matches('_');
                    if graph[id].component.is_none()
                        && !is_numbered
                        && let Some(rest) = at.last().and_then(|of| rest(ident, of))
                    {
                        return rest.to_owned();
                    }
                    match names.packages.contains(namespace) && !at.starts_with(namespace) {
                        true => format!("{}_{ident}", namespace.join("_")),
                        false => ident.to_owned(),
                    }
                }
                (None, _) => of_kind(graph, names, id),
            }
        })
        .collect();
    let texts = apart(graph, union, texts);
    with_catch_all(texts.iter().map(String::as_str).collect())
}

/// The words of a branch's type without those of its union, if any are left: the union says them.
fn rest<'a>(ident: &'a str, of: &str) -> Option<&'a str> {
    let rest = ident.strip_prefix(of.trim_end_matches('_'))?;
    rest.starts_with(char::is_uppercase).then_some(rest)
}

/// A single value that has the name of a component beside it, or of another branch that holds something, is its constant.
fn apart(graph: &TypeGraph, union: &UnionShape, mut texts: Vec<String>) -> Vec<String> {
    let is_value = |branch: &UnionBranch| branch.unit && graph[branch.ty.ty].component.is_none();
    if !union.branches.iter().any(is_value) {
        return texts;
    }
    let each = union.branches.iter().zip(&texts);
    let held: BTreeSet<String> = each
        .filter(|(branch, _)| !is_value(branch))
        .map(|(_, text)| words::variant(text))
        .collect();
    for (branch, text) in union.branches.iter().zip(&mut texts) {
        if is_value(branch) && held.contains(&words::variant(text)) {
            text.push_str(" constant");
        }
    }
    texts
}

fn of_kind(graph: &TypeGraph, names: &Names, id: TypeId) -> String {
    match &graph[id].shape {
        Shape::Array(inner) | Shape::List(inner) => {
            match names.types.get(&inner.ty).and_then(|p| p.last()) {
                Some(ident) => words::plural(ident.trim_end_matches('_')),
                None => format!("{} list", of_kind(graph, names, inner.ty)),
            }
        }
        Shape::Alias(inner) => of_kind(graph, names, inner.ty),
        _ => place::kind(graph, id).to_owned(),
    }
}

/// Variants, followed by a catch-all with a name that none of them has.
fn with_catch_all(texts: Vec<&str>) -> Vec<String> {
    let mut out = scope::idents(texts, scope::Case::Variant, &[]);
    let catch_all = ["Unrecognized", "Unlisted", "OtherValue"]
        .into_iter()
        .map(str::to_owned)
        .chain((2..).map(|n| format!("Unrecognized{n}")))
        .find(|c| !out.contains(c));
    out.extend(catch_all);
    out
}
