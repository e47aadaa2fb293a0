//! What holds for schemas in any of several forms.

use super::super::ShapeConfig;
use super::super::testing::{around_schemas, paths, schemas, with};

#[track_caller]
fn test(given: &str, want: &str) {
    let shaped = schemas(given);
    assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
}

/// All orders of some texts.
fn orders<'a>(texts: &[&'a str]) -> Vec<Vec<&'a str>> {
    if texts.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in texts.iter().enumerate() {
        let mut others = texts.to_vec();
        others.remove(at);
        for mut order in orders(&others) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// Wherever in a chain of references null is allowed, and in whatever order the chain is written, the property that it ends
/// in allows it.
#[test]
fn null_comes_through_every_chain_of_references() {
    for null in [None, Some(0), Some(1), Some(2)] {
        let link = |at: usize, to: &str| match null == Some(at) {
            true => format!("{{allOf: [{{$ref: '#/components/schemas/{to}'}}], nullable: true}}"),
            false => format!("{{$ref: '#/components/schemas/{to}'}}"),
        };
        let lines = [
            format!("L: {}", link(0, "M")),
            format!("M: {}", link(1, "N")),
            format!("N: {}", link(2, "O")),
            "O: {type: object, properties: {n: {type: integer}}}".to_owned(),
            "A: {type: object, properties: {p: {$ref: '#/components/schemas/L'}, q: {$ref: '#/components/schemas/N'}}}"
                .to_owned(),
        ];
        let lines = lines.each_ref().map(String::as_str);
        for order in orders(&lines) {
            let shaped = schemas(&order.join("\n"));
            let nullable = |name: &str| {
                let (_, id) = (shaped.graph.components.iter())
                    .find(|(other, _)| other == "A")
                    .expect("the component");
                let crate::graph::Shape::Object(object) = &shaped.graph[*id].shape else {
                    panic!("no object")
                };
                let property = object.properties.iter().find(|one| one.wire == name);
                let mut ty = property.expect("the property").ty;
                let mut nullable = ty.nullable;
                while let crate::graph::Shape::Alias(next) = shaped.graph[ty.ty].shape {
                    nullable |= next.nullable;
                    ty = next;
                }
                nullable
            };
            assert_eq!(nullable("p"), null.is_some(), "{order:?}");
            assert_eq!(nullable("q"), null == Some(2), "{order:?}");
        }
    }
}

/// Names in the configuration mean what has the right type, and each list what it is for.
#[test]
fn a_name_alone_makes_neither_metadata_nor_a_secret() {
    let config = ShapeConfig {
        metadata_properties: vec!["m".to_owned()],
        secret_properties: vec!["s".to_owned()],
        ..ShapeConfig::default()
    };
    let texts = "{type: object, additionalProperties: {type: string}}";
    for (schema, metadata, secret) in [
        (texts, "metadata(false)", "map(Plain)"),
        ("{type: string}", "Plain", "Secret"),
        ("{type: string, format: uuid}", "Uuid", "Uuid"),
        ("{type: integer}", "I64", "I64"),
        (
            "{type: object, additionalProperties: {type: integer}}",
            "map(I64)",
            "map(I64)",
        ),
        (
            "{type: object, additionalProperties: {type: string, nullable: true}}",
            "map(Plain?)",
            "map(Plain?)",
        ),
    ] {
        let given = format!("A: {{properties: {{m: {schema}, s: {schema}, other: {schema}}}}}");
        let plain = schemas(&format!("A: {schema}")).component("A");
        assert_eq!(
            with(&around_schemas(&given), &config).component("A"),
            format!("{{m?: {metadata}, s?: {secret}, other?: {plain}}}")
        );
    }
}

#[test]
fn what_is_said_twice_is_one_type() {
    for (schema, want) in [
        (
            "{type: object, additionalProperties: {type: string}}",
            "map(Plain)",
        ),
        (
            "{type: object, additionalProperties: {type: integer}}",
            "map(I64)",
        ),
        ("{type: array, items: {type: string}}", "[Plain]"),
        (
            "{type: array, items: {type: array, items: {type: string}}}",
            "[[Plain]]",
        ),
        ("{type: string, enum: [x, y]}", r#"enum("x" "y")"#),
        ("{type: number}", "Double"),
        ("{type: boolean}", "boolean"),
        (
            "{type: object, properties: {a: {type: string}}}",
            "{a?: Plain}",
        ),
    ] {
        for combined in ["allOf", "anyOf", "oneOf"] {
            if want.starts_with('{') && combined != "allOf" || want == "[[Plain]]" {
                // objects that fit each other stay two branches
                continue;
            }
            test(&format!("A: {{{combined}: [{schema}, {schema}]}}"), want);
        }
        test(&format!("A: {{allOf: [{schema}, {{}}]}}"), want);
        test(&format!("A: {{allOf: [{{}}, {schema}]}}"), want);
    }
}

/// `allOf` means the same in whatever order its schemas stand.
#[test]
fn the_order_of_all_of_does_not_matter() {
    for (one, other, want) in [
        ("{type: number}", "{type: number, format: float}", "Double"),
        ("{type: number}", "{type: integer}", "I64"),
        ("{type: string}", "{type: string, format: uuid}", "Uuid"),
        (
            "{type: string}",
            "{type: string, enum: [x]}",
            r#"enum("x")"#,
        ),
        (
            "{type: object, properties: {a: {type: string}}}",
            "{type: object, additionalProperties: {type: integer}}",
            "{a?: Plain, *: I64}",
        ),
        (
            "{type: object, properties: {a: {type: string}}}",
            "{type: object}",
            "{a?: Plain}",
        ),
    ] {
        test(&format!("A: {{allOf: [{one}, {other}]}}"), want);
        test(&format!("A: {{allOf: [{other}, {one}]}}"), want);
    }
}

/// One listed value beside any text is a list that is open, in either order.
#[test]
fn a_constant_beside_any_text_is_an_open_list() {
    test(
        r#"A: {anyOf: [{const: x}, {type: string}]}"#,
        r#"enum("x")"#,
    );
    test(
        r#"A: {anyOf: [{type: string}, {const: x}]}"#,
        r#"enum("x")"#,
    );
}

/// What only requires properties is an object; what says nothing is anything.
#[test]
fn requirements_alone_are_of_objects() {
    test("A: {allOf: [{}]}", "any");
    test("A: {allOf: [{description: a}]}", "any");
    let text = schemas("A: {allOf: [{required: [a]}]}").component("A");
    assert_ne!(text, "any");
}

/// What a wildcard sends is text without quotes, unless the schema lists the texts.
#[test]
fn wildcards_are_texts() {
    let of = |schema: &str| {
        let shaped = paths(&format!(
            "/a: {{get: {{responses: {{'200': {{description: a, content: {{'*/*': {{schema: {schema}}}}}}}}}}}}}"
        ));
        shaped.summary("GET /a")
    };
    assert_eq!(of("{type: string}"), "-> Text");
    assert_eq!(of("{type: string, format: binary}"), "-> Binary");
    assert_eq!(of("{type: string, enum: [x, y]}"), r#"-> enum("x" "y")"#);
    assert_eq!(of("{type: integer}"), "-> I64");
}

/// Media types that are sequences are streams.
#[test]
fn sequences_are_streams() {
    for (media, is_stream) in [
        ("text/event-stream", true),
        ("application/x-ndjson", true),
        ("application/jsonl", true),
        ("application/json-seq", true),
        ("application/geo+json-seq", true),
        ("application/stream+json", true),
        ("application/json", false),
        ("application/problem+json", false),
        ("text/plain", false),
    ] {
        let shaped = paths(&format!(
            "/a: {{get: {{responses: {{'200': {{description: a, content: {{{media}: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}}}}}"
        ));
        let stream = &shaped.operation("GET /a").stream;
        assert_eq!(stream.is_some(), is_stream, "{media}");
    }
}

/// Of two schemas of one property, in either order, the narrower stays, and nothing contradicts the other.
#[test]
fn the_narrower_of_two_properties_stays() {
    for (wide, narrow, want) in [
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string}}}",
            "{a?: Plain}",
        ),
        ("{type: number}", "{type: number, format: float}", "Double"),
        ("{type: number}", "{type: integer}", "I64"),
        ("{type: string}", "{type: string, format: uuid}", "Uuid"),
        ("{}", "{type: boolean}", "boolean"),
    ] {
        for (one, other) in [(wide, narrow), (narrow, wide)] {
            let shaped = schemas(&format!(
                "A: {{allOf: [{{properties: {{k: {one}}}}}, {{properties: {{k: {other}}}}}]}}"
            ));
            assert_eq!(
                shaped.component("A"),
                format!("{{k?: {want}}}"),
                "{one} {other}"
            );
            let warnings = shaped.codes();
            let told = warnings.iter().any(|code| code.contains("Conflict"));
            assert!(!told, "{one} {other}: {warnings:?}");
        }
    }
}

/// Values that no type can list are described.
#[test]
fn listed_arrays_are_described() {
    let shaped = schemas("A: {type: array, items: {type: integer}, enum: [[1], [2, 3]]}");
    let (_, id) = &shaped.graph.components[0];
    let text = format!("{:?}", shaped.graph[*id].meta);
    assert!(text.contains("One of `[1]`, `[2,3]`."), "{text}");
}

/// Of an object and what is none the later one stays, with a warning, however many there are of each.
#[test]
fn of_an_object_and_what_is_none_the_later_one_stays() {
    let object = "{type: object, properties: {a: {type: integer}}}";
    let other = "{type: object, properties: {b: {type: integer}}}";
    let date = "{type: string, format: date}";
    for (parts, want) in [
        (vec![object, date], "Date"),
        (vec![date, object], "{a?: I64}"),
        (vec![object, date, other], "{a?: I64, b?: I64}"),
        (vec![object, other, date], "Date"),
    ] {
        let shaped = schemas(&format!("A: {{allOf: [{}]}}", parts.join(", ")));
        assert_eq!(shaped.component("A"), want, "{parts:?}");
        assert_eq!(shaped.codes().len(), 1, "{parts:?}: {:?}", shaped.codes());
    }
}
