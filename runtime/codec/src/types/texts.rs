//! Formats of strings. They keep the text, so that values are written as they were read. Features add conversions to the types
//! of other crates.

use std::fmt;

/// A newtype of text that says which format it has.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $blank:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// From text, as it stands.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, without a copy.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        // what takes a text takes a value that is kept as well
        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl crate::Decode for $name {
            fn decode(reader: &mut crate::Reader<'_>) -> Result<Self, crate::DecodeError> {
                if reader.is_blank() {
                    return Ok(Self::from($blank));
                }
                crate::Decode::decode(reader).map(Self)
            }
        }

        impl crate::Encode for $name {
            fn encode(&self, writer: &mut crate::Writer) {
                writer.str(&self.0);
            }
        }

        $crate::serde_impls!($name);
    };
}

text_type! {
    /// A calendar date, `2024-02-29` (RFC 3339 `full-date`), kept as text.
    Date, "1970-01-01"
}
text_type! {
    /// A point in time, `2024-02-29T12:30:00Z` (RFC 3339 `date-time`), kept as text.
    DateTime, "1970-01-01T00:00:00Z"
}
text_type! {
    /// A time of day, `12:30:00Z` (RFC 3339 `full-time`), kept as text.
    Time, "00:00:00Z"
}
text_type! {
    /// A length of time, `P1DT2H` (ISO 8601), kept as text.
    Duration, "PT0S"
}
text_type! {
    /// A UUID (RFC 9562), kept as text.
    Uuid, "00000000-0000-0000-0000-000000000000"
}
text_type! {
    /// A URI or a reference to one (RFC 3986), kept as text.
    Uri, "about:blank"
}

/// A decimal number, kept as text: a string stays a string, a number a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
    number: bool,
}

impl Decimal {
    /// From text, as it stands; written as a string.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            number: false,
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<&Decimal> for Decimal {
    fn from(value: &Decimal) -> Self {
        value.clone()
    }
}

impl From<&str> for Decimal {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Decimal {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(value.to_string())
    }
}

impl crate::Decode for Decimal {
    fn decode(reader: &mut crate::Reader<'_>) -> Result<Self, crate::DecodeError> {
        Ok(match reader.kind()? {
            crate::Kind::Number => Self {
                text: reader.number_text()?.to_owned(),
                number: true,
            },
            _ => Self {
                text: reader.str_or("a decimal number")?.to_owned(),
                number: false,
            },
        })
    }
}

impl crate::Encode for Decimal {
    fn encode(&self, writer: &mut crate::Writer) {
        if self.number {
            writer.number_text(&self.text)
        } else {
            writer.str(&self.text)
        }
    }
}

crate::serde_impls!(Decimal);

/// Seconds since 1970-01-01T00:00:00Z (`format: unix-time`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From seconds.
    pub const fn new(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The seconds.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }
}

impl From<i64> for Timestamp {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Fails for times beyond what an `i64` of seconds holds.
impl TryFrom<std::time::SystemTime> for Timestamp {
    type Error = std::num::TryFromIntError;

    fn try_from(time: std::time::SystemTime) -> Result<Self, Self::Error> {
        match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => after.as_secs().try_into().map(Self),
            Err(before) => {
                let seconds = i64::try_from(before.duration().as_secs())?;
                Ok(Self(seconds.saturating_neg()))
            }
        }
    }
}

crate::newtype!(Timestamp);

/// A string that `Debug` hides. It is written unchanged.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Creates a secret from a string.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the string itself; do not print it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<&Secret> for Secret {
    fn from(value: &Secret) -> Self {
        value.clone()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

crate::newtype!(Secret);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_written_and_never_shown() {
        for secret in [
            Secret::new("sk_1"),
            Secret::from("sk_1"),
            Secret::from("sk_1".to_owned()),
            crate::from_str("\"sk_1\"").unwrap(),
        ] {
            assert_eq!(secret.expose(), "sk_1");
            assert_eq!(crate::to_string(&secret), "\"sk_1\"");
            assert_eq!(format!("{secret:?}"), "Secret(…)");
        }
    }

    #[test]
    fn points_in_time_are_whole_seconds() {
        use std::time::{Duration, SystemTime};

        for seconds in [0, 1, 1_709_206_200] {
            let length = Duration::from_secs(seconds) + Duration::from_millis(500);
            let after = Timestamp::try_from(SystemTime::UNIX_EPOCH + length).unwrap();
            let before = Timestamp::try_from(SystemTime::UNIX_EPOCH - length).unwrap();
            let seconds = i64::try_from(seconds).unwrap();
            assert_eq!(after.as_seconds(), seconds);
            assert_eq!(before.as_seconds(), -seconds);
            assert_eq!(after.to_string(), seconds.to_string());
            assert_eq!(
                crate::from_str::<Timestamp>(&crate::to_string(&after)).unwrap(),
                after
            );
        }
    }
}
