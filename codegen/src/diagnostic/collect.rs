//! Collects diagnostics.

use std::hash::BuildHasher as _;

use super::{Diagnostic, Severity};
use crate::hash::Map;

/// A collection of diagnostics, without duplicates.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// By their hash, the index of the last one with it.
    last: Map<u64, usize>,
    /// For each one, the index of the one before it with the same hash.
    before: Vec<Option<usize>>,
    strict: bool,
}

impl Diagnostics {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Turns present and future warnings into errors.
    pub fn deny_warnings(&mut self) {
        self.strict = true;
        let list = std::mem::take(&mut self.list);
        self.last.clear();
        self.before.clear();
        self.extend(list);
    }

    /// Adds a diagnostic, unless it is already present.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if self.strict && diagnostic.severity == Severity::Warning {
            diagnostic.severity = Severity::Error;
        }
        let hash = self.last.hasher().hash_one(&diagnostic);
        let last = self.last.get(&hash).copied();
        let mut at = last;
        while let Some(other) = at {
            if self.list.get(other) == Some(&diagnostic) {
                return;
            }
            at = self.before.get(other).copied().flatten();
        }
        self.last.insert(hash, self.list.len());
        self.before.push(last);
        self.list.push(diagnostic);
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The number of diagnostics.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many of this severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        for diagnostic in iter {
            self.push(diagnostic);
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
