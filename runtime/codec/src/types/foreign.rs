//! Types of other crates in place of a format's own: thin wrappers that encode and decode them.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use crate::{Decode, DecodeError, DecodeErrorKind, Encode, Json, Reader, Writer};

/// A newtype that stands for what it holds.
macro_rules! wrapper {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name<T>(pub T);

        impl<T> $name<T> {
            /// The value itself.
            pub fn into_inner(self) -> T {
                self.0
            }
        }

        impl<T> From<T> for $name<T> {
            fn from(value: T) -> Self {
                Self(value)
            }
        }

        impl<T> Deref for $name<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }

        impl<T> DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.0
            }
        }

        impl<T: fmt::Debug> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<T: fmt::Display> fmt::Display for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

wrapper! {
    /// A value of another crate's type, read and written by serde's traits.
    ///
    /// A value that its `Serialize` refuses is written as `null`.
    Serde
}
wrapper! {
    /// A value of another crate's type, read by `FromStr` and written by `Display`, as a string.
    Text
}

/// The least values of types of other crates, as JSON: the first that a type reads is its own.
const LEAST: [&str; 17] = [
    "0",
    "\"\"",
    "false",
    "[]",
    "{}",
    "\"0\"",
    "\"1970-01-01\"",
    "\"1970-01-01T00:00:00Z\"",
    "\"1970-01-01T00:00:00\"",
    "\"00:00:00\"",
    "\"PT0S\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"http://localhost/\"",
    "\"0.0.0.0\"",
    "\"a\"",
    "[0,0]",
    "null",
];

#[cold]
fn none_of_the_usual(reader: &Reader<'_>) -> DecodeError {
    let message = "a type of another crate reads none of the usual values";
    reader.error(DecodeErrorKind::Value, message, 0)
}

impl<T: serde::de::DeserializeOwned> Decode for Serde<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.is_blank() {
            let mut least = LEAST.iter();
            let value = least.find_map(|text| serde_json::from_str(text).ok());
            return value.map(Self).ok_or_else(|| none_of_the_usual(reader));
        }
        reader.kind()?;
        let start = reader.index();
        let text = reader.raw()?;
        serde_json::from_str(text).map(Self).map_err(|error| {
            let mut message = error.to_string();
            // place and path of the value are added to the error anyway
            message.truncate(message.rfind(" at line ").unwrap_or(message.len()));
            reader.error(DecodeErrorKind::Value, message, start)
        })
    }
}

impl<T: serde::Serialize> Encode for Serde<T> {
    fn encode(&self, writer: &mut Writer) {
        let text = serde_json::to_string(&self.0).unwrap_or_default();
        match text.bytes().next() {
            None | Some(b'n') => writer.null(),
            // these look otherwise in forms
            Some(b'"' | b'{' | b'[') => match crate::from_str::<Json>(&text) {
                Ok(json) => json.encode(writer),
                Err(_) => writer.null(),
            },
            Some(_) => writer.number_text(&text),
        }
    }
}

impl<T: FromStr<Err: fmt::Display>> Decode for Text<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.is_blank() {
            let mut texts =
                (LEAST.iter()).filter_map(|text| text.strip_prefix('"')?.strip_suffix('"'));
            let value = texts.find_map(|text| text.parse().ok());
            return value.map(Self).ok_or_else(|| none_of_the_usual(reader));
        }
        reader.kind()?;
        let start = reader.index();
        let parsed = reader.str()?.parse();
        parsed
            .map(Self)
            .map_err(|error: T::Err| reader.error(DecodeErrorKind::Value, error.to_string(), start))
    }
}

impl<T: fmt::Display> Encode for Text<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.str(&self.0.to_string());
    }
}

impl<T: serde::Serialize> serde::Serialize for Serde<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Serde<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

impl<T: fmt::Display> serde::Serialize for Text<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> serde::Deserialize<'de> for Text<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::serde_bridge::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::{Map, from_str, to_form, to_string};

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn values_come_back() {
        for text in [r#""127.0.0.1""#, r#""::1""#] {
            let serde: Serde<IpAddr> = from_str(text).expect("an address");
            let by_text: Text<IpAddr> = from_str(text).expect("an address");
            assert_eq!(
                (to_string(&serde), to_string(&by_text)),
                (text.to_owned(), text.to_owned())
            );
            assert_eq!(*serde, by_text.into_inner());
        }
        assert_eq!(
            to_string(
                &from_str::<Serde<u128>>("340282366920938463463374607431768211455")
                    .expect("a number")
            ),
            "340282366920938463463374607431768211455"
        );
    }

    #[test]
    fn errors_have_their_place() {
        let error =
            from_str::<Map<Vec<Serde<IpAddr>>>>(r#"{"a": ["::1", "x"]}"#).expect_err("no address");
        let message = error.to_string();
        assert!(
            message.starts_with("a[1]: invalid IP address syntax") && message.contains("column 15"),
            "{message}"
        );
        let error = from_str::<Vec<Text<IpAddr>>>(r#"["x"]"#).expect_err("no address");
        assert!(
            error.to_string().starts_with("[0]: invalid IP address"),
            "{error}"
        );
    }

    #[test]
    fn in_forms() {
        let map: Map<Vec<Serde<IpAddr>>> =
            [("a".to_owned(), vec![Serde(HOME)])].into_iter().collect();
        assert_eq!(to_form(&map), "a[0]=127.0.0.1");
    }

    #[test]
    fn serde_passes_through() {
        let value: Text<IpAddr> = serde_json::from_str("\"127.0.0.1\"").expect("an address");
        assert_eq!(
            (value.0, serde_json::to_string(&Serde(HOME)).expect("text")),
            (HOME, "\"127.0.0.1\"".to_owned())
        );
    }
}
