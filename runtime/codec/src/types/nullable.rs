//! Argument conversions for setters of nullable fields.

use super::meant::{FromFloat, FromInteger, FromItems, FromText};
use super::{
    Date, DateTime, Decimal, Duration, Emptyable, Expandable, Json, Map, MetadataParam, Number,
    Secret, Time, Timestamp, Uri, Uuid,
};

/// The argument of a setter for a nullable field: the value, an `Option` of it, or a literal for it: a `&str` for a string,
/// a number for one of several values, an array for a list or a map, a slice of texts for a
/// list of strings.
///
/// ```
/// use castiron_codec::{IntoNullable, Map};
///
/// fn name(value: impl IntoNullable<String>) -> Option<String> { value.into_nullable() }
/// fn labels(value: impl IntoNullable<Map<String>>) -> Option<Map<String>> { value.into_nullable() }
///
/// assert_eq!(name("Ada"), Some("Ada".to_owned()));
/// assert_eq!(name(None), None);
/// assert_eq!(labels([("a", "b")]).map(|labels| labels.len()), Some(1));
/// ```
pub trait IntoNullable<T> {
    /// The value, or `None` for null.
    fn into_nullable(self) -> Option<T>;
}

impl<T> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Option<T> {
        self
    }
}

impl<T> IntoNullable<Box<T>> for T {
    fn into_nullable(self) -> Option<Box<T>> {
        Some(Box::new(self))
    }
}

impl<T: FromText> IntoNullable<T> for &str {
    fn into_nullable(self) -> Option<T> {
        Some(T::from(self))
    }
}

impl<T: FromText> IntoNullable<T> for &String {
    fn into_nullable(self) -> Option<T> {
        Some(T::from(self))
    }
}

impl<T: FromInteger> IntoNullable<T> for i64 {
    fn into_nullable(self) -> Option<T> {
        Some(T::from(self))
    }
}

impl<T: FromFloat> IntoNullable<T> for f64 {
    fn into_nullable(self) -> Option<T> {
        Some(T::from(self))
    }
}

impl<T, U: Into<T>, const N: usize> IntoNullable<Vec<T>> for [U; N] {
    fn into_nullable(self) -> Option<Vec<T>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

// not for `Vec<&str>`: the items of `vec![]` could not be inferred any more
impl<T: FromText, S: AsRef<str>> IntoNullable<Vec<T>> for &[S] {
    fn into_nullable(self) -> Option<Vec<T>> {
        Some(self.iter().map(|text| T::from(text.as_ref())).collect())
    }
}

impl<T: FromText, S: AsRef<str>> IntoNullable<Vec<T>> for &Vec<S> {
    fn into_nullable(self) -> Option<Vec<T>> {
        self.as_slice().into_nullable()
    }
}

impl<T: FromText, S: AsRef<str>, const N: usize> IntoNullable<Vec<T>> for &[S; N] {
    fn into_nullable(self) -> Option<Vec<T>> {
        self.as_slice().into_nullable()
    }
}

impl<T: FromItems + From<[U; N]>, U, const N: usize> IntoNullable<T> for [U; N] {
    fn into_nullable(self) -> Option<T> {
        Some(T::from(self))
    }
}

impl<T, K: Into<String>, U: Into<T>, const N: usize> IntoNullable<Map<T>> for [(K, U); N] {
    fn into_nullable(self) -> Option<Map<T>> {
        let entries = self.into_iter();
        Some(entries.map(|(key, value)| (key, value.into())).collect())
    }
}

impl<K: Into<String>, U: Into<String>, const N: usize> IntoNullable<MetadataParam> for [(K, U); N] {
    fn into_nullable(self) -> Option<MetadataParam> {
        Some(self.into())
    }
}

macro_rules! meant {
    ($trait:ident: $($ty:ty),*) => { $(impl $trait for $ty {})* };
}
meant!(FromText: String, Secret, Date, DateTime, Time, Duration, Uuid, Uri, Decimal, Json);
meant!(FromInteger: Timestamp, Number, Decimal, Json);
meant!(FromFloat: Number, Json);

impl FromItems for Json {}
impl<T> FromItems for Emptyable<Vec<T>> {}
impl<T> FromItems for Emptyable<Map<T>> {}
impl<T> FromText for Expandable<T> {}
impl<T: FromText> FromText for Emptyable<T> {}
impl<T: FromInteger> FromInteger for Emptyable<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn take<T>(value: impl IntoNullable<T>) -> Option<T> {
        value.into_nullable()
    }

    #[test]
    fn plain_values() {
        assert_eq!(take::<String>("a"), Some("a".to_owned()));
        assert_eq!(take::<String>(&"a".to_owned()), Some("a".to_owned()));
        assert_eq!(take::<String>(None), None);
        assert_eq!(take::<String>(Some("a".to_owned())), Some("a".to_owned()));
        assert_eq!(take::<Secret>("a"), Some(Secret::new("a")));
        assert_eq!(take::<i64>(5), Some(5));
        assert_eq!(take::<i32>(5), Some(5));
        assert_eq!(take::<u64>(None), None);
        assert_eq!(take::<f64>(0.5), Some(0.5));
        assert_eq!(take::<bool>(true), Some(true));
        assert_eq!(take::<Timestamp>(5), Some(Timestamp::new(5)));
        assert_eq!(take::<Number>(0.5), Some(Number::from(0.5)));
        assert_eq!(take::<Box<i64>>(5), Some(Box::new(5)));
        assert_eq!(take::<Expandable<i64>>("a"), Some("a".into()));
        assert_eq!(
            take::<Emptyable<Date>>("2024-02-29"),
            Some(Date::new("2024-02-29").into())
        );
    }

    #[test]
    fn lists_and_maps() {
        assert_eq!(
            take::<Vec<String>>(["a", "b"]),
            Some(vec!["a".to_owned(), "b".to_owned()])
        );
        let owned = Some(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(take::<Vec<String>>(vec![]), Some(vec![]));
        assert_eq!(take::<Vec<String>>(&["a", "b"]), owned);
        assert_eq!(take::<Vec<String>>(&["a", "b"][..]), owned);
        assert_eq!(
            take::<Vec<String>>(&owned.clone().unwrap_or_default()),
            owned
        );
        assert_eq!(
            take::<Vec<String>>(owned.clone().unwrap_or_default()),
            owned
        );
        assert_eq!(
            take::<Vec<String>>(Some(vec!["a".to_owned(), "b".to_owned()])),
            owned
        );
        assert_eq!(
            take::<Vec<Date>>(&["2024-02-29"]),
            Some(vec![Date::new("2024-02-29")])
        );
        assert_eq!(take::<Vec<i64>>(vec![1]), Some(vec![1]));
        assert_eq!(take::<Vec<i64>>([1]), Some(vec![1]));
        assert_eq!(take::<Vec<i64>>(None), None);
        assert_eq!(
            take::<Map<String>>([("k", "v")]),
            Some(Map::from([("k", "v".to_owned())]))
        );
        assert_eq!(
            take::<MetadataParam>([("k", "v")]),
            Some(MetadataParam::new().set("k", "v"))
        );
        assert_eq!(take::<Map<String>>(None), None);
    }
}
