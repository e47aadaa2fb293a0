//! Resources from the component that an operation returns, and from its path.

use std::collections::BTreeSet;

use super::{Named, Placement, of_class, segments, words};
use crate::graph::{Answer, Shape, TypeGraph, TypeId, Use};
use crate::name::{Path, class::Classes};

/// What the response of an operation reveals about its resource.
struct About {
    component: TypeId,
    listing: bool,
}

/// Groups by the resource that the operation returns or acts on.
pub(super) fn place(graph: &TypeGraph, classes: &Classes, operation: &Named<'_>) -> Placement {
    let segments = segments(&operation.template);
    let about = match &operation.answer {
        Answer::Json(ty) => about(graph, classes, *ty),
        // the first of several, that of 200 or 201
        Answer::Several(ty, _) => match &graph[ty.ty].shape {
            Shape::Union(union) => {
                (union.branches.first()).and_then(|branch| about(graph, classes, branch.ty))
            }
            _ => None,
        },
        Answer::Empty | Answer::Text | Answer::Binary | Answer::Streamed => None,
    };
    let listing = about.as_ref().is_some_and(|a| a.listing);
    let (last, before) = match segments.split_last() {
        Some((last, before)) => (*last, before),
        None => ("root", &[][..]),
    };
    let class_of = |id: TypeId| {
        classes
            .standalone
            .get(&id)
            .map(|c| (c.package.clone(), c.ident.clone()))
    };
    let answer = about.and_then(|a| class_of(a.component));
    let parent = || path_class(graph, classes, before);

    if last.starts_with('{') {
        let method = match operation.verb.as_str() {
            "GET" => "retrieve",
            "POST" | "PUT" | "PATCH" => "update",
            "DELETE" => "delete",
            other => {
                return of(
                    answer.or_else(|| Some(path_class(graph, classes, &segments))),
                    other.to_lowercase(),
                );
            }
        };
        return of(
            answer.or_else(|| Some(path_class(graph, classes, &segments))),
            method.to_owned(),
        );
    }
    let after_parameter = before.last().is_some_and(|one| one.starts_with('{'));
    let names_answer = answer
        .as_ref()
        .is_some_and(|(_, class)| named_by(class, last));
    let nested = has_children(graph, &operation.template);
    let method = match operation.verb.as_str() {
        "GET" if listing => "list",
        "GET" if names_answer || !after_parameter && nested => "retrieve",
        "GET" if !after_parameter && segments.len() == 1 => "retrieve",
        // a single object, not a collection: `/account` beside `/accounts/{account}`
        "POST" if names_answer && !nested && words::singular(last) == last => "update",
        "POST" if names_answer || nested => "create",
        "DELETE" if after_parameter => {
            return of(Some(parent()), format!("delete_{}", words::snake(last)));
        }
        "DELETE" => "delete",
        _ => {
            // a verb at the end of the path: `/charges/{charge}/capture`, `/invoices/upcoming`
            let class = answer.unwrap_or_else(parent);
            return of(Some(class), words::snake(last));
        }
    };
    of(
        answer.or_else(|| Some(path_class(graph, classes, &segments))),
        method.to_owned(),
    )
}

fn of(class: Option<(Path, String)>, method: String) -> Placement {
    let (package, class) = class.unwrap_or_else(|| (Vec::new(), "Root".to_owned()));
    of_class(package, &class, method)
}

/// The component that a response represents: itself, the elements of a list, or the deleted object.
fn about(graph: &TypeGraph, classes: &Classes, ty: Use) -> Option<About> {
    about_behind(graph, classes, ty, BTreeSet::new())
}

/// The same for types found behind others, which may be recursive.
fn about_behind(
    graph: &TypeGraph,
    classes: &Classes,
    ty: Use,
    mut before: BTreeSet<TypeId>,
) -> Option<About> {
    let mut at = ty;
    let mut listing = false;
    while before.insert(at.ty) {
        let node = &graph[at.ty];
        match (&node.component, &node.shape) {
            (Some(_), Shape::Alias(inner) | Shape::List(inner) | Shape::Array(inner))
                if node.hints.resource.is_none() =>
            {
                at = *inner;
            }
            (Some(name), _) => {
                let alive = name
                    .strip_prefix("deleted_")
                    .and_then(|name| classes.by_component.get(name));
                return Some(About {
                    component: alive.copied().unwrap_or(at.ty),
                    listing,
                });
            }
            (None, Shape::List(inner) | Shape::Array(inner)) => {
                listing = true;
                at = *inner;
            }
            (None, Shape::Alias(inner) | Shape::Expandable(inner)) => at = *inner,
            // the object or its deleted form
            (None, Shape::Union(union)) if union.branches.iter().all(|b| b.under.is_none()) => {
                let mut all = union
                    .branches
                    .iter()
                    .filter_map(|b| about_behind(graph, classes, b.ty, before.clone()));
                let first = all.next()?;
                let is_one = all.all(|a| a.component == first.component);
                return is_one.then_some(About {
                    listing: listing || first.listing,
                    ..first
                });
            }
            _ => return None,
        }
    }
    None
}

/// The class named by the last fixed segment before the end of a path.
fn path_class(graph: &TypeGraph, classes: &Classes, segments: &[&str]) -> (Path, String) {
    let fixed: Vec<&str> = segments
        .iter()
        .filter(|s| !s.starts_with('{'))
        .copied()
        .collect();
    let Some((last, before)) = fixed.split_last() else {
        return (Vec::new(), "Root".to_owned());
    };
    let one = words::singular(&words::snake(last));
    let owner = before.last();
    let dotted = owner.map(|owner| format!("{}.{one}", words::snake(owner)));
    for name in dotted.iter().chain([&one]) {
        if let Some(id) = classes.by_component.get(name)
            && let Some(class) = classes.standalone.get(id)
            && graph[*id].component.is_some()
        {
            return (class.package.clone(), class.ident.clone());
        }
    }
    (Vec::new(), words::pascal(&one))
}

/// Whether a path segment is the name of a class, in singular or plural, with or without its owner's name.
fn named_by(class: &str, segment: &str) -> bool {
    let class = words::snake(class);
    let one = words::singular(&words::snake(segment));
    class == one || class.ends_with(&format!("_{one}")) || class == words::snake(segment)
}

/// Whether the document has a path that continues this one with a parameter.
fn has_children(graph: &TypeGraph, template: &str) -> bool {
    let prefix = format!("{}/{{", template.trim_end_matches('/'));
    let start = graph
        .operations
        .partition_point(|o| o.template.as_str() < prefix.as_str());
    let next = graph.operations.get(start);
    next.is_some_and(|o| o.template.starts_with(&prefix))
}
