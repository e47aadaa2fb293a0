use super::super::testing::schemas;

#[track_caller]
fn test(given: &str, want: &str) {
    let shaped = schemas(&format!("A: {given}"));
    assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
}

#[test]
fn plain_values() {
    test("{type: string}", "Plain");
    test("{type: string, format: date-time}", "DateTime");
    test("{type: string, format: password}", "Secret");
    test("{type: string, format: byte}", "Base64");
    test("{type: string, format: int64}", "Plain");
    test("{type: integer}", "I64");
    test("{type: integer, format: int32}", "I32");
    test("{type: integer, format: uint64}", "U64");
    test("{type: integer, format: unix-time}", "UnixTime");
    test("{type: integer, minimum: 0}", "I64");
    test(
        "{type: integer, minimum: 0, maximum: 18446744073709551615}",
        "U64",
    );
    test("{type: integer, maximum: 100000000000000000000}", "Big");
    test("{type: number}", "Double");
    test("{type: number, format: float}", "Double");
    test("{type: number, format: int64}", "I64");
    test("{type: boolean}", "boolean");
    test("{format: uuid}", "Uuid");
    test("{pattern: '^a'}", "Plain");
    test("{minimum: 3}", "Double");
    test("{}", "any");
}

#[test]
fn lists_of_values() {
    test("{type: string, enum: [a, b]}", r#"enum("a" "b")"#);
    test("{enum: [a, 1, true]}", r#"enum("a" 1 true)"#);
    test("{type: string, enum: [a, a, b]}", r#"enum("a" "b")"#);
    test("{type: string, enum: ['', a]}", r#"enum("" "a")"#);
    test("{type: integer, enum: [1, 2]}", "enum(1 2)");
    test("{type: boolean, enum: [true]}", "=true");
    test("{type: boolean, enum: [true, false]}", "boolean");
    test("{type: string, enum: [a]}", r#"enum("a")"#);
}

#[test]
fn null_among_the_values_makes_uses_nullable() {
    let shaped = schemas(
        "A: {type: string, nullable: true, enum: [a, b, null]}\nB: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
    );
    assert_eq!(shaped.component("A"), r#"enum("a" "b")"#);
    assert_eq!(shaped.component("B"), "{a?: A?}");
}

#[test]
fn names_of_values() {
    test(
        "{type: integer, enum: [1, 2], x-enum-varnames: [One, Two]}",
        "enum(One=1 Two=2)",
    );
    test(
        "{type: string, enum: [a, b], x-enumNames: {b: Bee}}",
        r#"enum("a" Bee="b")"#,
    );
    test(
        "{type: string, enum: [a], x-ms-enum: {values: [{value: a, name: Ay}]}}",
        r#"enum(Ay="a")"#,
    );
    test(
        "{oneOf: [{const: 1, title: One}, {const: 2, title: Two}]}",
        "enum(One=1 Two=2)",
    );
}

#[test]
fn a_single_value_of_a_tag_property_is_constant() {
    test(
        "{type: object, properties: {object: {type: string, enum: [a]}, status: {type: string, enum: [a]}}}",
        r#"{object?: ="a", status?: enum("a")}"#,
    );
}

#[test]
fn open_enums_of_strings() {
    test(
        "{anyOf: [{type: string}, {type: string, enum: [a, b]}]}",
        r#"enum("a" "b")"#,
    );
    test(
        "{anyOf: [{type: string, enum: [a, b]}, {type: string, enum: [b, c]}]}",
        r#"enum("a" "b" "c")"#,
    );
    let shaped = schemas(
        "A: {anyOf: [{type: string}, {$ref: '#/components/schemas/B'}]}\nB: {type: string, enum: [x]}",
    );
    assert_eq!(shaped.component("A"), "alias(B)");
}

/// What plain schemas have in common that must all hold, in any order and number: never more than each of them allows,
/// and never untyped.
#[test]
fn what_plain_values_have_in_common() {
    let lists = [
        "[a, b, c, d]",
        "[b, c, d, e]",
        "[c, b, f]",
        "[b, c, g, h, i]",
    ];
    for count in 2..=lists.len() {
        for first in 0..lists.len() {
            let parts: Vec<String> = (0..count)
                .map(|at| format!("{{enum: {}}}", lists[(first + at) % lists.len()]))
                .collect();
            let shaped = schemas(&format!("A: {{allOf: [{}]}}", parts.join(", ")));
            assert!(shaped.codes().is_empty(), "{parts:?}: {:?}", shaped.codes());
            let got = shaped.component("A");
            assert!(got.contains('b') && got.contains('c'), "{parts:?}: {got}");
            for other in ["any", "f", "g", "h", "i"] {
                assert!(!got.contains(other), "{parts:?}: {got}");
            }
        }
    }
}

#[test]
fn a_union_beside_a_constant_is_the_constant() {
    for (union, constant) in [
        ("{type: [string, integer]}", "a"),
        ("{type: [string, integer]}", "1"),
        ("{oneOf: [{enum: [a, b]}, {type: integer}]}", "a"),
        ("{oneOf: [{type: boolean}, {type: string}]}", "true"),
    ] {
        for parts in [
            format!("{union}, {{const: {constant}}}"),
            format!("{{const: {constant}}}, {union}"),
        ] {
            let shaped = schemas(&format!("A: {{allOf: [{parts}]}}"));
            let want = schemas(&format!("A: {{const: {constant}}}")).component("A");
            assert!(shaped.codes().is_empty(), "{parts}: {:?}", shaped.codes());
            assert_eq!(shaped.component("A"), want, "{parts}");
        }
    }
}

/// Numbers are equal however they are written, wherever two lists of values meet.
#[test]
fn numbers_meet_in_any_form() {
    const FORMS: [[&str; 3]; 4] = [
        ["1", "1.0", "10e-1"],
        ["2.0", "2", "2e0"],
        ["-3", "-3.0", "-30e-1"],
        ["100", "1e2", "100.0"],
    ];
    let clean = |schema: &str, want: &str| {
        let shaped = schemas(&format!("A: {schema}"));
        assert_eq!(shaped.component("A").replace(".0", ""), want, "{schema}");
        assert!(shaped.codes().is_empty(), "{schema}: {:?}", shaped.codes());
    };
    for (at, forms) in FORMS.iter().enumerate() {
        let number = forms[0].replace(".0", "");
        let other = FORMS[(at + 1) % FORMS.len()];
        for (a, b) in forms.iter().flat_map(|a| forms.iter().map(move |b| (a, b))) {
            let only = format!("enum({number})");
            clean(
                &format!("{{allOf: [{{enum: [{a}]}}, {{enum: [{b}]}}]}}"),
                &only,
            );
            clean(
                &format!("{{allOf: [{{enum: [{a}]}}, {{type: integer}}]}}"),
                &only,
            );
            clean(
                &format!("{{allOf: [{{type: number}}, {{enum: [{a}]}}]}}"),
                &only,
            );
            let (x, y) = (other[0], other[2]);
            clean(
                &format!("{{allOf: [{{enum: [{a}, {x}, 7]}}, {{enum: [8, {y}, {b}]}}]}}"),
                &format!("enum({number} {})", x.replace(".0", "")),
            );
        }
    }
    // a type takes those of its own
    for (values, ty, want) in [
        ("[a, 1, 2.5]", "number", "enum(1 2.5)"),
        ("[a, 1, 2.5, 3]", "integer", "enum(1 3)"),
        ("[a, 1.0, 2.5]", "string", "enum(\"a\")"),
    ] {
        for order in ["B, C", "C, B"] {
            let parts = order.split(", ");
            let parts = parts.map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
            let parts: Vec<_> = parts.collect();
            let shaped = schemas(&format!(
                "A: {{allOf: [{}]}}\nB: {{enum: {values}}}\nC: {{type: {ty}}}",
                parts.join(", ")
            ));
            assert_eq!(shaped.component("A"), want, "{order}: {:?}", shaped.codes());
            assert!(shaped.codes().is_empty(), "{:?}", shaped.codes());
        }
    }
    // and what has nothing in common contradicts itself
    for given in ["{enum: [1]}, {enum: [2.0]}", "{enum: ['1']}, {enum: [1]}"] {
        let shaped = schemas(&format!("A: {{allOf: [{given}]}}"));
        assert_eq!(shaped.codes().len(), 1, "{given}: {:?}", shaped.codes());
    }
}

/// A part of an `allOf` that only says a type keeps an enum, and leaves out the values that are of another.
#[test]
fn a_type_beside_an_enum_narrows_it() {
    let kinds = [
        ("string", r#""a" "b""#),
        ("integer", "1 2"),
        ("boolean", "true"),
    ];
    for (kind, values) in kinds {
        let kept = format!("enum({values})");
        let component = "{enum: [a, 1, true, b, 2]}";
        let of_type = format!("{{type: {kind}}}");
        let reference = "{$ref: '#/components/schemas/E'}";
        for part in [component, reference] {
            for schema in [
                format!("{{allOf: [{part}, {of_type}]}}"),
                format!("{{allOf: [{of_type}, {part}]}}"),
                format!("{{allOf: [{part}], type: {kind}}}"),
                format!("{{allOf: [{part}, {{}}, {{description: d, type: {kind}}}]}}"),
            ] {
                let shaped = schemas(&format!("A: {schema}\nE: {component}"));
                assert_eq!(shaped.component("A"), kept, "{schema}");
            }
        }
    }
    for schema in [
        "{allOf: [{type: string, enum: [a, b]}, {type: string}]}",
        "{type: string, allOf: [{enum: [a, b]}]}",
        "{allOf: [{type: string, maxLength: 3}, {enum: [a, b]}]}",
    ] {
        test(schema, r#"enum("a" "b")"#);
    }
}
