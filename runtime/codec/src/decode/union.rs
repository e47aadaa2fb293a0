//! Values of several possible types: which of them the next value may be.

use super::reader::Mark;
use super::steps::Before;
use super::tag::TagValue;
use super::{Decode, DecodeError, DecodeErrorKind, Kind, Reader};

/// The branches of a union, in the order of its variants.
#[doc(hidden)]
#[derive(Debug)]
pub struct UnionLayout {
    /// Variants and what their values look like.
    pub branches: &'static [(&'static str, Guard)],
}

/// What a value must look like to be read as a branch.
#[doc(hidden)]
#[allow(non_camel_case_types)]
#[derive(Debug)]
pub enum Guard {
    null,
    boolean,
    /// Numbers without fraction and exponent.
    integer,
    number,
    string,
    array,
    object(Demand),
    any,
}

/// What an object must hold.
#[doc(hidden)]
#[derive(Debug)]
pub struct Demand {
    /// Properties and the values that they may have.
    pub tags: &'static [(&'static str, &'static [&'static dyn TagValue])],
    /// Properties that must be there.
    pub has: &'static [&'static str],
}

/// The choice among the branches of a union while it is being made.
#[doc(hidden)]
#[derive(Debug)]
pub struct Choice<'a> {
    layout: &'static UnionLayout,
    found: Found<'a>,
    next: usize,
    candidates: usize,
    /// Where the value begins, if it may be read more than once.
    mark: Option<Mark>,
    /// Where it ends, and how badly it fits the best branch that was read so far.
    best: Option<(Mark, usize)>,
    failures: Vec<(&'static str, DecodeError)>,
    /// Where there is no text: the branch that is made.
    blank: Option<Blank>,
}

/// What a union is where there is no text: its first branch, unless it lies within itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blank {
    First,
    Nothing,
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

/// What the guards ask about.
#[derive(Debug)]
struct Found<'a> {
    kind: Kind,
    integer: bool,
    tags: Vec<(&'static str, &'a str)>,
    keys: Vec<String>,
    /// Whether an object may lack its tags: no branch is for one that does, but the document may not ask for them.
    untagged: bool,
}

impl<'a> Reader<'a> {
    /// Looks at the next value and decides which branches it may be.
    #[doc(hidden)]
    pub fn choose(&mut self, layout: &'static UnionLayout) -> Result<Choice<'a>, DecodeError> {
        let kind = self.kind()?;
        let mut found = Found {
            kind,
            integer: false,
            tags: Vec::new(),
            keys: Vec::new(),
            untagged: false,
        };
        if self.is_blank() {
            return Ok(self.blank_choice(layout, found));
        }
        match kind {
            Kind::Number => {
                let start = self.at;
                found.integer = !self.raw()?.contains(['.', 'e', 'E']);
                self.at = start;
            }
            Kind::Object => self.look_ahead(layout, &mut found)?,
            _ => {}
        }
        let count = |found: &Found<'_>| {
            let branches = layout.branches.iter();
            branches.filter(|(_, guard)| found.fits(guard)).count()
        };
        let mut candidates = count(&found);
        if candidates == 0 && kind == Kind::Object {
            found.untagged = true;
            candidates = count(&found);
        }
        let mark = (candidates > 1 || found.untagged).then(|| self.mark());
        Ok(Choice {
            layout,
            found,
            next: 0,
            candidates,
            mark,
            best: None,
            failures: Vec::new(),
            blank: None,
        })
    }

    #[cold]
    fn blank_choice(&mut self, layout: &'static UnionLayout, found: Found<'a>) -> Choice<'a> {
        let address = std::ptr::from_ref(layout).addr();
        let within = self.blank.get_or_insert_default();
        let blank = if within.contains(&address) || layout.branches.is_empty() {
            Blank::Nothing
        } else {
            within.push(address);
            Blank::First
        };
        Choice {
            layout,
            found,
            next: 0,
            candidates: 0,
            mark: None,
            best: None,
            failures: Vec::new(),
            blank: Some(blank),
        }
    }

    /// Finds tags, and all keys where a branch asks for some, without moving on.
    fn look_ahead(
        &mut self,
        layout: &'static UnionLayout,
        found: &mut Found<'a>,
    ) -> Result<(), DecodeError> {
        let mut names: Vec<&'static str> = Vec::new();
        let mut keys = false;
        for (_, guard) in layout.branches {
            if let Guard::object(demand) = guard {
                for (name, _) in demand.tags {
                    if !names.contains(name) {
                        names.push(name);
                    }
                }
                keys |= !demand.has.is_empty();
            }
        }
        if names.is_empty() && !keys {
            return Ok(());
        }
        let start = self.at;
        let mut before = Before::Bracket;
        let name_of = |key: &str| names.iter().find(|name| **name == key).copied();
        while let Some((key, name)) = self.key(before, |key| {
            let kept = keys.then(|| key.to_owned());
            (kept, name_of(key))
        })? {
            before = Before::Comma;
            found.keys.extend(key);
            let Some(name) = name else {
                self.skip()?;
                continue;
            };
            let value = self.raw()?;
            found.tags.retain(|(tag, _)| *tag != name);
            found.tags.push((name, value));
            if !keys && found.tags.len() == names.len() {
                break;
            }
        }
        self.at = start;
        Ok(())
    }
}

impl Found<'_> {
    fn fits(&self, guard: &Guard) -> bool {
        match guard {
            Guard::null => self.kind == Kind::Null,
            Guard::boolean => self.kind == Kind::Boolean,
            Guard::integer => self.kind == Kind::Number && self.integer,
            Guard::number => self.kind == Kind::Number,
            Guard::string => self.kind == Kind::String,
            Guard::array => self.kind == Kind::Array,
            Guard::any => true,
            Guard::object(demand) => {
                self.kind == Kind::Object
                    && demand.tags.iter().all(|(name, values)| {
                        match self.tags.iter().find(|(tag, _)| tag == name) {
                            Some((_, text)) => values.iter().any(|value| value.is(text)),
                            None => self.untagged,
                        }
                    })
                    && demand
                        .has
                        .iter()
                        .all(|name| self.keys.iter().any(|key| key == name))
            }
        }
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
        if self.blank.is_some() {
            reader.blank.get_or_insert_default().pop();
        }
        match value {
            Ok(value) => match self.read(reader, before) {
                Read::Worse => Ok(false),
                read => {
                    *found = Some(wrap(value));
                    Ok(read == Read::Final)
                }
            },
            Err(error) => {
                self.failed(reader, before, error)?;
                Ok(false)
            }
        }
    }

    fn next_fits(&mut self) -> bool {
        let branch = self.layout.branches.get(self.next);
        self.next += 1;
        if let Some(blank) = self.blank {
            return blank == Blank::First;
        }
        branch.is_some_and(|(_, guard)| self.found.fits(guard))
    }

    /// Takes note that a branch was read. Where several branches might fit, the one wins that knows most of the value:
    /// that has passed over least of the text, be it properties that it lacks or values that it does not list.
    fn read(&mut self, reader: &mut Reader<'a>, before: usize) -> Read {
        match &self.mark {
            Some(mark) if reader.misfit != before => {
                let mark = *mark;
                self.weigh(reader, mark, before)
            }
            _ => Read::Final,
        }
    }

    #[cold]
    fn weigh(&mut self, reader: &mut Reader<'a>, start: Mark, before: usize) -> Read {
        let misfit = reader.misfit - before;
        let answer = match self.best {
            Some((_, best)) if best <= misfit => Read::Worse,
            _ => {
                self.best = Some((reader.mark(), misfit));
                Read::Best
            }
        };
        reader.misfit = before;
        reader.rewind(start);
        answer
    }

    /// Goes to the end of the value that was read best, where there is one.
    #[doc(hidden)]
    #[cold]
    pub fn settle(&mut self, reader: &mut Reader<'a>) {
        if let Some((end, misfit)) = self.best {
            reader.misfit += misfit;
            reader.rewind(end);
        }
    }

    /// Takes note that a branch did not fit after all. Fails when it was the only one that might.
    #[cold]
    fn failed(
        &mut self,
        reader: &mut Reader<'a>,
        before: usize,
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        match (
            &self.mark,
            self.layout.branches.get(self.next.wrapping_sub(1)),
        ) {
            (Some(mark), Some((name, _))) if error.kind() != DecodeErrorKind::TooDeep => {
                self.failures.push((name, error));
                reader.misfit = before;
                reader.rewind(*mark);
                Ok(())
            }
            _ => Err(error),
        }
    }

    /// No branch was read: fine where none might fit, else an error that says what was tried.
    #[doc(hidden)]
    #[cold]
    pub fn exhausted(self, reader: &mut Reader<'a>) -> Result<(), DecodeError> {
        if self.candidates == 0 || self.found.untagged {
            return Ok(());
        }
        let mut message = String::from("fits no form of the value");
        for (name, error) in &self.failures {
            let path = error.path();
            let colon = if path.is_empty() { "" } else { ": " };
            message.push_str(&format!("; as {name}: {path}{colon}{}", error.message()));
        }
        Err(reader.error(DecodeErrorKind::Type, message, reader.index()))
    }
}
