//! Objects: entries in the order of the document, with fast lookup by key.

use std::sync::Arc;

use super::Node;

/// A key of an object. Equal keys of one document share their text.
pub type Key = Arc<str>;

/// Objects of more keys than this have an index; in smaller ones looking through the list is faster.
const SMALL: usize = 24;

/// Keys and values in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(Key, Node)>,
    /// There for all objects that are not small.
    index: Option<Box<Index>>,
}

/// The places of an object's entries, sorted by key and then by place.
#[derive(Clone, Debug)]
struct Index(Vec<u32>);

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Object {
    /// An empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An object of these entries. Of equal keys the first one is found.
    pub(in crate::load) fn of(entries: Vec<(Key, Node)>) -> Self {
        let mut object = Self {
            entries,
            index: None,
        };
        object.sort();
        object
    }

    /// Makes the index anew.
    fn sort(&mut self) {
        self.index = (self.entries.len() > SMALL).then(|| {
            let mut places: Vec<u32> = (0..).take(self.entries.len()).collect();
            let entries = &self.entries;
            let key = |place: &u32| entries.get(*place as usize).map(|(key, _)| &**key);
            places.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
            Box::new(Index(places))
        });
    }

    /// Where the index has a key, or would have it; the places of equal keys stand before it if `is_after`.
    fn rank(&self, index: &Index, wanted: &str, is_after: bool) -> usize {
        index.0.partition_point(|place| {
            let entry = self.entries.get(*place as usize);
            entry.is_some_and(|(key, _)| match is_after {
                true => &**key <= wanted,
                false => &**key < wanted,
            })
        })
    }

    fn place(&self, wanted: &str) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|(key, _)| &**key == wanted),
            Some(index) => {
                let place = *index.0.get(self.rank(index, wanted, false))? as usize;
                let (key, _) = self.entries.get(place)?;
                (&**key == wanted).then_some(place)
            }
        }
    }

    /// The value under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        let place = self.place(key)?;
        self.entries.get(place).map(|(_, node)| node)
    }

    /// The value under `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let place = self.place(key)?;
        self.entries.get_mut(place).map(|(_, node)| node)
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    /// The text under `key`, if it is one.
    #[must_use]
    pub fn str(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_str)
    }

    /// Takes the value under `key` away.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        let gone = self.place(key)?;
        let (_, node) = self.entries.remove(gone);
        match &mut self.index {
            Some(index) if self.entries.len() > SMALL => {
                index.0.retain(|place| *place as usize != gone);
                let behind = index.0.iter_mut().filter(|place| **place as usize > gone);
                behind.for_each(|place| *place = place.saturating_sub(1));
            }
            index => *index = None,
        }
        Some(node)
    }

    /// Keeps those entries only that a test allows.
    pub(in crate::load) fn retain(&mut self, mut keeps: impl FnMut(&str, &Node) -> bool) {
        self.entries.retain(|(key, node)| keeps(key, node));
        self.sort();
    }

    /// Sets the value under `key`; a new key comes last. Returns what was there.
    pub fn insert(&mut self, key: impl Into<Key>, node: impl Into<Node>) -> Option<Node> {
        let key = key.into();
        let node = node.into();
        match self.get_mut(&key) {
            Some(there) => Some(std::mem::replace(there, node)),
            None => {
                self.push(key, node);
                None
            }
        }
    }

    /// The same for a key that is not there, which comes first.
    pub(in crate::load) fn insert_first(&mut self, key: impl Into<Key>, node: impl Into<Node>) {
        self.entries.insert(0, (key.into(), node.into()));
        self.sort();
    }

    /// Adds an entry behind all others, whether there is one of its key or not.
    pub(in crate::load) fn push(&mut self, key: Key, node: Node) {
        let place = self.entries.len();
        if let Some(mut index) = self.index.take() {
            let rank = self.rank(&index, &key, true);
            // there are fewer entries than bytes, and texts of 4 GB are not read
            index.0.insert(rank, place as u32);
            self.index = Some(index);
            self.entries.push((key, node));
        } else {
            self.entries.push((key, node));
            if place >= SMALL {
                self.sort();
            }
        }
    }

    /// The entries in order.
    pub(in crate::load) fn entries(&self) -> &[(Key, Node)] {
        &self.entries
    }

    /// The last value, with its key.
    pub(in crate::load) fn last_mut(&mut self) -> Option<(&Key, &mut Node)> {
        self.entries.last_mut().map(|(key, node)| (&*key, node))
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(key, node)| (&**key, node))
    }

    /// Keys and values in order, to change the values.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&str, &mut Node)> {
        self.entries.iter_mut().map(|(key, node)| (&**key, node))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no keys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K: Into<Key>, V: Into<Node>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {
        let entries = iter.into_iter();
        Self::of(
            entries
                .map(|(key, node)| (key.into(), node.into()))
                .collect(),
        )
    }
}

impl IntoIterator for Object {
    type Item = (Key, Node);
    type IntoIter = std::vec::IntoIter<(Key, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, SMALL};
    use crate::load::node::Node;

    /// Large objects are what small ones are: entries in order, each found by its key.
    #[test]
    fn however_many_keys_there_are() {
        let mut object = Object::new();
        let mut want: Vec<(String, i64)> = Vec::new();
        let mut number = 7_u64;
        for step in 0..6 * SMALL as i64 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(11);
            let key = format!("k{}", (number >> 33) % 90);
            if number >> 60 < 3 {
                let gone = want.iter().position(|(one, _)| *one == key);
                let gone = gone.map(|at| Node::from(want.remove(at).1));
                assert_eq!(object.remove(&key), gone);
            } else {
                match want.iter_mut().find(|(one, _)| *one == key) {
                    Some((_, value)) => *value = step,
                    None => want.push((key.clone(), step)),
                }
                object.insert(key, step);
            }
            let there: Vec<_> = (object.iter())
                .map(|(key, node)| (key.to_owned(), node.clone()))
                .collect();
            let wanted: Vec<_> = (want.iter())
                .map(|(key, value)| (key.clone(), Node::from(*value)))
                .collect();
            assert_eq!(there, wanted);
            for (key, value) in &want {
                assert_eq!(object.get(key), Some(&Node::from(*value)));
            }
            assert!(!object.contains("k") && !object.contains("k999"));
        }
        assert!(object.len() > SMALL, "{}", object.len());
    }

    #[test]
    fn of_equal_keys_the_first_is_found() {
        let twice = (0..SMALL as i64).flat_map(|at| [(at, at), (at, at + 1000)]);
        let entries = twice.map(|(key, value)| (format!("k{key}").into(), Node::from(value)));
        let object = Object::of(entries.collect());
        assert_eq!(object.len(), 2 * SMALL);
        assert_eq!(object.get("k3"), Some(&Node::from(3)));
    }
}
