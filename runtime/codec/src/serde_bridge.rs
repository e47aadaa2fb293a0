//! Implements serde's traits on top of `Decode` and `Encode`.
//!
//! Deserializing captures the JSON text of a value: unchanged if the deserializer is `serde_json`'s (by the token with which
//! that crate hands out raw values), otherwise rewritten from the values of the format. Serializing writes JSON text, and passes
//! it on as a tree. Formats must be self-describing (JSON, YAML, TOML, CBOR, …); others, such as bincode, cannot be read.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};

use crate::types::{Json, Number};
use crate::{Decode, Encode};

/// The name of the newtype by which `serde_json` knows its `RawValue`.
const RAW: &str = "$serde_json::private::RawValue";
/// The key of the map as which `serde_json` hands out a number when it keeps all digits.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads a value from whatever a deserializer has.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = deserializer.deserialize_newtype_struct(RAW, Whole)?;
    crate::from_str(&text).map_err(D::Error::custom)
}

/// Writes a value to whatever a serializer makes.
#[inline]
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_any(value, serializer)
}

fn serialize_any<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    match crate::from_slice::<Json>(&crate::to_vec(value)) {
        Ok(json) => hand_on(&json, serializer),
        Err(error) => Err(S::Error::custom(error)),
    }
}

fn hand_on<S: Serializer>(json: &Json, serializer: S) -> Result<S::Ok, S::Error> {
    match json {
        Json::Null => serializer.serialize_unit(),
        Json::Bool(value) => serializer.serialize_bool(*value),
        Json::Number(value) => match (value.as_i64(), value.as_u64()) {
            (Some(value), _) => serializer.serialize_i64(value),
            (_, Some(value)) => serializer.serialize_u64(value),
            _ => serializer.serialize_f64(value.as_f64()),
        },
        Json::String(value) => serializer.serialize_str(value),
        Json::Array(items) => {
            let mut sequence = serializer.serialize_seq(Some(items.len()))?;
            for item in items {
                sequence.serialize_element(&Tree(item))?;
            }
            sequence.end()
        }
        Json::Object(map) => {
            let mut entries = serializer.serialize_map(Some(map.len()))?;
            for (name, value) in map {
                entries.serialize_entry(name, &Tree(value))?;
            }
            entries.end()
        }
    }
}

struct Tree<'a>(&'a Json);

impl serde::Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        hand_on(self.0, serializer)
    }
}

/// Gives the JSON text of the value as a whole.
struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    /// `serde_json` with raw values: one entry, whose key is the token and whose value the text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some(key) = map.next_key::<String>()? else {
            return Ok(Cow::Borrowed("{}"));
        };
        if key == RAW {
            return map.next_value::<Text<'de>>().map(|text| text.0);
        }
        let mut json = Vec::new();
        Copy(&mut json).entries(key, map)?;
        Ok(Cow::Owned(crate::encode::text(json)))
    }

    /// Every other format.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let mut json = Vec::new();
        deserializer.deserialize_any(Copy(&mut json))?;
        Ok(Cow::Owned(crate::encode::text(json)))
    }
}

/// A text, borrowed where it can be.
struct Text<'de>(Cow<'de, str>);

impl<'de> serde::Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

/// Writes what a format gives as JSON text.
struct Copy<'a>(&'a mut Vec<u8>);

impl<'a> Copy<'a> {
    fn value(self, value: &dyn Encode) {
        self.0.extend_from_slice(&crate::to_vec(value));
    }

    fn entries<'de, A: MapAccess<'de>>(self, first: String, mut map: A) -> Result<(), A::Error> {
        if first == NUMBER {
            let text: String = map.next_value()?;
            let number =
                Number::parse(&text).ok_or_else(|| A::Error::custom("a number that is none"))?;
            self.value(&number);
            return Ok(());
        }
        let mut key = Some(first);
        let mut open = b'{';
        while let Some(name) = key {
            self.0.push(open);
            open = b',';
            Copy(self.0).value(&name);
            self.0.push(b':');
            map.next_value_seed(Copy(self.0))?;
            key = map.next_key::<Key>()?.map(|key| key.0);
        }
        self.0.push(b'}');
        Ok(())
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Copy<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Copy<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.value(&value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.value(&value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.value(&value);
        Ok(())
    }

    /// A float stays one: `1.0` does not become `1`.
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        match Number::parse(zmij::Buffer::new().format(value)) {
            Some(number) => self.value(&number),
            None => self.value(&Json::Null),
        }
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.value(&value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.value(&Json::Null);
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.value(&Json::Null);
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        self.0.push(b'[');
        let mut is_first = true;
        loop {
            let end = self.0.len();
            if !is_first {
                self.0.push(b',');
            }
            if sequence.next_element_seed(Copy(self.0))?.is_none() {
                self.0.truncate(end);
                break;
            }
            is_first = false;
        }
        self.0.push(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match map.next_key::<Key>()? {
            Some(key) => self.entries(key.0, map),
            None => {
                self.0.extend_from_slice(b"{}");
                Ok(())
            }
        }
    }
}

/// A key of a map: formats such as YAML have keys that are no strings.
struct Key(String);

impl<'de> serde::Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut json = Vec::new();
        deserializer.deserialize_any(Copy(&mut json))?;
        let text = crate::encode::text(json);
        Ok(Key(if text.starts_with('"') {
            crate::from_str(&text).map_err(D::Error::custom)?
        } else {
            text
        }))
    }
}
