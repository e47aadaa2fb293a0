//! Tables indexed by type, kept outside of the graph.

use std::ops::{Index, IndexMut};

use super::types::TypeId;
use super::whole::TypeGraph;

/// A value for each type of a graph, indexed by [`TypeId`]. A table that is made while the graph still grows must grow with
/// it.
#[derive(Clone, Debug)]
pub struct PerType<T>(Vec<T>);

impl<T> PerType<T> {
    /// Adds the entry of the next type.
    pub fn push(&mut self, value: T) {
        self.0.push(value);
    }
}

impl<T> Default for PerType<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for PerType<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// A table has an entry for each type of its graph.
impl<T> Index<TypeId> for PerType<T> {
    type Output = T;

    #[expect(
        clippy::indexing_slicing,
        reason = "a table is as long as the list of types that it was made for; another graph's number has no answer"
    )]
    fn index(&self, id: TypeId) -> &T {
        &self.0[id.0 as usize]
    }
}

impl<T> IndexMut<TypeId> for PerType<T> {
    #[expect(clippy::indexing_slicing, reason = "as for `Index`")]
    fn index_mut(&mut self, id: TypeId) -> &mut T {
        &mut self.0[id.0 as usize]
    }
}

impl TypeGraph {
    /// The ids of all types.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..).map(TypeId).take(self.types.len())
    }

    /// A table with the same value for each type.
    #[must_use]
    pub fn per_type<T: Clone>(&self, value: T) -> PerType<T> {
        PerType(vec![value; self.types.len()])
    }
}
