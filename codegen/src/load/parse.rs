//! Text to [`Node`], from JSON or YAML.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::node::{Key, Node, Number, Object};

mod mend;
mod pieces;
mod relax;

pub(super) use relax::{Relaxed, relax};

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
pub(super) struct ParseError {
    /// What is the matter.
    pub(super) message: String,
    /// Line and column, both from 1, where known.
    pub(super) at: Option<(usize, usize)>,
    /// Which kind of trouble it is.
    pub(super) cause: Cause,
}

/// Kinds of trouble with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It does not follow the grammar.
    Syntax,
    /// It is nested too deeply.
    Depth,
    /// It would be too large with its aliases written out.
    Aliases,
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) format: Format,
    /// What a text that calls itself JSON has that JSON does not, and the byte where.
    pub(super) relaxed: Option<(usize, Relaxed)>,
    /// Keys that were given twice.
    pub(super) duplicates: Vec<Duplicate>,
    /// Whether the text holds further YAML documents.
    pub(super) more: bool,
    /// Pointers of integers that were rounded; their digits are still to be taken from the text.
    pub(super) rounded: Vec<String>,
}

/// A key that was given twice in one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duplicate {
    /// Its pointer.
    pub(super) pointer: String,
    pub(super) outcome: Twice,
}

/// What comes of a key that was given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Twice {
    /// The last value counts.
    Last,
    /// Both are objects of parts that stand by themselves, such as a path's operations, and all parts count.
    Joined,
    /// The same, but this part is in both: one of them would be lost.
    Collides,
}

/// Reads a text. `hint` is what the file's name says; the content decides when the two disagree.
pub(super) fn parse(text: &str, hint: Option<Format>) -> Result<Parsed, ParseError> {
    let looks_json = text.trim_start().starts_with(['{', '[']);
    match (hint, looks_json) {
        // Where the name says JSON, so does the message. Otherwise flow-style YAML, which also begins with a brace,
        // gets a second chance.
        (Some(Format::Json), true) => json(text).or_else(|error| nearly_json(text, error)),
        (None, true) => json(text).or_else(|error| yaml(text).map_err(|_| error)),
        (Some(Format::Yaml), true) => json(text).or_else(|_| yaml(text)),
        (_, false) => yaml(text),
    }
}

/// A text that calls itself JSON and is not quite: with comments, or with commas behind last entries.
fn nearly_json(text: &str, error: ParseError) -> Result<Parsed, ParseError> {
    if error.cause != Cause::Syntax {
        return Err(error);
    }
    if let Some((relaxed, at, what)) = relax(text)
        && let Ok(parsed) = json(&relaxed)
    {
        return Ok(Parsed {
            relaxed: Some((at, what)),
            ..parsed
        });
    }
    Err(error)
}

fn json(text: &str) -> Result<Parsed, ParseError> {
    let state = State::new(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = NodeSeed(&state)
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| ParseError {
            at: (error.line() > 0).then(|| (error.line(), error.column().max(1))),
            cause: cause(&error.to_string()),
            message: without_place(&error.to_string()),
        })?;
    Ok(state.finish(node, Format::Json, false))
}

/// How many brackets may be open at once before a text is not even tried as YAML: far more than can be nested, but
/// the parser takes time that grows with the square of this.
const OPEN_BRACKETS: usize = 2_000;

/// Where a text opens too many brackets, if it does. Brackets within strings count too, which the limit allows for;
/// a key at the beginning of a line ends whatever was open.
fn too_many_brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut line_start = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ if line_start && byte.is_ascii_alphanumeric() => open = 0,
            _ => {}
        }
        if open > OPEN_BRACKETS {
            return Some(at);
        }
        line_start = byte == b'\n';
    }
    None
}

fn yaml(text: &str) -> Result<Parsed, ParseError> {
    if let Some(at) = too_many_brackets(text) {
        let line = text[..at].matches('\n').count() + 1;
        let message = "too many brackets are open".to_owned();
        return Err(ParseError {
            message,
            at: Some((line, 1)),
            cause: Cause::Depth,
        });
    }
    match pieces::parse(text) {
        Some(parsed) => Ok(parsed),
        None => yaml_whole(text),
    }
}

fn yaml_whole(text: &str) -> Result<Parsed, ParseError> {
    let state = State::new(text);
    let (node, more) = yaml_node(text, &state)?;
    Ok(state.finish(node, Format::Yaml, more))
}

/// The value of the first document in a text, and whether there are more.
fn yaml_node(text: &str, state: &State) -> Result<(Node, bool), ParseError> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Ok((Node::Null, false));
    };
    let located = |error: serde_yaml::Error| ParseError {
        at: error.location().map(|at| (at.line(), at.column())),
        cause: cause(&error.to_string()),
        message: without_place(&error.to_string()),
    };
    let node = NodeSeed(state).deserialize(first).map_err(located)?;
    let more = match documents.next() {
        // What is no document at all is a mistake in this one.
        Some(second) => serde::de::IgnoredAny::deserialize(second)
            .map(|_| true)
            .map_err(located)?,
        None => false,
    };
    Ok((node, more))
}

/// The parsers tell kinds of trouble apart by their wording only.
fn cause(message: &str) -> Cause {
    if message.contains(TOO_MANY) || message.contains("repetition limit") {
        Cause::Aliases
    } else if message.contains("recursion limit") {
        Cause::Depth
    } else {
        Cause::Syntax
    }
}

/// A message without the " at line 1 column 2" that the parsers put in and behind it.
fn without_place(message: &str) -> String {
    let mut parts = message.split(" at line ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(" column ").unwrap_or(rest);
        out.push_str(rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// What reading a text has to remember.
struct State {
    keys: RefCell<HashSet<Key>>,
    room: Cell<usize>,
    duplicates: Cell<bool>,
    rounded: Cell<bool>,
    merges: Cell<bool>,
}

const TOO_MANY: &str = "the document grows too large when its aliases are written out";
/// Above this, an `f64` does not hold every integer.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl State {
    fn new(text: &str) -> Self {
        Self {
            keys: RefCell::default(),
            // Without aliases no text has more values than bytes, so only aliases can exhaust this.
            room: Cell::new((text.len() * 10 + 100_000).min(text.len() + 20_000_000)),
            duplicates: Cell::new(false),
            rounded: Cell::new(false),
            merges: Cell::new(false),
        }
    }

    fn take_room<E: serde::de::Error>(&self) -> Result<(), E> {
        let left = self
            .room
            .get()
            .checked_sub(1)
            .ok_or_else(|| E::custom(TOO_MANY))?;
        self.room.set(left);
        Ok(())
    }

    fn key(&self, text: &str) -> Key {
        let mut keys = self.keys.borrow_mut();
        if let Some(key) = keys.get(text) {
            return key.clone();
        }
        let key = Key::from(text);
        keys.insert(key.clone());
        key
    }

    fn float(&self, value: f64) -> Node {
        if !value.is_finite() {
            // JSON has no such number; as a text it fails where a number is needed, with a message.
            return Node::String(value.to_string().into());
        }
        if value.abs() >= EXACT {
            self.rounded.set(true);
        }
        Node::Number(Number::Float(value))
    }

    /// Adds what another state has to remember.
    fn join(&self, other: &Self) {
        for (flag, other) in [
            (&self.duplicates, &other.duplicates),
            (&self.rounded, &other.rounded),
            (&self.merges, &other.merges),
        ] {
            flag.set(flag.get() || other.get());
        }
    }

    fn finish(&self, mut node: Node, format: Format, more: bool) -> Parsed {
        if format == Format::Yaml && self.merges.get() {
            mend::merge(&mut node);
        }
        let duplicates = if self.duplicates.get() {
            mend::drop_duplicates(&mut node)
        } else {
            Vec::new()
        };
        let rounded = if self.rounded.get() {
            mend::rounded(&node)
        } else {
            Vec::new()
        };
        Parsed {
            node,
            format,
            relaxed: None,
            duplicates,
            more,
            rounded,
        }
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
struct NodeSeed<'a>(&'a State);

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.0.take_room()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(
            i64::try_from(value).map_or(Number::UInt(value), Number::Int),
        ))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(Number::Big(value.to_string().into())))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Number(Number::Big(value.to_string().into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(self.0.float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::String(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(self)? {
            items.push(item);
        }
        items.shrink_to_fit();
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        while let Some(key) = access.next_key_seed(KeySeed(self.0))? {
            let value = access.next_value_seed(self)?;
            entries.push((key, value));
        }
        entries.shrink_to_fit();
        if mend::has_duplicates(&entries) {
            self.0.duplicates.set(true);
        }
        Ok(Node::Object(Object(entries)))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        // A YAML tag such as `!include`: nothing in OpenAPI gives one a meaning, so only the value counts.
        let (_tag, value) = access.variant_seed(KeySeed(self.0))?;
        value.newtype_variant_seed(self)
    }
}

/// Reads a key, whatever kind of scalar it looks like: `200` and `true` are keys by their text.
struct KeySeed<'a>(&'a State);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        if text == "<<" {
            self.0.merges.set(true);
        }
        Ok(self.0.key(text))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Key, E> {
        Err(E::custom("a key is missing"))
    }
}

#[cfg(test)]
mod tests;
