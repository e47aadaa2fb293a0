//! The value tree that every document is parsed into, from JSON or YAML.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use super::pointer;

mod convert;
mod object;

pub use object::{Key, Object};

/// A value of JSON. YAML is read into the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Box<str>),
    /// A list.
    Array(Vec<Node>),
    /// Keys and values in the order of the document.
    Object(Object),
}

/// A number, kept as it was written where no built-in type holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that `i64` holds.
    Int(i64),
    /// A larger integer that `u64` holds.
    UInt(u64),
    /// Anything with a fraction or an exponent. Always finite.
    Float(f64),
    /// An integer beyond `u64` and `i64`, in decimal digits with an optional minus sign.
    Big(Box<str>),
}

impl Number {
    /// The number as `i64`, if it is an integer within its range; `5.0` is one.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(n) => Some(*n),
            Self::Float(n) if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 => {
                Some(*n as i64)
            }
            _ => None,
        }
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Int(n) => *n as f64,
            Self::UInt(n) => *n as f64,
            Self::Float(n) => *n,
            Self::Big(text) => text.parse().unwrap_or(f64::MAX),
        }
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_integral(&self) -> bool {
        match self {
            Self::Int(_) | Self::UInt(_) | Self::Big(_) => true,
            Self::Float(n) => n.fract() == 0.0,
        }
    }

    /// As `serde_json` has it. Integers beyond `u64` are rounded, as nothing there holds them.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Int(n) => (*n).into(),
            Self::UInt(n) => (*n).into(),
            Self::Float(_) | Self::Big(_) => serde_json::Number::from_f64(self.as_f64())
                .map_or(serde_json::Value::Null, Into::into),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(n) => n.fmt(f),
            Self::UInt(n) => n.fmt(f),
            Self::Float(n) => n.fmt(f),
            Self::Big(text) => f.write_str(text),
        }
    }
}

impl Node {
    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The object, if it is one, to change it.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The value under `key`, if it is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// What it is, in JSON Schema's words: `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(number) if number.is_integral() => "integer",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// What a JSON pointer leads to.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        pointer::keys(pointer).try_fold(self, |node, key| node.step(&key))
    }

    /// What a JSON pointer leads to, to change it.
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Node> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        pointer::keys(pointer).try_fold(self, |node, key: Cow<'_, str>| match node {
            Self::Object(object) => object.get_mut(&key),
            Self::Array(items) => items.get_mut(index(&key)?),
            _ => None,
        })
    }

    /// The value under a key or at an index.
    fn step(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Object(object) => object.get(key),
            Self::Array(items) => items.get(index(key)?),
            _ => None,
        }
    }

    /// The value at the end of a chain of references, each of which `target` looks up; the value itself where it is none.
    /// `None` for a chain that leads nowhere, or back to itself.
    pub(super) fn behind<'a>(
        &'a self,
        target: impl Fn(&'a str) -> Option<&'a Self>,
    ) -> Option<&'a Self> {
        let mut seen = HashSet::new();
        let mut at = self;
        while let Some(reference) = at.as_object().and_then(|object| object.str("$ref")) {
            if !seen.insert(reference) {
                return None;
            }
            at = target(reference)?;
        }
        Some(at)
    }

    /// How many objects and lists lie within each other at most.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::Array(items) => items
                .iter()
                .map(Self::depth)
                .max()
                .unwrap_or(0)
                .saturating_add(1),
            Self::Object(object) => object
                .iter()
                .map(|(_, node)| node.depth())
                .max()
                .unwrap_or(0)
                .saturating_add(1),
            _ => 0,
        }
    }

    /// How many values it is made of, itself included.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Array(items) => items
                .iter()
                .map(Self::count)
                .sum::<usize>()
                .saturating_add(1),
            Self::Object(object) => object
                .iter()
                .map(|(_, node)| node.count())
                .sum::<usize>()
                .saturating_add(1),
            _ => 1,
        }
    }

    /// As `serde_json` has it: without the order of keys, and with integers beyond `u64` rounded.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => number.to_json(),
            Self::String(text) => (**text).into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Object(object) => serde_json::Value::Object(
                object
                    .iter()
                    .map(|(key, node)| (key.to_owned(), node.to_json()))
                    .collect(),
            ),
        }
    }
}

/// An array index of a pointer: decimal, without a leading zero.
fn index(key: &str) -> Option<usize> {
    if key.len() > 1 && key.starts_with('0') || !key.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    key.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn follows_pointers() {
        let node = Node::from(&json!({"a/b": [1, {"~": true}], "": 2}));
        assert_eq!(node.at(""), Some(&node));
        assert_eq!(node.at("/a~1b/1/~0"), Some(&Node::Bool(true)));
        assert_eq!(node.at("/"), Some(&Node::from(2)));
        for nowhere in ["a", "/a", "/a~1b/01", "/a~1b/2", "/a~1b/-1", "/a~1b/0/0"] {
            assert_eq!(node.at(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn big_integers_keep_their_digits() {
        let big = Number::Big("123456789012345678901234567890".into());
        assert_eq!(big.to_string(), "123456789012345678901234567890");
        assert!(big.is_integral());
        assert_eq!(big.as_i64(), None);
        assert_eq!(Number::Float(5.0).as_i64(), Some(5));
        assert_eq!(Number::Float(1e300).as_i64(), None);
    }
}
