//! Ids that an API can expand to objects, values that can be emptied, and ranges.

use super::{FromInteger, FromText, Map};
use crate::decode::{Decode, DecodeError, Kind, Reader};
use crate::encode::{Encode, Writer};

/// A reference to an object: its id, or the object itself where the request asked to expand it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expandable<T> {
    /// Only the id.
    Id(String),
    /// The whole object.
    Object(Box<T>),
}

impl<T> Expandable<T> {
    /// The object, if it was expanded.
    pub fn as_object(&self) -> Option<&T> {
        match self {
            Self::Object(object) => Some(object),
            Self::Id(_) => None,
        }
    }

    /// The id, if the object was not expanded.
    pub fn as_id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Object(_) => None,
        }
    }

    /// The object, if it was expanded.
    pub fn into_object(self) -> Option<T> {
        match self {
            Self::Object(object) => Some(*object),
            Self::Id(_) => None,
        }
    }
}

impl<T> From<&str> for Expandable<T> {
    fn from(id: &str) -> Self {
        Self::Id(id.to_owned())
    }
}

impl<T> From<String> for Expandable<T> {
    fn from(id: String) -> Self {
        Self::Id(id)
    }
}

impl<T: Decode> Decode for Expandable<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.kind()? {
            Kind::String => String::decode(reader).map(Self::Id),
            Kind::Object => T::decode(reader).map(|object| Self::Object(Box::new(object))),
            _ if reader.is_blank() => Ok(Self::Id(String::new())),
            _ => Err(reader.unexpected("an id or an object")),
        }
    }
}

impl<T: Encode> Encode for Expandable<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Id(id) => writer.str(id),
            Self::Object(object) => object.encode(writer),
        }
    }
}

/// A parameter that is set to a value or cleared by the empty string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Emptyable<T> {
    /// A value.
    Value(T),
    /// The empty string, which clears the value.
    Empty,
}

impl<T> Emptyable<T> {
    /// The value, if there is one.
    pub fn as_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty => None,
        }
    }
}

impl<T> From<T> for Emptyable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: FromText> From<&str> for Emptyable<T> {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

impl<T: FromInteger> From<i64> for Emptyable<T> {
    fn from(value: i64) -> Self {
        Self::Value(value.into())
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Emptyable<Vec<T>> {
    fn from(items: [U; N]) -> Self {
        Self::Value(items.into_iter().map(Into::into).collect())
    }
}

impl<T, K: Into<String>, U: Into<T>, const N: usize> From<[(K, U); N]> for Emptyable<Map<T>> {
    fn from(entries: [(K, U); N]) -> Self {
        let entries = entries.into_iter();
        Self::Value(entries.map(|(key, value)| (key, value.into())).collect())
    }
}

impl<T: Decode> Decode for Emptyable<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.is_blank() || reader.empty_string()? {
            Ok(Self::Empty)
        } else {
            T::decode(reader).map(Self::Value)
        }
    }
}

impl<T: Encode> Encode for Emptyable<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.encode(writer),
            Self::Empty => writer.str(""),
        }
    }
}

/// A filter on a number or a time: a value, or a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RangeQueryParam<T> {
    /// Only this value.
    Exactly(T),
    /// All values between bounds, each of which is optional.
    Range {
        /// Above this.
        gt: Option<T>,
        /// This or above.
        gte: Option<T>,
        /// Below this.
        lt: Option<T>,
        /// This or below.
        lte: Option<T>,
    },
}

impl<T> From<T> for RangeQueryParam<T> {
    fn from(value: T) -> Self {
        Self::Exactly(value)
    }
}

impl<T: FromInteger> From<i64> for RangeQueryParam<T> {
    fn from(value: i64) -> Self {
        Self::Exactly(value.into())
    }
}

impl<T: FromText> From<&str> for RangeQueryParam<T> {
    fn from(text: &str) -> Self {
        Self::Exactly(text.into())
    }
}

/// From the first value up to, not including, the second.
impl<T> From<std::ops::Range<T>> for RangeQueryParam<T> {
    fn from(range: std::ops::Range<T>) -> Self {
        Self::Range {
            gt: None,
            gte: Some(range.start),
            lt: Some(range.end),
            lte: None,
        }
    }
}

/// From the first value up to and with the second.
impl<T> From<std::ops::RangeInclusive<T>> for RangeQueryParam<T> {
    fn from(range: std::ops::RangeInclusive<T>) -> Self {
        let (start, end) = range.into_inner();
        Self::Range {
            gt: None,
            gte: Some(start),
            lt: None,
            lte: Some(end),
        }
    }
}

/// From the value on.
impl<T> From<std::ops::RangeFrom<T>> for RangeQueryParam<T> {
    fn from(range: std::ops::RangeFrom<T>) -> Self {
        Self::Range {
            gt: None,
            gte: Some(range.start),
            lt: None,
            lte: None,
        }
    }
}

/// Below the value.
impl<T> From<std::ops::RangeTo<T>> for RangeQueryParam<T> {
    fn from(range: std::ops::RangeTo<T>) -> Self {
        Self::Range {
            gt: None,
            gte: None,
            lt: Some(range.end),
            lte: None,
        }
    }
}

const BOUNDS: [&str; 4] = ["gt", "gte", "lt", "lte"];

impl<T: Decode> Decode for RangeQueryParam<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.kind()? != Kind::Object {
            return T::decode(reader).map(Self::Exactly);
        }
        let [mut gt, mut gte, mut lt, mut lte] = [None, None, None, None];
        let mut key = reader.map()?;
        while let Some(name) = key {
            let bound = match name.as_str() {
                "gt" => &mut gt,
                "gte" => &mut gte,
                "lt" => &mut lt,
                "lte" => &mut lte,
                _ => {
                    reader.skip()?;
                    key = reader.map_next()?;
                    continue;
                }
            };
            *bound = Option::decode(reader).map_err(|error| error.in_property(name))?;
            key = reader.map_next()?;
        }
        Ok(Self::Range { gt, gte, lt, lte })
    }
}

impl<T: Encode> Encode for RangeQueryParam<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Exactly(value) => value.encode(writer),
            Self::Range { gt, gte, lt, lte } => {
                let bounds = BOUNDS.into_iter().zip([gt, gte, lt, lte]);
                writer.map(
                    &mut bounds
                        .filter_map(|(name, bound)| Some((name, bound.as_ref()? as &dyn Encode))),
                );
            }
        }
    }
}

crate::serde_impls!(generic Expandable, Emptyable, RangeQueryParam);

#[cfg(test)]
mod tests {
    use super::super::Timestamp;
    use super::*;
    use crate::{from_str, to_form, to_string};

    #[test]
    fn expandable() {
        let id: Expandable<Vec<i64>> = from_str("\"vs_1\"").unwrap();
        assert_eq!(id.as_id(), Some("vs_1"));
        assert_eq!(to_string(&id), "\"vs_1\"");
        let error = from_str::<Expandable<bool>>("12").unwrap_err();
        assert_eq!(error.message(), "expected an id or an object, found 12");
    }

    #[test]
    fn emptyable() {
        let value: Emptyable<i64> = from_str("3").unwrap();
        assert_eq!(value, Emptyable::Value(3));
        assert_eq!(
            from_str::<Emptyable<i64>>("\"\"").unwrap(),
            Emptyable::Empty
        );
        assert_eq!(
            from_str::<Emptyable<String>>("\"a\"").unwrap(),
            Emptyable::Value("a".into())
        );
        assert_eq!(to_string(&Emptyable::<i64>::Empty), "\"\"");
    }

    #[test]
    fn ranges() {
        let range: RangeQueryParam<Timestamp> = (Timestamp::new(1)..Timestamp::new(5)).into();
        assert_eq!(to_string(&range), r#"{"gte":1,"lt":5}"#);
        assert_eq!(
            from_str::<RangeQueryParam<Timestamp>>(r#"{"lt":5,"gte":1}"#).unwrap(),
            range
        );
        assert_eq!(to_string(&RangeQueryParam::<Timestamp>::from(7)), "7");
        assert_eq!(
            to_form(&crate::Map::from([("created", range)])),
            "created[gte]=1&created[lt]=5"
        );
    }
}
