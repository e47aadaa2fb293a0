//! Union branches that are plain values: all of the same JSON type become one branch.

use std::collections::HashMap;

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
        Shape::String(format) => (*format != StringFormat::Binary).then_some(Plain::Text),
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
    /// Merges all string branches into one, and likewise all integers, all numbers, and all booleans.
    pub(super) fn merge_plain(&mut self, id: TypeId, branches: Vec<JoinBranch>) -> Vec<JoinBranch> {
        let kinds: Vec<_> = branches
            .iter()
            .map(|branch| self.look(branch.ty).and_then(plain))
            .collect();
        let count = |kind| kinds.iter().filter(|other| **other == Some(kind)).count();
        let numbers = count(Plain::Number);
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
        groups
            .into_iter()
            .filter_map(|(kind, group)| self.merge_group(id, kind, group))
            .collect()
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
