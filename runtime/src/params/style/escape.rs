//! Percent-encoding of values, by the part of the request that a value goes to. The fixed text of paths is encoded by the
//! generator (`join/template.rs` of `castiron-codegen`), by a rule of its own.

use castiron_codec::percent;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// In a query with `allowReserved`: all but what would end the query, split the pair or be no URI at all. `%` is encoded
/// where it begins no triple.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// In a path with `allowReserved`: what leaves the segment as well; `+` means itself there (RFC 3986, 3.3).
const PATH: &AsciiSet = &QUERY.add(b'/').add(b'?').remove(b'&').remove(b'+');

/// In a cookie with `allowReserved`: what a cookie's value can't hold as well (RFC 6265, 4.1.1).
const COOKIE: &AsciiSet = &QUERY
    .remove(b'#')
    .remove(b'&')
    .remove(b'+')
    .remove(b'[')
    .remove(b']')
    .add(b';');

/// In a cookie as it stands: what would begin another cookie or another header.
const PLAIN_COOKIE: &AsciiSet = &CONTROLS.add(b';');

/// What stays as it is in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// Unreserved characters alone.
    All,
    /// Reserved ones that the query can hold, and triples.
    ReservedInQuery,
    /// Reserved ones that a segment can hold, and triples.
    ReservedInPath,
    /// Reserved ones that a cookie can hold, and triples.
    ReservedInCookie,
    /// All but what ends a cookie.
    PlainCookie,
    /// Everything.
    Nothing,
}

impl Escape {
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::All => unreserved(text),
            Self::ReservedInQuery => reserved(text, QUERY),
            Self::ReservedInPath => reserved(text, PATH),
            Self::ReservedInCookie => reserved(text, COOKIE),
            Self::Nothing => text.to_owned(),
            Self::PlainCookie => utf8_percent_encode(text, PLAIN_COOKIE).to_string(),
        }
    }
}

/// Percent-encoded as in a form.
fn unreserved(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    percent(&mut out, text);
    castiron_codec::text(out)
}

/// Reserved expansion (RFC 6570, 3.2.3): percent-encoded triples pass, any other `%` is encoded.
fn reserved(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        out.extend(utf8_percent_encode(before, set));
        out.push('%');
        let is_triple = (behind.as_bytes().get(..2))
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if !is_triple {
            out.push_str("25");
        }
        rest = behind;
    }
    out.extend(utf8_percent_encode(rest, set));
    out
}

#[cfg(test)]
mod tests {
    use super::Escape;

    #[test]
    fn reserved_characters_stay_where_they_do_no_harm() {
        let all = ":/?#[]@!$&'()*+,;= %2f%zz%";
        for (escape, want) in [
            (
                Escape::ReservedInQuery,
                ":/?%23%5B%5D@!$%26'()*%2B,;=%20%2f%25zz%25",
            ),
            (
                Escape::ReservedInPath,
                ":%2F%3F%23%5B%5D@!$&'()*+,;=%20%2f%25zz%25",
            ),
            (
                Escape::ReservedInCookie,
                ":/?#[]@!$&'()*+,%3B=%20%2f%25zz%25",
            ),
            (Escape::PlainCookie, ":/?#[]@!$&'()*+,%3B= %2f%zz%"),
            (
                Escape::All,
                "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%252f%25zz%25",
            ),
        ] {
            assert_eq!(escape.text(all), want, "{escape:?}");
        }
    }
}
