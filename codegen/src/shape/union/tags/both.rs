//! `anyOf`: a branch for values that match several branches at once, with the properties of all.

use std::collections::HashMap;

use super::look::{Guard, end, key, object};
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
        if group.len() < 2 {
            continue;
        }
        let Some((whole, group)) = whole(&shaper.graph, uses, &group) else {
            continue;
        };
        let told = group.iter().filter(|at| !guards[**at].keys.is_empty());
        let (is_told, is_pair) = (told.count() == group.len(), group.len() == 2);
        let is_tagged = group.iter().any(|at| !guards[*at].tags.is_empty());
        // of more than two that each have a key of their own, any two may hold
        let two_keys = is_told && !is_pair;
        if two_keys && is_tagged {
            continue;
        }
        let mut keys: Vec<String> = (whole.properties.iter())
            .filter(|property| property.required && !two_keys)
            .map(|property| property.wire.clone())
            .collect();
        let own = group.iter().map(|at| guards[*at].keys.iter());
        match two_keys {
            true => keys.extend(own.filter_map(|mut keys| keys.next().cloned())),
            false if is_pair => keys.extend(own.flatten().cloned()),
            false => {}
        }
        let mut whole = whole;
        for property in &mut whole.properties {
            property.required |= !two_keys && keys.contains(&property.wire);
        }
        let pointer = shaper.graph[id].pointer.clone();
        let request = shaper.request[id.0 as usize];
        let ty = shaper.node(Shape::Object(whole), &Site::root(&pointer, request));
        let title = if group.len() == 2 { "Both" } else { "Several" };
        shaper.graph[ty].meta.title = Some(title.to_owned());
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
            two_keys,
            meta: crate::graph::Meta {
                title: Some(title.to_owned()),
                description: "What fits several of the others at once.".to_owned(),
                ..crate::graph::Meta::default()
            },
        });
    }
    out
}

/// The properties of all branches, and which branches these are; required are those that all require. A branch is left out
/// in which a property means something else than in those before it: no value fits both. None where one has all
/// properties already.
fn whole(graph: &TypeGraph, uses: &[Use], group: &[usize]) -> Option<(ObjectShape, Vec<usize>)> {
    let mut whole = ObjectShape::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut required: HashMap<&str, usize> = HashMap::new();
    let mut largest = 0;
    let mut members = Vec::with_capacity(group.len());
    for at in group {
        let Some(object) = object(graph, uses[*at]) else {
            continue;
        };
        let keeps_all = object.additional.is_some() || !object.patterns.is_empty();
        let is_alike = |property: &Property| match places.get(property.wire.as_str()) {
            Some(place) => alike(graph, whole.properties[*place].ty, property.ty),
            None => true,
        };
        if keeps_all || !object.properties.iter().all(is_alike) {
            continue;
        }
        members.push(*at);
        largest = largest.max(object.properties.len());
        for property in &object.properties {
            let count: &mut usize = required.entry(&property.wire).or_default();
            *count = count.saturating_add(usize::from(property.required));
            match places.get(property.wire.as_str()) {
                None => {
                    places.insert(&property.wire, whole.properties.len());
                    whole.properties.push(Property {
                        required: false,
                        tag: None,
                        ..property.clone()
                    });
                }
                Some(place) => whole.properties[*place].ty.nullable &= property.ty.nullable,
            }
        }
    }
    if members.len() < 2 || whole.properties.len() == largest {
        return None;
    }
    for property in &mut whole.properties {
        property.required = required.get(property.wire.as_str()) == Some(&members.len());
    }
    Some((whole, members))
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
