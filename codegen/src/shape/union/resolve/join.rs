//! `anyOf` and `oneOf`: unions, and what documents say with them that is no union.

use std::collections::HashMap;

use super::{Resolver, UnionFacts};
use crate::graph::{Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::shape::union::raw::{Join, JoinBranch, Raw};

/// The branches of a union as they are gathered.
#[derive(Default)]
struct Seen {
    branches: Vec<JoinBranch>,
    /// Positions by the node at the end of all aliases.
    ends: HashMap<TypeId, usize>,
    /// Positions of those that are no objects.
    plain: Vec<usize>,
}

impl Resolver<'_, '_> {
    /// What one of several schemas comes to.
    pub(super) fn join(&mut self, id: TypeId, join: Join) -> (Shape, Option<UnionFacts>) {
        let branches = self.branches(&join);
        if self.shaper.config.empty_string_clears {
            let (empty, rest): (Vec<_>, Vec<_>) = branches
                .iter()
                .cloned()
                .partition(|branch| self.is_empty(branch));
            if !empty.is_empty() && !rest.is_empty() {
                let ty = self.fresh_join(id, rest, &join);
                return (Shape::Emptyable(ty), None);
            }
        }
        if join.expandable {
            let is_text = |branch: &JoinBranch| {
                matches!(self.shaper.graph[branch.ty.ty].shape, Shape::String(_))
            };
            let (texts, rest): (Vec<_>, Vec<_>) = branches.iter().cloned().partition(is_text);
            if !texts.is_empty() && !rest.is_empty() {
                let ty = self.fresh_join(id, rest, &join);
                return (Shape::Expandable(ty), None);
            }
        }
        if self.shaper.config.ranges
            && let Some(shape) = self.range(&branches)
        {
            return (shape, None);
        }
        self.union(id, branches, &join)
    }

    /// The branches, those of unnamed unions among them in their places, each once.
    fn branches(&mut self, join: &Join) -> Vec<JoinBranch> {
        let mut seen = Seen::default();
        self.gather(join, false, 0, &mut seen);
        seen.branches
    }

    fn gather(&mut self, join: &Join, nullable: bool, depth: u32, seen: &mut Seen) {
        for branch in &join.branches {
            let nullable = nullable || branch.ty.nullable;
            if self.shaper.graph[branch.ty.ty].component.is_none()
                && depth < 16
                && let Some(Raw::Join(inner)) = self.shaper.raw.get(&branch.ty.ty).cloned()
                && inner.discriminator.is_none()
                && !inner.expandable
            {
                self.gather(&inner, nullable, depth + 1, seen);
                continue;
            }
            let mut branch = branch.clone();
            branch.ty.nullable = nullable;
            self.add(seen, branch);
        }
    }

    /// Adds a branch unless the same is there.
    fn add(&mut self, seen: &mut Seen, branch: JoinBranch) {
        let end = self.settled(branch.ty).map_or(branch.ty.ty, |ty| ty.ty);
        let plain = !matches!(
            self.shaper.graph[end].shape,
            Shape::Object(_) | Shape::Union(_)
        );
        let same = match seen.ends.get(&end) {
            Some(index) => Some(*index),
            // Plain values can be the same in two places; objects are only what they are.
            None if plain => {
                let others = seen.plain.clone();
                others
                    .into_iter()
                    .find(|index| self.same(seen.branches[*index].ty, branch.ty))
            }
            None => None,
        };
        match same {
            Some(index) => seen.branches[index].ty.nullable |= branch.ty.nullable,
            None => {
                seen.ends.insert(end, seen.branches.len());
                if plain {
                    seen.plain.push(seen.branches.len());
                }
                seen.branches.push(branch);
            }
        }
    }

    /// Whether two edges lead to the same schema, or to plain values of the same kind.
    pub(super) fn same(&mut self, a: Use, b: Use) -> bool {
        if a.ty == b.ty {
            return true;
        }
        let (Some(a), Some(b)) = (self.settled(a), self.settled(b)) else {
            return false;
        };
        if a.ty == b.ty {
            return true;
        }
        match (
            &self.shaper.graph[a.ty].shape,
            &self.shaper.graph[b.ty].shape,
        ) {
            (
                a @ (Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::String(_)
                | Shape::Constant(_)),
                b,
            ) => a == b,
            (Shape::Enum(a), Shape::Enum(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value == b.value)
            }
            (Shape::Array(a), Shape::Array(b)) | (Shape::Map(a), Shape::Map(b)) => {
                let (a, b) = (*a, *b);
                a.nullable == b.nullable && (a.ty == b.ty || self.same_plain(a, b))
            }
            _ => false,
        }
    }

    /// The same for items, one level down and no further: arrays of arrays are compared by their nodes.
    fn same_plain(&mut self, a: Use, b: Use) -> bool {
        let (Some(a), Some(b)) = (self.settled(a), self.settled(b)) else {
            return false;
        };
        let (a_shape, b_shape) = (
            &self.shaper.graph[a.ty].shape,
            &self.shaper.graph[b.ty].shape,
        );
        a.ty == b.ty
            || (matches!(
                a_shape,
                Shape::Any
                    | Shape::Boolean
                    | Shape::Integer(_)
                    | Shape::Number(_)
                    | Shape::String(_)
            ) && a_shape == b_shape)
    }

    /// Whether a branch allows the empty string and nothing else.
    fn is_empty(&mut self, branch: &JoinBranch) -> bool {
        match self.look(branch.ty) {
            Some(Shape::Constant(value)) => value == "",
            Some(Shape::Enum(values)) => matches!(&values[..], [value] if value.value == ""),
            _ => false,
        }
    }

    /// A scalar beside bounds of the same scalar.
    fn range(&mut self, branches: &[JoinBranch]) -> Option<Shape> {
        let [a, b] = branches else { return None };
        for (bounds, scalar) in [(a, b), (b, a)] {
            let Some(Shape::Object(object)) = self.look(bounds.ty) else {
                continue;
            };
            let named = |name: &str| matches!(name, "gt" | "gte" | "lt" | "lte");
            if object.properties.is_empty()
                || !object
                    .properties
                    .iter()
                    .all(|property| named(&property.wire))
            {
                return None;
            }
            let bounds: Vec<Use> = object
                .properties
                .iter()
                .map(|property| property.ty)
                .collect();
            let value = self.look(scalar.ty)?;
            if !matches!(
                value,
                Shape::Integer(_) | Shape::Number(_) | Shape::String(_)
            ) {
                return None;
            }
            let kind = std::mem::discriminant(value);
            for bound in bounds {
                if std::mem::discriminant(self.look(bound)?) != kind {
                    return None;
                }
            }
            return Some(Shape::Range(scalar.ty));
        }
        None
    }

    /// What branches come to once nothing special is left in them.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        branches: Vec<JoinBranch>,
        join: &Join,
    ) -> (Shape, Option<UnionFacts>) {
        let mut branches = self.merge_plain(id, branches);
        if branches
            .iter()
            .any(|branch| matches!(self.look(branch.ty), Some(Shape::Any)))
        {
            return (Shape::Any, None);
        }
        if branches.len() == 1
            && let Some(branch) = branches.pop()
        {
            return (Shape::Alias(branch.ty), None);
        }
        let facts = UnionFacts {
            discriminator: join.discriminator.clone(),
            origins: branches.iter().map(|branch| branch.origin).collect(),
            several: join.several,
        };
        let branches = branches
            .into_iter()
            .map(|branch| UnionBranch {
                ty: branch.ty,
                tags: Vec::new(),
                keys: Vec::new(),
                meta: branch.meta,
            })
            .collect();
        (Shape::Union(UnionShape { branches }), Some(facts))
    }
}
