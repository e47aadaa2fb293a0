//! The request for the next page of a list, without I/O.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use http::header::{CONTENT_TYPE, LINK};
use http::{HeaderMap, HeaderValue};

use super::Client;
use super::error::Error;
use super::exchange::{resolve, same_server};
use super::operation::{PageEnd, Paging};
use super::query::{param, set_param};
use super::request::Draft;
use crate::{Decode, Json, Kind, Reader};

/// The request for the next page.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) client: Client,
    pub(super) draft: Draft,
    pub(super) backward: bool,
    /// The last page, as far as it can be told from the next.
    last: Option<u64>,
}

impl Walk {
    pub(super) fn new(client: Client, draft: Draft) -> Self {
        let cursor = draft.operation.paging == Paging::Cursor;
        let backward = cursor && param(&draft.query, "ending_before").is_some();
        Self {
            client,
            draft,
            backward,
            last: None,
        }
    }

    /// Looks at a page and turns the request into that for the next one, if there is one. `items` is a JSON pointer.
    pub(super) fn advance(
        &mut self,
        headers: &HeaderMap,
        body: &[u8],
        items: &str,
        count: usize,
    ) -> Result<bool, Error> {
        let body = std::str::from_utf8(body).unwrap_or_default();
        let is_last = count == 0 || self.is_said_last(body);
        match self.draft.operation.paging {
            Paging::None => Ok(false),
            Paging::Cursor => {
                if let Some(token) = text_at(body, "/next_page") {
                    return Ok(self.turn("page", &token));
                }
                if count == 0 || raw_at(body, "/has_more") != Some("true") {
                    return Ok(false);
                }
                let Some((first, last)) = raw_at(body, items).and_then(ends) else {
                    return Ok(false);
                };
                let (name, item) = if self.backward {
                    ("ending_before", first)
                } else {
                    ("starting_after", last)
                };
                Ok(text_at(item, "/id").is_some_and(|id| self.turn(name, &id)))
            }
            Paging::NextPage { param, pointer } => Ok(!self.is_said_last(body)
                && text_at(body, pointer).is_some_and(|token| self.turn(param, &token))),
            Paging::Page { param: name, first } => {
                let number = self.number(name).unwrap_or(first);
                Ok(!is_last && self.is_new(body) && self.count(name, number.saturating_add(1)))
            }
            Paging::Offset { param: name } => {
                let passed = self.number(name).unwrap_or(0);
                let next = passed.saturating_add(count as u64);
                Ok(!is_last && self.is_new(body) && self.count(name, next))
            }
            Paging::LastItem {
                param: name,
                pointer,
            } => {
                if is_last {
                    return Ok(false);
                }
                let last = raw_at(body, items).and_then(ends);
                let value = last.and_then(|(_, last)| text_at(last, pointer));
                Ok(value.is_some_and(|value| self.turn(name, &value)))
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

    /// Whether a page says that it is the last.
    fn is_said_last(&self, body: &str) -> bool {
        match self.draft.operation.page_end {
            PageEnd::More(pointer) => raw_at(body, pointer) == Some("false"),
            PageEnd::Last(pointer) => raw_at(body, pointer) == Some("true"),
            PageEnd::Pages(pointer) => {
                let Paging::Page { param, first } = self.draft.operation.paging else {
                    return false;
                };
                let number = self.number(param).unwrap_or(first);
                let pages = text_at(body, pointer).and_then(|pages| pages.parse::<u64>().ok());
                pages.is_some_and(|pages| number.saturating_add(1).saturating_sub(first) >= pages)
            }
        }
    }

    /// Whether a page is another than the one before: a server that does not know the parameter sends one for ever.
    fn is_new(&mut self, body: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let this = hasher.finish();
        self.last.replace(this) != Some(this)
    }

    /// The number that a parameter has in the request.
    fn number(&self, name: &str) -> Option<u64> {
        if self.draft.operation.pages_in_body {
            return match self.property(name)? {
                Json::Number(number) => number.as_u64(),
                _ => None,
            };
        }
        param(&self.draft.query, name)?.parse().ok()
    }

    /// The property of the body.
    fn property(&self, name: &str) -> Option<Json> {
        match crate::from_slice(&self.draft.body).ok()? {
            Json::Object(map) => map.get(name).cloned(),
            _ => None,
        }
    }

    /// Sets a parameter to a text; false where it had that value already, as the walk would go in a circle.
    fn turn(&mut self, name: &str, value: &str) -> bool {
        if self.draft.operation.pages_in_body {
            return self.set(name, Json::String(value.to_owned()));
        }
        let query = &mut self.draft.query;
        if param(query, name).as_deref() == Some(value) {
            return false;
        }
        set_param(query, name, Some(value));
        true
    }

    /// The same with a number.
    fn count(&mut self, name: &str, value: u64) -> bool {
        if self.draft.operation.pages_in_body {
            return self.set(name, Json::Number(value.into()));
        }
        self.turn(name, &value.to_string())
    }

    /// Sets a property of the body.
    fn set(&mut self, name: &str, value: Json) -> bool {
        let mut map = match crate::from_slice(&self.draft.body) {
            Ok(Json::Object(map)) => map,
            _ => crate::Map::default(),
        };
        if map.get(name) == Some(&value) {
            return false;
        }
        map.insert(name.to_owned(), value);
        self.draft.body = crate::to_vec(&Json::Object(map)).into();
        if !self.draft.headers.contains_key(CONTENT_TYPE) {
            let json = HeaderValue::from_static("application/json");
            self.draft.headers.insert(CONTENT_TYPE, json);
        }
        true
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
