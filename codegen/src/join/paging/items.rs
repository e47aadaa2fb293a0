//! Finds the items of a page.

use crate::graph::{ObjectShape, Shape, TypeGraph, Use};
use crate::load::pointer;

/// Names of the property with the items, for objects with several arrays.
const NAMES: [&str; 12] = [
    "data", "items", "results", "values", "value", "entries", "records", "elements", "content",
    "rows", "list", "objects",
];

/// The items of a response, and their JSON pointer in an object: the one in `said`, else the only array in the object, else
/// the one with a common name for lists, else the only array in a nested object.
pub(super) fn items(
    graph: &TypeGraph,
    answer: Use,
    said: Option<&str>,
) -> Option<(Use, Option<String>)> {
    if let Shape::Array(item) | Shape::List(item) = graph[graph.behind(answer).ty].shape {
        return said.is_none().then_some((item, None));
    }
    let object = object(graph, answer)?;
    match said {
        Some(pointer) => {
            let mut at = answer;
            for step in pointer::keys(pointer) {
                let object = self::object(graph, at)?;
                at = object.properties.iter().find(|one| one.wire == *step)?.ty;
            }
            Some((array(graph, at)?, Some(pointer.to_owned())))
        }
        None => match of_object(graph, object) {
            Some((item, name)) => Some((item, Some(pointer::of(&[name])))),
            None => within(graph, object),
        },
    }
}

/// The array property of an object that holds the items.
fn of_object<'g>(graph: &TypeGraph, object: &'g ObjectShape) -> Option<(Use, &'g str)> {
    let arrays = || {
        let properties = object.properties.iter();
        properties.filter_map(|one| Some((array(graph, one.ty)?, one.wire.as_str())))
    };
    let mut all = arrays();
    match (all.next(), all.next()) {
        (one, None) => one,
        _ => NAMES
            .iter()
            .find_map(|name| arrays().find(|(_, wire)| plain(wire) == *name)),
    }
}

/// The items in the only nested object that has some.
fn within(graph: &TypeGraph, outer: &ObjectShape) -> Option<(Use, Option<String>)> {
    if outer
        .properties
        .iter()
        .any(|one| array(graph, one.ty).is_some())
    {
        return None;
    }
    let mut found = outer.properties.iter().filter_map(|property| {
        let (item, name) = of_object(graph, object(graph, property.ty)?)?;
        Some((item, Some(pointer::of(&[&property.wire, name]))))
    });
    found.next().filter(|_| found.next().is_none())
}

fn array(graph: &TypeGraph, ty: Use) -> Option<Use> {
    match graph[graph.behind(ty).ty].shape {
        Shape::Array(item) => Some(item),
        _ => None,
    }
}

fn object(graph: &TypeGraph, ty: Use) -> Option<&ObjectShape> {
    match &graph[graph.behind(ty).ty].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether values of a type have, or may have, a value at a JSON pointer.
pub(super) fn has(graph: &TypeGraph, ty: Use, pointer: &str) -> bool {
    let mut at = vec![ty];
    for step in pointer::keys(pointer) {
        let mut inside = Vec::new();
        for ty in at {
            match &graph[graph.behind(ty).ty].shape {
                Shape::Object(object) => inside.extend(
                    object
                        .properties
                        .iter()
                        .filter(|one| one.wire == *step)
                        .map(|one| one.ty),
                ),
                Shape::Map(value) => inside.push(*value),
                // a cursor, or the URL that contains it
                Shape::Union(union) => {
                    for branch in &union.branches {
                        if let Some(property) = &branch.under {
                            inside.extend((property.wire == *step).then_some(branch.ty));
                        } else if let Some(object) = object(graph, branch.ty) {
                            let found = object.properties.iter().filter(|one| one.wire == *step);
                            inside.extend(found.map(|one| one.ty));
                        }
                    }
                }
                _ => {}
            }
        }
        at = inside;
    }
    !at.is_empty()
}

/// A name without case and separators: `next_cursor` and `nextCursor` are the same.
pub(super) fn plain(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|c| c.to_ascii_lowercase()).collect();
    }
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
