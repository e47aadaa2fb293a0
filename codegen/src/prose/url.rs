//! Links: which are kept, what relative ones are resolved against, and where a bare URL begins in text.

use crate::text::{head, tail};
/// The form of a destination that works in a doc comment: an absolute URL, or nothing.
pub(super) fn resolve(url: &str, base: Option<&str>) -> Option<String> {
    let url = url.trim();
    if is_absolute(url) {
        return Some(encode(url));
    }
    if let Some(rest) = url.strip_prefix("//") {
        return Some(encode(&format!("https://{rest}"))).filter(|url| is_absolute(url));
    }
    let first = url.chars().next()?;
    if matches!(first, '#' | '{' | '$' | '<') || has_scheme(url) {
        return None;
    }
    let base = base.filter(|base| is_absolute(base))?;
    let base = base.split(['?', '#']).next()?.trim_end_matches('/');
    let origin_end = base.find("://").map_or(0, |at| at.saturating_add(3));
    let path_start = tail(base, origin_end)
        .find('/')
        .map_or(base.len(), |at| origin_end.saturating_add(at));
    let joined = if first == '/' {
        format!("{}{url}", head(base, path_start))
    } else if first == '?' {
        format!("{base}{url}")
    } else {
        let mut parts: Vec<&str> = tail(base, path_start).split('/').skip(1).collect();
        let mut rest = url;
        loop {
            if let Some(after) = rest.strip_prefix("./") {
                rest = after;
            } else if let Some(after) = rest.strip_prefix("../") {
                rest = after;
                parts.pop();
            } else {
                break;
            }
        }
        parts.push(rest);
        format!("{}/{}", head(base, path_start), parts.join("/"))
    };
    Some(encode(&joined))
}

/// Whether rustdoc takes this for a URL whatever it stands in, and a reader can follow it.
pub(super) fn is_absolute(url: &str) -> bool {
    let lower = |prefix: &str| {
        url.get(..prefix.len())
            .filter(|start| start.eq_ignore_ascii_case(prefix))
            .map(|_| tail(url, prefix.len()))
    };
    let host = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    lower("https://").is_some_and(host)
        || lower("http://").is_some_and(host)
        || lower("ftp://").is_some_and(host)
        || lower("mailto:").is_some_and(is_email)
}

/// Whether this is an address that cannot be taken for a Rust path with a disambiguator.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// Whether the text begins as `scheme:` does.
fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// What cannot stand in a link's destination, in percent form.
fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '\n' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '*' => out.push_str("%2A"),
            c => out.push(c),
        }
    }
    // an ampersand that would begin an entity
    if out.contains('&') && out.contains(';') {
        out = out.replace(';', "%3B");
    }
    out
}

/// A URL in running text.
pub(super) struct Bare<'a> {
    /// Where it begins.
    pub(super) start: usize,
    pub(super) url: &'a str,
    /// It has parts to fill in (`{host}`, `<id>`), so it is no link.
    pub(super) is_template: bool,
}

/// The first URL of a text that stands outside any link.
pub(super) fn find_bare(text: &str) -> Option<Bare<'_>> {
    let mut from = 0;
    while let Some(at) = tail(text, from).find("://") {
        let colon = from.saturating_add(at);
        from = colon.saturating_add(3);
        let before = head(text, colon);
        let Some(scheme) = ["https", "http"].into_iter().find(|s| ends_with(before, s)) else {
            continue;
        };
        let start = colon.saturating_sub(scheme.len());
        let rest = tail(text, start);
        let mut end = rest.len();
        let mut inside = false;
        let mut is_template = false;
        for (i, c) in rest.char_indices() {
            match c {
                '<' if tail(rest, i.saturating_add(1))
                    .starts_with(|c: char| c.is_ascii_alphabetic()) =>
                {
                    inside = true
                }
                '>' if inside => {
                    inside = false;
                    is_template = true;
                }
                '{' | '}' | '$' => is_template = true,
                c if (c.is_whitespace() && !inside)
                    || matches!(
                        c,
                        '\n' | '"' | '`' | '<' | '>' | '|' | '“' | '”' | '‘' | '’' | '…'
                    ) =>
                {
                    end = i;
                    break;
                }
                _ => {}
            }
        }
        let url = if inside {
            let cut = head(rest, end).find('<').unwrap_or(end);
            trim(head(rest, cut))
        } else {
            trim(head(rest, end))
        };
        if url.len() > scheme.len().saturating_add(3)
            && tail(url, scheme.len().saturating_add(3)).contains(char::is_alphanumeric)
        {
            return Some(Bare {
                start,
                url,
                is_template: is_template && url.contains(['{', '}', '$', '<']),
            });
        }
    }
    None
}

/// Whether the text ends with the scheme and not in the middle of a word.
fn ends_with(text: &str, scheme: &str) -> bool {
    text.len()
        .checked_sub(scheme.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
}

/// A URL without the punctuation of the sentence around it.
fn trim(mut url: &str) -> &str {
    // brackets are counted anew for each, which only a sane length allows
    while url.len() < 4096 {
        let Some(last) = url.chars().next_back() else {
            return url;
        };
        let open = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '\\' | '、' | '。' => None,
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => return url,
        };
        if let Some(open) = open
            && url.matches(open).count() >= url.matches(last).count()
        {
            return url;
        }
        url = head(url, url.len().saturating_sub(last.len_utf8()));
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{find_bare, is_absolute, resolve};

    #[test]
    fn resolving() {
        let base = Some("https://example.com/api/");
        let to = |url| resolve(url, base);
        let is = |url: &str| Some(url.to_owned());
        assert_eq!(to("/docs/x#y"), is("https://example.com/docs/x#y"));
        assert_eq!(to("docs/x"), is("https://example.com/api/docs/x"));
        assert_eq!(to("./docs"), is("https://example.com/api/docs"));
        assert_eq!(to("../docs"), is("https://example.com/docs"));
        assert_eq!(to("../../../docs"), is("https://example.com/docs"));
        assert_eq!(to("?q=1"), is("https://example.com/api?q=1"));
        assert_eq!(to("//a.b/c"), is("https://a.b/c"));
        assert_eq!(to(" http://a.b/c d(e) "), is("http://a.b/c%20d%28e%29"));
        for url in [
            "#x",
            "",
            "javascript:alert(1)",
            "tel:1",
            "{{base}}/x",
            "mailto:a@b",
            "http://",
        ] {
            assert_eq!(to(url), None, "{url}");
        }
        assert_eq!(resolve("/docs", None), None);
        assert_eq!(resolve("/docs", Some("example")), None);
        assert!(is_absolute("mailto:a@b.c"));
    }

    #[track_caller]
    fn bare(text: &str, want: &str) {
        assert_eq!(find_bare(text).map_or("", |bare| bare.url), want);
    }

    #[test]
    fn in_text() {
        bare("see https://a.b/c_d.", "https://a.b/c_d");
        bare("(https://a.b/c(d))", "https://a.b/c(d)");
        bare("“https://a.b”", "https://a.b");
        bare("https://{host}.a.b/c", "https://{host}.a.b/c");
        bare("https://<your host>.a.b, c", "https://<your host>.a.b");
        bare("https:// and ftp://a.b", "");
        bare("http://é http://a", "http://é");
        bare("https://a<b", "https://a");
    }
}
