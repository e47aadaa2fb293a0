//! `anyOf` and `oneOf`: unions, and idioms that use them without meaning a union.

use std::collections::HashMap;

use super::same::PlainKey;
use super::{Resolver, UnionFacts};
use crate::graph::{Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::shape::union::raw::{Join, JoinBranch, Raw};

/// The branches of a union while they are collected.
#[derive(Default)]
struct Seen {
    branches: Vec<JoinBranch>,
    /// Positions by the node at the end of all aliases.
    ends: HashMap<TypeId, usize>,
    /// Positions of plain values by their key.
    plain: HashMap<PlainKey, usize>,
}

impl Resolver<'_, '_> {
    /// The shape of one of several schemas.
    pub(super) fn join(&mut self, id: TypeId, mut join: Join) -> (Shape, Option<UnionFacts>) {
        let branches = self.branches(&mut join);
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

    /// The branches, with unnamed unions replaced by their own branches, each once. If several of a nested union may match
    /// at once, so may several of this one.
    fn branches(&mut self, join: &mut Join) -> Vec<JoinBranch> {
        let mut seen = Seen::default();
        // Unnamed unions are nested inline, so none is met again.
        let mut stack: Vec<JoinBranch> = join.branches.iter().rev().cloned().collect();
        while let Some(branch) = stack.pop() {
            if self.shaper.graph[branch.ty.ty].component.is_none()
                && let Some(Raw::Join(inner)) = self.shaper.raw.get(&branch.ty.ty)
                && inner.discriminator.is_none()
                && !inner.expandable
            {
                join.several |= inner.several;
                let nullable = branch.ty.nullable;
                stack.extend(inner.branches.iter().rev().cloned().map(|mut inner| {
                    inner.ty.nullable |= nullable;
                    inner
                }));
                continue;
            }
            self.add(&mut seen, branch);
        }
        seen.branches
    }

    /// Adds a branch unless it exists already.
    fn add(&mut self, seen: &mut Seen, branch: JoinBranch) {
        let end = self.end(branch.ty).0.ty;
        // Plain values can be equal in two places; objects are compared by identity.
        let key = self.plain_key(branch.ty);
        let same = (seen.ends.get(&end))
            .or_else(|| seen.plain.get(key.as_ref()?))
            .copied();
        match same.and_then(|at| seen.branches.get_mut(at)) {
            Some(known) => known.ty.nullable |= branch.ty.nullable,
            None => {
                seen.ends.insert(end, seen.branches.len());
                if let Some(key) = key {
                    seen.plain.insert(key, seen.branches.len());
                }
                seen.branches.push(branch);
            }
        }
    }

    /// Whether a branch allows only the empty string.
    fn is_empty(&self, branch: &JoinBranch) -> bool {
        match self.look(branch.ty) {
            Some(Shape::Constant(value)) => value == "",
            Some(Shape::Enum(values)) => matches!(&values[..], [value] if value.value == ""),
            _ => false,
        }
    }

    /// A scalar, or an object with bounds of the same scalar.
    fn range(&self, branches: &[JoinBranch]) -> Option<Shape> {
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

    /// The union of branches without special cases.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        branches: Vec<JoinBranch>,
        join: &Join,
    ) -> (Shape, Option<UnionFacts>) {
        let (typed, anything) = self.opened(branches);
        let mut branches = self.merge_plain(id, typed);
        if let Some(anything) = anything {
            if branches.iter().all(|branch| self.says_no_more(branch.ty)) {
                return (Shape::Alias(anything.ty), None);
            }
            branches.push(anything);
        }
        if branches.len() == 1
            && let Some(branch) = branches.pop()
        {
            return (Shape::Alias(branch.ty), None);
        }
        let facts = UnionFacts {
            discriminator: join.discriminator.clone(),
            origins: branches.iter().map(|branch| branch.origin).collect(),
            // an identifier expands to a single resource
            several: join.several && !join.expandable,
        };
        let branches = branches
            .into_iter()
            .map(|branch| UnionBranch::new(branch.ty, branch.meta))
            .collect();
        (Shape::Union(UnionShape { branches }), Some(facts))
    }
}
