//! Schemas that are components only because a reference points to them.
//!
//! A reference may point anywhere: to a response of an operation, to a property of a component. Bundling turns its target
//! into a component, with a name made from its path. The document does not name such a schema, so it is named after its
//! places, as any other unnamed schema, and keeps that name when references to it are added or removed.

use crate::diagnostic::{FileId, Place};
use crate::graph::TypeGraph;
use crate::load::pointer;

/// Removes the names of components that the document does not name.
pub(in crate::shape) fn unname(graph: &mut TypeGraph, place: &dyn Fn(&str) -> Place) {
    let types = &mut graph.types;
    graph.components.retain(|(_, id)| {
        let Some(node) = types.get_mut(id.0 as usize) else {
            return true;
        };
        let is_named = names(&place(&node.pointer));
        if !is_named {
            node.component = None;
        }
        is_named
    });
}

/// Whether the document names the schema at a place: another file names its parts, and in the document itself the map that
/// contains it does.
fn names(place: &Place) -> bool {
    if place.file != FileId::ROOT {
        return true;
    }
    let keys: Vec<_> = pointer::keys(&place.pointer).collect();
    match keys.as_slice() {
        [.., map, _] => matches!(map.as_ref(), "schemas" | "definitions" | "$defs"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::shape::testing::document;

    /// The components of a document, and how many types have no name.
    #[track_caller]
    fn test(reference: &str, want: &[&str]) {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          \
             description: D\n          content: {{application/json: {{schema: {{type: object, properties: {{b: {{type: string}}}}}}}}}}\n  \
             /c:\n    get:\n      responses:\n        '200':\n          description: D\n          content: {{application/json: \
             {{schema: {{$ref: '{reference}'}}}}}}\ncomponents:\n  schemas:\n    D: {{type: object, properties: {{e: {{type: object, \
             properties: {{f: {{type: string}}}}}}}}, $defs: {{G: {{type: object}}}}}}\n"
        );
        let graph = document(&text).graph;
        let names = graph.components.iter().map(|(name, _)| name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), want, "{reference}");
        let named = graph.types.iter().filter(|node| node.component.is_some());
        assert_eq!(named.count(), want.len(), "{reference}");
    }

    #[test]
    fn a_reference_names_nothing() {
        let answer = "#/paths/~1a/get/responses/200/content/application~1json/schema";
        test(answer, &["D"]);
        test("#/components/schemas/D/properties/e", &["D"]);
    }

    #[test]
    fn what_stands_in_a_map_of_names_has_one() {
        test("#/components/schemas/D", &["D"]);
        test("#/components/schemas/D/$defs/G", &["D", "G"]);
    }
}
