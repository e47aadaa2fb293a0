//! Maps pointers into the lowered, bundled document back to the places in the source files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::overlay::Brought;
use super::pointer;
use crate::diagnostic::{FileId, Part, Place};
use crate::text::tail;

/// What was moved, by the pointer where it stands now. What is not listed stands where it always stood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// The file in which stands what did not move.
    root: FileId,
    moved: HashMap<String, (FileId, String)>,
    /// What overlays changed in each document before anything was moved.
    brought: BTreeMap<FileId, Brought>,
}

impl Origins {
    /// Nothing has moved yet, in a tree to which overlays were applied.
    pub(super) fn new(brought: Brought) -> Self {
        Self {
            brought: BTreeMap::from([(FileId::ROOT, brought)]),
            ..Self::default()
        }
    }

    /// Where the author wrote what stands at a place of the document as overlays left it.
    pub(super) fn written(&self, place: Place) -> Place {
        match self.brought.get(&place.file) {
            Some(brought) => brought.written(place),
            None => place,
        }
    }

    /// Where `pointer` stood in the document as overlays left it.
    pub(crate) fn place(&self, pointer: &str) -> Place {
        let mut head = pointer;
        if !self.moved.is_empty() {
            loop {
                if let Some((file, origin)) = self.moved.get(head) {
                    return Place {
                        file: *file,
                        pointer: format!("{origin}{}", tail(pointer, head.len())),
                        part: Part::Value,
                    };
                }
                match pointer::split_last(head) {
                    Some((shorter, _)) => head = shorter,
                    None => break,
                }
            }
        }
        Place::value(self.root, pointer)
    }

    /// Notes that what stands at `new` was written at `place`.
    pub(crate) fn set(&mut self, new: String, place: Place) {
        self.moved.insert(new, (place.file, place.pointer));
    }

    /// Counts files from another number on, where they were added to those of another document.
    pub(super) fn shift(&mut self, by: u32) {
        self.root = self.root.after(by);
        for (file, _) in self.moved.values_mut() {
            *file = file.after(by);
        }
        let brought = std::mem::take(&mut self.brought).into_iter();
        let brought = brought.map(|(file, mut brought)| {
            brought.shift(by);
            (file.after(by), brought)
        });
        self.brought = brought.collect();
    }

    /// Takes over where things stand that were taken from another document: at the same pointer, or moved.
    pub(super) fn adopt(
        &mut self,
        other: &Self,
        taken: &BTreeSet<String>,
        moved: Vec<(String, String)>,
    ) {
        let brought = other.brought.iter();
        self.brought
            .extend(brought.map(|(file, brought)| (*file, brought.clone())));
        for (pointer, (file, origin)) in &other.moved {
            let mut head = pointer.as_str();
            while let Some((shorter, _)) = pointer::split_last(head) {
                head = shorter;
                if taken.contains(head) {
                    let place = (*file, origin.clone());
                    self.moved.insert(pointer.clone(), place);
                    break;
                }
            }
        }
        for pointer in taken {
            self.set(pointer.clone(), other.place(pointer));
        }
        for (new, old) in moved {
            self.set(new, other.place(&old));
        }
    }

    /// Notes several moves at once: each pair is the new and the old pointer, and all old ones are meant as they were
    /// before any of these moves.
    pub(crate) fn moved(&mut self, moves: impl IntoIterator<Item = (String, String)>) {
        let places: Vec<_> = moves
            .into_iter()
            .map(|(new, old)| (new, self.place(&old)))
            .collect();
        for (new, place) in places {
            self.set(new, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_counts() {
        let mut origins = Origins::default();
        origins.set(
            "/components/schemas".into(),
            Place::value(FileId::ROOT, "/definitions"),
        );
        origins.set(
            "/components/schemas/pet".into(),
            Place::value(FileId(1), ""),
        );
        assert_eq!(
            origins.place("/components/schemas/cat/type").pointer,
            "/definitions/cat/type"
        );
        assert_eq!(
            origins.place("/components/schemas/pet/type"),
            Place::value(FileId(1), "/type")
        );
        assert_eq!(
            origins.place("/paths"),
            Place::value(FileId::ROOT, "/paths")
        );
    }

    #[test]
    fn moves_at_once_do_not_see_each_other() {
        let mut origins = Origins::default();
        origins.moved([
            ("/p/0".to_owned(), "/p/1".to_owned()),
            ("/p/1".to_owned(), "/p/0".to_owned()),
        ]);
        assert_eq!(origins.place("/p/0/x").pointer, "/p/1/x");
        assert_eq!(origins.place("/p/1/x").pointer, "/p/0/x");
    }
}
