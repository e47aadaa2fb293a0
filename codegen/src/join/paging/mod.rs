//! How to get from one page of a list to the next: from the settings, else from names in the document.

mod end;
mod items;
mod recognise;
#[cfg(test)]
mod tests;

use super::context::Context;
use crate::config::{self, PageRule};
use crate::graph::{self, Answer, Location, Shape, TypeGraph, Use};
use crate::media::{Kind, is_json};
use crate::model::{PageEnd, Paging};

pub(crate) use recognise::{Recognised, recognise};

/// The paging of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pages {
    /// How to find the next page.
    pub(crate) paging: Paging,
    /// Whether the parameter for it is a property of the body.
    pub(crate) in_body: bool,
    /// The JSON pointer of the items in an object.
    pub(crate) items: Option<String>,
    /// How the last page is recognised, if not by `has_more`.
    pub(crate) end: Option<PageEnd>,
}

impl Pages {
    fn none() -> Self {
        Self {
            paging: Paging::None,
            in_body: false,
            items: None,
            end: None,
        }
    }
}

/// The paging of the list that an operation returns.
pub(super) fn paging(context: &Context<'_>, operation: &graph::Operation) -> Pages {
    of(context.graph, &context.config.client, operation)
}

/// The same, from the graph only.
pub(crate) fn of(
    graph: &TypeGraph,
    client: &config::ClientConfig,
    operation: &graph::Operation,
) -> Pages {
    let Some(ty) = answered(graph, operation) else {
        return Pages::none();
    };
    let ruled = client.pages.iter();
    let ruled = ruled.filter_map(|rule| fitting(graph, operation, ty, rule));
    if let Some(pages) = { ruled }.next() {
        return pages;
    }
    let takes = |name: &str| taken(graph, operation, name) == Some(false);
    let plain = |paging| Pages {
        paging,
        ..Pages::none()
    };
    match (&graph[ty.ty].shape, &client.paging) {
        (Shape::List(_), _) if takes("starting_after") => plain(Paging::Cursor),
        (Shape::List(_), _) if takes("page") => plain(Paging::Token {
            from: "/next_page".to_owned(),
            to: "page".to_owned(),
        }),
        (Shape::List(_), _) if takes("after") => plain(Paging::Token {
            from: "/last_id".to_owned(),
            to: "after".to_owned(),
        }),
        (_, Some(config::Paging::None)) => Pages::none(),
        (Shape::Array(_), Some(config::Paging::Link)) if operation.verb == "GET" => {
            plain(Paging::Link)
        }
        (Shape::Array(_), Some(config::Paging::Page(parameter)))
            if operation.verb == "GET" && takes(parameter) =>
        {
            plain(Paging::Page {
                parameter: parameter.clone(),
                first: first(operation, parameter),
            })
        }
        _ => match recognise(graph, operation) {
            Some(found) if found.is_sure => found.pages,
            _ => Pages::none(),
        },
    }
}

/// The JSON that may be a page: the whole response, or the only JSON body of several.
fn answered(graph: &TypeGraph, operation: &graph::Operation) -> Option<Use> {
    let is_asked_for = |media_type| operation.accept.contains(media_type);
    let is_xml = (operation.xml.iter()).any(|body| is_asked_for(&body.media_type));
    let (ty, heads) = match &operation.answer {
        // paging is only supported in JSON
        Answer::Json(_) if is_xml => return None,
        Answer::Json(ty) => return Some(*ty),
        Answer::Several(ty, heads) => (ty, heads),
        Answer::Empty | Answer::Text | Answer::Binary | Answer::Streamed => return None,
    };
    let Shape::Union(union) = &graph[ty.ty].shape else {
        return None;
    };
    let branches = heads.iter().zip(&union.branches);
    let mut pages = branches.filter(|(head, _)| head.media_type.as_deref().is_some_and(is_json));
    let (_, only) = pages.next()?;
    pages.next().is_none().then_some(only.ty)
}

/// The indices of rules that match no operation: the names in them do not exist, or have another form.
pub(crate) fn unused(graph: &TypeGraph, rules: &[PageRule]) -> Vec<usize> {
    let fits = |rule: &PageRule| {
        graph.operations.iter().any(|operation| {
            let ty = answered(graph, operation);
            ty.is_some_and(|ty| fitting(graph, operation, ty, rule).is_some())
        })
    };
    let rules = rules.iter().enumerate();
    let unused = rules.filter(|(_, rule)| !fits(rule));
    unused.map(|(at, _)| at).collect()
}

/// Whether an operation has a parameter of this name: `false` in its query, `true` in its body.
fn taken(graph: &TypeGraph, operation: &graph::Operation, name: &str) -> Option<bool> {
    let in_query = operation
        .parameters
        .iter()
        .any(|p| p.wire == name && p.location == Location::Query);
    if in_query {
        return Some(false);
    }
    in_body(graph, operation)
        .any(|property| property.wire == name)
        .then_some(true)
}

/// The properties of a JSON body.
fn in_body<'g>(
    graph: &'g TypeGraph,
    operation: &graph::Operation,
) -> impl Iterator<Item = &'g graph::Property> {
    let body = operation.body.as_ref();
    let body = body.filter(|body| body.kind == Kind::Json);
    let object = body.and_then(|body| match &graph[graph.behind(body.ty).ty].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    object.into_iter().flat_map(|object| &object.properties)
}

/// The number of the first page, from the document's default.
fn first(operation: &graph::Operation, parameter: &str) -> u64 {
    let parameter = operation
        .parameters
        .iter()
        .find(|one| one.wire == parameter);
    let default = parameter.and_then(|one| one.meta.default.as_ref()?.as_u64());
    default.filter(|number| *number <= 1).unwrap_or(1)
}

/// Applies a rule to a response, if it matches.
fn fitting(
    graph: &TypeGraph,
    operation: &graph::Operation,
    answer: Use,
    rule: &PageRule,
) -> Option<Pages> {
    if !matches!(operation.verb.as_str(), "GET" | "POST") {
        return None;
    }
    let (item, pointer) = items::items(graph, answer, rule.items())?;
    let takes = |name: &str| taken(graph, operation, name);
    let (paging, in_body) = match rule {
        PageRule::Next {
            next, parameter, ..
        } => {
            let in_body = takes(parameter)?;
            let token = Paging::Token {
                from: next.clone(),
                to: parameter.clone(),
            };
            (items::has(graph, answer, next).then_some(token)?, in_body)
        }
        PageRule::Url { url, .. } if operation.verb == "GET" => {
            let url = items::has(graph, answer, url).then(|| Paging::Url { from: url.clone() });
            (url?, false)
        }
        PageRule::Url { .. } => return None,
        PageRule::Last {
            last, parameter, ..
        } => {
            let in_body = takes(parameter)?;
            let last = items::has(graph, item, last).then(|| Paging::Last {
                from: last.clone(),
                to: parameter.clone(),
            });
            (last?, in_body)
        }
        PageRule::Page { page, .. } => {
            let page_number = Paging::Page {
                parameter: page.clone(),
                first: first(operation, page),
            };
            (page_number, takes(page)?)
        }
        PageRule::Offset { offset, .. } => {
            let passed = Paging::Offset {
                parameter: offset.clone(),
            };
            (passed, takes(offset)?)
        }
    };
    let end = match rule.end() {
        Some(end) => Some(end::said(graph, answer, &end).then_some(end)?),
        None => end::end(graph, answer, &paging),
    };
    Some(Pages {
        paging,
        in_body,
        items: pointer,
        end,
    })
}
