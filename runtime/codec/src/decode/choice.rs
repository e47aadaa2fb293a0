//! Chooses a branch of a union by trying them.

use super::error::Segment;
use super::misfit::LOST;
use super::place::Decided;
use super::reader::{Mark, excerpt};
use super::steps::Before;
use super::union::{Found, Guard, Lacking, UnionLayout};
use super::{Decode, DecodeError, DecodeErrorKind, Kind, Reader};
use crate::layout::{Layout, Presence};

/// The choice among the branches of a union while it is being made.
#[doc(hidden)]
#[derive(Debug)]
pub struct Choice<'a> {
    pub(super) layout: &'static UnionLayout,
    pub(super) found: Found<'a>,
    pub(super) next: usize,
    pub(super) candidates: usize,
    /// Its place among the types that are being read.
    pub(super) level: usize,
    /// Where the value begins.
    pub(super) mark: Mark,
    /// The branch that was found for this value before.
    pub(super) known: Option<usize>,
    pub(super) best: Option<Best>,
    pub(super) failures: Vec<Failure>,
    /// Whether there is no text, and the union is the first branch that has a value.
    pub(super) is_blank: bool,
}

/// The branch that was read best so far.
#[derive(Debug)]
pub(super) struct Best {
    index: usize,
    /// Where the value ends.
    end: Mark,
    /// How badly it fits.
    misfit: u64,
    layout: &'static Layout,
}

/// A branch that did not fit after all.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) name: &'static str,
    pub(super) layout: &'static Layout,
    pub(super) error: DecodeError,
}

/// What becomes of a branch that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// It is the value.
    Final,
    /// It is the best so far; another branch may fit better.
    Best,
    /// One before it fits as well or better.
    Worse,
}

impl<'a> Reader<'a> {
    /// Looks at the next value and decides which branches it may be.
    ///
    /// # Errors
    /// Where the value is no JSON, where it was found before that it fits no branch, and where the union is being read
    /// at this very place already.
    #[doc(hidden)]
    pub fn choose(&mut self, layout: &'static UnionLayout) -> Result<Choice<'a>, DecodeError> {
        let kind = self.kind()?;
        if self.is_blank() {
            return self.blank_choice(layout, kind);
        }
        let level = self.open(layout, true)?;
        let mut choice = Choice {
            layout,
            found: Found::new(kind),
            next: 0,
            candidates: 1,
            level,
            mark: self.mark(),
            known: None,
            best: None,
            failures: Vec::new(),
            is_blank: false,
        };
        match self.decided(level) {
            None => {}
            Some(Decided::Branch(index)) => {
                choice.known = Some(*index);
                return Ok(choice);
            }
            Some(Decided::Failed(error)) => return Err(error.clone()),
            Some(Decided::Unfit) => {
                // no branch has this number
                choice.known = Some(usize::MAX);
                choice.candidates = 0;
                return Ok(choice);
            }
        }
        self.look_at(layout, &mut choice.found)?;
        choice.candidates = choice.found.candidates(layout);
        Ok(choice)
    }
}

impl<'a> Choice<'a> {
    /// Reads the next branch into `found`, where it may be the value's and fits better than those before. Whether it is
    /// certain; to be called once for each branch, in order, until one is.
    ///
    /// A function of its own, so that what a branch needs on the stack is not there for all branches at once.
    #[doc(hidden)]
    pub fn attempt<T: Decode, U>(
        &mut self,
        reader: &mut Reader<'a>,
        wrap: fn(T) -> U,
        found: &mut Option<U>,
    ) -> Result<bool, DecodeError> {
        if !self.next_fits() {
            return Ok(false);
        }
        let before = reader.misfit;
        let value = T::decode(reader);
        self.attempted(reader, before, (T::LAYOUT, value), wrap, found)
    }

    /// What becomes of a branch that was tried: `before` is how badly the value fitted until then, `tried` the table of the
    /// branch and what was read.
    #[inline]
    pub(super) fn attempted<T, U>(
        &mut self,
        reader: &mut Reader<'a>,
        before: u64,
        (layout, value): (&'static Layout, Result<T, DecodeError>),
        wrap: fn(T) -> U,
        found: &mut Option<U>,
    ) -> Result<bool, DecodeError> {
        match value {
            Ok(value) => match self.read(reader, before, layout) {
                Read::Worse => Ok(false),
                read => {
                    *found = Some(wrap(value));
                    Ok(read == Read::Final)
                }
            },
            Err(error) => {
                self.failed(reader, before, layout, error)?;
                Ok(false)
            }
        }
    }

    pub(super) fn next_fits(&mut self) -> bool {
        let index = self.next;
        // a call for each branch of a list that is in memory
        self.next = index.saturating_add(1);
        match self.known {
            Some(known) => known == index,
            None if self.is_blank => true,
            None => {
                (self.layout.branches.get(index)).is_some_and(|(_, guard)| self.found.fits(guard))
            }
        }
    }

    /// The branch that is being tried.
    fn current(&self) -> usize {
        self.next.wrapping_sub(1)
    }

    /// Whether the branch that is being tried is for any value.
    fn takes_any(&self) -> bool {
        let branch = self.layout.branches.get(self.current());
        matches!(branch, Some((_, Guard::any)))
    }

    /// Whether more than one branch may be the value's.
    fn is_open(&self) -> bool {
        self.candidates > 1 || self.found.lacking == Lacking::All
    }

    /// Takes note that a branch was read. Where several branches might fit, the one wins that knows most of the value:
    /// that has passed over least of the text, and of several of these the one that lists most of the values.
    fn read(&mut self, reader: &mut Reader<'a>, before: u64, layout: &'static Layout) -> Read {
        if self.is_blank {
            reader.leave_blank(self.level);
            return Read::Final;
        }
        if reader.misfit != before && self.is_open() {
            return self.weigh(reader, before, layout);
        }
        if let Some(best) = &self.best
            && best.misfit < LOST
            && self.takes_any()
        {
            // nothing of the value is lost, and more of it is typed
            self.back(reader, before);
            return Read::Worse;
        }
        if !self.failures.is_empty() || self.best.is_some() {
            self.remember(reader, Decided::Branch(self.current()));
        }
        reader.close(self.level);
        Read::Final
    }

    #[cold]
    fn weigh(&mut self, reader: &mut Reader<'a>, before: u64, layout: &'static Layout) -> Read {
        let misfit = reader.misfit.saturating_sub(before);
        let answer = match &self.best {
            Some(best) if best.misfit <= misfit => Read::Worse,
            _ => {
                self.best = Some(Best {
                    index: self.current(),
                    end: reader.mark(),
                    misfit,
                    layout,
                });
                Read::Best
            }
        };
        self.back(reader, before);
        answer
    }

    /// Goes back to the start of the value.
    fn back(&self, reader: &mut Reader<'a>, misfit: u64) {
        reader.misfit = misfit;
        reader.close(self.level.saturating_add(1));
        reader.rewind(self.mark);
    }

    /// What the choice comes to once all branches were tried: the one that was read best, or nothing, where no form of
    /// the union fits the value. The reader stands behind the value in the first case, before it in the second.
    ///
    /// # Errors
    /// Where branches that may be the value's could not be read, also when the one that was read best knows less of the
    /// value than one of those: what it passes over would be lost.
    #[doc(hidden)]
    #[cold]
    pub fn settle<U>(
        &mut self,
        reader: &mut Reader<'a>,
        found: Option<U>,
    ) -> Result<Option<U>, DecodeError> {
        if self.is_blank {
            return self.no_blank(reader).map(|()| None);
        }
        let best = self.best.take();
        if let (Some(best), Some(found)) = (best, found) {
            match self.richer(reader, best.layout)? {
                None => {
                    self.remember(reader, Decided::Branch(best.index));
                    reader.misfit = reader.misfit.saturating_add(best.misfit);
                    reader.close(self.level);
                    reader.rewind(best.end);
                    return Ok(Some(found));
                }
                Some(_) if self.found.lacking == Lacking::All => self.failures.clear(),
                Some(at) => {
                    let error = self.failures.swap_remove(at).error;
                    self.remember(reader, Decided::Failed(error.clone()));
                    return Err(error);
                }
            }
        }
        self.exhausted(reader)?;
        let nested = reader.is_nested(self.level);
        if self.known.is_none() && !self.failures.is_empty() {
            self.remember(reader, Decided::Unfit);
        }
        if nested {
            // the union around this one has other branches, or is what the value does not fit
            let message = "fits no form of the value";
            let error = reader.error(DecodeErrorKind::Value, message, reader.index());
            return Err(error.unfit());
        }
        reader.unlisted();
        reader.close(self.level);
        Ok(None)
    }

    /// The branch that knows all of the value that the best one does, and more, but failed by what the best one passes
    /// over.
    fn richer(
        &self,
        reader: &mut Reader<'a>,
        best: &'static Layout,
    ) -> Result<Option<usize>, DecodeError> {
        let by_property = |failure: &Failure| match failure.error.outermost() {
            Some(Segment::Property(_)) => !failure.error.is_unfit(),
            _ => false,
        };
        if passes_nothing(best) || !self.failures.iter().any(by_property) {
            return Ok(None);
        }
        let mut keys = Vec::new();
        let mut before = Before::Bracket;
        while let Some(key) = reader.key(before, str::to_owned)? {
            before = Before::Comma;
            reader.skip()?;
            keys.push(key);
        }
        reader.rewind(self.mark);
        let passes =
            |layout: &Layout, key: &str| !passes_nothing(layout) && layout.find(key, 0).is_none();
        Ok(self.failures.iter().position(|failure| {
            let Some(Segment::Property(by)) = failure.error.outermost() else {
                return false;
            };
            by_property(failure)
                && passes(best, by)
                && keys
                    .iter()
                    .all(|key| !passes(failure.layout, key) || passes(best, key))
        }))
    }

    fn remember(&self, reader: &mut Reader<'a>, decided: Decided) {
        if self.known.is_none() && reader.may_come_again(self.level) {
            reader.decide(self.level, decided);
        }
    }

    /// Takes note that a branch did not fit after all.
    #[cold]
    fn failed(
        &mut self,
        reader: &mut Reader<'a>,
        before: u64,
        layout: &'static Layout,
        mut error: DecodeError,
    ) -> Result<(), DecodeError> {
        if self.is_blank {
            self.failed_blank(reader, error);
            return Ok(());
        }
        // an integer beyond the type's range is one that the type is not for
        if self.found.kind == Kind::Number && error.kind() == DecodeErrorKind::Value {
            error = error.unfit();
        }
        let is_final = !self.is_open() && !error.is_unfit();
        let branch = self.layout.branches.get(self.current());
        match branch {
            Some((name, _)) if !is_final && error.kind() != DecodeErrorKind::TooDeep => {
                self.failures.push(Failure {
                    name,
                    layout,
                    error,
                });
                self.back(reader, before);
                Ok(())
            }
            _ => Err(error),
        }
    }

    /// No branch was read: fine where none might fit, where what it fits is told by values that are new, or where it
    /// lacks its tags; else an error that says what was tried.
    fn exhausted(&mut self, reader: &mut Reader<'a>) -> Result<(), DecodeError> {
        if self.candidates == 0 || self.found.lacking == Lacking::All {
            return Ok(());
        }
        let mut failed: Vec<&Failure> = Vec::new();
        for failure in &self.failures {
            let is_new = failed.iter().all(|other| other.error != failure.error);
            if is_new && !failure.error.is_unfit() {
                failed.push(failure);
            }
        }
        let error = match &failed[..] {
            [] => return Ok(()),
            // all fail by the same
            [failure] => failure.error.clone(),
            failed => {
                let mut message = String::from("fits no form of the value");
                for Failure { name, error, .. } in failed {
                    let path = error.path();
                    let colon = if path.is_empty() { "" } else { ": " };
                    let why = format!("{path}{colon}{}", error.message());
                    // a branch may have failed by a union in turn, and so on
                    message.push_str(&format!("; as {name}: {}", excerpt(&why, 160)));
                }
                reader.error(DecodeErrorKind::Type, message, reader.index())
            }
        };
        self.remember(reader, Decided::Failed(error.clone()));
        Err(error)
    }
}

/// Whether a branch keeps every property of its values, or says nothing of them.
fn passes_nothing(layout: &Layout) -> bool {
    layout.presence.is_empty() || layout.presence.last() == Some(&Presence::extra)
}
