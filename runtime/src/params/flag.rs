//! A property of a JSON body that is set after the body was written.

use bytes::Bytes;

use crate::Reader;

/// The object with a property that is `true`, in place of one of that name. `None` where the text is no object.
pub(super) fn set(text: &[u8], name: &str) -> Option<Bytes> {
    let text = match text {
        [] => "{}",
        text => std::str::from_utf8(text).ok()?,
    };
    let mut reader = Reader::new(text);
    let room = text.len().saturating_add(name.len()).saturating_add(8);
    let mut out = String::with_capacity(room);
    let mut key = reader.map().ok()?;
    while let Some(found) = key {
        let value = reader.raw().ok()?;
        if found != name {
            out.push(if out.is_empty() { '{' } else { ',' });
            out.push_str(&crate::to_string(&found));
            out.push(':');
            out.push_str(value);
        }
        key = reader.map_next().ok()?;
    }
    out.push(if out.is_empty() { '{' } else { ',' });
    out.push_str(&crate::to_string(&name.to_owned()));
    out.push_str(":true}");
    Some(out.into())
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn the_property_is_there_once() {
        for (text, expected) in [
            ("", r#"{"stream":true}"#),
            ("{}", r#"{"stream":true}"#),
            (r#"{"stream":false}"#, r#"{"stream":true}"#),
            (
                r#"{"a":{"stream":1},"stream":null,"b\"":[1, 2]}"#,
                r#"{"a":{"stream":1},"b\"":[1, 2],"stream":true}"#,
            ),
        ] {
            assert_eq!(set(text.as_bytes(), "stream").unwrap(), expected);
        }
        assert_eq!(set(b"[1]", "stream"), None);
    }
}
