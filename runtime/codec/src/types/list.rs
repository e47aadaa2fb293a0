//! Pages of a list, and the metadata of an object.

use super::Map;
use crate::{Decode, DecodeError, Encode, Reader, Writer};

/// The envelope of a list: a page of items and the link to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct List<T> {
    /// The items of this page.
    pub data: Vec<T>,
    /// Whether there are more items after these.
    pub has_more: bool,
    /// The URL of the list.
    pub url: Option<String>,
    /// The value of `page` for the next page, in lists that use it.
    pub next_page: Option<String>,
    /// The number of items on all pages, if the API returns it.
    pub total_count: Option<i64>,
    /// `list` or `search_result`.
    pub object: Option<String>,
}

impl<T> List<T> {
    /// A list of these items, without further pages.
    pub fn new(data: Vec<T>) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            data: Vec::new(),
            has_more: false,
            url: None,
            next_page: None,
            total_count: None,
            object: None,
        }
    }
}

static LIST: crate::Layout = crate::Layout {
    names: &[
        "object",
        "data",
        "has_more",
        "next_page",
        "total_count",
        "url",
    ],
    presence: &[
        crate::Presence::optional,
        crate::Presence::required,
        crate::Presence::optional,
        crate::Presence::optional,
        crate::Presence::optional,
        crate::Presence::optional,
    ],
    places: &[],
};

impl<T: Decode> Decode for List<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut object, mut data, mut has_more) = (None, None, None);
        let (mut next_page, mut total_count, mut url) = (None, None, None);
        let slots: &mut [&mut dyn crate::Slot] = &mut [
            &mut object,
            &mut data,
            &mut has_more,
            &mut next_page,
            &mut total_count,
            &mut url,
        ];
        reader.object(&LIST, slots)?;
        let has_more = has_more.unwrap_or(next_page.is_some());
        Ok(Self {
            data: crate::take::required(data),
            has_more,
            url,
            next_page,
            total_count,
            object,
        })
    }
}

impl<T: Encode> Encode for List<T> {
    fn encode(&self, writer: &mut Writer) {
        let Self {
            data,
            has_more,
            url,
            next_page,
            total_count,
            object,
        } = self;
        writer.object(
            &LIST,
            &[object, data, has_more, next_page, total_count, url],
        );
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.iter()
    }
}

crate::serde_impls!(generic List);

/// Strings by name that an object stores for its owner.
pub type Metadata = Map<String>;

/// Strings to set on an object, and names to unset; or all are unset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MetadataParam {
    entries: Map<Option<String>>,
    is_cleared: bool,
}

impl MetadataParam {
    /// Without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Unsets every name; it is written as the empty string. Strings set afterwards are set, and the others stay.
    pub fn cleared() -> Self {
        Self {
            entries: Map::new(),
            is_cleared: true,
        }
    }

    /// Whether every name is unset.
    pub fn is_cleared(&self) -> bool {
        self.is_cleared
    }

    /// Sets a string.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.is_cleared = false;
        self.entries.insert(name.into(), Some(text.into()));
        self
    }

    /// Unsets a name; it is written as the empty string.
    #[must_use]
    pub fn unset(mut self, name: impl Into<String>) -> Self {
        self.is_cleared = false;
        self.entries.insert(name.into(), None);
        self
    }

    /// The names, each with its string, or with `None` if it is unset.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.entries
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_deref()))
    }
}

impl From<Metadata> for MetadataParam {
    fn from(metadata: Metadata) -> Self {
        metadata.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for MetadataParam {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self {
            entries: entries
                .into_iter()
                .map(|(name, text)| (name, Some(text.into())))
                .collect(),
            is_cleared: false,
        }
    }
}

impl<K: Into<String>, V: Into<String>, const N: usize> From<[(K, V); N]> for MetadataParam {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl Decode for MetadataParam {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.empty_string()? {
            return Ok(Self::cleared());
        }
        let mut entries = Map::<Option<String>>::decode(reader)?;
        for text in entries.values_mut() {
            if text.as_ref().is_some_and(String::is_empty) {
                *text = None;
            }
        }
        Ok(Self {
            entries,
            is_cleared: false,
        })
    }
}

impl Encode for MetadataParam {
    fn encode(&self, writer: &mut Writer) {
        if self.is_cleared {
            return "".encode(writer);
        }
        let texts: Vec<_> = self
            .entries()
            .map(|(name, text)| (name, text.unwrap_or_default()))
            .collect();
        writer.map(
            &mut texts
                .iter()
                .map(|(name, text)| (*name, text as &dyn Encode)),
        );
    }
}

crate::serde_impls!(MetadataParam);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_what_they_had() {
        let text = r#"{"object":"list","data":[1,2],"has_more":true,"url":"/v1/things"}"#;
        let list: List<i64> = crate::from_str(text).unwrap();
        assert_eq!((list.data.len(), list.has_more), (2, true));
        assert_eq!(crate::to_string(&list), text);
        let error = crate::from_str::<List<i64>>(r#"{"data":[1,"x"]}"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "data[1]: expected an integer, found a string (line 1, column 12)"
        );
    }

    #[test]
    fn metadata_sets_and_unsets() {
        let metadata = MetadataParam::from([("a", "1")]).unset("b c");
        assert_eq!(
            crate::to_form(&Map::from([("metadata", metadata.clone())])),
            "metadata[a]=1&metadata[b%20c]="
        );
        let back: MetadataParam = crate::from_str(&crate::to_string(&metadata)).unwrap();
        assert_eq!(back, metadata);
    }

    #[test]
    fn metadata_is_cleared() {
        let metadata = MetadataParam::cleared();
        assert_eq!(
            crate::to_form(&Map::from([("metadata", metadata.clone())])),
            "metadata="
        );
        let back: MetadataParam = crate::from_str(&crate::to_string(&metadata)).unwrap();
        assert_eq!(back, metadata);
        assert!(back.is_cleared());
        assert!(!back.set("a", "1").is_cleared());
        assert!(crate::from_str::<MetadataParam>("\"a\"").is_err());
    }
}
