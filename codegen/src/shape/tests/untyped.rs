use super::super::testing::schemas;
use crate::graph::Untyped;

/// Why each schema is untyped, by its pointer, once for any number of uses.
#[test]
fn untyped_schemas_know_why() {
    let shaped = schemas(
        "
A:
  type: object
  required: [b, lost]
  properties:
    b: {description: anything}
    c: {type: object}
    d: {type: array}
    e: {$ref: '#/components/schemas/B'}
    f: {type: array, items: {$ref: '#/components/schemas/B'}}
    g: {not: {type: string}}
    h: {anyOf: [{type: string}, {}]}
    i: {enum: [[1], [2]]}
    j: {enum: [null]}
    k: {type: string}
    l: {type: object, additionalProperties: true}
B: {}",
    );
    let found = shaped.graph.untyped(|_| false);
    let found: Vec<String> = found
        .iter()
        .map(|(pointer, why)| {
            let at = pointer.trim_start_matches("/components/schemas/");
            format!("{at} {why:?}")
        })
        .collect();
    let want = [
        "A/properties/b Anything",
        "A/properties/c/additionalProperties Object",
        "A/properties/d/items Items",
        "A/properties/g Keywords",
        "A/properties/h Branch",
        "A/properties/i Values",
        "A/properties/j Null",
        "A/properties/l/additionalProperties Additional",
        "A/required Undeclared",
        "B Anything",
    ];
    assert_eq!(found, want);
    let lost = schemas(
        "
A: {properties: {a: {x-castiron-unresolved: 'b.yaml#/B'}, b: {x-castiron-unresolved: 'b.yaml#/C'}}}
B: {type: array, items: {x-castiron-unresolved: 'b.yaml#/B', description: another use}}",
    );
    let lost: Vec<_> = lost.graph.untyped(|_| false).into_iter().collect();
    let at = |place: &str| {
        (
            format!("/components/schemas/A/properties/{place}"),
            Untyped::Reference,
        )
    };
    assert_eq!(lost, [at("a"), at("b")]);
    let replaced = shaped.graph.untyped(|name| name == "B");
    assert!(!replaced.contains_key("/components/schemas/B"));
}
