//! Regular expressions of ECMA-262, as documents have them for names of properties (JSON Schema, 6.4), as trees.
//!
//! Understood is what says of each character which it may be: texts, classes, alternatives, repetitions, groups, `^` and `$`.
//! What looks around (`(?=…)`, `\b`) or back (`\1`) is not, nor are properties of Unicode (`\p{…}`).

mod class;
mod parse;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(crate) use parse::parse;

/// A pattern that texts may match, anywhere in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// `^`
    Start,
    /// `$`
    End,
    /// These characters.
    Text(String),
    /// A character in one of these ranges.
    One(Vec<(char, char)>),
    /// A character in none of these ranges.
    Not(Vec<(char, char)>),
    /// All of them, one behind the other.
    All(Vec<Pattern>),
    /// Any of them.
    Any(Vec<Pattern>),
    /// As often as the first number says, and at most as often as the second.
    Repeat(u32, u32, Box<Pattern>),
}

impl Pattern {
    /// The texts that are written out in it, in order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let mut stack = vec![self];
        while let Some(pattern) = stack.pop() {
            match pattern {
                Self::Text(text) => out.push(text.as_str()),
                Self::All(parts) | Self::Any(parts) => stack.extend(parts.iter().rev()),
                Self::Repeat(_, _, part) => stack.push(part),
                Self::Start | Self::End | Self::One(_) | Self::Not(_) => {}
            }
        }
        out
    }
}
