//! What holds for schemas in any of several forms.

use super::super::ShapeConfig;
use super::super::testing::{Shaped, around_schemas, document, schemas, with};

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

/// Each branch of one union with each of the other.
#[test]
fn unions_that_must_both_hold_are_multiplied() {
    let branch = |name: &str| {
        format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
    };
    let union = |names: [&str; 2]| {
        let branches = names.map(branch);
        format!("{{oneOf: [{}]}}", branches.join(", "))
    };
    let shaped = schemas(&format!(
        "A: {{allOf: [{}, {}]}}",
        union(["a", "b"]),
        union(["c", "d"])
    ));
    let text = shaped.component("A");
    for one in ["a", "b"] {
        for other in ["c", "d"] {
            let both = format!("{{{one}: Plain, {other}: Plain}}");
            assert!(text.contains(&both), "{text} lacks {both}");
        }
    }
    let warnings = shaped.codes();
    assert!(
        !warnings.iter().any(|code| code.starts_with('W')),
        "{warnings:?}"
    );
}

/// What two objects of an `anyOf` call alike keeps its type in the branch for both only where it is the same in both.
#[test]
fn properties_that_are_alike_keep_their_type() {
    let types = [
        ("{type: string}", "Plain"),
        ("{type: integer}", "I64"),
        ("{type: string, enum: [x, y]}", r#"enum("x" "y")"#),
        ("{type: string, enum: [x, z]}", r#"enum("x" "z")"#),
        ("{type: string, enum: [x]}", r#"enum("x")"#),
        ("{type: array, items: {type: string}}", "[Plain]"),
        ("{type: array, items: {type: integer}}", "[I64]"),
        (
            "{type: object, additionalProperties: {type: string}}",
            "map(Plain)",
        ),
    ];
    for (one, text) in types {
        for (other, _) in types {
            let object = |own: &str, ty: &str| {
                format!(
                    "{{type: object, required: [id], properties: {{id: {{type: string}}, k: {ty}, {own}: {{type: string}}}}}}"
                )
            };
            let shaped = schemas(&format!(
                "A: {{anyOf: [{}, {}]}}",
                object("n", one),
                object("p", other)
            ));
            let whole = shaped.component("A");
            let both = whole.rsplit(" | ").next().unwrap_or_default().to_owned();
            let kept = both.contains(&format!("k?: {text},"));
            assert_eq!(kept, one == other, "{one} {other}: {whole}");
        }
    }
}

/// A property that only some branches have tells the others nothing, unless it must be there.
#[test]
fn optional_tags_count_where_all_branches_have_them() {
    let branch = |value: &str, own: &str| {
        format!(
            "{{type: object, properties: {{k: {{type: string, enum: [{value}]}}, {own}: {{type: string}}}}}}"
        )
    };
    let text = schemas(&format!(
        "A: {{oneOf: [{}, {}]}}",
        branch("a", "n"),
        branch("b", "p")
    ));
    let text = text.component("A");
    assert!(text.contains("if k=a") && text.contains("if k=b"), "{text}");
    let text = schemas(&format!(
        "A: {{oneOf: [{}, {}, {{type: object, properties: {{q: {{type: string}}}}}}]}}",
        branch("a", "n"),
        branch("b", "p")
    ));
    let text = text.component("A");
    assert!(!text.contains(" if "), "{text}");
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
        ("{type: number}", "{type: number, format: float}", "Float"),
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

fn version_3_2(schemas: &str) -> Shaped {
    let mut text = String::from(
        "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for line in schemas.lines() {
        text += &format!("    {line}\n");
    }
    document(&text)
}

/// What no other branch is for has no tag, whether the mapping says so of the schema or of what it stands for.
#[test]
fn the_default_of_a_discriminator_has_no_tag() {
    for (default, want) in [
        ("B", "(C if k=c | D if k=D | B)"),
        ("C", "(B if k=b | D if k=D | C)"),
        ("D", "(B if k=b | C if k=c | D)"),
    ] {
        let shaped = version_3_2(&format!(
            "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}, {{$ref: '#/components/schemas/D'}}], discriminator: {{propertyName: k, mapping: {{b: B, c: C}}, defaultMapping: {default}}}}}
B: {{type: object, properties: {{k: {{type: string}}, b: {{type: string}}}}}}
C: {{type: object, properties: {{k: {{type: string}}, c: {{type: string}}}}}}
D: {{type: object, properties: {{k: {{type: string}}, d: {{type: string}}}}}}"
        ));
        assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
    }
}

/// Unions that hold each other are one, with what all of them say of their tag.
#[test]
fn discriminators_of_unions_that_hold_each_other() {
    let shaped = schemas(
        "
A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/X'}], discriminator: {propertyName: k, mapping: {b: B, x: X}}}
B: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Y'}], discriminator: {propertyName: k, mapping: {a: A, y: Y}}}
X: {type: object, required: [k], properties: {k: {type: string}, n: {type: string}}}
Y: {type: object, required: [k], properties: {k: {type: string}, m: {type: string}}}",
    );
    let (a, b) = (shaped.component("A"), shaped.component("B"));
    let union = if a.starts_with('(') { a } else { b };
    assert!(
        union.contains("X if k=x") && union.contains("Y if k=y"),
        "{union}"
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

/// A page of a list is one by all that makes it one: without any part of it, it is an object like others.
#[test]
fn a_page_of_a_list_is_whole() {
    let of = |required: &str, object: &str, data: &str, more: &str| {
        let shaped = schemas(&format!(
            "A: {{type: object, required: [{required}], properties: {{object: {object}, data: {data}, has_more: {{type: boolean}}, url: {{type: string}}}}{more}}}\nB: {{type: object, properties: {{n: {{type: string}}}}}}"
        ));
        shaped.component("A")
    };
    let all = "object, data, has_more, url";
    let (list, data) = (
        "{type: string, enum: [list]}",
        "{type: array, items: {$ref: '#/components/schemas/B'}}",
    );
    assert_eq!(of(all, list, data, ""), "list(B)");
    for text in [
        of("data, has_more, url", list, data, ""),
        of("object, has_more, url", list, data, ""),
        of("object, data, url", list, data, ""),
        of(all, "{type: string, enum: [page]}", data, ""),
        of(all, "{type: string, enum: [list, page]}", data, ""),
        of(all, "{type: string}", data, ""),
        of(
            all,
            list,
            "{type: array, nullable: true, items: {$ref: '#/components/schemas/B'}}",
            "",
        ),
        of(all, list, "{$ref: '#/components/schemas/B'}", ""),
        of(all, list, data, ", additionalProperties: {type: string}"),
    ] {
        assert!(text.starts_with('{'), "{text}");
    }
}

/// Alternatives are described as long as they are few enough to be read.
#[test]
fn alternatives_of_required_properties_are_described() {
    use super::super::annotation::notes;

    for count in 0..=14 {
        let branches: Vec<_> = (0..count)
            .map(|at| serde_yaml::from_str(&format!("{{required: [p{at}]}}")).expect("a schema"))
            .collect();
        let text = notes::alternatives(&branches, true);
        assert_eq!(
            text.is_some(),
            (1..=12).contains(&count),
            "{count}: {text:?}"
        );
        let text = text.unwrap_or_default();
        assert!(
            (0..count.min(12)).all(|at| count > 12 || text.contains(&format!("`p{at}`"))),
            "{text}"
        );
    }
}
