//! From one page to the next, without input and output.

use http::HeaderMap;
use http::header::LINK;

use super::Client;
use super::api::Paging;
use super::error::Error;
use super::exchange::{resolve, same_server};
use super::query::{param, set_param};
use super::request::Draft;
use crate::{Decode, Kind, Reader};

/// The request for the next page.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) client: Client,
    pub(super) draft: Draft,
    pub(super) backward: bool,
}

impl Walk {
    pub(super) fn new(client: Client, draft: Draft) -> Self {
        let cursor = draft.operation.paging == Paging::Cursor;
        let backward = cursor && param(&draft.query, "ending_before").is_some();
        Self {
            client,
            draft,
            backward,
        }
    }

    /// Looks at a page and turns the request into that for the next one, if there is one.
    pub(super) fn advance(
        &mut self,
        headers: &HeaderMap,
        body: &[u8],
        items: &str,
        count: usize,
    ) -> Result<bool, Error> {
        let body = std::str::from_utf8(body).unwrap_or_default();
        let query = &mut self.draft.query;
        match self.draft.operation.paging {
            Paging::None => Ok(false),
            Paging::Cursor => {
                if let Some(token) = text_at(body, "/next_page") {
                    return Ok(turn(query, "page", &token));
                }
                if count == 0 || raw_at(body, "/has_more") != Some("true") {
                    return Ok(false);
                }
                let Some((first, last)) = raw_at(body, &below(items)).and_then(ends) else {
                    return Ok(false);
                };
                let (name, item) = if self.backward {
                    ("ending_before", first)
                } else {
                    ("starting_after", last)
                };
                Ok(text_at(item, "/id").is_some_and(|id| turn(query, name, &id)))
            }
            Paging::NextPage { param, pointer } => Ok(raw_at(body, "/has_more") != Some("false")
                && text_at(body, pointer).is_some_and(|token| turn(query, param, &token))),
            Paging::Page { param: name, first } => {
                let number = param(query, name)
                    .and_then(|text| text.parse().ok())
                    .unwrap_or(first);
                Ok(count > 0
                    && raw_at(body, "/has_more") != Some("false")
                    && turn(query, name, &number.saturating_add(1).to_string()))
            }
            Paging::Offset { param: name } => {
                let passed: u64 = param(query, name)
                    .and_then(|text| text.parse().ok())
                    .unwrap_or(0);
                let next = passed.saturating_add(count as u64).to_string();
                Ok(count > 0
                    && raw_at(body, "/has_more") != Some("false")
                    && turn(query, name, &next))
            }
            Paging::LastItem {
                param: name,
                pointer,
            } => {
                if count == 0 || raw_at(body, "/has_more") == Some("false") {
                    return Ok(false);
                }
                let last = raw_at(body, &below(items)).and_then(ends);
                let value = last.and_then(|(_, last)| text_at(last, pointer));
                Ok(value.is_some_and(|value| turn(query, name, &value)))
            }
            Paging::Link => {
                let links = headers
                    .get_all(LINK)
                    .iter()
                    .filter_map(|value| value.to_str().ok());
                match links.filter_map(next_link).next() {
                    Some(reference) => self.follow(reference),
                    None => Ok(false),
                }
            }
            Paging::NextUrl { pointer } => match text_at(body, pointer) {
                Some(reference) => self.follow(&reference),
                None => Ok(false),
            },
        }
    }

    fn follow(&mut self, reference: &str) -> Result<bool, Error> {
        let current = self.draft.request()?.uri().clone();
        let target = resolve(&current, reference).filter(|target| same_server(target, &current));
        let target = target
            .ok_or_else(|| Error::build("the link to the next page leads to another server"))?;
        if target == current {
            return Ok(false);
        }
        self.draft.query = target.query().unwrap_or_default().to_owned();
        let text = target.to_string();
        self.draft.url = text.split('?').next().unwrap_or_default().to_owned();
        Ok(true)
    }
}

/// The pointer to a property; that of the whole where the name is empty.
fn below(property: &str) -> String {
    if property.is_empty() {
        return String::new();
    }
    format!("/{}", property.replace('~', "~0").replace('/', "~1"))
}

/// Sets the parameter; false where it had that value already, as the walk would go in a circle.
fn turn(query: &mut String, name: &str, value: &str) -> bool {
    if param(query, name).as_deref() == Some(value) {
        return false;
    }
    set_param(query, name, Some(value));
    true
}

/// The target of `rel="next"` in a `Link` header (RFC 8288).
fn next_link(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let params = after.split_once('<').map_or(after, |(params, _)| params);
        let next = params
            .split(';')
            .filter_map(|param| param.split_once('='))
            .any(|(name, value)| {
                let value = value.trim().trim_end_matches(',').trim().trim_matches('"');
                name.trim().eq_ignore_ascii_case("rel")
                    && value.split(' ').any(|rel| rel.eq_ignore_ascii_case("next"))
            });
        if next {
            return Some(target);
        }
        rest = after;
    }
    None
}

/// The text of the value at a JSON pointer of names, found without reading the rest.
fn raw_at<'a>(text: &'a str, pointer: &str) -> Option<&'a str> {
    let mut text = text;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let mut reader = Reader::new(text);
        let mut key = reader.map().ok()?;
        text = loop {
            let name = key?;
            let value = reader.raw().ok()?;
            if name == step {
                break value;
            }
            key = reader.map_next().ok()?;
        };
    }
    Some(text)
}

/// The text or number at a JSON pointer, unless it is empty.
fn text_at(text: &str, pointer: &str) -> Option<String> {
    let raw = raw_at(text, pointer)?;
    let mut reader = Reader::new(raw);
    let found = match reader.kind().ok()? {
        Kind::String => String::decode(&mut reader).ok()?,
        Kind::Number => reader.number_text().ok()?.to_owned(),
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

/// The texts of the first and the last element of an array.
fn ends(text: &str) -> Option<(&str, &str)> {
    let mut reader = Reader::new(text);
    let mut ends: Option<(&str, &str)> = None;
    let mut more = reader.array().ok()?;
    while more {
        let item = reader.raw().ok()?;
        ends = Some((ends.map_or(item, |(first, _)| first), item));
        more = reader.array_next().ok()?;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        let header = "<https://a/?page=1>; rel=\"prev\", <https://a/?page=3>; title=\"x\"; rel=\"next last\"";
        assert_eq!(next_link(header), Some("https://a/?page=3"));
        assert_eq!(next_link("</x>; rel=next"), Some("/x"));
        assert_eq!(next_link("<https://a/?page=1>; rel=\"prev\""), None);
        assert_eq!(next_link("<https://a"), None);
    }

    #[test]
    fn pointers() {
        let text = r#"{"a":{"b/c":[1,2]},"n":7,"e":"","s":"x"}"#;
        assert_eq!(raw_at(text, "/a/b~1c"), Some("[1,2]"));
        assert_eq!(ends("[1,2,3]"), Some(("1", "3")));
        assert_eq!(ends("[]"), None);
        assert_eq!(text_at(text, "/n").as_deref(), Some("7"));
        assert_eq!((text_at(text, "/e"), text_at(text, "/z")), (None, None));
    }
}
