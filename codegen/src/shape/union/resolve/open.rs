//! Open unions: those with a branch that allows any value, `oneOf: [{$ref: A}, {}]`.
//!
//! The typed branches come first, and any value last: what a typed branch does not hold as a whole is any value. So nothing that
//! is read changes when it is written, and nothing is an error. Such a union constrains nothing, so `allOf` passes over it.

use std::collections::{HashMap, HashSet};

use super::{Resolver, UnionFacts};
use crate::graph::{NumberFormat, Shape, StringFormat, TypeId, UnionShape, Use};
use crate::shape::shaper::Shaper;
use crate::shape::union::raw::JoinBranch;

impl Resolver<'_, '_> {
    /// The typed branches, and that of any value if there is one. Branches that are open unions are replaced by their own
    /// branches: they would leave nothing to those after them.
    pub(super) fn opened(
        &self,
        branches: Vec<JoinBranch>,
    ) -> (Vec<JoinBranch>, Option<JoinBranch>) {
        if !branches.iter().any(|branch| self.takes_any(branch.ty)) {
            return (branches, None);
        }
        let mut seen = HashSet::new();
        let mut typed = Vec::with_capacity(branches.len());
        let mut anything = None;
        let mut add = |branch: JoinBranch| {
            if self.is_any(branch.ty) {
                anything.get_or_insert(branch);
            } else if seen.insert(self.end(branch.ty).0.ty) {
                typed.push(branch);
            }
        };
        for branch in branches {
            match self.look(branch.ty) {
                Some(Shape::Union(union)) if self.is_open(union) => {
                    for inner in &union.branches {
                        let is_component = self.shaper.graph[inner.ty.ty].component.is_some();
                        add(JoinBranch {
                            ty: inner.ty,
                            origin: is_component.then_some(inner.ty.ty),
                            meta: inner.meta.clone(),
                            pointer: branch.pointer.clone(),
                        });
                    }
                }
                _ => add(branch),
            }
        }
        (typed, anything)
    }

    /// Whether a type tells no more about its values than their JSON does: beside any value it is of no use.
    pub(super) fn says_no_more(&self, ty: Use) -> bool {
        match self.look(ty) {
            Some(
                Shape::Any
                | Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(NumberFormat::Double | NumberFormat::Exact)
                | Shape::String(StringFormat::Plain),
            ) => true,
            Some(Shape::Array(inner) | Shape::Map(inner)) => self.is_any(*inner),
            _ => false,
        }
    }

    pub(super) fn is_any(&self, ty: Use) -> bool {
        matches!(self.look(ty), Some(Shape::Any))
    }

    /// Whether a type is any value, or an open union: it constrains nothing.
    pub(super) fn takes_any(&self, ty: Use) -> bool {
        match self.look(ty) {
            Some(Shape::Any) => true,
            Some(Shape::Union(union)) => self.is_open(union),
            _ => false,
        }
    }

    pub(super) fn is_open(&self, union: &UnionShape) -> bool {
        union.branches.iter().any(|branch| self.is_any(branch.ty))
    }
}

/// Puts the branch of any value last, once in each union, where all nodes have their shape: also where a schema that leads to
/// itself alone became any value. Null is a value like any other.
pub(super) fn settle(shaper: &mut Shaper<'_>, facts: &mut HashMap<TypeId, UnionFacts>) {
    for (id, facts) in facts {
        let Shape::Union(union) = &shaper.graph[*id].shape else {
            continue;
        };
        let is_any = |ty: Use| shaper.graph.is_any(ty);
        if !union.branches.iter().any(|branch| is_any(branch.ty)) {
            continue;
        }
        facts.origins.resize(union.branches.len(), None);
        let each = (union.branches.iter().cloned()).zip(std::mem::take(&mut facts.origins));
        let (mut anything, typed): (Vec<_>, Vec<_>) =
            each.partition(|(branch, _)| is_any(branch.ty));
        anything.truncate(1);
        let shape = match (&typed[..], &anything[..]) {
            ([], [(only, _)]) => Shape::Alias(only.ty),
            _ => {
                let branches;
                (branches, facts.origins) = typed.into_iter().chain(anything).unzip();
                shaper.nullable[*id] = true;
                Shape::Union(UnionShape { branches })
            }
        };
        shaper.graph[*id].shape = shape;
    }
}
