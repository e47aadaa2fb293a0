//! Arrays of a fixed number of items, each with a schema of its own, become tuples.
//!
//! Tuples have no name: they are written out at each use. So a recursive tuple stays an array whose items may be any of its
//! schemas, and so does one that is too long to read.

use std::collections::HashMap;

use super::edges;
use crate::analyse::{Edge, components};
use crate::graph::{PerType, Shape, TypeId, Use};
use crate::shape::shaper::Shaper;

/// How many types an inlined tuple may contain, including itself.
const SPELLED: usize = 48;

/// Turns arrays with items by position into tuples. Removes `facts` of unions that are no longer needed.
pub(in crate::shape) fn settle<T>(shaper: &mut Shaper<'_>, facts: &mut HashMap<TypeId, T>) {
    if shaper.tuples.is_empty() {
        return;
    }
    let within = circles(shaper);
    let items_of = |shaper: &Shaper<'_>, at: TypeId| match shaper.graph[at].shape {
        Shape::Array(items) if !within[at] => shaper.tuples.get(&items.ty).cloned(),
        _ => None,
    };
    let found: Vec<(TypeId, Vec<Use>)> = (shaper.graph.ids())
        .filter(|at| is_short(shaper, *at))
        .filter_map(|at| Some((at, items_of(shaper, at)?)))
        .collect();
    for (at, items) in found {
        if let Shape::Array(any) = shaper.graph[at].shape {
            shaper.graph[any.ty].shape = Shape::Any;
            facts.remove(&any.ty);
        }
        shaper.graph[at].shape = Shape::Tuple(items);
    }
}

/// The recursive nodes.
#[expect(
    clippy::indexing_slicing,
    reason = "components are numbered from 0 on, and there are no more of them than types"
)]
fn circles(shaper: &mut Shaper<'_>) -> PerType<bool> {
    let count = shaper.graph.types.len();
    let mut all = Vec::new();
    let mut add = |from: TypeId, to: TypeId| {
        all.push(Edge {
            from: from.0,
            slot: 0,
            to: to.0,
        });
    };
    for at in shaper.graph.ids() {
        edges::of_shape(&mut shaper.graph[at].shape, &mut |ty| add(at, ty.ty));
    }
    for (any, items) in &shaper.tuples {
        items.iter().for_each(|item| add(*any, item.ty));
    }
    let numbers = components(count, &all);
    let mut sizes = vec![0_usize; count];
    for number in &numbers {
        let size = &mut sizes[*number as usize];
        *size = size.saturating_add(1);
    }
    // no tuple is a cycle of one node: its schemas lie in between
    (numbers.iter())
        .map(|number| sizes[*number as usize] > 1)
        .collect()
}

/// Whether the inlined form of a node is short enough: named types count as one.
fn is_short(shaper: &Shaper<'_>, at: TypeId) -> bool {
    let mut left = SPELLED;
    let mut stack = vec![at];
    while let Some(id) = stack.pop() {
        match left.checked_sub(1) {
            Some(less) => left = less,
            None => return false,
        }
        match shaper.graph[id].shape.inner() {
            Some(inner) => match shaper.tuples.get(&inner.ty) {
                Some(items) => stack.extend(items.iter().map(|item| item.ty)),
                _ => stack.push(inner.ty),
            },
            None => continue,
        }
    }
    true
}
