//! Unions within `allOf`: every branch is combined with the schemas beside it.

use std::collections::HashMap;

use serde_json::Value;

use super::meet::{Part, Sort};
use super::narrower::narrower;
use super::objects::Merged;
use super::{Resolver, UnionFacts, bare};
use crate::diagnostic::Code;
use crate::graph::{EnumValue, ObjectShape, Property, Shape, TypeId, UnionBranch, UnionShape, Use};
use crate::limits::Limit;
use crate::shape::annotation::notes;

impl Resolver<'_, '_> {
    /// Unions, and perhaps objects, that must all match.
    pub(super) fn distributed(
        &mut self,
        parts: &[Part],
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> (Shape, Option<UnionFacts>) {
        let unions: Vec<(usize, &Part)> = of_sort(parts, Sort::Union).collect();
        let [(union, part)] = unions[..] else {
            return self.product(parts, &unions, required, pointer, id);
        };
        let (branches, facts) = self.branches_of(part.end);
        if facts.several
            && facts.discriminator.is_none()
            && let Some(object) = self.flatten(parts, union, &branches, required, pointer, id)
        {
            let made = UnionFacts {
                several: true,
                ..UnionFacts::default()
            };
            return (Shape::Object(object), Some(made));
        }
        let mut out = Vec::with_capacity(branches.len());
        for mut branch in branches {
            // `properties` does not constrain values that are not objects.
            let is_object = match self.look(branch.ty) {
                Some(shape) => {
                    matches!(shape, Shape::Object(_) | Shape::Map(_) | Shape::Union(_))
                }
                None => true,
            };
            if is_object {
                let before = branch.ty;
                let together = with(parts, &[(union, branch.ty)]);
                let made = self.shaper.graph.types.len();
                let ty = self.together(&together, required, pointer, id);
                branch.ty = Use { ty, ..before };
                if ty.0 as usize >= made {
                    self.name_after(before, ty);
                }
            }
            out.push(branch);
        }
        (Shape::Union(UnionShape { branches: out }), Some(facts))
    }

    fn branches_of(&self, union: Use) -> (Vec<UnionBranch>, UnionFacts) {
        let branches = match &self.shaper.graph[union.ty].shape {
            Shape::Union(shape) => shape.branches.clone(),
            _ => Vec::new(),
        };
        let facts = self.unions.get(&union.ty).cloned().unwrap_or_default();
        (branches, facts)
    }

    /// Several unions that must all match: each branch of one with each of the others, up to a limit.
    fn product(
        &mut self,
        parts: &[Part],
        unions: &[(usize, &Part)],
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> (Shape, Option<UnionFacts>) {
        let mut several = false;
        let mut all: Vec<Vec<UnionBranch>> = Vec::with_capacity(unions.len());
        for (_, part) in unions {
            let (branches, facts) = self.branches_of(part.end);
            several |= facts.several;
            all.push(branches);
        }
        let are_objects = all
            .iter()
            .flatten()
            .all(|branch| matches!(self.look(branch.ty), Some(Shape::Object(_) | Shape::Map(_))));
        let count = (all.iter()).fold(1usize, |count, one| count.saturating_mul(one.len()));
        let are_many = count > self.shaper.input.limits.of(Limit::Combinations);
        if are_many || !are_objects {
            if are_many && are_objects {
                let message = format!(
                    "unions combined by `allOf` have {count} combinations; only the last union is typed"
                );
                let limit = Limit::Combinations;
                (self.shaper).cut_short(limit, Code::Untyped, pointer, message);
            } else {
                self.shaper.warn(
                    Code::Untyped,
                    pointer,
                    "unions combined by `allOf` have branches that are no objects; only the last union is typed",
                );
            }
            let last = unions.last().map(|(at, _)| *at);
            let kept: Vec<Use> = (parts.iter().enumerate())
                .filter(|(at, part)| part.sort != Sort::Union || Some(*at) == last)
                .map(|(_, part)| part.given)
                .collect();
            let ty = self.together(&kept, required, pointer, id);
            return (Shape::Alias(bare(ty)), None);
        }
        let mut chosen: Vec<Vec<UnionBranch>> = vec![Vec::new()];
        for branches in &all {
            chosen = chosen
                .iter()
                .flat_map(|before| {
                    branches.iter().map(|branch| {
                        let mut all = before.clone();
                        all.push(branch.clone());
                        all
                    })
                })
                .collect();
        }
        let mut branches = Vec::with_capacity(chosen.len());
        for chosen in chosen {
            let replaced: Vec<(usize, Use)> = (unions.iter().map(|(at, _)| *at))
                .zip(chosen.iter().map(|branch| branch.ty))
                .collect();
            let ty = self.together(&with(parts, &replaced), required, pointer, id);
            let meta = chosen.first().map(|first| first.meta.clone());
            branches.push(UnionBranch::new(bare(ty), meta.unwrap_or_default()));
        }
        let facts = UnionFacts {
            discriminator: None,
            origins: vec![None; branches.len()],
            several,
        };
        (Shape::Union(UnionShape { branches }), Some(facts))
    }

    /// Gives a new branch the name of its original.
    fn name_after(&mut self, from: Use, to: TypeId) {
        let source = &self.shaper.graph[from.ty];
        let title = source
            .component
            .clone()
            .or_else(|| source.meta.title.clone());
        let meta = source.meta.clone();
        let node = &mut self.shaper.graph[to];
        if node.component.is_none() {
            notes::fill(&mut node.meta, &meta);
            node.meta.title = title.or(node.meta.title.take());
        }
    }

    /// The branches of unions that match the plain values beside them.
    pub(super) fn filtered(
        &mut self,
        parts: &[Part],
        pointer: &str,
        id: TypeId,
    ) -> (Shape, Option<UnionFacts>) {
        let plain: Vec<Use> = of_sort(parts, Sort::Plain)
            .map(|(_, part)| part.given)
            .collect();
        let other = bare(self.together(&plain, &[], pointer, id));
        let Some(plain) = plain.last().and_then(|last| self.look(*last)).cloned() else {
            return (Shape::Alias(other), None);
        };
        let mut kept: Vec<Use> = Vec::new();
        for (_, part) in of_sort(parts, Sort::Union) {
            let (branches, facts) = self.branches_of(part.end);
            let fits: Vec<bool> = (branches.iter())
                .map(|branch| {
                    (self.look(branch.ty)).is_some_and(|shape| {
                        let is_same =
                            std::mem::discriminant(shape) == std::mem::discriminant(&plain);
                        is_same || narrower(shape, &plain).is_some()
                    })
                })
                .collect();
            let count = fits.iter().filter(|fits| **fits).count();
            if count == branches.len() {
                kept.push(part.given);
            } else if count == 1 {
                let branch = branches.iter().zip(&fits).find(|(_, fits)| **fits);
                kept.extend(branch.map(|(branch, _)| branch.ty));
            } else if count > 1 {
                let mut facts = facts;
                let mut branches = branches;
                let mut keep = fits.iter();
                branches.retain(|_| keep.next() == Some(&true));
                let mut keep = fits.iter();
                facts.origins.retain(|_| keep.next() == Some(&true));
                let ty = self.fresh(Shape::Union(UnionShape { branches }), pointer, id);
                self.unions.insert(ty, facts);
                kept.push(bare(ty));
            }
        }
        match &kept[..] {
            [] => {
                self.shaper.warn(
                    Code::Conflict,
                    pointer,
                    "no branch of the union is compatible with the schema beside it; only that schema counts",
                );
                (Shape::Alias(other), None)
            }
            [one] if matches!(self.look(*one), Some(Shape::Union(_))) => (Shape::Alias(*one), None),
            kept => {
                let all: Vec<Use> = kept
                    .iter()
                    .copied()
                    .filter(|one| !matches!(self.look(*one), Some(Shape::Union(_))))
                    .chain([other])
                    .collect();
                let ty = self.together(&all, &[], pointer, id);
                (Shape::Alias(bare(ty)), None)
            }
        }
    }

    /// Objects of which several may match at once, beside objects: one object with optional properties. Not if a property
    /// differs between them.
    fn flatten(
        &mut self,
        parts: &[Part],
        union: usize,
        branches: &[UnionBranch],
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> Option<ObjectShape> {
        let mut beside = Merged::default();
        for part in parts {
            match self.shaper.graph[part.end.ty].shape.clone() {
                Shape::Object(object) => self.merge(&mut beside, object, pointer, id),
                Shape::Union(_) => {}
                _ => return None,
            }
        }
        if parts.len() < 2 {
            return None;
        }
        let mut optional = Merged::default();
        let mut declared: HashMap<String, usize> = HashMap::new();
        for branch in branches {
            let settled = self.settled(branch.ty)?;
            let Shape::Object(object) = self.shaper.graph[settled.ty].shape.clone() else {
                return None;
            };
            if object.additional.is_some() || !object.patterns.is_empty() {
                return None;
            }
            for mut property in object.properties {
                let is_whole = usize::from(!property.partial);
                let count = declared.entry(property.wire.clone()).or_default();
                *count = count.saturating_add(is_whole);
                let nullable = property.ty.nullable
                    || (self.settled(property.ty)).is_some_and(|end| end.nullable);
                let same = (optional.get(&property.wire)).or(beside.get(&property.wire));
                match same.map(|other| other.ty) {
                    Some(other) if !self.same(other, property.ty) => return None,
                    Some(_) => {
                        // null as soon as one of those that a value matches allows that
                        if let Some(earlier) = optional.get_mut(&property.wire) {
                            earlier.ty.nullable |= nullable;
                        }
                    }
                    None => {
                        property.required = false;
                        optional.push(property);
                    }
                }
            }
        }
        for property in optional.properties_mut() {
            property.partial = declared.get(&property.wire) != Some(&branches.len());
            if property.partial {
                self.loosen(property, id);
            }
        }
        let (mut first, second) = match union {
            0 => (optional, beside),
            _ => (beside, optional),
        };
        let second = self.finished(second, id);
        self.merge(&mut first, second, pointer, id);
        let mut object = self.finished(first, id);
        super::meet::require(&mut object, required);
        Some(object)
    }

    /// A property that only some of several objects declare may have any value in the others, so it is no constant.
    fn loosen(&mut self, property: &mut Property, like: TypeId) {
        let shape = match self.look(property.ty) {
            Some(Shape::Constant(value)) => open(value),
            Some(Shape::Enum(values)) => match &values[..] {
                [only] => open(&only.value),
                _ => None,
            },
            _ => None,
        };
        if let Some(shape) = shape {
            property.ty.ty = self.fresh(shape, &property.pointer, like);
        }
    }
}

/// The shape of a value that is the only one of its schema, where that is one of several that may match: as a rule it is
/// this one, but it may be another of its kind.
fn open(value: &Value) -> Option<Shape> {
    match value {
        Value::Bool(_) => Some(Shape::Boolean),
        Value::String(_) | Value::Number(_) => {
            Some(Shape::Enum(vec![EnumValue::new(value.clone())]))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The parts of a kind, with their indices.
fn of_sort(parts: &[Part], sort: Sort) -> impl Iterator<Item = (usize, &Part)> {
    let all = parts.iter().enumerate();
    all.filter(move |(_, part)| part.sort == sort)
}

/// The parts, with unions replaced by branches.
fn with(parts: &[Part], branches: &[(usize, Use)]) -> Vec<Use> {
    (parts.iter().enumerate())
        .map(|(at, part)| {
            let chosen = branches.iter().find(|(union, _)| *union == at);
            chosen.map_or(part.given, |(_, branch)| *branch)
        })
        .collect()
}
