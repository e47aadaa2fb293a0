//! Merges infinite wrappers: an array of itself is one type, however many schemas describe it.

use std::mem::{Discriminant, discriminant};

use crate::graph::{Shape, TypeGraph, TypeId};

/// Closes every cycle of unnamed wrappers where it begins to repeat itself.
///
/// An `allOf` of a cycle of two arrays and a cycle of three is a cycle of six, whose other links are all equal to the first.
pub(in crate::shape) fn close(graph: &mut TypeGraph) {
    let mut met = graph.per_type(false);
    let mut path: Vec<TypeId> = Vec::new();
    for start in graph.ids() {
        path.clear();
        let mut at = start;
        let ring = loop {
            match met[at] {
                false => {}
                // if it is on the path of another start, it is not on this one
                true => break path.iter().position(|on| *on == at),
            }
            met[at] = true;
            path.push(at);
            match graph[at].shape.inner() {
                Some(inner) => at = inner.ty,
                None => break None,
            }
        };
        let Some(ring) = ring.and_then(|from| path.get_mut(from..)) else {
            continue;
        };
        // one of them may be a component: the cycle begins with it
        let is_named = |at: &TypeId| graph[*at].component.is_some();
        if let Some(named) = ring.iter().position(is_named) {
            ring.rotate_left(named);
        }
        if !ring.iter().skip(1).any(is_named) {
            let links: Vec<_> = ring.iter().map(|at| link(&graph[*at].shape)).collect();
            let once = ring.get(..period(&links)).unwrap_or_default();
            if let (Some(first), Some(last)) = (once.first(), once.last())
                && let Some(inner) = inner_mut(&mut graph[*last].shape)
            {
                inner.ty = *first;
            }
        }
    }
}

/// The wrapper itself, without its target.
fn link(shape: &Shape) -> (Discriminant<Shape>, bool) {
    let nullable = shape.inner().is_some_and(|inner| inner.nullable);
    (discriminant(shape), nullable)
}

fn inner_mut(shape: &mut Shape) -> Option<&mut crate::graph::Use> {
    match shape {
        Shape::Array(inner)
        | Shape::Map(inner)
        | Shape::List(inner)
        | Shape::Expandable(inner)
        | Shape::Emptyable(inner)
        | Shape::Range(inner)
        | Shape::Alias(inner) => Some(inner),
        _ => None,
    }
}

/// The period of a cycle of these links (Knuth, Morris, Pratt).
#[expect(
    clippy::indexing_slicing,
    reason = "there is a border for each link, and it is shorter than what it is the border of"
)]
fn period<T: PartialEq>(links: &[T]) -> usize {
    let count = links.len();
    // the length of the longest suffix of the links so far that is also a prefix
    let mut borders = vec![0; count];
    for at in 1..count {
        let mut border: usize = borders[at.saturating_sub(1)];
        while border > 0 && links[at] != links[border] {
            border = borders[border.saturating_sub(1)];
        }
        borders[at] = border.saturating_add(usize::from(links[at] == links[border]));
    }
    let period = count.saturating_sub(borders.last().copied().unwrap_or(0));
    // the period must divide the whole cycle
    if count.is_multiple_of(period) {
        period
    } else {
        count
    }
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn rings_repeat_themselves() {
        assert_eq!(period(&[1]), 1);
        assert_eq!(period(&[1, 1, 1, 1]), 1);
        assert_eq!(period(&[1, 2, 1, 2]), 2);
        assert_eq!(period(&[1, 2, 1]), 3);
        assert_eq!(period(&[1, 2, 1, 1]), 4);
        assert_eq!(period(&[1, 1, 2, 1, 1, 2, 1, 1, 2]), 3);
    }
}
