//! The unions of a value that is made without a text.

/// How many unions are tried that lie in one that lies within itself: each may try all of its branches, and they those of
/// the unions in them.
const MOST_TRIED: usize = 10_000;

/// The unions that are being made.
#[derive(Debug, Default)]
pub(super) struct Making {
    /// Their tables, outermost first.
    within: Vec<usize>,
    /// How many were tried in those that lie within themselves.
    tried: usize,
}

impl Making {
    /// Starts to make a union, known by the address of its table. The answer is for [`Making::leave`].
    ///
    /// `None` where the union is being made for the second time already, or too many are.
    pub(super) fn enter(&mut self, table: usize) -> Option<usize> {
        let level = self.within.len();
        let same = self.within.iter().filter(|one| **one == table).count();
        let is_again = same > 0 || self.is_again(level);
        self.tried = self.tried.saturating_add(usize::from(is_again));
        if same > 1 || (is_again && self.tried > MOST_TRIED) {
            return None;
        }
        self.within.push(table);
        Some(level)
    }

    /// Ends what [`Making::enter`] began, and all within it.
    pub(super) fn leave(&mut self, level: usize) {
        self.within.truncate(level);
    }

    /// Whether the union of this level lies within itself, and none around it does.
    pub(super) fn is_outermost_again(&self, level: usize) -> bool {
        self.is_again(level.saturating_add(1)) && !self.is_again(level)
    }

    /// Whether one of the first so many lies within itself.
    fn is_again(&self, level: usize) -> bool {
        let outer = self.within.get(..level).unwrap_or_default();
        (outer.iter().enumerate()).any(|(at, one)| outer.iter().take(at).any(|other| other == one))
    }
}
