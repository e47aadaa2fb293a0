//! A property that the branches of an `anyOf` declare as different kinds of JSON.

use super::super::testing::{Shaped, schemas};
use crate::graph::{Shape, Untyped, Use};

/// Whether a shape is of a kind.
type IsKind = fn(&Shape) -> bool;

/// Schemas of all kinds, and the shape of each.
const KINDS: [(&str, IsKind); 5] = [
    ("type: string", |shape| matches!(shape, Shape::String(_))),
    ("type: integer", |shape| matches!(shape, Shape::Integer(_))),
    ("type: boolean", |shape| *shape == Shape::Boolean),
    ("type: array, items: {type: string}", |shape| {
        matches!(shape, Shape::Array(_))
    }),
    ("type: object, properties: {x: {type: string}}", |shape| {
        matches!(shape, Shape::Object(_))
    }),
];

/// The shapes of a property of the branch for values that match several others.
fn of_several(shaped: &Shaped) -> (Use, Vec<Shape>) {
    let graph = &shaped.graph;
    let (_, id) = graph
        .components
        .iter()
        .find(|(name, _)| name == "A")
        .expect("A");
    let Shape::Union(union) = &graph[*id].shape else {
        panic!("no union: {}", shaped.component("A"));
    };
    let several = union.branches.iter().find(|branch| branch.several);
    let Shape::Object(object) = &graph[several.expect("a branch").ty.ty].shape else {
        panic!("no object: {}", shaped.component("A"));
    };
    let property = object
        .properties
        .iter()
        .find(|property| property.wire == "p");
    let ty = property.expect("the property").ty;
    let shapes = match &graph[ty.ty].shape {
        Shape::Union(union) => union
            .branches
            .iter()
            .map(|one| graph[one.ty.ty].shape.clone())
            .collect(),
        other => vec![other.clone()],
    };
    (ty, shapes)
}

fn any_of(schemas: &[&str]) -> String {
    let branches = schemas.iter().enumerate().map(|(at, schema)| {
        format!("{{type: object, required: [r{at}], properties: {{r{at}: {{type: string}}, p: {{{schema}}}}}}}")
    });
    format!(
        "A: {{anyOf: [{}]}}",
        branches.collect::<Vec<_>>().join(", ")
    )
}

#[test]
fn each_set_of_kinds_is_a_union_of_them() {
    for set in 0..1_usize << KINDS.len() {
        let chosen: Vec<_> = (KINDS.iter().enumerate())
            .filter(|(at, _)| set >> at & 1 == 1)
            .map(|(_, kind)| kind)
            .collect();
        if chosen.len() < 2 {
            continue;
        }
        for nullable in [false, true] {
            let mut texts: Vec<String> =
                chosen.iter().map(|(text, _)| (*text).to_owned()).collect();
            if nullable {
                texts[0] += ", nullable: true";
            }
            // a second string, integer or boolean is of the same kind
            texts.push(format!("{}, description: again", chosen[0].0));
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let shaped = schemas(&any_of(&texts));
            let (ty, shapes) = of_several(&shaped);
            assert_eq!(shapes.len(), chosen.len(), "{texts:?}: {shapes:?}");
            assert!(
                chosen.iter().zip(&shapes).all(|((_, is), shape)| is(shape)),
                "{texts:?}: {shapes:?}"
            );
            assert_eq!(ty.nullable, nullable, "{texts:?}");
            let untyped = shaped.graph.untyped(|_| false);
            assert!(untyped.is_empty(), "{texts:?}: {untyped:?}");
        }
    }
}

/// A schema that allows any value allows any kind: that is what the document says.
#[test]
fn any_value_beside_kinds_is_any_value() {
    for (text, _) in KINDS {
        let shaped = schemas(&any_of(&[text, "", "type: number"]));
        assert_eq!(of_several(&shaped).1, [Shape::Any], "{text}");
        let untyped = shaped.graph.untyped(|_| false);
        assert!(
            !untyped.values().any(|why| *why == Untyped::Differs),
            "{text}: {untyped:?}"
        );
    }
}
