//! Maps with string keys that keep their order.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

use crate::decode::{Decode, DecodeError, Reader};
use crate::encode::{Encode, Writer};

/// A map with string keys that keeps their order.
///
/// It dereferences to an [`IndexMap`](https://docs.rs/indexmap/2/indexmap/map/struct.IndexMap.html) with all its methods:
/// `get`, `insert`, `iter`, `keys` and others.
///
/// Two maps are equal if they have the same entries, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<T>(IndexMap<String, T>);

impl<T> Map<T> {
    /// An empty map.
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// The underlying map.
    pub fn into_inner(self) -> IndexMap<String, T> {
        self.0
    }
}

/// Equal maps have equal hashes, whatever their order: those of the entries are added up.
impl<T: Hash> Hash for Map<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let entries = self.0.iter().map(|entry| {
            let mut hasher = DefaultHasher::new();
            entry.hash(&mut hasher);
            hasher.finish()
        });
        state.write_usize(self.0.len());
        state.write_u64(entries.fold(0, u64::wrapping_add));
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

// hidden, as rustdoc would show every method of another crate here, with links that lead nowhere
#[doc(hidden)]
impl<T> Deref for Map<T> {
    type Target = IndexMap<String, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[doc(hidden)]
impl<T> DerefMut for Map<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        Self(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
        )
    }
}

impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(entries: [(K, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, entries: I) {
        self.0
            .extend(entries.into_iter().map(|(key, value)| (key.into(), value)));
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = indexmap::map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let declared = reader.take_declared();
        let mut map = Self::new();
        let mut key = reader.map()?;
        while let Some(name) = key {
            if declared.is_some_and(|layout| layout.find(&name, 0).is_some()) {
                reader.skip()?;
            } else {
                match T::decode(reader) {
                    Ok(value) => map.insert(name, value),
                    Err(error) => return Err(error.in_property(name)),
                };
            }
            key = reader.map_next()?;
        }
        Ok(map)
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.open();
        let mut first = true;
        for (name, value) in &self.0 {
            writer.property(&mut first, name, value);
        }
        writer.close();
    }
}

impl<T: Encode> serde::Serialize for Map<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::serde_bridge::serialize(self, serializer)
    }
}

impl<'de, T: Decode> serde::Deserialize<'de> for Map<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::serde_bridge::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(map: &Map<i64>) -> u64 {
        let mut hasher = DefaultHasher::new();
        map.hash(&mut hasher);
        hasher.finish()
    }

    /// Maps are equal exactly where their entries are, and then their hashes are; those of others differ here.
    #[test]
    fn order_does_not_count() {
        let entries = [("a", 1), ("b", 2), ("c", 3)];
        let mut all: Vec<Vec<(&str, i64)>> = vec![Vec::new()];
        for (name, value) in entries {
            for value in [value, 0] {
                all.extend(all.clone().into_iter().filter_map(|mut list| {
                    let is_new = list.iter().all(|(other, _)| *other != name);
                    list.push((name, value));
                    is_new.then_some(list)
                }));
            }
        }
        for one in &all {
            for other in &all {
                let (a, b) = (
                    one.iter().copied().collect::<Map<i64>>(),
                    other.iter().rev().copied().collect::<Map<i64>>(),
                );
                assert_eq!(a == b, one == other, "{one:?} {other:?}");
                assert_eq!(hash(&a) == hash(&b), one == other, "{one:?} {other:?}");
            }
        }
    }
}
