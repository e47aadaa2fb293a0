//! The invariants of the graph, which later passes rely on.
//!
//! - Every reference is in range.
//! - No alias refers to an alias, so that [`TypeGraph::behind`] is one step.
//! - No union reaches itself through aliases and unions only: following branches always ends.
//! - A union has at least two branches, one of responses at least one: a redirect with a body is a branch beside whatever
//!   else may come. An enum has values, without duplicates and without null.
//! - No object has two properties with the same name.
//! - Components are sorted by name and match their nodes; operations are sorted by template and verb.
//!
//! Types may be recursive. The graph and the names determine which slots need a `Box`: [`analyse`](crate::analyse) finds
//! them once. Without those slots no type contains itself by value, and no other slot is boxed ([`broken_boxes`]).
//!
//! So later passes need no depth limits. They call [`TypeGraph::behind`] and [`TypeGraph::follow`] on the graph, and
//! `model::Paths` on the model, which detects cycles of aliases and links itself, because a model can also be read from a
//! file. The remaining limits restrict what is printed, and are documented as such: the depth of values in the example on
//! the front page, the number of handles listed there, and the number of tags per branch of a union.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};

use super::operation::Answer;
use super::types::{Shape, TypeId, Use};
use super::whole::TypeGraph;
use crate::analyse::Edge;

/// The errors in the set of boxed slots, each as a sentence. `held` are all slots that hold a type by value.
#[must_use]
pub(crate) fn broken_boxes(
    count: usize,
    held: &[Edge],
    boxes: &BTreeSet<(u32, u32)>,
) -> Vec<String> {
    let is_boxed = |edge: &&Edge| boxes.contains(&(edge.from, edge.slot));
    let slots: BTreeSet<(u32, u32)> = held.iter().map(|edge| (edge.from, edge.slot)).collect();
    let mut out: Vec<String> = (boxes.difference(&slots))
        .map(|(from, slot)| {
            format!("slot {slot} of type {from} is boxed and holds nothing by value")
        })
        .collect();
    // types that hold no remaining type are removed; what is left is a cycle
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); count];
    let mut holds = vec![0usize; count];
    for edge in held.iter().filter(|edge| !is_boxed(edge)) {
        let (from, to) = (edge.from as usize, edge.to as usize);
        if let (Some(holders), Some(holds)) = (holders.get_mut(to), holds.get_mut(from)) {
            holders.push(edge.from);
            *holds = holds.saturating_add(1);
        }
    }
    let free = holds.iter().enumerate().filter(|(_, holds)| **holds == 0);
    let mut done: Vec<usize> = free.map(|(at, _)| at).collect();
    while let Some(at) = done.pop() {
        for holder in holders.get_mut(at).map(std::mem::take).unwrap_or_default() {
            let Some(left) = holds.get_mut(holder as usize) else {
                continue;
            };
            *left = left.saturating_sub(1);
            if *left == 0 {
                done.push(holder as usize);
            }
        }
    }
    let rest = holds.iter().enumerate().filter(|(_, holds)| **holds > 0);
    out.extend(
        rest.map(|(at, _)| format!("type {at} holds itself by value, or holds one that does")),
    );
    out
}

impl TypeGraph {
    /// The invariants that this graph violates, each as a sentence. Empty if `shape` is correct.
    #[must_use]
    pub fn broken_promises(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.ranges(&mut out);
        if !out.is_empty() {
            // the other checks follow ids from node to node
            return out;
        }
        self.shapes(&mut out);
        self.unions(&mut out);
        self.orders(&mut out);
        out
    }

    fn ranges(&self, out: &mut Vec<String>) {
        let mut check = |from: &str, ty: Use| {
            if ty.ty.0 as usize >= self.types.len() {
                out.push(format!("{from} leads to type {}, which is none", ty.ty.0));
            }
        };
        for node in &self.types {
            for ty in node.shape.uses() {
                check(&node.pointer, ty);
            }
        }
        for (name, id) in &self.components {
            let ty = Use {
                ty: *id,
                nullable: false,
            };
            check(name, ty);
        }
        for operation in &self.operations {
            let parameters = operation.path.iter().chain(&operation.parameters);
            let stream = operation.stream.as_ref().map(|stream| stream.item);
            let all = (parameters.map(|parameter| parameter.ty))
                .chain(operation.body.as_ref().map(|body| body.ty))
                .chain(operation.answer.ty())
                .chain(stream)
                .chain(operation.errors.iter().map(|(_, ty)| *ty))
                .chain(operation.xml.iter().map(|body| body.ty))
                .chain(operation.headers.iter().map(|header| header.ty));
            all.for_each(|ty| check(&operation.pointer, ty));
        }
        for payload in &self.payloads {
            check(&payload.pointer, payload.ty);
        }
    }

    fn shapes(&self, out: &mut Vec<String>) {
        let of_answers: HashSet<TypeId> = (self.operations.iter())
            .filter_map(|operation| match &operation.answer {
                Answer::Several(ty, _) => Some(ty.ty),
                _ => None,
            })
            .collect();
        for (id, node) in (0..).map(TypeId).zip(&self.types) {
            let pointer = &node.pointer;
            let fewest = if of_answers.contains(&id) { 1 } else { 2 };
            match &node.shape {
                Shape::Alias(inner) if matches!(self[inner.ty].shape, Shape::Alias(_)) => {
                    out.push(format!("{pointer} is an alias of an alias"));
                }
                Shape::Union(union) if union.branches.len() < fewest => {
                    out.push(format!(
                        "{pointer} is a union of fewer branches than {fewest}"
                    ));
                }
                Shape::Enum(values) => {
                    let mut seen = HashSet::new();
                    let all = values.iter().map(|value| &value.value);
                    if values.is_empty() || !all.clone().all(|value| seen.insert(value)) {
                        out.push(format!("{pointer} has no values, or one of them twice"));
                    }
                    if all.clone().any(serde_json::Value::is_null) {
                        out.push(format!("{pointer} has null among its values"));
                    }
                }
                Shape::Object(object) => {
                    let mut seen = HashSet::new();
                    for property in &object.properties {
                        if !seen.insert(property.wire.as_str()) {
                            out.push(format!("{pointer} has `{}` twice", property.wire));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Follows unions and aliases only, without recursion, and finds those that reach themselves.
    fn unions(&self, out: &mut Vec<String>) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let onward = |id: TypeId| match &self[id].shape {
            Shape::Union(union) => (union.branches.iter())
                .filter(|branch| branch.under.is_none())
                .map(|branch| branch.ty.ty)
                .collect(),
            Shape::Alias(inner) => vec![inner.ty],
            _ => Vec::new(),
        };
        let mut states = vec![State::New; self.types.len()];
        for start in self.ids() {
            let mut stack = vec![(start, false)];
            while let Some((id, is_left)) = stack.pop() {
                let Some(state) = states.get_mut(id.0 as usize) else {
                    continue;
                };
                match (is_left, *state) {
                    (true, _) => *state = State::Done,
                    (false, State::New) => {
                        *state = State::Open;
                        stack.push((id, true));
                        stack.extend(onward(id).into_iter().map(|next| (next, false)));
                    }
                    (false, State::Open) => out.push(format!(
                        "{} reaches itself through unions alone",
                        self[id].pointer
                    )),
                    (false, State::Done) => {}
                }
            }
        }
    }

    fn orders(&self, out: &mut Vec<String>) {
        if !self.components.is_sorted_by(|a, b| a.0 < b.0) {
            out.push("components are not sorted by name".to_owned());
        }
        for (name, id) in &self.components {
            if self[*id].component.as_ref() != Some(name) {
                out.push(format!(
                    "component {name} is a node that is called otherwise"
                ));
            }
        }
        let key =
            |operation: &super::Operation| (operation.template.clone(), operation.verb.clone());
        if !self.operations.is_sorted_by_key(key) {
            out.push("operations are not sorted by template and verb".to_owned());
        }
    }
}
