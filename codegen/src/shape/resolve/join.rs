//! `anyOf` and `oneOf`: unions, and what documents say with them that is no union.

use super::{Resolver, UnionFacts};
use crate::graph::{Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::shape::raw::{Join, JoinBranch, Raw};

impl Resolver<'_, '_> {
    /// What one of several schemas comes to.
    pub(super) fn join(&mut self, id: TypeId, join: Join) -> (Shape, Option<UnionFacts>) {
        let branches = self.branches(id, &join, 0);
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
    fn branches(&mut self, id: TypeId, join: &Join, depth: u32) -> Vec<JoinBranch> {
        let mut out: Vec<JoinBranch> = Vec::with_capacity(join.branches.len());
        for branch in &join.branches {
            let inline = self.shaper.graph[branch.ty.ty].component.is_none();
            if inline
                && depth < 16
                && let Some(Raw::Join(inner)) = self.shaper.raw.get(&branch.ty.ty).cloned()
                && inner.discriminator.is_none()
                && !inner.expandable
            {
                for mut nested in self.branches(id, &inner, depth + 1) {
                    nested.ty.nullable |= branch.ty.nullable;
                    self.add(&mut out, nested);
                }
                continue;
            }
            self.add(&mut out, branch.clone());
        }
        out
    }

    /// Adds a branch unless the same is there.
    fn add(&mut self, out: &mut Vec<JoinBranch>, branch: JoinBranch) {
        let same = out.iter().position(|other| self.same(other.ty, branch.ty));
        match same {
            Some(index) => out[index].ty.nullable |= branch.ty.nullable,
            None => out.push(branch),
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
                tag: None,
                scalar_tag: None,
                keys: Vec::new(),
                meta: branch.meta,
            })
            .collect();
        (Shape::Union(UnionShape { branches }), Some(facts))
    }
}
