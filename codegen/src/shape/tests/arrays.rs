//! Arrays: of one type, or of a length and a type for each item.

use super::super::testing::schemas;

#[track_caller]
fn test(given: &str, want: &str) {
    let shaped = schemas(given);
    assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
}

#[test]
fn arrays_of_a_pinned_length_are_tuples() {
    test(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}",
        "(Plain, I64)",
    );
    test(
        "A: {prefixItems: [{type: number}, {type: number}], minItems: 2, maxItems: 2}",
        "(Double, Double)",
    );
    test(
        "A: {type: array, prefixItems: [{type: string}], items: {type: [integer, 'null']}, minItems: 3, maxItems: 3}",
        "(Plain, I64?, I64?)",
    );
    // a shorter one is allowed
    test(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
        "[(Plain | I64)]",
    );
    test(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, maxItems: 2}",
        "[(Plain | I64)]",
    );
    test(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 1}",
        "[(Plain | I64)]",
    );
    test(
        "A: {type: array, prefixItems: [{type: string}], items: {type: integer}, minItems: 1}",
        "[(Plain | I64)]",
    );
    // tuples within tuples
    test(
        "A: {prefixItems: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}], items: false, minItems: 2}\nB: {prefixItems: [{type: number}, {type: number}], items: false, minItems: 2}",
        "(B, B)",
    );
    // what leads back to itself, or is too long to be spelled out, stays an array
    test(
        "A: {prefixItems: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}], items: false, minItems: 2}",
        "[(Plain | [A])]",
    );
    let mut wide = String::from("A: {prefixItems: [");
    for _ in 0..13 {
        wide += "{type: string},";
    }
    test(&(wide + "], items: false, minItems: 13}"), "[Plain]");
}

/// Up to 48 types are spelled out, whatever they are nested in.
#[test]
fn what_is_spelled_out_is_counted_at_every_depth() {
    let tuple = |item: &str, length: usize| {
        let items = vec![item; length].join(", ");
        format!("{{prefixItems: [{items}], items: false, minItems: {length}}}")
    };
    for outer in 2..=12 {
        for inner in 2..=12 {
            let text = tuple(&tuple("{type: integer}", inner), outer);
            let shaped = schemas(&format!("A: {text}")).component("A");
            // the tuple itself is one of them
            let is_short = outer * (1 + inner) < 48;
            assert_eq!(
                shaped.starts_with("(("),
                is_short,
                "{outer} {inner}: {shaped}"
            );
        }
    }
}

#[test]
fn a_list_of_items_without_a_type_is_one_of_them() {
    let shaped = schemas("A: {items: [{type: string}, {type: object, properties: {b: {}}}]}");
    assert_eq!(shaped.component("A"), "(Plain | {b?: any})");
    let shaped = schemas("A: {type: array, items: [{type: string}, {type: boolean}]}");
    assert_eq!(shaped.component("A"), "[(Plain | boolean)]");
}

/// What a schema says by other keywords than `type` is its type.
/// Without `items`, and with more items than there are schemas, the rest is anything.
#[test]
fn a_tuple_has_a_schema_for_each_item() {
    let of = |items: &str, length: usize| {
        schemas(&format!(
            "A: {{type: array, prefixItems: [{{type: string}}, {{type: integer}}], items: {items}, minItems: {length}, maxItems: {length}}}"
        ))
        .component("A")
    };
    assert_eq!(of("false", 2), "(Plain, I64)");
    assert_eq!(of("{type: boolean}", 2), "(Plain, I64)");
    assert_eq!(of("{type: boolean}", 3), "(Plain, I64, boolean)");
    // nothing has three items of which there may be two
    assert_eq!(of("false", 3), "[(Plain | I64)]");
}
