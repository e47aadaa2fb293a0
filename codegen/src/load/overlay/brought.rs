//! Records where the values in a tree came from: the document, or an overlay.

use std::collections::BTreeMap;

use super::super::pointer;
use crate::diagnostic::{FileId, Part, Place};

/// What overlays brought or moved, by its JSON pointer in the tree as it is now. What is not listed stands where the
/// document has it.
#[derive(Clone, Debug, Default)]
pub(in crate::load) struct Brought(BTreeMap<String, Source>);

#[derive(Clone, Debug)]
struct Source {
    place: Place,
    /// Whether what is below stands at the same place, as a copied value has no text of its own in the overlay.
    is_whole: bool,
}

impl Brought {
    /// Where what stands at a place of the document was written.
    pub(in crate::load) fn written(&self, place: Place) -> Place {
        if self.0.is_empty() || matches!(place.part, Part::Bytes { .. }) {
            return place;
        }
        let mut head = place.pointer.as_str();
        loop {
            if let Some(source) = self.0.get(head) {
                let rest = place.pointer.get(head.len()..).unwrap_or_default();
                let (rest, part) = match source.is_whole {
                    true => ("", source.place.part),
                    false => (rest, place.part),
                };
                return Place {
                    file: source.place.file,
                    pointer: format!("{}{rest}", source.place.pointer),
                    part,
                };
            }
            match pointer::split_last(head) {
                Some((shorter, _)) => head = shorter,
                None => return place,
            }
        }
    }

    /// Notes that what stands at a pointer now comes from a place in an overlay, with all that is in it.
    pub(super) fn set(&mut self, pointer: &str, place: Place, is_whole: bool) {
        self.forget(pointer);
        self.0
            .insert(pointer.to_owned(), Source { place, is_whole });
    }

    /// Counts files from another number on.
    pub(in crate::load) fn shift(&mut self, by: u32) {
        for source in self.0.values_mut() {
            source.place.file = source.place.file.after(by);
        }
    }

    /// Drops what is known of a value and of all that is in it.
    pub(super) fn forget(&mut self, pointer: &str) {
        for key in self.below(pointer) {
            self.0.remove(&key);
        }
    }

    /// Notes that an item of an array of so many was removed, so that those behind it moved forward.
    pub(super) fn removed(&mut self, array: &str, index: usize, length: usize) {
        let item = |at: usize| {
            let mut pointer = array.to_owned();
            pointer::push_index(&mut pointer, at);
            pointer
        };
        self.forget(&item(index));
        for at in index.saturating_add(1)..length {
            let (old, new) = (item(at), item(at.saturating_sub(1)));
            let place = self.written(Place::value(FileId::ROOT, old.clone()));
            let is_whole = self.0.get(&old).is_some_and(|source| source.is_whole);
            let inner: Vec<_> = self
                .below(&old)
                .into_iter()
                .filter_map(|key| {
                    Some((
                        format!("{new}{}", key.get(old.len()..)?),
                        self.0.remove(&key)?,
                    ))
                })
                .collect();
            self.0.insert(new.clone(), Source { place, is_whole });
            self.0
                .extend(inner.into_iter().filter(|(key, _)| *key != new));
        }
    }

    /// The pointers at and below one.
    fn below(&self, pointer: &str) -> Vec<String> {
        let is_below = |key: &String| {
            key.get(pointer.len()..)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.0
            .range(pointer.to_owned()..)
            .map(|(key, _)| key)
            .take_while(|key| key.starts_with(pointer))
            .filter(|key| is_below(key))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_what_is_brought_and_what_moves() {
        let mut brought = Brought::default();
        let at = |brought: &Brought, pointer: &str| {
            let place = brought.written(Place::value(FileId::ROOT, pointer));
            (place.file.0, place.pointer)
        };
        brought.set(
            "/a/2/x",
            Place::value(FileId(1), "/actions/0/update/x"),
            false,
        );
        brought.set("/a/3", Place::value(FileId(1), "/actions/1/copy"), true);
        assert_eq!(
            at(&brought, "/a/2/x/y"),
            (1, "/actions/0/update/x/y".to_owned())
        );
        assert_eq!(at(&brought, "/a/2/z"), (0, "/a/2/z".to_owned()));
        assert_eq!(at(&brought, "/a/3/z"), (1, "/actions/1/copy".to_owned()));
        brought.removed("/a", 1, 4);
        assert_eq!(at(&brought, "/a/0"), (0, "/a/0".to_owned()));
        assert_eq!(
            at(&brought, "/a/1/x/y"),
            (1, "/actions/0/update/x/y".to_owned())
        );
        assert_eq!(at(&brought, "/a/1/z"), (0, "/a/2/z".to_owned()));
        assert_eq!(at(&brought, "/a/2/z"), (1, "/actions/1/copy".to_owned()));
        // twice
        brought.removed("/a", 0, 3);
        assert_eq!(
            at(&brought, "/a/0/x/y"),
            (1, "/actions/0/update/x/y".to_owned())
        );
        assert_eq!(at(&brought, "/a/0/z"), (0, "/a/2/z".to_owned()));
        assert_eq!(at(&brought, "/a/1"), (1, "/actions/1/copy".to_owned()));
    }
}
