//! Maps and sets for what the passes look up most. Most keys are short strings and paths of them, for which the standard hasher
//! takes longer than the rest of the lookup.
//!
//! Each process has seeds of its own, so that a document can't easily be made of names that collide. Nothing may depend on the
//! order of such a map, as with the standard library's.

use std::collections::{HashMap, HashSet};

/// What makes their hashers.
pub(crate) use foldhash::fast::RandomState as Seeded;

/// A map.
pub(crate) type Map<K, V> = HashMap<K, V, Seeded>;

/// A set.
pub(crate) type Set<T> = HashSet<T, Seeded>;
