//! `anyOf`: a value may fit several branches at once, and must keep the properties of all.

use std::collections::HashMap;

use super::{Guard, end, key, object};
use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, Use};
use crate::shape::shaper::{Shaper, Site};

/// For objects that no tag tells apart, one more branch with the properties of all of them: it takes the values that
/// hold more than any one of them knows.
pub(super) fn both(
    shaper: &mut Shaper<'_>,
    id: TypeId,
    uses: &[Use],
    guards: &[Guard],
) -> Vec<UnionBranch> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, guard) in guards.iter().enumerate() {
        let place = *places.entry(key(&guard.tags)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    let mut out = Vec::new();
    for group in groups {
        let told = group
            .iter()
            .filter(|at| !guards[**at].keys.is_empty())
            .count();
        // Of three that each have a key of their own, any two may hold: no branch says that.
        if group.len() < 2 || (told > 0 && group.len() > 2) {
            continue;
        }
        let Some(whole) = whole(&shaper.graph, uses, &group) else {
            continue;
        };
        let mut keys: Vec<String> = (whole.properties.iter())
            .filter(|property| property.required)
            .map(|property| property.wire.clone())
            .collect();
        keys.extend(group.iter().flat_map(|at| guards[*at].keys.iter().cloned()));
        let mut whole = whole;
        for property in &mut whole.properties {
            property.required |= keys.contains(&property.wire);
        }
        let pointer = shaper.graph[id].pointer.clone();
        let request = shaper.request[id.0 as usize];
        let ty = shaper.node(Shape::Object(whole), &Site::root(&pointer, request));
        let title = if group.len() == 2 { "Both" } else { "Several" };
        shaper.graph.types[ty.0 as usize].meta.title = Some(title.to_owned());
        out.push(UnionBranch {
            ty: Use {
                ty,
                nullable: false,
            },
            tags: group
                .first()
                .map(|at| guards[*at].tags.clone())
                .unwrap_or_default(),
            keys,
            meta: crate::graph::Meta {
                title: Some(title.to_owned()),
                description: "What fits several of the others at once.".to_owned(),
                ..crate::graph::Meta::default()
            },
        });
    }
    out
}

/// The properties of all branches; required are those that all require. None where one has them all already, or where
/// a property means different things in them, so that no value fits both.
fn whole(graph: &TypeGraph, uses: &[Use], group: &[usize]) -> Option<ObjectShape> {
    let mut whole = ObjectShape::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut required: HashMap<&str, usize> = HashMap::new();
    let mut largest = 0;
    for at in group {
        let object = object(graph, uses[*at])?;
        if object.additional.is_some() {
            return None;
        }
        largest = largest.max(object.properties.len());
        for property in &object.properties {
            let count: &mut usize = required.entry(&property.wire).or_default();
            *count = count.saturating_add(usize::from(property.required));
            match places.get(property.wire.as_str()) {
                None => {
                    places.insert(&property.wire, whole.properties.len());
                    whole.properties.push(Property {
                        required: false,
                        ..property.clone()
                    });
                }
                Some(place) => {
                    let other = &mut whole.properties[*place];
                    if !alike(graph, other.ty, property.ty) {
                        return None;
                    }
                    other.ty.nullable &= property.ty.nullable;
                }
            }
        }
    }
    if whole.properties.len() == largest {
        return None;
    }
    for property in &mut whole.properties {
        property.required = required.get(property.wire.as_str()) == Some(&group.len());
    }
    Some(whole)
}

/// Whether values of two types are the same to a reader.
fn alike(graph: &TypeGraph, a: Use, b: Use) -> bool {
    let (a, b) = (end(graph, a), end(graph, b));
    let plain = |shape: &Shape| {
        matches!(
            shape,
            Shape::Any
                | Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::String(_)
                | Shape::Constant(_)
        )
    };
    a == b
        || match (&graph[a].shape, &graph[b].shape) {
            (Shape::Enum(a), Shape::Enum(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value == b.value)
            }
            (Shape::Array(a), Shape::Array(b)) | (Shape::Map(a), Shape::Map(b)) => {
                let (a, b) = (end(graph, *a), end(graph, *b));
                a == b || (plain(&graph[a].shape) && graph[a].shape == graph[b].shape)
            }
            (a, b) => plain(a) && a == b,
        }
}
