//! Unions: which branches the next value may be.

use super::steps::Before;
use super::tag::TagValue;
use super::{DecodeError, Kind, Reader};

/// The branches of a union, in the order of its variants.
#[doc(hidden)]
#[derive(Debug)]
pub struct UnionLayout {
    /// Variants and what their values look like.
    pub branches: &'static [(&'static str, Guard)],
}

impl UnionLayout {
    /// The values that are branches; they come first.
    pub(super) fn units(&self) -> impl Iterator<Item = &'static dyn TagValue> {
        self.branches.iter().map_while(|(_, guard)| match guard {
            Guard::value(value) => Some(*value),
            _ => None,
        })
    }
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
    /// An object that has at least two of these properties; with whether `null` counts.
    several(&'static [(&'static str, bool)]),
    /// An object that has this property and no other.
    only(&'static str),
    /// This value alone. Such branches come first.
    value(&'static dyn TagValue),
    any,
}

/// What an object must hold.
#[doc(hidden)]
#[derive(Debug)]
pub struct Demand {
    /// Properties and the values that they may have; without values, a property that is not there.
    pub tags: &'static [(&'static str, &'static [&'static dyn TagValue])],
    /// Properties that must be there.
    pub has: &'static [&'static str],
}

/// What the guards ask about.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) kind: Kind,
    integer: bool,
    /// Whether a number with fraction or exponent is an integer all the same, as `1.0` is.
    is_whole: bool,
    /// How many names of tags the branches have together.
    names: usize,
    tags: Vec<(&'static str, &'a str)>,
    /// In the order of the text, with whether the value is `null`.
    keys: Vec<(String, bool)>,
    /// The text of the value, where a branch is a value.
    text: Option<&'a str>,
    pub(super) lacking: Lacking,
}

/// Which of the tags that a branch asks for an object may lack: the document may not ask for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    None,
    /// Some, if it has one: by that it is told from other branches than those that the others tell apart.
    Some,
    /// Also all of them: no branch is for an object without.
    All,
}

impl<'a> Reader<'a> {
    /// Finds out what the guards of a union ask about the next value.
    pub(super) fn look_at(
        &mut self,
        layout: &'static UnionLayout,
        found: &mut Found<'a>,
    ) -> Result<(), DecodeError> {
        let is_compound = matches!(found.kind, Kind::Array | Kind::Object);
        if layout.units().any(|unit| unit.is_compound() == is_compound) {
            let start = self.at;
            found.text = Some(self.raw()?);
            self.at = start;
        }
        match found.kind {
            Kind::Number => {
                let start = self.at;
                let text = self.raw()?;
                found.integer = !text.contains(['.', 'e', 'E']);
                found.is_whole = !found.integer
                    && super::number::integer(text)
                        .is_some_and(|value| i64::try_from(value).is_ok());
                self.at = start;
                Ok(())
            }
            Kind::Object => self.look_ahead(layout, found),
            _ => Ok(()),
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
            keys |= matches!(guard, Guard::several(_) | Guard::only(_));
            if let Guard::object(demand) = guard {
                for (name, _) in demand.tags {
                    if !names.contains(name) {
                        names.push(name);
                    }
                }
                keys |= !demand.has.is_empty();
            }
        }
        found.names = names.len();
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
            if let Some(key) = key {
                found.keys.push((key, self.kind()? == Kind::Null));
            }
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
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            integer: false,
            is_whole: false,
            names: 0,
            tags: Vec::new(),
            keys: Vec::new(),
            text: None,
            lacking: Lacking::None,
        }
    }

    /// How many branches the value may be, also those of which it has one tag and lacks others; where it is none of them,
    /// as an object that may lack all tags, or as the integer that `1.0` is.
    pub(super) fn candidates(&mut self, layout: &UnionLayout) -> usize {
        let count = |found: &Self| {
            let branches = layout.branches.iter();
            branches.filter(|(_, guard)| found.fits(guard)).count()
        };
        match count(self) {
            0 if self.is_whole => {
                self.integer = true;
                count(self)
            }
            0 if self.kind == Kind::Object => {
                self.lacking = Lacking::All;
                count(self)
            }
            _ if self.tags.len() < self.names && !self.tags.is_empty() => {
                self.lacking = Lacking::Some;
                count(self)
            }
            count => count,
        }
    }

    /// Whether the value is of a branch that asks for these tags.
    fn has_tags(&self, tags: &[(&str, &[&dyn TagValue])]) -> bool {
        let mut present = 0_usize;
        let may_be = tags.iter().all(|(name, values)| {
            match self.tags.iter().find(|(tag, _)| tag == name) {
                Some((_, text)) => {
                    present = present.saturating_add(1);
                    // without values, it must not be there
                    values.iter().any(|value| value.is(text))
                }
                None => self.lacking != Lacking::None,
            }
        });
        may_be && (self.lacking != Lacking::Some || present > 0 || tags.is_empty())
    }

    pub(super) fn fits(&self, guard: &Guard) -> bool {
        match guard {
            Guard::null => self.kind == Kind::Null,
            Guard::boolean => self.kind == Kind::Boolean,
            Guard::integer => self.kind == Kind::Number && self.integer,
            Guard::number => self.kind == Kind::Number,
            Guard::string => self.kind == Kind::String,
            Guard::array => self.kind == Kind::Array,
            Guard::any => true,
            Guard::value(value) => self.text.is_some_and(|text| value.is(text)),
            Guard::several(names) => {
                let counts = |(name, nullable): &&(&str, bool)| {
                    // the last of equal keys is the one that is read
                    let mut last = self.keys.iter().rev();
                    let found = last.find(|(key, _)| key == name);
                    found.is_some_and(|(_, is_null)| *nullable || !is_null)
                };
                self.kind == Kind::Object && names.iter().filter(counts).nth(1).is_some()
            }
            Guard::only(name) => {
                self.kind == Kind::Object && matches!(&*self.keys, [(key, _)] if key == name)
            }
            Guard::object(demand) => {
                self.kind == Kind::Object
                    && self.has_tags(demand.tags)
                    && demand
                        .has
                        .iter()
                        .all(|name| self.keys.iter().any(|(key, _)| key == name))
            }
        }
    }
}
