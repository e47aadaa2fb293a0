//! Conversions to and from the types of other crates, each behind a feature of that crate's name.
//!
//! The data types keep text as it was read, so converting from one can fail; converting into one cannot.
#![allow(unused_imports)]

use crate::types::{Date, DateTime, Decimal, Duration, Time, Timestamp, Uri, Uuid};

/// Both ways: parsing can fail with the crate's own error, formatting cannot.
#[allow(unused_macros)]
macro_rules! both {
    ($ours:ty, $theirs:ty, $error:ty, $parse:expr, $format:expr) => {
        impl TryFrom<&$ours> for $theirs {
            type Error = $error;

            fn try_from(value: &$ours) -> Result<Self, Self::Error> {
                $parse(value.as_str())
            }
        }

        impl TryFrom<$ours> for $theirs {
            type Error = $error;

            fn try_from(value: $ours) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }

        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                Self::new($format(&value))
            }
        }
    };
}

#[cfg(feature = "chrono")]
mod chrono_types {
    use super::*;
    use chrono::{DateTime as At, FixedOffset, NaiveDate, ParseError, SecondsFormat, Utc};

    both!(
        Date,
        NaiveDate,
        ParseError,
        str::parse,
        NaiveDate::to_string
    );
    both!(
        DateTime,
        At<FixedOffset>,
        ParseError,
        At::parse_from_rfc3339,
        |at: &At<FixedOffset>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    );

    impl TryFrom<&DateTime> for At<Utc> {
        type Error = ParseError;

        fn try_from(value: &DateTime) -> Result<Self, Self::Error> {
            At::<FixedOffset>::try_from(value).map(|at| at.to_utc())
        }
    }

    impl From<At<Utc>> for DateTime {
        fn from(at: At<Utc>) -> Self {
            Self::new(at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
        }
    }

    impl From<At<Utc>> for Timestamp {
        fn from(at: At<Utc>) -> Self {
            Self::new(at.timestamp())
        }
    }

    /// A timestamp lies beyond the years that the other crate knows.
    impl TryFrom<Timestamp> for At<Utc> {
        type Error = OutOfRange;

        fn try_from(value: Timestamp) -> Result<Self, Self::Error> {
            At::from_timestamp(value.as_seconds(), 0).ok_or(OutOfRange)
        }
    }
}

#[cfg(feature = "time")]
mod time_types {
    use super::*;
    use time::format_description::well_known::{Iso8601, Rfc3339};
    use time::{Date as Day, OffsetDateTime, UtcOffset};

    both!(
        Date,
        Day,
        time::error::Parse,
        |text: &str| Day::parse(text, &Iso8601::DATE),
        |day: &Day| day.to_string()
    );
    both!(
        DateTime,
        OffsetDateTime,
        time::error::Parse,
        |text: &str| OffsetDateTime::parse(text, &Rfc3339),
        // what RFC 3339 cannot say (years beyond 9999, offsets with seconds) is said as the crate does
        |at: &OffsetDateTime| at.format(&Rfc3339).unwrap_or_else(|_| at.to_string())
    );

    impl From<OffsetDateTime> for Timestamp {
        fn from(at: OffsetDateTime) -> Self {
            Self::new(at.unix_timestamp())
        }
    }

    impl TryFrom<Timestamp> for OffsetDateTime {
        type Error = time::error::ComponentRange;

        fn try_from(value: Timestamp) -> Result<Self, Self::Error> {
            OffsetDateTime::from_unix_timestamp(value.as_seconds())
                .map(|at| at.to_offset(UtcOffset::UTC))
        }
    }
}

#[cfg(feature = "jiff")]
mod jiff_types {
    use super::*;
    use jiff::civil;

    both!(
        Date,
        civil::Date,
        jiff::Error,
        str::parse,
        civil::Date::to_string
    );
    both!(
        DateTime,
        jiff::Timestamp,
        jiff::Error,
        str::parse,
        jiff::Timestamp::to_string
    );
    both!(
        Duration,
        jiff::Span,
        jiff::Error,
        str::parse,
        jiff::Span::to_string
    );

    impl From<jiff::Timestamp> for Timestamp {
        fn from(at: jiff::Timestamp) -> Self {
            Self::new(at.as_second())
        }
    }

    impl TryFrom<Timestamp> for jiff::Timestamp {
        type Error = jiff::Error;

        fn try_from(value: Timestamp) -> Result<Self, Self::Error> {
            jiff::Timestamp::from_second(value.as_seconds())
        }
    }
}

#[cfg(feature = "uuid")]
mod uuid_types {
    use super::*;

    both!(
        Uuid,
        uuid::Uuid,
        uuid::Error,
        str::parse,
        uuid::Uuid::to_string
    );
}

#[cfg(feature = "url")]
mod url_types {
    use super::*;

    both!(
        Uri,
        url::Url,
        url::ParseError,
        str::parse,
        url::Url::to_string
    );
}

#[cfg(feature = "rust_decimal")]
mod decimal_types {
    use super::*;

    both!(
        Decimal,
        rust_decimal::Decimal,
        rust_decimal::Error,
        |text: &str| match text.contains(['e', 'E']) {
            true => rust_decimal::Decimal::from_scientific(text),
            false => rust_decimal::Decimal::from_str_exact(text),
        },
        rust_decimal::Decimal::to_string
    );
}

/// A point in time that the other crate has no years for.
#[cfg(feature = "chrono")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

#[cfg(feature = "chrono")]
impl std::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the timestamp is out of range")
    }
}

#[cfg(feature = "chrono")]
impl std::error::Error for OutOfRange {}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono() {
        use chrono::{FixedOffset, NaiveDate, Utc};
        let day = NaiveDate::try_from(Date::new("2024-02-29")).unwrap();
        assert_eq!(Date::from(day).as_str(), "2024-02-29");
        let at = chrono::DateTime::<Utc>::try_from(&DateTime::new("2024-02-29T12:30:00.5+01:00"))
            .unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-02-29T11:30:00.500Z");
        let at =
            chrono::DateTime::<FixedOffset>::try_from(DateTime::new("2024-02-29T12:30:00+01:00"))
                .unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-02-29T12:30:00+01:00");
        let at = chrono::DateTime::<Utc>::try_from(Timestamp::new(5)).unwrap();
        assert_eq!(Timestamp::from(at), Timestamp::new(5));
        assert_eq!(
            chrono::DateTime::<Utc>::try_from(Timestamp::new(i64::MAX)),
            Err(OutOfRange)
        );
        assert_eq!(OutOfRange.to_string(), "the timestamp is out of range");
        assert!(NaiveDate::try_from(Date::new("2023-02-29")).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time() {
        use time::OffsetDateTime;
        let day = time::Date::try_from(Date::new("2024-02-29")).unwrap();
        assert_eq!(Date::from(day).as_str(), "2024-02-29");
        let at = OffsetDateTime::try_from(DateTime::new("2024-02-29T12:30:00.5+01:00")).unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-02-29T12:30:00.5+01:00");
        assert_eq!(
            Timestamp::from(OffsetDateTime::try_from(Timestamp::new(-5)).unwrap()),
            Timestamp::new(-5)
        );
        assert!(OffsetDateTime::try_from(Timestamp::new(i64::MIN)).is_err());
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff() {
        let day = jiff::civil::Date::try_from(Date::new("2024-02-29")).unwrap();
        assert_eq!(Date::from(day).as_str(), "2024-02-29");
        let at = jiff::Timestamp::try_from(DateTime::new("2024-02-29T12:30:00+01:00")).unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-02-29T11:30:00Z");
        assert_eq!(Timestamp::from(at), Timestamp::new(1_709_206_200));
        let span = jiff::Span::try_from(Duration::new("P1DT2H")).unwrap();
        assert_eq!(Duration::from(span).as_str(), "P1DT2H");
        assert!(jiff::Timestamp::try_from(Timestamp::new(i64::MAX)).is_err());
    }

    #[cfg(feature = "uuid")]
    #[test]
    fn uuid() {
        let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        assert_eq!(
            Uuid::from(uuid::Uuid::try_from(Uuid::new(text)).unwrap()).as_str(),
            text
        );
        assert!(uuid::Uuid::try_from(Uuid::new("x")).is_err());
    }

    #[cfg(feature = "url")]
    #[test]
    fn url() {
        let url = url::Url::try_from(Uri::new("https://a.example/b?c")).unwrap();
        assert_eq!(Uri::from(url).as_str(), "https://a.example/b?c");
        assert!(url::Url::try_from(Uri::new("/relative")).is_err());
    }

    #[cfg(feature = "rust_decimal")]
    #[test]
    fn decimal() {
        let number = rust_decimal::Decimal::try_from(Decimal::new("12.50")).unwrap();
        assert_eq!(Decimal::from(number).as_str(), "12.50");
        assert_eq!(
            rust_decimal::Decimal::try_from(Decimal::new("1.5e2"))
                .unwrap()
                .to_string(),
            "150"
        );
        assert!(rust_decimal::Decimal::try_from(Decimal::new("x")).is_err());
    }
}
