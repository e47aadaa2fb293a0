//! Objects within `allOf`: properties are put together, and unions are multiplied out.

use std::collections::HashMap;

use super::{Resolver, UnionFacts};
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, Property, Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::shape::annotation::notes;
use crate::shape::schema::order::Order;

/// How many branches a product of unions may have.
const PRODUCT: usize = 64;

impl Resolver<'_, '_> {
    /// The properties of both; what both declare must fit both.
    pub(super) fn merge_objects(
        &mut self,
        mut left: ObjectShape,
        right: ObjectShape,
        pointer: &str,
        like: TypeId,
    ) -> ObjectShape {
        let positions: HashMap<String, usize> = left
            .properties
            .iter()
            .enumerate()
            .map(|(index, property)| (property.wire.clone(), index))
            .collect();
        let mut order = Order::of(&left.properties);
        order.add(&right.properties);
        for property in right.properties {
            match positions.get(&property.wire) {
                None => left.properties.push(property),
                Some(index) => {
                    let earlier = left.properties[*index].clone();
                    left.properties[*index] = self.merge_properties(earlier, property, like);
                }
            }
        }
        order.apply(&mut left.properties);
        left.additional = match (left.additional, right.additional) {
            (Some(a), Some(b)) => Some(self.meet(a, b, pointer, like)),
            (a, b) => a.or(b),
        };
        left
    }

    fn merge_properties(&mut self, earlier: Property, later: Property, like: TypeId) -> Property {
        let ty = self.meet(earlier.ty, later.ty, &later.pointer, like);
        let mut meta = later.meta;
        notes::fill(&mut meta, &earlier.meta);
        Property {
            wire: later.wire,
            ty,
            required: earlier.required || later.required,
            read_only: earlier.read_only || later.read_only,
            write_only: earlier.write_only || later.write_only,
            meta,
            element: later.element.or(earlier.element),
            pointer: later.pointer,
        }
    }

    /// A union that must also be something else: each branch must.
    pub(super) fn distribute(
        &mut self,
        union: Use,
        other: Use,
        union_first: bool,
        pointer: &str,
        like: TypeId,
    ) -> Use {
        let Shape::Union(shape) = &self.shaper.graph[union.ty].shape else {
            return union;
        };
        let branches = shape.branches.clone();
        let facts = self.unions.get(&union.ty).cloned().unwrap_or_default();
        let nullable = union.nullable && other.nullable;
        if !self.is_object(other) {
            return self.filter(union, branches, &facts, other, pointer, like);
        }
        if facts.several
            && facts.discriminator.is_none()
            && let Some(object) = self.flatten(other, union_first, &branches, pointer, like)
        {
            return Use {
                ty: self.fresh(Shape::Object(object), pointer, like),
                nullable,
            };
        }
        let mut out = Vec::with_capacity(branches.len());
        for (index, mut branch) in branches.into_iter().enumerate() {
            let origin = facts.origins.get(index).copied().flatten();
            // Properties say nothing of what is no object.
            let object = match self.settled(branch.ty) {
                Some(settled) => {
                    self.is_object(settled)
                        || matches!(self.shaper.graph[settled.ty].shape, Shape::Union(_))
                }
                None => true,
            };
            if object && !origin.is_some_and(|origin| self.includes_busy(origin, 0)) {
                let (before, made) = (branch.ty, self.shaper.graph.types.len());
                let (a, b) = if union_first {
                    (branch.ty, other)
                } else {
                    (other, branch.ty)
                };
                branch.ty = self.meet(a, b, pointer, like);
                if branch.ty.ty.0 as usize >= made {
                    self.name_after(before, branch.ty);
                }
            }
            out.push(branch);
        }
        let ty = self.fresh(Shape::Union(UnionShape { branches: out }), pointer, like);
        self.unions.insert(ty, facts);
        Use { ty, nullable }
    }

    /// Gives a branch that was made the name of what it was made from.
    fn name_after(&mut self, from: Use, to: Use) {
        let source = &self.shaper.graph[from.ty];
        let title = source
            .component
            .clone()
            .or_else(|| source.meta.title.clone());
        let meta = source.meta.clone();
        let node = &mut self.shaper.graph.types[to.ty.0 as usize];
        if node.component.is_none() {
            notes::fill(&mut node.meta, &meta);
            node.meta.title = title.or(node.meta.title.take());
        }
    }

    fn is_object(&self, ty: Use) -> bool {
        matches!(
            self.shaper.graph[ty.ty].shape,
            Shape::Object(_) | Shape::Map(_)
        )
    }

    /// Those branches of a union that are of the other's kind.
    fn filter(
        &mut self,
        union: Use,
        branches: Vec<UnionBranch>,
        facts: &UnionFacts,
        other: Use,
        pointer: &str,
        like: TypeId,
    ) -> Use {
        let kind = std::mem::discriminant(&self.shaper.graph[other.ty].shape);
        let mut kept = Vec::new();
        let mut origins = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if self
                .look(branch.ty)
                .is_some_and(|shape| std::mem::discriminant(shape) == kind)
            {
                kept.push(branch.clone());
                origins.push(facts.origins.get(index).copied().flatten());
            }
        }
        match &kept[..] {
            [] => {
                self.shaper.warn(
                    Code::Conflict,
                    pointer,
                    "no branch of the union fits the schema beside it; the schema beside it counts",
                );
                other
            }
            [branch] => self.meet(branch.ty, other, pointer, like),
            _ if kept.len() == branches.len() => union,
            _ => {
                let ty = self.fresh(Shape::Union(UnionShape { branches: kept }), pointer, like);
                self.unions.insert(
                    ty,
                    UnionFacts {
                        origins,
                        ..facts.clone()
                    },
                );
                Use {
                    ty,
                    nullable: union.nullable && other.nullable,
                }
            }
        }
    }

    /// Two unions that must both hold: each branch of one with each of the other, as long as they are few.
    pub(super) fn meet_unions(&mut self, a: Use, b: Use, pointer: &str, like: TypeId) -> Use {
        let (Shape::Union(left), Shape::Union(right)) = (
            &self.shaper.graph[a.ty].shape,
            &self.shaper.graph[b.ty].shape,
        ) else {
            return b;
        };
        let (left, right) = (left.branches.clone(), right.branches.clone());
        let objects =
            |branches: &[UnionBranch]| branches.iter().all(|branch| self.is_object(branch.ty));
        if left.len() * right.len() > PRODUCT || !objects(&left) || !objects(&right) {
            self.shaper.warn(
                Code::Untyped,
                pointer,
                "unions combined by `allOf` have too many combinations; only the last union is typed",
            );
            return b;
        }
        let mut branches = Vec::with_capacity(left.len() * right.len());
        for x in &left {
            for y in &right {
                let ty = self.meet(x.ty, y.ty, pointer, like);
                branches.push(UnionBranch {
                    ty,
                    tags: Vec::new(),
                    keys: Vec::new(),
                    meta: x.meta.clone(),
                });
            }
        }
        let origins = vec![None; branches.len()];
        let ty = self.fresh(Shape::Union(UnionShape { branches }), pointer, like);
        self.unions.insert(
            ty,
            UnionFacts {
                discriminator: None,
                origins,
                several: false,
            },
        );
        Use {
            ty,
            nullable: a.nullable && b.nullable,
        }
    }

    /// Objects of which several may hold at once, beside an object: one object, their properties optional. Not where
    /// a property means different things in them.
    fn flatten(
        &mut self,
        base: Use,
        union_first: bool,
        branches: &[UnionBranch],
        pointer: &str,
        like: TypeId,
    ) -> Option<ObjectShape> {
        let Shape::Object(base) = self.shaper.graph[base.ty].shape.clone() else {
            return None;
        };
        let mut whole = base.clone();
        if union_first {
            whole.properties.clear();
        }
        for branch in branches {
            let settled = self.settled(branch.ty)?;
            let Shape::Object(object) = self.shaper.graph[settled.ty].shape.clone() else {
                return None;
            };
            if object.additional.is_some() {
                return None;
            }
            for mut property in object.properties {
                let same = whole
                    .properties
                    .iter()
                    .chain(&base.properties)
                    .find(|other| other.wire == property.wire);
                match same {
                    Some(other) => {
                        let other = other.ty;
                        if !self.same(other, property.ty) {
                            return None;
                        }
                    }
                    None => {
                        property.required = false;
                        whole.properties.push(property);
                    }
                }
            }
        }
        if union_first {
            whole = self.merge_objects(whole, base, pointer, like);
        }
        Some(whole)
    }
}
