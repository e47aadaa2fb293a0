//! Union branches that are plain values: all of the same JSON type become one branch, except single values beside what is
//! no list of values: each is a variant that holds nothing.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Resolver;
use crate::graph::{
    EnumValue, IntegerFormat, Meta, NumberFormat, Shape, StringFormat, TypeId, Use,
};
use crate::shape::union::raw::JoinBranch;

/// The kinds of plain values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Text,
    Integer,
    Number,
    Boolean,
}

fn plain(shape: &Shape) -> Option<Plain> {
    let of_value = |value: &Value| match value {
        Value::String(_) => Some(Plain::Text),
        Value::Number(number) if number.is_f64() => Some(Plain::Number),
        Value::Number(_) => Some(Plain::Integer),
        Value::Bool(_) => Some(Plain::Boolean),
        _ => None,
    };
    match shape {
        Shape::String(_) => Some(Plain::Text),
        Shape::Integer(_) => Some(Plain::Integer),
        Shape::Number(_) => Some(Plain::Number),
        Shape::Boolean => Some(Plain::Boolean),
        Shape::Constant(value) => of_value(value),
        Shape::Enum(values) => {
            let first = of_value(&values.first()?.value)?;
            values
                .iter()
                .all(|value| of_value(&value.value) == Some(first))
                .then_some(first)
        }
        _ => None,
    }
}

impl Resolver<'_, '_> {
    /// Merges all string branches into one, and likewise all integers, all numbers, and all booleans. A union of nothing but
    /// listed values is an enum.
    pub(super) fn merge_plain(&mut self, id: TypeId, branches: Vec<JoinBranch>) -> Vec<JoinBranch> {
        // an enum holds no file
        let is_listed = |shape: &Shape| matches!(shape, Shape::Constant(_) | Shape::Enum(_));
        let looks: Vec<_> = branches.iter().map(|branch| self.look(branch.ty)).collect();
        let has_list = looks.iter().flatten().any(|shape| is_listed(shape));
        let kinds: Vec<_> = (looks.into_iter())
            .map(|shape| match shape? {
                Shape::String(StringFormat::Binary) if has_list => None,
                shape => plain(shape),
            })
            .collect();
        let count = |kind| kinds.iter().filter(|other| **other == Some(kind)).count();
        let numbers = count(Plain::Number);
        let is_enum = branches.len() > 1 && branches.iter().all(|branch| self.is_list(branch.ty));
        if is_enum && kinds.iter().all(Option::is_some) {
            return self.enumeration(id, &branches).into_iter().collect();
        }
        let crowded = [Plain::Text, Plain::Integer, Plain::Number, Plain::Boolean]
            .iter()
            .any(|kind| count(*kind) > 1);
        if !crowded && (numbers == 0 || count(Plain::Integer) == 0) {
            return branches;
        }
        let mut groups: Vec<(Option<Plain>, Vec<JoinBranch>)> = Vec::new();
        let mut places: Vec<(Plain, usize)> = Vec::new();
        for (branch, kind) in branches.into_iter().zip(kinds) {
            let kind = match kind {
                // Every integer is a number.
                Some(Plain::Integer) if numbers > 0 => Some(Plain::Number),
                kind => kind,
            };
            let place = places.iter().find(|(other, _)| Some(*other) == kind);
            match place.and_then(|(_, place)| groups.get_mut(*place)) {
                Some((_, group)) => group.push(branch),
                None => {
                    places.extend(kind.map(|kind| (kind, groups.len())));
                    groups.push((kind, vec![branch]));
                }
            }
        }
        let is_whole = groups.len() == 1;
        let mut merged = Vec::new();
        for (kind, group) in groups {
            match !is_whole && group.iter().all(|branch| self.is_value(branch.ty)) {
                true => merged.extend(self.each_once(group)),
                false => merged.extend(self.merge_group(id, kind, group)),
            }
        }
        merged
    }

    /// Whether a type lists its values, and has no name.
    fn is_list(&self, ty: Use) -> bool {
        self.shaper.graph[ty.ty].component.is_none()
            && matches!(
                self.look(ty),
                Some(Shape::Constant(_)) | Some(Shape::Enum(_))
            )
    }

    /// Whether a type is a single value. A component that lists one may list a second one later.
    fn is_value(&self, ty: Use) -> bool {
        match self.look(ty) {
            Some(Shape::Constant(_)) => true,
            Some(Shape::Enum(values)) => values.len() == 1 && self.is_list(ty),
            _ => false,
        }
    }

    /// Branches that are a single value each, without those that come again.
    fn each_once(&self, group: Vec<JoinBranch>) -> Vec<JoinBranch> {
        let mut seen = HashSet::new();
        let is_new = |branch: &JoinBranch| match self.look(branch.ty) {
            Some(Shape::Constant(value)) => seen.insert(value.clone()),
            Some(Shape::Enum(values)) => match &values[..] {
                [only] => seen.insert(only.value.clone()),
                _ => true,
            },
            _ => true,
        };
        group.into_iter().filter(is_new).collect()
    }

    /// An enum of all values that the branches list.
    fn enumeration(&mut self, id: TypeId, branches: &[JoinBranch]) -> Option<JoinBranch> {
        let mut values = Values::default();
        for branch in branches {
            match self.look(branch.ty)?.clone() {
                Shape::Enum(more) => more.into_iter().for_each(|value| values.push(value)),
                Shape::Constant(value) => values.push(named(value, &branch.meta)),
                _ => {}
            }
        }
        let pointer = branches.first()?.pointer.clone();
        let ty = self.fresh(Shape::Enum(values.list), &pointer, id);
        let nullable = branches.iter().any(|branch| branch.ty.nullable);
        Some(JoinBranch {
            ty: Use { ty, nullable },
            origin: None,
            meta: Meta::default(),
            pointer: self.shaper.graph[id].pointer.clone(),
        })
    }

    fn merge_group(
        &mut self,
        id: TypeId,
        kind: Option<Plain>,
        mut group: Vec<JoinBranch>,
    ) -> Option<JoinBranch> {
        let Some(kind) = kind.filter(|_| group.len() > 1) else {
            return group.pop();
        };
        let nullable = group.iter().any(|branch| branch.ty.nullable);
        let mut values = Values::default();
        let mut formats: Vec<Shape> = Vec::new();
        let mut lists = Vec::new();
        for branch in &group {
            match self.look(branch.ty)?.clone() {
                Shape::Enum(more) => {
                    lists.push(branch.ty);
                    for value in more {
                        values.push(value);
                    }
                }
                Shape::Constant(value) => {
                    lists.push(branch.ty);
                    values.push(named(value, &branch.meta));
                }
                other => {
                    if !formats.contains(&other) {
                        formats.push(other);
                    }
                }
            }
        }
        if !formats.is_empty() {
            for list in &lists {
                self.shaper.graph[list.ty].hints.open = true;
            }
        }
        let first = group.first()?;
        let pointer = self.shaper.graph[id].pointer.clone();
        let whole = |ty: Use| {
            Some(JoinBranch {
                ty: Use {
                    nullable: nullable || ty.nullable,
                    ..ty
                },
                origin: None,
                meta: Meta::default(),
                pointer: pointer.clone(),
            })
        };
        let shape = match kind {
            Plain::Boolean => Shape::Boolean,
            // Listed numbers beside any number add nothing that the type could keep.
            Plain::Number if formats.is_empty() => Shape::Enum(values.list),
            Plain::Number => Shape::Number(number(&formats)),
            Plain::Text | Plain::Integer => match (&lists[..], &formats[..]) {
                // Enums are open: they hold any other value of the kind.
                ([list], _) if matches!(self.look(*list), Some(Shape::Enum(_))) => {
                    return whole(*list);
                }
                ([], formats) if kind == Plain::Text => Shape::String(string(formats)),
                ([], formats) => Shape::Integer(integer(formats)),
                _ => Shape::Enum(values.list),
            },
        };
        if let Some(same) = group
            .iter()
            .find(|branch| self.shaper.graph[branch.ty.ty].shape == shape)
        {
            return whole(same.ty);
        }
        let pointer = first.pointer.clone();
        let ty = self.fresh(shape, &pointer, id);
        self.shaper.graph[ty].hints.open = !formats.is_empty();
        whole(Use { ty, nullable })
    }
}

/// Values of several enums, each once.
#[derive(Default)]
struct Values {
    list: Vec<EnumValue>,
    positions: HashMap<Value, usize>,
}

impl Values {
    fn push(&mut self, value: EnumValue) {
        let known = self.positions.get(&value.value);
        match known.and_then(|at| self.list.get_mut(*at)) {
            Some(known) => {
                if known.description.is_empty() {
                    known.description = value.description;
                }
            }
            None => {
                self.positions.insert(value.value.clone(), self.list.len());
                self.list.push(value);
            }
        }
    }
}

/// An enum value that is written as a branch of its own.
fn named(value: Value, meta: &Meta) -> EnumValue {
    EnumValue {
        name: meta.title.clone(),
        description: meta.description.clone(),
        deprecated: meta.deprecated,
        value,
    }
}

fn string(formats: &[Shape]) -> StringFormat {
    match formats {
        [Shape::String(format)] => *format,
        formats if formats.contains(&Shape::String(StringFormat::Secret)) => StringFormat::Secret,
        // a file or the text that stands for one: a part of a form holds either as bytes, and JSON has texts alone
        formats if formats.contains(&Shape::String(StringFormat::Binary)) => StringFormat::Binary,
        _ => StringFormat::Plain,
    }
}

fn integer(formats: &[Shape]) -> IntegerFormat {
    match formats {
        [Shape::Integer(format)] => *format,
        formats
            if [IntegerFormat::Big, IntegerFormat::U64]
                .iter()
                .any(|wide| formats.contains(&Shape::Integer(*wide))) =>
        {
            IntegerFormat::Big
        }
        _ => IntegerFormat::I64,
    }
}

/// A format that is as precise as each of these: a float would round integers.
fn number(formats: &[Shape]) -> NumberFormat {
    let mut numbers = formats.iter().filter_map(|shape| match shape {
        Shape::Number(format) => Some(*format),
        _ => None,
    });
    let is_float = |format| matches!(format, NumberFormat::Float | NumberFormat::Double);
    let has_integers = (formats.iter()).any(|shape| matches!(shape, Shape::Integer(_)));
    let first = numbers.next().unwrap_or(NumberFormat::Double);
    if has_integers && is_float(first) && numbers.clone().all(is_float) {
        NumberFormat::Exact
    } else if numbers.all(|other| other == first) {
        first
    } else {
        NumberFormat::Double
    }
}
