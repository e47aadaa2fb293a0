//! Finds types that can never have a value.

use std::collections::BTreeMap;

use super::components::{components, is_inside};
use super::edge::Edge;

/// Finds the cycles of references that no finite value can satisfy.
///
/// `edges` are the by-value references that a value cannot do without: required, not nullable fields. A type for which
/// `is_choice` holds is a union: it needs only one of its edges, the others need all of theirs. (A union with a branch
/// that refers to nothing, such as a string, is to be given without edges.)
///
/// Each cycle is given as the sorted edges of one strongly connected component of the types that have no value; making
/// the first of them optional, and asking again, ends with an empty answer.
pub(crate) fn uninhabitable(
    node_count: usize,
    edges: &[Edge],
    is_choice: impl Fn(u32) -> bool,
) -> Vec<Vec<Edge>> {
    let finite = finite(node_count, edges, is_choice);
    let is_infinite = |node: u32| finite.get(node as usize).is_some_and(|finite| !finite);
    let mut rest: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|edge| is_infinite(edge.from) && is_infinite(edge.to))
        .collect();
    rest.sort_unstable();
    rest.dedup();
    let component = components(node_count, &rest);
    let mut cycles: Vec<Vec<Edge>> = Vec::new();
    let mut place = BTreeMap::new();
    for edge in rest.into_iter().filter(|edge| is_inside(&component, edge)) {
        let Some(id) = component.get(edge.from as usize) else {
            continue;
        };
        match place.get(id).and_then(|at: &usize| cycles.get_mut(*at)) {
            Some(cycle) => cycle.push(edge),
            None => {
                place.insert(*id, cycles.len());
                cycles.push(vec![edge]);
            }
        }
    }
    cycles
}

/// Which types have a finite value: the least fixed point, found by counting down what each type still lacks.
#[expect(
    clippy::indexing_slicing,
    reason = "every table has an entry for each node, and edges that lead elsewhere are left aside"
)]
fn finite(node_count: usize, edges: &[Edge], is_choice: impl Fn(u32) -> bool) -> Vec<bool> {
    let mut lacks = vec![0usize; node_count];
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); node_count];
    for edge in edges {
        let (from, to) = (edge.from as usize, edge.to as usize);
        if from < node_count && to < node_count {
            users[to].push(edge.from);
            lacks[from] = if is_choice(edge.from) {
                1
            } else {
                lacks[from].saturating_add(1)
            };
        }
    }
    let mut finite = vec![false; node_count];
    let mut ready: Vec<usize> = (0..node_count).filter(|&node| lacks[node] == 0).collect();
    while let Some(node) = ready.pop() {
        if std::mem::replace(&mut finite[node], true) {
            continue;
        }
        for &user in &users[node] {
            let user = user as usize;
            lacks[user] = lacks[user].saturating_sub(1);
            if lacks[user] == 0 && !finite[user] {
                ready.push(user);
            }
        }
    }
    finite
}
