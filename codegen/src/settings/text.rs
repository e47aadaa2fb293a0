//! The text of a settings file, and the places of values in it.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{FileId, Part, Place};
use crate::load::pointer;
use crate::text::head;

/// The text of a settings file.
#[derive(Debug, Default)]
pub struct Text {
    pub(super) name: String,
    pub(super) text: String,
    /// Where the keys stand, by JSON pointer, and where the values do.
    places: Places,
}

impl Text {
    /// A text whose table has been parsed.
    pub(super) fn new(name: &str, text: &str, table: &DeTable<'_>) -> Self {
        let mut places = BTreeMap::new();
        find(table, "", &mut places);
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            places,
        }
    }

    /// Appends a word and a value, which stands at a pointer.
    pub(super) fn append(&mut self, word: &str, value: &str, pointer: String) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
        let start = self.text.len();
        self.text.push_str(value);
        let bytes = start..self.text.len();
        self.places.insert(pointer, (bytes.clone(), bytes));
    }

    /// Where the value at a JSON pointer stands, if the text has it: the value, or its key where it is a table.
    pub(super) fn place(&self, file: FileId, pointer: &str) -> Option<Place> {
        let (key, value) = self.places.get(pointer)?;
        let is_large = self
            .text
            .get(value.clone())
            .is_none_or(|text| text.contains('\n') || text.starts_with(['{', '[']));
        let bytes = if is_large { key } else { value };
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Place {
            file,
            pointer: pointer.to_owned(),
            part: Part::Bytes {
                start: offset(bytes.start),
                end: offset(bytes.end),
            },
        })
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub(super) fn position(&self, byte: usize) -> (usize, usize) {
        let before = head(&self.text, byte);
        let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let column = before
            .get(start..)
            .unwrap_or_default()
            .chars()
            .count()
            .saturating_add(1);
        (before.matches('\n').count().saturating_add(1), column)
    }
}

/// Bytes of keys and values, by JSON pointer.
type Places = BTreeMap<String, (Range<usize>, Range<usize>)>;

fn find(table: &DeTable<'_>, at: &str, places: &mut Places) {
    for (key, value) in table {
        let mut at = at.to_owned();
        pointer::push(&mut at, key.get_ref());
        places.insert(at.clone(), (key.span(), value.span()));
        inside(value.get_ref(), &at, places);
    }
}

fn inside(value: &DeValue<'_>, at: &str, places: &mut Places) {
    match value {
        DeValue::Table(table) => find(table, at, places),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let mut at = at.to_owned();
                pointer::push_index(&mut at, index);
                places.insert(at.clone(), (item.span(), item.span()));
                inside(item.get_ref(), &at, places);
            }
        }
        _ => {}
    }
}
