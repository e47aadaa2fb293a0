//! Unions that are branches of each other.
//!
//! Unions that contain each other, directly or not, can only hold the same values. They become one union of all the other
//! branches, and aliases of it, so that no type is a branch of itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::UnionFacts;
use crate::analyse::{self, Edge};
use crate::diagnostic::Code;
use crate::graph::{PerType, Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::shape::settle::sweep;
use crate::shape::shaper::Shaper;
use crate::shape::union::raw::{Discriminator, Join, Raw};

/// Breaks the cycles of `anyOf` and `oneOf` in the document.
pub(super) fn open(shaper: &mut Shaper<'_>) {
    let mut joins: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, raw) in &shaper.raw {
        if let Raw::Join(join) = raw {
            let ends = join.branches.iter().map(|branch| end(shaper, branch.ty));
            joins.insert(*id, ends.collect());
        }
    }
    for ring in rings(shaper.graph.types.len(), &joins) {
        let Some(first) = ring.first().copied() else {
            continue;
        };
        let inside: HashSet<TypeId> = ring.iter().copied().collect();
        let mut whole = Join {
            branches: Vec::new(),
            discriminator: None,
            several: false,
            expandable: false,
        };
        let mut said = Vec::new();
        for id in &ring {
            let Some(Raw::Join(join)) = shaper.raw.remove(id) else {
                continue;
            };
            for branch in join.branches {
                if inside.contains(&end(shaper, branch.ty)) {
                    shaper.nullable[first] |= branch.ty.nullable;
                } else {
                    whole.branches.push(branch);
                }
            }
            shaper.nullable[first] |= shaper.nullable[*id];
            said.extend(join.discriminator);
            whole.several |= join.several;
        }
        whole.discriminator = agreed(said, &inside);
        others_are(shaper, &ring, first);
        if whole.branches.is_empty() {
            nothing(shaper, first);
        } else {
            shaper.raw.insert(first, Raw::Join(whole));
        }
    }
    sweep::straighten(shaper);
}

/// Breaks the cycles that are left once every node has its shape: those through `allOf`.
pub(super) fn close(shaper: &mut Shaper<'_>, facts: &mut HashMap<TypeId, UnionFacts>) {
    let mut unions: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, node) in (0..).map(TypeId).zip(&shaper.graph.types) {
        if let Shape::Union(union) = &node.shape {
            let ends = union.branches.iter().map(|branch| end(shaper, branch.ty));
            unions.insert(id, ends.collect());
        }
    }
    for ring in rings(shaper.graph.types.len(), &unions) {
        let Some(first) = ring.first().copied() else {
            continue;
        };
        let inside: HashSet<TypeId> = ring.iter().copied().collect();
        let mut branches: Vec<UnionBranch> = Vec::new();
        let mut whole = UnionFacts::default();
        let mut said = Vec::new();
        let mut seen = HashSet::new();
        for id in &ring {
            let Shape::Union(union) = shaper.graph[*id].shape.clone() else {
                continue;
            };
            let own = facts.remove(id).unwrap_or_default();
            for (at, branch) in union.branches.into_iter().enumerate() {
                let behind = end(shaper, branch.ty);
                if inside.contains(&behind) {
                    shaper.nullable[first] |= branch.ty.nullable;
                } else if seen.insert(behind) {
                    branches.push(branch);
                    whole.origins.push(own.origins.get(at).copied().flatten());
                }
            }
            shaper.nullable[first] |= shaper.nullable[*id];
            said.extend(own.discriminator);
            whole.several |= own.several;
        }
        whole.discriminator = agreed(said, &inside);
        others_are(shaper, &ring, first);
        match &branches[..] {
            [] => nothing(shaper, first),
            [one] => shaper.set(first, Shape::Alias(one.ty)),
            _ => {
                shaper.graph[first].shape = Shape::Union(UnionShape { branches });
                facts.insert(first, whole);
            }
        }
    }
    sweep::straighten(shaper);
}

/// The node behind an edge; alias chains have length one here.
fn end(shaper: &Shaper<'_>, ty: Use) -> TypeId {
    match shaper.graph[ty.ty].shape {
        Shape::Alias(next) => next.ty,
        _ => ty.ty,
    }
}

/// The groups of unions that reach each other, in order.
fn rings(count: usize, unions: &BTreeMap<TypeId, Vec<TypeId>>) -> Vec<Vec<TypeId>> {
    let edges: Vec<Edge> = (unions.iter())
        .flat_map(|(from, ends)| {
            (ends.iter())
                .filter(|to| unions.contains_key(to))
                .map(|to| Edge {
                    from: from.0,
                    slot: 0,
                    to: to.0,
                })
        })
        .collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let components: PerType<u32> = analyse::components(count, &edges).into_iter().collect();
    let mut led: HashSet<u32> = HashSet::new();
    for edge in &edges {
        if components[TypeId(edge.from)] == components[TypeId(edge.to)] {
            led.insert(edge.from);
        }
    }
    let mut groups: BTreeMap<u32, Vec<TypeId>> = BTreeMap::new();
    for id in unions.keys().filter(|id| led.contains(&id.0)) {
        groups.entry(components[*id]).or_default().push(*id);
    }
    let mut rings: Vec<Vec<TypeId>> = groups.into_values().collect();
    rings.sort_unstable();
    rings
}

/// The common discriminator of several unions, if it is the same property.
fn agreed(said: Vec<Discriminator>, inside: &HashSet<TypeId>) -> Option<Discriminator> {
    let mut said = said.into_iter();
    let mut whole = said.next()?;
    for more in said {
        if more.property != whole.property {
            return None;
        }
        for (text, target) in more.mapping {
            if whole.mapping.iter().all(|(other, _)| *other != text) {
                whole.mapping.push((text, target));
            }
        }
        whole.default = whole.default.or(more.default);
    }
    whole.mapping.retain(|(_, target)| !inside.contains(target));
    Some(whole)
}

fn others_are(shaper: &mut Shaper<'_>, ring: &[TypeId], first: TypeId) {
    for id in ring.iter().skip(1) {
        let first = Use {
            ty: first,
            nullable: false,
        };
        shaper.set(*id, Shape::Alias(first));
    }
}

fn nothing(shaper: &mut Shaper<'_>, id: TypeId) {
    shaper.graph[id].shape = Shape::Any;
    let pointer = shaper.graph[id].pointer.clone();
    shaper.warn(
        Code::ReferenceCycle,
        &pointer,
        "this schema has no branches but itself; it is treated as any value",
    );
}
