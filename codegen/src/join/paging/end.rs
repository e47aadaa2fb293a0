//! Finds the property of a page that tells whether it is the last one.

use super::items::plain;
use crate::graph::{Shape, TypeGraph, Use};
use crate::load::pointer;
use crate::model::{PageEnd, Paging};

/// Flags that are false on the last page.
const MORE: [&str; 9] = [
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmoreitems",
    "hasmoreresults",
    "hasmorepages",
    "morepages",
    "moreresults",
    "more",
];
/// Flags that are true on the last page.
const LAST: [&str; 6] = [
    "islast",
    "islastpage",
    "lastpage",
    "last",
    "isend",
    "islastbatch",
];
/// Numbers of pages.
const PAGES: [&str; 7] = [
    "totalpages",
    "pagecount",
    "numpages",
    "numberofpages",
    "pagestotal",
    "lastpage",
    "pages",
];

/// The flag or count in a response, or in an object inside it, for paging that can't detect the end itself. `None` for
/// `has_more`, which is always recognised.
pub(super) fn end(graph: &TypeGraph, answer: Use, paging: &Paging) -> Option<PageEnd> {
    let counts = match paging {
        Paging::Page { .. } => true,
        Paging::Token { .. } | Paging::Offset { .. } | Paging::Last { .. } => false,
        // these detect the end themselves
        Paging::None | Paging::Cursor | Paging::Link | Paging::Url { .. } => return None,
    };
    let mut flags = Vec::new();
    let mut numbers = Vec::new();
    let mut add = |place: &[&str], ty: Use| {
        let name = place.last().map(|name| plain(name)).unwrap_or_default();
        match graph[graph.behind(ty).ty].shape {
            Shape::Boolean => flags.push((name, pointer::of(place))),
            Shape::Integer(_) => numbers.push((name, pointer::of(place))),
            _ => {}
        }
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
    let find = |names: &[&str], values: &[(String, String)]| {
        names.iter().find_map(|name| {
            let found = values.iter().find(|(known, _)| known == name);
            found.map(|(_, pointer)| pointer.clone())
        })
    };
    let pages = || find(&PAGES, &numbers).filter(|_| counts);
    (find(&MORE, &flags).map(PageEnd::More))
        .or_else(|| find(&LAST, &flags).map(PageEnd::Last))
        .or_else(|| pages().map(PageEnd::Pages))
        .filter(|end| *end != PageEnd::More("/has_more".to_owned()))
}

/// Whether the response has the property of a rule.
pub(super) fn said(graph: &TypeGraph, answer: Use, end: &PageEnd) -> bool {
    let (PageEnd::More(pointer) | PageEnd::Last(pointer) | PageEnd::Pages(pointer)) = end;
    super::items::has(graph, answer, pointer)
}
