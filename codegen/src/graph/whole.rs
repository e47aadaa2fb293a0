//! The graph as a whole.

use std::collections::BTreeSet;
use std::ops::Index;

use super::info::Info;
use super::operation::{Operation, Payload};
use super::types::{Shape, TypeId, TypeNode};

/// What the document means.
#[derive(Clone, Debug, Default)]
pub struct TypeGraph {
    /// What the document says of the API as a whole.
    pub info: Info,
    /// All nodes, indexed by [`TypeId`].
    pub types: Vec<TypeNode>,
    /// The named schemas (`components/schemas`), sorted by name.
    pub components: Vec<(String, TypeId)>,
    /// All operations, sorted by path template, then verb.
    pub operations: Vec<Operation>,
    /// Bodies that the API sends to its users: webhooks and callbacks, by name.
    pub payloads: Vec<Payload>,
}

impl Index<TypeId> for TypeGraph {
    type Output = TypeNode;
    fn index(&self, id: TypeId) -> &TypeNode {
        &self.types[id.0 as usize]
    }
}

impl TypeGraph {
    /// These types and all that they hold.
    #[must_use]
    pub fn reached(&self, mut from: Vec<TypeId>) -> BTreeSet<TypeId> {
        let mut seen = BTreeSet::new();
        while let Some(id) = from.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self[id].shape {
                Shape::Object(object) => {
                    from.extend(object.properties.iter().map(|p| p.ty.ty));
                    from.extend(object.additional.map(|a| a.ty));
                }
                Shape::Union(union) => from.extend(union.branches.iter().map(|b| b.ty.ty)),
                shape => from.extend(shape.inner().map(|u| u.ty)),
            }
        }
        seen
    }
}
