//! Types that only wrap another: the wrapped type, and which wrappers can't be inlined.

use std::collections::BTreeSet;

use super::per_type::PerType;
use super::types::{Shape, TypeId, TypeNode, Use};
use super::whole::TypeGraph;

/// How many nested wrappers are inlined. A longer chain gets a type of its own: a component, if there is one within twice as
/// many. Parsing a type of so many levels uses the most stack of all passes.
const SPELLED: u32 = 8;

impl TypeGraph {
    /// The target of an alias; any other type unchanged. No alias refers to another one.
    #[must_use]
    pub fn behind(&self, ty: Use) -> Use {
        match self[ty.ty].shape {
            Shape::Alias(inner) => Use {
                nullable: ty.nullable || inner.nullable,
                ..inner
            },
            _ => ty,
        }
    }

    /// Whether all values of a type are strings.
    #[must_use]
    pub fn is_text(&self, id: TypeId) -> bool {
        let ty = self.behind(Use {
            ty: id,
            nullable: false,
        });
        match &self[ty.ty].shape {
            Shape::String(_) => true,
            Shape::Constant(value) => value.is_string(),
            Shape::Enum(values) => values.iter().all(|one| one.value.is_string()),
            _ => false,
        }
    }

    /// Whether a type is any value.
    #[must_use]
    pub fn is_any(&self, ty: Use) -> bool {
        matches!(self[self.behind(ty).ty].shape, Shape::Any)
    }

    /// Follows `next` from a type to the end; the result is nullable if any step is. `None` if the steps form a cycle.
    pub fn follow(
        &self,
        from: Use,
        next: impl Fn(TypeId, &TypeNode) -> Option<Use>,
    ) -> Option<Use> {
        let mut at = from;
        // more steps than types: one type was visited twice
        for _ in 0..=self.types.len() {
            match next(at.ty, &self[at.ty]) {
                Some(inner) => {
                    at = Use {
                        ty: inner.ty,
                        nullable: at.nullable || inner.nullable,
                    }
                }
                None => return Some(at),
            }
        }
        None
    }

    /// Wrappers that can't be inlined, and so are types of their own: those that reach themselves through wrappers only,
    /// such as an array of itself, and some in chains so long that nobody would read the inlined type (nor could a
    /// compiler).
    #[must_use]
    pub fn knots(&self) -> BTreeSet<TypeId> {
        let mut knots = BTreeSet::new();
        // the number of inlined wrappers of a type; `None` until it is known
        let mut depths: PerType<Option<u32>> = self.per_type(None);
        // the start that first reached a type
        let mut met: PerType<Option<TypeId>> = self.per_type(None);
        let mut path: Vec<TypeId> = Vec::new();
        for start in self.ids() {
            let mut at = start;
            let mut depth = loop {
                if let Some(depth) = depths[at] {
                    break depth;
                }
                if met[at] == Some(start) {
                    let from = path.iter().rposition(|on| *on == at).unwrap_or_default();
                    knots.extend(path.iter().skip(from));
                    break 0;
                }
                met[at] = Some(start);
                path.push(at);
                match self[at].shape.inner() {
                    Some(inner) => at = inner.ty,
                    None => break 0,
                }
            };
            for id in path.drain(..).rev() {
                let node = &self[id];
                if knots.contains(&id) || node.shape.inner().is_none() {
                    depth = 0;
                } else if depth >= 2 * SPELLED || depth >= SPELLED && node.component.is_some() {
                    knots.insert(id);
                    depth = 0;
                } else {
                    depth = depth.saturating_add(1);
                }
                depths[id] = Some(depth);
            }
        }
        knots
    }
}

#[cfg(test)]
mod tests {
    use super::{SPELLED, TypeId, Use};
    use crate::graph::{Hints, Meta, Shape, TypeGraph, TypeNode};

    /// A graph of components, each an array of the one that is named, or a boolean.
    fn graph(of: &[Option<u32>]) -> TypeGraph {
        named(of, true)
    }

    fn named(of: &[Option<u32>], is_component: bool) -> TypeGraph {
        let node = |of: &Option<u32>| TypeNode {
            shape: of.map_or(Shape::Boolean, |to| Shape::Array(to_use(to))),
            meta: Meta::default(),
            pointer: String::new(),
            component: is_component.then(String::new),
            hints: Hints::default(),
            untyped: None,
        };
        TypeGraph {
            types: of.iter().map(node).collect(),
            ..TypeGraph::default()
        }
    }

    fn to_use(ty: u32) -> Use {
        Use {
            ty: TypeId(ty),
            nullable: false,
        }
    }

    fn knots(of: &[Option<u32>]) -> Vec<u32> {
        graph(of).knots().into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn rings_are_knots_and_what_leads_to_them_is_not() {
        assert_eq!(knots(&[Some(0)]), [0]);
        assert_eq!(knots(&[Some(1), Some(0), Some(1)]), [0, 1]);
        assert_eq!(knots(&[Some(1), Some(2), Some(1), None]), [1, 2]);
        assert_eq!(knots(&[Some(1), Some(2), None]), [] as [u32; 0]);
    }

    #[test]
    fn long_chains_are_tied_off() {
        let count = 10 * SPELLED;
        let chain: Vec<_> = (1..count).map(Some).chain([None]).collect();
        let knots = knots(&chain);
        let ends = knots.iter().copied().chain([count - 1]);
        let starts = std::iter::once(0).chain(knots.iter().copied());
        assert!(starts.zip(ends).all(|(from, to)| to - from <= SPELLED + 1));
        // the same, no matter which end the walk begins at
        let backwards: Vec<_> = [None].into_iter().chain((0..count - 1).map(Some)).collect();
        let turned: Vec<_> = (graph(&backwards).knots().iter().rev())
            .map(|id| count - 1 - id.0)
            .collect();
        assert_eq!(knots, turned);
        // unnamed wrappers are inlined further, but not without limit
        let knots = named(&chain, false).knots();
        let ends: Vec<u32> = (knots.iter().map(|id| id.0)).chain([count - 1]).collect();
        assert!(
            ends.windows(2)
                .all(|two| two[1] - two[0] <= 2 * SPELLED + 1)
        );
        assert!(ends.len() > 2 && ends[0] <= 2 * SPELLED + 1);
    }

    #[test]
    fn steps_end_or_come_back() {
        let inner = |_: TypeId, node: &TypeNode| node.shape.inner();
        let end = |of: &[Option<u32>]| graph(of).follow(to_use(0), inner).map(|end| end.ty.0);
        assert_eq!(end(&[Some(1), Some(2), None]), Some(2));
        assert_eq!(end(&[None]), Some(0));
        assert_eq!(end(&[Some(1), Some(1)]), None);
    }
}
