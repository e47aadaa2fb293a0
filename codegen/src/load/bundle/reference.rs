//! Parses the string of a reference.

use crate::text::{head, tail};
use std::borrow::Cow;

/// A reference, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::load) struct Reference<'a> {
    /// What stands before the `#`, decoded; empty for this document.
    pub(in crate::load) resource: Cow<'a, str>,
    pub(in crate::load) fragment: Fragment<'a>,
}

/// What stands behind the `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::load) enum Fragment<'a> {
    /// A JSON pointer; empty for the whole.
    Pointer(Cow<'a, str>),
    /// The name of an anchor.
    Anchor(Cow<'a, str>),
}

impl<'a> Reference<'a> {
    pub(in crate::load) fn parse(text: &'a str) -> Self {
        let text = text.trim();
        let (resource, fragment) = text.split_once('#').unwrap_or((text, ""));
        let fragment = decode(fragment);
        let fragment = if fragment.is_empty() || fragment.starts_with('/') {
            Fragment::Pointer(fragment)
        } else {
            Fragment::Anchor(fragment)
        };
        Self {
            resource: if is_url(resource) {
                resource.into()
            } else {
                decode(resource)
            },
            fragment,
        }
    }
}

/// Whether a resource has a scheme, such as `https:`. One letter is a drive, not a scheme.
pub(in crate::load) fn is_url(resource: &str) -> bool {
    resource.starts_with("//")
        || resource.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        })
}

/// A URI relative to a base, by the text alone: enough for `$id`, which is a name and not an address.
pub(super) fn join(base: &str, relative: &str) -> String {
    if is_url(relative) || base.is_empty() {
        return relative.to_owned();
    }
    if relative.is_empty() {
        return base.to_owned();
    }
    let authority = base.find("://").map_or(0, |at| at.saturating_add(3));
    let path = tail(base, authority)
        .find('/')
        .map_or(base.len(), |at| authority.saturating_add(at));
    if relative.starts_with('/') {
        return format!("{}{relative}", head(base, path));
    }
    let folder = tail(base, path)
        .rfind('/')
        .map_or(base.len(), |at| path.saturating_add(at));
    let mut segments: Vec<&str> = tail(head(base, folder), path.min(folder))
        .split('/')
        .filter(|s| !s.is_empty())
        .collect();
    for segment in relative.split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    format!("{}/{}", head(base, path), segments.join("/"))
}

/// A URL in its normal form, by which equal ones are told: scheme and host in lower case, without credentials, without
/// the port that the scheme has anyway, without dot segments and escapes in the path.
pub(in crate::load) fn normal(url: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Cow::Borrowed(url);
    };
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, query) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = host.to_lowercase();
    let port = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => ":",
    };
    let host = host.strip_suffix(port).unwrap_or(&host);
    let host = host.strip_suffix(':').unwrap_or(host);
    let path = decode(path);
    let mut segments: Vec<&str> = Vec::new();
    let mut all = path.split('/').peekable();
    while let Some(segment) = all.next() {
        match segment {
            "." | ".." => {
                // the empty one before the first slash stays
                if segment == ".." && segments.len() > 1 {
                    segments.pop();
                }
                if all.peek().is_none() {
                    segments.push("");
                }
            }
            segment => segments.push(segment),
        }
    }
    Cow::Owned(format!("{scheme}://{host}{}{query}", segments.join("/")))
}

/// The path of a file as a reference writes it.
pub(super) fn encode(path: &str) -> String {
    path.replace('%', "%25").replace('#', "%23")
}

/// Percent-decoding; what is no valid escape stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| {
                text.get(at.saturating_add(1)..at.saturating_add(3))
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .flatten();
        out.push(escaped.unwrap_or(byte));
        at = at.saturating_add(if escaped.is_some() { 3 } else { 1 });
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        for (text, resource, fragment) in [
            (
                "#/components/schemas/a",
                "",
                Fragment::Pointer("/components/schemas/a".into()),
            ),
            (
                "a%20b.yaml#/x%20y/~1",
                "a b.yaml",
                Fragment::Pointer("/x y/~1".into()),
            ),
            ("pet.json", "pet.json", Fragment::Pointer("".into())),
            ("#meta", "", Fragment::Anchor("meta".into())),
            (
                "#/paths/~1a%7Bid%7D",
                "",
                Fragment::Pointer("/paths/~1a{id}".into()),
            ),
            ("x#/100%", "x", Fragment::Pointer("/100%".into())),
            (
                "https://a/b%20c#/x",
                "https://a/b%20c",
                Fragment::Pointer("/x".into()),
            ),
        ] {
            assert_eq!(
                Reference::parse(text),
                Reference {
                    resource: resource.into(),
                    fragment
                },
                "{text}"
            );
        }
    }

    #[test]
    fn urls_have_a_scheme() {
        for url in ["http://a", "https://a", "file:///a", "urn:x:y", "//host/a"] {
            assert!(is_url(url), "{url}");
        }
        for path in ["a.yaml", "./a:b.yaml", "C:/a.yaml", "../a", "", "/a"] {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    fn urls_have_a_normal_form() {
        for (url, want) in [
            ("HTTPS://X.Example/A.yaml", "https://x.example/A.yaml"),
            ("https://x.example:443/a", "https://x.example/a"),
            ("http://x.example:80", "http://x.example"),
            ("http://x.example:/a", "http://x.example/a"),
            ("http://x.example:443/a", "http://x.example:443/a"),
            ("http://x.example:8080/a", "http://x.example:8080/a"),
            ("https://me:secret@x.example/a", "https://x.example/a"),
            ("https://x.example/a/./b/../c", "https://x.example/a/c"),
            ("https://x.example/a/b/..", "https://x.example/a/"),
            ("https://x.example/a/.", "https://x.example/a/"),
            ("https://x.example/../../a", "https://x.example/a"),
            ("https://x.example/%2e%2E/a%20b", "https://x.example/a b"),
            ("https://x.example/a//b/", "https://x.example/a//b/"),
            (
                "https://x.example/a?b=../c@D",
                "https://x.example/a?b=../c@D",
            ),
            ("urn:A:B", "urn:A:B"),
            ("A/../b", "A/../b"),
        ] {
            assert_eq!(normal(url), want, "{url}");
            assert_eq!(normal(&normal(url)), want, "{url}");
        }
    }

    #[test]
    fn uris_are_joined() {
        for (base, relative, want) in [
            ("https://a/b/c", "d", "https://a/b/d"),
            ("https://a/b/c", "../d", "https://a/d"),
            ("https://a/b/c", "/d", "https://a/d"),
            ("https://a", "d", "https://a/d"),
            ("https://a/b", "urn:x", "urn:x"),
            ("", "d", "d"),
        ] {
            assert_eq!(join(base, relative), want, "{base} {relative}");
        }
    }
}
