use super::super::ShapeConfig;
use super::super::testing::{around_schemas, schemas, with};

#[track_caller]
fn test(given: &str, want: &str) {
    let shaped = schemas(given);
    assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
}

#[test]
fn objects_and_maps() {
    test("A: {type: object, properties: {}}", "{}");
    test("A: {type: object, additionalProperties: false}", "{}");
    test("A: {type: object}", "map(any)");
    test("A: {type: object, additionalProperties: true}", "map(any)");
    test("A: {additionalProperties: {type: string}}", "map(Plain)");
    test(
        "A: {properties: {b: {type: string}}, required: [b]}",
        "{b: Plain}",
    );
    test(
        "A: {type: object, properties: {b: {type: string}}, additionalProperties: true}",
        "{b?: Plain, *: any}",
    );
    test(
        "A: {type: object, properties: {b: {type: string}}, additionalProperties: {}}",
        "{b?: Plain, *: any}",
    );
    test(
        "A: {type: object, properties: {b: {type: string}}, additionalProperties: {type: integer}}",
        "{b?: Plain, *: I64}",
    );
    test(
        "A: {type: array, items: {type: string, nullable: true}}",
        "[Plain?]",
    );
    test(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}]}",
        "[(Plain | I64)]",
    );
}

#[test]
fn each_pattern_has_its_values() {
    test(
        "A: {type: object, properties: {a: {type: string}}, patternProperties: {'^x': {type: integer}}}",
        "{a?: Plain, /^x/: I64}",
    );
    test(
        "A: {patternProperties: {'^x': {type: integer}, '^y': {type: string}}, additionalProperties: {type: boolean}}",
        "{/^x/: I64, /^y/: Plain, *: boolean}",
    );
    test(
        "A: {patternProperties: {'^x': {anyOf: [{type: integer}, {type: string}]}}, additionalProperties: {type: boolean}}",
        "{/^x/: (I64 | Plain), *: boolean}",
    );
    // one pattern alone is a map, also one of several types
    test(
        "A: {patternProperties: {'^x': {anyOf: [{type: integer}, {type: boolean}]}}, additionalProperties: false}",
        "map((I64 | boolean))",
    );
    // a name that must not be
    test(
        "A: {patternProperties: {'^x': {type: integer}, '^y': false}}",
        "{/^x/: I64}",
    );
    // what looks around
    test(
        "A: {type: object, properties: {a: {type: string}}, patternProperties: {'^(?!x)': {type: integer}, '^y': {type: boolean}}}",
        "{a?: Plain, *: (I64 | boolean)}",
    );
    // what several say of one pattern holds at once
    test(
        "A: {allOf: [{properties: {a: {type: string}}, patternProperties: {'^x': {type: number}}}, {patternProperties: {'^x': {type: integer}, '^y': {type: string}}}]}",
        "{a?: Plain, /^x/: I64, /^y/: Plain}",
    );
}

#[test]
fn references_and_their_wrappers() {
    let b = "\nB: {type: object, properties: {}}";
    test(
        &format!("A: {{$ref: '#/components/schemas/B'}}{b}"),
        "alias(B)",
    );
    test(
        &format!("A: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}{b}"),
        "alias(B)",
    );
    for wrapper in ["anyOf", "oneOf", "allOf"] {
        test(
            &format!(
                "A: {{type: object, properties: {{b: {{{wrapper}: [{{$ref: '#/components/schemas/B'}}], nullable: true, description: d}}}}}}{b}"
            ),
            "{b?: B?}",
        );
    }
    test(
        &format!(
            "A: {{properties: {{b: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{description: d}}], type: object}}}}}}{b}"
        ),
        "{b?: B}",
    );
}

#[test]
fn descriptions_of_wrappers_go_to_the_property() {
    let shaped = schemas(
        "A: {properties: {b: {allOf: [{$ref: '#/components/schemas/B'}, {description: d}]}}}\nB: {type: string, description: other}",
    );
    let (_, id) = &shaped.graph.components[0];
    let crate::graph::Shape::Object(object) = &shaped.graph[*id].shape else {
        panic!()
    };
    assert_eq!(object.properties[0].meta.description, "d");
}

#[test]
fn null_moves_to_the_edges() {
    test(
        "A: {properties: {b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}}}\nB: {$ref: '#/components/schemas/C'}\nC: {type: string, nullable: true}",
        "{b?: B?, c?: C?}",
    );
    test(
        "A: {properties: {b: {anyOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {}}]}}}\nC: {type: string, nullable: true}",
        "{b?: (C | {})?}",
    );
}

#[test]
fn all_of_puts_parents_first() {
    test(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, required: [c, b], properties: {c: {type: string}}}]}\nB: {allOf: [{$ref: '#/components/schemas/C'}], properties: {b: {type: integer}}}\nC: {type: object, properties: {id: {type: string}}}",
        "{id?: Plain, b: I64, c: Plain}",
    );
    test(
        "A: {type: object, properties: {c: {type: string}}, allOf: [{$ref: '#/components/schemas/C'}], required: [id]}\nC: {type: object, properties: {id: {type: string}}}",
        "{id: Plain, c?: Plain}",
    );
    test(
        "A: {allOf: [{$ref: '#/components/schemas/C'}, {required: [id]}]}\nC: {type: object, properties: {id: {type: string}}}",
        "{id: Plain}",
    );
}

#[test]
fn all_of_keeps_the_narrower_property() {
    test(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {k: {type: string, enum: [x]}, n: {type: integer}}}]}\nB: {properties: {k: {type: string}, n: {type: number}, o: {type: object}}}",
        r#"{k?: enum("x"), n?: I64, o?: map(any)}"#,
    );
    test(
        "A: {allOf: [{type: string, format: uuid}, {maxLength: 36}]}",
        "Uuid",
    );
    test("A: {allOf: [{type: integer}, {minimum: 3}]}", "I64");
}

#[test]
fn contradictions_are_told() {
    let shaped = schemas(
        "A: {allOf: [{properties: {k: {type: string}}}, {properties: {k: {type: boolean}}}]}",
    );
    assert_eq!(shaped.component("A"), "{k?: boolean}");
    assert_eq!(
        shaped.codes(),
        ["W Conflict /components/schemas/A/allOf/1/properties/k"]
    );
}

#[test]
fn cycles_end() {
    let shaped = schemas(
        "A: {properties: {a: {$ref: '#/components/schemas/A'}, b: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}}}",
    );
    assert!(
        shaped
            .component("A")
            .starts_with("{a?: A, b?: {a?: A, b?: {")
    );
    assert_eq!(shaped.codes(), [""; 0]);
    let shaped = schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {type: string}}}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {y: {type: string}}}]}",
    );
    assert!(
        shaped
            .codes()
            .iter()
            .any(|code| code.starts_with("W ReferenceCycle")),
        "{:?}",
        shaped.codes()
    );
}

#[test]
fn a_base_that_lists_its_children() {
    let given = "A: {type: object, properties: {k: {type: string}}, required: [k], discriminator: {propertyName: k, mapping: {b: '#/components/schemas/B', c: C}}, oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}\nC: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {y: {type: string}}}]}";
    let shaped = schemas(given);
    assert_eq!(
        shaped.component("A"),
        "(B if k=b | C if k=c)",
        "{:?}",
        shaped.codes()
    );
    assert_eq!(shaped.component("B"), "{k: =\"b\", x?: Plain}");
}

#[test]
fn unions_within_all_of_are_multiplied_out() {
    test(
        "A: {allOf: [{properties: {id: {type: string}}}, {oneOf: [{title: X, properties: {x: {type: string}}, required: [x]}, {title: Y, properties: {y: {type: string}}, required: [y]}]}]}",
        "({id?: Plain, x: Plain} has x | {id?: Plain, y: Plain} has y)",
    );
    test(
        "A: {properties: {id: {type: string}}, anyOf: [{properties: {x: {type: string}}, required: [x]}, {properties: {y: {type: string}}}]}",
        "{id?: Plain, x?: Plain, y?: Plain}",
    );
    test(
        "A: {properties: {id: {type: string}, b: {type: string}}, anyOf: [{required: [id]}, {required: [b]}]}",
        "{id?: Plain, b?: Plain}",
    );
}

#[test]
fn deep_schemas_end() {
    let mut given = String::from("A: ");
    for _ in 0..90 {
        given.push_str("{type: array, items: ");
    }
    given.push_str("{type: string}");
    given.push_str(&"}".repeat(90));
    let shaped = schemas(&given);
    assert_eq!(shaped.codes(), [""; 0]);
    assert_eq!(shaped.graph.types.len(), 91);
}

#[test]
fn long_chains_of_all_of_end() {
    let mut given = String::from("A0: {properties: {p: {type: string}}}\n");
    for index in 1..400 {
        given.push_str(&format!(
            "A{index}: {{allOf: [{{$ref: '#/components/schemas/A{}'}}, {{properties: {{p{index}: {{type: string}}}}}}]}}\n",
            index - 1
        ));
    }
    let shaped = schemas(&given);
    assert!(
        shaped
            .component("A10")
            .starts_with("{p?: Plain, p1?: Plain, p2?: Plain")
    );
}

#[test]
fn required_properties_that_are_not_declared_are_told() {
    let shaped = schemas("A: {type: object, required: [x, id], properties: {id: {type: string}}}");
    assert_eq!(shaped.component("A"), "{id: Plain, x?: any}");
    assert_eq!(
        shaped.codes(),
        ["W UnknownRequired /components/schemas/A/required"]
    );
    let label = |required: &str| {
        let schema = format!(
            "A: {{type: object, required: [{required}], properties: {{id: {{}}, created_at: {{}}, name: {{}}}}}}"
        );
        let shaped = schemas(&schema);
        let found = shaped.diagnostics.iter().next();
        found.map_or(String::new(), |found| {
            format!("{}; {}", found.message, found.label)
        })
    };
    for (required, said) in [
        (
            "nmae",
            "`required` lists `nmae`, which is not a property; did you mean `name`?",
        ),
        (
            "Id, creatd_at",
            "`required` lists `Id`, `creatd_at`, which are no properties; did you mean `id`, `created_at`?",
        ),
        (
            "owner",
            "`required` lists `owner`, which is not a property; ",
        ),
    ] {
        assert_eq!(label(required), said);
    }
    let shaped = schemas(
        "A: {allOf: [{required: [x], properties: {id: {type: string}}}, {properties: {x: {type: string}}}]}",
    );
    assert_eq!(shaped.component("A"), "{id?: Plain, x: Plain}");
    assert_eq!(shaped.codes(), [""; 0]);
}

#[test]
fn what_is_not_declared_can_be_ignored() {
    let config = ShapeConfig {
        keep_undeclared: crate::shape::KeepUndeclared::Typed,
        ..ShapeConfig::default()
    };
    for additional in ["true", "{}"] {
        let given = format!(
            "A: {{type: object, properties: {{b: {{type: string}}}}, additionalProperties: {additional}}}"
        );
        assert_eq!(
            with(&around_schemas(&given), &config).component("A"),
            "{b?: Plain}"
        );
    }
}

#[test]
fn what_is_not_declared_can_be_kept_always() {
    let config = ShapeConfig {
        keep_undeclared: crate::shape::KeepUndeclared::Always,
        ..ShapeConfig::default()
    };
    let shape = |given: &str| with(&around_schemas(given), &config).component("A");
    assert_eq!(
        shape("A: {type: object, properties: {b: {type: string}}}"),
        "{b?: Plain, *: any}"
    );
    assert_eq!(
        shape("A: {type: object, properties: {b: {type: string}}, additionalProperties: false}"),
        "{b?: Plain}"
    );
}

#[test]
fn types_are_implied() {
    for (schema, want) in [
        ("{properties: {}}", "{}"),
        ("{minItems: 1}", "[any]"),
        ("{maxItems: 1}", "[any]"),
        ("{uniqueItems: true}", "[any]"),
        ("{minLength: 1}", "Plain"),
        ("{minimum: 1}", "Double"),
        ("{maxProperties: 1}", "map(any)"),
        ("{contains: {const: a}}", "[any]"),
        ("{prefixItems: [{type: string}], type: array}", "[Plain]"),
    ] {
        test(&format!("A: {schema}"), want);
    }
}
