//! The graph as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Index, IndexMut};

use serde_json::Value;

use super::info::Info;
use super::operation::{Answer, AnswerHead, Operation, Payload};
use super::types::{Shape, TypeId, TypeNode};
use super::untyped::Untyped;
use super::xml::XmlObject;

/// The meaning of the document. `graph/check.rs` lists the invariants of every graph that `shape` builds.
#[derive(Clone, Debug, Default)]
pub struct TypeGraph {
    /// Data about the API as a whole.
    pub info: Info,
    /// All nodes, indexed by [`TypeId`].
    pub types: Vec<TypeNode>,
    /// The named schemas (`components/schemas`), sorted by name.
    pub components: Vec<(String, TypeId)>,
    /// All operations, sorted by path template, then verb.
    pub operations: Vec<Operation>,
    /// Bodies that the API sends to its users: webhooks and callbacks, by name.
    pub payloads: Vec<Payload>,
    /// XML Objects of schemas and properties, by JSON pointer; only if a body is XML.
    pub xml: BTreeMap<String, XmlObject>,
}

/// Every [`TypeId`] of a graph is the index of one of its nodes; `graph/check.rs` checks it.
impl Index<TypeId> for TypeGraph {
    type Output = TypeNode;

    #[expect(
        clippy::indexing_slicing,
        reason = "the one place where a number becomes a node; another graph's number has no answer"
    )]
    fn index(&self, id: TypeId) -> &TypeNode {
        &self.types[id.0 as usize]
    }
}

impl IndexMut<TypeId> for TypeGraph {
    #[expect(clippy::indexing_slicing, reason = "as for `Index`")]
    fn index_mut(&mut self, id: TypeId) -> &mut TypeNode {
        &mut self.types[id.0 as usize]
    }
}

impl TypeGraph {
    /// The unions of response bodies by status and media type, with the heads of their branches.
    #[must_use]
    pub fn answer_heads(&self) -> BTreeMap<TypeId, &[AnswerHead]> {
        let operations = self.operations.iter();
        operations
            .filter_map(|operation| match &operation.answer {
                Answer::Several(ty, heads) => Some((ty.ty, heads.as_slice())),
                _ => None,
            })
            .collect()
    }

    /// The types that operations and payloads use directly.
    #[must_use]
    pub fn used(&self) -> Vec<TypeId> {
        let mut used = Vec::new();
        for operation in &self.operations {
            let parameters = operation.path.iter().chain(&operation.parameters);
            used.extend(parameters.map(|p| p.ty.ty));
            used.extend(operation.body.iter().map(|b| b.ty.ty));
            used.extend(operation.errors.iter().map(|(_, ty)| ty.ty));
            used.extend(operation.xml.iter().map(|body| body.ty.ty));
            used.extend(operation.answer.ty().map(|ty| ty.ty));
            used.extend(operation.stream.iter().map(|stream| stream.item.ty));
            used.extend(operation.headers.iter().map(|header| header.ty.ty));
        }
        used.extend(self.payloads.iter().map(|p| p.ty.ty));
        used
    }

    /// These types and all types that they contain.
    #[must_use]
    pub fn reached(&self, from: Vec<TypeId>) -> BTreeSet<TypeId> {
        self.reached_but(from, |_| false)
    }

    /// The same, except some types and types that only they contain.
    fn reached_but(
        &self,
        mut from: Vec<TypeId>,
        is_left_out: impl Fn(TypeId) -> bool,
    ) -> BTreeSet<TypeId> {
        let mut seen = self.per_type(false);
        let mut found = Vec::new();
        while let Some(id) = from.pop() {
            if seen[id] || is_left_out(id) {
                continue;
            }
            seen[id] = true;
            found.push(id);
            from.extend(self[id].shape.uses().map(|ty| ty.ty));
        }
        // a set is filled much faster in its order
        found.sort_unstable();
        found.into_iter().collect()
    }

    /// The JSON pointers of schemas without a type, each once, and unresolved references by the first place that refers to
    /// them. Schemas that are only part of `replaced` components are not included.
    #[must_use]
    pub fn untyped(&self, replaced: impl Fn(&str) -> bool) -> BTreeMap<String, Untyped> {
        let components = self.components.iter();
        let mut from = self.used();
        from.extend(components.map(|(_, id)| *id));
        let is_replaced = |id: TypeId| self[id].component.as_deref().is_some_and(&replaced);
        let reached = self.reached_but(from, is_replaced);
        let nodes = reached.into_iter().map(|id| &self[id]);
        let mut untyped: BTreeMap<String, Untyped> = BTreeMap::new();
        let mut missing: BTreeMap<&str, &str> = BTreeMap::new();
        let untyped_nodes =
            nodes.filter(|node| matches!(&node.shape, Shape::Any | Shape::Constant(Value::Null)));
        for node in untyped_nodes {
            match (&node.hints.missing, node.untyped) {
                (_, None) => {}
                (Some(reference), Some(_)) => {
                    let first = missing.entry(reference).or_insert(&node.pointer);
                    *first = node.pointer.as_str().min(first);
                }
                (None, Some(why)) => {
                    untyped.insert(node.pointer.clone(), why);
                }
            }
        }
        untyped.extend(
            missing
                .values()
                .map(|first| ((*first).to_owned(), Untyped::Reference)),
        );
        untyped
    }
}
