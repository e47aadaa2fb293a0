//! `anyOf`: a branch for values that match several branches at once, with the properties of all.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::look::{Guard, end, key, object};
use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, Untyped, Use};
use crate::json::same;
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
    let mut groups: Vec<Vec<Branch<'_>>> = Vec::new();
    for (ty, guard) in uses.iter().copied().zip(guards) {
        let place = *places.entry(key(&guard.tags)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push((ty, guard)),
            None => groups.push(vec![(ty, guard)]),
        }
    }
    let mut out = Vec::new();
    for group in groups {
        if group.len() < 2 {
            continue;
        }
        let Some(Whole {
            object: mut whole,
            members,
            unlike,
        }) = whole(&shaper.graph, &group)
        else {
            continue;
        };
        let is_told = members.iter().all(|guard| !guard.keys.is_empty());
        let is_pair = members.len() == 2;
        let is_tagged = members.iter().any(|guard| !guard.tags.is_empty());
        // of more than two that each have a key of their own, any two may hold
        let two_keys = is_told && !is_pair && !is_tagged;
        let mut keys: Vec<String> = (whole.properties.iter())
            .filter(|property| property.required && !two_keys)
            .map(|property| property.wire.clone())
            .collect();
        let own = members.iter().map(|guard| guard.keys.iter());
        match two_keys {
            true => keys.extend(own.filter_map(|mut keys| keys.next().cloned())),
            false if is_pair => keys.extend(own.flatten().cloned()),
            false => {}
        }
        for property in &mut whole.properties {
            property.required |= !two_keys && keys.contains(&property.wire);
        }
        let pointer = shaper.graph[id].pointer.clone();
        let site = Site::root(&pointer, shaper.request[id]);
        for at in unlike {
            if let Some(property) = whole.properties.get_mut(at) {
                property.ty = shaper.any(&site, Untyped::Branch);
            }
        }
        let ty = shaper.node(Shape::Object(whole), &site);
        let title = if is_pair { "Both" } else { "Several" };
        shaper.graph[ty].meta.title = Some(title.to_owned());
        out.push(UnionBranch {
            ty: Use {
                ty,
                nullable: false,
            },
            tags: members
                .first()
                .map(|guard| guard.tags.clone())
                .unwrap_or_default(),
            keys,
            two_keys,
            under: None,
            meta: crate::graph::Meta {
                title: Some(title.to_owned()),
                description: "What fits several of the others at once.".to_owned(),
                ..crate::graph::Meta::default()
            },
        });
    }
    out
}

/// A branch, and how it is told apart.
type Branch<'g> = (Use, &'g Guard);

/// What several branches come to.
struct Whole<'g> {
    /// The properties of all of them; required are those that all require.
    object: ObjectShape,
    /// How each of them is told apart.
    members: Vec<&'g Guard>,
    /// The properties that are not the same type in all of them: what fits one may fit another as well.
    unlike: BTreeSet<usize>,
}

/// The properties of all branches. None where whatever fits several of them has a branch already that knows it whole. What
/// keeps undeclared properties loses none.
fn whole<'g>(graph: &TypeGraph, group: &[Branch<'g>]) -> Option<Whole<'g>> {
    let mut whole = ObjectShape::default();
    let mut unlike = BTreeSet::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut required: HashMap<&str, usize> = HashMap::new();
    let mut objects = Vec::with_capacity(group.len());
    let mut members = Vec::with_capacity(group.len());
    for (ty, guard) in group {
        let Some(object) = object(graph, *ty) else {
            continue;
        };
        if object.additional.is_some() || !object.patterns.is_empty() {
            continue;
        }
        members.push(*guard);
        objects.push(object);
        for property in &object.properties {
            let count: &mut usize = required.entry(&property.wire).or_default();
            *count = count.saturating_add(usize::from(property.required));
            let known = places.get(property.wire.as_str()).copied();
            match known.and_then(|at| Some((at, whole.properties.get_mut(at)?))) {
                None => {
                    places.insert(&property.wire, whole.properties.len());
                    whole.properties.push(Property {
                        tag: None,
                        ..property.clone()
                    });
                }
                Some((at, known)) => {
                    if !alike(graph, known.ty, property.ty) {
                        unlike.insert(at);
                    }
                    known.ty.nullable &= property.ty.nullable;
                }
            }
        }
    }
    let is_required = |wire: &str| required.get(wire) == Some(&members.len());
    // one that takes whatever fits any of them
    let takes_all = |object: &&ObjectShape| {
        let mut properties = object.properties.iter();
        object.properties.len() == whole.properties.len()
            && unlike.is_empty()
            && properties.all(|one| !one.required || is_required(&one.wire))
    };
    if members.len() < 2 || is_chain(&mut objects) || objects.iter().any(takes_all) {
        return None;
    }
    for property in &mut whole.properties {
        property.required = is_required(&property.wire);
    }
    Some(Whole {
        object: whole,
        members,
        unlike,
    })
}

/// Whether each object has all properties of those with fewer: of several that a value fits, the largest knows it whole.
fn is_chain(objects: &mut [&ObjectShape]) -> bool {
    objects.sort_by_key(|object| object.properties.len());
    objects.windows(2).all(|pair| {
        let [smaller, larger] = pair else { return true };
        let names: HashSet<&str> = (larger.properties.iter())
            .map(|property| property.wire.as_str())
            .collect();
        let mut properties = smaller.properties.iter();
        properties.all(|property| names.contains(property.wire.as_str()))
    })
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
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
            }
            (Shape::Array(a), Shape::Array(b)) | (Shape::Map(a), Shape::Map(b)) => {
                let (a, b) = (end(graph, *a), end(graph, *b));
                a == b || (plain(&graph[a].shape) && graph[a].shape == graph[b].shape)
            }
            (a, b) => plain(a) && a == b,
        }
}
