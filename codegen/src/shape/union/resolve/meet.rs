//! `allOf`: the schema of values that match several schemas at once.

use std::collections::HashSet;

use serde_json::Value;

use super::narrower::{Narrower, narrower};
use super::{Resolver, UnionFacts, bare};
use crate::diagnostic::Code;
use crate::graph::{EnumValue, ObjectShape, Shape, StringFormat, TypeId, Use};
use crate::shape::schema::order::Order;
use crate::shape::union::raw::Meet;

/// A schema that is combined with others.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// As written.
    pub(super) given: Use,
    /// The end of all aliases.
    pub(super) end: Use,
    pub(super) sort: Sort,
}

/// How a schema is combined with others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// With properties.
    Object,
    /// A union: each branch is combined with the others.
    Union,
    /// Everything else.
    Plain,
}

impl Resolver<'_, '_> {
    /// The shape of a node that combines several schemas.
    pub(super) fn meet_node(&mut self, id: TypeId, meet: Meet) -> (Shape, Option<UnionFacts>) {
        let pointer = self.shaper.graph[id].pointer.clone();
        let Meet {
            parts,
            mut required,
            discriminator,
            is_own,
        } = meet;
        let parts = self.parts(&parts, &mut required, &pointer);
        if !parts.is_empty() && parts.iter().all(|part| part.end.nullable) {
            self.shaper.nullable[id] = true;
        }
        let has_properties = parts.iter().any(|part| part.sort == Sort::Object);
        let has_unions = parts.iter().any(|part| part.sort == Sort::Union);
        let has_plain = parts.iter().any(|part| part.sort == Sort::Plain);
        let (shape, mut facts) = match &parts[..] {
            [] => (Shape::Any, None),
            [part] if is_own || self.lacks(part.end.ty, &required) => {
                self.required_of(*part, &required, &pointer, id)
            }
            [part] => (Shape::Alias(part.given), None),
            _ if has_plain && has_properties => {
                // An object and a non-object: the later one wins.
                let last = parts.last().map(|part| part.sort);
                let is_plain = last == Some(Sort::Plain);
                self.conflict(&pointer);
                let kept: Vec<Use> = (parts.iter())
                    .filter(|part| (part.sort == Sort::Plain) == is_plain)
                    .map(|part| part.given)
                    .collect();
                let ty = self.together(&kept, &required, &pointer, id);
                (Shape::Alias(bare(ty)), None)
            }
            parts if has_unions && has_plain => self.filtered(parts, &pointer, id),
            parts if has_unions => self.distributed(parts, &required, &pointer, id),
            parts if has_plain => (self.plain(parts, &pointer, id), None),
            parts => (self.merged(parts, &required, &pointer, id), None),
        };
        if let (Some(facts), Some(discriminator)) = (&mut facts, discriminator) {
            facts.discriminator = Some(discriminator);
        }
        if let Shape::Object(object) = &shape {
            let known: HashSet<&str> = (object.properties.iter())
                .map(|property| property.wire.as_str())
                .collect();
            required.retain(|name| !known.contains(name.as_str()));
            if !required.is_empty() {
                self.shaper.required.insert(id, required);
            }
        }
        (shape, facts)
    }

    /// The parts that constrain anything, each once.
    fn parts(&mut self, given: &[Use], required: &mut Vec<String>, pointer: &str) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(given.len());
        let mut seen: HashSet<TypeId> = HashSet::new();
        let mut anything = Vec::new();
        for given in given {
            let Some(end) = self.settled(*given) else {
                self.shaper.warn(
                    Code::ReferenceCycle,
                    pointer,
                    "`allOf` includes this schema itself; that part is left out",
                );
                continue;
            };
            if let Some(names) = self.shaper.required.get(&end.ty) {
                required.extend(names.iter().cloned());
            }
            if !seen.insert(end.ty) {
                if let Some(same) = parts.iter_mut().find(|part| part.end.ty == end.ty) {
                    same.end.nullable &= end.nullable;
                }
                continue;
            }
            let sort = match &self.shaper.graph[end.ty].shape {
                // It constrains nothing: the others decide, also whether null is allowed.
                Shape::Any => continue,
                Shape::Union(union) if self.is_open(union) => continue,
                Shape::Map(values) if self.is_any(*values) => {
                    anything.push((parts.len(), end, *given));
                    continue;
                }
                Shape::Object(_) | Shape::Map(_) => Sort::Object,
                Shape::Union(_) => Sort::Union,
                _ => Sort::Plain,
            };
            parts.push(Part {
                given: *given,
                end,
                sort,
            });
        }
        // An object without properties adds nothing to one with properties.
        if let Some((at, end, given)) = anything.pop()
            && !(parts.iter()).any(|part| matches!(part.sort, Sort::Object | Sort::Union))
        {
            let sort = Sort::Object;
            parts.insert(at.min(parts.len()), Part { given, end, sort });
        }
        parts
    }

    /// A part as a type of its own, with additional required properties.
    fn required_of(
        &mut self,
        part: Part,
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> (Shape, Option<UnionFacts>) {
        let mut shape = self.shaper.graph[part.end.ty].shape.clone();
        match &mut shape {
            Shape::Object(object) => require(object, required),
            Shape::Union(union) => {
                for branch in &mut union.branches {
                    if self.lacks(branch.ty.ty, required) {
                        branch.ty.ty = self.together(&[branch.ty], required, pointer, id);
                    }
                }
            }
            _ => {}
        }
        (shape, self.unions.get(&part.end.ty).cloned())
    }

    /// Whether an object has an optional property in `required`, or a union contains such an object.
    fn lacks(&self, id: TypeId, required: &[String]) -> bool {
        if required.is_empty() {
            return false;
        }
        let mut seen = HashSet::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let (end, _) = self.end(bare(id));
            match &self.shaper.graph[end.ty].shape {
                Shape::Object(object) => {
                    let lacking = |name: &str| required.iter().any(|other| other == name);
                    let mut properties = object.properties.iter();
                    if properties.any(|one| !one.required && lacking(&one.wire)) {
                        return true;
                    }
                }
                Shape::Union(union) if seen.insert(end.ty) => {
                    stack.extend(union.branches.iter().map(|branch| branch.ty.ty));
                }
                _ => {}
            }
        }
        false
    }

    /// Combines values that are neither objects nor unions.
    fn plain(&mut self, parts: &[Part], pointer: &str, id: TypeId) -> Shape {
        let Some(first) = parts.first().map(|part| part.given) else {
            return Shape::Any;
        };
        let items: Option<Vec<Use>> = (parts.iter())
            .map(|part| match self.look(part.end)? {
                Shape::Array(items) => Some(*items),
                _ => None,
            })
            .collect();
        if let Some(items) = items
            && let Some(all) = self.meet_all(&items, pointer, id)
        {
            return match items.first() == Some(&all) {
                true => Shape::Alias(first),
                false => Shape::Array(all),
            };
        }
        let rest = parts.iter().skip(1);
        let whole = rest.fold(first, |whole, part| {
            self.meet(whole, part.given, pointer, id)
        });
        if whole.ty == id {
            return self.shaper.graph[id].shape.clone();
        }
        Shape::Alias(whole)
    }

    /// Combines two schemas that must both match.
    ///
    /// Plain values are combined at once; schemas with parts become a node that is resolved later.
    pub(super) fn meet(&mut self, a: Use, b: Use, pointer: &str, like: TypeId) -> Use {
        let ((x, x_known), (y, y_known)) = (self.end(a), self.end(b));
        let nullable = x.nullable && y.nullable;
        let keep = |ty: Use| Use { nullable, ..ty };
        if x.ty == y.ty {
            return keep(a);
        }
        if x_known && y_known {
            let (left, right) = (
                &self.shaper.graph[x.ty].shape,
                &self.shaper.graph[y.ty].shape,
            );
            match (left, right) {
                // One constrains nothing: the other decides, also whether null is allowed.
                _ if self.takes_any(x) => {
                    return Use {
                        nullable: y.nullable,
                        ..b
                    };
                }
                _ if self.takes_any(y) => {
                    return Use {
                        nullable: x.nullable,
                        ..a
                    };
                }
                (Shape::Map(values), Shape::Object(_)) if self.is_any(*values) => return keep(b),
                (Shape::Object(_), Shape::Map(values)) if self.is_any(*values) => return keep(a),
                (Shape::Map(left), Shape::Map(right))
                    if self.is_shallow(*left) && self.is_shallow(*right) =>
                {
                    let (left, right) = (*left, *right);
                    let values = self.meet(left, right, pointer, like);
                    if values == left {
                        return keep(a);
                    }
                    return keep(bare(self.both(Shape::Map(values), [a, b], pointer, like)));
                }
                (Shape::Array(left), Shape::Array(right))
                    if self.is_shallow(*left) && self.is_shallow(*right) =>
                {
                    let (left, right) = (*left, *right);
                    let items = self.meet(left, right, pointer, like);
                    if items == left {
                        return keep(a);
                    }
                    return keep(bare(self.both(Shape::Array(items), [a, b], pointer, like)));
                }
                (
                    Shape::Object(_) | Shape::Union(_) | Shape::Map(_) | Shape::Array(_),
                    Shape::Object(_) | Shape::Union(_) | Shape::Map(_) | Shape::Array(_),
                )
                | (Shape::Union(_), _)
                | (_, Shape::Union(_)) => {}
                (Shape::String(left), Shape::String(right)) if differ(*left, *right) => {
                    self.conflict(pointer);
                    return keep(b);
                }
                // a list that is open to all others says less than what is stated beside it
                (Shape::Enum(values), right) if self.is_open_list(x) && alike(values, right) => {
                    return keep(b);
                }
                (left, Shape::Enum(values)) if self.is_open_list(y) && alike(values, left) => {
                    return keep(a);
                }
                (left, right) => {
                    return match narrower(left, right) {
                        Some(Narrower::First) => keep(a),
                        Some(Narrower::Second) => keep(b),
                        Some(Narrower::Common(shape)) => {
                            keep(bare(self.both(shape, [a, b], pointer, like)))
                        }
                        None => {
                            self.conflict(pointer);
                            keep(b)
                        }
                    };
                }
            }
        }
        keep(bare(self.together(&[a, b], &[], pointer, like)))
    }

    /// Whether values are listed beside any other of their type.
    fn is_open_list(&self, ty: Use) -> bool {
        let node = &self.shaper.graph[ty.ty];
        node.hints.open && node.component.is_none()
    }

    /// Combines several schemas that must all match.
    pub(super) fn meet_all(&mut self, all: &[Use], pointer: &str, like: TypeId) -> Option<Use> {
        let (first, rest) = all.split_first()?;
        let deep = |ty: &Use| !self.is_shallow(*ty);
        if rest.len() > 1 && all.iter().all(deep) {
            return Some(bare(self.together(all, &[], pointer, like)));
        }
        let meet = |whole, part: &Use| self.meet(whole, *part, pointer, like);
        Some(rest.iter().fold(*first, meet))
    }

    /// Whether a type has no parts that could be recursive.
    pub(super) fn is_shallow(&self, ty: Use) -> bool {
        self.look(ty).is_some_and(|shape| {
            shape.is_plain() || matches!(shape, Shape::Enum(_) | Shape::Metadata(_))
        })
    }

    /// Reports schemas that contradict each other: the later one wins.
    fn conflict(&mut self, pointer: &str) {
        self.shaper.warn(
            Code::Conflict,
            pointer,
            "schemas combined by `allOf` contradict each other here; the last one counts",
        );
    }
}

/// Whether a shape is narrower than any value of the type of listed ones.
fn alike(values: &[EnumValue], shape: &Shape) -> bool {
    let mut values = values.iter().map(|one| &one.value);
    match shape {
        Shape::Constant(value) => values.all(|one| same_kind(one, value)),
        Shape::Enum(others) => {
            let all_like = |one| others.iter().all(|other| same_kind(one, &other.value));
            values.all(all_like)
        }
        Shape::String(format) => {
            *format != StringFormat::Plain && values.all(|one| one.is_string())
        }
        _ => false,
    }
}

/// Whether no text is of two formats: a secret may be of any.
fn differ(left: StringFormat, right: StringFormat) -> bool {
    let is_format = |format| !matches!(format, StringFormat::Plain | StringFormat::Secret);
    left != right && is_format(left) && is_format(right)
}

fn same_kind(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// Makes properties required.
pub(super) fn require(object: &mut ObjectShape, required: &[String]) {
    if required.is_empty() {
        return;
    }
    let mut order = Order::of(&object.properties);
    order.require(required);
    let required: HashSet<&str> = required.iter().map(String::as_str).collect();
    for property in &mut object.properties {
        property.required |= required.contains(property.wire.as_str());
    }
    order.apply(&mut object.properties);
}
