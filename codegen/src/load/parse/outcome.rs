//! The result of parsing: a tree, or a syntax error.

use std::ops::Range;

use super::super::node::Node;
use super::relax::Relaxed;

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML 1.2, with the merge keys of 1.1.
    Yaml,
}

/// Why a text can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::load) struct ParseError {
    /// Which kind of trouble it is.
    pub(in crate::load) cause: Cause,
    /// The bytes that are to blame; empty at the end of the text, and at its beginning where nothing is known.
    pub(in crate::load) at: Range<usize>,
    /// What is the matter with them.
    pub(in crate::load) message: String,
    /// Other bytes that have to do with it, and what they are.
    pub(in crate::load) beside: Option<(Range<usize>, String)>,
    /// What to do about it.
    pub(in crate::load) help: Option<String>,
}

/// Kinds of trouble with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Cause {
    /// It does not follow the grammar.
    Syntax,
    /// It is nested too deeply.
    Depth,
    /// It would be too large with its aliases written out.
    Aliases,
}

/// A text that was read.
#[derive(Debug)]
pub(in crate::load) struct Parsed {
    pub(in crate::load) node: Node,
    pub(in crate::load) format: Format,
    /// What a text that calls itself JSON has that JSON does not: the first of each kind, and the byte where.
    pub(in crate::load) relaxed: Vec<(usize, Relaxed)>,
    /// Keys that were given twice.
    pub(in crate::load) duplicates: Vec<Duplicate>,
    /// Whether the text holds further YAML documents.
    pub(in crate::load) more: bool,
    /// Pointers of integers that were rounded; their digits are still to be taken from the text.
    pub(in crate::load) rounded: Vec<String>,
}

/// A key that was given twice in one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) struct Duplicate {
    /// Its pointer.
    pub(in crate::load) pointer: String,
    pub(in crate::load) outcome: Twice,
}

/// What comes of a key that was given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Twice {
    /// The last value counts.
    Last,
    /// Both are objects of parts that stand by themselves, such as a path's operations, and all parts count.
    Joined,
    /// The same, but this part is in both: one of them would be lost.
    Collides,
}
