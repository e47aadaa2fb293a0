//! How lists go on.

use std::collections::BTreeMap;

use super::{Suggestion, last, plain, values};
use crate::config::PageRule;
use crate::graph::{Answer, Location, Operation, Shape, StringFormat, TypeGraph, Use};
use crate::join;
use crate::load::{Document, Node};

/// Names of tokens in answers, and of the parameters that take them.
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
const TAKE_TOKENS: [&str; 12] = [
    "cursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "pagecursor",
    "nextcursor",
    "nextpagetoken",
    "startingafter",
    "after",
    "token",
    "continue",
    "page",
];
/// Names of URLs in answers.
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
/// More rules than these are not suggested.
const MOST: usize = 5;

pub(super) fn suggest(document: &Document, graph: &TypeGraph) -> Vec<Suggestion> {
    let mut out = Vec::new();
    let lists: Vec<_> = graph
        .operations
        .iter()
        .filter_map(|operation| Some((operation, answer(graph, operation)?)))
        .collect();
    let linked = lists
        .iter()
        .filter(|(operation, ty)| is_array(graph, *ty) && has_link(document, operation))
        .count();
    if linked > 0 {
        out.push(Suggestion {
            table: "client",
            keys: vec![("paging", "\"link\"".to_owned())],
            why: format!("{} `Link` in the headers of the answer", lists_have(linked)),
            is_sure: true,
        });
    }
    let mut rules: BTreeMap<(usize, Keys), usize> = BTreeMap::new();
    for (operation, ty) in lists {
        if let Some((order, rule)) = rule(graph, operation, ty)
            && !(linked > 0 && is_array(graph, ty))
            && join::unused_page_rules(graph, std::slice::from_ref(&rule)).is_empty()
        {
            *rules.entry((order, keys(rule))).or_default() += 1;
        }
    }
    let all: usize = rules.values().sum();
    // a few lists that are different from all others may be no lists
    let mut rules: Vec<_> = rules
        .into_iter()
        .filter(|(_, number)| *number * 20 >= all)
        .collect();
    rules.sort_by_key(|((order, _), number)| (*order, std::cmp::Reverse(*number)));
    out.extend(
        rules
            .into_iter()
            .take(MOST)
            .map(|((_, keys), number)| Suggestion {
                table: "[client.pages]",
                keys,
                why: format!("{} what this rule needs", lists_have(number)),
                is_sure: true,
            }),
    );
    out
}

fn lists_have(number: usize) -> String {
    match number {
        1 => "one list has".to_owned(),
        number => format!("{number} lists have"),
    }
}

/// What an operation answers, if that may be a list which no other rule knows.
fn answer(graph: &TypeGraph, operation: &Operation) -> Option<Use> {
    match &operation.answer {
        Answer::Json(ty) if operation.verb == "GET" => {
            let shape = &graph[graph.behind(*ty).ty].shape;
            matches!(shape, Shape::Array(_) | Shape::Object(_)).then_some(*ty)
        }
        _ => None,
    }
}

fn is_array(graph: &TypeGraph, ty: Use) -> bool {
    matches!(graph[graph.behind(ty).ty].shape, Shape::Array(_))
}

/// Whether a success of an operation has a `Link` header.
fn has_link(document: &Document, operation: &Operation) -> bool {
    let responses = document
        .node(&operation.pointer)
        .and_then(|node| node.get("responses")?.as_object());
    responses
        .into_iter()
        .flat_map(|object| object.iter())
        .any(|(status, response)| {
            let headers = response.get("headers").and_then(Node::as_object);
            status.starts_with('2')
                && headers.is_some_and(|headers| {
                    headers.keys().any(|name| name.eq_ignore_ascii_case("link"))
                })
        })
}

/// The rule that an operation's own names speak for, with its rank among the kinds of rules.
fn rule(graph: &TypeGraph, operation: &Operation, ty: Use) -> Option<(usize, PageRule)> {
    let query = || {
        operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Query)
    };
    let named = |names: &[&str]| {
        let is_it = |name: &&str| query().find(|parameter| plain(&parameter.wire) == **name);
        names
            .iter()
            .find_map(|name| is_it(name).map(|parameter| parameter.wire.clone()))
    };
    let strings: Vec<_> = values(graph, ty)
        .into_iter()
        .filter_map(|(pointer, ty)| match &graph[ty.ty].shape {
            Shape::String(format) => Some((pointer, *format == StringFormat::Uri)),
            _ => None,
        })
        .collect();
    let find = |names: &[&str], is_it: &dyn Fn(bool, &str) -> bool| {
        names.iter().find_map(|name| {
            let found = strings
                .iter()
                .find(|(pointer, is_url)| last(pointer) == **name && is_it(*is_url, name));
            found.map(|(pointer, _)| pointer.clone())
        })
    };
    let token = find(&TOKENS, &|is_url, _| !is_url);
    if let (Some(next), Some(parameter)) = (token.clone(), named(&TAKE_TOKENS)) {
        return Some((0, PageRule::Next { next, parameter }));
    }
    let is_url = |is_url: bool, name: &str| {
        is_url || !matches!(name, "next" | "nextpage") || token.is_some()
    };
    if let Some(url) = find(&URLS, &is_url) {
        return Some((1, PageRule::Url { url }));
    }
    if let Some(offset) = named(&["offset", "skip"]) {
        return Some((2, PageRule::Offset { offset }));
    }
    let page = named(&["page", "pagenumber"])?;
    Some((3, PageRule::Page { page }))
}

/// Keys of a rule with their values.
type Keys = Vec<(&'static str, String)>;

fn keys(rule: PageRule) -> Keys {
    let quoted = |text: String| toml::Value::from(text).to_string();
    match rule {
        PageRule::Next { next, parameter } => {
            vec![("next", quoted(next)), ("parameter", quoted(parameter))]
        }
        PageRule::Url { url } => vec![("url", quoted(url))],
        PageRule::Last { last, parameter } => {
            vec![("last", quoted(last)), ("parameter", quoted(parameter))]
        }
        PageRule::Page { page } => vec![("page", quoted(page))],
        PageRule::Offset { offset } => vec![("offset", quoted(offset))],
    }
}
