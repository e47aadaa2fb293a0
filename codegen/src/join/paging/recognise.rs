//! Recognises paging by the parameter and property names of common frameworks.
//!
//! | the response has | and the operation takes |
//! | --- | --- |
//! | a token: `next_cursor`, `nextPageToken`, `cursor`, … | a parameter for it: `cursor`, `page_token`, `after`, … |
//! | a URL: `next`, `links.next`, … | nothing more |
//! | the header `Link` (RFC 8288) | nothing more |
//! | items | `offset` or `skip`, and a page size: `limit`, … |
//! | items | `page`, and a page size: `per_page`, `limit`, … |
//!
//! Parameters may be in the query or, for `POST`, in the JSON body.

use super::items::plain;
use super::{Pages, in_body, items};
use crate::graph::{Location, Operation, Property, Shape, StringFormat, TypeGraph, Use};
use crate::load::pointer;
use crate::model::Paging;

/// Names of tokens in responses, and of the parameters for them.
const TOKENS: [&str; 10] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextpagecursor",
    "continuationtoken",
    "nextcontinuationtoken",
    "endcursor",
    "cursor",
    "nextpage",
    "next",
];
const TAKE_TOKENS: [&str; 14] = [
    "cursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "pagecursor",
    "nextcursor",
    "startcursor",
    "nextpagetoken",
    "startingafter",
    "startafter",
    "after",
    "token",
    "continue",
    "page",
];
/// Names of URLs in responses.
const URLS: [&str; 8] = [
    "nexturl",
    "nextpageurl",
    "nextlink",
    "nexthref",
    "nextpageuri",
    "nexturi",
    "nextpage",
    "next",
];
const OFFSETS: [&str; 3] = ["offset", "skip", "startat"];
const PAGES: [&str; 3] = ["page", "pagenumber", "pageno"];
/// Names of page size parameters.
const SIZES: [&str; 15] = [
    "limit",
    "perpage",
    "pagesize",
    "pagelimit",
    "size",
    "count",
    "max",
    "take",
    "top",
    "maxresults",
    "maxitems",
    "itemsperpage",
    "results",
    "rows",
    "number",
];

/// Paging recognised from the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    /// The paging.
    pub(crate) pages: Pages,
    /// Its rank among the alternatives.
    pub(crate) order: usize,
    /// Whether no other meaning is likely; otherwise a user has to check.
    pub(crate) is_sure: bool,
}

/// A parameter that may lead to the next page.
struct Taken<'g> {
    wire: &'g str,
    /// Its name in the form of the lists above.
    name: String,
    ty: Use,
    in_body: bool,
}

/// The likely paging of the list that an operation returns.
pub(crate) fn recognise(graph: &TypeGraph, operation: &Operation) -> Option<Recognised> {
    let answer = super::answered(graph, operation)?;
    let is_post = operation.verb == "POST";
    if operation.verb != "GET" && !is_post {
        return None;
    }
    let (_, items) = items::items(graph, answer, None)?;
    let found = |order, paging, in_body, is_sure| {
        Some(Recognised {
            pages: Pages {
                end: super::end::end(graph, answer, &paging),
                paging,
                in_body,
                items: items.clone(),
            },
            order,
            is_sure,
        })
    };
    let taken = taken(graph, operation);
    let named = |names: &[&str], fits: &dyn Fn(Use) -> bool| {
        let is_it = |name: &&str| taken.iter().find(|one| one.name == **name && fits(one.ty));
        names.iter().find_map(is_it)
    };
    let tokens = Tokens::of(graph, answer);
    let token = tokens.find(&TOKENS, &|value, name| {
        !value.is_url && (value.is_text || name.starts_with("next"))
    });
    let any = |ty: Use| {
        !matches!(
            graph[graph.behind(ty).ty].shape,
            Shape::Boolean | Shape::Object(_)
        )
    };
    if let (Some(from), Some(to)) = (&token, named(&TAKE_TOKENS, &any)) {
        let token = Paging::Token {
            from: from.clone(),
            to: to.wire.to_owned(),
        };
        return found(0, token, to.in_body, true);
    }
    if !is_post {
        let url = tokens.find(&URLS, &|value, name| {
            value.is_url
                || value.is_text && (!matches!(name, "next" | "nextpage") || token.is_some())
        });
        if let Some(from) = url {
            // a string not declared as a URL may be something else
            let is_sure = tokens.is_url(&from);
            return found(1, Paging::Url { from }, false, is_sure);
        }
        let is_link = |header: &crate::graph::AnswerHeader| {
            header.wire.eq_ignore_ascii_case("link") && header.errors.is_empty()
        };
        if operation.headers.iter().any(is_link) {
            return found(2, Paging::Link, false, true);
        }
    }
    let number = |ty: Use| {
        matches!(
            graph[graph.behind(ty).ty].shape,
            Shape::Integer(_) | Shape::Number(_)
        )
    };
    let sized = named(&SIZES, &number).is_some();
    if let Some(offset) = named(&OFFSETS, &number) {
        let parameter = offset.wire.to_owned();
        return found(3, Paging::Offset { parameter }, offset.in_body, sized);
    }
    let page = named(&PAGES, &number)?;
    let parameter = page.wire.to_owned();
    let first = super::first(operation, &parameter);
    found(4, Paging::Page { parameter, first }, page.in_body, sized)
}

/// The parameters of the query and the properties of the body, the former first.
fn taken<'g>(graph: &'g TypeGraph, operation: &'g Operation) -> Vec<Taken<'g>> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|one| one.location == Location::Query);
    let parameters = parameters.map(|one| Taken {
        wire: &one.wire,
        name: plain(&one.wire),
        ty: one.ty,
        in_body: false,
    });
    let in_body = in_body(graph, operation).map(|one: &Property| Taken {
        wire: &one.wire,
        name: plain(&one.wire),
        ty: one.ty,
        in_body: true,
    });
    parameters.chain(in_body).collect()
}

/// A value in a response that may lead to the next page.
struct Value {
    pointer: String,
    /// Its last key in the form of the lists above.
    name: String,
    is_text: bool,
    is_url: bool,
}

/// Strings and integers in a response, and in its direct object properties.
struct Tokens(Vec<Value>);

impl Tokens {
    fn of(graph: &TypeGraph, answer: Use) -> Self {
        let mut values = Vec::new();
        let mut add = |keys: &[&str], ty: Use| {
            let (is_text, is_url) = match graph[graph.behind(ty).ty].shape {
                Shape::String(format) => (true, format == StringFormat::Uri),
                Shape::Integer(_) => (false, false),
                _ => return,
            };
            values.push(Value {
                pointer: pointer::of(keys),
                name: keys.last().map(|key| plain(key)).unwrap_or_default(),
                is_text,
                is_url,
            });
        };
        let properties = |ty: Use| match &graph[graph.behind(ty).ty].shape {
            Shape::Object(object) => &object.properties[..],
            _ => &[],
        };
        for outer in properties(answer) {
            add(&[&outer.wire], outer.ty);
            for inner in properties(outer.ty) {
                add(&[&outer.wire, &inner.wire], inner.ty);
            }
        }
        Self(values)
    }

    /// The first value of one of these names, in their order.
    fn find(&self, names: &[&str], fits: &dyn Fn(&Value, &str) -> bool) -> Option<String> {
        names.iter().find_map(|name| {
            let mut values = self.0.iter();
            let found = values.find(|value| value.name == **name && fits(value, name));
            found.map(|value| value.pointer.clone())
        })
    }

    fn is_url(&self, pointer: &str) -> bool {
        self.0
            .iter()
            .any(|value| value.pointer == pointer && value.is_url)
    }
}
