//! Typed headers.

use http::HeaderMap;

use crate::{Decode, DecodeError, DecodeErrorKind, Json};

/// Values with headers: responses and errors.
///
/// The trait `Headers` of a generated client has a method for each header that the document describes.
pub trait HasHeaders {
    /// The headers.
    fn header_map(&self) -> &HeaderMap;

    /// Decodes a header: a string, a number, a boolean, or a comma-separated list of them (style `simple` of OpenAPI).
    /// `None` if the header is missing or is not text.
    ///
    /// # Errors
    /// If the header does not match the type.
    fn header_as<H: Decode>(&self, name: &str) -> Result<Option<H>, DecodeError> {
        text(self.header_map(), name).map(from_header).transpose()
    }

    /// Like [`header_as`](Self::header_as), for a required header.
    ///
    /// # Errors
    /// If the header is missing ([`Missing`](DecodeErrorKind::Missing)), is not text, or does not match the type.
    fn required_header_as<H: Decode>(&self, name: &str) -> Result<H, DecodeError> {
        self.header_as(name)?.ok_or_else(|| missing(name))
    }

    /// Decodes a JSON header (`content` of OpenAPI's Header Object). `None` if it is missing or is not text.
    ///
    /// # Errors
    /// If the header is not JSON, or does not match the type.
    fn header_json<H: Decode>(&self, name: &str) -> Result<Option<H>, DecodeError> {
        text(self.header_map(), name)
            .map(crate::from_str)
            .transpose()
    }

    /// Like [`header_json`](Self::header_json), for a required header.
    ///
    /// # Errors
    /// Like [`header_json`](Self::header_json), and if the header is missing.
    fn required_header_json<H: Decode>(&self, name: &str) -> Result<H, DecodeError> {
        self.header_json(name)?.ok_or_else(|| missing(name))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get(name)?;
    value.to_str().ok().map(str::trim)
}

#[cold]
fn missing(name: &str) -> DecodeError {
    let message = format!("the answer has no header `{name}`");
    DecodeError::new(DecodeErrorKind::Missing, message)
}

impl HasHeaders for HeaderMap {
    fn header_map(&self) -> &HeaderMap {
        self
    }
}

impl<T> HasHeaders for http::Response<T> {
    fn header_map(&self) -> &HeaderMap {
        self.headers()
    }
}

/// A header's text as a value: what it is as a text, else as a number or flag, else as a list.
fn from_header<T: Decode>(text: &str) -> Result<T, DecodeError> {
    let quoted = |text: &str| crate::to_string(&Json::String(text.to_owned()));
    let plain = |text: &str| match text {
        "true" | "false" => text.to_owned(),
        _ if crate::from_str::<crate::Number>(text).is_ok() => text.to_owned(),
        _ => quoted(text),
    };
    let list = |item: &dyn Fn(&str) -> String| {
        let items: Vec<_> = text.split(',').map(|part| item(part.trim())).collect();
        format!("[{}]", items.join(","))
    };
    crate::from_str(&quoted(text)).or_else(|error| {
        let others = [plain(text), list(&quoted), list(&plain)];
        let mut read = others.iter().filter_map(|text| crate::from_str(text).ok());
        read.next().ok_or(error)
    })
}

#[cfg(test)]
mod tests {
    use super::from_header;

    #[test]
    fn headers_as_values() {
        assert_eq!(from_header::<i64>("12"), Ok(12));
        assert_eq!(from_header::<f64>("1.5"), Ok(1.5));
        assert_eq!(from_header::<bool>("true"), Ok(true));
        assert_eq!(from_header::<String>("12"), Ok("12".to_owned()));
        assert_eq!(
            from_header::<Vec<String>>("a, 1"),
            Ok(vec!["a".to_owned(), "1".to_owned()])
        );
        assert_eq!(from_header::<Vec<i64>>("1,2"), Ok(vec![1, 2]));
        assert!(from_header::<i64>("soon").is_err());
    }
}
