//! Schemas that hold each other and are combined all the same: as many types as there are combinations, and no more.

use super::super::testing::with;
use crate::shape::ShapeConfig;

/// How many types a document of these schemas comes to.
fn count(schemas: &str) -> usize {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    with(&text, &ShapeConfig::default()).graph.types.len()
}

/// A ring of arrays, each of the next.
fn ring(name: &str, length: usize) -> String {
    let link = |at: usize| {
        let next = (at + 1) % length;
        format!(
            "    {name}{at}: {{type: array, items: {{$ref: '#/components/schemas/{name}{next}'}}}}\n"
        )
    };
    (0..length).map(link).collect()
}

#[test]
fn rings_of_arrays_that_are_combined() {
    let all = |names: &[(&str, usize)]| {
        let rings: String = names
            .iter()
            .map(|(name, length)| ring(name, *length))
            .collect();
        let parts: Vec<_> = (names.iter())
            .map(|(name, _)| format!("{{$ref: '#/components/schemas/{name}0'}}"))
            .collect();
        count(&format!(
            "{rings}    All: {{allOf: [{}]}}\n",
            parts.join(", ")
        ))
    };
    // what they have in common is an array of itself
    assert_eq!(all(&[("A", 2), ("B", 3)]), 2 + 3 + 1);
    assert_eq!(all(&[("A", 40), ("B", 27)]), 40 + 27 + 1);
    assert_eq!(all(&[("A", 2), ("B", 3), ("C", 1)]), 2 + 3 + 1 + 1);
}

#[test]
fn arrays_of_what_they_are_combined_to() {
    let schemas = "    A: {type: array, items: {$ref: '#/components/schemas/N'}}
    B: {type: array, items: {$ref: '#/components/schemas/M'}}
    N: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    M: {allOf: [{$ref: '#/components/schemas/N'}, {$ref: '#/components/schemas/A'}]}
";
    let found = count(schemas);
    assert!(found <= 12, "{found} types");
}
