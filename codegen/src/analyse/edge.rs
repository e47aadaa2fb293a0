//! By-value references between numbered types.

/// A by-value reference: the type `from` holds a `to` in its place `slot`.
///
/// Lists, maps and expandables own their contents on the heap; what they hold is not an edge. Types are numbered from
/// zero; a slot is whatever tells the places of one type apart, such as the index of a field or of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edge {
    /// The type that holds the other.
    pub from: u32,
    /// The place in it.
    pub slot: u32,
    /// The type that is held.
    pub to: u32,
}
