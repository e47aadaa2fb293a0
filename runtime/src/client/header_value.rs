//! Names and values of headers from text.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::error::Error;

pub(super) fn header_name(name: &str) -> Result<HeaderName, Error> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Error::build(format!("{name:?} is no name of a header")))
}

/// Refuses line breaks and other control characters; the value is left out of the error, as it may be a secret.
fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Error::build(format!(
            "the value for the header `{name}` has a line break or control character"
        ))
    })
}

/// As [`header_value`], for what must not be shown.
pub(super) fn secret_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    let mut value = header_value(name, value)?;
    value.set_sensitive(true);
    Ok(value)
}

pub(super) fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Error> {
    let value = header_value(name.as_str(), value)?;
    headers.insert(name, value);
    Ok(())
}

pub(super) fn insert_named(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), Error> {
    insert(headers, header_name(name)?, value)
}
