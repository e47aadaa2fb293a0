//! Deserializes values into a tree, for both parsers.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::super::node::{Key, Node, Number, Object};
use super::mend::{self, EXACT};
use super::outcome::{Format, Parsed};
use crate::hash::Set;

/// What reading a text has to remember.
pub(super) struct State {
    keys: RefCell<Set<Key>>,
    room: Cell<usize>,
    pub(super) duplicates: Cell<bool>,
    rounded: Cell<bool>,
    merges: Cell<bool>,
}

pub(super) const TOO_MANY: &str = "the document grows too large when its aliases are written out";

impl State {
    pub(super) fn new(text: &str) -> Self {
        Self {
            keys: RefCell::default(),
            // Without aliases no text has more values than bytes, so only aliases can exhaust this.
            room: Cell::new(
                text.len()
                    .saturating_mul(10)
                    .saturating_add(100_000)
                    .min(text.len().saturating_add(20_000_000)),
            ),
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
    pub(super) fn join(&self, other: &Self) {
        for (flag, other) in [
            (&self.duplicates, &other.duplicates),
            (&self.rounded, &other.rounded),
            (&self.merges, &other.merges),
        ] {
            flag.set(flag.get() || other.get());
        }
    }

    pub(super) fn finish(&self, mut node: Node, format: Format, more: bool) -> Parsed {
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
            relaxed: Vec::new(),
            duplicates,
            more,
            rounded,
        }
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'a>(pub(super) &'a State);

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
        Ok(Node::Object(Object::of(entries)))
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
