//! `allOf`: what several schemas come to that must all hold.

use std::collections::HashSet;

use serde_json::Value;

use super::{Resolver, UnionFacts};
use crate::diagnostic::Code;
use crate::graph::{IntegerFormat, NumberFormat, ObjectShape, Shape, StringFormat, TypeId, Use};
use crate::shape::schema::order::Order;
use crate::shape::union::raw::{Meet, Raw};

impl Resolver<'_, '_> {
    /// What a node comes to that is all of several schemas.
    pub(super) fn meet_node(&mut self, id: TypeId, meet: Meet) -> (Shape, Option<UnionFacts>) {
        let pointer = self.shaper.graph[id].pointer.clone();
        let first_fresh = self.shaper.graph.types.len();
        let mut required = meet.required;
        let mut parts = Vec::with_capacity(meet.parts.len());
        for part in meet.parts {
            self.without_children(id, part, &mut parts, 0);
        }
        let mut whole: Option<Use> = None;
        for part in parts {
            let Some(settled) = self.settled(part) else {
                self.shaper.warn(
                    Code::ReferenceCycle,
                    &pointer,
                    "`allOf` leads back to this schema; that part is left out",
                );
                continue;
            };
            if let Some(names) = self.shaper.required.get(&settled.ty) {
                required.extend(names.iter().cloned());
            }
            whole = Some(match whole {
                None => part,
                Some(whole) => self.meet(whole, part, &pointer, id),
            });
        }
        let Some(whole) = whole else {
            return (Shape::Any, None);
        };
        let Some(settled) = self.settled(whole) else {
            return (Shape::Any, None);
        };
        let fresh = settled.ty.0 as usize >= first_fresh;
        if !fresh && !self.lacks(settled.ty, &required) {
            return (Shape::Alias(whole), None);
        }
        self.shaper.nullable[id.0 as usize] |= settled.nullable;
        let mut facts = self.unions.get(&settled.ty).cloned();
        if let (Some(facts), Some(discriminator)) = (&mut facts, meet.discriminator) {
            facts.discriminator = Some(discriminator);
        }
        let mut shape = self.shaper.graph[settled.ty].shape.clone();
        match &mut shape {
            Shape::Object(object) => require(object, &required),
            Shape::Union(union) => {
                for branch in &mut union.branches {
                    if self.lacks(branch.ty.ty, &required)
                        && let Shape::Object(object) = &self.shaper.graph[branch.ty.ty].shape
                    {
                        let mut object = object.clone();
                        require(&mut object, &required);
                        branch.ty.ty = self.fresh(Shape::Object(object), &pointer, id);
                    }
                }
            }
            _ => {}
        }
        let unknown: Vec<String> = match &shape {
            Shape::Object(object) => {
                let known = |name: &&String| {
                    object
                        .properties
                        .iter()
                        .any(|property| property.wire == **name)
                };
                required
                    .iter()
                    .filter(|name| !known(name))
                    .cloned()
                    .collect()
            }
            _ => Vec::new(),
        };
        if !unknown.is_empty() {
            self.shaper.required.insert(id, unknown);
        }
        (shape, facts)
    }

    /// Whether an object has an optional property among `required`.
    fn lacks(&self, id: TypeId, required: &[String]) -> bool {
        match &self.shaper.graph[id].shape {
            Shape::Object(object) => object
                .properties
                .iter()
                .any(|property| !property.required && required.contains(&property.wire)),
            Shape::Union(union) => union
                .branches
                .iter()
                .any(|branch| self.lacks(branch.ty.ty, required)),
            _ => false,
        }
    }

    /// A part; where it is a base that lists its own children as branches, without them: the child is one of them.
    fn without_children(&self, id: TypeId, part: Use, out: &mut Vec<Use>, depth: u32) {
        if depth < 16
            && let Some(Raw::Meet(base)) = self.shaper.raw.get(&part.ty)
        {
            let is_list = |part: &Use| match self.shaper.raw.get(&part.ty) {
                Some(Raw::Join(join)) => {
                    join.children || join.branches.iter().any(|branch| branch.origin == Some(id))
                }
                _ => false,
            };
            if base.parts.iter().any(is_list) {
                for inner in base.parts.iter().filter(|part| !is_list(part)) {
                    self.without_children(id, *inner, out, depth + 1);
                }
                return;
            }
        }
        out.push(part);
    }

    /// Whether a schema is, among others, one that is being resolved.
    pub(super) fn includes_busy(&self, id: TypeId, depth: u32) -> bool {
        depth < 16
            && match self.shaper.raw.get(&id) {
                Some(Raw::Meet(meet)) => meet.parts.iter().any(|part| {
                    self.stack.contains(&part.ty) || self.includes_busy(part.ty, depth + 1)
                }),
                _ => false,
            }
    }

    /// What two schemas come to that must both hold.
    pub(super) fn meet(&mut self, a: Use, b: Use, pointer: &str, like: TypeId) -> Use {
        let (Some(x), Some(y)) = (self.settled(a), self.settled(b)) else {
            return b;
        };
        if x.ty == y.ty {
            return Use {
                nullable: x.nullable && y.nullable,
                ..a
            };
        }
        let nullable = x.nullable && y.nullable;
        let keep = |ty: Use| Use { nullable, ..ty };
        let (left, right) = (
            &self.shaper.graph[x.ty].shape,
            &self.shaper.graph[y.ty].shape,
        );
        match (left, right) {
            // Nothing is known of one: the other says it all, also whether null is allowed.
            (Shape::Any, _) => Use {
                nullable: y.nullable,
                ..b
            },
            (_, Shape::Any) => Use {
                nullable: x.nullable,
                ..a
            },
            (Shape::Union(_), Shape::Union(_)) => self.meet_unions(x, y, pointer, like),
            (Shape::Union(_), _) => self.distribute(x, y, true, pointer, like),
            (_, Shape::Union(_)) => self.distribute(y, x, false, pointer, like),
            (Shape::Map(values), Shape::Object(_)) if self.is_any(*values) => keep(b),
            (Shape::Object(_), Shape::Map(values)) if self.is_any(*values) => keep(a),
            (Shape::Object(left), Shape::Object(right)) => {
                let (left, right) = (left.clone(), right.clone());
                let object = self.merge_objects(left, right, pointer, like);
                keep(Use {
                    ty: self.fresh(Shape::Object(object), pointer, like),
                    nullable,
                })
            }
            (Shape::Map(values), Shape::Object(object))
            | (Shape::Object(object), Shape::Map(values)) => {
                let (values, mut object) = (*values, object.clone());
                object.additional = Some(values);
                keep(Use {
                    ty: self.fresh(Shape::Object(object), pointer, like),
                    nullable,
                })
            }
            (Shape::Map(left), Shape::Map(right)) => {
                let (left, right) = (*left, *right);
                let values = self.meet(left, right, pointer, like);
                if values == left {
                    return keep(a);
                }
                keep(Use {
                    ty: self.fresh(Shape::Map(values), pointer, like),
                    nullable,
                })
            }
            (Shape::Array(left), Shape::Array(right)) => {
                let (left, right) = (*left, *right);
                let items = self.meet(left, right, pointer, like);
                if items == left {
                    return keep(a);
                }
                keep(Use {
                    ty: self.fresh(Shape::Array(items), pointer, like),
                    nullable,
                })
            }
            (Shape::Enum(left), Shape::Enum(right)) => {
                let others: HashSet<&Value> = right.iter().map(|value| &value.value).collect();
                let common: Vec<_> = left
                    .iter()
                    .filter(|value| others.contains(&value.value))
                    .cloned()
                    .collect();
                match common.len() {
                    0 => keep(self.conflict(b, pointer)),
                    n if n == left.len() => keep(a),
                    n if n == right.len() => keep(b),
                    _ => keep(Use {
                        ty: self.fresh(Shape::Enum(common), pointer, like),
                        nullable,
                    }),
                }
            }
            (left, right) => match narrower(left, right) {
                Some(true) => keep(a),
                Some(false) => keep(b),
                None => keep(self.conflict(b, pointer)),
            },
        }
    }

    fn is_any(&self, ty: Use) -> bool {
        matches!(self.shaper.graph[ty.ty].shape, Shape::Any)
    }

    /// Two schemas contradict each other: the later one stays.
    fn conflict(&mut self, later: Use, pointer: &str) -> Use {
        self.shaper.warn(
            Code::Conflict,
            pointer,
            "schemas combined by `allOf` contradict each other here; the last one counts",
        );
        later
    }
}

/// Makes properties required.
fn require(object: &mut ObjectShape, required: &[String]) {
    if required.is_empty() {
        return;
    }
    let mut order = Order::of(&object.properties);
    order.require(required);
    for property in &mut object.properties {
        property.required |= required.contains(&property.wire);
    }
    order.apply(&mut object.properties);
}

/// Which of two shapes says more, the first (`true`) or the second; `None` if they contradict each other.
fn narrower(left: &Shape, right: &Shape) -> Option<bool> {
    Some(match (left, right) {
        (Shape::String(_), Shape::String(StringFormat::Plain)) => true,
        (Shape::String(_), Shape::String(_)) => false,
        (Shape::Integer(_), Shape::Integer(IntegerFormat::I64)) => true,
        (Shape::Integer(_), Shape::Integer(_)) => false,
        (Shape::Number(_), Shape::Number(NumberFormat::Double)) => true,
        (Shape::Number(_), Shape::Number(_)) => false,
        (Shape::Boolean, Shape::Boolean) => true,
        (Shape::Integer(_), Shape::Number(_)) => true,
        (Shape::Number(_), Shape::Integer(_)) => false,
        (Shape::Constant(a), Shape::Constant(b)) if a == b => true,
        (Shape::Constant(value), other) if listed(other, value) => true,
        (other, Shape::Constant(value)) if listed(other, value) => false,
        (Shape::Enum(values), other) if values.iter().all(|value| listed(other, &value.value)) => {
            true
        }
        (other, Shape::Enum(values)) if values.iter().all(|value| listed(other, &value.value)) => {
            false
        }
        // What was recognised in one schema says more than the plain form of the other.
        (Shape::Emptyable(_) | Shape::Expandable(_), Shape::String(_)) => true,
        (Shape::String(_), Shape::Emptyable(_) | Shape::Expandable(_)) => false,
        _ => return None,
    })
}

/// Whether a plain shape allows a value.
fn listed(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::String(_) => value.is_string(),
        Shape::Integer(_) => value.is_i64() || value.is_u64(),
        Shape::Number(_) => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Enum(values) => values.iter().any(|other| other.value == *value),
        _ => false,
    }
}
