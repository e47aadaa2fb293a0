//! Detects types that read the same position of a text again, and caches the choices of unions.
//!
//! Unions and newtypes pass the reader on to the type that they hold: nothing is consumed between them. If that leads back to
//! the same type, decoding would never end, so it fails here. The result of a union that had to try several branches is cached
//! by position: an outer union may try its own branches over the same text, and would otherwise try every combination.

use std::collections::BTreeMap;

use super::{DecodeError, DecodeErrorKind, Reader};

/// Types that read nothing by themselves, where they stand in the text.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Those that are being read, outermost first.
    open: Vec<Open>,
    /// What unions came to that were decided by trial, by place and table.
    decided: BTreeMap<(usize, usize), Decided>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    at: usize,
    table: usize,
    is_union: bool,
}

/// What a union came to at a place.
#[derive(Clone, Debug)]
pub(super) enum Decided {
    /// This branch.
    Branch(usize),
    /// None of them: an unknown form.
    Unfit,
    /// An error.
    Failed(DecodeError),
}

impl Reader<'_> {
    /// Starts to read a type that reads nothing by itself, known by the address of its table, where the reader stands.
    /// The answer is for [`Reader::close`].
    ///
    /// # Errors
    /// Where the same type is being read at the same place.
    pub(super) fn open<T>(
        &mut self,
        table: &'static T,
        is_union: bool,
    ) -> Result<usize, DecodeError> {
        let table = std::ptr::from_ref(table).addr();
        let at = self.at;
        let again = (self.places.open.iter().rev())
            .take_while(|open| open.at == at)
            .any(|open| open.table == table);
        if again {
            return Err(self.error(
                DecodeErrorKind::TooDeep,
                "a type that leads to itself without reading anything",
                at,
            ));
        }
        let level = self.places.open.len();
        self.places.open.push(Open {
            at,
            table,
            is_union,
        });
        Ok(level)
    }

    /// Ends what [`Reader::open`] began, and all within it.
    pub(super) fn close(&mut self, level: usize) {
        self.places.open.truncate(level);
    }

    /// Whether a union around the one of this level reads at the same place.
    pub(super) fn is_nested(&self, level: usize) -> bool {
        let (outer, inner) = (self.places.open).split_at(level.min(self.places.open.len()));
        inner.first().is_some_and(|this| {
            (outer.iter().rev())
                .take_while(|open| open.at == this.at)
                .any(|open| open.is_union)
        })
    }

    /// Whether any union is around that of this level: only then may it be read again.
    pub(super) fn may_come_again(&self, level: usize) -> bool {
        let around = self.places.open.get(..level).unwrap_or_default();
        around.iter().any(|open| open.is_union)
    }

    /// What the union of this level came to when it was read here before.
    pub(super) fn decided(&self, level: usize) -> Option<&Decided> {
        if self.places.decided.is_empty() {
            return None;
        }
        let open = self.places.open.get(level)?;
        self.places.decided.get(&(open.at, open.table))
    }

    /// Keeps what the union of this level came to.
    pub(super) fn decide(&mut self, level: usize, decided: Decided) {
        if let Some(open) = self.places.open.get(level) {
            let key = (open.at, open.table);
            self.places.decided.insert(key, decided);
        }
    }

    /// Reads what a newtype holds. `table` is a static of its own, which stands for the type.
    ///
    /// # Errors
    /// Those of `read`, and where the newtype holds itself with nothing between.
    #[doc(hidden)]
    pub fn held<T>(
        &mut self,
        table: &'static u8,
        read: fn(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        self.peek()?;
        let level = self.open(table, false)?;
        let value = read(self)?;
        self.close(level);
        Ok(value)
    }
}
